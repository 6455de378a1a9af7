"""Story 10: an outlet's score says how little it may rest on."""

import pytest

from carousel import likelihood_fits
from carousel.likelihood.calibrating import calibrate
from carousel.likelihood.simulator import invent
from carousel.likelihood.snapshots import snapshots_of
from carousel.record.compute import record_of
from carousel.track_records import Reports, ranked, track_record
from carousel.views.outlets_record import hold
from tests.factories import day


def record(origin: str, right: int, wrong: int):
    told = [Reports(origin, "talks", right, True, False), Reports(origin, "talks", wrong, False, False)]
    return track_record(origin, [reports for reports in told if reports.count])


def test_three_of_three_is_not_shown_as_a_hundred():
    score = record("outlet:herald", 3, 0).by_stage["talks"]
    assert score.rate is None
    assert score.interval[0] < 0.5


def test_many_good_reports_stand_before_few_perfect_ones():
    few, many = record("outlet:few", 20, 0), record("outlet:many", 190, 10)
    assert [r.origin for r in ranked([few, many])] == ["outlet:many", "outlet:few"]


def test_each_stage_is_scored_apart_with_the_number_it_rests_on():
    told = [Reports("outlet:a", "talks", 30, True, False), Reports("outlet:a", "linked", 30, False, False)]
    stages = track_record("outlet:a", told).by_stage
    assert {stage: (score.right, score.resolved) for stage, score in stages.items()} == {
        "talks": (30, 30),
        "linked": (0, 30),
    }


@pytest.mark.django_db
def test_the_numbers_said_of_resolved_rumours_beat_the_base_rate_and_the_page_says_both(client):
    found = calibrate(snapshots_of(record_of(invent(60, 2026).ledger), "in"))
    assert found.figures.resolved > 100
    assert found.figures.brier < found.figures.brier_of_base_rate
    likelihood_fits.keep("in", found, day("2020-11-01"))
    told = dict(hold(day("2020-12-01")).figures)
    page = client.get("/outlets/?as_of=2020-12-01").content.decode()
    assert told
    assert all(figure in page for figure in told.values())
