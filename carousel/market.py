"""The market: coaches without a club, since when, and what they left. Pure.

Of a living person "without a club" is said only where somebody told of the exit: an end that
only follows from another move, or that came with the reference data, says nothing about today.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from carousel.record.days import Days, span_in_days
from carousel.record.facts import RumourFact, StintFact
from carousel.record.seats import LOST_SIGHT

TOLD = ("editor", "official", "independent", "trusted")


@dataclass(frozen=True)
class Free:
    """A coach without a club on the day; ``rumours`` are his open ones."""

    coach_id: int
    last: StintFact
    since: Days
    days: tuple[int | None, int | None]
    rumours: tuple[RumourFact, ...]


def free_on(stints: Iterable[StintFact], rumours: Iterable[RumourFact], day: date) -> list[Free]:
    """Every coach whose last post is over, told by somebody, within three years; the newest first."""
    by_coach: dict[int, list[StintFact]] = defaultdict(list)
    for stint in stints:
        by_coach[stint.coach_id].append(stint)
    open_ones: dict[int, list[RumourFact]] = defaultdict(list)
    for rumour in rumours:
        if rumour.is_open and rumour.direction == "in":
            open_ones[rumour.coach_id].append(rumour)
    found = [
        Free(coach, last, last.ended, span_in_days(last.ended, Days.on(day)), tuple(open_ones[coach]))
        for coach, own in by_coach.items()
        if (last := _last_post(own, day)) is not None and last.ended is not None
    ]
    return sorted(found, key=lambda free: (free.since.key()[1], free.coach_id), reverse=True)


def is_out_of_work(last: StintFact, day: date) -> bool:
    """Whether the coach whose last post it was is said to be without a club: somebody told of the exit."""
    return last.ended is not None and last.end_basis in TOLD and is_in_sight(last.ended, day)


def is_in_sight(left: Days, day: date) -> bool:
    """Whether a coach who left then, and of whom nothing is on record since, still counts as waiting.

    Who has had no post for longer has left the trade, or our record has lost sight of him.
    """
    return left.latest is not None and day - LOST_SIGHT <= left.latest <= day


def with_facts(
    found: Iterable[Free], stints: Iterable[StintFact], rumours: Iterable[RumourFact]
) -> list[Free]:
    """The same coaches with these stints and rumours, which know more than those that they were found in."""
    by_key = {stint.key: stint for stint in stints}
    told = {rumour.key: rumour for rumour in rumours}
    return [
        replace(free, last=by_key[free.last.key], rumours=tuple(told[r.key] for r in free.rumours))
        for free in found
    ]


def _last_post(stints: list[StintFact], day: date) -> StintFact | None:
    """The post that ended last, where none runs and the end was told; ``None`` otherwise."""
    if any(stint.may_run_on(day) for stint in stints):
        return None
    last = max(stints, key=left_by)
    return last if is_out_of_work(last, day) else None


def left_by(stint: StintFact) -> date:
    """When the post was over, for ordering: of an end that nobody knows its first day counts."""
    return (stint.ended and (stint.ended.latest or stint.ended.earliest)) or date.min
