"""Which club news is about where a coach's own club, an opponent or a list stands beside it."""

from __future__ import annotations

import pytest

from articles.extraction import ArticleText, read
from articles.extraction.evaluation import names_from_rows

from .cast import PUBLISHED, claims_of, told

SOUGHT = "Brøndby IF søger ny træner"


def test_the_club_in_brackets_behind_a_candidate_is_the_one_he_has():
    claims = told(claims_of("Jess Thorup (AaB) er kandidat til jobbet som cheftræner.", title=SOUGHT))
    assert claims == {("candidacy", "Jess Thorup", "Brøndby IF"), ("tenure", "Jess Thorup", "AaB")}


def test_a_club_in_brackets_that_is_marked_as_former_gives_a_past_post():
    text = "Jess Thorup (tidligere AaB) er kandidat til jobbet som cheftræner."
    claims = claims_of(text, title=SOUGHT)
    assert [claim.tense for claim in claims if claim.club.name == "AaB"] == ["past"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "AaBs Jess Thorup er favorit til jobbet som cheftræner."),
        ("en", "Jess Thorup from AaB is the favourite for the job."),
        ("da", "Jess Thorup, der siden maj har ledet AaB, er favorit til jobbet som cheftræner."),
    ],
)
def test_the_club_that_a_candidate_comes_from_is_not_the_one_he_may_go_to(language, text):
    claims = told(claims_of(text, language=language, title="Brøndby IF"))
    assert ("candidacy", "Jess Thorup", "AaB") not in claims
    assert ("candidacy", "Jess Thorup", "Brøndby IF") in claims


def test_a_club_behind_a_score_is_where_a_match_was_played():
    text = "Efter 0-3 i Horsens blev Jess Thorup fyret."
    assert told(claims_of(text, title="AaB taber")) == {("departure", "Jess Thorup", "AaB")}


ENTRIES = """AaB er på jagt efter en ny cheftræner. Her er kandidaterne.
Jess Thorup (50), Brøndby IF: Han er kendt for sit angrebsspil.
Hannes Wolf (39), klubløs: Tyskeren er billig.
Bo Henriksen (45), AC Horsens: Er vellidt.
Bestyrelsen holder kortene tæt."""


def test_lines_that_open_with_name_age_and_club_are_entries_of_a_list_of_candidates():
    claims = told(claims_of(ENTRIES, title="Fire kandidater til AaB"))
    assert {
        ("candidacy", "Jess Thorup", "AaB"),
        ("candidacy", "Hannes Wolf", "AaB"),
        ("candidacy", "Bo Henriksen", "AaB"),
        ("tenure", "Jess Thorup", "Brøndby IF"),
        ("tenure", "Bo Henriksen", "AC Horsens"),
    } == claims


def test_an_epithet_in_an_entry_is_the_one_whose_entry_it_is():
    text = ENTRIES.replace("Tyskeren er billig.", "Danskeren har tidligere trænet KRC Genk.")
    claims = told(claims_of(text, title="Fire kandidater til AaB"))
    assert ("tenure", "Hannes Wolf", "KRC Genk") in claims


def test_the_town_that_a_report_is_sent_from_heads_no_entry():
    text = "BO LIND – AaB tabte.\nHANS HOLM – Brøndby IF vandt.\nJENS KROGH – Horsens sejrede."
    assert claims_of(text, title="Kandidat til AaB") == ()


NATIONS = names_from_rows(
    [
        {"key": "denmark", "name": "Denmark", "aliases": "Danmark", "epithets": "da:DBU", "kind": "national"},
        {
            "key": "denmark-women",
            "name": "Denmark Women",
            "epithets": "da:kvindelandsholdet",
            "kind": "national",
        },
        {"key": "denmark-u21", "name": "Denmark U21", "epithets": "da:U21-landsholdet", "kind": "national"},
    ]
)


def national(text: str, title: str, language: str = "da") -> set[tuple[str, str]]:
    claims = read(ArticleText(title, text, PUBLISHED, language=language), NATIONS).claims
    return {(claim.coach.name, claim.club.key or claim.club.name) for claim in claims}


def test_a_federation_acts_for_the_womens_side_that_the_article_names():
    text = "DBU har ansat Trine Lundby som cheftræner.\nHun får ansvaret for kvindelandsholdet."
    assert national(text, "DBU henter ny træner") == {("Trine Lundby", "denmark-women")}


def test_a_federation_stays_the_country_beside_an_under_21_side_or_the_country_itself():
    text = "DBU har ansat Jens Lundby som cheftræner.\nDanmark møder kvindelandsholdet."
    assert national(text, "DBU henter ny træner") == {("Jens Lundby", "denmark")}
    text = "DBU har ansat Jens Lundby som cheftræner.\nHan har trænet U21-landsholdet."
    assert ("Jens Lundby", "denmark") in national(text, "DBU henter ny træner")


def test_an_unknown_federation_by_its_letters_acts_for_the_country_of_the_title():
    text = "DFU sacked head coach Jens Lundby on Monday.\nDFU will name a successor soon."
    assert national(text, "Denmark national team part ways with Lundby", "en") == {("Jens Lundby", "denmark")}


def test_a_coach_whom_his_club_stands_before_has_the_post():
    text = "Brøndby IF møder søndag AaBs Jess Thorup."
    assert told(claims_of(text)) == {("tenure", "Jess Thorup", "AaB")}


def test_a_sporting_director_looks_for_the_candidate_and_is_none():
    text = "Sportsdirektør Torben Krogh har en kandidat til jobbet som cheftræner."
    assert [c for c in claims_of(text, title=SOUGHT) if str(c.kind) == "candidacy"] == []


def test_news_of_an_aside_leaves_the_seat_where_it_is():
    text = (
        "AC Horsens, AC Horsens og AC Horsens.\n"
        "Kandidat er også Bo Henriksen, der blev fyret i AC Horsens i maj.\n"
        "Jess Thorup er favorit til jobbet."
    )
    assert ("candidacy", "Jess Thorup", "Brøndby IF") in told(claims_of(text, title=SOUGHT))


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("da", "Ifølge BBC bliver Jess Thorup ny cheftræner i AaB.", "candidacy"),
        ("en", "According to the BBC, Jess Thorup will be the new head coach of AaB.", "candidacy"),
        ("de", "Laut BBC wird Jess Thorup neuer Trainer von AaB.", "candidacy"),
        ("da", "Ifølge BBC stopper Jess Thorup som cheftræner i AaB.", "pressure"),
        ("da", "Ifølge BBC er Jess Thorup fyret som cheftræner i AaB.", "departure"),
        ("da", "Jess Thorup bliver ny cheftræner i AaB.", "appointment"),
    ],
)
def test_what_an_outlet_says_will_happen_is_a_rumour(language, text, kind):
    assert told(claims_of(text, language=language)) == {(kind, "Jess Thorup", "AaB")}


def test_the_departure_of_the_title_beats_an_appointment_of_old():
    text = "Siden Jess Thorup kom til AaB, har klubben rykket op. Det er hans eget valg."
    assert ("departure", "Jess Thorup", "AaB") in told(claims_of(text, title="Jess Thorup stopper i AaB"))
