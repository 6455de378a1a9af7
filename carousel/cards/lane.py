"""The timeline on a card: bars in club colours, with the rumours that are open as dotted capsules below.

Where things go is worked out by the chart of the page (`carousel.charts.lane_layout`), in units that
are here half as large again, so that the words can be read in a small picture.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from carousel.cards.canvas import Canvas, along
from carousel.charts.lane_layout import (
    Axis,
    Capsule,
    Label,
    LaneRumour,
    LaneStint,
    Span,
    axis_of,
    capsules,
    drawn,
    spans_of,
    stacked_labels,
    ticks,
    unsure_stretches,
    with_room_for_labels,
)

LEFT, UNIT = 48.0, 1.5  # pixels
LENGTH = 736.0  # units
BAR, OTHER, BETWEEN, STEP = 36.0, 18.0, 6.0, 30.0  # heights in units
MOST_LEVELS, MOST_ROWS, MOST_RUMOURS = 3, 2, 2


@dataclass(frozen=True)
class Lane:
    """What is drawn, and by which day; ``tick`` writes a day of the axis."""

    stints: tuple[LaneStint, ...]
    rumours: tuple[LaneRumour, ...]
    today: date
    tick: Callable[[date, str], str]

    def draw(self, canvas: Canvas, top: float, bottom: float) -> None:
        spans = [span for span in spans_of(self.stints, self.today) if span.row < MOST_ROWS]
        axis = with_room_for_labels(axis_of(spans, self.rumours, self.today, 0.0, LENGTH), spans)
        labels = stacked_labels([s for s in spans if not s.is_other and s.row == 0], axis, LENGTH)
        labels = [label for label in labels if label.level < MOST_LEVELS]
        told = [c for c in capsules(self.rumours, axis, self.today, LENGTH)[0] if c.row < MOST_RUMOURS]
        _Drawing(canvas, axis, top).all_of_it(spans, labels, told, self, bottom)


class _Drawing:
    def __init__(self, canvas: Canvas, axis: Axis, top: float) -> None:
        self.canvas, self.axis, self.top = canvas, axis, top

    def x(self, units: float) -> float:
        return LEFT + units * UNIT

    def all_of_it(
        self, spans: Sequence[Span], labels: Sequence[Label], told: Sequence[Capsule], lane: Lane, end: float
    ) -> None:
        bars = self.top + UNIT * STEP * (1 + max((label.level for label in labels), default=-1)) + 6
        heads = max((s.row + 1 for s in spans if not s.is_other), default=0)
        others = bars + UNIT * heads * (BAR + BETWEEN)
        below = others + UNIT * max((s.row + 1 for s in spans if s.is_other), default=0) * (OTHER + BETWEEN)
        bottom = min(below + UNIT * STEP * (1 + max((c.row for c in told), default=-1)) + 4, end - 30)
        self.scale(bars - 4, bottom, lane.tick)
        for span in spans:
            step = (OTHER if span.is_other else BAR) + BETWEEN
            self.bar(span, (others if span.is_other else bars) + UNIT * span.row * step)
            if span.is_other:
                self.label_beside(span, others + UNIT * span.row * (OTHER + BETWEEN))
        for label in labels:
            self.label(label, bars)
        for capsule in told:
            self.capsule(capsule, below + UNIT * STEP * capsule.row + 6)

    def scale(self, top: float, bottom: float, tick: Callable[[date, str], str]) -> None:
        days, kind = ticks(self.axis, 62.0)
        for day in days:
            x = self.x(self.axis.at(day))
            self.canvas.line((x, top), (x, bottom), ink="rule", thick=1)
            self.canvas.words(tick(day, kind), (x + 5, bottom + 23), 19, ink="ink-3")
        self.canvas.line((self.x(0), bottom), (self.x(self.axis.end), bottom), thick=2)

    def bar(self, span: Span, y: float) -> None:
        """Two thirds in the first colour, one in the second; a caretaker's is striped, as on the page."""
        start, end = drawn(span, self.axis)
        x, w, h = self.x(start), max((end - start) * UNIT, 4), UNIT * (OTHER if span.is_other else BAR)
        first, second = (_plain(c) for c in (span.stint.colour1, span.stint.colour2))
        if span.stint.group == "caretaker":
            self.canvas.rect(x, y, w, h, second)
            self.canvas.striped(x, y, w, h, first, step=14, thick=6)
        else:
            self.canvas.rect(x, y, w, h, first)
            self.canvas.rect(x, y + h * 2 / 3, w, h / 3, second)
        for left, right in unsure_stretches(span, self.axis, start, end):
            self.canvas.striped(self.x(left), y, (right - left) * UNIT, h, "paper", step=9, thick=4)
        self.canvas.rect(x, y, w, h, edge="ink")

    def label(self, label: Label, bars: float) -> None:
        y = bars - UNIT * STEP * label.level - 26
        room = label.width * UNIT
        stint = label.span.stint
        if label.level:
            self.canvas.line((self.x(label.anchor) + 1, y + 24), (self.x(label.anchor) + 1, bars), ink="edge")
        name = self.canvas.fitted(stint.name, room, 21, weight=680)
        self.canvas.words(name, (self.x(label.x), y), 21, weight=680)
        self.canvas.words(
            self.canvas.fitted(stint.role, room, 18), (self.x(label.x), y + 20), 18, ink="ink-2"
        )

    def label_beside(self, span: Span, y: float) -> None:
        """Of a post that is not the head coach's: behind its thinner bar, where there is room."""
        x = self.x(drawn(span, self.axis)[1]) + 8
        words = f"{span.stint.name}, {span.stint.role}"
        if x + self.canvas.length(words, 17) <= self.x(LENGTH):
            self.canvas.words(words, (x, y + UNIT * OTHER - 8), 17, ink="ink-2")

    def capsule(self, capsule: Capsule, y: float) -> None:
        """An open, dotted shape with the word "rumour" beside it: nobody takes it for a bar."""
        x, w, h = self.x(capsule.x), capsule.width * UNIT, 22.0
        r = h / 2
        turn = [math.pi / 2 + math.pi * n / 5 for n in range(6)]
        left = [(x + r + r * math.cos(a), y + r - r * math.sin(a)) for a in turn]
        right = [(x + w - r - r * math.cos(a), y + r - r * math.sin(a)) for a in turn]
        edges = [*along((x + r, y), (x + w - r, y)), *along((x + r, y + h), (x + w - r, y + h))]
        self.canvas.dotted([*left, *right, *edges], "pencil")
        words = self.canvas.length(capsule.words, 19)
        at = self.x(capsule.label_x) - (words if capsule.label_ends else 0)
        self.canvas.words(capsule.words, (at, y + 17), 19, ink="pencil")


def _plain(colour: str) -> str:
    """A colour of the page, which may be a token."""
    return colour.removeprefix("var(--").removesuffix(")")
