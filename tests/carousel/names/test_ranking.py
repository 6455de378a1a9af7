"""Whom a written name may be: the ranking alone, without a database."""

from __future__ import annotations

import pytest

from carousel.suggesting.ranking import Asked, Candidate, Reason, likeness, rank

# written, known, why. Real names of the game stand here for their spelling alone.
ALIKE = [
    ("Laszlo Boloni", "László Bölöni", "same"),
    ("LÁSZLÓ BÖLÖNI", "László Bölöni", "same"),
    ("Ole Gunnar Solskjaer", "Ole Gunnar Solskjær", "spelling"),
    ("Ole Gunnar Solskjar", "Ole Gunnar Solskjær", "same"),
    ("Oleg Blochin", "Oleh Blokhin", "alike"),
    ("Thomas Mueller", "Thomas Müller", "spelling"),
    ("Muller Thomas", "Thomas Müller", "order"),
    ("O. Solskjær", "Ole Gunnar Solskjær", "initial"),
    ("O. G. Solskjaer", "Ole Gunnar Solskjær", "initial"),
    ("Solskjaer", "Ole Gunnar Solskjær", "short"),
    ("Aksel Brandvold", "Aksel Moe Brandvold", "short"),
    ("Aksel Brandvolld", "Aksel Brandvold", "spelling"),
    ("Aksel Brandvald", "Aksel Brandvold", "alike"),
]
UNLIKE = [
    ("Aksel Brandvold", "Bo Tang"),
    ("B. Solskjær", "Ole Gunnar Solskjær"),
    ("Jens Hansen", "Bo Hansen"),
    ("Aksel", "Aksel Brandvold"),
]
CLUBS = [
    ("FC Havnestad", "Havnestad BK", "same"),
    ("Havnestad", "Havnestad Boldklub", "short"),
    ("HB", "Havnestad Boldklub", "short"),
]


@pytest.mark.parametrize(("written", "known", "why"), ALIKE)
def test_a_coach_is_known_again_in_another_spelling(written, known, why):
    assert likeness(written, known)[1] == why


@pytest.mark.parametrize(("written", "known"), UNLIKE)
def test_another_coach_is_not_suggested(written, known):
    assert rank(Asked(1, written), [Candidate(1, known, "known")]) == []


@pytest.mark.parametrize(("written", "known", "why"), CLUBS)
def test_a_club_is_known_again_without_what_clubs_put_before_their_name(written, known, why):
    assert likeness(written, known, is_club=True)[1] == why


def test_the_coach_who_was_at_the_club_comes_first_of_two_with_one_surname():
    here, elsewhere = Candidate(1, "Bo Hansen", "bo", beside=frozenset({7})), Candidate(2, "Al Hansen", "al")
    found = rank(Asked(1, "Hansen", beside=frozenset({7})), [elsewhere, here])
    assert [suggestion.candidate for suggestion in found] == [here, elsewhere]
    assert found[0].reasons == (Reason.SHORT, Reason.BESIDE)


def test_the_country_of_the_news_speaks_for_its_own():
    swede, dane = Candidate(1, "Bo Hansen", "b1", country="SE"), Candidate(2, "Ib Hansen", "b2", country="DK")
    found = rank(Asked(1, "Hansen", countries=frozenset({"DK"})), [swede, dane])
    assert (found[0].candidate, found[0].reasons) == (dane, (Reason.SHORT, Reason.COUNTRY))


def test_the_written_form_that_is_nearest_is_told():
    coach = Candidate(1, "Aksel Brandvold", "aksel", forms=("Axel Brandvold", "Brandvold"))
    [found] = rank(Asked(1, "Axel Brandvold"), [coach])
    assert (found.form, found.reasons) == ("Axel Brandvold", (Reason.SAME,))


def test_no_more_than_five_are_suggested_and_always_in_one_order():
    many = [Candidate(n, f"Bo{chr(97 + n)} Hansen", f"s{n}") for n in range(9)]
    assert rank(Asked(1, "Hansen"), many) == rank(Asked(1, "Hansen"), reversed(many))
    assert len(rank(Asked(1, "Hansen"), many)) == 5


def test_a_name_without_letters_is_like_nothing():
    assert likeness("…", "Bo Hansen") is None
