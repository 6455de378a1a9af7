"""Whether rumours came true as often as was said, in tenths; beside it stands the same as a table."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from carousel.charts.svg import path, rect, tag, text
from carousel.likelihood.scoring import Group

SIZE, LEFT, TOP, FOOT = 370, 52, 26, 44
WIDTH, HEIGHT = LEFT + SIZE + 18, TOP + SIZE + FOOT
QUARTERS = (0, 25, 50, 75, 100)


def figure(groups: Sequence[Group], title: str) -> SafeString:
    """The diagram; empty where nothing has been resolved."""
    shown = [group for group in groups if group.count]
    if not shown:
        return mark_safe("")
    marks = [*_grid(), _diagonal()]
    for group in shown:
        marks += _mark(group)
    told = _("Groups of rumours by the likelihood given, and how many of a hundred came true: %(list)s.") % {
        "list": "; ".join(f"{g.low}–{g.high}: {round(100 * g.rate)}" for g in shown)
    }
    return mark_safe(
        tag(
            "svg",
            tag("title", escape(title), id="reliability-title"),
            tag("desc", escape(told), id="reliability-desc"),
            *marks,
            class_="chart reliability",
            viewBox=f"0 0 {WIDTH} {HEIGHT}",
            role="img",
            aria_labelledby="reliability-title reliability-desc",
        )
    )


def x(share: float) -> float:
    return LEFT + share * SIZE


def y(share: float) -> float:
    return TOP + (1 - share) * SIZE


def _grid():
    for quarter in QUARTERS:
        share = quarter / 100
        yield path(f"M{LEFT} {y(share):g}H{LEFT + SIZE}M{x(share):g} {TOP}V{TOP + SIZE}", class_="grid")
        yield text(str(quarter), LEFT - 8, y(share) + 5, class_="tick", text_anchor="end")
        yield text(str(quarter), x(share), TOP + SIZE + 20, class_="tick", text_anchor="middle")
    yield text(_("said, in 100"), LEFT + SIZE, TOP + SIZE + 38, class_="tick", text_anchor="end")
    yield text(_("came true, in 100"), LEFT - 8, TOP - 12, class_="tick")


def _diagonal() -> str:
    line = path(f"M{x(0):g} {y(0):g}L{x(1):g} {y(1):g}", stroke="var(--edge)", stroke_dasharray="4 4")
    return line + text(_("as often as said"), x(0.55) + 8, y(0.55) + 20, class_="tick")


def _mark(group: Group):
    """The share that came true, with the interval in which the true one lies."""
    low, high = group.interval
    at = x(group.said)
    yield path(f"M{at:.1f} {y(low):.1f}V{y(high):.1f}", stroke="var(--ink)", stroke_width=1.5)
    yield rect(at - 4.5, y(group.rate) - 4.5, 9, 9, fill="var(--ink)")
