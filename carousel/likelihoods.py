"""The likelihood of open rumours, with what it needs of the record read in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from carousel.editions import Edition
from carousel.likelihood import priors
from carousel.likelihood.boards import Likelihood, boards_of
from carousel.likelihood.cases import Case, Seats, case_of
from carousel.likelihood.history import History, Tally
from carousel.likelihood.movement import SPAN, with_movement
from carousel.likelihood_fits import DIRECTIONS, record_of_tables, weights_on
from carousel.models import Rumour, RumourVoice, Stint, Vacancy
from carousel.prepared import AnyOf, Given, Prepared
from carousel.record.facts import SEAT_ROLES, Record, RumourFact, RumourKey
from carousel.record.voices import AGAINST
from carousel.standing import rumour_rows, stint_rows, vacancy_rows

KEPT = timedelta(days=priors.DENIALS_KEPT)


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
    cases = list(_cases(record, clubs, day))
    earlier = list(_cases(record, clubs, day - SPAN)) if moved else []
    origins = {voice.origin for case in (*cases, *earlier) for voice in case.voices}
    counts, weights = history(day, origins), weights_on(day)
    found = boards_of(cases, counts, weights)
    return with_movement(found, boards_of(earlier, counts, weights), day - SPAN) if moved else found


def _cases(record: Record, clubs: set[int], day: date) -> Iterable[Case]:
    """The candidacies that were open on the day, as far as they were known."""
    public = [r for r in record.rumours if r.is_public and r.club_id in clubs]
    asked = [r for r in public if r.direction in DIRECTIONS and _ran(r, day)]
    seats = Seats(record.stints, record.vacancies, [r for r in asked if r.direction == "out"])
    over: dict[tuple, list[RumourFact]] = defaultdict(list)
    for fact in public:
        if fact.ended_on and fact.ended_on <= day:
            over[fact.key[:3]].append(fact)
    for fact in asked:
        case = case_of(fact, day, seat=seats.on(fact, day), earlier=over[fact.key[:3]])
        if case is not None:
            yield case


def _ran(rumour: RumourFact, day: date) -> bool:
    return rumour.ended_on is None or rumour.ended_on > day


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
