"""A time is a range of days, either end of which may be unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

# A length that leaves open more than a season is not known; a mean of such would be an invention.
A_SEASON = 366


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

    @property
    def is_firm(self) -> bool:
        """Whether its borders are meant: a day, a week from Monday to Sunday, or whole months.

        "End of August" or "a month ago" are soft: whoever says so means more or less.
        """
        if self.earliest is None or self.latest is None or self.is_exact:
            return True
        is_week = self.earliest.weekday() == 0 and (self.latest - self.earliest).days == 6
        is_months = self.earliest.day == 1 and (self.latest + timedelta(days=1)).day == 1
        return is_week or is_months

    def softened(self) -> Days:
        """A soft time stretched by a quarter of its length to either side; a firm one as it is."""
        if self.is_firm or self.earliest is None or self.latest is None:
            return self
        slack = timedelta(days=((self.latest - self.earliest).days + 4) // 4)
        return Days(self.earliest - slack, self.latest + slack)

    def key(self) -> tuple[date, date]:
        """For sorting by the earliest day; an unknown end sorts outermost."""
        return (self.earliest or date.min, self.latest or date.max)


def agreed(times: Iterable[Days]) -> tuple[Days | None, bool]:
    """The time that all give, and whether they disagree.

    Times that agree are narrowed to their common days ("20 August" and "end of
    August" are 20 August). Where they exclude each other ("September", "October")
    the answer is the range that holds them all.
    """
    told = list(times)
    if not told:
        return None, False
    common = _common(told) or _common([time.softened() for time in told])
    if common is not None:
        return common, False
    hull = told[0]
    for time in told[1:]:
        hull = hull.hull(time)
    return hull, True


def _common(times: list[Days]) -> Days | None:
    common: Days | None = times[0]
    for time in times[1:]:
        common = common.intersect(time) if common is not None else None
    return common


def span_in_days(started: Days, ended: Days) -> tuple[int | None, int | None]:
    """Fewest and most days from a start to an end; ``None`` where an end of the range is unknown."""
    fewest = (ended.earliest - started.latest).days if ended.earliest and started.latest else None
    most = (ended.latest - started.earliest).days if ended.latest and started.earliest else None
    return (max(fewest, 0) if fewest is not None else None, max(most, 0) if most is not None else None)


def is_known_length(span: tuple[int | None, int | None]) -> bool:
    """Whether fewest and most days are known, and are so near to each other that they tell a length."""
    fewest, most = span
    return fewest is not None and most is not None and most - fewest <= A_SEASON


def days_empty(opened: Days, filled: Days) -> tuple[int | None, int | None]:
    """Fewest and most days for which a seat stood empty; whoever came the day after was the next in it."""
    fewest, most = span_in_days(opened, filled)
    return (0, 0) if most is not None and most <= 1 else (fewest, most)
