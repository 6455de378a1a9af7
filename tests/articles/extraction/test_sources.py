"""Which outlet an article names as the origin of what it tells."""

from __future__ import annotations

import pytest

from articles.extraction import ArticleText
from articles.extraction.evaluation import names_from_rows
from articles.extraction.pipeline import prepare, read
from articles.extraction.sources import attributions

from .cast import CLUBS, COACHES, OUTLETS, PUBLISHED

PAPERS = [
    *OUTLETS,
    {"key": "bt", "name": "B.T.", "cited_as": "BT"},
    {"key": "equipe", "name": "L'Équipe"},
    {"key": "record", "name": "Daily Record"},
    {"key": "ge", "name": "ge"},
    {"key": "ligue1", "name": "Ligue 1", "cited_as": "ligue1.com", "kind": "league"},
    {"key": "dbu", "name": "DBU", "cited_as": "DBU", "kind": "league"},
]
NAMES = names_from_rows(CLUBS, COACHES, PAPERS)


def named(text: str, language: str, title: str = "") -> dict[int, tuple[str, bool]]:
    """Of each sentence, by index, the outlet and whether the sentence says that it tells so."""
    document = prepare(ArticleText(title, text, PUBLISHED, language=language), NAMES)[2]
    return {index: (found.name, found.is_said) for index, found in attributions(document).items()}


@pytest.mark.parametrize(
    ("language", "text", "outlet"),
    [
        ("en", "Graham Potter is in talks with Everton, according to the Sentinel.", "Sentinel"),
        ("fr", "Selon le quotidien Havre Sport, Jess Thorup est proche de Genk.", "Havre Sport"),
        ("fr", "Selon Le 10 Sport, Jess Thorup est proche de Genk.", "Le 10 Sport"),
        ("fr", "Jess Thorup est proche de Genk, rapporte L'Équipe.", "L'Équipe"),
        ("de", "Jess Thorup ist bei Genk im Gespräch, schreibt die Hafenpost.", "Hafenpost"),
        ("nl", "De positie van Jess Thorup staat onder druk, weet De Limburger.", "De Limburger"),
        ("no", "Jess Thorup er ifølge VGs opplysninger aktuell for Genk.", "VG"),
        ("da", "Efter BT's oplysninger, skriver BT, er Jess Thorup et emne i Genk.", "BT"),
        ("en", "Graham Potter is wanted by Everton. (Daily Record)", "Daily Record"),
    ],
)
def test_an_outlet_is_found_however_it_is_led_in(language, text, outlet):
    assert (outlet, True) in named(text, language).values()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Graham Potter is in talks with Everton, according to David Moyes."),
        ("en", "Graham Potter is in talks, according to Everton."),
        ("es", "Jess Thorup dejará el Genk, asegura Martínez."),
        ("fr", "Jess Thorup quitte la Ligue 1 pour Genk."),
        ("da", "Jess Thorup har talt med DBU om fremtiden."),
        ("sv", "Genk vill ge Jess Thorup mer tid."),
    ],
)
def test_neither_a_person_nor_a_club_nor_a_competition_is_an_outlet(language, text):
    assert named(text, language) == {}


def test_an_outlet_that_a_sentence_only_names_is_told_apart():
    assert named("BT nævner desuden Jess Thorup som et emne i Genk.", "da") == {0: ("BT", False)}


def test_that_a_paper_writes_it_is_said_of_the_sentence_before():
    text = "Jess Thorup er et emne i Genk. Det skriver BT. Kontrakten udløber til sommer."
    assert named(text, "da") == {0: ("BT", True), 1: ("BT", True)}


def test_a_dateline_is_no_source():
    text = "Genk (Daily Record).- Graham Potter has left Everton."
    assert named(text, "en") == {0: ("Daily Record", False)}


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_a_dateline_that_a_dash_alone_closes_is_no_source(dash):
    assert named(f"GENK (BT) {dash} Jess Thorup has left Genk.", "da") == {0: ("BT", False)}


FIRST = "Everton are keen on Graham Potter, who is without a club at the moment. He wants it. (Daily Record)"
SECOND = "Genk have turned their eyes to Jess Thorup, whom they have long admired. (BT - in Danish)"
REST = "The rest of the day's news follows in the evening, as it always does."


def test_a_column_of_what_the_papers_write_has_each_paragraph_from_the_paper_behind_it():
    found = named("\n".join((FIRST, SECOND, REST)), "en")
    assert [found[index][0] for index in sorted(found)] == ["Daily Record"] * 3 + ["BT"] * 2


def test_one_paper_in_brackets_is_said_of_no_other_sentence():
    assert set(named("\n".join((FIRST, REST)), "en")) == {2}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Genk want Jess Thorup, Daily Record writes. The paper also mentions Graham Potter."),
        ("sv", "Genk vill ha Jess Thorup, skriver BT. Tidningen nämner även Graham Potter."),
        ("de", "Genk will Jess Thorup, schreibt BT. Dem Blatt fehlt auch Graham Potter nicht."),
    ],
)
def test_a_sentence_that_speaks_of_the_paper_is_beside_the_one_named_before(language, text):
    assert named(text, language)[1][1] is False


def sources_of(text: str) -> dict[tuple[str, str], str | None]:
    """Of each kind of claim and coach the source."""
    reading = read(ArticleText("The candidates for Genk", text, PUBLISHED, language="en"), NAMES)
    return {(str(claim.kind), claim.coach.name): claim.source for claim in reading.claims}


def test_what_lies_weeks_back_is_not_what_the_paper_has_found_out():
    text = "According to BT, Jess Thorup was sacked as manager of Genk in January 2019."
    assert sources_of(text) == {("departure", "Jess Thorup"): None}


def test_a_paper_named_between_two_commas_tells_the_whole_sentence():
    text = "The favourite for the Genk job, according to the Sentinel, is Jess Thorup, sacked by Everton."
    assert sources_of(text)["candidacy", "Jess Thorup"] == "Sentinel"


def test_the_lines_of_a_list_are_from_the_paper_that_its_opening_names():
    text = (
        "According to BT these are the candidates to become the next manager of Genk:\n"
        "- Jess Thorup\n- Graham Potter\n"
        "The club has not said when it will decide, and nobody knows."
    )
    assert set(sources_of(text).values()) == {"BT"}
