"""The heading of a table: "2007–08 Premier League", "Apertura 2008", "2010 Série A". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from carousel.importers.rows import Refused

YEARS = re.compile(r"(?<!\d)(1[89]\d{2}|20\d{2})(?:\s*[-–/]\s*(\d{4}|\d{2}))?(?!\d)")
# Words that say nothing of the competition.
NOISE = re.compile(r"\[[^\]]*\]|\([^)]*\)|\bseason\b|\bmanagerial changes\b", re.IGNORECASE)
# Other sports have such tables, too; a coach of theirs is none of ours.
OTHER_SPORT = re.compile(
    r"\b(hurling|gaelic|camogie|rugby|cricket|basketball|baseball|handball|volleyball|ice hockey|hockey"
    r"|nfl|nba|nhl|mlb|afl|netball|lacrosse|super bowl|australian football|american football|futsal)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SeasonName:
    """A season of a competition as a heading names it, from its first to its last day at the most."""

    competition: str
    starts_on: date
    ends_on: date

    @property
    def spans_two_years(self) -> bool:
        return self.starts_on.year != self.ends_on.year

    @property
    def slug(self) -> str:
        """ "2007-08", or "2010" for a season within one year."""
        year = str(self.starts_on.year)
        return f"{year}-{self.ends_on.year % 100:02}" if self.spans_two_years else year

    @property
    def years(self) -> str:
        return self.slug.replace("-", "–")

    def __str__(self) -> str:
        return f"{self.years} {self.competition}"


def read(text: str) -> SeasonName:
    """The season. Raises ``Refused`` for another sport, and where no year or no name is to be found."""
    words = " ".join(text.split())
    if OTHER_SPORT.search(words):
        raise Refused(f"“{words}” is not football.")
    bare = NOISE.sub(" ", words)
    found = YEARS.search(bare)
    if found is None:
        raise Refused(f"The season “{words}” names no year.")
    name = " ".join((bare[: found.start()] + " " + bare[found.end() :]).split()).strip(" -–,:")
    if not name:
        raise Refused(f"The season “{words}” names no competition.")
    return SeasonName(name, *_days(int(found[1]), found[2], words))


def _days(first: int, second: str | None, words: str) -> tuple[date, date]:
    if second and int(second) % 100 != (first + 1) % 100:
        raise Refused(f"The season “{words}” runs over more than two years.")
    return days_of(first, spans_two_years=bool(second))


def days_of(first: int, *, spans_two_years: bool) -> tuple[date, date]:
    """The first and last day of a season: from July to June, or a whole year."""
    if spans_two_years:
        return date(first, 7, 1), date(first + 1, 6, 30)
    return date(first, 1, 1), date(first, 12, 31)
