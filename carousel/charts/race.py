"""How the race for a seat has run: a dotted line a name, in steps: nothing is known between two reports.

The lines are drawn once, in the wide drawing, and shown again in the tall one, squeezed; strokes and
marks keep their size. Words come in ready to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from django.utils.safestring import SafeString, mark_safe

from carousel.charts.lane_layout import spread
from carousel.charts.svg import PLAIN, SMALL, fitted, number, path, tag, text, width_of

LENGTH, HEIGHT = 860, 200  # of the lines, two units a point of a hundred
LEFT, TOP, FOOT = 34, 16, 250
WIDE, TALL, TALL_LENGTH = 1120, 358, 196
STEP = 18.0  # from label to label
DASHES = 4


@dataclass(frozen=True)
class Runner:
    """A candidate: ``points`` holds what he had on each day of the race, ``None`` where he was not in it.

    ``reports`` are the days on which somebody said something. ``ending`` is how it ended, if it has;
    ``said`` the stage of one who is still in it.
    """

    name: str
    points: tuple[int | None, ...]
    reports: frozenset[date]
    said: str = ""
    ending: str = ""
    ended: date | None = None

    @property
    def last(self) -> int:
        """What he had last."""
        return next(points for points in reversed(self.points) if points is not None)


@dataclass(frozen=True)
class Figure:
    """``runners`` who are still in it come first. ``was`` says with a name what somebody had last."""

    title: str
    description: str
    days: tuple[date, ...]
    runners: tuple[Runner, ...]
    tick: Callable[[date, bool], str]
    was: Callable[[str, int], str]

    def x(self, day: date) -> float:
        first, last = self.days[0], self.days[-1]
        return LENGTH * (day - first).days / (last - first).days


@dataclass
class _Box:
    """Where a label stands, so that the next one stands elsewhere."""

    left: float
    right: float
    y: float

    def touches(self, other: _Box) -> bool:
        return self.left < other.right and other.left < self.right and abs(self.y - other.y) < STEP


def wide(figure: Figure) -> SafeString:
    lines = tag("g", *_lines(figure), id="race-lines", transform=f"translate({LEFT} {TOP})")
    told = tag("title", escape(figure.title), id="race-title") + tag(
        "desc", escape(figure.description), id="race-desc"
    )
    return _drawing(figure, "race-wide", WIDE, LENGTH, told, lines)


def tall(figure: Figure) -> SafeString:
    """Named and described by the words of the wide one, which count wherever it is not shown."""
    squeezed = TALL_LENGTH / LENGTH
    moved = f"translate({number(LEFT * (1 - squeezed))} 0) scale({squeezed:.4f} 1)"
    lines = tag("use", href="#race-lines", transform=moved)
    return _drawing(figure, "race-tall", TALL, TALL_LENGTH, "", lines)


def _drawing(figure: Figure, name: str, width: int, length: int, told: str, lines: str) -> SafeString:
    parts = [told, *_scale(length), _days(figure, length), lines, _crosses(figure, length)]
    parts += _names(figure, width, length)
    return mark_safe(
        tag(
            "svg",
            *parts,
            class_=f"chart {name}",
            viewBox=f"0 0 {width} {FOOT}",
            role="img",
            aria_labelledby="race-title race-desc",
        )
    )


def _y(points: int) -> int:
    return HEIGHT - 2 * points


def _scale(length: int) -> Iterator[str]:
    shares = (0, 25, 50, 75, 100)
    yield path("".join(f"M{LEFT} {TOP + _y(share)}h{length}" for share in shares), class_="grid")
    numbers = (text(str(share), LEFT - 8, TOP + _y(share) + 5) for share in shares)
    yield tag("g", *numbers, class_="ticks", text_anchor="end")


def _days(figure: Figure, length: int) -> str:
    """The days of the race under it; one whose words would touch those beside it is left out."""
    first, last = figure.days[0], figure.days[-1]
    end = LEFT + length - width_of(figure.tick(last, last.year != first.year), SMALL) / 2
    reached, year, told = 0.0, first.year, []
    for day in figure.days:
        x, words = LEFT + figure.x(day) * length / LENGTH, figure.tick(day, day.year != year)
        half = width_of(words, SMALL) / 2
        has_room = x - half >= reached + 6 and x + half <= end - 6
        if day in (first, last) or has_room:
            told.append(text(words, x, TOP + HEIGHT + 20))
            reached, year = x + half, day.year
    return tag("g", *told, class_="ticks", text_anchor="middle")


def _lines(figure: Figure) -> Iterator[str]:
    """Who is out of it first, so that who is still in it lies above."""
    for place, runner in reversed(list(enumerate(figure.runners))):
        classes = f"race-line dash-{place % DASHES}" + (" is-ended" if runner.ended else "")
        yield path(_line(figure, runner), class_=classes)
    dots = "".join(_dots(figure))
    yield path(dots, class_="race-dot")
    yield path(dots, class_="race-dot is-open")
    yield from _rings(figure)


def _line(figure: Figure, runner: Runner) -> str:
    d, at = "", None
    for day, points in zip(figure.days, runner.points, strict=True):
        x = number(figure.x(day))
        if points is None:
            if at is not None:
                return f"{d}H{x}"
            continue
        if at is None:
            d = f"M{x} {_y(points)}"
        elif points != at:
            d += f"H{x}V{_y(points)}"
        at = points
    return f"{d}H{LENGTH}"


def _dots(figure: Figure) -> Iterator[str]:
    """Where a report came in: a stroke without length, which stays round however the drawing is squeezed."""
    for runner in figure.runners:
        for day, points in zip(figure.days, runner.points, strict=True):
            if points is not None and day in runner.reports:
                yield f"M{number(figure.x(day))} {_y(points)}h0"


def _rings(figure: Figure) -> Iterator[str]:
    """An open ring for each who is still in it."""
    rings = "".join(f"M{LENGTH} {_y(runner.last)}h0" for runner in figure.runners if runner.ended is None)
    if rings:
        yield path(rings, class_="race-ring")
        yield path(rings, class_="race-ring is-open")


def _crosses(figure: Figure, length: int) -> str:
    d = ""
    for runner in figure.runners:
        if runner.ended is not None:
            x, y = LEFT + figure.x(runner.ended) * length / LENGTH, TOP + _y(runner.last)
            d += f"M{number(x - 6)} {y - 6}l12 12m0-12l-12 12"
    return path(d, class_="cross") if d else ""


def _names(figure: Figure, width: int, length: int) -> Iterator[str]:
    """Who is still in it beside the ring, with a leader where it had to be moved; who is out at the cross."""
    still = [runner for runner in figure.runners if runner.ended is None]
    edge = LEFT + length
    room = float(width - edge - 14)
    leaders, names = "", []
    still.sort(key=lambda runner: -runner.last)
    heights = spread([TOP + _y(r.last) + 5.0 for r in still], TOP + 5.0, TOP + HEIGHT + 5.0, STEP)
    for runner, y in zip(still, heights, strict=True):
        own = TOP + _y(runner.last)
        if abs(y - 5 - own) > 4:
            leaders += f"M{edge + 7} {own}L{edge + 13} {number(y - 5)}"
        names.append(text(_named(runner, room), edge + 14, y))
    if leaders:
        yield path(leaders, class_="leader")
    if names:
        yield tag("g", *names, class_="race-names")
    taken: list[_Box] = []
    for runner in figure.runners:
        if runner.ended is not None:
            yield _out(figure, runner, length, taken)


def _named(runner: Runner, room: float) -> str:
    """The name with the number, and the stage where there is room; the name cut before the number is."""
    count = f" {runner.last}"
    whole = f"{runner.name}{count}, {runner.said}"
    if runner.said and width_of(whole) <= room:
        return whole
    return _called(runner.name, room - width_of(count)) + count


def _called(name: str, room: float) -> str:
    """The name, without its first part where it would not fit, and cut where that would not either."""
    short = name if width_of(name) <= room else name.partition(" ")[2] or name
    return fitted(short, room)


def _out(figure: Figure, runner: Runner, length: int, taken: list[_Box]) -> str:
    """Name and number near the cross, above or below it, where no other label stands."""
    assert runner.ended is not None
    x, y = LEFT + figure.x(runner.ended) * length / LENGTH, TOP + _y(runner.last)
    words = figure.was(runner.name, runner.last)
    if length == LENGTH:
        words += f": {runner.ending[:1].lower()}{runner.ending[1:]}"
    elif width_of(words, PLAIN) > length:
        words = figure.was(_called(runner.name, length - 80.0), runner.last)
    room = width_of(words, PLAIN)
    is_before = x + 6 - room >= LEFT
    left = x + 6 - room if is_before else max(LEFT + 2, min(x - 6, LEFT + length - room))
    aside = (STEP * n for n in range(8))
    heights = [at for n in aside for at in (y - 12 - n, y + 22 + n) if TOP <= at <= TOP + HEIGHT - 4]
    boxes = [_Box(left, left + room, at) for at in heights]
    box = next((one for one in boxes if not any(map(one.touches, taken))), boxes[0])
    taken.append(box)
    if is_before:
        return text(words, x + 6, box.y, class_="halo", text_anchor="end")
    return text(words, left, box.y, class_="halo")
