"""What a claim rests on is said, and so is why a cue gave none."""

from __future__ import annotations

import pytest

from articles.extraction import ArticleText, read
from articles.extraction.corpus import article_from_corpus
from articles.extraction.evaluation import names_from_rows
from articles.extraction.explain import Explanation, explain, lines

from .cast import NAMES, PUBLISHED
from .floors import articles, languages, names, readings


def explained(text: str, *, title: str = "", language: str = "da") -> Explanation:
    return explain(ArticleText(title, text, PUBLISHED, language=language), NAMES)


def test_an_explanation_holds_the_reading_itself():
    text = "Jess Thorup talte med pressen.\nHan er fyret i AaB. KRC Genk vil ansætte Hannes Wolf."
    article = ArticleText("Thorup fyret", text, PUBLISHED, language="da")
    assert explain(article, NAMES).reading == read(article, NAMES)


@pytest.mark.parametrize("language", languages())
def test_whatever_is_explained_is_what_was_read_and_quotes_the_article(language):
    known = names()
    for entry, reading in zip(articles(language), readings(language), strict=True):
        article = article_from_corpus(entry)
        found = explain(article, known)
        assert found.reading == reading
        assert [ground.claim for ground in found.grounds] == list(found.reading.claims)
        for cue in found.silent:
            whole = article.title if cue.sentence.part == "title" else article.text
            assert whole[cue.sentence.start : cue.sentence.end] == cue.sentence.text
            assert cue.why


def test_a_claim_shows_its_cue_its_slots_and_its_scope():
    (ground,) = explained("Brøndby IF har fyret cheftræner Jess Thorup.").grounds
    assert "fyret" in ground.cue
    assert (ground.coach.written, ground.coach.how) == ("Jess Thorup", "named in full")
    assert (ground.club.written, ground.club.is_elsewhere) == ("Brøndby IF", False)
    assert ground.scope == ()


def test_a_slot_that_is_filled_from_elsewhere_says_so_and_why():
    found = explained("Jess Thorup talte med pressen.\nHan er fyret i AaB.")
    (ground,) = [ground for ground in found.grounds if ground.claim.kind == "departure"]
    assert (ground.coach.written, ground.coach.how) == ("Han", "a pronoun")
    assert any("because     “Han” is taken to be Jess Thorup" in line for line in lines(found))


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("Bliver cheftræner Jess Thorup fyret i Brøndby IF?", "asked"),
        ("Hvis Brøndby IF taber, bliver cheftræner Jess Thorup fyret.", "condition"),
        ("Jess Thorup er ikke blevet fyret i Brøndby IF.", "negated"),
        ("Brøndby IF har fyret syv sælgere.", "no coach"),
        ("Cheftræner Jess Thorup er blevet fyret.", "no club"),
    ],
)
def test_a_cue_without_a_claim_says_why(text, because):
    silent = explained(text).silent
    assert silent
    assert all(because in cue.why for cue in silent)


def test_a_post_that_is_only_asked_about_says_so():
    (cue,) = explained("Bliver Bo Henriksen ny cheftræner i AaB?").silent
    assert (cue.rule, cue.words, cue.why) == ("role:head_coach", "cheftræner", "asked, not said")


def test_a_post_without_a_club_says_so():
    (cue,) = explained("Cheftræner Bo Henriksen gik en tur.").silent
    assert "no club" in cue.why


def test_a_statement_that_a_stronger_one_strikes_names_it():
    text = (
        "Hannes Wolf er kandidat til trænerjobbet i KRC Genk.\nKRC Genk har ansat Hannes Wolf som cheftræner."
    )
    assert any("beaten by the appointment" in cue.why for cue in explained(text).silent)


def test_a_cue_that_begins_inside_a_name_says_so():
    names = names_from_rows([{"key": "fire", "name": "Sacked Hill FC"}])
    found = explain(ArticleText("", "The coach of Sacked Hill FC spoke.", PUBLISHED, language="en"), names)
    assert {cue.why for cue in found.silent} == {"the words are part of a name"}


def test_an_article_that_is_not_read_says_so():
    text = "Håndboldtræneren Ole Juul er fyret. Håndboldtræneren fik besked i går."
    assert explained(text, title="Håndboldtræner fyret").note == "another sport"
