"""What the wide and the tall lane share: words, inks and the frame of the drawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from carousel.charts.lane_layout import LaneStint, Span
from carousel.charts.svg import hatching, number, stripes, tag


@dataclass(frozen=True)
class LaneWords:
    """What the drawing says in the reader's language, beside the words that its rows bring along."""

    title: str
    description: str
    tick: Callable[[date, str], str]  # the day, and one of year, month, day, brief month, brief day
    enlarged: Callable[[date, date], str]
    left_out: Callable[[int], str]


class Inks:
    """The patterns that a drawing needs; their ids begin with its name, so that two drawings share a page."""

    def __init__(self, prefix: str, spans: Sequence[Span]) -> None:
        self.prefix = prefix
        colours = {(s.stint.colour1, s.stint.colour2) for s in spans if s.stint.group == "caretaker"}
        self.caretakers = {pair: f"{prefix}-caretaker-{n}" for n, pair in enumerate(sorted(colours))}

    @property
    def unsure(self) -> str:
        return f"url(#{self.prefix}-unsure)"

    def of(self, stint: LaneStint) -> str | None:
        """The stripes of a caretaker's bar; ``None`` for a bar in plain colours."""
        found = self.caretakers.get((stint.colour1, stint.colour2)) if stint.group == "caretaker" else None
        return f"url(#{found})" if found else None

    def defined(self) -> str:
        caretakers = [
            stripes(identity, ground=second, stripe=first)
            for (first, second), identity in self.caretakers.items()
        ]
        return tag("defs", hatching(f"{self.prefix}-unsure"), *caretakers)


def figure(name: str, width: float, height: float, inks: Inks, words: LaneWords, body: list[str]) -> str:
    return tag(
        "svg",
        tag("title", escaped(words.title), id=f"{name}-title"),
        tag("desc", escaped(words.description), id=f"{name}-desc"),
        inks.defined(),
        *body,
        class_=f"chart {name}",
        viewBox=f"0 0 {width} {number(float(height))}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def in_full(stint: LaneStint) -> str:
    return escaped(f"{stint.name}, {stint.role}, {stint.span}")


def escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
