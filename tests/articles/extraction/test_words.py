"""The learned reading: what it adds and keeps, that it quotes, names nobody, and says why."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache

import pytest

from articles.extraction import ArticleText, read
from articles.extraction.concepts import CONCEPTS, concept_table
from articles.extraction.confidence import SURE
from articles.extraction.corpus import article_from_corpus
from articles.extraction.explain import explain, lines
from articles.extraction.fold import lower
from articles.extraction.lexicon import LexiconError, languages
from articles.extraction.memory import Memory
from articles.extraction.pipeline import prepare
from articles.extraction.readers import heard, told
from articles.extraction.word_features import STEM
from articles.extraction.word_pairs import pairs_of
from articles.extraction.word_ranker import ranked, weigh
from articles.extraction.word_tense import features_of_tense, is_current
from articles.extraction.word_weights import (
    TABLE,
    Weights,
    names_of_tie,
    packed,
    unpacked,
    word_weights,
)

from . import floors
from .cast import NAMES, PUBLISHED, claims_of

SOME = 12  # articles of a language


@lru_cache
def entries(language: str) -> list[dict]:
    path = floors.HELD / f"{language}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][:SOME]


@lru_cache
def document_of(language: str, number: int = 0):
    return prepare(article_from_corpus(entries(language)[number]), floors.names())[2]


@lru_cache
def learned(language: str):
    """The claims of the words alone, each with its article."""
    articles = [article_from_corpus(entry) for entry in entries(language)]
    return [
        (article, claim)
        for article in articles
        for claim in read(article, floors.names()).claims
        if claim.readers == ("words",)
    ]


@pytest.mark.parametrize("language", languages())
def test_the_words_say_what_no_rule_does_and_quote_the_article(language):
    assert learned(language)
    for article, claim in learned(language):
        for passage in (claim.evidence, *(mark.passage for mark in claim.marks)):
            whole = article.title if passage.part == "title" else article.text
            assert whole[passage.start : passage.end] == passage.text != ""


@pytest.mark.parametrize("language", languages())
def test_what_only_the_words_say_never_goes_on_the_record_unasked(language):
    assert all(claim.confidence < SURE for _, claim in learned(language))


def test_the_same_article_always_gives_the_same_claims():
    article = article_from_corpus(entries("en")[0])
    first = read(article, floors.names())
    word_weights.cache_clear()
    concept_table.cache_clear()
    assert read(article, floors.names()) == first


def test_an_explanation_names_the_words_that_weigh_most():
    is_weighed = "the words that weigh most are “"
    article, claim = next(one for one in learned("da") if one[1].reasons[-1].startswith(is_weighed))
    shown = "\n".join(lines(explain(article, floors.names())))
    assert claim.reasons[-1] in shown
    assert "readers     words" in shown


@pytest.mark.parametrize("language", languages())
def test_no_claim_of_the_words_is_without_a_reason(language):
    assert all(claim.reasons for _, claim in learned(language))


def test_a_language_without_concepts_is_read_by_the_rules_alone(monkeypatch):
    document = document_of("da")
    claims = heard(document)
    monkeypatch.setattr("articles.extraction.word_ranker.concept_table", lambda language: None)
    assert concept_table("xx") is None
    assert ranked(document, claims) == claims


def test_without_weights_the_rules_read_alone(tmp_path, monkeypatch):
    document = document_of("da")
    claims = heard(document)
    monkeypatch.setattr("articles.extraction.word_ranker.word_weights", lambda: None)
    assert word_weights(tmp_path / "none.tsv") is None
    assert ranked(document, claims) == claims


def test_in_a_text_of_a_sentence_or_two_the_rules_stand():
    text = "Jens Holm bliver ikke ny cheftræner i AaB. Brøndby IF har ansat Jess Thorup som cheftræner."
    document = prepare(ArticleText("", text, PUBLISHED, language="da"), NAMES)[2]
    said = {(claim.kind, claim.coach.name) for claim in heard(document)}
    assert {(claim.kind, claim.coach.name) for claim in told(document)} == said


def test_a_quiet_article_stays_quiet():
    day = ("Det regnede.", "Jess Thorup spiste frokost.", "Brøndby IF vandt 2-1.", "Målene faldt sent.")
    assert claims_of("\n".join(day), title="En dag i efteråret") == ()


def test_no_weight_holds_more_than_two_words_or_a_part_of_a_name():
    stems = {name.split("|")[2] for name in word_weights().rows if name.startswith("w|")}
    assert stems
    assert all(" " not in stem and len(stem) <= STEM for stem in stems)
    learnt_from = floors.ANNOTATED.glob("*.jsonl")
    coaches = {
        word[:STEM]
        for path in learnt_from
        for line in path.read_text(encoding="utf-8").splitlines()
        for claim in json.loads(line)["claims"]
        for name in (claim["coach"] if isinstance(claim["coach"], list) else [claim["coach"]])
        for word in lower(name).replace("-", " ").split()
    }
    assert stems.isdisjoint(coaches)
    assert TABLE.stat().st_size < 2 * 2**20


def test_eight_sums_in_one_number_are_the_eight_sums():
    rows = [[1, -2, 3, -4, 5, -6, 7, -8], [-1, -1, -1, 0, 0, 9000, -9000, 8], [0] * 8]
    assert unpacked(sum(map(packed, rows))) == [sum(column) for column in zip(*rows, strict=True)]


def test_what_is_learnt_of_a_sentence_is_what_is_added_up_for_it():
    document = document_of("en")
    heard(document)
    pairs = pairs_of(document, Memory(document), concept_table("en"))
    pair = max(pairs, key=lambda one: len(one.ties))
    for tie in pair.ties:
        for name in sorted(names_of_tie(pair, tie))[::7]:
            weights = Weights({name: [0, 0, 100, 0, 0, 0, 0, 0]}, {})
            share = weights.shares([pair])[0][pair.ties.index(tie)]
            assert share[2] == max(share) > share[1], name


def weighed_pair(language: str = "en"):
    document = document_of(language)
    heard(document)
    pairs = pairs_of(document, Memory(document), concept_table(language))
    return weigh(word_weights(), [max(pairs, key=lambda one: len(one.ties))])[0]


def test_the_sentences_of_a_tenure_count_in_the_measure_in_which_they_tell_of_it():
    weighed = weighed_pair()
    features = features_of_tense(weighed)
    assert features
    assert all(0 < value < 1 + 1e-9 for value in features.values())
    told_of = replace(weighed, shares=[[1.0, *[0.0] * 7] for _ in weighed.shares])
    assert features_of_tense(told_of) == {}


@pytest.mark.parametrize("weight", [5, -5])
def test_the_weights_decide_whether_a_tenure_is_held_still(weight):
    weighed = weighed_pair()
    name = max(features_of_tense(weighed), key=features_of_tense(weighed).get)
    assert is_current(Weights({}, {}, {name: weight}), weighed) is (weight > 0)


def test_the_weights_of_the_package_know_past_from_present():
    tense = word_weights().tense
    assert tense["u|former"] < 0, "whoever is called former held the post once"


def test_many_names_cost_no_more_than_their_number():
    names = [f"Aron Bex{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(200)]
    few, many = (
        "\n".join(f"Cheftræner {name} talte med AaB om fremtiden." for name in names[:number])
        for number in (50, 200)
    )
    small, large = (sum(len(pair.ties) for pair in pairs_in(text)) for text in (few, many))
    assert 0 < large <= 5 * small


def pairs_in(text: str):
    document = prepare(ArticleText("", text, PUBLISHED, language="da"), NAMES)[2]
    return pairs_of(document, Memory(document), concept_table("da"))


@pytest.mark.parametrize("language", languages())
def test_every_language_has_words_for_most_concepts(language):
    table = concept_table(language)
    told = {concept for found in table.words.values() for concept in found}
    told |= {concept for stems in table.stems.values() for found in stems.values() for concept in found}
    assert len(told) > 0.9 * len(CONCEPTS)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[concepts", "is not TOML"),
        ("[words]", "holds one table"),
        ('[concepts]\neat = ["spise"]', "the concept is not known"),
        ('[concepts]\nsack = "fyret"', "must be a list"),
        ('[concepts]\nsack = ["Fyret"]', "no single word in small letters"),
        ('[concepts]\nsack = ["smidt ud"]', "no single word in small letters"),
        ('[concepts]\nsack = ["fyret", "fyret"]', "stands there twice"),
    ],
)
def test_a_table_of_concepts_that_is_wrong_says_where(tmp_path, text, complaint):
    (tmp_path / "xx.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"xx\.toml") as caught:
        concept_table("xx", tmp_path)
    assert complaint in str(caught.value)
