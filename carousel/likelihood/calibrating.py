"""Weights fitted to a record, and how well they hold where they were not fitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from carousel.likelihood import priors
from carousel.likelihood.fitting import fit
from carousel.likelihood.scoring import (
    Forecast,
    Group,
    base_rate,
    brier,
    brier_of_base_rate,
    calibration_error,
    groups_of,
)
from carousel.likelihood.snapshots import Snapshot, best_single_outlet, forecasts

FOLDS = 5


@dataclass(frozen=True)
class Figures:
    """``resolved`` rumours, and the scores of the numbers that were said of them."""

    resolved: int
    base_rate: float
    brier: float
    brier_of_base_rate: float
    brier_of_best_outlet: float
    best_outlet: str
    calibration_error: float
    groups: tuple[Group, ...]

    @property
    def beats_base_rate(self) -> bool:
        return self.brier < self.brier_of_base_rate

    @property
    def beats_best_outlet(self) -> bool:
        return self.brier < self.brier_of_best_outlet


@dataclass(frozen=True)
class Calibration:
    """``is_fitted`` says that the weights were learnt; else they are the documented ones."""

    weights: Mapping[str, float]
    is_fitted: bool
    figures: Figures


def calibrate(snapshots: Sequence[Snapshot]) -> Calibration:
    """The weights to use, with the scores of numbers said of clubs that the weights had not seen.

    They are fitted once enough rumours are over, and if that says more than the documented ones.
    """
    by_prior = forecasts(snapshots, priors.WEIGHTS)
    resolved = resolved_in(snapshots)
    if resolved >= priors.ENOUGH:
        weights = fit([s.choice for s in snapshots])
        unseen = _unseen(snapshots, weights)
        if brier(unseen) < brier(by_prior):
            return Calibration(weights, True, figures_of(unseen, snapshots))
    return Calibration(priors.WEIGHTS, False, figures_of(by_prior, snapshots))


def resolved_in(snapshots: Sequence[Snapshot]) -> int:
    return len({case.key for s in snapshots for case in s.cases})


def _unseen(snapshots: Sequence[Snapshot], near: Mapping[str, float]) -> list[Forecast]:
    """What is said of each fifth of the clubs by weights fitted to the other four."""
    told: list[Forecast] = []
    for fold in range(FOLDS):
        seen = [s.choice for s in snapshots if s.choice.club_id % FOLDS != fold]
        told += forecasts([s for s in snapshots if s.choice.club_id % FOLDS == fold], fit(seen, near))
    return told


def figures_of(told: Sequence[Forecast], snapshots: Sequence[Snapshot]) -> Figures:
    outlet, of_outlet = best_single_outlet(snapshots)
    return Figures(
        resolved=resolved_in(snapshots),
        base_rate=base_rate(told),
        brier=brier(told),
        brier_of_base_rate=brier_of_base_rate(told),
        brier_of_best_outlet=of_outlet,
        best_outlet=outlet,
        calibration_error=calibration_error(told),
        groups=tuple(groups_of(told)),
    )
