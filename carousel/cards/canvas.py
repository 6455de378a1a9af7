"""A sheet to draw on: the site's inks and letters, shapes in CSS pixels. Drawn large, then made small."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from functools import cache, lru_cache

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
FINE = 2  # so much larger it is drawn, for smooth edges
COLOURS = 96  # of the finished picture: flat areas and the edges of letters need no more
# Latin letters of Western Europe are in the first file, those of the rest in the second (`css/tokens.css`).
FILES = ("archivo-latin-wdth-normal.woff2", "archivo-latin-ext-wdth-normal.woff2")
IN_SECOND = re.compile("([\u0100-\u0130\u0132-\u0151\u0154-\u02ba\u1e00-\u1e9f\u1ef2-\u1eff]+)")

Point = tuple[float, float]


@cache
def inks() -> dict[str, str]:
    """The colours of the light theme, by name, from the one file that has them."""
    written = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    light = written[written.index(":root {") : written.index(":root[data-theme")]
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", light))


@lru_cache(maxsize=64)
def letters(file: str, size: int, weight: int, width: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(settings.BASE_DIR / "static" / "fonts" / file, size)
    font.set_variation_by_axes([weight, width])
    return font


class Canvas:
    """Everything is given in CSS pixels; a colour is a token's name or ``#`` and six digits."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), inks()["paper"])
        self.draw = ImageDraw.Draw(self.image)

    def png(self) -> bytes:
        small = self.image.reduce(FINE)
        flat = small.quantize(COLOURS, dither=Image.Dither.NONE)
        written = io.BytesIO()
        flat.save(written, "PNG", optimize=True)
        return written.getvalue()

    # ------------------------------------------------------------ words

    def words(
        self, text: str, at: Point, size: float, *, weight: int = 500, width: int = 84, ink: str = "ink"
    ) -> float:
        """The text with its baseline at the point; returns how wide it is."""
        x = at[0] * FINE
        for run, font in _runs(text, size, weight, width):
            self.draw.text((x, at[1] * FINE), run, colour(ink), font, anchor="ls")
            x += font.getlength(run)
        return x / FINE - at[0]

    @staticmethod
    def length(text: str, size: float, *, weight: int = 500, width: int = 84) -> float:
        return sum(font.getlength(run) for run, font in _runs(text, size, weight, width)) / FINE

    def fitted(self, text: str, room: float, size: float, *, weight: int = 500, width: int = 84) -> str:
        """The text, cut with an ellipsis where it would not fit."""
        if self.length(text, size, weight=weight, width=width) <= room:
            return text
        while text and self.length(f"{text}…", size, weight=weight, width=width) > room:
            text = text[:-1].rstrip(" ,")
        return f"{text}…"

    # ------------------------------------------------------------ shapes

    def rect(
        self, x: float, y: float, w: float, h: float, fill: str | None = None, edge: str | None = None
    ) -> None:
        box = _fine((x, y), (x + w, y + h))
        self.draw.rectangle(
            box, fill and colour(fill), edge and colour(edge), width=round(1.5 * FINE) if edge else 0
        )

    def line(self, *points: Point, ink: str = "ink", thick: float = 1.5) -> None:
        self.draw.line(_fine(*points), colour(ink), round(thick * FINE), joint="curve")

    def polygon(self, *points: Point, ink: str = "ink") -> None:
        self.draw.polygon(_fine(*points), colour(ink))

    def disc(self, at: Point, radius: float, fill: str, edge: str) -> None:
        box = _fine((at[0] - radius, at[1] - radius), (at[0] + radius, at[1] + radius))
        self.draw.ellipse(box, colour(fill), colour(edge), width=round(2.5 * FINE))

    def dotted(self, points: Iterable[Point], ink: str, dot: float = 3.2) -> None:
        """Round dots: the pencil, with which everything is drawn that is only said."""
        for x, y in points:
            self.draw.ellipse(_fine((x - dot / 2, y - dot / 2), (x + dot / 2, y + dot / 2)), colour(ink))

    def striped(self, x: float, y: float, w: float, h: float, ink: str, *, step: float, thick: float) -> None:
        """Stripes at 45 degrees within the box."""
        box = [round(value * FINE) for value in (x, y, x + w, y + h)]
        wide, high = max(box[2] - box[0], 1), max(box[3] - box[1], 1)
        patch = self.image.crop((box[0], box[1], box[0] + wide, box[1] + high))
        pen = ImageDraw.Draw(patch)
        for start in range(-high, wide, round(step * FINE)):
            pen.line([(start, high), (start + high, 0)], colour(ink), round(thick * FINE))
        self.image.paste(patch, (box[0], box[1]))


def colour(name: str) -> str:
    return name if name.startswith("#") else inks()[name]


def along(start: Point, end: Point, apart: float = 7.0) -> list[Point]:
    """Places for dots from one point to another, evenly."""
    steps = max(round(((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5 / apart), 1)
    return [
        (start[0] + (end[0] - start[0]) * n / steps, start[1] + (end[1] - start[1]) * n / steps)
        for n in range(steps + 1)
    ]


def _runs(text: str, size: float, weight: int, width: int) -> list[tuple[str, ImageFont.FreeTypeFont]]:
    """The text in stretches, each with the font that has its letters."""
    return [
        (run, letters(FILES[1 if IN_SECOND.fullmatch(run) else 0], round(size * FINE), weight, width))
        for run in IN_SECOND.split(text)
        if run
    ]


def _fine(*points: Point) -> list[Point]:
    return [(x * FINE, y * FINE) for x, y in points]
