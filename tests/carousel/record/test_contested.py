"""Told to be gone and to stay, by two papers within three days: one question, which an editor answers."""

from dataclasses import replace

from carousel.record.events import direction_of
from tests.carousel.record.builders import NORTH, claim, decision, entry, record

GONE, STAYS = "2020-08-20", "2020-08-22"


def told(*, gone=GONE, stays=STAYS):
    return claim("departure", known=gone, is_trusted=True), claim("extension", known=stays, outlet="post")


def test_a_backing_within_three_days_leaves_the_question_open_and_stands_against_it():
    gone, stays = told()
    found = record(entry(started="2018-10-10"), gone, stays)
    (rumour,) = found.rumours
    assert (rumour.status, rumour.direction, rumour.contested_by) == ("open", "out", stays.id)
    assert rumour.claims == (gone.id, stays.id)
    assert found.stints[0].ended is None


def test_a_backing_later_than_that_denies_the_report():
    (rumour,) = record(entry(started="2018-10-10"), *told(stays="2020-08-24")).rumours
    assert (rumour.status, rumour.contested_by) == ("denied", None)


def test_a_backing_against_mere_pressure_denies_it():
    (rumour,) = record(claim("pressure", known=GONE), claim("extension", known=STAYS)).rumours
    assert rumour.status == "denied"


def test_what_the_record_says_is_kept_by_a_rejection_and_the_backing_stays_evidence_of_the_post():
    gone, stays = told()
    reject = decision("reject", "out", gone, stays)
    found = record(entry(started="2018-10-10"), gone, stays, reject)
    (rumour,) = found.rumours
    assert (rumour.status, rumour.claims) == ("rejected", (gone.id,))
    assert (stays.id, "course") in found.stints[0].evidence


def test_the_new_report_ends_the_post_where_an_editor_confirms_it():
    gone, stays = told()
    found = record(entry(started="2018-10-10"), gone, stays, decision("confirm", "out", gone, stays))
    (stint,) = found.stints
    assert (stint.end_basis, stint.end_is_disputed) == ("editor", False)
    assert [r.status for r in found.rumours if r.direction == "out"] == ["confirmed"]


def test_kept_both_it_has_ended_and_is_shown_as_disputed():
    gone, stays = told()
    both = replace(decision("confirm", "out", gone, stays), is_contested=True)
    (stint,) = record(entry(started="2018-10-10"), gone, stays, both).stints
    assert (stint.end_basis, stint.end_is_disputed) == ("editor", True)


def test_the_question_is_one_about_losing_the_post():
    assert {direction_of(one) for one in told()} == {"out"}
    assert {one.club_id for one in told()} == {NORTH}
