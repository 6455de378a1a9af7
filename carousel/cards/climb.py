"""A rumour on a card: the stops that it climbed, drawn in pencil; only a confirmed one ends in ink."""

from __future__ import annotations

from dataclasses import dataclass

from carousel.cards.canvas import Canvas, along

LEFT, LENGTH = 60.0, 1080.0


@dataclass(frozen=True)
class Climb:
    """``stages`` are the words of the ladder; ``reached`` counts from 1; ``ending`` is empty while open."""

    stages: tuple[str, ...]
    reached: int
    ending: str
    is_confirmed: bool

    def draw(self, canvas: Canvas, top: float, bottom: float) -> None:
        y = top + (bottom - top) * 0.42
        step = LENGTH / (len(self.stages) + 0.0)
        ink = "seal" if self.is_confirmed else "ink-3" if self.ending else "pencil"
        self._line(canvas, y, step, ink)
        for number, word in enumerate(self.stages, 1):
            x = LEFT + step * (number - 1)
            self._stop(canvas, x, y, number, ink)
            is_here = number == self.reached
            canvas.words(
                canvas.fitted(word, step - 10, 22, weight=700 if is_here else 500),
                (x - 10, y + 50),
                22,
                weight=700 if is_here else 500,
                ink="ink" if is_here else "ink-3",
            )
        self._terminus(canvas, LEFT + LENGTH, y, ink)
        if self.ending:
            wide = canvas.length(self.ending, 26, weight=700)
            canvas.words(self.ending, (LEFT + LENGTH + 12 - wide, y - 34), 26, weight=700, ink=ink)

    def _line(self, canvas: Canvas, y: float, step: float, ink: str) -> None:
        """Solid only where it has come true; dotted as far as it climbed, faint beyond."""
        here = LEFT + step * max(self.reached - 1, 0)
        if self.is_confirmed:
            canvas.line((LEFT, y), (LEFT + LENGTH, y), ink=ink, thick=4)
            return
        canvas.dotted(along((LEFT, y), (here, y), 9), ink, 5)
        canvas.dotted(along((here, y), (LEFT + LENGTH, y), 14), "rule", 4)

    def _stop(self, canvas: Canvas, x: float, y: float, number: int, ink: str) -> None:
        """Open and round; the one it has reached is ringed twice."""
        canvas.disc((x, y), 12, "paper", ink if number <= self.reached or self.is_confirmed else "rule")
        if number == self.reached and not self.is_confirmed:
            canvas.disc((x, y), 5, "paper", ink)

    def _terminus(self, canvas: Canvas, x: float, y: float, ink: str) -> None:
        """A square, filled where the move was made; crossed out where it ended otherwise."""
        box = (x - 12, y - 12, 24.0, 24.0)
        if self.is_confirmed:
            canvas.rect(*box, fill=ink)
            return
        canvas.rect(*box, fill="paper", edge="rule" if not self.ending else ink)
        if self.ending:
            canvas.line((x - 12, y - 12), (x + 12, y + 12), ink="alarm", thick=3)
            canvas.line((x + 12, y - 12), (x - 12, y + 12), ink="alarm", thick=3)
