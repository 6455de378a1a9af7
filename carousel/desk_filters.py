"""What an editor may ask the desk's list for; each filter is a name in the address and a condition here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.models import Claim, Outlet
from carousel import searching, snoozing
from carousel.models import Club, ClubAlias, Coach, CoachAlias, Direction, Rumour, RumourEvidence
from carousel.prepared import AnyOf, Given, Prepared

# So long before a rumour expires the desk says that it will.
SOON = timedelta(days=3)
OPEN = Q(status=Rumour.Status.OPEN)
SHOWN = {
    "all": Q(),
    "conflicts": Q(urgency=0),
    "facts": OPEN & Q(is_fact_claimed=True) & ~Q(direction=Direction.HELD),
    "rumours": OPEN & Q(is_fact_claimed=False) & ~Q(direction=Direction.HELD),
    "background": OPEN & Q(direction=Direction.HELD),
    "withdrawn": Q(status=Rumour.Status.RETRACTED),
    "expiring": Q(expires_on__lte=Now() + SOON),
}
SNOOZED = "snoozed"
# Kinds that are seldom there are named where there are any.
SELDOM = ("withdrawn", SNOOZED)
# How long a question has waited: since so many days at most, or for longer.
AGES = {"day": (0, 1), "week": (0, 7), "month": (0, 30), "older": (30, None)}
AGE_WORDS = {
    "day": _("a day at most"),
    "week": _("a week at most"),
    "month": _("a month at most"),
    "older": _("more than a month"),
}


@dataclass(frozen=True)
class Wanted:
    """Which questions the list shows. Each field is text as the address has it, empty for any."""

    show: str = "all"
    stage: str = ""
    coach: str = ""
    club: str = ""
    country: str = ""
    league: str = ""
    outlet: str = ""
    language: str = ""
    age: str = ""
    article: str = ""
    near: str = ""
    q: str = ""

    @classmethod
    def by(cls, given: Mapping[str, str]) -> Wanted:
        """What an address asks for; what means nothing to us is left out."""
        said = {field.name: searching.tidy(given.get(field.name, "")) for field in fields(cls)}
        known = {"show": {*SHOWN, SNOOZED}, "stage": {*Claim.Stage.values}, "age": {*AGES}}
        for name, values in known.items():
            if said[name] not in values:
                said[name] = "all" if name == "show" else ""
        for name in ("article", "near"):
            if not (said[name].isascii() and said[name].isdigit() and len(said[name]) <= 18):
                said[name] = ""
        return cls(**said)

    @property
    def query(self) -> dict[str, str]:
        """What the address has to say of it."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in said.items() if value and (name, value) != ("show", "all")}

    @property
    def narrowed(self) -> dict[str, str]:
        """The filters beside the kind that are set."""
        return {name: value for name, value in self.query.items() if name != "show"}

    @property
    def is_filtered(self) -> bool:
        """Whether it is narrowed by more than words: then its queries are as many as there are filters."""
        return bool(self.narrowed.keys() - {"q"})

    @cached_property
    def with_words(self) -> list[int]:
        """What waits and has the words; found once, for the list, its counts and a batch of all its pages."""
        return WITH_WORDS.ask(words=self.q)

    def without(self, name: str) -> Wanted:
        return replace(self, **{name: ""})


ANY = Wanted()


def open_rumours(wanted: Wanted, day: date) -> QuerySet[Rumour]:
    """The rumours that are asked for, those that sleep left out, or they alone."""
    found = narrowed(wanted, day)
    asleep = Q(pk__in=snoozing.sleeping(day).values("pk"))
    return found.filter(asleep) if wanted.show == SNOOZED else found.filter(SHOWN[wanted.show], ~asleep)


def narrowed(wanted: Wanted, day: date) -> QuerySet[Rumour]:
    """What waits, of all kinds that the other filters leave."""
    found = Rumour.objects.waiting()
    for name, value in wanted.narrowed.items():
        found = found.filter(Q(pk=AnyOf(wanted.with_words)) if name == "q" else CONDITIONS[name](value, day))
    return found


def _age(value: str, day: date) -> Q:
    least, most = AGES[value]
    if most is None:
        return Q(opened_on__lt=day - timedelta(days=least))
    return Q(opened_on__gte=day - timedelta(days=most))


def _reported(**of_claim: str) -> Q:
    """A claim behind it is such."""
    behind = RumourEvidence.objects.filter(rumour=OuterRef("pk"))
    return Q(Exists(behind.filter(**of_claim)))


def _near(value: str, day: date) -> Q:
    one = Rumour.objects.filter(pk=value)
    return Q(coach__in=one.values("coach")) | Q(club__in=one.values("club"))


def _with_words() -> QuerySet:
    """What waits and has the words: in its coach or club, called so or nearly so, its outlet or a passage.

    Each is found by an index of its own: one condition on all of them would read every passage.
    """
    words = Given("words")

    def named(rows: QuerySet, field: str, pk: str) -> QuerySet:
        return searching.by_name(rows, field, words).order_by().values(pk)

    coaches = named(Coach.objects.all(), "name", "pk").union(named(CoachAlias.objects.all(), "text", "coach"))
    clubs = named(Club.objects.all(), "name", "pk").union(named(ClubAlias.objects.all(), "text", "club"))
    outlets = named(Outlet.objects.all(), "name", "pk")
    claims = Claim.objects.order_by().values("pk")
    said = claims.alias(plain=searching.Plain("passage"), wanted=searching.in_plain(words))
    told = said.filter(plain__contains=F("wanted")).union(claims.filter(article__outlet__in=outlets))
    behind = RumourEvidence.objects.filter(claim__in=told).values("rumour")
    found = Rumour.objects.waiting().filter(Q(coach__in=coaches) | Q(club__in=clubs) | Q(pk__in=behind))
    return found.order_by().values_list("pk", flat=True)


WITH_WORDS = Prepared(_with_words)


CONDITIONS = {
    "stage": lambda value, day: Q(stage=value),
    "coach": lambda value, day: Q(coach__slug=value),
    "club": lambda value, day: Q(club__slug=value),
    "country": lambda value, day: Q(club__country=value),
    "league": lambda value, day: Q(
        club__in=Club.objects.filter(participations__season__competition__slug=value).values("pk")
    ),
    "outlet": lambda value, day: _reported(claim__article__outlet__slug=value),
    "language": lambda value, day: _reported(claim__article__language=value),
    "article": lambda value, day: _reported(claim__article=value),
    "age": _age,
    "near": _near,
}
