"""How far a rumour has moved: its likelihood on a day against that on a day a week before.

Both days are weighed with the same weights and the same counts of what had become of other
rumours, so that what moves a number is news and time, and never a new fit of the weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from carousel.likelihood.boards import Likelihood
from carousel.record.facts import RumourKey, ladder_of

SPAN = timedelta(days=7)
NEW, UP, DOWN, STILL = "new", "up", "down", "still"


@dataclass(frozen=True)
class Movement:
    """``points`` of a hundred since the day: a new rumour has come from nothing to its number.

    ``stops`` are those of the ladder that it climbed in that time, ``stage`` where it stood then:
    empty for a new one.
    """

    since: date
    points: int
    stops: int
    stage: str

    @property
    def way(self) -> str:
        if not self.stage:
            return NEW
        return UP if self.points > 0 else DOWN if self.points < 0 else STILL

    @property
    def size(self) -> tuple[int, int]:
        """Who moved most has the largest."""
        return abs(self.points), self.stops


def with_movement(
    now: Mapping[RumourKey, Likelihood], then: Mapping[RumourKey, Likelihood], since: date
) -> dict[RumourKey, Likelihood]:
    """The likelihoods of now, each with how it moved from what it was ``then``."""
    return {key: replace(found, moved=_moved(found, then.get(key), since)) for key, found in now.items()}


def _moved(now: Likelihood, then: Likelihood | None, since: date) -> Movement:
    ladder = ladder_of(now.case.direction)
    reached = ladder.index(now.case.stage) + 1
    if then is None:
        return Movement(since, now.points, reached, "")
    climbed = reached - ladder.index(then.case.stage) - 1
    return Movement(since, now.points - then.points, climbed, then.case.stage)
