"""Names in quiet text are only names."""

from __future__ import annotations

import pytest

from .cast import claims_of, told

QUIET = [
    "Jess Thorup spiste frokost i København, og bagefter gik han en tur i Horsens.",
    "Brøndby IF vandt 2-1 over AaB, og målene faldt sent.",
    "David Moyes var på tribunen, da FC København mødte KRC Genk.",
    "FCK har solgt en forsvarer til KAA Gent for et tocifret millionbeløb.",
    "Fyret på Skagen er tændt igen, fortæller Hannes Wolf.",
    "Everton drew 1-1 with Luton Town in front of a full house, and Graham Potter was among the guests.",
    "Nathan Jones, a baker from Luton, has left his umbrella at Chelsea station.",
    "The defender was sent off for a second yellow card as Chelsea lost to Everton.",
]


@pytest.mark.parametrize("text", QUIET)
def test_names_in_quiet_text_give_nothing(text):
    assert claims_of(text, language="en" if text.isascii() else "da") == ()


IN_PASSING = "AaBs cheftræner Torben Krogh har fået en ny hund."


def test_a_lone_sentence_that_only_says_who_somebody_is_tells_nothing():
    assert claims_of(IN_PASSING) == ()


def test_the_same_sentence_in_an_article_tells_who_holds_the_post():
    assert told(claims_of(IN_PASSING, title="Torben Krogh lufter hund")) == {
        ("tenure", "Torben Krogh", "AaB")
    }


def test_all_of_a_list_behind_a_word_for_players_are_players():
    assert claims_of("AaB har forlænget kontrakten med forsvarerne Nils Hjort og Jess Thorup.") == ()


SIGNED = "Graham Potter, der seinen Vertrag bei Everton vorzeitig bis 2022 verlängert hatte, traf zum Sieg."


def test_a_lone_sentence_about_a_contract_may_be_about_a_player():
    assert claims_of(SIGNED, language="de") == ()
    assert told(claims_of(f"Trainer {SIGNED}", language="de")) == {("extension", "Graham Potter", "Everton")}


def test_who_is_to_take_over_somewhere_is_not_said_to_return():
    text = "Jess Thorup, som tränade Brøndby 2004–08, väntas ta över som huvudtränare."
    assert told(claims_of(text, language="sv")) == {("tenure", "Jess Thorup", "Brøndby")}


def test_who_announces_a_contract_has_not_signed_it():
    text = "Everton förlänger kontrakten med två veteraner, meddelade klubbens sportchef Jess Thorup."
    assert claims_of(text, language="sv") == ()
