"""Who is the same coach and club, how claims are paired, and in which class an error falls."""

from __future__ import annotations

from datetime import date

import pytest

from articles.extraction import ArticleText, misses
from articles.extraction.corpus import article_from_corpus, to_corpus
from articles.extraction.misses import class_of_extra, class_of_miss, trail_of
from articles.extraction.pipeline import read
from articles.extraction.scoring import pair, rates, same_club, same_coach

from .cast import NAMES
from .evaluate import CORPUS, articles_of, scorer


def claim(kind="departure", coach="Jess Thorup", club="Brøndby IF", evidence="", **fields) -> dict:
    return {"kind": kind, "coach": coach, "club": club, "evidence": evidence, **fields}


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Jess Thorup", "Thorup", True),
        ("Ståle Solbakken", "Stale Solbakken", True),
        ("J. Thorup", "Jess Thorup", True),
        (["Kily González", "Cristian González"], "Cristian González", True),
        ("Jess Thorup", "Bo Henriksen", False),
        ("Jess Thorup", "Bo Thorup", False),
        (None, "Jess Thorup", False),
    ],
)
def test_a_coach_is_the_same_by_any_form_of_the_name(one, other, is_same):
    assert same_coach(one, other) is is_same


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("FC København", "København", True),
        ("KRC Genk", "Genk", True),
        ("Preußen Münster", "SC Preussen Munster", True),
        ("FC", "FC", True),
        ("Genk", "Gent", False),
        ("Manchester City", "Manchester United", False),
    ],
)
def test_a_club_is_the_same_with_and_without_its_formalities(one, other, is_same):
    assert same_club(one, other) is is_same


def test_a_predicted_claim_meets_one_gold_claim_alone():
    found = pair([claim(), claim()], [claim(), claim("appointment")])
    assert (len(found.right), len(found.missed), len(found.extra)) == (1, 1, 1)


def test_tenure_counts_for_itself_and_facts_for_core_too():
    found = rates([pair([claim(), claim("tenure"), claim("candidacy")], [claim(), claim("pressure")])])
    assert (found["core"].right, found["core"].extra, found["core"].missed) == (1, 1, 1)
    assert (found["facts"].f1, found["tenure"].recall, found["core"].f1) == (1.0, 0.0, 0.5)


def lost(text: str, wanted: dict) -> str:
    """The class of a miss, for a text of which no claim is taken as predicted."""
    return class_of_miss(wanted, [], trail_of(ArticleText("", text, date(2020, 9, 23), language="da"), NAMES))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Brøndby IF vandt over AaB i går.", misses.NO_COACH),
        ("Jess Thorup gik en tur. Jess Thorup er fyret.", misses.NO_CLUB),
        ("Det regnede i går, og banen var tung.", misses.NEITHER),
        ("Jess Thorup stod foran Brøndby IF.", misses.NO_CUE),
        ("Hvis Brøndby IF taber, bliver cheftræner Jess Thorup fyret.", misses.SCOPE),
    ],
)
def test_a_miss_is_in_the_class_of_the_stage_that_lost_it(text, name):
    assert lost(text, claim(evidence=text)) == name


def test_a_miss_in_a_sentence_without_the_club_or_the_coach_says_which():
    text = "Brøndby IF har travlt.\nJess Thorup er fyret.\nHan er færdig i Brøndby IF."
    assert lost(text, claim(evidence="Jess Thorup er fyret.")) == misses.CLUB_ELSEWHERE
    assert lost(text, claim(evidence="Han er færdig i Brøndby IF.")) == misses.COACH_IMPLIED


def test_a_miss_whose_coach_and_club_are_told_of_otherwise_is_of_another_kind():
    trail = trail_of(ArticleText("", "Jess Thorup er i Brøndby IF.", None, language="da"), NAMES)
    assert class_of_miss(claim(), [claim("pressure")], trail) == misses.OTHER_KIND


@pytest.mark.parametrize(
    ("extra", "name"),
    [
        (claim(), misses.TWICE),
        (claim("pressure"), misses.OTHER_KIND),
        (claim(coach="Bo Henriksen"), misses.WRONG_COACH),
        (claim(club="AaB"), misses.WRONG_CLUB),
        (claim("extension", coach="Bo Henriksen"), misses.NOTHING),
    ],
)
def test_a_needless_claim_says_what_is_wrong_with_it(extra, name):
    assert class_of_extra(extra, [claim()]) == name


@pytest.mark.skipif(not (CORPUS / "score.py").is_file(), reason="the gold corpus is not beside the project")
def test_the_scorer_of_the_corpus_counts_the_same():
    gold = articles_of(sorted((CORPUS / "dev").glob("*.jsonl"))[:3])
    told = [{"id": entry["id"], **to_corpus(read(article_from_corpus(entry), NAMES))} for entry in gold]
    table, *_ = scorer(CORPUS / "score.py").score(gold, told)
    own = rates([pair(entry["claims"], line["claims"]) for entry, line in zip(gold, told, strict=True)])
    for group in ("core", "tenure", "facts"):
        counts = table["all"][group]
        assert (own[group].right, own[group].extra, own[group].missed) == (
            counts["tp"],
            counts["fp"],
            counts["fn"],
        )
