"""A season on a card: its counts, and each change on the day on which the seat fell empty or was taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from carousel.cards.canvas import Canvas
from carousel.charts.lane_layout import Axis, ticks

LEFT, LENGTH = 48.0, 1104.0
SQUARE = 13.0
MOST = 9  # squares in one pile


@dataclass(frozen=True)
class Changes:
    """``counts`` are figures with their words; ``left`` and ``came`` the days of the changes in the seats."""

    counts: tuple[tuple[str, str], ...]
    left: tuple[date, ...]
    came: tuple[date, ...]
    words_left: str
    words_came: str
    first: date
    last: date
    tick: Callable[[date, str], str]

    def draw(self, canvas: Canvas, top: float, bottom: float) -> None:
        for number, (figure, words) in enumerate(self.counts):
            x = LEFT + number * LENGTH / max(len(self.counts), 1)
            canvas.words(figure, (x, top + 52), 56, weight=720)
            room = LENGTH / max(len(self.counts), 1) - 16
            canvas.words(canvas.fitted(words, room, 22), (x, top + 82), 22, ink="ink-2")
        middle = (top + 104 + bottom - 30) / 2
        self._axis(canvas, middle)
        self._piles(canvas, self.left, middle - 6, -1, filled=False)
        self._piles(canvas, self.came, middle + 6, 1, filled=True)
        self._legend(canvas, bottom - 6)

    @property
    def axis(self) -> Axis:
        return Axis(self.first, self.last, LEFT, LENGTH)

    def _axis(self, canvas: Canvas, y: float) -> None:
        days, kind = ticks(self.axis, 90.0)
        for day in days:
            x = self.axis.at(day)
            canvas.line((x, y - 8), (x, y + 8), ink="ink")
        canvas.line((LEFT, y), (LEFT + LENGTH, y), thick=2.5)
        for day in days:
            canvas.words(self.tick(day, kind), (self.axis.at(day) + 5, y - 6), 17, ink="ink-3")

    def _piles(self, canvas: Canvas, days: tuple[date, ...], y: float, way: int, *, filled: bool) -> None:
        """A square a change, piled where two would touch."""
        piles: dict[int, int] = {}
        for day in sorted(days):
            slot = round((self.axis.cut_at(day) - LEFT) / (SQUARE + 3))
            height = piles[slot] = piles.get(slot, 0) + 1
            if height > MOST:
                continue
            x = min(LEFT + slot * (SQUARE + 3), LEFT + LENGTH - SQUARE)
            start = y + way * (18 + (height - 1) * (SQUARE + 3))
            box = (x, start if way > 0 else start - SQUARE, SQUARE, SQUARE)
            canvas.rect(*box, fill="ink") if filled else canvas.rect(*box, fill="paper", edge="ink")

    def _legend(self, canvas: Canvas, y: float) -> None:
        canvas.rect(LEFT, y - 15, SQUARE, SQUARE, fill="paper", edge="ink")
        end = LEFT + 22 + canvas.words(self.words_left, (LEFT + 22, y - 3), 19, ink="ink-2")
        canvas.rect(end + 24, y - 15, SQUARE, SQUARE, fill="ink")
        canvas.words(self.words_came, (end + 46, y - 3), 19, ink="ink-2")
