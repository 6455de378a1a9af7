"""What the lanes of coaches and of seasons share: words, inks, bars, gaps and the frame of the drawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from carousel.charts.lane_layout import Axis, LaneGap, LaneStint, Span, drawn, unsure_stretches
from carousel.charts.svg import SMALL, hatching, number, path, rect, stripes, tag, text, width_of


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


def bar_of(span: Span, axis: Axis, y: float, height: float, inks: Inks) -> list[str]:
    """The marks of a stint's bar; an edge not known to the day, or beyond the axis, stays open."""
    start, end = drawn(span, axis)
    cut_start, cut_end = span.start < axis.first, span.end > axis.last or span.runs_on
    marks = [*_scarf(span.stint, start, y, end - start, height, inks)]
    for left, right in unsure_stretches(span, axis, start, end):
        marks.append(rect(left, y, right - left, height, fill=inks.unsure))
    outline = f"M{number(start)} {number(y)}H{number(end)}M{number(start)} {number(y + height)}H{number(end)}"
    if not (span.starts_unsurely or cut_start):
        outline += f"M{number(start)} {number(y)}v{number(height)}"
    if not (span.ends_unsurely or cut_end):
        outline += f"M{number(end)} {number(y)}v{number(height)}"
    marks.append(path(outline, class_="bar", fill="none"))
    return marks


def _scarf(stint: LaneStint, x: float, y: float, width: float, height: float, inks: Inks) -> list[str]:
    """Two thirds in the first colour, one third in the second; a caretaker's in stripes of both."""
    if striped := inks.of(stint):
        return [rect(x, y, width, height, fill=striped)]
    first = height * 0.68
    return [
        rect(x, y, width, height, fill=stint.colour1),
        rect(x, y + first, width, height - first, fill=stint.colour2),
    ]


def gap_of(gap: LaneGap, axis: Axis, y: float, words_at: float = -7, *, has_room: bool = True) -> str:
    """A line between two stops, with its days where they fit and have room, ``words_at`` below it."""
    start, end = axis.cut_at(gap.since), axis.cut_at(gap.until)
    if end - start < 4:
        return ""
    caps = f"M{number(start + 2)} {number(y - 6)}v12M{number(end - 2)} {number(y - 6)}v12"
    line = path(f"M{number(start + 2)} {number(y)}H{number(end - 2)}{caps}", class_="gap", fill="none")
    if not has_room or width_of(gap.words, SMALL) + 12 > end - start:
        return tag("g", tag("title", escaped(gap.words)), line)
    return line + text(gap.words, (start + end) / 2, y + words_at, class_="tick label", text_anchor="middle")


def in_full(stint: LaneStint) -> str:
    return escaped(f"{stint.name}, {stint.role}, {stint.span}")


def escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
