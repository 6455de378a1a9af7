"""Whose reports proved right: the league of outlets, the record of one, and how well our numbers hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Outlet
from carousel import likelihood_fits, reports, track_records
from carousel.charts import reliability, shares
from carousel.likelihood.scoring import Group
from carousel.models import Decision, LikelihoodFit
from carousel.record.facts import LADDER, LADDER_OUT
from carousel.track_records import Score, TrackRecord
from carousel.views.choices import no_such_filter
from carousel.wording import stage_in_words

STAGES = (*LADDER, *LADDER_OUT)
PLACES = 100
PREFIX = "outlet:"


@dataclass(frozen=True)
class ScoreRow:
    """A score in words and as a drawing. Without enough resolved there is no rate, only the counts."""

    score: Score
    words: str
    rate: str
    interval: str
    drawing: SafeString
    stage: str = ""


@dataclass(frozen=True)
class Place:
    """A row of the league."""

    place: int
    outlet: Outlet
    row: ScoreRow
    first: str
    lead: str


@dataclass(frozen=True)
class Hold:
    """How well the likelihood has held, as of the newest fit."""

    fit: LikelihoodFit
    figure: SafeString
    groups: tuple[tuple[Group, str], ...]
    figures: tuple[tuple[str, str], ...]


def league(day: date, stage: str) -> dict:
    """What the list of outlets shows of track records; three queries and one for the fit."""
    if stage and stage not in STAGES:
        raise no_such_filter()
    told = reports.reports_up_to(day)
    records = track_records.track_records(told, reports.leads_up_to(day), stage)
    records = [record for record in records if record.origin.startswith(PREFIX)]
    best = track_records.ranked(records)[:PLACES]
    outlets = Outlet.objects.in_bulk([r.origin.removeprefix(PREFIX) for r in best], field_name="slug")
    mean = track_records.mean_of(told, stage)
    places = []
    for record in best:
        if outlet := outlets.get(record.origin.removeprefix(PREFIX)):
            places.append(_place(len(places) + 1, outlet, record, mean))
    return {
        "stage": stage,
        "stages": [(value, stage_in_words(value)) for value in STAGES],
        "league": places,
        "too_few": sum(not record.whole.is_enough for record in records),
        "enough": track_records.ENOUGH,
        "mean": round(100 * mean.right / mean.resolved) if mean.resolved else None,
        "hold": hold(day),
    }


def of_outlet(outlet: Outlet, day: date) -> dict:
    """What the page of one outlet shows of its record; four queries."""
    origin = f"{PREFIX}{outlet.slug}"
    own, everybody = reports.reports_up_to(day, origin), reports.reports_of_all(day)
    record = track_records.track_record(origin, own, reports.leads_up_to(day, origin).get(origin, ()))
    return {
        "record": record,
        "record_whole": _score_row(_("All stages"), record.whole, track_records.mean_of(everybody)),
        "record_stages": [
            _score_row(stage_in_words(stage), score, track_records.mean_of(everybody, stage), stage)
            for stage, score in record.by_stage.items()
        ],
        "record_first": _first(record),
        "record_lead": _lead(record),
        "record_rejected": [
            (reason, Decision.Reason(reason).label, count)
            for reason, count in sorted(record.rejected.items())
        ],
        "enough": track_records.ENOUGH,
    }


def hold(day: date) -> Hold | None:
    """Whether rumours came true as often as was said; ``None`` before anything was resolved and counted."""
    fit = likelihood_fits.fit_on(day, "in")
    if fit is None or not fit.resolved:
        return None
    groups = likelihood_fits.groups_of(fit)
    return Hold(
        fit=fit,
        figure=reliability.figure(groups, _("Did rumours come true as often as we said?")),
        groups=tuple((group, _in_words(group.interval)) for group in groups if group.count),
        figures=_figures(fit.figures),
    )


def _figures(figures: Mapping) -> tuple[tuple[str, str], ...]:
    return (
        (_("Brier score (0 is best)"), number_format(figures["brier"], 3)),
        (
            _("Always saying the mean, %(mean)s in 100") % {"mean": round(100 * figures["base_rate"])},
            number_format(figures["brier_of_base_rate"], 3),
        ),
        (_("Following the best single outlet"), number_format(figures["brier_of_best_outlet"], 3)),
        (_("Mean distance from what came, in 100"), number_format(100 * figures["calibration_error"], 1)),
    )


def score_in_words(score: Score) -> str:
    """ "14 of 20 right, 70 in 100 (48–86)"; without enough resolved there is no rate, only the interval."""
    if not score.resolved:
        return _("nothing resolved yet")
    told = {"right": score.right, "resolved": score.resolved, "interval": _in_words(score.interval)}
    if score.rate is None:
        return _("%(right)s of %(resolved)s right (%(interval)s)") % told
    return _("%(right)s of %(resolved)s right, %(rate)s in 100 (%(interval)s)") % (
        told | {"rate": round(100 * score.rate)}
    )


def _place(place: int, outlet: Outlet, record: TrackRecord, mean: Score) -> Place:
    return Place(place, outlet, _score_row("", record.whole, mean), _first(record), _lead(record))


def _score_row(words: str, score: Score, mean: Score, stage: str = "") -> ScoreRow:
    rate = score.rate
    return ScoreRow(
        score=score,
        words=words,
        rate="–" if rate is None else str(round(100 * rate)),
        interval=_in_words(score.interval),
        drawing=shares.interval(*score.interval, rate, mean.right / mean.resolved if mean.resolved else None),
        stage=stage,
    )


def _in_words(interval: Sequence[float]) -> str:
    low, high = (round(100 * end) for end in interval)
    return f"{low}–{high}"


def _first(record: TrackRecord) -> str:
    share = record.first_share
    return "–" if share is None else _("%(count)s in 100") % {"count": round(100 * share)}


def _lead(record: TrackRecord) -> str:
    """The median of hours ahead of the confirmation; in days where it is more than two."""
    if record.lead is None:
        return "–"
    if record.lead >= 48:
        days = round(record.lead / 24)
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    hours = round(record.lead)
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
