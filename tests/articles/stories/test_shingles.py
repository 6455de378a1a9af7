"""How much of one text stands in another."""

from __future__ import annotations

from articles.stories.shingles import containment, sample, shingles, told

TEXT = "Havnestad BK har fyret cheftræner Aksel Brandvold efter nederlaget i Fjordby."


def test_a_text_stands_in_a_longer_one_wholly():
    assert (
        containment(shingles(TEXT), shingles(f"Torsdag skrev klubben: {TEXT} Mere følger senere i dag.")) == 1
    )


def test_capitals_accents_and_commas_do_not_count():
    assert shingles(TEXT) == shingles(TEXT.upper().replace("Æ", "æ").replace(" efter", ", efter"))


def test_texts_without_a_run_in_common_share_nothing():
    assert (
        containment(shingles(TEXT), shingles("Aksel Brandvold er ikke længere træner i Havnestad BK.")) == 0
    )


def test_texts_of_fewer_than_four_words_have_no_runs():
    assert shingles("Brandvold er fyret") == frozenset()
    assert containment(frozenset(), shingles(TEXT)) == 0


def test_links_teasers_and_credits_are_no_part_of_what_is_told():
    text = "Ledet her.\nLæs også: noget andet\nBrødteksten her."
    regions = [
        ["title", 0, 9, "title"],
        ["text", 0, 10, "lead"],
        ["text", 11, 32, "related"],
        ["text", 33, 49, "body"],
    ]
    assert told(text, regions) == "Ledet her.\nBrødteksten her."


def test_a_text_that_nobody_has_told_apart_is_told_whole():
    assert told(TEXT, []) == TEXT
    assert told(TEXT, [["text", 0, len(TEXT), "teaser"]]) == ""


def test_the_sample_is_the_same_quarter_in_every_text_and_fits_the_column():
    runs = shingles(" ".join(f"ord{n}" for n in range(4000)))
    assert 0.2 < len(sample(runs)) / len(runs) < 0.3
    assert set(sample(runs)) >= set(sample(list(runs)[:500]))
    assert max(runs) < 2**31
