"""The weights of the likelihood: fitted to what has become of rumours, kept, in force from a day on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from carousel import standing, voices
from carousel.likelihood import priors
from carousel.likelihood.calibrating import Calibration, calibrate
from carousel.likelihood.parts import Weights
from carousel.likelihood.scoring import Group
from carousel.likelihood.snapshots import snapshots_of
from carousel.models import LikelihoodFit, Rumour, Stint, Vacancy
from carousel.prepared import Given, Prepared
from carousel.record.facts import SEAT_ROLES, Record, RumourKey

DIRECTIONS = ("in", "out")
# By itself the site fits anew once a week; more often would move the numbers for no reason.
STALE = timedelta(days=7)
# The newest fit of each direction that was made by the day.
NEWEST = Prepared(
    lambda: (
        LikelihoodFit.objects.filter(made_on__lte=Given("day"))
        .order_by("direction", "-made_on")
        .distinct("direction")
    )
)


def calibrations() -> dict[str, Calibration]:
    """For each direction the weights that its resolved rumours ask for; nothing is written."""
    record, reasons = whole_record()
    return {way: calibrate(snapshots_of(record, way, reasons)) for way in DIRECTIONS}


def fit_if_stale(day: date) -> bool:
    """The weights have been fitted within the last week; returns whether they were now."""
    if LikelihoodFit.objects.filter(made_on__gt=day - STALE).exists():
        return False
    for way, found in calibrations().items():
        keep(way, found, day)
    return True


def groups_of(fit: LikelihoodFit) -> list[Group]:
    """The tenths of the fit's reliability, lowest first."""
    return [_group(*row) for row in fit.figures.get("groups", [])]


def _group(
    low: int, high: int, count: float, said: float, came_true: float, rumours: Iterable[Iterable] = ()
) -> Group:
    """A row as ``keep`` wrote it; of a fit from before its rumours were kept there are none."""
    keys = tuple((coach, club, way, n) for coach, club, way, n in rumours)
    return Group(low, high, count, said, came_true, keys)


def weights_on(day: date) -> dict[str, Weights]:
    """The weights in force on the day: the newest fit of each direction, else the documented ones."""
    known = {fit.direction: fit.weights for fit in NEWEST.ask(day=day)}
    # A fit from before a part was thought of leaves that part at its documented weight.
    return {way: {**priors.WEIGHTS, **known.get(way, {})} for way in DIRECTIONS}


def fit_on(day: date, direction: str) -> LikelihoodFit | None:
    """The fit in force on the day, with its figures."""
    fits = LikelihoodFit.objects.filter(direction=direction, made_on__lte=day)
    return fits.order_by("-made_on").first()


def keep(direction: str, found: Calibration, day: date) -> LikelihoodFit:
    """The calibration is in force from the day; a second one on the same day takes its place."""
    figures = found.figures
    values = {
        "is_fitted": found.is_fitted,
        "resolved": figures.resolved,
        "weights": dict(found.weights),
        "figures": {
            "base_rate": figures.base_rate,
            "brier": figures.brier,
            "brier_of_base_rate": figures.brier_of_base_rate,
            "brier_of_best_outlet": figures.brier_of_best_outlet,
            "best_outlet": figures.best_outlet,
            "calibration_error": figures.calibration_error,
            "groups": [[g.low, g.high, g.count, g.said, g.came_true, g.rumours] for g in figures.groups],
        },
    }
    return LikelihoodFit.objects.update_or_create(direction=direction, made_on=day, defaults=values)[0]


def whole_record() -> tuple[Record, dict[RumourKey, str]]:
    """All that has become of rumours, and why rumours were rejected, for fitting."""
    rumours = Rumour.objects.exclude(direction="held").select_related("contradicts")
    stints = Stint.objects.filter(role__in=SEAT_ROLES)
    record = record_of_tables(stints, rumours, Vacancy.objects.all())
    rejected = rumours.filter(status="rejected").values_list(
        "coach_id", "club_id", "direction", "ordinal", "decision__reason"
    )
    return record, {(coach, club, way, n): reason for coach, club, way, n, reason in rejected}


def record_of_tables(stints: Iterable[Any], rumours: Iterable[Any], vacancies: Iterable[Any]) -> Record:
    """What the tables hold, the rumours with their voices alone: a likelihood asks for no more of them.

    They are rows of the models, the rumours with the stints that contradict them, or the values of such
    rows (`carousel.standing`).
    """
    rows = list(rumours)
    heard = voices.of(row.pk for row in rows)
    facts = tuple(standing.rumour_fact(row, (), heard[row.pk]) for row in rows if row.pk in heard)
    return replace(standing.standing_stints(stints, vacancies), rumours=facts)
