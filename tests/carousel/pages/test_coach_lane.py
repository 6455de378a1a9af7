"""The lane by its numbers."""

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from carousel.charts.lane import draw_wide
from carousel.charts.lane_layout import (
    FINGER,
    LABEL_STEP,
    THINNEST,
    Axis,
    LaneGap,
    LaneRumour,
    LaneStint,
    axis_of,
    capsules,
    drawn,
    spans_of,
    spread,
    stacked_labels,
    strips_of,
    ticks,
    unsure_stretches,
    with_room_for_labels,
)
from carousel.charts.lane_marks import LaneWords
from carousel.charts.lane_tall import draw_tall
from carousel.charts.svg import PLAIN, width_of
from carousel.record.days import Days

TODAY = date(2022, 9, 30)
FORTY_LETTERS = "Sociedad Deportiva Recreativa Villanueva"
WORDS = LaneWords(
    title="A career & more",
    description="Two posts <since 2018>.",
    tick=lambda day, kind: day.isoformat()[:4],
    enlarged=lambda first, last: f"Enlarged: {first} to {last}",
    left_out=lambda count: f"{count} more",
)


def days(text):
    first, _, last = text.partition("/")
    return Days(
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last or first) if last or first else None,
    )


def stint(started, ended=None, name="Havnestad BK", group="head"):
    return LaneStint(
        name=name,
        short=name[:10],
        role="head coach",
        span="some time",
        group=group,
        started=days(started),
        ended=days(ended) if ended else None,
        colour1="#112233",
        colour2="#ffffff",
    )


def fourteen(name=FORTY_LETTERS):
    first = date(1994, 7, 1)
    lengths = [20, 40, 300, 39, 700, 1400, 39, 60, 500, 30, 365, 900, 25, 800]
    stints = []
    for n, length in enumerate(lengths):
        last = first + timedelta(days=length)
        stints.append(stint(first.isoformat(), last.isoformat(), f"{name} {n}"))
        first = last + timedelta(days=(0, 35, 200)[n % 3])
    return stints


def wide_axis(spans):
    return axis_of(spans, (), TODAY, 10.0, 1000.0)


def test_a_bar_stands_where_its_days_are():
    (span,) = spans_of([stint("2018-07-01", "2020-07-01")], TODAY)
    axis = Axis(date(2018, 7, 1), date(2022, 7, 1), 0.0, 1461.0)
    assert drawn(span, axis) == (0.0, 731.0)


def test_a_stint_without_an_end_runs_to_the_day_of_the_edition():
    (span,) = spans_of([stint("2018-07-01")], TODAY)
    assert (span.end, span.runs_on) == (TODAY, True)


def test_a_successor_of_the_same_day_shares_the_row_and_the_edge():
    first, second = spans_of([stint("2018-10-10", "2020-11-02"), stint("2020-11-02", "2022-09-20")], TODAY)
    axis = wide_axis([first, second])
    assert first.row == second.row == 0
    assert drawn(first, axis)[1] == drawn(second, axis)[0]


def test_two_head_posts_at_once_get_a_row_each():
    club, side = spans_of([stint("2018-07-01", "2020-07-01"), stint("2019-01-01", "2021-01-01")], TODAY)
    assert {club.row, side.row} == {0, 1}


def test_an_assistant_post_has_rows_of_its_own():
    spans = spans_of(
        [stint("2018-07-01", "2020-07-01"), stint("2018-07-01", "2020-07-01", group="other")], TODAY
    )
    assert [(span.is_other, span.row) for span in spans] == [(False, 0), (True, 0)]


def test_unsure_edges_that_share_days_meet_halfway():
    first, second = spans_of(
        [stint("2013-06-01", "2015-06-01/2015-07-31"), stint("2015-06-01/2015-07-31", "2018-10-10")], TODAY
    )
    assert first.row == second.row == 0
    assert first.end == second.start == date(2015, 7, 1)


def test_only_what_is_not_known_to_the_day_is_hatched():
    (span,) = spans_of([stint("2006-01-01/2006-12-31", "2011-03-14")], TODAY)
    axis = wide_axis([span])
    start, end = drawn(span, axis)
    assert unsure_stretches(span, axis, start, end) == [(start, pytest.approx(axis.at(date(2006, 12, 31))))]


def test_an_unknown_beginning_reaches_back_a_year_and_is_hatched():
    (span,) = spans_of([stint("/2018-10-10", "2020-08-20")], TODAY)
    assert span.start == date(2017, 10, 10)
    assert span.starts_unsurely


def test_a_stint_of_which_nothing_is_known_still_has_a_place():
    (span,) = spans_of([stint("", "")], TODAY)
    assert span.start < span.end == TODAY


def test_a_stint_of_a_day_is_drawn_wide_enough_to_see():
    spans = spans_of([stint("2000-07-01", "2010-07-01"), stint("2012-07-01", "2012-07-02")], TODAY)
    start, end = drawn(spans[1], wide_axis(spans))
    assert end - start == pytest.approx(THINNEST)


@pytest.mark.parametrize("name", ["FC", FORTY_LETTERS])
def test_labels_of_fourteen_stints_never_collide(name):
    spans = spans_of(fourteen(name), TODAY)
    axis = with_room_for_labels(wide_axis(spans), spans)
    labels = stacked_labels(spans, axis, 1010.0)
    assert len(labels) == 14
    for n, one in enumerate(labels):
        assert one.x >= 0
        assert one.x + one.width <= 1010.0
        for other in labels[n + 1 :]:
            apart = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert apart or abs(one.level - other.level) * LABEL_STEP >= 34


def test_the_axis_leaves_room_for_the_words_of_a_late_bar():
    spans = spans_of([stint("2000-07-01", "2020-07-01"), stint("2022-07-01", name=FORTY_LETTERS)], TODAY)
    whole = wide_axis(spans)
    assert with_room_for_labels(whole, spans).length == whole.length * 0.75


def test_short_stints_near_each_other_are_enlarged_together():
    spans = spans_of(
        [
            stint("2000-07-01", "2020-08-20"),
            stint("2020-09-24", "2020-11-02"),
            stint("2020-11-02", "2020-12-20"),
            stint("2020-12-20", "2022-09-20"),
        ],
        TODAY,
    )
    axis = wide_axis(spans)
    (window,) = strips_of(spans, axis, TODAY)
    assert window[0] < date(2020, 9, 24)
    assert window[1] > date(2020, 12, 20)
    strip = Axis(*window, 0.0, 1000.0)
    assert strip.at(date(2020, 11, 2)) - strip.at(date(2020, 9, 24)) > FINGER


def test_a_career_of_long_stints_needs_no_enlargement():
    spans = spans_of([stint("2010-07-01", "2015-07-01"), stint("2015-07-01", "2022-07-01")], TODAY)
    assert strips_of(spans, wide_axis(spans), TODAY) == []


def test_capsules_and_their_words_never_touch_and_what_finds_no_room_is_counted():
    told = [
        LaneRumour(f"{FORTY_LETTERS}, in talks", date(2010 + n, 3, 1), date(2010 + n, 4, 1))
        for n in range(12)
    ]
    axis = Axis(date(2000, 1, 1), TODAY, 10.0, 1000.0)
    placed, left_out = capsules(told, axis, TODAY, 1010.0)
    assert len(placed) + left_out == 12
    taken = []
    for capsule in placed:
        words = width_of(capsule.words, PLAIN)
        left = capsule.label_x - words if capsule.label_ends else capsule.x
        right = capsule.x + capsule.width if capsule.label_ends else capsule.label_x + words
        assert left >= 10
        assert right <= 1010
        assert all(row != capsule.row or right < start or end < left for row, start, end in taken)
        taken.append((capsule.row, left, right))


def test_labels_of_the_tall_drawing_keep_their_distance_order_and_frame():
    places = spread([20.0, 21.0, 22.0, 300.0, 301.0], 18.0, 320.0)
    assert places == sorted(places)
    assert all(later - earlier >= 34 for earlier, later in pairwise(places))
    assert places[0] >= 18
    assert places[-1] <= 320


def test_a_label_with_room_stays_at_its_bar():
    assert spread([50.0, 120.0], 0.0, 300.0) == [50.0, 120.0]


@pytest.mark.parametrize(
    ("first", "kind"), [("1990-01-01", "year"), ("2021-01-01", "month"), ("2022-08-01", "day")]
)
def test_ticks_are_as_fine_as_the_axis_allows(first, kind):
    axis = Axis(date.fromisoformat(first), TODAY, 0.0, 1000.0)
    found, named = ticks(axis, 60.0)
    assert named == kind
    assert all(axis.at(b) - axis.at(a) >= 55 for a, b in pairwise(found))


@pytest.mark.parametrize("stints", [[], fourteen(), [stint("", "")], [stint("2022-09-30")]])
def test_both_drawings_are_well_formed_and_stay_in_their_frame(stints):
    told = [LaneRumour("rumour: <Genk> & co", date(2020, 9, 18), None)]
    gaps = [LaneGap(date(2020, 8, 20), date(2020, 9, 24), "no post: 35 days")]
    for drawing in (
        draw_wide(stints, told, gaps, WORDS, today=TODAY),
        draw_tall(stints, told, WORDS, today=TODAY),
    ):
        root = ElementTree.fromstring(drawing)
        width, height = map(float, root.get("viewBox").split()[2:])
        for mark in root.iter("rect"):
            if mark.get("x"):
                assert 0 <= float(mark.get("x")) <= width
                assert 0 <= float(mark.get("y")) <= height
                assert float(mark.get("width")) >= 0


def test_the_drawing_says_in_words_what_it_shows():
    root = ElementTree.fromstring(draw_wide([stint("2018-07-01")], [], [], WORDS, today=TODAY))
    assert root.get("role") == "img"
    named = root.get("aria-labelledby").split()
    said = {element.get("id"): element.text for element in root if element.get("id")}
    assert [said[name] for name in named] == ["A career & more", "Two posts <since 2018>."]


def test_the_ids_of_the_two_drawings_differ():
    stints = [stint("2018-07-01", "2018-07-20", group="caretaker"), stint("2018-07-20")]
    wide = draw_wide(stints, [], [], WORDS, today=TODAY)
    tall = draw_tall(stints, [], WORDS, today=TODAY)
    assert not set(re.findall(r'id="([^"]+)"', wide)) & set(re.findall(r'id="([^"]+)"', tall))


def test_a_confirmed_rumour_is_a_stint_in_the_tall_drawing_and_nothing_else():
    told = [LaneRumour("rumour: Genk", date(2020, 9, 18), date(2020, 9, 24), True, "Confirmed")]
    assert "rumour: Genk" not in draw_tall([stint("2020-09-24")], told, WORDS, today=TODAY)
    assert "rumour: Genk" in draw_wide([stint("2020-09-24")], told, [], WORDS, today=TODAY)


def test_words_that_fit_on_neither_side_stand_within_a_capsule_that_is_long_enough():
    told = LaneRumour("rumour: Havnestad BK, favourite", date(2010, 1, 1), None)
    axis = Axis(date(2010, 1, 1), TODAY, 10.0, 1000.0)
    (capsule,), _left_out = capsules([told], axis, TODAY, 1010.0)
    assert capsule.words == told.words
    assert capsule.x < capsule.label_x < capsule.x + capsule.width - width_of(capsule.words, PLAIN)
