"""A season as railways draw a line: a track for each club, its coaches as bars along the days.

Tracks in, the text of an SVG out. A knot is a change, striped a caretaker, a line between two stops an
empty seat; a line from track to track is a coach who went from one seat of the league to another, and a
dotted one a coach of whom that was said. The names of the clubs stand beside the drawing, a row each, as
high as ``Drawing.levels`` says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from carousel.charts.lane_layout import (
    Axis,
    Label,
    LaneGap,
    LaneStint,
    Span,
    drawn,
    spans_of,
    stacked_labels,
    ticks,
    unsure_stretches,
)
from carousel.charts.lane_marks import Inks, bar_of, gap_of, in_full
from carousel.charts.svg import PLAIN, SMALL, number, path, rect, tag, text, width_of

WIDTH, HEAD = 980, 28  # the drawing, and the line of months above the tracks
WORDS, BAR, BELOW = 20, 24, 12  # a track: a line of names a level, the bars, the space to the next
MOST_LEVELS = 3
KNOT = 7

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Track:
    """A club's seat: who sat in it, each with the address that the bar leads to, and when it stood empty."""

    stints: tuple[LaneStint, ...]
    addresses: tuple[str, ...]
    empty: tuple[LaneGap, ...] = ()


@dataclass(frozen=True)
class Way:
    """A coach who left the seat of one track and got that of another."""

    from_track: int
    left: date
    to_track: int
    came: date
    words: str


@dataclass(frozen=True)
class Said:
    """A coach of the seat of one track who is said to get, or was said to get, that of another."""

    from_track: int
    since: date
    to_track: int
    until: date
    is_over: bool
    name: str
    words: str
    address: str


@dataclass(frozen=True)
class StringWords:
    title: str
    description: str
    today: str
    tick: Callable[[date, str], str]


@dataclass(frozen=True)
class Drawing:
    """``levels`` are the lines of names above each track's bars, from one to ``MOST_LEVELS``.

    The rest is what a legend has to explain: a caretaker's stripes, the hatching of days that nobody knows.
    """

    svg: str
    levels: tuple[int, ...]
    has_caretaker: bool
    has_unsure: bool


@dataclass(frozen=True)
class _Placed:
    """A track with its bars and labels, and where it stands."""

    track: Track
    spans: list[Span]
    labels: list[Label]
    top: float

    @property
    def levels(self) -> int:
        return 1 + max((label.level for label in self.labels), default=0)

    @property
    def bars(self) -> float:
        """Where its bars begin, from above."""
        return self.top + self.levels * WORDS

    @property
    def foot(self) -> float:
        return self.bars + BAR

    def has_bar_in(self, gap: LaneGap) -> bool:
        """Whether somebody minds the seat while it is empty."""
        return any(span.start < gap.until and gap.since < span.end for span in self.spans)

    def names(self) -> list[Box]:
        """Where its names stand: left, top, right and bottom of each."""
        lines = [(label, *_begin(label, self.bars)) for label in self.labels]
        return [(x, y - 12, x + width_of(label.span.stint.name, PLAIN), y + 4) for label, x, y in lines]

    def row(self, span: Span) -> tuple[float, float]:
        """Top and height of a bar; two who share the seat share the height."""
        height = BAR / (1 + max(other.row for other in self.spans))
        return self.bars + span.row * height, height


def draw(
    tracks: Sequence[Track],
    ways: Sequence[Way],
    words: StringWords,
    window: tuple[date, date],
    day: date,
    said: Sequence[Said] = (),
) -> Drawing:
    """The seats from the first day of the window to its last, as far as they were known by ``day``."""
    axis = Axis(*window, 0.0, float(WIDTH))
    until = min(day, window[1])
    placed = _placed(tracks, axis, until)
    height = (placed[-1].foot if placed else HEAD) + BELOW
    inks = Inks("strings", [span for row in placed for span in row.spans])
    body = _months(axis, height, day, words)
    body += [_said_line(one, placed, axis) for one in said]
    for row in placed:
        body += _track(row, axis, inks)
    body += _said_ends(said, placed, axis)
    body += [_way(way, placed, axis) for way in ways]
    return Drawing(
        svg=_svg(height, inks, words, body),
        levels=tuple(row.levels for row in placed),
        has_caretaker=bool(inks.caretakers),
        has_unsure=any(
            unsure_stretches(span, axis, *drawn(span, axis)) for row in placed for span in row.spans
        ),
    )


def _placed(tracks: Sequence[Track], axis: Axis, until: date) -> list[_Placed]:
    placed: list[_Placed] = []
    for track in tracks:
        spans = [span for span in spans_of(track.stints, until) if _is_in(span, axis)]
        labels = [label for label in stacked_labels(spans, axis, axis.end) if label.level < MOST_LEVELS]
        placed.append(_Placed(track, spans, labels, placed[-1].foot + BELOW if placed else HEAD))
    return placed


def _is_in(span: Span, axis: Axis) -> bool:
    return span.end >= axis.first and span.start <= axis.last


def _months(axis: Axis, height: float, day: date, words: StringWords) -> list[str]:
    """The months, and where the record ends in a season that is not over."""
    days, kind = ticks(axis, 70.0)
    foot = number(float(height))
    marks = [path("".join(f"M{number(axis.at(day))} {HEAD - 8}V{foot}" for day in days), class_="grid")]
    taken = (0.0, 0.0)
    if axis.first < day < axis.last:
        x, room = axis.at(day), width_of(words.today)
        is_after = x + 4 + room <= axis.end
        taken = (x, x + 4 + room) if is_after else (x - 4 - room, x)
        marks.append(path(f"M{number(x)} {HEAD - 8}V{foot}", class_="axis", stroke_dasharray="1 3"))
        where = {"x": x + 4} if is_after else {"x": x - 4, "text_anchor": "end"}
        marks.append(text(words.today, y=14, class_="strong label", **where))
    for month in days:
        x, name = axis.at(month) + 4, words.tick(month, f"brief {kind}")
        end = x + width_of(name, SMALL)
        if end <= axis.end and not (x < taken[1] and taken[0] < end):
            marks.append(text(name, x, 14, class_="tick"))
    return marks


def _track(row: _Placed, axis: Axis, inks: Inks) -> list[str]:
    middle = row.bars + BAR / 2
    parts = [path(f"M0 {number(middle)}H{WIDTH}", class_="line")]
    for gap in row.track.empty:
        if _meets(gap, axis):
            parts.append(gap_of(gap, axis, middle, words_at=15, has_room=not row.has_bar_in(gap)))
    addresses = dict(zip(row.track.stints, row.track.addresses, strict=True))
    named = {label.span: label for label in row.labels}
    for span in row.spans:
        bar = bar_of(span, axis, *row.row(span), inks)
        name = _name(named[span], row.bars) if span in named else ""
        parts.append(tag("a", tag("title", in_full(span.stint)), name, *bar, href=addresses[span.stint]))
    return parts + [_knot(span, axis, row.bars) for span in row.spans if _is_change(span, axis)]


def _name(label: Label, bars: float) -> str:
    x, y = _begin(label, bars)
    leader = path(f"M{number(label.anchor + 0.5)} {number(bars)}V{number(y - 10)}", class_="leader")
    return (leader if label.level else "") + text(label.span.stint.name, x, y, class_="label")


def _begin(label: Label, bars: float) -> tuple[float, float]:
    """Where the first letter of a name stands."""
    return label.x + (4 if label.level else 1), bars - 6 - label.level * WORDS


def _is_change(span: Span, axis: Axis) -> bool:
    return not span.starts_unsurely and axis.first <= span.start <= axis.last


def _knot(span: Span, axis: Axis, bars: float) -> str:
    x = drawn(span, axis)[0]
    return rect(x - KNOT / 2, bars - KNOT / 2, KNOT, KNOT, class_="knot")


def _meets(gap: LaneGap, axis: Axis) -> bool:
    return gap.until > axis.first and gap.since < axis.last


def _way(way: Way, placed: Sequence[_Placed], axis: Axis) -> str:
    """From the edge of the one track to that of the other, with a round end where the coach came to."""
    first, last = _edges(placed[way.from_track], placed[way.to_track])
    x1, x2 = axis.cut_at(way.left), axis.cut_at(way.came)
    line = _past((x1, first), (x2, last), [box for row in placed for box in row.names()])
    return tag(
        "g",
        tag("title", escape(way.words, quote=False)),
        path(line, class_="way-ground"),
        path(line, class_="way"),
        tag("circle", cx=x2, cy=last, r=4.5, class_="knot"),
    )


def _past(start: tuple[float, float], end: tuple[float, float], names: Sequence[Box]) -> str:
    """A straight line that is left out where it would cross a name."""
    (x1, y1), (x2, y2) = start, end
    covered = sorted(found for box in names if (found := _within(x1, y1, x2 - x1, y2 - y1, box)))
    parts, since = [], 0.0
    for left, right in [*covered, (1.0, 1.0)]:
        if left > since:
            parts.append((since, left))
        since = max(since, right)
    points = [[f"{number(x1 + t * (x2 - x1))} {number(y1 + t * (y2 - y1))}" for t in part] for part in parts]
    return "".join(f"M{first}L{last}" for first, last in points)


def _within(x: float, y: float, dx: float, dy: float, box: Box) -> tuple[float, float] | None:
    """From which share of a line to which it runs within the box."""
    first, last = 0.0, 1.0
    for at, step, low, high in ((x, dx, box[0], box[2]), (y, dy, box[1], box[3])):
        if not step:
            if not low < at < high:
                return None
            continue
        ends = sorted(((low - at) / step, (high - at) / step))
        first, last = max(first, ends[0]), min(last, ends[1])
    return (first, last) if first < last else None


def _said_line(said: Said, placed: Sequence[_Placed], axis: Axis) -> str:
    """Dotted, and under the bars: what is said never covers what happened."""
    (x1, y1), (x2, y2) = _reach(said, placed, axis)
    line = f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"
    return path(line, class_="rumour is-ended" if said.is_over else "rumour")


def _said_ends(said: Sequence[Said], placed: Sequence[_Placed], axis: Axis) -> list[str]:
    """A ring or a cross near the seat, and the name below the bar that the line comes from, where it fits."""
    marks, taken = [], {}
    for one in said:
        _start, (x, y) = _reach(one, placed, axis)
        cross = f"M{number(x - 5)} {number(y - 5)}l10 10m0-10l-10 10"
        end = path(cross, class_="cross") if one.is_over else tag("circle", cx=x, cy=y, r=5, class_="stop")
        left, room = axis.cut_at(one.since) + 8, width_of(one.name, SMALL)
        left = min(left, axis.end - room)
        name = ""
        if taken.get(one.from_track, axis.start - room) + 8 <= left:
            taken[one.from_track] = left + room
            name = text(one.name, left, placed[one.from_track].foot + BELOW, class_="said label")
        inside = (tag("title", escape(one.words, quote=False)), end, name)
        marks.append(tag("a", *inside, href=one.address) if one.address else tag("g", *inside))
    return marks


def _reach(said: Said, placed: Sequence[_Placed], axis: Axis) -> tuple[tuple[float, float], ...]:
    """From the edge of the one track to somewhat before that of the other, where the knots are."""
    first, last = _edges(placed[said.from_track], placed[said.to_track])
    return (axis.cut_at(said.since), first), (axis.cut_at(said.until), last + (-9 if last > first else 9))


def _edges(start: _Placed, end: _Placed) -> tuple[float, float]:
    """The edges of two tracks that look at each other."""
    return (start.foot, end.bars) if end.top > start.top else (start.bars, end.foot)


def _svg(height: float, inks: Inks, words: StringWords, body: list[str]) -> str:
    # A group, not an image: what is inside an image cannot be followed.
    return tag(
        "svg",
        tag("title", escape(words.title, quote=False), id="strings-title"),
        tag("desc", escape(words.description, quote=False), id="strings-desc"),
        inks.defined(),
        *body,
        class_="chart",
        viewBox=f"0 0 {WIDTH} {number(float(height))}",
        width=WIDTH,
        height=float(height),
        role="group",
        aria_labelledby="strings-title",
        aria_describedby="strings-desc",
    )
