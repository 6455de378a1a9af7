"""How well numbers hold: the Brier score, the calibration error, and intervals for shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from carousel.record.facts import RumourKey

NORMAL_95 = 1.96
GROUPS = 10


@dataclass(frozen=True)
class Forecast:
    """A likelihood that was given, what became of it, how much it counts, and of which rumour it was."""

    share: float
    came_true: bool
    weight: float = 1.0
    rumour: RumourKey | None = None


@dataclass(frozen=True)
class Group:
    """The forecasts between two tenths: how many, the mean of what was said, and how many came true."""

    low: int
    high: int
    count: float
    said: float
    came_true: float
    rumours: tuple[RumourKey, ...] = ()

    @property
    def rate(self) -> float:
        return self.came_true / self.count if self.count else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.came_true, self.count)


def wilson(right: float, resolved: float, z: float = NORMAL_95) -> tuple[float, float]:
    """The interval in which the true share lies, at 95 in 100; everything where nothing is resolved."""
    if resolved <= 0:
        return 0.0, 1.0
    share, spread = right / resolved, z * z / resolved
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(share * (1 - share) / resolved + spread / (4 * resolved))
    return max(0.0, middle - half), min(1.0, middle + half)


def brier(forecasts: Iterable[Forecast]) -> float:
    """The mean square of what was said against what came: 0 is best."""
    told = list(forecasts)
    whole = sum(f.weight for f in told)
    return sum(f.weight * (f.share - f.came_true) ** 2 for f in told) / whole if whole else 0.0


def base_rate(forecasts: Iterable[Forecast]) -> float:
    told = list(forecasts)
    whole = sum(f.weight for f in told)
    return sum(f.weight * f.came_true for f in told) / whole if whole else 0.0


def brier_of_base_rate(forecasts: Iterable[Forecast]) -> float:
    """The score of whoever always says the mean."""
    mean = base_rate(told := list(forecasts))
    return brier(Forecast(mean, f.came_true, f.weight) for f in told)


def groups_of(forecasts: Iterable[Forecast]) -> list[Group]:
    """The forecasts in tenths, lowest first; an empty tenth has a count of 0."""
    tenths: list[list[Forecast]] = [[] for _ in range(GROUPS)]
    for forecast in forecasts:
        tenths[min(int(forecast.share * GROUPS), GROUPS - 1)].append(forecast)
    return [_group(number, told) for number, told in enumerate(tenths)]


def _group(number: int, told: Sequence[Forecast]) -> Group:
    count = sum(f.weight for f in told)
    said = sum(f.weight * f.share for f in told) / count if count else (number + 0.5) / GROUPS
    return Group(
        low=number * 100 // GROUPS,
        high=(number + 1) * 100 // GROUPS,
        count=count,
        said=said,
        came_true=sum(f.weight * f.came_true for f in told),
        rumours=tuple(dict.fromkeys(f.rumour for f in told if f.rumour is not None)),
    )


def calibration_error(forecasts: Iterable[Forecast]) -> float:
    """How far what was said lies from what came, on the mean over the tenths, each by its number."""
    groups = groups_of(forecasts)
    whole = sum(g.count for g in groups)
    return sum(g.count * abs(g.said - g.rate) for g in groups) / whole if whole else 0.0
