"""The likelihood of open rumours, with what it needs of the record read in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from carousel.editions import Edition
from carousel.likelihood import priors
from carousel.likelihood.boards import Likelihood, boards_of
from carousel.likelihood.cases import SEAT_ROLES, Case, Seats, case_of
from carousel.likelihood.history import History, Tally
from carousel.likelihood_fits import DIRECTIONS, record_of_tables, weights_on
from carousel.models import Rumour, RumourVoice, Stint, Vacancy
from carousel.record.facts import Record, RumourFact, RumourKey
from carousel.record.voices import AGAINST

KEPT = timedelta(days=priors.DENIALS_KEPT)


def of_edition(edition: Edition) -> dict[RumourKey, Likelihood]:
    """The likelihood of every open rumour in the edition, as it stood on its day.

    Whose reports had been right by then is read from what has become of those rumours.
    """
    clubs = {r.club_id for r in edition.record.rumours if _asks(r)}
    if not clubs:
        return {}
    return _of_record(edition.whole or _around(clubs, edition.day), clubs, edition.day)


def of_rows(rumours: Iterable[Rumour], day: date) -> dict[RumourKey, Likelihood]:
    """The same of rows of today's record."""
    clubs = {r.club_id for r in rumours if r.is_open and r.direction in DIRECTIONS}
    return _of_record(_around(clubs, day), clubs, day) if clubs else {}


def _asks(rumour: RumourFact) -> bool:
    return rumour.is_open and rumour.is_public and rumour.direction in DIRECTIONS


def _around(clubs: set[int], day: date) -> Record:
    """What the tables hold of the seats: who is in them, the open rumours, and what was denied of late."""
    against = RumourVoice.objects.filter(rumour=OuterRef("pk"), stage=AGAINST)
    lately = Q(ended_on__gte=day - KEPT) & Q(Exists(against))
    rumours = Rumour.objects.public().filter(club__in=clubs).filter(Q(status="open") | lately)
    stints = Stint.objects.filter(club__in=clubs, role__in=SEAT_ROLES)
    return record_of_tables(stints, rumours, Vacancy.objects.filter(club__in=clubs))


def _of_record(record: Record, clubs: set[int], day: date) -> dict[RumourKey, Likelihood]:
    cases = list(_cases(record, clubs, day))
    origins = {voice.origin for case in cases for voice in case.voices}
    return boards_of(cases, history(day, origins), weights_on(day))


def _cases(record: Record, clubs: set[int], day: date) -> Iterable[Case]:
    public = [r for r in record.rumours if r.is_public and r.club_id in clubs]
    asked = [r for r in public if _asks(r)]
    seats = Seats(record.stints, record.vacancies, [r for r in asked if r.direction == "out"])
    over: dict[tuple, list[RumourFact]] = defaultdict(list)
    for fact in public:
        if fact.ended_on:
            over[fact.key[:3]].append(fact)
    for fact in asked:
        case = case_of(fact, day, seat=seats.on(fact, day), earlier=over[fact.key[:3]])
        if case is not None:
            yield case


def history(day: date, origins: Iterable[str]) -> History:
    """What had become of rumours by the day, and of the reports of these origins; two queries."""
    reports, found = counted(day), History()
    of_reports = {"right": Count("pk", filter=Q(is_right=True)), "judged": Count("is_right")}
    of_rumours = {"came": Count("pk", filter=Q(came_true=True)), "over": Count("came_true")}
    for stage, *counts in reports.values_list("stage").annotate(**of_reports, **of_rumours):
        found.told[stage] = Tally(*counts[:2])
        found.came[stage] = Tally(*counts[2:])
    of_origins = reports.filter(origin__in=list(origins)).values_list("origin", "stage")
    for origin, stage, *counts in of_origins.annotate(**of_reports):
        found.by_origin[origin, stage] = Tally(*counts)
    return found


def counted(day: date) -> QuerySet[RumourVoice]:
    """The reports on rumours that were over by the day."""
    return RumourVoice.objects.exclude(stage=AGAINST).filter(ended_on__lte=day).order_by()
