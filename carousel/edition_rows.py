"""The rows that editions are made of, each asked for by a query that was put into SQL once.

A page asks a dozen of them, and putting those into SQL took the site longer than the database took to
answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Coalesce

from articles.countries import day_in
from articles.models import Claim
from carousel.models import Club, Coach, Rumour, Stint, Vacancy
from carousel.origins import with_origins
from carousel.prepared import AnyOf, Given, Prepared
from carousel.record.facts import SEAT_ROLES, RumourFact, RumourKey
from carousel.standing import rumour_rows, stint_rows, vacancy_rows

OF_COACH, OF_CLUB = {"coach_id": Given("coach")}, {"club_id": Given("club")}
OF_COACHES, OF_CLUBS = {"coach_id": AnyOf("coaches")}, {"club_id": AnyOf("clubs")}

POSTS_OF_COACH = Prepared(lambda: stint_rows(Stint.objects.filter(**OF_COACH)))
POSTS_OF_COACHES = Prepared(lambda: stint_rows(Stint.objects.filter(**OF_COACHES)))
POSTS_AT_CLUB = Prepared(lambda: stint_rows(Stint.objects.filter(**OF_CLUB)))
POSTS_ELSEWHERE = Prepared(lambda: stint_rows(Stint.objects.filter(**OF_COACHES).exclude(**OF_CLUB)))
POSTS_AROUND = Prepared(lambda: stint_rows(Stint.objects.filter(Q(**OF_COACHES) | Q(**OF_CLUBS))))
POSTS_IN_SEATS_OF = Prepared(lambda: stint_rows(Stint.objects.filter(**OF_CLUBS, role__in=SEAT_ROLES)))
POSTS_IN_SEATS = Prepared(lambda: stint_rows(Stint.objects.filter(role__in=SEAT_ROLES)))
ALL_POSTS = Prepared(lambda: stint_rows(Stint.objects.all()))

RUMOURS_OF_COACH = Prepared(lambda: rumour_rows(Rumour.objects.public().filter(**OF_COACH)))
RUMOURS_AT_CLUB = Prepared(lambda: rumour_rows(Rumour.objects.filter(**OF_CLUB)))
# Those about who gets the seats of clubs that were open on a day of a time.
RUMOURS_AT_SEATS = Prepared(
    lambda: rumour_rows(
        Rumour.objects.public()
        .filter(**OF_CLUBS, direction="in", role="head_coach", opened_on__lte=Given("until"))
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gte=Given("since")))
    )
)
OPEN_RUMOURS = Prepared(lambda: rumour_rows(Rumour.objects.public().open()))
THESE_RUMOURS = Prepared(lambda: rumour_rows(Rumour.objects.filter(pk=AnyOf("pks"))))

VACANCIES_AT_CLUB = Prepared(lambda: vacancy_rows(Vacancy.objects.filter(**OF_CLUB)))
VACANCIES_AT_CLUBS = Prepared(lambda: vacancy_rows(Vacancy.objects.filter(**OF_CLUBS)))
ALL_VACANCIES = Prepared(lambda: vacancy_rows(Vacancy.objects.all()))

# What no page shows of a coach and a club.
LEFT_BEHIND = ("reference", "updated_at")
COACHES = Prepared(lambda: Coach.objects.defer(*LEFT_BEHIND).filter(pk=AnyOf("pks")).order_by())
CLUBS = Prepared(lambda: Club.objects.defer(*LEFT_BEHIND).filter(pk=AnyOf("pks")).order_by())
CLAIMS = Prepared(lambda: with_origins(Claim.objects.filter(pk=AnyOf("pks"))).order_by())
RUMOUR_IDS = Prepared(
    lambda: Rumour.objects.filter(**OF_COACHES, **OF_CLUBS).values_list(
        "coach_id", "club_id", "direction", "ordinal", "pk"
    )
)


def by_key(query: Prepared, pks: Collection[int]) -> dict[int, Any]:
    """The rows with these keys, each under its own; of none nothing is asked."""
    return {row.pk: row for row in query.ask(pks=list(pks))} if pks else {}


def rumour_ids(rumours: Iterable[RumourFact]) -> dict[RumourKey, int]:
    """The row of each of the rumours that has one today."""
    keys = {rumour.key for rumour in rumours}
    if not keys:
        return {}
    rows = RUMOUR_IDS.ask(coaches=list({k[0] for k in keys}), clubs=list({k[1] for k in keys}))
    return {(coach, club, way, n): pk for coach, club, way, n, pk in rows if (coach, club, way, n) in keys}


def _counting(claims: QuerySet[Claim]) -> QuerySet:
    """The days of these claims but for what readers never see; a moment only of those without a day."""
    unseen = Q(rumour_evidence__rumour__status="rejected") | Q(rumour_evidence__rumour__direction="held")
    moment = Coalesce("article__published_at", "article__arrived_at")
    known = claims.weighed().exclude(unseen).order_by()
    return known.values_list(
        "article__published_on",
        Case(When(article__published_on__isnull=True, then=moment)),
        "article__outlet__country",
    ).distinct()


TOLD_OF_COACH = Prepared(lambda: _counting(Claim.objects.filter(subject__coach_id=Given("coach"))))
TOLD_OF_CLUB = Prepared(lambda: _counting(Claim.objects.filter(subject__club_id=Given("club"))))
TOLD_OF_RUMOUR = Prepared(lambda: _counting(Claim.objects.filter(rumour_evidence__rumour_id=Given("rumour"))))


def days_told(query: Prepared, **of: int) -> tuple[date, ...]:
    """The days from which the claims counted, oldest first; one query."""
    return tuple(sorted({on or day_in(country or "", moment) for on, moment, country in query.ask(**of)}))
