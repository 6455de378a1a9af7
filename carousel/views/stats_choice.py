"""What the statistics count: the league, the years or the season, the manner and the caretakers asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _

from carousel import season_table
from carousel.editions import Edition
from carousel.models import Competition, Participation
from carousel.record.days import Days
from carousel.record.facts import ANNOUNCED, REPORTED
from carousel.statistics import Choice
from carousel.views.choices import asked_with_caretakers, leagues_in_words
from carousel.wording import country_in_words

OF_SEASON = (
    *("season__slug", "season__starts_on", "season__ends_on"),
    *("season__competition__slug", "season__competition__name"),
)
FIRST_YEAR = 1990
YEARS_SHOWN = 10
# The words of the address that say what is counted, for the rows behind a figure.
WORDS = ("competition", "season", "from", "to", "caretakers", "manner", "as_of")


@dataclass(frozen=True)
class Asked:
    """The choice as the form shows it, each word valid; ``period`` says the season or the years."""

    first: str
    last: str
    competition: str
    season: str
    league: str

    @property
    def period(self) -> str:
        return self.season.replace("-", "–") if self.season else f"{self.first}–{self.last}"


class Leagues:
    """The league of a club: of the season asked for, else of its newest on record, else its country."""

    def __init__(self, edition: Edition, season: str = "") -> None:
        # As values: twenty years of a league are hundreds of rows, each with the same few seasons.
        rows = Participation.objects.order_by("season__starts_on").values_list("club_id", *OF_SEASON)
        self.clubs_of: dict[str, set[int]] = {}
        self.name_of: dict[int, str] = {}
        self.seasons: dict[str, date] = {}
        # For each league the clubs that play in the season asked for, with its days.
        self.in_season: dict[str, dict[int, Days]] = {}
        of_the_season: dict[int, str] = {}
        for club, slug, starts_on, ends_on, league, name in rows:
            self.clubs_of.setdefault(league, set()).add(club)
            self.name_of[club] = name
            if starts_on - season_table.PAUSE <= edition.day:
                self.seasons[slug] = starts_on
            if slug == season:
                days = season_table.window_of(starts_on, ends_on)
                self.in_season.setdefault(league, {})[club] = days
                of_the_season[club] = name
        self.name_of |= of_the_season
        for pk, club in edition.clubs.items():
            self.name_of.setdefault(pk, country_in_words(club.country) or _("not on record"))
        known = Competition.objects.filter(slug__in=self.clubs_of)
        self.choices = leagues_in_words(known.values_list("slug", "name", "country"))

    @property
    def season_choices(self) -> list[tuple[str, str]]:
        """Every season that had begun in some league, the newest first: its word and as it is written."""
        newest_first = sorted(self.seasons, key=lambda slug: (self.seasons[slug], slug), reverse=True)
        return [(slug, slug.replace("-", "–")) for slug in newest_first]

    def windows(self, competition: str) -> Mapping[int, Days]:
        """The clubs of the season asked for, each with the days that count; of one league or of all."""
        if competition:
            return self.in_season.get(competition, {})
        return {club: days for clubs in self.in_season.values() for club, days in clubs.items()}


def choice_of(request: HttpRequest, edition: Edition) -> tuple[Choice, Asked, Leagues]:
    """Raises ``BadRequest`` for a season that no league has and for years that are none or run backwards;
    where none are asked for the last ten stand.
    """
    season = request.GET.get("season", "")
    leagues = Leagues(edition, season)
    if season and season not in leagues.seasons:
        raise BadRequest(_("There is no such season on record. Choose one from the list."))
    first, last = _years(request, edition.day)
    competition = request.GET.get("competition", "")
    competition = competition if competition in leagues.clubs_of else ""
    windows = leagues.windows(competition) if season else None
    clubs = windows if windows is not None else leagues.clubs_of.get(competition)
    choice = Choice(
        first_year=first,
        last_year=last,
        clubs=frozenset(clubs) if clubs is not None else None,
        reading=REPORTED if request.GET.get("manner") == REPORTED else ANNOUNCED,
        with_caretakers=asked_with_caretakers(request),
        until=edition.day,
        seasons=windows,
    )
    name = dict(leagues.choices).get(competition, "")
    return choice, Asked(str(first), str(last), competition, season, name), leagues


def address_of_choice(request: HttpRequest) -> str:
    return urlencode({name: request.GET[name] for name in WORDS if request.GET.get(name)})


def _years(request: HttpRequest, day: date) -> tuple[int, int]:
    def year(name: str, otherwise: int) -> int:
        written = request.GET.get(name, "").strip()
        if not written:
            return otherwise
        if not (written.isascii() and written.isdigit() and len(written) == 4):
            told = _("“%(given)s” is not a year. Write it with four digits, like 2020.")
            raise BadRequest(told % {"given": written.replace("\0", "")[:40]})
        return int(written)

    last = year("to", day.year)
    first = year("from", min(max(last - YEARS_SHOWN + 1, FIRST_YEAR), last))
    if first > last:
        told = _("The years run backwards: %(first)s comes after %(last)s.")
        raise BadRequest(told % {"first": first, "last": last})
    return first, last
