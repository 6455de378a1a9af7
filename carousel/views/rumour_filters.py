"""What the list of rumours can be narrowed to, in the address, and who fits: rows and facts by one rule."""

from __future__ import annotations

import operator
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from articles.models import Article, Outlet
from carousel.leagues import League, is_league, leagues_on
from carousel.likelihood.boards import Likelihood
from carousel.likelihood.movement import DOWN, NEW, UP
from carousel.models import Club, Rumour, RumourEvidence
from carousel.record.facts import LADDER, LADDER_OUT, RumourFact
from carousel.views.choices import no_such_filter

DIRECTIONS = ("in", "out")
WITHOUT = "without"
# By name what of a rumour is asked, how it compares with the day so many days ago.
AGES = {
    "reported-3": ("newest_on", "gte", 3),
    "reported-7": ("newest_on", "gte", 7),
    "reported-30": ("newest_on", "gte", 30),
    "silent-14": ("newest_on", "lt", 14),
    "begun-7": ("opened_on", "gte", 7),
    "begun-30": ("opened_on", "gte", 30),
    "begun-before-90": ("opened_on", "lt", 90),
}
# The lowest and the highest number of each band, in points of a hundred as they are shown.
BANDS = {f"{low}-{high}": (low, high) for low, high in ((75, 100), (50, 74), (25, 49), (10, 24), (0, 9))}
MOVEMENTS = (UP, DOWN, NEW)
# Each way to end that readers are told of, by its word: the status, and who called it off.
ENDINGS = {
    "confirmed": ("confirmed", ""),
    "coach": ("withdrawn", "coach"),
    "club": ("withdrawn", "club"),
    "employer": ("withdrawn", "employer"),
    "collapsed": ("withdrawn", "unspecified"),
    "seat-filled": ("seat_filled", ""),
    "other-job": ("took_other_job", ""),
    "denied": ("denied", ""),
    "expired": ("expired", ""),
    "retracted": ("retracted", ""),
}
# By the word of the address the values that it may have; of the others the database knows them.
LISTED: dict[str, Collection[str]] = {
    "stage": (*LADDER, *LADDER_OUT),
    "direction": DIRECTIONS,
    "age": AGES,
    "likelihood": BANDS,
    "movement": MOVEMENTS,
    "caretakers": (WITHOUT,),
    "ending": ENDINGS,
}
KNOWN = ("league", "country", "outlet")
OF_NUMBER = ("likelihood", "movement")


@dataclass(frozen=True)
class Filters:
    """``wanted`` is what the address asks for by its word, empty where it asks for all."""

    wanted: dict[str, str]
    day: date
    leagues: dict[str, League] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.wanted.values())

    @property
    def has_further(self) -> bool:
        """Whether one of those is chosen that the form folds away."""
        return any(
            self.wanted[name] for name in ("country", "outlet", "age", "caretakers", "ending", *OF_NUMBER)
        )

    @property
    def asks_number(self) -> bool:
        """Whether the likelihood decides who fits; only an open rumour has one."""
        return any(self.wanted[name] for name in OF_NUMBER)

    @property
    def clubs(self) -> frozenset[int]:
        """Those of the league: nobody's, where it had no season on record by the day."""
        league = self.leagues.get(self.wanted["league"])
        return league.clubs if league else frozenset()

    @property
    def earliest(self) -> tuple[str, str, date] | None:
        """What is compared with which day, where an age is asked for."""
        if not self.wanted["age"]:
            return None
        name, how, days = AGES[self.wanted["age"]]
        return name, how, self.day - timedelta(days=days)

    def rows(self, rumours: QuerySet[Rumour]) -> QuerySet[Rumour]:
        """Those that fit, as far as the table of rumours can tell."""
        wanted = self.wanted
        same = {"stage": "stage", "direction": "direction", "country": "club__country"}
        asked = {column: wanted[name] for name, column in same.items() if wanted[name]}
        if wanted["league"]:
            asked["club__in"] = self.clubs
        if wanted["ending"]:
            asked["status"], asked["by"] = ENDINGS[wanted["ending"]]
        if self.earliest:
            name, how, day = self.earliest
            asked[f"{name}__{how}"] = day
        found = rumours.filter(**asked)
        if wanted["caretakers"]:
            found = found.exclude(role="caretaker")
        if wanted["outlet"]:
            told = RumourEvidence.objects.filter(rumour=OuterRef("pk"))
            found = found.filter(Exists(told.filter(claim__article__outlet__slug=wanted["outlet"])))
        return found

    def facts(self, rumours: Iterable[RumourFact], clubs: dict[int, Club]) -> list[RumourFact]:
        """The same of facts of the record; a query where an outlet is asked for."""
        rumours = list(rumours)
        articles = self._articles_of_outlet(rumours) if self.wanted["outlet"] else None
        return [r for r in rumours if self._fits(r, clubs[r.club_id], articles)]

    def _fits(self, rumour: RumourFact, club: Club, articles: set[int] | None) -> bool:
        wanted = self.wanted
        if self.earliest:
            name, how, day = self.earliest
            if not {"gte": operator.ge, "lt": operator.lt}[how](getattr(rumour, name), day):
                return False
        return (
            wanted["stage"] in ("", rumour.stage)
            and wanted["direction"] in ("", rumour.direction)
            and wanted["country"] in ("", club.country)
            and (not wanted["league"] or club.pk in self.clubs)
            and (not wanted["caretakers"] or rumour.role != "caretaker")
            and (not wanted["ending"] or (rumour.status, rumour.by) == ENDINGS[wanted["ending"]])
            and (articles is None or not articles.isdisjoint(rumour.articles))
        )

    def _articles_of_outlet(self, rumours: Iterable[RumourFact]) -> set[int]:
        told = {article for rumour in rumours for article in rumour.articles}
        of_outlet = Article.objects.filter(outlet__slug=self.wanted["outlet"], pk__in=told)
        return set(of_outlet.values_list("pk", flat=True))

    def number_fits(self, found: Likelihood | None) -> bool:
        """Whether the likelihood and its movement are as asked."""
        if found is None or found.moved is None:
            return not self.asks_number
        low, high = BANDS.get(self.wanted["likelihood"], (0, 100))
        return low <= found.points <= high and self.wanted["movement"] in ("", found.moved.way)


def asked(request: HttpRequest, day: date) -> Filters:
    """What the address asks for; raises ``BadRequest`` where it names what there is none of."""
    wanted = {name: request.GET.get(name, "") for name in (*LISTED, *KNOWN)}
    for name, allowed in LISTED.items():
        if wanted[name] and wanted[name] not in allowed:
            raise no_such_filter()
    filters = Filters(wanted, day, leagues_on(day))
    for name in KNOWN:
        if wanted[name] and ("\0" in wanted[name] or not _is_known(name, filters)):
            raise no_such_filter()
    return filters


def _is_known(name: str, filters: Filters) -> bool:
    """Whether there is such a league, country of a club or outlet; nothing need be said of it."""
    value = filters.wanted[name]
    if name == "league":
        return is_league(value, filters.leagues)
    if name == "country":
        return Club.objects.filter(country=value).exists()
    return Outlet.objects.filter(slug=value).exists()
