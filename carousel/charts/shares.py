"""Shares of a hundred: the ruler under a likelihood, a step of a waterfall, an interval. Each 200 units wide.

A likelihood is hatched and open, never a solid bar: it is said, not so.
"""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from carousel.charts.svg import path, rect, tag

WIDTH = 200


def hatch(identity: str) -> str:
    """The pencil's hatching. Its id must be the only one of its name on the page."""
    return tag(
        "defs",
        tag(
            "pattern",
            path("M0 4L4 0", stroke="currentColor", stroke_width=1.3),
            id=identity,
            width=4,
            height=4,
            patternUnits="userSpaceOnUse",
        ),
    )


def ruler(points: int, identity: str) -> SafeString:
    """Ten ticks, hatched up to the number."""
    x = _x(points / 100)
    ticks = "".join(f"M{_x(n / 10):g} {6 if n % 5 == 0 else 9}V14" for n in range(11))
    return _drawing(
        14,
        hatch(identity),
        rect(0, 1, x, 8, fill=f"url(#{identity})"),
        path(f"M{x:g} 0V14", stroke="currentColor", stroke_width=2.5),
        path(f"{ticks}M0 13.5H{WIDTH}", stroke="currentColor", stroke_width=1),
        class_="ruler",
    )


def step(low: int, width: int, *, is_up: bool, identity: str) -> SafeString:
    """From where the parts before it led to where it leads; what takes away is dashed and empty."""
    x, wide = _x(low / 100), max(_x(width / 100), 1)
    return _drawing(
        16,
        hatch(identity) if is_up else "",
        path(f"M0 0V16M{WIDTH / 2:g} 0V16M{WIDTH} 0V16", stroke="var(--rule)"),
        rect(
            min(x, WIDTH - wide),
            2,
            wide,
            12,
            fill=f"url(#{identity})" if is_up else "none",
            stroke="currentColor",
            stroke_width=1.5,
            stroke_dasharray=None if is_up else "2 2",
        ),
        class_="waterfall",
    )


def interval(low: float, high: float, share: float | None, mean: float | None = None) -> SafeString:
    """The interval as an open box, the share as a stroke where there is one, the mean of all dashed."""
    marks = [
        path(
            f"M0 0V22M{WIDTH / 4:g} 0V22M{WIDTH / 2:g} 0V22M{WIDTH * 3 / 4:g} 0V22M{WIDTH} 0V22",
            stroke="var(--rule)",
        )
    ]
    if mean is not None:
        marks.append(path(f"M{_x(mean):g} 0V22", stroke="var(--ink-3)", stroke_dasharray="2 3"))
    wide = max(_x(high) - _x(low), 2)
    marks.append(
        rect(min(_x(low), WIDTH - wide), 7, wide, 8, fill="none", stroke="var(--ink)", stroke_width=1.5)
    )
    if share is not None:
        marks.append(path(f"M{_x(share):g} 3V19", stroke="var(--ink)", stroke_width=3.5))
    return _drawing(22, *marks, class_="interval")


def _x(share: float) -> float:
    return round(min(max(share, 0.0), 1.0) * WIDTH, 1)


def _drawing(height: int, *marks: str, class_: str) -> SafeString:
    """The figures stand beside it, so that readers of the screen are not told twice."""
    return mark_safe(
        tag(
            "svg",
            *marks,
            class_=class_,
            viewBox=f"0 0 {WIDTH} {height}",
            preserveAspectRatio="none",
            aria_hidden="true",
        )
    )
