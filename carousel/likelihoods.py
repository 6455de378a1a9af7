"""The likelihood of open rumours, with what it needs of the record read in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from carousel.editions import Edition
from carousel.likelihood import priors
from carousel.likelihood.boards import Likelihood, boards_of, points_of
from carousel.likelihood.cases import Case, Seats, case_of
from carousel.likelihood.history import History, Tally
from carousel.likelihood.movement import SPAN, with_movement
from carousel.likelihood.parts import Weights
from carousel.likelihood.races import Race
from carousel.likelihood_fits import DIRECTIONS, record_of_tables, weights_on
from carousel.models import Rumour, RumourVoice, Stint, Vacancy
from carousel.prepared import AnyOf, Given, Prepared
from carousel.record.facts import SEAT_ROLES, Record, RumourFact, RumourKey
from carousel.record.voices import AGAINST
from carousel.standing import rumour_rows, stint_rows, vacancy_rows

KEPT = timedelta(days=priors.DENIALS_KEPT)
Measure = tuple[History, Mapping[str, Weights]]


def of_edition(
    edition: Edition, facts: Iterable[RumourFact] | None = None, *, moved: bool = False
) -> dict[RumourKey, Likelihood]:
    """The likelihood of every open rumour in the edition, or of these and their rivals, on its day.

    Whose reports had been right by then is read from what has become of those rumours. With
    ``moved`` each has its movement of late.
    """
    clubs = {r.club_id for r in (edition.record.rumours if facts is None else facts) if _asks(r)}
    if not clubs:
        return {}
    record = edition.whole or _around(clubs, edition.day)
    return _of_record(record, clubs, edition.day, moved=moved)


def of_race(
    edition: Edition, club: int, race: Race | None
) -> tuple[dict[RumourKey, Likelihood], list[dict[RumourKey, int]]]:
    """The likelihood of every open rumour about the club with its movement, and the course of the race.

    The course has the whole points of whoever was in it on each day of the race, all by the measure of
    the edition's day, so that those of its last day are those of the likelihoods.
    """
    days = race.days if race else ()
    if not days and not any(_asks(rumour) for rumour in edition.record.rumours):
        return {}, []
    record = edition.whole or _around({club}, edition.day)
    cases = _Cases(record, {club})
    measure = _measure(edition.day, [cases.on(day) for day in (*days, edition.day, edition.day - SPAN)])
    return _moved(cases, edition.day, measure), [points_of(cases.on(day), *measure) for day in days]


def of_rows(rumours: Iterable[Rumour], day: date, *, moved: bool = False) -> dict[RumourKey, Likelihood]:
    """The same of rows of today's record."""
    clubs = {r.club_id for r in rumours if r.is_open and r.direction in DIRECTIONS}
    return _of_record(_around(clubs, day), clubs, day, moved=moved) if clubs else {}


def _asks(rumour: RumourFact) -> bool:
    return rumour.is_open and rumour.is_public and rumour.direction in DIRECTIONS


def _around(clubs: set[int], day: date) -> Record:
    """What the tables hold of the seats: who is in them, the rumours that are open or were a week
    ago, and what was denied of late."""
    of = list(clubs)
    rumours = RUMOURS.ask(clubs=of, was_open=day - SPAN, lately=day - SPAN - KEPT)
    return record_of_tables(SEATED.ask(clubs=of), rumours, BETWEEN.ask(clubs=of))


def _told_lately() -> QuerySet[Rumour]:
    against = RumourVoice.objects.filter(rumour=OuterRef("pk"), stage=AGAINST)
    was_open = Q(ended_on__gt=Given("was_open"))
    lately = Q(ended_on__gte=Given("lately")) & Q(Exists(against))
    found = Rumour.objects.public().filter(Q(status="open") | was_open | lately, club_id=AnyOf("clubs"))
    return rumour_rows(found.order_by())


RUMOURS = Prepared(_told_lately)
SEATED = Prepared(lambda: stint_rows(Stint.objects.filter(club_id=AnyOf("clubs"), role__in=SEAT_ROLES)))
BETWEEN = Prepared(lambda: vacancy_rows(Vacancy.objects.filter(club_id=AnyOf("clubs"))))


def _of_record(record: Record, clubs: set[int], day: date, *, moved: bool) -> dict[RumourKey, Likelihood]:
    """Both days of a movement by one measure: the weights and the counts of the later one."""
    cases = _Cases(record, clubs)
    measure = _measure(day, [cases.on(each) for each in ([day, day - SPAN] if moved else [day])])
    return _moved(cases, day, measure) if moved else boards_of(cases.on(day), *measure)


def _moved(cases: _Cases, day: date, measure: Measure) -> dict[RumourKey, Likelihood]:
    since = day - SPAN
    return with_movement(boards_of(cases.on(day), *measure), boards_of(cases.on(since), *measure), since)


def _measure(day: date, looks: Iterable[Iterable[Case]]) -> Measure:
    """What was known by the day of those whose word the cases rest on, and the weights in force."""
    origins = {voice.origin for cases in looks for case in cases for voice in case.voices}
    return history(day, origins), weights_on(day)


class _Cases:
    """The candidacies that were open on a day, as far as they were known; each day is gone through once."""

    def __init__(self, record: Record, clubs: set[int]) -> None:
        self.public = [r for r in record.rumours if r.is_public and r.club_id in clubs]
        self.asked = [r for r in self.public if r.direction in DIRECTIONS]
        self.seats = Seats(record.stints, record.vacancies, [r for r in self.asked if r.direction == "out"])
        self.known: dict[date, list[Case]] = {}

    def on(self, day: date) -> list[Case]:
        if day not in self.known:
            self.known[day] = list(self._found(day))
        return self.known[day]

    def _found(self, day: date) -> Iterable[Case]:
        over: dict[tuple, list[RumourFact]] = defaultdict(list)
        for fact in self.public:
            if fact.ended_on and fact.ended_on <= day:
                over[fact.key[:3]].append(fact)
        for fact in self.asked:
            if not _ran(fact, day):
                continue
            case = case_of(fact, day, seat=self.seats.on(fact, day), earlier=over[fact.key[:3]])
            if case is not None:
                yield case


def _ran(rumour: RumourFact, day: date) -> bool:
    return rumour.opened_on <= day and (rumour.ended_on is None or rumour.ended_on > day)


def history(day: date, origins: Iterable[str]) -> History:
    """What had become of rumours by the day, and of the reports of these origins; one query."""
    found = History()
    for stage, origin, right, judged, came, over in COUNTS.ask(day=day, origins=list(origins)):
        found.told[stage] += Tally(right, judged)
        found.came[stage] += Tally(came, over)
        if origin:
            found.by_origin[origin, stage] = Tally(right, judged)
    return found


def counted(day: date) -> QuerySet[RumourVoice]:
    """The reports on rumours that were over by the day."""
    return RumourVoice.objects.exclude(stage=AGAINST).filter(ended_on__lte=day).order_by()


# By stage, with the origin where it is one of those that are asked for.
ASKED_FOR = models.When(origin=AnyOf("origins", "text"), then="origin")
COUNTS = Prepared(
    lambda: (
        counted(Given("day"))
        .annotate(of=models.Case(ASKED_FOR, default=models.Value("")))
        .values_list("stage", "of")
        .annotate(
            right=Count("pk", filter=Q(is_right=True)),
            judged=Count("is_right"),
            came=Count("pk", filter=Q(came_true=True)),
            over=Count("came_true"),
        )
    )
)
