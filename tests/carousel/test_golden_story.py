"""The golden story: sample articles told in order, and the record after each step.

The facts are those of the sources listed in `carousel/samples/README.md`.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from bench.planner import analyze
from carousel import edition_json, editions, store
from carousel.importers import reference
from carousel.models import Club, Coach, Rumour, Stint
from carousel.samples import loading

AT = datetime(2026, 11, 28, 12, tzinfo=UTC)
TODAY = date(2026, 11, 28)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _reference(django_db_setup, django_db_blocker):
    """The reference tables, loaded once for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        reference.apply(reference.parse(reference.FOLDER), AT)
        # PostgreSQL counts rows by itself once they are committed, and these never are.
        analyze()
        yield
        transaction.set_rollback(True)


def tell(until: str = "2026-12-31", since: str = "2000-01-01") -> None:
    """The samples published in the time are read, in the order of their days."""
    for sample in loading.samples():
        if since <= sample.submission.published_on.isoformat() <= until:
            loading.load(sample, at=AT)


def club(slug: str, day: str) -> dict:
    as_of = date.fromisoformat(day)
    return edition_json.as_json(
        editions.of_club(Club.objects.get(slug=slug), as_of=as_of, today=TODAY),
        club=Club.objects.get(slug=slug),
    )


def rumours(slug: str, day: str) -> dict[str, tuple[str, str | None]]:
    return {
        r["coach"]: (r["status"], r["stage"]) for r in club(slug, day)["rumours"] if r["direction"] == "in"
    }


def stints(slug: str, day: str = "2026-11-28") -> dict[tuple[str, str], tuple[str | None, str | None]]:
    coach = Coach.objects.get(slug=slug)
    edition = editions.of_coach(coach, as_of=date.fromisoformat(day), today=TODAY)
    body = edition_json.as_json(edition, coach=coach)
    return {(s["club"], s["role"]): (s["started"], s["ended"]) for s in body["stints"]}


def days_empty(slug: str, opened: str) -> list[int]:
    (days,) = [v["days"] for v in club(slug, "2026-11-28")["vacancies"] if v["opened"] == opened]
    return days


@pytest.mark.usefixtures("_reference")
def test_the_golden_story_told_in_order():
    tell(until="2018-10-10")
    thorup = stints("jess-thorup", "2018-10-10")
    assert thorup["kaa-gent", "head_coach"] == ("2018-10-10", None)
    assert thorup["fc-midtjylland", "head_coach"][1] == "2018-10-10"

    tell(until="2020-08-20")
    assert stints("vincent-kompany", "2020-08-17")["rsc-anderlecht", "head_coach"] == ("2020-08-17", None)
    assert stints("jess-thorup", "2020-08-20")["kaa-gent", "head_coach"] == ("2018-10-10", "2020-08-20")
    assert stints("laszlo-boloni", "2020-08-20")["kaa-gent", "head_coach"] == ("2020-08-20", None)

    tell(until="2020-09-15")
    assert stints("laszlo-boloni", "2020-09-14")["kaa-gent", "head_coach"] == ("2020-08-20", "2020-09-14")
    assert stints("wim-de-decker", "2020-09-14")["kaa-gent", "head_coach"] == ("2020-09-14", None)
    assert stints("hannes-wolf", "2020-09-15")["krc-genk", "head_coach"][1] == "2020-09-15"
    assert stints("domenico-olivieri", "2020-09-15")["krc-genk", "caretaker"] == ("2020-09-15", None)

    tell(until="2020-09-21")
    candidates = rumours("krc-genk", "2020-09-21")
    assert next(iter(candidates)) == "franky-vercauteren"
    assert candidates["franky-vercauteren"] == ("open", "talks")

    tell(until="2020-09-23")
    candidates = rumours("krc-genk", "2020-09-23")
    assert candidates["franky-vercauteren"] == ("withdrawn", "talks")
    assert candidates["jess-thorup"] == ("open", "imminent")

    tell(until="2020-09-24")
    assert stints("jess-thorup", "2020-09-24")["krc-genk", "head_coach"] == ("2020-09-24", None)
    assert rumours("krc-genk", "2020-09-24")["jess-thorup"][0] == "confirmed"
    assert "open" not in {status for status, _stage in rumours("krc-genk", "2020-09-24").values()}

    tell(until="2020-11-02")
    assert stints("stale-solbakken", "2020-10-10")["fc-kobenhavn", "head_coach"][1] == "2020-10-10"
    assert stints("hjalte-bo-norregaard", "2020-11-02")["fc-kobenhavn", "caretaker"] == (
        "2020-10-10",
        "2020-11-02",
    )
    assert stints("jess-thorup", "2020-11-02")["krc-genk", "head_coach"] == ("2020-09-24", "2020-11-02")
    assert rumours("fc-kobenhavn", "2020-11-02")["jess-thorup"][0] == "confirmed"

    tell(until="2022-09-20")
    assert stints("john-van-den-brom", "2020-11-07")["krc-genk", "head_coach"] == ("2020-11-07", None)
    assert stints("jess-thorup", "2022-09-20")["fc-kobenhavn", "head_coach"] == ("2020-11-02", "2022-09-20")
    assert stints("jacob-neestrup", "2022-09-20")["fc-kobenhavn", "head_coach"] == ("2022-09-20", None)

    assert days_empty("kaa-gent", "2020-08-20") == [0, 0]
    assert days_empty("krc-genk", "2020-09-15") == [9, 9]
    assert days_empty("fc-kobenhavn", "2020-10-10") == [23, 23]
    assert str(store.check()) == "nothing to change"


@pytest.mark.usefixtures("_reference")
def test_the_page_as_it_stood_does_not_know_what_came_after():
    tell()
    assert stints("jess-thorup", "2020-09-23")["kaa-gent", "head_coach"] == ("2018-10-10", "2020-08-20")
    assert ("krc-genk", "head_coach") not in stints("jess-thorup", "2020-09-23")
    assert ("fc-augsburg", "head_coach") not in stints("jess-thorup", "2022-12-31")
    candidates = rumours("krc-genk", "2020-09-21")
    assert next(iter(candidates.items())) == ("franky-vercauteren", ("open", "talks"))


def contents() -> list[tuple]:
    """The record by names and days, without the ids that depend on the order of arrival."""
    rows: list[tuple] = list(
        Stint.objects.values_list("coach__slug", "club__slug", "role", "started", "ended", "manner")
    )
    rows += Rumour.objects.values_list(
        "coach__slug", "club__slug", "direction", "status", "stage", "opened_on", "ended_on", "origin_count"
    )
    return sorted(rows, key=str)


@pytest.mark.usefixtures("_reference")
def test_the_same_articles_in_any_order_and_twice_give_the_same_record():
    samples = list(loading.samples())
    before = transaction.savepoint()
    found = []
    for seed in (1, 2):
        order = random.Random(seed).sample(samples, len(samples))
        for sample in (*order, *order):
            loading.load(sample, at=AT)
        found.append(contents())
        assert str(store.check()) == "nothing to change"
        transaction.savepoint_rollback(before)
    assert found[0] == found[1]
