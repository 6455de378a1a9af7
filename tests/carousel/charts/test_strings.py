"""The string-line graph of a season, by its numbers."""

from datetime import date
from xml.etree import ElementTree

import pytest

from carousel.charts.lane_layout import LaneGap, LaneStint
from carousel.charts.strings import BAR, HEAD, WIDTH, WORDS, StringWords, Track, Way, draw
from carousel.record.days import Days

SVG = "{http://www.w3.org/2000/svg}"
WINDOW = (date(2020, 6, 1), date(2021, 6, 1))  # 365 days
SAID = StringWords("The season", "Two <clubs>", "8 Nov 2020", lambda day, kind: day.strftime("%b"))


def stint(name: str, start: str, end: str = "", group: str = "head") -> LaneStint:
    ended = Days.on(date.fromisoformat(end)) if end else None
    days = (Days.on(date.fromisoformat(start)), ended)
    return LaneStint(name, name, "head coach", start, group, *days, "#111111", "#eeeeee")


def track(*stints: LaneStint, empty: tuple = ()) -> Track:
    return Track(stints, tuple(f"/coaches/{n}/" for n, _stint in enumerate(stints)), empty)


def drawn(*tracks: Track, ways=(), day=date(2021, 6, 1)):
    found = draw(tracks, ways, SAID, WINDOW, day)
    return ElementTree.fromstring(
        found.svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    ), found


def bars(svg, link: int = 0) -> list[tuple[float, float]]:
    """Where each part of a coach's bar begins, and how wide it is."""
    rects = list(svg.iter(f"{SVG}a"))[link].iter(f"{SVG}rect")
    return [(float(r.get("x")), float(r.get("width"))) for r in rects]


def test_a_bar_stands_where_its_days_are_and_is_cut_at_the_season():
    svg, _found = drawn(track(stint("Per Aas", "2018-07-01", "2020-08-13"), stint("Ib Berg", "2020-08-13")))
    assert bars(svg)[0] == (0, pytest.approx(73 / 365 * WIDTH, abs=0.1))
    assert bars(svg, 1)[0] == (
        pytest.approx(73 / 365 * WIDTH, abs=0.1),
        pytest.approx(292 / 365 * WIDTH, abs=0.1),
    )


def test_each_coach_is_a_link_that_is_called_with_club_and_days():
    svg, _found = drawn(track(stint("Per Aas", "2018-07-01", "2020-08-13"), stint("Ib Berg", "2020-08-13")))
    links = list(svg.iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == ["/coaches/0/", "/coaches/1/"]
    assert links[1].find(f"{SVG}title").text == "Ib Berg, head coach, 2020-08-13"


def test_a_change_within_the_season_is_a_knot_and_one_before_it_is_none():
    svg, _found = drawn(track(stint("Per Aas", "2018-07-01", "2020-08-13"), stint("Ib Berg", "2020-08-13")))
    assert len([r for r in svg.iter(f"{SVG}rect") if r.get("class") == "knot"]) == 1


def test_a_caretaker_is_striped_and_an_empty_seat_a_line_with_its_days():
    gap = LaneGap(date(2020, 10, 1), date(2021, 2, 1), "123 days")
    svg, found = drawn(
        track(stint("Per Aas", "2018-07-01", "2020-10-01"), empty=(gap,)),
        track(stint("Ole Dahl", "2020-10-01", "2020-12-01", "caretaker")),
    )
    assert "123 days" in [text.text for text in svg.iter(f"{SVG}text")]
    assert 'fill="url(#strings-caretaker-0)"' in found.svg


def test_the_days_of_an_empty_seat_stand_below_the_names():
    gap = LaneGap(date(2020, 10, 1), date(2021, 2, 1), "123 days")
    svg, _found = drawn(track(stint("Aksel Brandvold-Fjeldgaard", "2018-07-01", "2020-10-01"), empty=(gap,)))
    rows = {text.text: float(text.get("y")) for text in svg.iter(f"{SVG}text")}
    assert rows["123 days"] - rows["Aksel Brandvold-Fjeldgaard"] > WORDS


def test_under_the_bar_of_a_caretaker_no_days_of_an_empty_seat_are_written():
    gap = LaneGap(date(2020, 10, 1), date(2021, 2, 1), "123 days")
    minder = stint("Ole Dahl", "2020-10-01", "2021-02-01", "caretaker")
    svg, _found = drawn(track(stint("Per Aas", "2018-07-01", "2020-10-01"), minder, empty=(gap,)))
    assert "123 days" not in [text.text for text in svg.iter(f"{SVG}text")]
    assert "123 days" in [title.text for title in svg.iter(f"{SVG}title")]


def test_names_that_would_touch_rise_and_their_track_is_as_much_higher():
    short = [stint(f"Aksel Brandvold {n}", f"2020-09-{n:02}", f"2020-09-{n + 5:02}") for n in (1, 6, 11)]
    _svg, found = drawn(track(*short), track(stint("Per Aas", "2018-07-01")))
    assert found.levels == (3, 1)
    assert f'y="{HEAD + 3 * WORDS}"' in found.svg


def test_a_coach_who_goes_from_seat_to_seat_is_a_line_between_the_tracks():
    way = Way(0, date(2020, 8, 13), 1, date(2020, 8, 13), "Per Aas went")
    svg, _found = drawn(
        track(stint("Per Aas", "2018-07-01", "2020-08-13")), track(stint("Per Aas", "2020-08-13")), ways=[way]
    )
    x = f"{73 / 365 * WIDTH:.1f}".removesuffix(".0")
    lines = [p.get("d") for p in svg.iter(f"{SVG}path") if p.get("class") == "way"]
    assert lines == [f"M{x} {HEAD + WORDS + BAR}L{x} {HEAD + 2 * WORDS + BAR + 12}"]


def test_a_line_from_track_to_track_leaves_the_names_that_it_would_cross_readable():
    long = stint("Aksel Brandvold", "2020-07-20")
    way = Way(0, date(2020, 8, 13), 2, date(2020, 8, 13), "Per Aas went")
    ends = (stint("Per Aas", "2018-07-01", "2020-08-13"), stint("Per Aas", "2020-08-13"))
    svg, _found = drawn(track(ends[0]), track(long), track(ends[1]), ways=[way])
    (line,) = (p.get("d") for p in svg.iter(f"{SVG}path") if p.get("class") == "way")
    (y,) = (float(t.get("y")) for t in svg.iter(f"{SVG}text") if t.text == "Aksel Brandvold")
    parts = [[float(end.split()[1]) for end in part.split("L")] for part in line.split("M")[1:]]
    assert len(parts) == 2
    assert parts[0][1] <= y - 12 < y + 4 <= parts[1][0]


def test_a_season_that_is_not_over_says_how_far_it_is_known():
    svg, _found = drawn(track(stint("Per Aas", "2018-07-01")), day=date(2020, 11, 8))
    assert "8 Nov 2020" in [text.text for text in svg.iter(f"{SVG}text")]
    assert sum(bars(svg)[0]) == pytest.approx(160 / 365 * WIDTH, abs=0.1)


def test_what_is_written_cannot_leave_the_drawing():
    _svg, found = drawn(track(stint("<b>Per</b>", "2018-07-01")))
    assert "<b>" not in found.svg
    assert "Two &lt;clubs&gt;" in found.svg
