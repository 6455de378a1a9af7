"""Where the things of a coach's lane go: days and words in, numbers out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from carousel.charts.svg import LOWER, PLAIN, STRONG, fitted, width_of
from carousel.record.days import Days

LABEL_STEP = 34  # two lines of text: closer than this, two labels would touch
FINGER = 24  # a bar narrower than this is hard to read or hit, so it is repeated in an enlarged strip
THINNEST = 3  # no stint is drawn thinner
CAPSULE = 22  # nor a rumour shorter than its own round ends
UNKNOWN = timedelta(days=365)  # how far a bar reaches whose beginning, or whose end, nobody knows
LONGEST_STRIP = timedelta(days=1100)
MOST_STRIPS = 3
MOST_RUMOUR_ROWS = 4

Group = Literal["head", "caretaker", "other"]


@dataclass(frozen=True)
class LaneStint:
    """A stint as the lane shows it; ``span`` is its time in words."""

    name: str
    short: str
    role: str
    span: str
    group: Group
    started: Days
    ended: Days | None
    colour1: str
    colour2: str


@dataclass(frozen=True)
class LaneRumour:
    """A rumour as the lane shows it; ``outcome`` says how it ended, where it has."""

    words: str
    opened: date
    ended: date | None
    is_confirmed: bool = False
    outcome: str = ""

    @property
    def label(self) -> str:
        mark = "■" if self.is_confirmed else "✕"
        return f"{self.words} {mark} {self.outcome}" if self.outcome else self.words


@dataclass(frozen=True)
class LaneGap:
    """Days without any post."""

    since: date
    until: date
    words: str


@dataclass(frozen=True)
class Axis:
    """Days along a line: ``at(first)`` is ``start`` and ``at(last)`` is ``start + length``."""

    first: date
    last: date
    start: float
    length: float

    def at(self, day: date) -> float:
        return self.start + self.length * (day - self.first).days / max((self.last - self.first).days, 1)

    @property
    def end(self) -> float:
        return self.start + self.length

    def cut_at(self, day: date) -> float:
        """As ``at``, held within the line."""
        return min(max(self.at(day), self.start), self.end)


@dataclass(frozen=True)
class Span:
    """A stint in days: surely from ``sure_start`` to ``sure_end``, perhaps from ``start`` to ``end``."""

    stint: LaneStint
    start: date
    sure_start: date
    sure_end: date
    end: date
    row: int = 0

    @property
    def runs_on(self) -> bool:
        return self.stint.ended is None

    @property
    def starts_unsurely(self) -> bool:
        return not self.stint.started.is_exact

    @property
    def ends_unsurely(self) -> bool:
        return self.stint.ended is not None and not self.stint.ended.is_exact

    @property
    def is_other(self) -> bool:
        return self.stint.group == "other"


@dataclass(frozen=True)
class Label:
    """Words beside a bar. ``x`` is where they begin, ``anchor`` the place on the bar that they belong to."""

    span: Span
    x: float
    width: float
    level: int
    anchor: float


@dataclass(frozen=True)
class Capsule:
    rumour: LaneRumour
    words: str
    x: float
    width: float
    row: int
    label_x: float
    label_ends: bool  # the words stand before the capsule and end at ``label_x``


def spans_of(stints: Iterable[LaneStint], today: date) -> list[Span]:
    """The stints in days, oldest first, each in a row of its group where none overlaps another."""
    spans = sorted(
        (_span(stint, today) for stint in stints), key=lambda s: (s.sure_start, s.end, s.stint.name)
    )
    placed: list[Span] = []
    for is_other in (False, True):
        rows: list[Span] = []  # the last span of each row
        for span in (span for span in spans if span.is_other is is_other):
            row = next((n for n, last in enumerate(rows) if _follows(last, span)), len(rows))
            span = replace(span, row=row)
            rows[row : row + 1] = [span]
            placed.append(span)
    return sorted(_meet_halfway(placed), key=lambda s: (s.start, s.row))


def axis_of(
    spans: Sequence[Span], rumours: Sequence[LaneRumour], today: date, start: float, length: float
) -> Axis:
    """From the first day that anything is known of to today."""
    days = [span.start for span in spans] + [rumour.opened for rumour in rumours]
    first = min(days, default=today)
    return Axis(min(first, today - timedelta(days=30)), today, start, length)


def with_room_for_labels(axis: Axis, spans: Iterable[Span]) -> Axis:
    """The axis, drawn in by up to a quarter where the words of a late bar would not fit beside it."""
    whole = max((axis.last - axis.first).days, 1)
    length = axis.length
    for span in spans:
        share = (max(span.start, axis.first) - axis.first).days / whole
        if share > 0:
            length = min(length, (axis.length - label_width(span.stint)) / share)
    return replace(axis, length=max(length, axis.length * 0.75))


def drawn(span: Span, axis: Axis) -> tuple[float, float]:
    """Where the bar begins and ends on the axis, never thinner than it can be seen."""
    start, end = axis.cut_at(span.start), axis.cut_at(span.end)
    if end - start < THINNEST:
        end = min(start + THINNEST, axis.end)
        start = end - THINNEST
    return start, end


def unsure_stretches(span: Span, axis: Axis, start: float, end: float) -> list[tuple[float, float]]:
    """The stretches of the bar, from left to right, that may lie outside the stint."""
    stretches = []
    if span.starts_unsurely:
        stretches.append((start, min(max(axis.cut_at(span.sure_start), start), end)))
    if span.ends_unsurely:
        stretches.append((max(min(axis.cut_at(span.sure_end), end), start), end))
    if len(stretches) == 2 and stretches[0][1] >= stretches[1][0]:
        return [(start, end)]
    return [(left, right) for left, right in stretches if right > left]


def stacked_labels(spans: Sequence[Span], axis: Axis, farthest: float) -> list[Label]:
    """A label for each bar, on the lowest level where it touches none to its right.

    Bars are taken from the right: a label that has to rise has its line to the bar
    on the left of those under it, so that the line crosses no words. Nothing reaches
    beyond ``farthest``.
    """
    free: list[float] = []  # for each level, how far to the right it is still empty
    labels = []
    for span in sorted(spans, key=lambda s: drawn(s, axis)[0], reverse=True):
        anchor = drawn(span, axis)[0]
        width = label_width(span.stint)
        x = max(min(anchor, farthest - width), 0.0)
        level = next((n for n, limit in enumerate(free) if x + width + 4 <= limit), len(free))
        free += [farthest + width] * (level + 1 - len(free))
        for lower in range(level + 1):
            free[lower] = min(free[lower], x)
        labels.append(Label(span, x, width, level, anchor))
    return labels[::-1]


def label_width(stint: LaneStint) -> float:
    return max(width_of(stint.name, STRONG), width_of(stint.role, LOWER)) + 4


def capsules(
    rumours: Sequence[LaneRumour], axis: Axis, today: date, farthest: float
) -> tuple[list[Capsule], int]:
    """The rumours in rows where nothing touches, newest first, and how many found no room."""
    rows: list[list[tuple[float, float]]] = []
    placed, without_room = [], 0
    for rumour in sorted(rumours, key=lambda r: (r.ended is None, r.opened), reverse=True):
        capsule, taken = _capsule(rumour, axis, today, farthest)
        row = next((n for n, row in enumerate(rows) if _is_free(row, taken)), len(rows))
        if row >= MOST_RUMOUR_ROWS:
            without_room += 1
            continue
        rows[row:] = rows[row:] or [[]]
        rows[row].append(taken)
        placed.append(replace(capsule, row=row))
    return placed, without_room


def strips_of(spans: Sequence[Span], axis: Axis, today: date) -> list[tuple[date, date]]:
    """The stretches worth enlarging, newest first: around bars that are too narrow on the axis."""
    clusters: list[list[date]] = []
    for span in spans:
        if axis.at(span.end) - axis.at(span.start) >= FINGER or span.stint.started.earliest is None:
            continue
        near = clusters and span.start - clusters[-1][1] < UNKNOWN
        if near and max(span.end, clusters[-1][1]) - clusters[-1][0] <= LONGEST_STRIP:
            clusters[-1][1] = max(clusters[-1][1], span.end)
        else:
            clusters.append([span.start, span.end])
    windows = []
    for first, last in reversed(clusters[-MOST_STRIPS:]):
        margin = max(timedelta(days=28), (last - first) * 2 / 5)
        windows.append((max(first - margin, axis.first), min(last + margin, today)))
    return [window for window in windows if (window[1] - window[0]) * 3 < (axis.last - axis.first) * 2]


def ticks(axis: Axis, closest: float) -> tuple[list[date], Literal["year", "month", "day"]]:
    """Round days at least ``closest`` units apart, and what their labels should name."""
    days = max((axis.last - axis.first).days, 1)
    smallest = closest * days / axis.length  # in days
    if smallest > 95:
        step = next((years for years in (1, 2, 5, 10, 20) if years * 365 >= smallest), 50)
        years = range(axis.first.year, axis.last.year + 1)
        found = [date(year, 1, 1) for year in years if year % step == 0]
        return _on(axis, found), "year"
    if smallest > 20:
        step = 1 if smallest <= 31 else 3
        months = range(axis.first.year * 12, axis.last.year * 12 + axis.last.month)
        found = [date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0]
        return _on(axis, found), "month"
    step = next(days for days in (1, 2, 7, 14, 28) if days >= smallest)
    return [axis.first + timedelta(days=n) for n in range(step // 2, days + 1, step)], "day"


def spread(anchors: Sequence[float], lowest: float, highest: float, apart: float = LABEL_STEP) -> list[float]:
    """Places for labels in the order of their anchors, ``apart`` from one another and as near as can be.

    They stay between ``lowest`` and ``highest``, which must leave room for all.
    """
    # With the distance taken off, labels that would touch form a block at the mean of their wishes.
    blocks: list[list[float]] = []  # sum of the wishes, how many
    for n, anchor in enumerate(anchors):
        blocks.append([anchor - n * apart, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += count
    top = highest - (len(anchors) - 1) * apart
    means = [min(max(total / count, lowest), top) for total, count in blocks for _ in range(int(count))]
    return [mean + n * apart for n, mean in enumerate(means)]


def _span(stint: LaneStint, today: date) -> Span:
    end = stint.ended or Days.on(today)
    last = end.latest or min(today, (end.earliest or today) + UNKNOWN)
    sure_start = stint.started.latest or stint.started.earliest or end.earliest or last
    start = stint.started.earliest or sure_start - UNKNOWN
    return Span(
        stint, start, max(sure_start, start), max(end.earliest or sure_start, start), max(last, start)
    )


def _capsule(
    rumour: LaneRumour, axis: Axis, today: date, farthest: float
) -> tuple[Capsule, tuple[float, float]]:
    """The capsule and what it takes with its words: beside it where they fit, or else within it."""
    start, end = axis.cut_at(rumour.opened), axis.cut_at(rumour.ended or today)
    width = max(end - start, CAPSULE)
    x = max(min((start + end - width) / 2, axis.end - width), axis.start)
    before, after = x - 8 - axis.start, farthest - (x + width + 8)
    wanted = width_of(rumour.label, PLAIN)
    if max(before, after) < wanted and (inside := width - 2 * CAPSULE) > max(before, after):
        words = fitted(rumour.label, inside, PLAIN)
        return Capsule(rumour, words, x, width, 0, x + CAPSULE / 2, False), (x, x + width)
    label_ends = after < wanted and before > after
    words = fitted(rumour.label, before if label_ends else after, PLAIN)
    length = width_of(words, PLAIN)
    if label_ends:
        return Capsule(rumour, words, x, width, 0, x - 8, True), (x - 8 - length, x + width)
    return Capsule(rumour, words, x, width, 0, x + width + 8, False), (x, x + width + 8 + length)


def _follows(last: Span, span: Span) -> bool:
    """Whether a stint can stand behind another in its row: surely, or where both edges are unsure."""
    return span.start >= last.end or (span.sure_start >= last.sure_end and span.end > last.end)


def _meet_halfway(spans: Sequence[Span]) -> list[Span]:
    """Where an unsure end and an unsure beginning share days, each bar gets half of them."""
    met = list(spans)
    for n, later in enumerate(met):
        for m, earlier in enumerate(met[:n]):
            if (earlier.is_other, earlier.row) != (later.is_other, later.row) or earlier.end <= later.start:
                continue
            middle = later.start + (earlier.end - later.start) / 2
            met[m] = earlier = replace(earlier, end=max(middle, earlier.start))
            met[n] = later = replace(later, start=min(middle, later.end))
    return met


def _is_free(row: Sequence[tuple[float, float]], wanted: tuple[float, float]) -> bool:
    return all(wanted[1] + 12 <= start or end + 12 <= wanted[0] for start, end in row)


def _on(axis: Axis, days: Iterable[date]) -> list[date]:
    return [day for day in days if axis.first <= day <= axis.last]
