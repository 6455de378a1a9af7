"""Whose reports proved right: per outlet and stage, with how sure one can be of it.

A report is right when its stage was true (``carousel.likelihood.truth``), whoever got the
post; the likelihood of a rumour asks who gets it. Everything is counted from the record,
so that what a decision changed an undoing changes back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from carousel.likelihood.scoring import wilson
from carousel.record.facts import LADDER, LADDER_OUT

# With fewer resolved reports there is neither a rate nor a place: three of three is not a hundred of them.
ENOUGH = 20


@dataclass(frozen=True)
class Reports:
    """So many reports of one origin that are alike in all that counts."""

    origin: str
    stage: str
    count: int
    is_right: bool | None
    is_first: bool
    rejected_for: str = ""


@dataclass(frozen=True)
class Score:
    """How many reports were right, of how many of which it can be said."""

    right: int
    resolved: int

    @property
    def is_enough(self) -> bool:
        return self.resolved >= ENOUGH

    @property
    def rate(self) -> float | None:
        return self.right / self.resolved if self.is_enough else None

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.right, self.resolved)


@dataclass(frozen=True)
class TrackRecord:
    """``lead`` is the median of hours from an origin's first report to the confirmation.

    ``first`` is how many of its reports nobody had before it, of ``told`` on rumours that
    are over; ``rejected`` counts them by the reason for which editors rejected them.
    """

    origin: str
    whole: Score
    by_stage: Mapping[str, Score]
    first: int
    told: int
    lead: float | None
    leads: int
    rejected: Mapping[str, int]

    @property
    def first_share(self) -> float | None:
        return self.first / self.told if self.told >= ENOUGH else None


def track_record(origin: str, reports: Iterable[Reports], leads: Sequence[float] = ()) -> TrackRecord:
    """What the reports of one origin, and its leads in hours, come to."""
    reports = list(reports)
    stages = [stage for stage in (*LADDER, *LADDER_OUT) if any(r.stage == stage for r in reports)]
    rejected: dict[str, int] = defaultdict(int)
    for report in reports:
        if report.rejected_for:
            rejected[report.rejected_for] += report.count
    return TrackRecord(
        origin=origin,
        whole=_score(reports),
        by_stage={stage: _score(r for r in reports if r.stage == stage) for stage in stages},
        first=sum(r.count for r in reports if r.is_first),
        told=sum(r.count for r in reports),
        lead=median(leads) if leads else None,
        leads=len(leads),
        rejected=dict(rejected),
    )


def _score(reports: Iterable[Reports]) -> Score:
    judged = [r for r in reports if r.is_right is not None]
    return Score(sum(r.count for r in judged if r.is_right), sum(r.count for r in judged))


def track_records(
    reports: Iterable[Reports], leads: Mapping[str, Sequence[float]], stage: str = ""
) -> list[TrackRecord]:
    """One for each origin, of its reports at the stage or at all of them."""
    by_origin: dict[str, list[Reports]] = defaultdict(list)
    for report in reports:
        if stage in ("", report.stage):
            by_origin[report.origin].append(report)
    return [track_record(origin, by_origin[origin], leads.get(origin, ())) for origin in sorted(by_origin)]


def ranked(records: Iterable[TrackRecord]) -> list[TrackRecord]:
    """Those with enough to go by, by the lower end of the interval: a short lucky run does not lead."""
    enough = (r for r in records if r.whole.is_enough)
    return sorted(enough, key=lambda r: (-r.whole.interval[0], -r.whole.resolved, r.origin))


def mean_of(reports: Iterable[Reports], stage: str = "") -> Score:
    """The score of all outlets together."""
    return _score(r for r in reports if stage in ("", r.stage))
