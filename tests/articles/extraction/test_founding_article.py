"""The founding article, where the corpus is at hand, and the same story in other words."""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from pathlib import Path

import pytest

from articles.extraction import ArticleText, read
from articles.extraction.corpus import article_from_corpus, to_corpus

from .cast import NAMES

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
SEED = CORPUS / "seed.jsonl"

RETOLD = """Jess Thorup når næppe at blive vant til at sove længe.
For godt en måned siden blev den 50-årige fynbo fyret i KAA Gent, og nu venter der efter alt at dømme et nyt kapitel.
Ifølge Het Nieuwsblad kan Jess Thorup allerede i dag blive præsenteret som ny cheftræner i KRC Genk. Den tidligere mesterklub havde udset sig belgieren Franky Vercauteren som mand nummer ét efter Hannes Wolf, der fik sparket i sidste uge, men forhandlingerne strandede tirsdag aften.
Læs også:Bo Henriksen siger farvel til AC Horsens
Dermed er Thorup blevet topkandidat i Genk, og belgierne har travlt.
– Jeg har ikke noget at sige om den slags, siger Jess Thorup.
I truppen møder han Paul Onuachu, som danskeren også var træner for i FC Midtjylland.
Læs også:Neestrup: Derfor tog jeg til FC København
TOPNYHED
Bringer Jacob Neestrup i spil til stort job
MEDIE
Bo Henriksen fyret i Brøndby IF
LIVE
Følg med i aftenens kampe"""  # noqa: E501


def retold(published):
    article = ArticleText("Avis: Thorup kan blive træner i Genk", RETOLD, published, "Sportsavisen")
    return {(str(c.kind), c.coach.key, c.club.key): c for c in read(article, NAMES).claims}


def test_the_founding_story_in_other_words_gives_its_five_claims_and_nothing_else():
    assert set(retold(date(2020, 9, 23))) == {
        ("departure", "thorup", "gent"),
        ("candidacy", "thorup", "genk"),
        ("withdrawal", "vercauteren", "genk"),
        ("departure", "wolf", "genk"),
        ("tenure", "thorup", "fcm"),
    }


def test_the_founding_story_in_other_words_keeps_each_time_with_its_own_clause():
    claims = retold(date(2020, 9, 23))
    assert str(claims["departure", "thorup", "gent"].when) == "2020-08-13/2020-09-02"
    assert str(claims["departure", "wolf", "genk"].when) == "2020-09-14/2020-09-20"
    assert str(claims["withdrawal", "vercauteren", "genk"].when) == "2020-09-22"
    assert str(claims["candidacy", "thorup", "genk"].when) == "2020-09-23"


def test_the_founding_story_in_other_words_names_its_source_and_its_stage():
    claim = retold(date(2020, 9, 23))["candidacy", "thorup", "genk"]
    assert (claim.source, claim.stage) == ("Het Nieuwsblad", "imminent")


def test_without_a_day_of_publication_no_relative_time_is_told():
    assert {claim.when for claim in retold(None).values()} == {None}


@pytest.mark.skipif(not SEED.is_file(), reason="the gold corpus is not beside the project")
@pytest.mark.parametrize("line", [0, 1])
def test_the_founding_article_is_read_exactly(line):
    gold = json.loads(SEED.read_text(encoding="utf-8").splitlines()[line])
    spec = importlib.util.spec_from_file_location("corpus_score", CORPUS / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    claims = to_corpus(read(article_from_corpus(gold), NAMES))["claims"]
    pairs, missed, extra = score.match(gold["claims"], claims)
    assert (missed, extra) == ([], [])
    for expected, claim in pairs:
        assert claim["when"] == expected["when"]
        assert [name for name, is_right in score.fields(expected, claim) if not is_right] == []
