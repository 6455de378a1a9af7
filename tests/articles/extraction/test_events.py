"""Which event a sentence tells of, of whom and where; and which of two events an article means."""

from __future__ import annotations

import pytest

from .cast import claims_of, told


def test_who_came_and_has_gone_since_gives_only_the_departure():
    text = (
        "Jess Thorup blev ansat som cheftræner i Brøndby IF i juni 2020.\n"
        "Brøndby IF har fyret cheftræner Jess Thorup i dag."
    )
    assert told(claims_of(text)) == {("departure", "Jess Thorup", "Brøndby IF")}


def test_who_dies_out_of_office_gives_a_past_post_and_no_departure():
    text = "Jess Thorup er død.\nThorup stod i spidsen for AaB og blev mester med AaB."
    assert told(claims_of(text, title="AaB sørger")) == {("tenure", "Jess Thorup", "AaB")}


def test_who_dies_in_office_leaves_the_post():
    text = "AaBs cheftræner Jess Thorup er død."
    assert ("departure", "Jess Thorup", "AaB") in told(claims_of(text))


def test_a_noun_joined_by_and_to_a_name_is_no_title_of_it():
    text = "Brøndby IF mangler en cheftræner og Torben Krogh leder efter en ny."
    assert ("tenure", "Torben Krogh", "Brøndby IF") not in told(claims_of(text))


def test_a_national_post_is_at_no_club_of_the_text_before():
    text = "AaB tabte søndag.\nLandstræner Torben Krogh så kampen."
    assert ("tenure", "Torben Krogh", "AaB") not in told(claims_of(text, title="AaB taber"))


def test_a_condition_after_the_cue_takes_the_fact_back():
    text = "Jess Thorup blir sparket i Brøndby IF dersom laget taper."
    assert claims_of(text, language="no") == ()


def test_a_clause_with_whose_is_no_condition():
    text = "Jess Thorup er fyret i Brøndby IF, hvis stadion er nyt."
    assert ("departure", "Jess Thorup", "Brøndby IF") in told(claims_of(text))


def test_who_is_a_candidate_is_none_at_the_club_he_was_sacked_by():
    text = "Jess Thorup, der blev fyret i AaB i maj, er kandidat til jobbet som cheftræner."
    claims = told(claims_of(text, title="Brøndby IF søger ny træner"))
    assert ("candidacy", "Jess Thorup", "AaB") not in claims
    assert ("candidacy", "Jess Thorup", "Brøndby IF") in claims


def test_an_unknown_name_that_reports_is_a_paper_and_no_coach():
    text = "A coach is leading the race for the Everton FC job, Diario Verde say."
    assert [c for c in claims_of(text, language="en") if "Diario" in c.coach.name] == []


@pytest.mark.parametrize(
    "text",
    [
        "Everton FC förhandlar med Jess Thorup om tränarjobbet.",
        "Everton FC förhandlar med Jess Thorup om jobbet som tränare.",
        "Everton FC lämnar besked om att Jess Thorup har sparkats som tränare.",
    ],
)
def test_about_is_no_condition(text):
    assert [claim.coach.name for claim in claims_of(text, language="sv")] == ["Jess Thorup"]
