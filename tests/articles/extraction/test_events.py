"""Which event a sentence tells of, of whom and where; and which of two events an article means."""

from __future__ import annotations

import pytest

from articles.extraction.claims import Kind, Manner, Stage
from articles.extraction.confidence import SURE

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


def test_a_sentence_that_names_nobody_is_about_the_coach_of_the_one_before():
    text = "El entrenador Jess Thorup llega hoy. Dirigió a Everton FC y a Luton Town."
    claims = told(claims_of(text, language="es", title="Llega Thorup"))
    assert {("tenure", "Jess Thorup", "Everton FC"), ("tenure", "Jess Thorup", "Luton Town")} <= claims


def test_after_a_sentence_with_two_coaches_nobody_is_taken_for_the_subject():
    text = "Los entrenadores Jess Thorup y Bo Henriksen llegan hoy. Dirigió a Everton FC."
    assert [c for c in claims_of(text, language="es") if c.tense == "past"] == []


def test_each_name_of_a_list_leaves_the_club_in_its_brackets():
    text = "Tre trenere er sparket: Jess Thorup (Everton), Bo Henriksen (Luton) og Hannes Wolf (Chelsea)."
    assert told(claims_of(text, language="no")) == {
        ("departure", "Jess Thorup", "Everton"),
        ("departure", "Bo Henriksen", "Luton"),
        ("departure", "Hannes Wolf", "Chelsea"),
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "I går fick Jess Thorup, 44, kicken från Everton FC."),
        ("no", "Everton FC ga Jess Thorup, 44 år, sparken."),
        ("da", "I Brøndby IF blev Jess Thorup, 44, mandag fyret."),
    ],
)
def test_an_age_between_commas_parts_no_verb(language, text):
    assert [claim.kind for claim in claims_of(text, language=language)] == ["departure"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Jess Thorup er fra mandag midlertidig cheftræner i Brøndby IF."),
        ("nl", "Jess Thorup is vanaf maandag interim-trainer van Everton FC."),
        ("de", "Jess Thorup ist seit Montag Interimstrainer bei Everton FC."),
        ("fr", "Jess Thorup est depuis lundi l'entraîneur intérimaire de Everton FC."),
    ],
)
def test_who_holds_the_post_from_this_week_on_has_been_given_it(language, text):
    assert [(str(c.kind), str(c.role)) for c in claims_of(text, language=language)] == [
        ("appointment", "caretaker")
    ]


def test_who_holds_the_post_without_a_day_just_holds_it():
    (claim,) = claims_of("Jess Thorup er midlertidig cheftræner i Brøndby IF.")
    assert (claim.kind, claim.role) == ("tenure", "caretaker")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Brøndby IF har ansat Jess Thorup som afløser for Hannes Wolf."),
        ("sv", "Everton FC har anställt Jess Thorup som efterträdare till Hannes Wolf."),
        ("en", "Everton FC have appointed Jess Thorup as successor to Hannes Wolf."),
        ("de", "Everton FC hat Jess Thorup als Nachfolger von Hannes Wolf verpflichtet."),
    ],
)
def test_whose_successor_comes_held_the_post(language, text):
    kinds = {claim.coach.name: claim.kind for claim in claims_of(text, language=language)}
    assert kinds == {"Jess Thorup": "appointment", "Hannes Wolf": "tenure"}


def test_the_name_right_after_the_successor_is_the_successor():
    text = "Everton FC hat seinen Nachfolger Hannes Wolf als Trainer verpflichtet."
    assert {(c.kind, c.coach.name) for c in claims_of(text, language="de")} == {
        ("appointment", "Hannes Wolf")
    }


def test_whose_successor_is_sought_is_no_candidate():
    text = "Jess Thorup er blant kandidatene som etterfølger til Hannes Wolf i Everton FC."
    claims = told(claims_of(text, language="no"))
    assert ("candidacy", "Hannes Wolf", "Everton FC") not in claims
    assert ("tenure", "Hannes Wolf", "Everton FC") in claims


def test_the_genitive_before_successor_goes():
    text = "Jess Thorup blir Hannes Wolfs etterfølger som trener i Everton FC."
    assert ("appointment", "Hannes Wolf", "Everton FC") not in told(claims_of(text, language="no"))


def test_two_clauses_that_open_on_the_same_verb_are_a_condition():
    text = "Får laget tap nummer fire, får trener Jess Thorup sparken i Everton FC."
    assert [c for c in claims_of(text, language="no") if c.kind == "departure"] == []


def test_all_names_after_the_colon_share_the_fate_before_it():
    text = (
        "Brøndby IF skiller sig af med tre: "
        "cheftræner Jess Thorup, hans assistent Bo Henriksen og sportschef Torben Krogh."
    )
    assert {(str(c.kind), c.coach.name, str(c.role)) for c in claims_of(text)} == {
        ("departure", "Jess Thorup", "head_coach"),
        ("departure", "Bo Henriksen", "assistant"),
        ("departure", "Torben Krogh", "sporting_director"),
    }


def test_a_candidate_is_none_at_the_club_that_the_words_after_his_name_call_his_former():
    text = "También se ha ofrecido Jess Thorup, exentrenador del Everton FC."
    claims = told(claims_of(text, language="es", title="Luton Town busca entrenador"))
    assert claims == {("candidacy", "Jess Thorup", "Luton Town"), ("tenure", "Jess Thorup", "Everton FC")}


def test_the_club_where_he_has_been_is_not_the_one_he_comes_to():
    text = "Jess Thorup har de seneste år været U19-træner i AaB og afløser nu Bo Henriksen."
    claims = told(claims_of(text, title="Ny træner i Brøndby IF"))
    assert ("appointment", "Jess Thorup", "AaB") not in claims


def test_who_leaves_one_club_and_comes_to_another_left_for_it():
    text = (
        "Jess Thorup forlader AaB.\nThorup bliver ny cheftræner i Brøndby IF, oplyser klubben.\n"
        "Cheftræner Jess Thorup har været i AaB i to år."
    )
    (departure,) = [claim for claim in claims_of(text) if claim.kind == "departure"]
    assert departure.manner == "left_for_club"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Jess Thorup træner klubben Brøndby IFs U19-hold."),
        ("sv", "Tränaren Jess Thorup tränar Evertons U19."),
        ("en", "Jess Thorup was head coach of the Everton academy."),
    ],
)
def test_a_side_of_youngsters_makes_a_youth_coach(language, text):
    assert {str(claim.role) for claim in claims_of(text, language=language)} == {"youth_coach"}


def test_the_post_before_a_verb_at_the_end_is_the_one_given():
    text = "Everton FC krijgt hulp van Jess Thorup, die zondag als assistent werd aangesteld."
    assert [str(c.role) for c in claims_of(text, language="nl") if c.kind == "appointment"] == ["assistant"]


def test_an_undated_fact_of_a_round_up_is_not_sure():
    text = (
        "AaB har fyret cheftræner Jess Thorup.\nBrøndby IF har fyret cheftræner Bo Henriksen.\n"
        "KRC Genk har fyret cheftræner Hannes Wolf."
    )
    assert all(claim.confidence < 0.95 for claim in claims_of(text))


def test_an_unknown_club_that_is_named_once_is_not_sure():
    once = "Skovby IF har fyret cheftræner Jess Thorup."
    assert all(claim.confidence < SURE for claim in claims_of(once))


def test_who_once_played_may_coach_now():
    text = "Former defender Tony Brunt will take charge of Everton FC until the end of the season."
    assert ("appointment", "Tony Brunt", "Everton FC") in told(claims_of(text, language="en"))


def test_who_plays_does_not():
    text = "Defender Tony Brunt will take charge of Everton FC until the end of the season."
    assert ("appointment", "Tony Brunt", "Everton FC") not in told(claims_of(text, language="en"))


def test_one_doubtful_claim_in_an_article_about_other_things_is_dropped():
    line = "Stadion var næsten fyldt, og solen skinnede.\n"
    stray = "Cheftræner Torben Krogh var glad.\n"
    assert claims_of(line * 3 + stray + line * 3, title="AaB sælger billetter") == ()
    assert len(claims_of(stray, title="AaB sælger billetter")) == 1


def test_a_new_coach_without_a_name_is_not_the_one_of_the_sentence_before():
    text = "L'entraîneur Jess Thorup est content. Le directeur sportif a été limogé à Everton FC."
    assert ("departure", "Jess Thorup", "Everton FC") not in told(claims_of(text, language="fr"))


def sources_of(text, language="da"):
    return {claim.coach.name: claim.source for claim in claims_of(text, language=language)}


def test_an_outlet_in_a_later_clause_is_no_source_of_the_clause_before():
    text = (
        "Jess Thorup er kandidat til jobbet som træner i AaB, og ifølge Nordposten "
        "er Bo Henriksen favorit til jobbet som træner i Brøndby IF."
    )
    assert sources_of(text) == {"Jess Thorup": None, "Bo Henriksen": "Nordposten"}


def test_an_outlet_at_the_end_is_the_source_of_all_of_it():
    text = "Jess Thorup er kandidat til jobbet som træner i AaB, skriver Nordposten."
    assert sources_of(text) == {"Jess Thorup": "Nordposten"}


def test_the_genitive_of_an_unknown_outlet_is_taken_off():
    text = "Ifølge Nordpostens oplysninger er Jess Thorup kandidat til jobbet som træner i AaB."
    assert sources_of(text) == {"Jess Thorup": "Nordposten"}


def test_those_whom_candidates_are_named_with_bring_no_club():
    text = "Jess Thorup is in the mix with others who have managed Everton FC."
    claims = told(claims_of(text, language="en", title="Luton Town need a new manager"))
    assert ("candidacy", "Jess Thorup", "Everton FC") not in claims


def test_the_one_to_be_followed_is_not_appointed():
    text = "Hvem der skal efterfølge træner Jess Thorup i AaB, ved man endnu ikke."
    assert ("appointment", "Jess Thorup", "AaB") not in told(claims_of(text))


def test_a_bare_title_of_a_candidate_is_no_post_at_the_club_that_seeks_one():
    text = "AaB søger en ny cheftræner.\nCheftræner Bo Henriksen er kandidat til jobbet."
    assert told(claims_of(text, title="AaB på jagt")) == {("candidacy", "Bo Henriksen", "AaB")}


def test_who_is_to_be_succeeded_is_the_name_right_after_the_verb():
    text = (
        "Everton FC, who are searching for somebody to succeed Nathan Jones, "
        "have had Graham Potter under consideration."
    )
    claims = told(claims_of(text, language="en"))
    assert ("tenure", "Nathan Jones", "Everton FC") in claims
    assert ("tenure", "Graham Potter", "Everton FC") not in claims


def test_who_could_become_coach_is_a_candidate_in_french():
    text = "Jess Thorup pourrait devenir entraîneur de Everton FC."
    assert told(claims_of(text, language="fr")) == {("candidacy", "Jess Thorup", "Everton FC")}


@pytest.mark.parametrize(
    ("language", "text", "manner"),
    [
        ("da", "Jess Thorup stopper af personlige årsager som cheftræner i AaB.", Manner.RESIGNED),
        ("en", "Graham Potter has left his job as manager of Everton for family reasons.", Manner.RESIGNED),
        ("nl", "Jess Thorup vertrekt op eigen verzoek als trainer van Genk.", Manner.RESIGNED),
        ("da", "Jess Thorup stopper som cheftræner i AaB.", Manner.UNSPECIFIED),
        ("en", "Everton sacked manager Graham Potter for personal reasons.", Manner.SACKED),
        ("en", "Manager Graham Potter parted ways with Everton.", Manner.UNSPECIFIED),
        ("en", "Everton parted ways with manager Graham Potter.", Manner.SACKED),
        ("da", "Træner Jess Thorup tog afsked med AaB.", Manner.UNSPECIFIED),
    ],
)
def test_who_wanted_to_go_has_resigned_and_who_parts_with_a_club_is_not_sacked(language, text, manner):
    (claim,) = [claim for claim in claims_of(text, language=language) if claim.kind is Kind.DEPARTURE]
    assert claim.manner is manner


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("Her er kandidaterne til jobbet som træner i AaB", Stage.CANDIDATE),
        ("Disse navne nævnes i forbindelse med jobbet som træner i AaB", Stage.LINKED),
    ],
)
def test_names_that_head_the_paragraphs_of_a_list_are_what_its_title_calls_them(title, stage):
    names = ["Jess Thorup", "Jacob Neestrup", "Bo Henriksen"]
    rows = [line for at, name in enumerate(names, 1) for line in (f"{at}. {name}", "Han kender ligaen godt.")]
    text = "\n".join(["AaB søger ny cheftræner efter en svær sæson, og klubben er i gang.", *rows])
    claims = claims_of(text, title=title)
    assert {claim.coach.name: claim.stage for claim in claims} == dict.fromkeys(names, stage)
