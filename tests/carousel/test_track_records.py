"""Whose reports proved right, counted from the record."""

from datetime import UTC, date, datetime

import pytest

from articles.models import Outlet
from carousel import editorial, reports, store
from carousel.models import Rumour
from carousel.track_records import Reports, Score, ranked, track_record, track_records
from tests.carousel.pages.stories import queries
from tests.factories import (
    make_article,
    make_claim,
    make_club,
    make_coach,
    make_entry,
    make_outlet,
    make_user,
)

DAY = date(2020, 12, 1)
AT = datetime(2020, 11, 20, 12, tzinfo=UTC)


def told(origin="a", stage="talks", count=1, is_right=True, **fields):
    return Reports(origin, stage, count, is_right, **{"is_first": False, **fields})


def test_stages_are_scored_apart_and_together():
    record = track_record("a", [told(count=30), told(stage="agreed", count=10, is_right=False)])
    assert record.by_stage == {"talks": Score(30, 30), "agreed": Score(0, 10)}
    assert record.whole == Score(30, 40)


def test_what_cannot_be_said_to_be_right_or_wrong_is_not_resolved():
    record = track_record("a", [told(is_right=None, count=5, rejected_for="not_said"), told()])
    assert record.whole == Score(1, 1)
    assert record.rejected == {"not_said": 5}


def test_with_under_twenty_resolved_there_is_no_rate_and_no_place():
    few, enough = told("lucky", count=19), told("steady", count=20)
    records = track_records([few, enough], {})
    assert [r.whole.rate for r in records] == [None, 1.0]
    assert [r.origin for r in ranked(records)] == ["steady"]


def test_a_short_lucky_run_does_not_lead():
    records = track_records(
        [told("short", count=20), told("long", count=190), told("long", count=10, is_right=False)], {}
    )
    assert [r.origin for r in ranked(records)] == ["long", "short"]


def test_the_lead_is_the_median():
    assert track_record("a", [told()], [2.0, 10.0, 300.0]).lead == 10.0
    assert track_record("a", [told()]).lead is None


@pytest.fixture
def paper(db):
    return make_outlet("Kystposten", slug="kystposten")


def appointment(paper, hours_before=24, number=1):
    """A rumour of the paper that an official word confirmed so many hours later."""
    coach, club = make_coach(f"Ny {number}"), make_club(f"Klub {number}")
    make_entry(make_coach(f"Gammel {number}"), club, "2018-07-01", "2020-10-01")
    official = Outlet.objects.filter(slug="klubberne").first() or make_outlet(
        "Klubberne", slug="klubberne", tier=Outlet.Tier.OFFICIAL
    )
    at = datetime(2020, 11, 10, 12, tzinfo=UTC)
    early = at.replace(day=10 - hours_before // 24)
    talk = make_article(paper, early.date(), text=f"Ny {number} er tæt på.", published_at=early)
    make_claim(talk, coach=coach, club=club, stage="talks")
    fact = make_article(official, at.date(), text=f"Ny {number} er ansat.", published_at=at)
    make_claim(fact, "appointment", coach, club, when="2020-11-10")


def test_the_record_is_counted_from_the_tables(paper):
    appointment(paper, 24, 1)
    appointment(paper, 72, 2)
    store.rebuild()
    found = track_record(
        "outlet:kystposten",
        reports.reports_up_to(DAY, "outlet:kystposten"),
        reports.leads_up_to(DAY)["outlet:kystposten"],
    )
    assert found.whole == Score(2, 2)
    assert (found.first, found.told, found.lead) == (2, 2, 48.0)


def test_a_day_before_the_ending_knows_nothing_of_it(paper):
    appointment(paper)
    store.rebuild()
    assert reports.reports_up_to(date(2020, 11, 9)) == []


def test_a_rejection_counts_with_its_reason_until_it_is_undone(paper, client):
    coach, club = make_coach(), make_club()
    make_claim(make_article(paper, "2020-11-19"), coach=coach, club=club, stage="talks")
    store.rebuild()
    (rumour,) = Rumour.objects.filter(coach=coach)
    editorial.reject(rumour.pk, editor=make_user("editor"), at=AT, reason="known_false")
    page = client.get("/outlets/kystposten/").context
    assert page["record"].whole == Score(0, 1)
    assert page["record_rejected"] == [("known_false", "known to be false", 1)]
    row = Rumour.objects.get(pk=rumour.pk).decision
    editorial.undo(row.pk, editor=row.editor, at=AT)
    assert client.get("/outlets/kystposten/").context["record"].whole.right == 0
    assert client.get("/outlets/kystposten/").context["record_rejected"] == []


def test_the_list_ranks_whoever_has_enough_and_counts_the_rest(paper, client):
    other = make_outlet("Ugebladet")
    for number in range(20):
        appointment(paper, 24, number)
    appointment(other, 24, 99)
    store.rebuild()
    page = client.get("/outlets/").context
    assert [place.outlet for place in page["league"]] == [paper]
    assert page["too_few"] == 1
    assert page["league"][0].row.rate == "100"
    assert page["league"][0].row.interval == "84–100"
    assert client.get("/outlets/?stage=imminent").context["league"] == []
    assert client.get("/outlets/?stage=hot").status_code == 400


@pytest.mark.parametrize("address", ["/outlets/", "/outlets/kystposten/", "/outlets/?as_of=2020-11-30"])
def test_more_reports_ask_no_more_queries(paper, client, address):
    for number in range(20):
        appointment(paper, 24, number)
    store.rebuild()
    few = queries(client, address)
    for number in range(20, 50):
        appointment(make_outlet(f"Blad {number}") if number % 2 else paper, 24, number)
    store.rebuild()
    assert queries(client, address) == few
