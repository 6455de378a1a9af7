"""A day as such tables write it: "5 june 2008", "june 13", "31.05.2010", "End of 2009 Season". Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from carousel.importers.changes.seasons import SeasonName
from carousel.importers.rows import Refused
from carousel.record.days import Days

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NO_DAY = {"", "-", "–", "—", "?", "n/a", "na", "none", "tbd", "tba", "unknown", "vacant", "not known"}
NOTE = re.compile(r"\s*(?:\([^)]*\)|\[[^\]]*\])\s*$")
# Days of summer without a year belong to the beginning of a season over two years; its last round is in May.
LAST_MONTH = 5


@dataclass(frozen=True)
class Written:
    """A time and the words it was read from; ``time`` is ``None`` where none was given."""

    time: Days | None
    words: str

    @property
    def is_given(self) -> bool:
        return self.time is not None


def read(text: str, season: SeasonName, what: str) -> Written:
    """The time that the cell names. Raises ``Refused`` with the sentence that says why there is none."""
    words = " ".join(text.replace("\xa0", " ").split())
    bare = NOTE.sub("", words).strip().rstrip(".").lower()
    bare = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", bare)
    if bare in NO_DAY:
        return Written(None, words)
    for reader in (_numbers, _day_month, _month_day, _month_year, _end_of_season, _lost_month, _year):
        time = reader(bare, season)
        if time is not None:
            return Written(_sane(time, season, words, what), words)
    raise Refused(f"The {what} “{words}” is no day that can be read.")


def _sane(time: Days, season: SeasonName, words: str, what: str) -> Days:
    """A table tells of its own season and the summer before: a year far off is a slip."""
    first, last = season.starts_on - timedelta(days=400), season.ends_on + timedelta(days=250)
    if (time.latest and time.latest < first) or (time.earliest and time.earliest > last):
        raise Refused(f"The {what} “{words}” lies far outside the season {season}.")
    return time


def _numbers(text: str, season: SeasonName) -> Days | None:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})", text):
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        return _day(year, int(found[2]), int(found[1]))
    return None


def _day_month(text: str, season: SeasonName) -> Days | None:
    found = re.fullmatch(r"(\d{1,2})\s*(?:of )?([^\W\d]+)\.?(?:\s*,?\s*(\d{4}))?", text)
    return _named(found[2], int(found[1]), found[3], season) if found else None


def _month_day(text: str, season: SeasonName) -> Days | None:
    found = re.fullmatch(r"([^\W\d]+)\.?\s*(\d{1,2})(?:\s*,?\s*(\d{4}))?", text)
    return _named(found[1], int(found[2]), found[3], season) if found else None


def _named(name: str, day: int, year: str | None, season: SeasonName) -> Days | None:
    month = month_of(name)
    if month is None:
        return None
    return _day(int(year) if year else year_of(month, season), month, day)


def _month_year(text: str, season: SeasonName) -> Days | None:
    found = re.fullmatch(r"([^\W\d]+)\.?\s*,?\s*(\d{4})?", text)
    month = month_of(found[1]) if found else None
    if found is None or month is None:
        return None
    year = int(found[2]) if found[2] else year_of(month, season)
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _end_of_season(text: str, season: SeasonName) -> Days | None:
    """The last two months of the season named: more is not said."""
    found = re.fullmatch(
        r"(?:the )?end of (?:the )?(?:(\d{4})(?:\s*[-–/]\s*(\d{2,4}))?\s*)?(?:season|campaign)", text
    )
    if found is None:
        return None
    if found[1] is None:
        return Days(season.ends_on - timedelta(days=60), season.ends_on)
    year = int(found[1])
    if found[2]:
        return Days(date(year + 1, 5, 1), date(year + 1, 6, 30))
    return Days(date(year, 11, 1), date(year, 12, 31))


def _lost_month(text: str, season: SeasonName) -> Days | None:
    """ "2 2010": the month's name was lost on the way; the year is all that is left to believe."""
    found = re.fullmatch(r"\d{1,2}\s+(\d{4})", text)
    return Days(date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)) if found else None


def _year(text: str, season: SeasonName) -> Days | None:
    found = re.fullmatch(r"(1[89]\d{2}|20\d{2})", text)
    return Days(date(int(text), 1, 1), date(int(text), 12, 31)) if found else None


def month_of(name: str) -> int | None:
    """The month, also with letters swapped ("septebmer"): its first three tell it apart."""
    head = name[:3].lower()
    is_long_enough = len(name) >= 3
    return MONTHS.index(head) + 1 if is_long_enough and head in MONTHS else None


def year_of(month: int, season: SeasonName) -> int:
    """The year of a day that is written without one."""
    if not season.spans_two_years:
        return season.starts_on.year
    return season.ends_on.year if month <= LAST_MONTH else season.starts_on.year


def _day(year: int, month: int, day: int) -> Days | None:
    if month > 12 >= day:
        month, day = day, month  # American order
    try:
        return Days.on(date(year, month, day))
    except ValueError:
        return None
