"""What counts as right, and how counts become rates."""

import pytest

from carousel.likelihood.history import History, Tally
from carousel.likelihood.scoring import Forecast, brier, calibration_error, wilson
from carousel.likelihood.truth import came_true, was_right
from tests.carousel.record import builders as b


@pytest.mark.parametrize(
    ("stage", "status", "borne_out", "right"),
    [
        ("talks", "withdrawn", False, True),
        ("agreed", "withdrawn", False, False),
        ("agreed", "withdrawn", True, True),
        ("imminent", "withdrawn", True, False),
        ("talks", "took_other_job", False, True),
        ("talks", "seat_filled", False, False),
        ("talks", "seat_filled", True, True),
        ("imminent", "confirmed", False, True),
        ("linked", "rejected", True, False),
        ("linked", "open", True, None),
    ],
)
def test_a_report_is_judged_by_its_stage(stage, status, borne_out, right):
    assert was_right("in", stage, status, is_borne_out=borne_out) is right


def test_pressure_that_others_report_too_was_there_though_the_coach_stays():
    assert was_right("out", "pressure", "denied", is_borne_out=True) is True
    assert was_right("out", "expected", "denied", is_borne_out=True) is False


def test_what_we_misread_is_held_against_no_outlet():
    assert was_right("in", "talks", "rejected", is_borne_out=False, reason="not_said") is None
    assert came_true("rejected", "wrong_name") is None
    assert came_true("rejected", "known_false") is False


def test_talks_that_fell_through_were_right_and_did_not_come_true():
    found = b.record(
        b.claim("candidacy", stage="talks", known="2020-09-20"),
        b.claim("withdrawal", known="2020-09-22", by="club"),
    )
    history = History()
    history.add(b.rumour(found))
    assert history.tally_of("outlet:herald", "talks") == Tally(1, 1)
    assert history.came["talks"] == Tally(0, 1)


def test_three_of_three_is_not_a_hundred_in_a_hundred():
    low, high = wilson(3, 3)
    assert (round(low, 2), high) == (0.44, 1.0)
    assert wilson(0, 0) == (0.0, 1.0)


def test_a_rate_with_few_cases_stays_near_the_prior():
    assert Tally(3, 3).rate(0.5) < 0.6
    assert Tally(300, 300).rate(0.5) > 0.95


def test_scores_are_those_of_the_books():
    told = [Forecast(0.9, True), Forecast(0.9, True), Forecast(0.2, False), Forecast(0.2, True)]
    assert brier(told) == pytest.approx((0.01 + 0.01 + 0.04 + 0.64) / 4)
    assert calibration_error(told) == pytest.approx((2 * 0.1 + 2 * 0.3) / 4)
