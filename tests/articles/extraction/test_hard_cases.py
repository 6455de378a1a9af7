"""The cases that make this hard, each by name."""

from __future__ import annotations

from datetime import date

import pytest

from articles.extraction import Names

from .cast import claims_of, told


def test_a_read_also_line_says_nothing():
    text = "AaB spiller mandag.\nLæs også: Brøndby IF fyrer Jess Thorup\nKampen begynder klokken 19."
    assert claims_of(text) == ()


def test_a_tail_of_teasers_says_nothing():
    text = "AaB spillede uafgjort, og det var der ikke noget at sige til.\nNYHEDER\nBrøndby IF fyrer Jess Thorup\nLIVE\nFølg med her"  # noqa: E501
    assert claims_of(text) == ()


def test_a_relative_clause_belongs_to_the_name_before_it():
    text = (
        "KRC Genk ville have Franky Vercauteren som afløser for Hannes Wolf, der fik sparket forrige mandag."
    )
    assert ("departure", "Hannes Wolf", "KRC Genk") in told(claims_of(text))
    assert ("departure", "Franky Vercauteren", "KRC Genk") not in told(claims_of(text))


def test_talks_that_collapse_are_those_of_the_candidate_and_not_of_the_nearest_name():
    text = "KRC Genk var i forhandlinger med Franky Vercauteren, efter at Hannes Wolf blev fyret som træner, men forhandlingerne strandede i går."  # noqa: E501
    assert ("withdrawal", "Franky Vercauteren", "KRC Genk") in told(claims_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Bliver Jess Thorup fyret i Brøndby IF?",
        "Hvis Brøndby IF taber igen, bliver Jess Thorup fyret.",
        "Direktøren afviser, at Jess Thorup er fyret i Brøndby IF.",
        "Jess Thorup er ikke fyret i Brøndby IF.",
    ],
)
def test_what_is_asked_denied_or_conditional_is_no_departure(text):
    assert [claim for claim in claims_of(text) if claim.kind == "departure"] == []


def test_a_sacking_that_may_come_is_pressure():
    assert told(claims_of("Jess Thorup kan blive fyret i Brøndby IF.")) == {
        ("pressure", "Jess Thorup", "Brøndby IF")
    }


def test_an_appointment_that_may_come_is_a_candidacy():
    claims = claims_of("Jess Thorup kan blive ny cheftræner i Brøndby IF.")
    assert told(claims) == {("candidacy", "Jess Thorup", "Brøndby IF")}


def marked(claim, kind):
    return [mark.passage.text for mark in claim.marks if mark.kind == kind]


def test_the_mark_of_an_epithet_covers_all_of_it():
    (claim,) = claims_of("Jess Thorup ser på.\nDen 50-årige dansker er fyret i AaB.")
    assert marked(claim, "coach") == ["Den 50-årige dansker"]


def test_both_parts_of_a_split_cue_are_marked():
    (claim,) = claims_of("I Brøndby IF blev Jess Thorup fyret.")
    assert marked(claim, "cue") == ["blev", "fyret"]


@pytest.mark.parametrize(
    ("post", "kind"),
    [("assistenttræner", "appointment"), ("U19-træner", "appointment"), ("cheftræner", "tenure")],
)
def test_a_lesser_post_at_a_club_bars_nobody_from_its_first_and_the_first_does(post, kind):
    text = f"AaBs {post} Torben Krogh ser frem.\nAaB meddeler, at man har ansat Torben Krogh som cheftræner."
    assert told(claims_of(text)) == {(kind, "Torben Krogh", "AaB")}


def test_a_side_of_youngsters_is_nobody():
    text = (
        "AaB har ansat Torben Krogh som ny cheftræner.\nDen tidligere anfører kommer fra klubbens U19-hold."
    )
    (claim,) = claims_of(text)
    assert (claim.kind, claim.role, marked(claim, "coach")) == ("appointment", "head_coach", ["Torben Krogh"])


def test_a_former_post_still_points_to_the_one_spoken_of():
    claims = claims_of("Jess Thorup kommer.\nDen tidligere Brøndby-træner er fyret i AaB.")
    assert ("departure", "Jess Thorup", "AaB") in told(claims)


def test_a_player_who_is_fired_gives_nothing():
    assert claims_of("Brøndby IF har fyret angriberen Dennis Bang.") == ()


def test_a_chief_executive_who_is_fired_gives_nothing():
    assert claims_of("Direktør Claus Hvilsom er fyret i AaB.") == ()


def test_a_handball_coach_gives_nothing():
    text = "Håndboldtræner Anja Berg er fyret i AaB.\nHåndboldklubben fyrede søndag cheftræner Anja Berg i pausen."  # noqa: E501
    assert claims_of(text) == ()


def test_the_club_of_another_coach_is_no_target():
    claims = claims_of("Luton Town boss Nathan Jones is the favourite for the Chelsea job.", language="en")
    assert ("candidacy", "Nathan Jones", "Chelsea") in told(claims)
    assert ("candidacy", "Nathan Jones", "Luton Town") not in told(claims)


@pytest.mark.parametrize(
    "text",
    [
        "Graham Potter has replaced Thomas Tuchel as Chelsea manager.",
        "Thomas Tuchel has been replaced by Graham Potter as Chelsea manager.",
    ],
)
def test_who_replaces_whom_follows_the_voice(text):
    claims = told(claims_of(text, language="en"))
    assert ("appointment", "Graham Potter", "Chelsea") in claims
    assert ("tenure", "Thomas Tuchel", "Chelsea") in claims


def test_a_reduced_relative_clause_is_read():
    claims = claims_of("Thomas Tuchel, sacked by Chelsea on Monday, is free.", language="en")
    assert ("departure", "Thomas Tuchel", "Chelsea") in told(claims)


def test_a_split_predicate_is_read():
    assert told(claims_of("AaB sætter træner Jess Thorup på porten.")) == {
        ("departure", "Jess Thorup", "AaB")
    }


def test_the_end_of_a_contract_is_not_the_day_of_the_event():
    (claim,) = claims_of("AaB har tirsdag ansat Jess Thorup som cheftræner på en kontrakt til sommeren 2022.")
    assert (str(claim.when), str(claim.until)) == ("2020-09-22", "2022-06-01/2022-08-31")


def test_the_day_of_a_match_is_not_the_day_of_the_event():
    (claim,) = claims_of("AaB har fyret cheftræner Jess Thorup efter nederlaget søndag.")
    assert claim.when is None


def test_a_weekday_follows_the_tense():
    (came,) = claims_of("AaB ansatte tirsdag Jess Thorup som cheftræner.")
    (comes,) = claims_of("Jess Thorup vil mandag blive præsenteret som cheftræner i AaB.")
    assert (str(came.when), str(comes.when)) == ("2020-09-22", "2020-09-28")


def test_a_caretaker_is_told_from_a_head_coach():
    (claim,) = claims_of("Jess Thorup er indsat som midlertidig cheftræner i AaB.")
    assert (claim.kind, claim.role) == ("appointment", "caretaker")


def test_two_clubs_share_one_former_coach():
    claims = claims_of("Graham Potter is a former manager of Everton and Luton Town.", language="en")
    assert told(claims) == {("tenure", "Graham Potter", "Everton"), ("tenure", "Graham Potter", "Luton Town")}
    assert {claim.tense for claim in claims} == {"past"}


def test_a_surname_that_is_a_word_counts_only_after_the_full_name():
    assert claims_of("Wolf blev fyret i KRC Genk.") == ()
    assert told(claims_of("Hannes Wolf kom i går.\nWolf blev fyret i KRC Genk.")) == {
        ("departure", "Hannes Wolf", "KRC Genk")
    }


def test_an_age_tells_two_danes_apart():
    text = "Jess Thorup og Jacob Neestrup talte sammen.\nDen 50-årige dansker er fyret i AaB."
    assert told(claims_of(text)) == {("departure", "Jess Thorup", "AaB")}


def test_a_person_and_a_club_that_no_list_holds_are_read_by_their_shape():
    claims = claims_of("Torben Ravn-Kjeldsen er fyret som cheftræner i Vestermose BK.")
    assert told(claims) == {("departure", "Torben Ravn-Kjeldsen", "Vestermose BK")}
    assert {claim.coach.key for claim in claims} == {None}


@pytest.mark.parametrize(
    "club", ["TuS Oldenrode", "SpVgg Oldenrode", "VfR Oldenrode", "RKVV Oldenrode", "Oldenrode BK"]
)
def test_the_short_words_of_clubs_make_a_club_however_they_mix_their_capitals(club):
    claims = claims_of(f"Torben Ravn er fyret som cheftræner i {club}.")
    assert told(claims) == {("departure", "Torben Ravn", club)}


def test_a_departure_leaves_no_tenure_beside_it():
    text = "Brøndbys cheftræner Jess Thorup er fyret.\nBrøndby IF fyrede Jess Thorup i går."
    assert told(claims_of(text)) == {("departure", "Jess Thorup", "Brøndby IF")}


def test_a_source_is_the_outlet_that_the_article_names():
    (claim,) = claims_of(
        "Graham Potter is in talks with Everton over the manager's job, according to the BBC.", language="en"
    )
    assert claim.source == "the BBC"


def test_an_agency_sign_off_is_no_source():
    (claim,) = claims_of("AaB har fyret cheftræner Jess Thorup, og klubben har travlt.\n/ritzau/")
    assert claim.source is None


def test_a_text_in_a_language_without_a_lexicon_gives_nothing():
    text = "Tränaren Jess Thorup har fått sparken från klubben efter förlusten i söndags, och nu letar man efter en ersättare."  # noqa: E501
    assert claims_of(text, language=None) == ()


def test_no_known_names_at_all_is_no_error():
    from articles.extraction import ArticleText, read

    article = ArticleText(
        "", "Torben Krogh er fyret som cheftræner i Vestermose BK.", date(2020, 1, 1), language="da"
    )
    assert len(read(article, Names.compile([])).claims) == 1
