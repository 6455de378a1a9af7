"""How a rumour opens, climbs and ends."""

import pytest

from .builders import (
    ANNA,
    BO,
    CARL,
    NORTH,
    SOUTH,
    claim,
    days,
    decision,
    entry,
    official,
    record,
    rumour,
    stint,
)


def test_a_rumour_climbs_to_its_highest_stage_and_never_down():
    found = record(
        claim("candidacy", stage="linked", known="2020-09-18"),
        claim("candidacy", stage="talks", known="2020-09-20"),
        claim("candidacy", stage="candidate", known="2020-09-21"),
    )
    assert rumour(found).stage == "talks"
    assert [stage for _day, stage, _claim in rumour(found).steps] == ["linked", "talks"]


def test_articles_that_repeat_an_outlet_count_as_that_outlet():
    found = record(*(claim("candidacy", outlet="herald") for _ in range(4)))
    assert (len(rumour(found).articles), len(rumour(found).origins)) == (4, 1)


def test_an_appointment_confirms_the_coachs_rumour_and_closes_every_other_one_for_the_seat():
    found = record(
        claim("candidacy", ANNA, NORTH, "2020-09-18"),
        claim("candidacy", BO, NORTH, "2020-09-19"),
        official("appointment", ANNA, NORTH, "2020-09-24"),
    )
    assert (rumour(found, ANNA).status, rumour(found, BO).status) == ("confirmed", "seat_filled")
    assert rumour(found, BO).ended_on.isoformat() == "2020-09-24"


def test_a_coach_who_is_appointed_elsewhere_is_out_of_every_other_race():
    found = record(
        claim("candidacy", ANNA, SOUTH, "2020-09-18"), official("appointment", ANNA, NORTH, "2020-09-24")
    )
    assert rumour(found, ANNA, SOUTH).status == "took_other_job"


def test_failed_talks_end_a_rumour_on_the_day_on_which_they_failed():
    found = record(
        claim("candidacy", stage="talks", known="2020-09-21"),
        claim("withdrawal", when="2020-09-22", known="2020-09-23", by="club"),
    )
    assert (rumour(found).status, rumour(found).by, rumour(found).stage) == ("withdrawn", "club", "talks")
    assert rumour(found).ended_on.isoformat() == "2020-09-22"


def test_new_talks_after_failed_ones_are_a_new_rumour():
    found = record(
        claim("candidacy", known="2020-09-18"),
        claim("withdrawal", known="2020-09-22"),
        claim("candidacy", known="2020-10-05"),
    )
    assert [(r.ordinal, r.status) for r in found.rumours] == [(1, "withdrawn"), (2, "open")]


def test_a_paper_that_is_a_day_late_does_not_open_the_rumour_again():
    found = record(
        claim("candidacy", known="2020-09-18"),
        claim("withdrawal", known="2020-09-22"),
        claim("candidacy", known="2020-09-23"),
    )
    assert rumour(found).status == "withdrawn"


def test_a_caretaker_does_not_fill_the_seat():
    found = record(
        claim("candidacy", ANNA), official("appointment", BO, role="caretaker", known="2020-08-22")
    )
    assert rumour(found).status == "open"


def test_pressure_ends_confirmed_when_the_coach_goes():
    found = record(
        entry(started="2018-10-10"),
        claim("pressure", known="2020-08-10"),
        official("departure", known="2020-08-20"),
    )
    assert rumour(found, direction="out").status == "confirmed"


def test_pressure_ends_denied_when_the_coach_is_confirmed_in_the_post():
    found = record(claim("pressure", known="2020-08-10"), claim("extension", known="2020-08-12"))
    assert rumour(found, direction="out").status == "denied"


def test_a_rejected_rumour_keeps_what_the_editor_saw_and_no_more():
    old = claim("candidacy", known="2020-09-18")
    new = claim("candidacy", known="2020-09-30")
    found = record(old, new, decision("reject", "in", old))
    assert [(r.status, r.articles) for r in found.rumours] == [
        ("rejected", (old.article_id,)),
        ("open", (new.article_id,)),
    ]


def test_a_rejected_report_of_a_fact_is_believed_no_more():
    told = [claim("departure", outlet="herald"), claim("departure", outlet="post")]
    found = record(entry(started="2018-10-10"), *told, decision("reject", "out", *told))
    assert stint(found).ended is None
    assert rumour(found, direction="out").status == "rejected"


def test_a_confirmed_candidacy_opens_a_stint_between_the_report_and_the_decision():
    told = claim("candidacy", known="2020-09-23")
    found = record(told, decision("confirm", "in", told, made="2020-09-25"))
    assert stint(found).started == days("2020-09-23/2020-09-25")
    assert rumour(found).status == "confirmed"


def test_what_is_said_of_a_coach_who_has_the_post_is_no_rumour():
    found = record(official("appointment", known="2020-09-24"), claim("candidacy", known="2020-10-24"))
    assert found.rumours == ()


@pytest.mark.parametrize("direction", ["in", "out", "held"])
def test_no_more_than_one_rumour_of_a_pair_and_direction_is_open(direction):
    found = record(
        *(
            claim(kind, known=f"2020-0{m}-01")
            for m in range(1, 9)
            for kind in ("candidacy", "pressure", "tenure")
        )
    )
    assert sum(r.is_open for r in found.rumours if r.direction == direction) == 1


def test_the_seat_of_another_club_closes_nothing():
    found = record(claim("candidacy", CARL, SOUTH), official("appointment", ANNA, NORTH, "2020-09-24"))
    assert rumour(found, CARL, SOUTH).is_open


def test_that_talks_have_failed_is_told_for_weeks_and_is_one_end():
    found = record(
        claim("candidacy", known="2020-09-18"),
        claim("withdrawal", known="2020-09-22"),
        claim("withdrawal", known="2020-10-10"),
    )
    assert rumour(found).ended_on.isoformat() == "2020-09-22"


def test_an_assistant_fills_no_head_coachs_seat_and_no_head_coach_an_assistants():
    found = record(
        claim("candidacy", ANNA, role="assistant", known="2020-09-18"),
        official("appointment", BO, known="2020-09-24"),
    )
    assert rumour(found, ANNA).is_open


@pytest.mark.parametrize(("kind", "direction"), [("appointment", "in"), ("departure", "out")])
def test_a_fact_that_an_editor_confirmed_keeps_its_rumour(kind, direction):
    told = claim(kind, known="2020-08-20", when="2020-08-17")
    found = record(told, decision("confirm", direction, told))
    assert (rumour(found, direction=direction).status, len(found.stints)) == ("confirmed", 1)
    assert rumour(found, direction=direction).decision_id is not None
