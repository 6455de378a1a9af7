"""The lane drawn downwards, newest first, for a narrow screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from carousel.charts.lane_layout import (
    FINGER,
    LABEL_STEP,
    Axis,
    LaneRumour,
    LaneStint,
    Span,
    axis_of,
    spans_of,
    spread,
    ticks,
)
from carousel.charts.lane_marks import Inks, LaneWords, figure, in_full
from carousel.charts.svg import (
    PLAIN,
    SMALL,
    STRONG,
    fitted,
    number,
    path,
    rect,
    squeezed,
    tag,
    text,
    width_of,
)

TALL = 358
MOST_RUMOURS = 6


def draw_tall(
    stints: Sequence[LaneStint], rumours: Sequence[LaneRumour], words: LaneWords, *, today: date
) -> str:
    """The career from top to bottom, newest first."""
    spans = spans_of(stints, today)
    # What was confirmed stands there as a stint already.
    told = sorted(
        (r for r in rumours if not r.is_confirmed), key=lambda r: (r.ended is None, r.opened), reverse=True
    )
    shown = told[:MOST_RUMOURS]
    things: list[Span | LaneRumour] = [*spans, *shown]
    years = axis_of(spans, shown, today, 0.0, 1.0)
    height = max(240.0, 24.0 * (years.last - years.first).days / 365, (LABEL_STEP + 4.0) * len(things) + 40)
    # Time runs down from the newest day: the axis is laid upside down.
    axis = Axis(years.first, years.last, height - 24, 40 - height)
    inks = Inks("lane-tall", spans)
    days, kind = ticks(Axis(axis.first, axis.last, 0.0, height - 40), 22.0)
    body = [_tick_down(day, axis, words, kind) for day in days]
    columns = _Columns.of(spans, bool(shown))
    body += [_bar_down(span, axis, columns, inks) for span in spans]
    body += [_capsule_down(rumour, axis, columns, today) for rumour in shown]
    anchored = sorted(((_middle(thing, axis, today), n) for n, thing in enumerate(things)))
    places = spread([anchor - 6 for anchor, _n in anchored], 18.0, height - 28)
    for (anchor, n), place in zip(anchored, places, strict=True):
        body.append(_label_down(things[n], anchor, place, columns))
    if left_out := len(told) - len(shown):
        body.append(text(words.left_out(left_out), 0.0, height + 14, class_="tick"))
    return figure("lane-tall", TALL, height + 20, inks, words, body)


@dataclass(frozen=True)
class _Columns:
    """Where the columns of the tall drawing stand."""

    heads: int
    others: int
    has_rumours: bool

    @classmethod
    def of(cls, spans: Sequence[Span], has_rumours: bool) -> _Columns:
        heads = max((s.row + 1 for s in spans if not s.is_other), default=0)
        others = max((s.row + 1 for s in spans if s.is_other), default=0)
        return cls(heads, others, has_rumours)

    @property
    def head_width(self) -> float:
        return 30.0 if self.heads < 3 else 16.0

    def of_span(self, span: Span) -> tuple[float, float]:
        """Where the bar's column begins, and how wide it is."""
        if span.is_other:
            return 40.0 + self.heads * (self.head_width + 4) + span.row * 18, 14.0
        return 40.0 + span.row * (self.head_width + 4), self.head_width

    @property
    def rumours(self) -> float:
        return 40.0 + self.heads * (self.head_width + 4) + self.others * 18

    @property
    def labels(self) -> float:
        return min(self.rumours + (18 if self.has_rumours else 0) + 18, 170.0)


def _bar_down(span: Span, axis: Axis, columns: _Columns, inks: Inks) -> str:
    x, width = columns.of_span(span)
    foot, top = axis.at(span.start), axis.at(span.end)
    top = min(top, foot - 3)
    first = width * 0.68
    striped = inks.of(span.stint)
    marks = [rect(x, top, width, foot - top, fill=striped or span.stint.colour1)]
    if not striped:
        marks.append(rect(x + first, top, width - first, foot - top, fill=span.stint.colour2))
    if span.starts_unsurely:
        upper = max(min(axis.at(span.sure_start), foot), top)
        marks.append(rect(x, upper, width, foot - upper, fill=inks.unsure))
    if span.ends_unsurely:
        lower = max(min(axis.at(span.sure_end), foot), top)
        marks.append(rect(x, top, width, lower - top, fill=inks.unsure))
    outline = f"M{number(x)} {number(top)}V{number(foot)}M{number(x + width)} {number(top)}V{number(foot)}"
    is_thin = foot - top < 6
    if is_thin or not span.starts_unsurely:
        outline += f"M{number(x)} {number(foot)}h{number(width)}"
    if is_thin or not (span.ends_unsurely or span.runs_on):
        outline += f"M{number(x)} {number(top)}h{number(width)}"
    return tag("g", tag("title", in_full(span.stint)), *marks, path(outline, class_="bar", fill="none"))


def _capsule_down(rumour: LaneRumour, axis: Axis, columns: _Columns, today: date) -> str:
    foot, top = axis.at(rumour.opened), axis.at(rumour.ended or today)
    top = min(top, foot - 14)
    state = "rumour" if rumour.ended is None else "rumour is-ended"
    return rect(columns.rumours, top, 14, foot - top, rx=7, class_=state)


def _tick_down(day: date, axis: Axis, words: LaneWords, kind: str) -> str:
    y = axis.at(day)
    line = path(f"M40 {number(y)}H78", class_="grid")
    name = fitted(words.tick(day, kind if kind == "year" else f"brief {kind}"), 38 * 1.1, SMALL)
    return line + text(name, 0.0, y + 4, class_="tick", **squeezed(name, 38.0))


def _middle(thing: Span | LaneRumour, axis: Axis, today: date) -> float:
    if isinstance(thing, LaneRumour):
        return (axis.at(thing.opened) + axis.at(thing.ended or today)) / 2
    # Beside a long bar the label stands near its newer end, where the eye comes from.
    return min((axis.at(thing.start) + axis.at(thing.end)) / 2, axis.at(thing.end) + FINGER)


def _label_down(thing: Span | LaneRumour, anchor: float, y: float, columns: _Columns) -> str:
    x, room = columns.labels, TALL - columns.labels
    if isinstance(thing, LaneRumour):
        bar_end = columns.rumours + 14
        state = "said" if thing.ended is None else "ended"
        lines = [text(fitted(thing.words, room, PLAIN), x, y + 6, class_=state)]
        if thing.outcome:
            lines.append(text(fitted(thing.outcome, room, SMALL), x, y + 22, class_="tick"))
    else:
        column, width = columns.of_span(thing)
        bar_end = column + width
        stint = thing.stint
        names = [f"{stint.name}, {stint.role}", f"{stint.short}, {stint.role}", stint.name, stint.short]
        name = next((name for name in names if width_of(name) <= room), stint.short)
        span = fitted(stint.span, room * 1.1, SMALL)
        lines = [
            text(fitted(name, room, STRONG), x, y + 6, class_="strong"),
            text(span, x, y + 22, class_="tick", **squeezed(span, room)),
        ]
    leader = path(
        f"M{number(bar_end + 2)} {number(anchor)}L{number(x - 4)} {number(y + 2)}", class_="gap", fill="none"
    )
    return tag("g", leader, *lines)
