"""Today's edition, from the tables, and an older one, from the ledger, tell one story, each up to its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from carousel import edition_json, editions, editorial, ledger, store
from carousel.models import Rumour, StintEntry
from tests.factories import (
    make_article,
    make_claim,
    make_club,
    make_coach,
    make_entry,
    make_outlet,
    make_user,
)

pytestmark = pytest.mark.django_db

TODAY = date(2020, 12, 1)
AT = datetime(2020, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def story():
    """Anna leaves North on 20 August; Bo is rumoured from 1 September and appointed on 24 September."""
    anna, bo, carl = make_coach("Anna Dal"), make_coach("Bo Eg"), make_coach("Carl Fur")
    north, club_site, paper = make_club("North"), make_outlet("North", tier=0), make_outlet("Herald")
    make_entry(anna, north, "2018-10-10")
    for outlet, day, kind, coach in [
        (club_site, "2020-08-20", "departure", anna),
        (paper, "2020-09-01", "candidacy", bo),
        (paper, "2020-09-02", "candidacy", carl),
        (club_site, "2020-09-24", "appointment", bo),
    ]:
        make_claim(make_article(outlet, day), kind, coach, north, when=day if kind != "candidacy" else None)
    store.update(coaches=[anna.pk, bo.pk, carl.pk], clubs=[north.pk])
    return {"anna": anna, "bo": bo, "carl": carl, "north": north}


def ended(edition: editions.Edition, coach) -> date | None:
    (stint,) = [s for s in edition.record.stints if s.coach_id == coach.pk]
    return stint.ended.latest if stint.ended else None


def test_an_older_edition_knows_what_was_published_by_its_day(story):
    before = editions.of_coach(story["anna"], as_of=date(2020, 8, 19), today=TODAY)
    after = editions.of_coach(story["anna"], as_of=date(2020, 8, 20), today=TODAY)
    assert (ended(before, story["anna"]), ended(after, story["anna"])) == (None, date(2020, 8, 20))


def test_a_rumour_is_open_in_the_edition_before_its_end(story):
    edition = editions.of_club(story["north"], as_of=date(2020, 9, 10), today=TODAY)
    assert {r.status for r in edition.record.rumours} == {"open"}
    assert edition.is_past
    assert edition.record.vacancies[0].filled is None


def test_the_newest_older_edition_and_todays_are_the_same(story):
    for subject, of in [("anna", editions.of_coach), ("bo", editions.of_coach), ("north", editions.of_club)]:
        older = of(story[subject], as_of=date(2020, 11, 30), today=TODAY)
        now = of(story[subject], as_of=None, today=TODAY)
        assert set(older.record.stints) == set(now.record.stints)
        assert set(older.record.vacancies) == set(now.record.vacancies)
        assert set(older.record.rumours) == set(now.record.rumours)


def test_the_front_pages_of_both_kinds_are_the_same(story):
    older = editions.of_front_page(as_of=date(2020, 11, 30), today=TODAY)
    now = editions.of_front_page(as_of=None, today=TODAY)
    assert set(older.record.rumours) == set(now.record.rumours)
    assert {s.key for s in older.record.stints} == {s.key for s in now.record.stints}


def test_a_decision_counts_from_the_moment_it_was_made(story):
    rumour = Rumour.objects.get(coach=story["carl"])
    editorial.reject(rumour.pk, editor=make_user("editor"), at=AT, reason="old_news")
    before, after = ledger.load(as_of=date(2020, 11, 19)), ledger.load(as_of=date(2020, 11, 20))
    assert (len(before.decisions), len(after.decisions)) == (0, 1)


def test_an_undone_decision_counts_until_it_was_undone(story):
    chief = make_user("editor")
    decision = editorial.reject(
        Rumour.objects.get(coach=story["carl"]).pk, editor=chief, at=AT, reason="old_news"
    )
    editorial.undo(decision.pk, editor=chief, at=AT.replace(day=25))
    assert len(ledger.load(as_of=date(2020, 11, 24)).decisions) == 1
    assert len(ledger.load(as_of=date(2020, 11, 25)).decisions) == 0


def test_a_rejected_rumour_is_in_no_edition_not_even_an_older_one(story):
    editorial.reject(
        Rumour.objects.get(coach=story["carl"]).pk, editor=make_user("editor"), at=AT, reason="known_false"
    )
    for as_of in (None, date(2020, 9, 10)):
        edition = editions.of_club(story["north"], as_of=as_of, today=TODAY)
        assert story["carl"].pk not in {r.coach_id for r in edition.record.rumours}


def test_a_stint_entered_with_a_day_of_knowledge_is_unknown_before():
    entry = make_entry(started="2020-01-01", known_since=date(2020, 2, 1))
    store.update(coaches=[entry.coach_id], clubs=[entry.club_id])
    unknown = editions.of_coach(entry.coach, as_of=date(2020, 1, 31), today=TODAY)
    known = editions.of_coach(entry.coach, as_of=date(2020, 2, 1), today=TODAY)
    assert (len(unknown.record.stints), len(known.record.stints)) == (0, 1)


def test_a_stint_entered_without_one_is_known_for_all_time():
    entry = make_entry(started="2020-06-01")
    assert isinstance(entry, StintEntry)
    long_before = {"as_of": date(2010, 1, 1), "today": TODAY}
    assert len(editions.of_coach(entry.coach, **long_before, with_ahead=True).record.stints) == 1
    assert editions.of_coach(entry.coach, **long_before).record.stints == ()


def test_an_older_page_has_no_end_that_still_lay_ahead_unless_it_had_been_entered():
    entry = make_entry(started="2018-06-01", ended="2020-06-30")
    early = make_entry(started="2018-06-01", ended="2020-06-30")
    StintEntry.objects.filter(pk=early.pk).update(entered_at=datetime(2020, 3, 1, tzinfo=UTC))
    shown = [
        editions.of_coach(one.coach, as_of=date(2020, 4, 1), today=TODAY).record.stints[0].ended
        for one in (entry, early)
    ]
    assert [end is None for end in shown] == [True, False]


def test_a_seat_empty_for_over_a_year_is_a_gap_in_the_record(story):
    left = make_article(make_outlet(tier=0), "2020-11-01")
    make_claim(left, "departure", story["bo"], story["north"], when="2020-11-01")
    store.update(coaches=[story["bo"].pk], clubs=[story["north"].pk])
    soon = editions.of_club(story["north"], as_of=None, today=TODAY)
    late = editions.of_club(story["north"], as_of=None, today=date(2022, 1, 1))
    assert [v.filled is None for v in soon.record.vacancies] == [False, True]
    assert [v.filled is None for v in late.record.vacancies] == [False]


def test_the_days_of_change_are_the_days_of_the_coachs_reports(story):
    edition = editions.of_coach(story["bo"], as_of=None, today=TODAY)
    assert edition.days_of_change == (date(2020, 9, 1), date(2020, 9, 24))


@pytest.mark.parametrize("as_of", [None, date(2020, 11, 30)])
def test_an_edition_takes_the_same_number_of_queries_however_long_the_career(
    story, as_of, django_assert_max_num_queries
):
    outlet = make_outlet(tier=0)
    for n in range(20):
        club = make_club(f"Club {n}")
        make_claim(
            make_article(outlet, "2019-01-01"), "appointment", story["anna"], club, when=f"{1990 + n}-07-01"
        )
        make_claim(
            make_article(outlet, "2019-01-01"), "departure", story["anna"], club, when=f"{1991 + n}-05-01"
        )
    store.update(coaches=[story["anna"].pk], clubs=[])
    with django_assert_max_num_queries(22 if as_of else 12):
        edition = editions.of_coach(story["anna"], as_of=as_of, today=TODAY)
    assert len([s for s in edition.record.stints if s.coach_id == story["anna"].pk]) == 21


def test_who_leads_comes_first(story):
    edition = editions.of_club(story["north"], as_of=date(2020, 9, 10), today=TODAY)
    first, second = edition_json.by_promise(edition.record.rumours)
    assert edition_json.by_promise([replace(second, stage="talks"), first])[0].coach_id == second.coach_id
