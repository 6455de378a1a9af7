"""The chain as a drawing: seats in club colours, solid arrows of coaches, a dotted one for a rumour.

Words come in ready to be read; numbers go out. A row of the wide drawing holds four seats
at most, so that seven still have room for their names; the tall one runs downwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WIDTH, TALL_WIDTH = 1130, 358
PER_ROW, ROW_HEIGHT = 4, 156
FIRST_X, SEAT_Y, SEAT_HEIGHT, END_X = 150, 70, 26, 1122
# Seat width and the distance from seat to seat, by how many seats share a row.
STEPS = {1: (150, 350), 2: (150, 500), 3: (150, 350), 4: (104, 256)}
TALL_STEP, TALL_FIRST, TALL_SEAT = 134, 62, 44
# Mean width of a letter of Archivo in ems, generous, so that what fits here fits on screen.
LETTER = 0.56


@dataclass(frozen=True)
class Seat:
    """A seat: ``note`` says when it stood empty and how long, ``when`` and ``days`` the same apart."""

    club: str
    note: str
    days: str
    colour1: str = ""
    colour2: str = ""
    is_open: bool = False
    href: str = ""
    when: str = ""


@dataclass(frozen=True)
class Arrow:
    """A coach on the way, with a note below the name."""

    coach: str
    note: str
    is_rumour: bool = False
    href: str = ""


@dataclass(frozen=True)
class Figure:
    """``out`` leaves the first seat; ``into`` has one arrow a seat, ``None`` where nobody comes.

    ``identity`` tells it from the other chains of a page.
    """

    title: str
    description: str
    out: Arrow | None
    seats: tuple[Seat, ...]
    into: tuple[Arrow | None, ...]
    caption: str = ""
    identity: str = ""


def wide(figure: Figure) -> SafeString:
    rows = [figure.seats[at : at + PER_ROW] for at in range(0, len(figure.seats), PER_ROW)]
    parts = [_told_once(figure)]
    for number, seats in enumerate(rows):
        into = figure.into[number * PER_ROW : number * PER_ROW + len(seats)]
        out = figure.out if number == 0 else Arrow("", "")
        parts.append(f'<g transform="translate(0 {number * ROW_HEIGHT})">')
        parts.extend(_row(seats, into, out, is_last=number == len(rows) - 1))
        parts.append("</g>")
    bottom = (len(rows) - 1) * ROW_HEIGHT + 150
    if figure.caption:
        parts.append(f'<path d="M{FIRST_X} {bottom}H1000" stroke="var(--edge)" stroke-width="1.5"/>')
        parts.append(f'<path d="M998 {bottom - 5}L1008 {bottom}L998 {bottom + 5}Z" fill="var(--edge)"/>')
        parts.append(_text(FIRST_X, bottom + 20, figure.caption, "tick"))
    return _svg("chain-wide", WIDTH, bottom + 26, figure, parts)


def tall(figure: Figure) -> SafeString:
    parts = []
    if figure.out:
        parts += [
            _link(figure.out, _text(40, 20, _fit(figure.out.coach, 300, 14), "strong")),
            _text(40, 38, figure.out.note, "tick"),
        ]
        parts.append(_up(28, TALL_FIRST, is_rumour=False))
    y = TALL_FIRST
    for seat, arrow in zip(figure.seats, figure.into, strict=True):
        parts.extend(_tall_seat(seat, y))
        if arrow:
            below = y + TALL_SEAT
            classes = "said strong" if arrow.is_rumour else "strong"
            parts.append(_up(below + 12, below + 88, is_rumour=arrow.is_rumour))
            parts.append(_link(arrow, _text(40, below + 42, _fit(arrow.coach, 310, 14), classes)))
            parts.append(
                _text(40, below + 60, _fit(arrow.note, 310, 13), "said" if arrow.is_rumour else "tick")
            )
        y += TALL_STEP
    height = y - TALL_STEP + TALL_SEAT + (92 if figure.into[-1] else 6)
    return _svg("chain-tall", TALL_WIDTH, height, figure, parts)


def _row(
    seats: tuple[Seat, ...], into: tuple[Arrow | None, ...], out: Arrow | None, *, is_last: bool
) -> Iterator[str]:
    width, step = STEPS[len(seats)] if is_last and len(seats) < PER_ROW else STEPS[PER_ROW]
    middle = SEAT_Y + SEAT_HEIGHT // 2
    if out:
        yield _left(FIRST_X - 4, 48, middle, is_rumour=False)
        yield _link(out, _text(48, 112, _fit(out.coach, 180, 14), "strong"))
        yield _text(48, 130, _told(out.note, 180), "tick")
    for number, (seat, arrow) in enumerate(zip(seats, into, strict=True)):
        x = FIRST_X + number * step
        is_end = number == len(seats) - 1
        yield _link(seat, _text(x, 36, _fit(seat.club, step - 12, 19), "strong seat-name"))
        yield _text(x, 58, _told(seat.note, step - 12), "tick")
        yield _scarf(seat, x, SEAT_Y, width, SEAT_HEIGHT, is_upright=False)
        if not arrow:
            continue
        tail = min(x + width + 112, END_X - 10) if is_end else x + step - 4
        yield _left(tail, x + width + 6, middle, is_rumour=arrow.is_rumour)
        yield from _arrow_words(arrow, x + width, tail, step - width, is_end=is_end)


def _arrow_words(arrow: Arrow, seat_edge: int, tail: int, gap: int, *, is_end: bool) -> Iterator[str]:
    """Below the arrow: in the middle of the gap, or to the right edge where no seat follows."""
    x, anchor = (tail + 10, "end") if is_end else ((seat_edge + tail + 4) / 2, "middle")
    room = 240 if is_end else gap + 44
    bold, plain = ("said strong", "said") if arrow.is_rumour else ("strong", "tick")
    yield _link(arrow, _text(x, 112, _fit(arrow.coach, room, 14), bold, anchor))
    yield _text(x, 130, _told(arrow.note, room), plain, anchor)


def _tall_seat(seat: Seat, y: int) -> Iterator[str]:
    yield _scarf(seat, 4, y, 20, TALL_SEAT, is_upright=True)
    room = 310 - len(seat.days) * 18 * LETTER
    yield _link(seat, _text(40, y + 18, _fit(seat.club, room, 18), "strong seat-name"))
    yield _text(354, y + 18, seat.days, "strong seat-name", "end")
    yield _text(40, y + 38, _fit(seat.when or seat.note, 310, 13), "tick")


def _scarf(seat: Seat, x: int, y: int, width: int, height: int, *, is_upright: bool) -> str:
    """Two thirds first colour, one third second, outlined; an empty seat is an open, dotted one."""
    box = f'x="{x}" y="{y}" width="{width}" height="{height}"'
    if seat.is_open:
        return f'<rect class="open-seat" {box}/>'
    first, second = escape(seat.colour1 or "var(--shade)"), escape(seat.colour2 or "var(--edge)")
    if is_upright:
        stripe = f'x="{x + width * 0.68:.1f}" y="{y}" width="{width * 0.32:.1f}" height="{height}"'
    else:
        stripe = f'x="{x}" y="{y + height * 0.68:.1f}" width="{width}" height="{height * 0.32:.1f}"'
    return (
        f'<rect {box} fill="{first}"/><rect {stripe} fill="{second}"/><rect class="bar" {box} fill="none"/>'
    )


def _left(tail: float, head: float, y: int, *, is_rumour: bool) -> str:
    if is_rumour:
        tip = f"M{head + 13} {y - 7}L{head} {y}L{head + 13} {y + 7}"
        return f'<path class="rumour" d="M{tail} {y}H{head + 11}"/><path class="rumour-tip" d="{tip}"/>'
    tip = f"M{head + 14} {y - 7}L{head} {y}L{head + 14} {y + 7}Z"
    return f'<path class="way" d="M{tail} {y}H{head + 12}"/><path d="{tip}" fill="var(--ink)"/>'


def _up(head: int, tail: int, *, is_rumour: bool) -> str:
    if is_rumour:
        tip = f"M7 {head + 13}L14 {head}L21 {head + 13}"
        return f'<path class="rumour" d="M14 {tail}V{head + 11}"/><path class="rumour-tip" d="{tip}"/>'
    tip = f"M7 {head + 14}L14 {head}L21 {head + 14}Z"
    return f'<path class="way" d="M14 {tail}V{head + 12}"/><path d="{tip}" fill="var(--ink)"/>'


def _text(x: float, y: float, words: str, classes: str = "", anchor: str = "") -> str:
    if not words:
        return ""
    where = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:g}" y="{y:g}" class="{classes}"{where}>{escape(words)}</text>'


def _link(named: Seat | Arrow, text: str) -> str:
    """The name as a link to its page, under its whole name however it had to be cut."""
    if not named.href or not text:
        return text
    name = named.club if isinstance(named, Seat) else named.coach
    return f'<a href="{escape(named.href)}"><title>{escape(name)}</title>{text}</a>'


def _told(note: str, room: float) -> str:
    """As many whole parts of the note as have room: a part that was cut would say nothing."""
    while ", " in note and _fit(note, room, 13) != note:
        note = note.rpartition(", ")[0]
    return _fit(note, room, 13)


def _fit(words: str, room: float, size: int) -> str:
    """The words, cut with an ellipsis where they would not fit; the table twin has them whole."""
    letters = max(int(room / (size * LETTER)), 4)
    return words if len(words) <= letters else words[: letters - 1].rstrip() + "…"


def _svg(name: str, width: int, height: int, figure: Figure, parts: list[str]) -> SafeString:
    own = figure.identity or "chain"
    # A group, not an image: what is inside an image cannot be followed.
    head = (
        f'<svg class="chart {name}" viewBox="0 0 {width} {height}" role="group" '
        f'aria-labelledby="{own}-title" aria-describedby="{own}-desc">'
    )
    return mark_safe(head + "".join(parts) + "</svg>")


def _told_once(figure: Figure) -> str:
    """What both drawings are called: of the one that is not shown a name is read all the same."""
    own = figure.identity or "chain"
    return (
        f'<title id="{own}-title">{escape(figure.title)}</title>'
        f'<desc id="{own}-desc">{escape(figure.description)}</desc>'
    )
