"""The race for a club's seat: who is in it, and on which days something changed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from carousel.record.facts import RumourFact

# A race is followed over so many days at most, the newest on which something changed.
MOST_DAYS = 14


@dataclass(frozen=True)
class Race:
    """``days`` are those on which something changed, oldest first, and last the day that is read.

    ``opened`` is the day from which the seat has surely stood open, where it does; ``is_cut`` says that
    the race has run for longer than its days tell.
    """

    runners: tuple[RumourFact, ...]
    days: tuple[date, ...]
    opened: date | None
    is_cut: bool = False


def race_of(rumours: Iterable[RumourFact], opened: date | None, day: date) -> Race | None:
    """The race for the head coach's post since it came open, else since the first of the open rumours.

    A coach who got the post ends the race before it. Of fewer than two days there is none.
    """
    told = [r for r in rumours if r.is_public and r.role == "head_coach" and r.voices]
    asked = [r for r in told if r.direction == "in"]
    first = opened or min((r.opened_on for r in asked if r.is_open), default=None)
    if first is None:
        return None
    first = max([first, *(r.ended_on for r in asked if r.status == "confirmed" and r.ended_on)])
    runners = _running_after(asked, first)
    leaving = [r for r in told if r.direction == "out"]
    changes = {d for rumour in (*runners, *leaving) for d in _changes(rumour)}
    days = sorted({first, day} | {d for d in changes if first < d < day})
    kept = tuple(days[-MOST_DAYS:])
    runners = _running_after(runners, kept[0])
    if len(kept) < 2 or not runners:
        return None
    return Race(tuple(runners), kept, opened if opened == kept[0] else None, is_cut=len(days) > MOST_DAYS)


def _running_after(rumours: Iterable[RumourFact], day: date) -> list[RumourFact]:
    return [r for r in rumours if r.ended_on is None or r.ended_on > day]


def _changes(rumour: RumourFact) -> Iterator[date]:
    """When it opened and ended, and when somebody said something of it."""
    yield rumour.opened_on
    for voice in rumour.voices:
        yield voice.first_on
        yield voice.newest_on
    if rumour.ended_on:
        yield rumour.ended_on
