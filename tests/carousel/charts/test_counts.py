"""Bars of counts, by their numbers."""

import re

from carousel.charts.counts import WIDTH, bar, bar_between


def parts(svg: str) -> list[tuple[str, float, float]]:
    """Class, start and width of each part."""
    found = re.findall(r'<path(?: class="([^"]*)")? d="M([\d.]+) \d+h([\d.]+)', svg)
    return [(named, float(x), float(width)) for named, x, width in found]


def test_the_parts_of_a_bar_stand_one_after_the_other_on_the_scale_of_the_longest():
    assert parts(bar([5, 0, 5], 20)) == [("", 0, WIDTH / 4), ("part-2", WIDTH / 4, WIDTH / 4)]


def test_a_range_is_full_to_its_fewest_and_open_to_its_most():
    assert parts(bar_between(10, 15, 20)) == [("", 0, WIDTH / 2), ("unsure", WIDTH / 2, WIDTH / 4)]
    assert parts(bar_between(10, 10, 20)) == [("", 0, WIDTH / 2)]
