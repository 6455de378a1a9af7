"""Which time of an article dates a statement whose own sentence has none, or a worse one."""

from __future__ import annotations

from .cast import claims_of


def when_of(text: str, kind: str, coach: str, *, language: str = "da", title: str = "") -> str:
    claims = claims_of(text, language=language, title=title)
    (claim,) = [claim for claim in claims if claim.kind == kind and claim.coach.name == coach]
    return str(claim.when)


def test_the_news_that_opens_an_article_is_of_the_day_that_the_opening_tells():
    text = "Klubben bekræftede tirsdag nyheden.\nHolm overtager holdet."
    title = "Jens Holm er ny cheftræner i Skovby IF"
    assert when_of(text, "appointment", "Jens Holm", title=title) == "2020-09-22"


def test_the_news_of_a_club_does_not_date_what_else_happens_there():
    text = (
        "Skovby IF har tirsdag fyret cheftræner Bo Lind.\n"
        + "Kampen var jævn, og der skete ikke meget.\n" * 3
    )
    text += "Jens Holm er ny cheftræner i Skovby IF."
    assert when_of(text, "appointment", "Jens Holm") == "None"


def test_a_new_contract_is_of_the_day_of_its_news():
    text = "Klubben bekræftede tirsdag nyheden.\nHolm er glad for holdet."
    title = "Jens Holm har forlænget kontrakten som cheftræner i Skovby IF"
    assert when_of(text, "extension", "Jens Holm", title=title) == "2020-09-22"


def test_the_length_of_a_contract_tells_its_end_where_no_end_is_told():
    counted = "Skovby IF har ansat Jens Holm som cheftræner på en treårig kontrakt."
    told = "Skovby IF har ansat Jens Holm som cheftræner på en treårig kontrakt til sommeren 2023."
    assert str(claims_of(counted)[0].until) == "2023-05-01/2023-06-30"
    assert str(claims_of(told)[0].until) == "2023-06-01/2023-08-31"


def test_a_sentence_that_looks_back_is_no_news():
    text = "AaB har tirsdag fyret cheftræner Jess Thorup.\nBo Henriksen blev fyret i AaB, da klubben rykkede ned efter sæsonen 2010/11."  # noqa: E501
    assert when_of(text, "departure", "Bo Henriksen") != "2020-09-22"


def test_the_same_day_counts_from_the_day_told_before():
    text = "AaB fyrede cheftræner Jess Thorup den 7. september.\nSamme dag blev Bo Henriksen ansat som cheftræner i AaB."  # noqa: E501
    assert when_of(text, "appointment", "Bo Henriksen") == "2020-09-07"


def test_the_drafts_of_one_statement_agree_on_the_nearest_time():
    text = "Jess Thorup er fyret i AaB.\nAaB fyrede Jess Thorup i mandags, meddeler klubben."
    assert when_of(text, "departure", "Jess Thorup") == "2020-09-21"


def test_a_time_beside_another_statement_is_the_time_of_that():
    text = "Everton FC have sacked David Moyes, who was appointed in May 2019."
    assert when_of(text, "departure", "David Moyes", language="en") == "None"


def test_out_of_work_since_and_when_is_the_time_of_the_exit():
    text = "David Moyes has been out of work since March, when he was sacked by Everton FC."
    assert when_of(text, "departure", "David Moyes", language="en") == "2020-03-01/2020-03-31"


def test_the_end_of_a_contract_is_found_where_the_coach_is_spoken_of():
    text = "AaB har i dag ansat Jess Thorup som cheftræner.\nKlubben venter sig meget.\nJess Thorup får en kontrakt til sommeren 2023."  # noqa: E501
    (claim,) = [claim for claim in claims_of(text) if claim.kind == "appointment"]
    assert str(claim.until) == "2023-06-01/2023-08-31"


def test_without_a_day_of_publication_nothing_is_dated_by_the_news():
    text = "AaB har tirsdag fyret cheftræner Jess Thorup."
    (claim,) = claims_of(text, published=None)
    assert claim.when is None


def test_the_contract_that_he_was_bought_out_of_is_not_the_new_one():
    text = (
        "Jess Thorup har skrevet under på en kontrakt til 2027 i AaB. "
        "AaB og Brøndby IF blev enige om at opløse kontrakten, der løb til 2026."
    )
    claims = claims_of(text, title="Jess Thorup bliver ny træner i AaB")
    (until,) = {str(claim.until) for claim in claims if claim.kind == "appointment"}
    assert until == "2027-01-01/2027-12-31"


def test_a_contract_that_runs_through_a_year_ends_on_its_last_day():
    (through,) = claims_of("Jess Thorup har forlenget kontrakten som trener i AaB ut 2022.", language="no")
    (until,) = claims_of("Jess Thorup har forlenget kontrakten som trener i AaB til 2022.", language="no")
    assert str(through.until) == "2022-12-31"
    assert str(until.until) == "2022-01-01/2022-12-31"


def test_the_old_end_of_an_extended_contract_is_not_the_new_one():
    text = (
        "Jens Holm, hvis kontrakt udløber 30. juni 2021, "
        "har forlænget kontrakten som træner i Skovby IF til 2024."
    )
    (claim,) = [claim for claim in claims_of(text) if claim.kind == "extension"]
    assert str(claim.until) == "2024-01-01/2024-12-31"


def test_a_day_since_which_a_coach_is_gone_dates_it():
    text = "Seit Montag ist Jens Holm nicht mehr Trainer von Skovby IF."
    assert when_of(text, "departure", "Jens Holm", language="de") == "2020-09-21"


def test_the_day_of_the_next_match_is_not_the_one_on_which_a_caretaker_began():
    text = "Jens Holm er indsat som midlertidig cheftræner i Skovby IF og debuterer på lørdag."
    assert when_of(text, "appointment", "Jens Holm") == "None"


def test_a_name_between_commas_is_stepped_over_on_the_way_to_a_time():
    text = "Jens Holm blev i Skovby IF erstattet af sin assistent, Bo Lind, i slutningen af august."
    assert when_of(text, "appointment", "Bo Lind") == "2020-08-22/2020-08-31"


def test_an_exit_long_ago_is_no_step_towards_a_post():
    text = "Jens Holm, fyret i Skovby IF i april, er kandidat til jobbet som træner i Havnby BK."
    assert when_of(text, "candidacy", "Jens Holm") == "None"
