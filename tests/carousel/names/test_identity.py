"""Names that mean several are decided by what is on record, or wait at the desk as a question."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carousel import identity
from carousel.models import Coach
from tests.factories import make_article, make_claim, make_club, make_coach, make_outlet, make_stint

pytestmark = pytest.mark.django_db


def subject_of(coach_name="Aksel Brandvold", club_name="Havnestad BK", outlet=None, **fields):
    """What an article's names are taken for."""
    claim = make_claim(make_article(outlet), coach_name=coach_name, club_name=club_name, **fields)
    claim.coach_key = claim.club_key = ""
    claim.save()
    coach, club = claim.subject.coach, claim.subject.club
    claim.subject.delete()
    coach.delete()
    club.delete()
    return identity.identify([claim])[0]


def test_the_address_of_a_new_name_keeps_its_letters():
    assert subject_of("Anton Mørkholt", "Vestby IF").coach.slug == "anton-morkholt"


def hansens():
    """Two coaches of one surname, each at a club."""
    bo, al = make_coach("Bo Hansen"), make_coach("Al Hansen")
    for coach in (bo, al):
        coach.aliases.create(text="Hansen", is_ambiguous=True)
    return bo, al


def test_of_two_hansens_the_one_at_the_club_is_meant():
    bo, _al = hansens()
    club = make_club("Nordby IF")
    make_stint(bo, club)
    subject = subject_of("Hansen", "Nordby IF")
    assert (subject.coach, subject.how) == (bo, "coach by the record; club by name")


def test_two_hansens_without_a_club_wait_as_one_question():
    bo, al = hansens()
    first, second = subject_of("Hansen", "Nordby IF"), subject_of("Hansen", "Nordby IF")
    assert [one.how.partition(";")[0] for one in (first, second)] == ["coach asked"] * 2
    assert first.coach == second.coach
    assert first.coach not in (bo, al)


def test_racing_is_the_club_of_the_outlets_country():
    home, away = make_club("Racing Nordby", country="SE"), make_club("Racing Havnestad", country="DK")
    for club in (home, away):
        club.aliases.create(text="Racing", is_ambiguous=True)
    subject = subject_of(club_name="Racing", outlet=make_outlet(country="SE"))
    assert (subject.club, subject.how.partition("; ")[2]) == (home, "club by the country")


def test_a_flagged_surname_that_one_coach_bears_is_asked_when_nothing_speaks_for_him():
    make_coach("Bo Hubert").aliases.create(text="Hubert", is_ambiguous=True)
    assert subject_of("Hubert").coach.is_provisional


def test_what_was_asked_once_is_decided_when_the_record_knows_more():
    bo, _al = hansens()
    club = make_club("Nordby IF")
    assert subject_of("Hansen", "Nordby IF").coach.is_provisional
    make_stint(bo, club)
    assert subject_of("Hansen", "Nordby IF").coach == bo


def test_a_name_that_is_now_known_is_not_asked_about_again():
    make_coach("Bo Hansen", is_provisional=True)
    known = make_coach("Bo Moe Hansen")
    known.aliases.create(text="Bo Hansen")
    assert subject_of("Bo Hansen").coach == known
    assert Coach.objects.filter(is_provisional=True).count() == 1


def test_telling_two_apart_costs_one_query_more():
    def asked_for(name):
        claim = make_claim(make_article(make_outlet()), coach_name=name, coach_key="", club=club)
        claim.subject.delete()
        with CaptureQueriesContext(connection) as queries:
            identity.identify([claim])
        return len(queries)

    make_coach("Ib Holm")
    club = make_club("Nordby IF")
    bo, _al = hansens()
    make_stint(bo, club)
    plain = asked_for("Ib Holm")
    assert asked_for("Hansen") == plain + 1
