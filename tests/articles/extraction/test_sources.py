"""Which outlet an article names as the origin of what it tells."""

from __future__ import annotations

import pytest

from articles.extraction import ArticleText
from articles.extraction.evaluation import names_from_rows
from articles.extraction.pipeline import prepare
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
