"""A time is a range of days, either end of which may be unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Days:
    """A day that lies somewhere in ``[earliest, latest]``; ``None`` is an end that nobody knows."""

    earliest: date | None
    latest: date | None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError(f"a time cannot end ({self.latest}) before it begins ({self.earliest})")

    @classmethod
    def on(cls, day: date) -> Days:
        return cls(day, day)

    @classmethod
    def until(cls, day: date) -> Days:
        """Some day up to and including ``day``."""
        return cls(None, day)

    @property
    def is_exact(self) -> bool:
        return self.earliest is not None and self.earliest == self.latest

    @property
    def is_bounded(self) -> bool:
        return self.earliest is not None and self.latest is not None

    def meets(self, other: Days, slack: timedelta = timedelta(0)) -> bool:
        """Whether the two share a day, or come within ``slack`` of it."""
        starts_in_time = (
            self.earliest is None or other.latest is None or self.earliest <= other.latest + slack
        )
        ends_in_time = other.earliest is None or self.latest is None or other.earliest <= self.latest + slack
        return starts_in_time and ends_in_time

    def intersect(self, other: Days) -> Days | None:
        """The days in both, or ``None`` where they exclude each other."""
        earliest = max((d for d in (self.earliest, other.earliest) if d), default=None)
        latest = min((d for d in (self.latest, other.latest) if d), default=None)
        if earliest and latest and latest < earliest:
            return None
        return Days(earliest, latest)

    def hull(self, other: Days) -> Days:
        """The shortest range that holds both."""
        earliest = min(self.earliest, other.earliest) if self.earliest and other.earliest else None
        latest = max(self.latest, other.latest) if self.latest and other.latest else None
        return Days(earliest, latest)

    def key(self) -> tuple[date, date]:
        """For sorting by the earliest day; an unknown end sorts outermost."""
        return (self.earliest or date.min, self.latest or date.max)


def agreed(times: Iterable[Days]) -> tuple[Days | None, bool]:
    """The time that all give, and whether they disagree.

    Times that agree are narrowed to their common days; where they exclude each
    other the answer is the range that holds them all.
    """
    common: Days | None = None
    hull: Days | None = None
    is_disputed = False
    for time in times:
        hull = time if hull is None else hull.hull(time)
        if not is_disputed:
            narrowed = time if common is None else common.intersect(time)
            is_disputed = narrowed is None
            common = narrowed
    return (hull if is_disputed else common), is_disputed


def span_in_days(started: Days, ended: Days) -> tuple[int | None, int | None]:
    """Fewest and most days from a start to an end; ``None`` where an end of the range is unknown."""
    fewest = (ended.earliest - started.latest).days if ended.earliest and started.latest else None
    most = (ended.latest - started.earliest).days if ended.latest and started.earliest else None
    return (max(fewest, 0) if fewest is not None else None, max(most, 0) if most is not None else None)
