"""How papers write a time, in every language; the day of publication is Wednesday 23 September 2020."""

from __future__ import annotations

from datetime import date

import pytest

from articles.extraction.lexicon import lexicons
from articles.extraction.phrases import phrasebook
from articles.extraction.sentences import make_sentence
from articles.extraction.times import find_times

BASE = date(2020, 9, 23)


def times_in(language: str, text: str, base: date | None = BASE):
    sentence = make_sentence(text, "text", (0, len(text)), "body", 0, phrasebook(lexicons()[language]))
    return find_times(sentence, base)


def spans_in(language: str, text: str) -> list[str]:
    return [str(time.span) for time in times_in(language, text)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("da", "fyret for et halvt år siden", ["2020-03-13/2020-04-02"]),
        ("da", "fyret for nogle dage siden", ["2020-09-16/2020-09-22"]),
        ("da", "stopper ved udgangen af oktober", ["2020-10-31"]),
        ("da", "fyret midt i august", ["2020-08-11/2020-08-20"]),
        ("da", "Der er gået to uger, siden han gik", ["2020-09-06/2020-09-12"]),
        ("no", "slutter til sommeren", ["2021-06-01/2021-08-31"]),
        ("no", "fikk sparken i år", ["2020-01-01/2020-12-31"]),
        ("sv", "fick sparken i november samma år", ["2019-11-01/2019-11-30"]),
        ("sv", "lämnar efter nyår", ["2021-01-01/2021-01-31"]),
        ("de", "verlässt den Klub im Sommer", ["2021-06-01/2021-08-31"]),
        ("de", "musste im Sommer gehen", ["2020-06-01/2020-08-31"]),
        ("de", "fängt zur Saison 2021/2022 an", ["2021-06-01/2021-08-31"]),
        ("de", "ist für Donnerstag geplant", ["2020-09-24"]),
        ("nl", "blijft tot het einde van het seizoen", ["2021-05-01/2021-06-30"]),
        ("de", "bleibt bis zum Ende der Saison", ["2021-05-01/2021-06-30"]),
        ("fr", "jusqu'à la fin de cette saison", ["2021-05-01/2021-06-30"]),
        ("nl", "tot de zomer van 2022", ["2022-06-01/2022-08-31"]),
        ("da", "Indtil jul sætter han holdet", ["2020-12-24/2020-12-26"]),
        ("en", "will be presented next Wednesday", ["2020-09-30"]),
        ("nl", "vertrok medio augustus", ["2020-08-11/2020-08-20"]),
        ("nl", "begint met ingang van volgend seizoen", ["2021-06-01/2021-08-31"]),
        ("en", "left in May of last year", ["2019-05-01/2019-05-31"]),
        ("en", "He was appointed on Monday and sacked a day later", ["2020-09-21", "2020-09-22"]),
        ("en", "resigned on New Year's Day", ["2020-01-01"]),
        ("en", "resigned on New Year's Eve", ["2019-12-31"]),
        ("en", "sacked a fortnight ago", ["2020-09-06/2020-09-12"]),
        ("fr", "limogé il y a quinze jours", ["2020-09-06/2020-09-12"]),
        ("pt", "demitido anteontem", ["2020-09-21"]),
        ("de", "kam in der Vorwoche", ["2020-09-14/2020-09-20"]),
        ("de", "hat den Klub im Sommer verlassen", ["2020-06-01/2020-08-31"]),
        ("en", "led them in 2018/19", ["2018-07-01/2019-06-30"]),
        ("en", "sacked in May, and he will return", ["2020-05-01/2020-05-31"]),
        ("en", "He may go", []),
        ("en", "in the last weeks", []),
        ("fr", "Samedi, à Brance, il dirigera son dernier match", ["2020-09-26"]),
        ("fr", "limogé la veille de Noël", ["2019-12-24/2019-12-26"]),
        ("es", "será presentado el jueves", ["2020-09-24"]),
        ("es", "dejó el cargo el día 17", ["2020-09-17"]),
        ("it", "a metà agosto", ["2020-08-11/2020-08-20"]),
        ("it", "Alla Next Gen", []),
        ("pt", "demitido no domingo (13)", ["2020-09-13"]),
        ("pt", "demitido nesta quinta-feira (17/9)", ["2020-09-17"]),
        ("pt", "demitido no último dia 17", ["2020-09-17"]),
    ],
)
def test_a_time_is_the_interval_that_a_reader_would_accept(language, text, expected):
    if "samma år" in text:
        text = "anställdes 2019 och " + text
    assert spans_in(language, text)[-max(1, len(expected)) :] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("da", "Han har de seneste tre år trænet holdet", "2017-09-23/2020-09-23"),
        ("no", "De siste tre årene har han trent laget", "2017-09-23/2020-09-23"),
        ("sv", "De senaste tre åren har han tränat laget", "2017-09-23/2020-09-23"),
        ("nl", "De afgelopen drie jaar trainde hij de ploeg", "2017-09-23/2020-09-23"),
        ("de", "seit sieben Jahren Trainer", "2013-09-23/2020-09-23"),
        ("en", "for the past two years", "2018-09-23/2020-09-23"),
        ("fr", "en poste depuis deux ans", "2018-09-23/2020-09-23"),
        ("es", "en los últimos dos años", "2018-09-23/2020-09-23"),
        ("it", "in panchina da due anni", "2018-09-23/2020-09-23"),
        ("pt", "nos últimos dois anos", "2018-09-23/2020-09-23"),
        ("de", "zwischen 2013 und 2015", "2013-01-01/2015-12-31"),
        ("es", "entre 2013 y 2015", "2013-01-01/2015-12-31"),
        ("pt", "entre 2013 e 2015", "2013-01-01/2015-12-31"),
        ("da", "i årene 2013 og 2015", "2013-01-01/2015-12-31"),
    ],
)
def test_a_span_is_told_by_its_length_or_its_ends(language, text, expected):
    (time,) = times_in(language, text)
    assert (str(time.span), time.type) == (expected, "span")


def test_two_years_side_by_side_are_no_span():
    assert spans_in("en", "He won it in 2013 and 2014") == ["2013-01-01/2013-12-31", "2014-01-01/2014-12-31"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("da", "en toårig kontrakt", "2022-05-01/2022-06-30"),
        ("nl", "Hij tekende een contract voor twee seizoenen", "2022-05-01/2022-06-30"),
        ("nl", "een tweejarig contract", "2022-05-01/2022-06-30"),
        ("de", "ein Zweijahresvertrag", "2022-05-01/2022-06-30"),
        ("de", "ein Vertrag über zwei Jahre", "2022-05-01/2022-06-30"),
        ("en", "a two-year deal", "2022-05-01/2022-06-30"),
        ("fr", "un contrat de deux ans", "2022-05-01/2022-06-30"),
        ("es", "firmó por dos temporadas", "2022-05-01/2022-06-30"),
        ("it", "un contratto biennale", "2022-05-01/2022-06-30"),
        ("pt", "um contrato de dois anos", "2022-05-01/2022-06-30"),
    ],
)
def test_the_length_of_a_contract_tells_the_season_in_which_it_ends(language, text, expected):
    (time,) = times_in(language, text)
    assert (str(time.span), time.type) == (expected, "length")


def test_seasons_of_the_north_end_in_autumn():
    text = "ett tvåårskontrakt"
    sentence = make_sentence(text, "text", (0, len(text)), "body", 0, phrasebook(lexicons()["sv"]))
    (time,) = find_times(sentence, BASE, calendar_seasons=True)
    assert str(time.span) == "2022-10-15/2022-12-31"


def test_years_that_are_over_are_no_length_of_a_contract():
    assert [time.type for time in times_in("en", "He signed a contract two years ago")] == ["event"]


@pytest.mark.parametrize(
    ("language", "text", "type_", "closes"),
    [
        ("da", "Kontrakten er med udløb i sommeren 2022", "contract_end", True),
        ("pt", "O contrato vai até o fim de 2022", "contract_end", True),
        ("en", "His deal expires in June 2021", "contract_end", True),
        ("en", "before the cup tie against Luton on Saturday", "match", False),
        ("it", "Il primo è Marco Lani, oggi vice", "state", False),
    ],
)
def test_each_time_is_the_time_of_something(language, text, type_, closes):
    time = times_in(language, text)[-1]
    assert (time.type, time.closes) == (type_, closes)


def test_no_time_is_found_in_a_name():
    text = "He left Sheffield Wednesday in July"
    assert spans_in("en", text) == ["2020-07-01/2020-07-31"]


def test_a_number_without_a_day_of_publication_is_no_day():
    assert times_in("pt", "demitido no domingo (13)", None) == []
