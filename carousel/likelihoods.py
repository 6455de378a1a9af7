"""The likelihood of open rumours, with what it needs of the record read in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from carousel import editions
from carousel.editions import Edition
from carousel.likelihood import priors
from carousel.likelihood.boards import Likelihood, boards_of
from carousel.likelihood.cases import SEAT_ROLES, Case, Seat, case_of, seat_of
from carousel.likelihood.history import History
from carousel.likelihood.truth import came_true, was_right
from carousel.likelihood_fits import DIRECTIONS, weights_on
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
    return editions.standing(stints, rumours, Vacancy.objects.filter(club__in=clubs))


def _of_record(record: Record, clubs: set[int], day: date) -> dict[RumourKey, Likelihood]:
    cases = list(_cases(record, clubs, day))
    origins = {voice.origin for case in cases for voice in case.voices}
    return boards_of(cases, history(day, origins), weights_on(day))


def _cases(record: Record, clubs: set[int], day: date) -> Iterable[Case]:
    public = [r for r in record.rumours if r.is_public and r.club_id in clubs]
    asked = [r for r in public if _asks(r)]
    seats = {
        club: seat_of(club, day, record.stints, record.vacancies, [r for r in asked if r.direction == "out"])
        for club in sorted(clubs)
    }
    over: dict[tuple, list[RumourFact]] = defaultdict(list)
    for fact in public:
        if fact.ended_on:
            over[fact.key[:3]].append(fact)
    for fact in asked:
        # What is known of the head coach's seat says nothing of other posts.
        seat = seats[fact.club_id] if fact.role == "head_coach" else Seat()
        case = case_of(fact, day, seat=seat, earlier=over[fact.key[:3]])
        if case is not None:
            yield case


def history(day: date, origins: Iterable[str]) -> History:
    """What had become of rumours by the day, and of the reports of these origins; two queries."""
    reports, found = counted(day), History()
    alike = ("stage", "rumour__direction", "rumour__status", "rumour__decision__reason", "is_borne_out")
    for row in reports.values(*alike).annotate(reports=Count("pk"), rumours=Count("rumour", distinct=True)):
        found.came[row["stage"]].add(came_true(row["rumour__status"], reason_of(row)), row["rumours"])
        found.told[row["stage"]].add(was_right_in(row), row["reports"])
    of_origins = reports.filter(origin__in=list(origins)).values("origin", *alike)
    for row in of_origins.annotate(reports=Count("pk")):
        found.by_origin[row["origin"], row["stage"]].add(was_right_in(row), row["reports"])
    return found


def counted(day: date) -> QuerySet[RumourVoice]:
    """The reports on rumours of getting or losing a post that were over by the day."""
    voices = RumourVoice.objects.exclude(stage=AGAINST).filter(rumour__direction__in=DIRECTIONS)
    return voices.filter(rumour__ended_on__lte=day).order_by()


def was_right_in(row: Mapping) -> bool | None:
    """Whether the reports that were counted together in the row were right."""
    return was_right(
        row["rumour__direction"],
        row["stage"],
        row["rumour__status"],
        is_borne_out=row["is_borne_out"],
        reason=reason_of(row),
    )


def reason_of(row: Mapping) -> str:
    """Why an editor rejected it; the reason of any other decision is of no account."""
    return (row["rumour__decision__reason"] or "") if row["rumour__status"] == "rejected" else ""
