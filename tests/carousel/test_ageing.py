"""Rumours end when their time is up, in the tables too, and pages say why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from carousel import ageing, desk, store, tasks
from carousel.models import Rumour
from tests.factories import make_article, make_claim, make_club, make_coach, make_outlet, make_user

pytestmark = pytest.mark.django_db


def report(coach, club, published_on, kind="candidacy", **fields):
    claim = make_claim(make_article(make_outlet(), published_on), kind, coach, club, **fields)
    store.update(coaches=[coach.pk], clubs=[club.pk])
    return claim


@pytest.fixture
def linked(age_by) -> Rumour:
    """A rumour of 1 September, on 5 September."""
    age_by("2020-09-05")
    report(make_coach(), make_club(), "2020-09-01", stage="linked")
    return Rumour.objects.get()


def test_it_ends_on_its_day_and_a_rebuild_of_that_day_finds_nothing(linked, age_by):
    assert linked.expires_on == date(2020, 9, 22)
    age_by("2020-09-21")
    assert ageing.expire_due() == 0
    age_by("2020-09-22")
    assert tasks.expire_rumours() == 1
    linked.refresh_from_db()
    assert (linked.status, linked.ended_on, linked.expires_on) == ("expired", date(2020, 9, 22), None)
    assert str(store.check()) == "nothing to change"
    assert ageing.expire_due() == 0


def test_only_those_are_computed_whose_day_has_come(linked, age_by, django_assert_max_num_queries):
    for n in range(5):
        report(make_coach(f"Coach {n}"), make_club(f"Club {n}"), "2020-09-05", stage="talks")
    age_by("2020-09-22")
    with django_assert_max_num_queries(40):
        assert ageing.expire_due() == 1
    assert Rumour.objects.open().count() == 5


def test_many_that_are_due_end_in_portions(age_by, monkeypatch):
    monkeypatch.setattr(ageing, "AT_ONCE", 2)
    age_by("2020-09-05")
    club = make_club()
    for n in range(5):
        report(make_coach(f"Coach {n}"), club, "2020-09-01", stage="linked")
    age_by("2020-10-01")
    assert ageing.expire_due() == 5
    assert not Rumour.objects.open().exists()


def test_readers_see_why_it_ended_and_that_it_was_open_before(linked, age_by, client):
    age_by("2020-09-22")
    ageing.expire_due()
    page = client.get(linked.get_absolute_url()).content.decode()
    assert "No report for 21 days." in page
    assert "is settled within 7 days; after three times that it ends." in page
    before = client.get(linked.get_absolute_url(), {"as_of": "2020-09-21"}).content.decode()
    assert "No report for" not in before
    assert "No report for 21 days." in client.get(reverse("today"), {"as_of": "2020-09-23"}).content.decode()


def test_the_desk_shows_what_will_expire_within_three_days(client):
    day = timezone.localdate()
    for name, ago in (("Soon Ending", 19), ("Later Ending", 10)):
        report(make_coach(name), make_club(), day - timedelta(days=ago), stage="linked")
    assert desk.counts()["expiring"] == 1
    client.force_login(make_user("editor"))
    page = client.get(reverse("desk"), {"show": "expiring"}).content.decode()
    assert "Soon Ending" in page
    assert "Expires in 2 days" in page
    assert "Later Ending" not in page


def test_the_database_refuses_an_ended_rumour_that_would_still_expire(linked):
    with pytest.raises(IntegrityError, match="rumour_expires_only_while_open"):
        Rumour.objects.update(status="expired", ended_on="2020-09-22")
