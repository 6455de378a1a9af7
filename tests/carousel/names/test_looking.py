"""Known records are found by what is nearly their name, for a whole page in one query."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carousel.models import Club, Coach
from carousel.suggesting.looking import look
from carousel.suggesting.ranking import Asked
from tests.factories import make_club, make_coach, make_stint

pytestmark = pytest.mark.django_db


def suggested(model, name, **fields):
    found = look(model, [Asked(1, name, **fields)])[1]
    assert found.could_look
    return [suggestion.candidate.name for suggestion in found.suggestions]


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Boloni", "László Bölöni"),
        ("L. Bölöni", "Laszlo Boloni"),
        ("Ole Gunnar Solskjaer", "Ole Gunnar Solskjær"),
        ("Solskjaer", "Ole Gunnar Solskjær"),
        ("O. Solskjær", "Ole Gunnar Solskjaer"),
        ("Aksel Brandvald", "Aksel Brandvold"),
    ],
)
def test_a_coach_is_found_in_another_spelling(written, known):
    make_coach(known)
    make_coach("Bo Tang")
    assert suggested(Coach, written) == [known]


def test_a_coach_is_found_by_a_written_form():
    coach = make_coach("Edson Arantes")
    coach.aliases.create(text="Perlen fra Havnestad")
    assert suggested(Coach, "Perlen fra Havnestad") == ["Edson Arantes"]


def test_a_club_is_found_by_its_short_name_and_without_its_letters():
    make_club("Havnestad Boldklub", short_name="Havnestad")
    assert suggested(Club, "FC Havnestad") == ["Havnestad Boldklub"]


def test_nobody_unverified_or_ignored_is_suggested():
    make_coach("Aksel Brandvold", is_provisional=True)
    make_coach("Axel Brandvold", is_provisional=True, is_ignored=True)
    assert suggested(Coach, "A. Brandvold") == []


def test_the_clubs_of_a_coach_speak_for_him():
    here, elsewhere, club = make_coach("Bo Hansen"), make_coach("Al Hansen"), make_club()
    make_stint(here, club)
    assert suggested(Coach, "Hansen", beside=frozenset({club.pk})) == ["Bo Hansen", elsewhere.name]


def test_a_page_of_names_is_one_query():
    for name in ("Aksel Brandvold", "Bo Tang", "Ib Holm"):
        make_coach(name)
    names = [Asked(n, name) for n, name in enumerate(("A. Brandvold", "Tang", "I. Holm", "Nobody Such"))]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = look(Coach, names)
    assert sum("unnest" in query["sql"] for query in queries) == 1
    assert [len(found[n].suggestions) for n in range(4)] == [1, 1, 1, 0]


def test_not_having_looked_is_told_apart_from_having_found_nobody(monkeypatch):
    from carousel.suggesting import looking

    assert look(Coach, [Asked(1, "Nobody Such")])[1] == looking.Looked((), True)
    monkeypatch.setattr(looking, "NEAR", "SELECT nothing FROM nowhere")
    assert look(Coach, [Asked(1, "Nobody Such")])[1] == looking.Looked((), False)
    assert look(Coach, [Asked(1, "…")])[1].could_look is False
