"""The reports of outlets and what became of them, counted in the tables."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Case, Count, Value, When

from carousel.likelihoods import counted
from carousel.models import StintEvidence
from carousel.track_records import Reports

# What tells of the fact itself is published within so many days of the day on which the rumour ended.
AROUND = timedelta(days=7)


def reports_up_to(day: date, origin: str = "") -> list[Reports]:
    """The reports on rumours that were over by the day, of one origin or of each; one query."""
    rows = counted(day).filter(origin=origin) if origin else counted(day)
    rejected_for = Case(When(rumour__status="rejected", then="rumour__decision__reason"), default=Value(""))
    alike = rows.annotate(rejected_for=rejected_for).values_list(
        "origin", "stage", "is_right", "is_first", "rejected_for"
    )
    return [
        Reports(told, stage, count, right, first, reason)
        for told, stage, right, first, reason, count in alike.annotate(count=Count("pk"))
    ]


def reports_of_all(day: date) -> list[Reports]:
    """The same of all origins together, as if they were one; one query."""
    alike = counted(day).values_list("stage", "is_right").annotate(count=Count("pk"))
    return [Reports("", stage, count, right, False) for stage, right, count in alike]


def leads_up_to(day: date, origin: str = "") -> dict[str, list[float]]:
    """By origin the hours from its first report of each rumour to the confirmation; two queries."""
    return {told: list(hours.values()) for told, hours in ahead_up_to(day, origin).items()}


def ahead_up_to(day: date, origin: str = "") -> dict[str, dict[int, float]]:
    """By origin its first report of each rumour that was confirmed after it, by how many hours."""
    rows = counted(day).filter(rumour__status="confirmed")
    if origin:
        rows = rows.filter(origin=origin)
    first: dict[tuple[str, int], tuple] = {}
    for told, rumour, report, on, at, *rest in rows.values_list(
        "origin",
        "rumour",
        "pk",
        "first_on",
        "claim__article__published_at",
        "rumour__coach",
        "rumour__club",
        "rumour__direction",
        "rumour__ended_on",
    ):
        moment = at or _noon(on)
        if (told, rumour) not in first or moment < first[told, rumour][0]:
            first[told, rumour] = (moment, report, *rest)
    confirmed = _moments_of_facts({rest[2] for rest in first.values()})
    leads: dict[str, dict[int, float]] = defaultdict(dict)
    for (told, _rumour), (moment, report, coach, club, direction, ended_on) in sorted(first.items()):
        near = [
            fact
            for fact in confirmed[coach, club, "end" if direction == "out" else "start"]
            if abs(fact.date() - ended_on) <= AROUND
        ]
        ahead = (min(near, default=_noon(ended_on)) - moment).total_seconds() / 3600
        if ahead > 0:
            leads[told][report] = ahead
    return dict(leads)


def _moments_of_facts(coaches: set[int]) -> dict[tuple[int, int, str], list[datetime]]:
    """When the starts and ends of these coaches' stints were reported."""
    moments: dict[tuple[int, int, str], list[datetime]] = defaultdict(list)
    told = StintEvidence.objects.filter(stint__coach__in=coaches).exclude(bears_on="course")
    for coach, club, on, at, day in told.values_list(
        "stint__coach",
        "stint__club",
        "bears_on",
        "claim__article__published_at",
        "claim__article__published_on",
    ):
        if at or day:
            moments[coach, club, on].append(at or _noon(day))
    return moments


def _noon(day: date) -> datetime:
    """Where no hour is known the middle of the day stands for it."""
    return datetime.combine(day, time(12), UTC)
