"""Story 10: an outlet's score says how little it may rest on."""

from carousel.track_records import Reports, ranked, track_record


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
