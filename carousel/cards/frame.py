"""The card itself: whose it is, what can be said in two lines, a picture below, and the day it shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from carousel.cards.canvas import HEIGHT, WIDTH, Canvas

LEFT, RIGHT = 48.0, WIDTH - 48.0
# The ring of the wordmark: where its squares stand on 32 units, and whether one is filled.
RING = ((12.6, 1.4, 1), (20.5, 4.7, 0), (23.8, 12.6, 1), (20.5, 20.5, 1), (12.6, 23.8, 1), (4.7, 20.5, 1))
RING += ((1.4, 12.6, 1), (4.7, 4.7, 1))


class Picture(Protocol):
    def draw(self, canvas: Canvas, top: float, bottom: float) -> None: ...


@dataclass(frozen=True)
class Ring:
    """The ring of the wordmark, as large as there is room."""

    def draw(self, canvas: Canvas, top: float, bottom: float) -> None:
        large = (bottom - top) / 32
        for x, y, filled in RING:
            at = (LEFT + x * large, top + y * large, 6.8 * large, 6.8 * large)
            canvas.rect(*at, fill="ink") if filled else canvas.rect(*at, edge="ink")


@dataclass(frozen=True)
class Card:
    """``mark`` is what must be known before all else: that a name is unverified, that this is a rumour."""

    kind: str
    title: str
    lines: tuple[str, ...]
    picture: Picture
    foot: str
    mark: str = ""
    is_rumour: bool = False
    language: str = "en"


@lru_cache(maxsize=128)
def png(card: Card) -> bytes:
    """The same card is drawn once a process."""
    canvas = Canvas()
    _head(canvas, card)
    top = _title(canvas, card)
    for number, line in enumerate(card.lines):
        top += 34 if number else 46
        canvas.words(canvas.fitted(line, RIGHT - LEFT, 26), (LEFT, top), 26, ink="ink-2")
    canvas.line((LEFT, top + 22), (RIGHT, top + 22), thick=3)
    card.picture.draw(canvas, top + 38, HEIGHT - 62)
    canvas.line((LEFT, HEIGHT - 52), (RIGHT, HEIGHT - 52), ink="rule", thick=1)
    canvas.words(card.foot, (LEFT, HEIGHT - 22), 20, ink="ink-2")
    return canvas.png()


def _head(canvas: Canvas, card: Card) -> None:
    for x, y, filled in RING:
        at = (LEFT + x, 26 + y, 6.8, 6.8)
        canvas.rect(*at, fill="ink") if filled else canvas.rect(*at, edge="ink")
    end = canvas.words("Carousel", (LEFT + 42, 51), 26, weight=760, width=100)
    canvas.words(card.kind, (LEFT + 42 + end + 16, 51), 22, ink="ink-2")
    if card.mark:
        _mark(canvas, card)


def _mark(canvas: Canvas, card: Card) -> None:
    """In the corner, in pencil, beside an open diamond."""
    wide = canvas.length(card.mark, 26, weight=720)
    x, y = RIGHT - wide, 51.0
    canvas.words(card.mark, (x, y), 26, weight=720, ink="pencil")
    centre = (x - 20, y - 9)
    corners = [(centre[0] + dx * 11, centre[1] + dy * 11) for dx, dy in ((0, -1), (1, 0), (0, 1), (-1, 0))]
    canvas.line(*corners, corners[0], corners[1], ink="pencil", thick=2.4)


def _title(canvas: Canvas, card: Card) -> float:
    """As large and as wide as the name allows; returns its baseline."""
    for size, width in ((72, 84), (72, 74), (60, 74), (50, 66), (44, 62)):
        if canvas.length(card.title, size, weight=720, width=width) <= RIGHT - LEFT:
            break
    title = canvas.fitted(card.title, RIGHT - LEFT, size, weight=720, width=width)
    canvas.words(title, (LEFT, 130), size, weight=720, width=width, ink="pencil" if card.is_rumour else "ink")
    return 130.0
