"""Which clubs play in which league: those of its newest season by the day, with the pause before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from carousel.models import Competition, Participation, Season
from carousel.prepared import Given, Prepared
from carousel.season_table import PAUSE


@dataclass(frozen=True)
class League:
    slug: str
    name: str
    country: str
    clubs: frozenset[int]


def _playing() -> QuerySet:
    """The clubs of the newest season of each league that has begun, in the order of the leagues."""
    begun = Season.objects.filter(starts_on__lte=Given("begun_by"))
    newest = begun.order_by("competition_id", "-starts_on").distinct("competition_id").values("pk")
    rows = Participation.objects.filter(season__in=newest).order_by(
        "season__competition__country", "season__competition__level", "season__competition__name"
    )
    fields = ("slug", "name", "country")
    return rows.values_list(*(f"season__competition__{name}" for name in fields), "club_id")


PLAYING = Prepared(_playing)


def leagues_on(day: date) -> dict[str, League]:
    """The leagues by their slug, in the order in which they are listed; one query."""
    clubs: dict[tuple[str, str, str], set[int]] = {}
    for *league, club in PLAYING.ask(begun_by=day + PAUSE):
        clubs.setdefault(tuple(league), set()).add(club)
    return {
        slug: League(slug, name, country, frozenset(found)) for (slug, name, country), found in clubs.items()
    }


def is_league(slug: str, known: Mapping[str, League]) -> bool:
    """Whether there is such a league at all, be it without a season on record by the day."""
    return slug in known or ("\0" not in slug and Competition.objects.filter(slug=slug).exists())
