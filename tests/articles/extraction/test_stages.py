"""The stages one by one: names, regions, sentences, times, languages."""

from __future__ import annotations

from datetime import date

import pytest

from articles.extraction.claims import KnownName
from articles.extraction.known import club_names, coach_names
from articles.extraction.language import detect
from articles.extraction.lexicon import lexicon, lexicons
from articles.extraction.names import Names
from articles.extraction.phrases import phrasebook
from articles.extraction.regions import label_lines
from articles.extraction.sentences import make_sentence, split
from articles.extraction.times import find_times

DA, EN = lexicons()["da"], lexicons()["en"]
BASE = date(2020, 9, 23)


def forms(hits, text):
    return [text[hit.start : hit.end] for hit in hits]


def times_of(text: str, lexicon=DA, base=BASE) -> list[str]:
    sentence = make_sentence(text, "text", (0, len(text)), "body", 0, phrasebook(lexicon))
    return [str(time.span) for time in find_times(sentence, base)]


def test_a_flag_among_the_aliases_makes_the_name_itself_ambiguous():
    names = club_names("x", "Everton de Viña", "Everton", "Everton!|CD Everton", "es:los ruleteros", "club")
    assert {(name.text, name.is_ambiguous) for name in names if not name.is_epithet} == {
        ("Everton de Viña", False),
        ("Everton", True),
        ("CD Everton", False),
    }
    assert [name.language for name in names if name.is_epithet] == ["es"]


def test_a_coach_is_known_by_each_of_his_names():
    assert [name.text for name in coach_names("bosz", "Peter Bosz", "P. Bosz|Bosz!")] == [
        "Peter Bosz",
        "P. Bosz",
        "Bosz",
    ]


def test_a_name_is_found_with_a_genitive_and_in_a_compound_but_not_inside_a_word():
    names = Names.compile([KnownName("Genk", "genk", "club")])
    text = "Genks håb, Genk-træner, Genkse avond"
    hits = names.find(text, "da")
    assert forms(hits, text) == ["Genk", "Genk"]
    assert (hits[0].is_genitive, hits[1].is_compound) == (True, True)


def test_the_longest_of_two_overlapping_names_is_found():
    names = Names.compile([KnownName("Boca", "a", "club"), KnownName("Boca Juniors", "b", "club")])
    assert forms(names.find("Boca Juniors vandt", "da"), "Boca Juniors vandt") == ["Boca Juniors"]


def test_short_capitals_are_found_only_as_capitals():
    names = Names.compile([KnownName("OB", "ob", "club")])
    assert names.find("OB vandt", "da")
    assert not names.find("Ob vandt", "da")


def test_an_epithet_counts_only_in_its_language():
    names = Names.compile([KnownName("the Blues", "chelsea", "club", language="en", is_epithet=True)])
    assert names.find("the Blues won", "en")
    assert not names.find("the Blues won", "da")


@pytest.mark.parametrize(
    ("epithet", "text", "language", "found"),
    [
        ("el Faro", "Marcha del Faro. El faro luce.", "es", ["Faro", "El faro"]),
        ("les Merles", "Aux Merles, le Merle chante.", "fr", ["Merles"]),
        ("l'Ancora", "Il mister dell’Ancora, senza ancora.", "it", ["Ancora"]),
        ("os serranos", "O técnico dos serranos e muitos serranos.", "pt", ["serranos"]),
        ("der TSV", "Trainer beim TSV, kein TSV.", "de", ["TSV"]),
    ],
)
def test_an_epithet_is_found_behind_each_form_of_its_article(epithet, text, language, found):
    names = Names.compile([KnownName(epithet, "a", "club", language=language, is_epithet=True)])
    assert forms(names.find(text, language, lexicon(language).articles), text) == found


def test_accents_do_not_matter_and_places_stay_true():
    names = Names.compile([KnownName("László Bölöni", "b", "coach")])
    text = "Ifølge Laszlo Boloni"
    assert forms(names.find(text, "da"), text) == ["Laszlo Boloni"]


def test_lines_are_labelled_and_none_is_lost():
    text = "Første linje er en hel sætning.\nLæs også: Noget andet\nAnden linje er det også her.\nTOPNYHED\nKort overskrift\nEn til"  # noqa: E501
    assert [span.region for span in label_lines(text, [DA])] == [
        "lead",
        "related",
        "body",
        "teaser",
        "teaser",
        "teaser",
    ]


def test_a_sentence_does_not_end_after_an_abbreviation_or_an_ordinal():
    text = "Kampen i 1. division var ca. 90 minutter. F.C. København vandt kl. 15.00. Så var det slut."
    book = phrasebook(DA)
    assert [text[a:b] for a, b in split(text, 0, len(text), book)] == [
        "Kampen i 1. division var ca. 90 minutter.",
        "F.C. København vandt kl. 15.00.",
        "Så var det slut.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fyret i sidste uge", "2020-09-14/2020-09-20"),
        ("fyret for en måned siden", "2020-08-13/2020-09-02"),
        ("fyret den 20. august 2020", "2020-08-20"),
        ("fyret 20. august", "2020-08-20"),
        ("fyret i august", "2020-08-01/2020-08-31"),
        ("fyret i november", "2019-11-01/2019-11-30"),
        ("fyret i sommer", "2020-06-01/2020-08-31"),
        ("fyret i går", "2020-09-22"),
        ("fyret tirsdag", "2020-09-22"),
        ("fyret i weekenden", "2020-09-19/2020-09-20"),
        ("fyret i fjor", "2019-01-01/2019-12-31"),
        ("træner fra 2015 til 2018", "2015-01-01/2018-12-31"),
        ("skal tiltræde mandag", "2020-09-28"),
        ("fyret 20.8.2020", "2020-08-20"),
    ],
)
def test_a_danish_time_is_the_interval_that_a_reader_would_accept(text, expected):
    assert times_of(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sacked on Monday", "2020-09-21"),
        ("sacked last week", "2020-09-14/2020-09-20"),
        ("sacked a month ago", "2020-08-13/2020-09-02"),
        ("sacked on August 20, 2020", "2020-08-20"),
        ("sacked on 20 August", "2020-08-20"),
        ("sacked last night", "2020-09-22"),
        ("in charge between 2002 and 2013", "2002-01-01/2013-12-31"),
        ("sacked in 1999", "1999-01-01/1999-12-31"),
    ],
)
def test_an_english_time_is_the_interval_that_a_reader_would_accept(text, expected):
    assert times_of(text, EN) == [expected]


def test_a_score_is_no_time_and_a_season_runs_from_july_to_june():
    assert times_of("De vandt 2-3 i 2018/2019-sæsonen") == ["2018-07-01/2019-06-30"]


def test_without_a_day_of_publication_only_a_full_date_is_a_time():
    assert times_of("fyret i sidste uge, ansat 3. maj 2019", base=None) == ["2019-05-03"]


def test_a_long_text_tells_its_language_and_a_short_one_believes_the_outlet():
    english = "The manager was sacked on Monday after a run of poor results, and the club is looking for a successor."  # noqa: E501
    assert detect(english, ("da", "en"), None) == "en"
    assert detect("Moyes out", ("da", "en"), "en") == "en"
