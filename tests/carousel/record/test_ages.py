"""Rumours age: when nobody speaks of them any more they end, and they say so."""

from datetime import date, timedelta

import pytest

from carousel.record import ages
from carousel.record.facts import LADDER, LADDER_OUT

from .builders import ANNA, BO, NORTH, claim, decision, entry, official, record, rumour


def on(day, *rows):
    return record(*rows, today=date.fromisoformat(day))


def test_every_stage_has_a_half_life_and_half_is_settled_within_it():
    assert set(ages.HALF_LIFE) == {*LADDER, *LADDER_OUT}
    assert ages.freshness("talks", 14) == 0.5
    assert ages.life_of("linked") < ages.life_of("candidate") < ages.life_of("talks")
    assert ages.life_of("imminent") < ages.life_of("agreed")


@pytest.mark.parametrize("stage", LADDER)
def test_a_rumour_ends_on_the_day_its_life_is_over_and_not_before(stage):
    told = claim("candidacy", known="2020-09-01", stage=stage)
    last = date(2020, 9, 1) + ages.life_of(stage)
    before = on((last - timedelta(days=1)).isoformat(), told)
    assert (rumour(before).status, rumour(before).expires_on) == ("open", last)
    after = rumour(on(last.isoformat(), told))
    assert (after.status, after.ended_on, after.expires_on) == ("expired", last, None)


def test_each_new_report_keeps_it_alive():
    told = [claim("candidacy", known=f"2020-09-{day:02}", stage="linked") for day in (1, 15, 29)]
    assert rumour(on("2020-10-10", *told)).status == "open"


def test_a_report_after_it_has_expired_opens_a_new_one():
    told = [claim("candidacy", known=day, stage="linked") for day in ("2020-09-01", "2020-09-22")]
    found = on("2020-09-30", *told).rumours
    assert [(r.status, len(r.claims)) for r in found] == [("expired", 1), ("open", 1)]


def test_an_article_that_arrives_late_shows_that_it_had_not_expired():
    told = [
        claim("candidacy", known=day, stage="linked") for day in ("2020-09-01", "2020-09-30", "2020-09-15")
    ]
    assert [r.status for r in on("2020-10-01", *told).rumours] == ["open"]


def test_a_fact_that_nobody_has_decided_never_expires():
    assert rumour(on("2026-01-01", claim("appointment", known="2020-09-01"))).status == "open"


def test_a_conflict_never_expires():
    held = entry(BO, NORTH, "2020-07-01", "2021-06-30")
    found = on("2026-01-01", held, claim("appointment", ANNA, NORTH, "2020-09-01", is_trusted=True))
    assert (rumour(found).status, rumour(found).contradicts is None) == ("open", False)


def test_a_question_about_the_past_never_expires():
    told = claim("tenure", known="2020-09-01")
    assert rumour(on("2026-01-01", told), direction="held").status == "open"


def test_a_coach_who_is_said_to_be_in_danger_is_so_no_longer_after_six_weeks():
    told = claim("pressure", known="2020-09-01")
    assert rumour(on("2020-10-12", told), direction="out").status == "open"
    assert rumour(on("2020-10-13", told), direction="out").status == "expired"


def test_that_the_seat_is_filled_later_does_not_wake_it():
    told = claim("candidacy", ANNA, NORTH, "2020-09-01", stage="linked")
    found = on("2020-12-01", told, official("appointment", BO, NORTH, "2020-10-01"))
    assert (rumour(found).status, rumour(found).ended_on) == ("expired", date(2020, 9, 22))


def test_a_coach_who_gets_the_post_after_all_has_answered_it():
    told = claim("candidacy", ANNA, NORTH, "2020-09-01", stage="linked")
    soon = official("appointment", ANNA, NORTH, "2020-10-01")
    late = official("appointment", ANNA, NORTH, "2021-03-01")
    assert rumour(on("2021-06-01", told, soon)).status == "confirmed"
    assert rumour(on("2021-06-01", told, late)).status == "expired"


def test_a_post_that_is_given_now_and_taken_next_summer_answers_it_now():
    told = claim("candidacy", ANNA, NORTH, "2020-03-01", stage="talks")
    given = official("appointment", ANNA, NORTH, "2020-03-05", when="2020-07-01")
    for day in ("2020-03-06", "2020-05-01", "2020-08-01"):
        assert rumour(on(day, told, given)).status == "confirmed"


def test_a_stint_entered_for_next_summer_answers_it_too():
    told = claim("candidacy", ANNA, NORTH, "2020-03-01", stage="talks")
    given = entry(ANNA, NORTH, "2020-07-01", entered_on=date(2020, 3, 5))
    assert rumour(on("2020-05-01", told, given)).status == "confirmed"


def test_that_it_was_called_off_is_told_of_the_one_that_expired():
    told = claim("candidacy", known="2020-09-01", stage="linked")
    off = claim("withdrawal", known="2020-10-01", by="coach")
    found = rumour(on("2020-10-02", told, off))
    assert (found.status, found.by, len(found.claims)) == ("withdrawn", "coach", 2)


def test_an_editor_may_confirm_one_that_has_expired():
    told = claim("candidacy", ANNA, NORTH, "2020-09-01", stage="talks")
    found = on("2021-03-02", told, decision("confirm", "in", told, made="2021-03-01"))
    assert rumour(found).status == "confirmed"


def test_without_a_day_nothing_ages():
    assert rumour(record(claim("candidacy", known="2010-09-01"))).status == "open"
