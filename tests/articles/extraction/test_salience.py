"""Which club and which coach a sentence leans on when it names none itself."""

from __future__ import annotations

from .cast import claims_of, told


def test_a_club_named_in_passing_does_not_become_the_seat_that_the_article_is_about():
    claims = claims_of(
        "Brøndby leder efter en ny træner.\n"
        "Hannes Wolf blev fyret i Genk for to uger siden.\n"
        "Jess Thorup er favorit til jobbet.",
        title="Brøndby søger ny mand",
    )
    assert ("candidacy", "Jess Thorup", "Brøndby") in told(claims)


def test_an_epithet_that_many_clubs_share_counts_once_the_article_names_the_club():
    sacked = "Træner Jess Thorup er blevet fyret i hovedstadsklubben."
    assert told(claims_of(sacked)) == set()
    assert told(claims_of(f"FC København tabte igen. {sacked}")) == {
        ("departure", "Jess Thorup", "FC København")
    }


def test_in_a_round_of_the_clubs_each_paragraph_has_its_own():
    claims = claims_of(
        "Brøndby har haft en travl uge. Træner Jess Thorup er blevet fyret.\n"
        "Horsens holder fast. Træner Bo Henriksen har forlænget sin kontrakt.\n"
        "Everton leder videre. Træner Graham Potter er blevet fyret.",
        title="Uret rundt på trænerbænkene",
    )
    assert ("departure", "Jess Thorup", "Brøndby") in told(claims)
    assert ("departure", "Graham Potter", "Everton") in told(claims)


def test_news_that_opens_a_paragraph_is_what_the_rest_of_it_is_about_and_no_more():
    claims = claims_of(
        "Brøndby leder efter en ny træner.\n"
        "Horsens fyrede mandag cheftræner Bo Henriksen. Assistent Jens Holm overtager holdet.\n"
        "Jess Thorup er favorit til jobbet.",
        title="Brøndby søger ny mand",
    )
    assert ("appointment", "Jens Holm", "Horsens") in told(claims)
    assert ("candidacy", "Jess Thorup", "Brøndby") in told(claims)


def test_a_line_that_is_only_a_club_says_what_the_lines_below_it_are_about():
    claims = claims_of(
        "Horsens\nTræner Bo Henriksen er blevet fyret.\nEverton\nTræner Graham Potter er blevet fyret.",
        title="Uret rundt på trænerbænkene",
    )
    assert told(claims) == {
        ("departure", "Bo Henriksen", "Horsens"),
        ("departure", "Graham Potter", "Everton"),
    }


def test_the_clubs_that_were_played_against_are_not_what_an_article_is_about():
    claims = claims_of(
        "Efter kampen mod Everton er det slut. Horsens siger farvel til træneren.\n"
        "Også det første opgør mod Everton gik galt, og det næste mod Everton blev ikke bedre.\n"
        "Assistent Jens Holm overtager holdet.",
        title="Nu er det slut for Bo Henriksen",
    )
    assert ("appointment", "Jens Holm", "Horsens") in told(claims)


def test_a_refusal_is_given_to_the_club_of_the_candidacy():
    claims = claims_of(
        "Horsens leder videre efter en ny træner.\n"
        "Jess Thorup er favorit til jobbet i Brøndby.\n"
        "Men Jess Thorup har takket nej.",
        title="Horsens søger ny træner",
    )
    assert ("withdrawal", "Jess Thorup", "Brøndby") in told(claims)


def test_three_names_between_commas_are_a_list_whatever_ends_it():
    claims = claims_of(
        "Brøndby leder efter en ny træner.\n"
        "Jess Thorup, Bo Henriksen, Graham Potter og mange andre er kandidater til jobbet i Brøndby.",
        title="Brøndby søger ny træner",
    )
    assert {coach for kind, coach, _ in told(claims) if kind == "candidacy"} >= {
        "Jess Thorup",
        "Bo Henriksen",
        "Graham Potter",
    }
