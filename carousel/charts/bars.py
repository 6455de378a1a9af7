"""One bar a row on a shared scale of days: the history table is the chart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from carousel.charts.lane_layout import UNKNOWN
from carousel.record.days import Days

WIDTH, HEIGHT, TOP, THICK = 400, 28, 6, 16
SCALE_HEIGHT = 18
LEAST = 3
GRID = "grid-of-years"
# Labels closer than this would touch.
LABEL_ROOM = 38


@dataclass(frozen=True)
class Scale:
    """From the first day shown to the last, which are never the same."""

    first: date
    last: date

    def x(self, day: date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(min(max(share, 0), 1) * WIDTH, 1)

    def years(self) -> list[int]:
        """The years that begin within the scale, thinned out until their labels do not touch."""
        begin = range(self.first.year + 1, self.last.year + 1)
        step = 1
        while len(begin) // step * LABEL_ROOM > WIDTH:
            step += 1
        return [year for year in begin if year % step == 0]


@dataclass(frozen=True)
class Bar:
    """A stint: its start, its end (``None`` while it runs), its colours; ``title`` says from when to when."""

    started: Days
    ended: Days | None
    colour1: str = ""
    colour2: str = ""
    is_caretaker: bool = False
    is_empty_seat: bool = False
    title: str = ""

    @property
    def is_unsure(self) -> bool:
        """Whether an edge of it is no day known exactly."""
        return not self.started.is_exact or not (self.ended is None or self.ended.is_exact)

    @property
    def has_a_day(self) -> bool:
        ended = self.ended or self.started
        return any((self.started.earliest, self.started.latest, ended.earliest, ended.latest))


def scale_of(times: Iterable[Days | None], today: date) -> Scale:
    """Wide enough for every known day up to today, and for what is drawn before one that is only a latest."""
    times = list(times)
    known = [d for t in times if t for d in (t.earliest, t.latest) if d]
    known += [t.latest - UNKNOWN for t in times if t and t.latest and not t.earliest]
    first = min([*known, today])
    return Scale(first if first < today else date(today.year - 1, 1, 1), max([*known, today]))


def header(scale: Scale) -> SafeString:
    """The years above the bars; their lines go on below, where each row shows its stretch of them."""
    labels = "".join(
        f'<text class="tick" x="{scale.x(date(year, 1, 1)) + 3:g}" y="14">{year}</text>'
        for year in scale.years()
        if scale.x(date(year, 1, 1)) + LABEL_ROOM <= WIDTH
    )
    return _svg(f"{_grid(scale)}{labels}", SCALE_HEIGHT)


def draw(bar: Bar, scale: Scale, pattern: str) -> SafeString:
    """The row's drawing; ``pattern`` is an id that no other drawing of the page has.

    The stretch on which a day may lie is hatched in paper and its edge left open. Of a beginning or an end
    that nobody knows it is a year long: a whole reign would be made up.
    """
    if not bar.has_a_day:
        return _svg(f'<use class="grid" href="#{GRID}"/>', HEIGHT)
    started, ended = bar.started, bar.ended or Days.on(scale.last)
    last_start = scale.last if started.earliest else ended.earliest or ended.latest or scale.last
    start_last = started.latest or last_start
    start_first = started.earliest or max(start_last - UNKNOWN, scale.first)
    end_first = ended.earliest or start_last
    end_last = ended.latest or min(end_first + UNKNOWN, scale.last)
    x, width = scale.x(start_first), max(scale.x(end_last) - scale.x(start_first), LEAST)
    x = min(x, WIDTH - width)
    parts = [f"<title>{escape(bar.title)}</title>"] if bar.title else []
    parts.append(f'<use class="grid" href="#{GRID}"/>')
    if bar.is_empty_seat:
        parts.append(f'<path class="empty-seat" d="{_brackets(x, width)}"/>')
        return _svg("".join(parts), HEIGHT)
    parts.append(_body(bar, x, width, pattern))
    for first, last in ((start_first, start_last), (end_first, end_last)):
        hatched = scale.x(last) - scale.x(first)
        if hatched >= 1:
            parts.append(_unsure(scale.x(first), min(hatched, width), pattern))
    parts.append(_outline(x, width, open_left=not started.is_exact, open_right=not ended.is_exact))
    return _svg("".join(parts), HEIGHT)


def _body(bar: Bar, x: float, width: float, pattern: str) -> str:
    box = f'x="{x:g}" y="{TOP}" width="{width:g}" height="{THICK}"'
    first, second = escape(bar.colour1 or "var(--shade)"), escape(bar.colour2 or "var(--edge)")
    if bar.is_caretaker:
        return (
            f'<defs><pattern id="{pattern}c" width="6" height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="6" height="6" fill="var(--paper)"/>'
            f'<rect width="3" height="6" fill="var(--edge)"/></pattern></defs>'
            f'<rect {box} fill="url(#{pattern}c)"/>'
        )
    low = TOP + THICK * 2 // 3
    stripe = f'<rect x="{x:g}" y="{low}" width="{width:g}" height="{TOP + THICK - low}" fill="{second}"/>'
    return f'<rect {box} fill="{first}"/>{stripe}'


def _unsure(x: float, width: float, pattern: str) -> str:
    name = f"{pattern}u{x:g}".replace(".", "-")
    return (
        f'<defs><pattern id="{name}" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="3" height="5" fill="var(--paper)"/></pattern></defs>'
        f'<rect x="{x:g}" y="{TOP}" width="{width:g}" height="{THICK}" fill="url(#{name})"/>'
    )


def _outline(x: float, width: float, *, open_left: bool, open_right: bool) -> str:
    left, right, low = x + 0.5, x + width - 0.5, TOP + THICK
    path = f"M{left:g} {TOP}H{right:g}M{left:g} {low}H{right:g}"
    if not open_left:
        path += f"M{left:g} {TOP}V{low}"
    if not open_right:
        path += f"M{right:g} {TOP}V{low}"
    return f'<path class="bar" d="{path}" fill="none"/>'


def _brackets(x: float, width: float) -> str:
    x, right, low = min(x, WIDTH - 8), max(x + width, x + 7), TOP + THICK
    right = min(right, WIDTH - 1)
    return f"M{x + 3:g} {TOP}H{x:g}V{low}H{x + 3:g}M{right - 3:g} {TOP}H{right:g}V{low}H{right - 3:g}"


def _grid(scale: Scale) -> str:
    lines = "".join(f"M{scale.x(date(year, 1, 1)):g} 0V{HEIGHT}" for year in scale.years())
    return f'<path class="grid" id="{GRID}" d="{lines}"/>'


def _svg(inside: str, height: int) -> SafeString:
    return mark_safe(f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" aria-hidden="true">{inside}</svg>')
