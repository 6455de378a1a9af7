"""How a rumour climbed: steps, not slopes, since nothing is known between two reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.models import Claim
from carousel.charts.svg import SMALL, path, rect, tag, text, width_of
from carousel.record.facts import RumourFact
from carousel.wording import day_in_words, ending_in_words, ladder_of, short_day_in_words, stage_in_words

TOP, ROW = 30, 36


@dataclass(frozen=True)
class Stop:
    """A step of the climb: the rung from 0, and the outlet that took it there."""

    day: date
    rung: int
    outlet: str


@dataclass(frozen=True)
class Figure:
    """``rungs`` are the stages from the lowest; ``ending`` is empty while the rumour is open."""

    rungs: tuple[str, ...]
    stops: tuple[Stop, ...]
    last: date
    is_confirmed: bool
    ending: str
    description: str
    top: str


@dataclass(frozen=True)
class _Plot:
    left: float
    right: float
    first: date
    last: date
    rungs: int

    def x(self, day: date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.left + share * (self.right - self.left)

    def y(self, rung: int) -> float:
        """The terminus, one above the highest rung, is at the top."""
        return TOP + (self.rungs - rung) * ROW

    @property
    def foot(self) -> float:
        return self.y(0) + 24


def figure_of(fact: RumourFact, claims: Mapping[int, Claim], day: date) -> Figure:
    """The rumour's steps up to its end, or up to the day while it is open."""
    ladder = ladder_of(fact.direction)
    stops = tuple(
        Stop(on, ladder.index(stage), _outlet(claims.get(claim_id)))
        for on, stage, claim_id in fact.steps
        if stage in ladder
    )
    told = [
        f"{stage_in_words(stage, claims.get(claim))}: {day_in_words(on)}" for on, stage, claim in fact.steps
    ]
    ending = ending_in_words(fact.status, fact.by, fact.stage, fact.direction)
    if ending and fact.ended_on:
        told.append(f"{ending}: {day_in_words(fact.ended_on)}")
    return Figure(
        rungs=tuple(stage_in_words(stage) for stage in ladder),
        stops=stops,
        last=fact.ended_on or day,
        is_confirmed=fact.status == "confirmed",
        ending=ending,
        description="; ".join(told) + ".",
        top=_("Confirmed"),
    )


def wide(figure: Figure) -> SafeString:
    return _draw(figure, "climb-wide", 1120, 150)


def tall(figure: Figure) -> SafeString:
    return _draw(figure, "climb-tall", 358, 96)


def _draw(figure: Figure, name: str, width: int, left: int) -> SafeString:
    """The drawing; nothing where no step is on record."""
    if not figure.stops:
        return mark_safe("")
    first = figure.stops[0].day - timedelta(days=1)
    last = _last(figure) + timedelta(days=1)
    plot = _Plot(left, width - 12, first, last, len(figure.rungs))
    parts = [*_rungs(figure, plot), *_axis(figure, plot), _line(figure, plot), _end(figure, plot)]
    parts += [mark for stop in figure.stops for mark in _stop(stop, plot)]
    return mark_safe(
        tag(
            "svg",
            tag("title", _("How the rumour climbed"), id=f"{name}-title"),
            tag("desc", figure.description.replace("&", "&amp;").replace("<", "&lt;"), id=f"{name}-desc"),
            *parts,
            class_=f"chart {name}",
            viewBox=f"0 0 {width} {plot.foot + 28:g}",
            role="img",
            aria_labelledby=f"{name}-title {name}-desc",
        )
    )


def _rungs(figure: Figure, plot: _Plot):
    for rung, words in enumerate(figure.rungs):
        yield path(f"M{plot.left:g} {plot.y(rung):g}H{plot.right:g}", class_="grid")
        yield text(words[:1].upper() + words[1:], 0.0, plot.y(rung) + 5, class_="tick")
    yield path(f"M{plot.left:g} {TOP}H{plot.right:g}", class_="axis", stroke_width=2)
    yield text(figure.top, 0.0, TOP + 5, class_="strong")


def _axis(figure: Figure, plot: _Plot):
    """The first day and the last, and those of the steps; one whose words would touch others has none.

    The year stands with the first of them, and where another begins.
    """
    last = _last(figure)
    days = sorted({stop.day for stop in figure.stops} | {last})
    limit = plot.x(last) - width_of(short_day_in_words(last), SMALL) / 2 - 6
    reach, year = 0.0, 0
    for day in days:
        words, x = (short_day_in_words if day.year == year else day_in_words)(day), plot.x(day)
        room = width_of(words, SMALL) / 2
        anchor = "start" if x - room < plot.left - 20 else "end" if x + room > plot.right + 12 else "middle"
        yield path(f"M{x:.1f} {plot.foot - 6:g}v6", stroke="var(--edge)")
        begins = {"start": x, "middle": x - room, "end": x - 2 * room}[anchor]
        is_kept = day in (days[0], last) or begins + 2 * room <= limit
        if begins >= reach and is_kept:
            yield text(words, x, plot.foot + 16, class_="tick", text_anchor=anchor)
            reach, year = begins + 2 * room + 4, day.year


def _last(figure: Figure) -> date:
    return max(figure.last, figure.stops[-1].day)


def _line(figure: Figure, plot: _Plot) -> str:
    start = figure.stops[0]
    d = f"M{plot.x(start.day):.1f} {plot.y(start.rung):g}"
    for stop in figure.stops[1:]:
        d += f"H{plot.x(stop.day):.1f}V{plot.y(stop.rung):g}"
    return path(f"{d}H{plot.x(_last(figure)):.1f}", class_="rumour climb")


def _end(figure: Figure, plot: _Plot) -> str:
    """A square at the top, or a cross where it stood, with how it ended and when."""
    x, y = plot.x(_last(figure)), plot.y(figure.stops[-1].rung)
    if not (figure.is_confirmed or figure.ending):
        return ""
    words = f"{figure.ending}, {short_day_in_words(figure.last)}"
    if figure.is_confirmed:
        riser = path(f"M{x:.1f} {y:g}V{TOP}", class_="way")
        square = rect(x - 7, TOP - 7.0, 14, 14, fill="var(--seal)", stroke="var(--ink)")
        return riser + square + text(words, x - 12, TOP - 8, class_="strong halo", text_anchor="end")
    cross = path(f"M{x - 6:.1f} {y - 6:g}l12 12m0 -12l-12 12", class_="cross")
    return cross + text(words, x + 6, y + 22, class_="halo", text_anchor="end")


def _stop(stop: Stop, plot: _Plot):
    x, y = plot.x(stop.day), plot.y(stop.rung)
    yield tag("circle", cx=x, cy=y, r=6, class_="stop")
    if not stop.outlet:
        return
    fits_left = x - width_of(stop.outlet) > plot.left
    anchor, at = ("end", x - 10) if fits_left else ("start", x + 4)
    yield text(stop.outlet, at, y - 10, class_="said halo", text_anchor=anchor)


def _outlet(claim: Claim | None) -> str:
    if claim is None:
        return ""
    return claim.article.outlet.name if claim.article.outlet else ""
