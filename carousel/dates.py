"""Dates as people write them, in English and Danish, and back again."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from django import forms
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from carousel.record.days import Days

FIRST_YEAR = 1857  # Sheffield FC, the oldest club there is
YEARS_AHEAD = 5
LONGEST = 80
DAY = timedelta(days=1)

WRITTEN = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "da": (
        "januar", "februar", "marts", "april", "maj", "juni",
        "juli", "august", "september", "oktober", "november", "december",
    ),
}  # fmt: skip
MONTH_NUMBERS = {
    form: number
    for names in WRITTEN.values()
    for number, name in enumerate(names, start=1)
    for form in (name.casefold(), name.casefold()[:3])
} | {"sept": 9}
# Seasons of the northern half, by the months that belong to them; the definite form is Danish.
SEASONS = {
    "spring": (3, 5), "forår": (3, 5), "foråret": (3, 5),
    "summer": (6, 8), "sommer": (6, 8), "sommeren": (6, 8),
    "autumn": (9, 11), "fall": (9, 11), "efterår": (9, 11), "efteråret": (9, 11),
}  # fmt: skip
NAMED_DAYS = {
    "today": 0, "i dag": 0, "idag": 0, "yesterday": -1, "i går": -1, "igår": -1, "tomorrow": 1, "i morgen": 1,
}  # fmt: skip
UNKNOWN = {"unknown", "not known", "ukendt", "uvist", "?"}

MONTH = "(?P<name>" + "|".join(sorted([*MONTH_NUMBERS, *SEASONS], key=len, reverse=True)) + r")\.?"
D, M, Y, TH = r"(?P<day>\d\d?)", r"(?P<month>\d\d?)", r"(?P<year>\d{4})", r"(?:\.|st|nd|rd|th)?"
PARTS = [
    re.compile(form, re.ASCII)
    for form in (
        Y,
        rf"{Y}-{M}(?:-{D})?",
        rf"{Y}([/.]){M}\2{D}",
        rf"{D}\. ?{M}(?:\.? ?{Y}|\.?)",
        rf"{D}/{M}(?:[- ]{Y})?",
        rf"{M}[./-]{Y}",
        rf"{D}{TH}(?: of)? ?{MONTH},? ?{Y}?",
        rf"{MONTH} {D}{TH}(?:,? {Y})?",
        rf"{MONTH},?(?: of)? ?{Y}?",
        rf"{D}{TH}(?:,? {Y})?",
    )
]
EITHER_WAY = re.compile(rf"(\d\d?)([/-])(\d\d?)\2{Y}", re.ASCII)
SHORT_YEAR = re.compile(r"(?<!\d)\d\d?([./-]) ?\d\d?\1 ?\d\d(?!\w)|'\d\d", re.ASCII)
WINTER = re.compile(rf"(?:winter|vinter|vinteren)(?: of)? {Y}", re.ASCII)
FILLERS = re.compile(r"(?:(?:den|the|d\.|on|in|i) )+")
BOTH_ENDS = re.compile(r"(?:between|mellem|from|fra) (.+?) (?:and|og|to|til|-) (.+)")
CLEAR_SPLIT = re.compile(r" ?\.{2,3} ?| (?:to|til|or|eller|-|/) ")
ANY_SPLIT = re.compile(r"[-/]")
OPEN_START = re.compile(r"(?:\.\.|/|\.\./) ?(.+)")
OPEN_END = re.compile(r"(.+?) ?(?:\.\.|/|/\.\.)")
BEFORE = re.compile(r"(?:before|prior to|før|inden) (.+)")
BY = re.compile(r"(?:by|until|till|up to|no later than|senest|indtil|op til|til og med) (.+)")
AFTER = re.compile(r"(?:after|efter) (.+)")
SINCE = re.compile(r"(?:from|since|no earlier than|fra og med|fra|siden|tidligst) (.+)")


class NotADate(ValueError):
    """Raised with the sentence that says why a text is no date, or how to write the one that was meant."""


def parse_days(text: str, *, today: date) -> Days:
    """The days that the text gives; years from 1857 to five years ahead.

    "Before" leaves the day itself out and "by" keeps it in; a season is that of the northern half.
    """
    plain = _plain(text)
    if not plain or len(plain) > LONGEST:
        raise _unreadable(text)
    if plain in NAMED_DAYS:
        return Days.on(today + NAMED_DAYS[plain] * DAY)
    if plain in UNKNOWN:
        return Days(None, None)
    days = _open(plain) or _closed(plain)
    if days is None:
        raise _refusal(plain, text)
    _check_years(days, today)
    return days


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub("[‐-―−]", "-", " ".join(text.split()))
    return re.sub(r"(?<!\.)[.,;]$", "", text)


def _open(plain: str) -> Days | None:
    """A time of which only one end is given."""
    if found := BEFORE.fullmatch(plain):
        days = _closed(found[1])
        return days and Days(None, days.earliest - DAY)
    if found := AFTER.fullmatch(plain):
        days = _closed(found[1])
        return days and Days(days.latest + DAY, None)
    if found := BY.fullmatch(plain) or OPEN_START.fullmatch(plain):
        days = _closed(found[1])
        return days and Days(None, days.latest)
    if (found := OPEN_END.fullmatch(plain) or SINCE.fullmatch(plain)) and not BOTH_ENDS.fullmatch(plain):
        days = _closed(found[1])
        return days and Days(days.earliest, None)
    return None


def _closed(plain: str) -> Days | None:
    """A day, a month, a year, or a range of them."""
    part = _part(plain)
    if part and part.is_whole:
        return part.days()
    for before, after, is_clear in _splits(plain):
        first, last = _part(before), _part(after)
        if first and last and (is_clear or first.is_like(last)):
            first, last = first.completed_from(last), last.completed_from(first)
            if first.is_whole and last.is_whole:
                return _between(first.days(), last.days())
    return None


def _splits(plain: str) -> Iterator[tuple[str, str, bool]]:
    """The ways to take a text for a range, surest first, and whether the place of the split is clear."""
    if found := BOTH_ENDS.fullmatch(plain):
        yield found[1], found[2], True
    for pattern in (CLEAR_SPLIT, ANY_SPLIT):
        for found in pattern.finditer(plain):
            yield plain[: found.start()].strip(), plain[found.end() :].strip(), pattern is CLEAR_SPLIT


def _between(first: Days, last: Days) -> Days:
    if last.latest < first.earliest:
        raise NotADate(
            _("This ends (%(end)s) before it begins (%(start)s).")
            % {"end": last.latest.isoformat(), "start": first.earliest.isoformat()}
        )
    return Days(first.earliest, last.latest)


@dataclass(frozen=True)
class Part:
    """What one end of a range says; a season is its months. What it leaves out, the other end may say."""

    year: int | None = None
    months: tuple[int, int] | None = None
    day: int | None = None

    @property
    def is_whole(self) -> bool:
        return self.year is not None and (self.day is None or self.months is not None)

    def is_like(self, other: Part) -> bool:
        """Whether both are days, or both months, or both years."""
        return (self.day is None) == (other.day is None) and (
            self.day is not None or (self.months is None) == (other.months is None)
        )

    def completed_from(self, other: Part) -> Part:
        """With the month and the year of the other end, where both ends speak of days, or both of months."""
        speaks_of_months = self.day is None and self.months is not None
        if (self.day is not None and other.day is None) or (speaks_of_months and other.months is None):
            return self
        months = self.months or (other.months if self.day is not None else None)
        return replace(self, months=months, year=self.year if self.year is not None else other.year)

    def days(self) -> Days:
        """All its days; refused where the calendar has no such day."""
        if self.year < FIRST_YEAR:
            raise _too_early(self.year)
        if self.months is None:
            return Days(date(self.year, 1, 1), date(self.year, 12, 31))
        first, last = self.months
        if not 1 <= first <= last <= 12:
            raise NotADate(_("There is no month %(month)d.") % {"month": first})
        if self.day is None:
            return Days(date(self.year, first, 1), date(self.year, last, monthrange(self.year, last)[1]))
        if not 1 <= self.day <= monthrange(self.year, first)[1]:
            raise NotADate(
                _("%(month)s %(year)d has no day %(day)d.")
                % {"month": MONTHS[first], "year": self.year, "day": self.day}
            )
        return Days.on(date(self.year, first, self.day))


def _part(plain: str) -> Part | None:
    plain = FILLERS.sub("", plain, count=1) if FILLERS.match(plain) else plain
    if found := EITHER_WAY.fullmatch(plain):
        return _numeric(found)
    for pattern in PARTS:
        if found := pattern.fullmatch(plain):
            given = found.groupdict()
            name, month = given.get("name"), _number(given.get("month"))
            months = (month, month) if month is not None else _months(name)
            day = _number(given.get("day"))
            if name in SEASONS and day is not None:
                return None
            return Part(_number(given.get("year")), months, day)
    return None


def _months(name: str | None) -> tuple[int, int] | None:
    if name is None:
        return None
    return SEASONS.get(name) or (MONTH_NUMBERS[name],) * 2


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _numeric(found: re.Match) -> Part:
    """A date in three numbers, if it has one reading only: Danes put the day first, Americans the month."""
    one, two, year = int(found[1]), int(found[3]), int(found["year"])
    if one > 12 or one == two:
        return Part(year, (two, two), one)
    if two > 12:
        return Part(year, (one, one), two)
    raise NotADate(
        _("%(text)s can be read in two ways. Write %(day_first)s or %(month_first)s.")
        % {
            "text": found[0],
            "day_first": f"{year:04}-{two:02}-{one:02}",
            "month_first": f"{year:04}-{one:02}-{two:02}",
        }
    )


def _check_years(days: Days, today: date) -> None:
    for day in (days.earliest, days.latest):
        if day is not None and day.year < FIRST_YEAR:
            raise _too_early(day.year)
        if day is not None and day.year > today.year + YEARS_AHEAD:
            raise NotADate(
                _("%(year)d lies more than %(ahead)d years ahead.") % {"year": day.year, "ahead": YEARS_AHEAD}
            )


def _too_early(year: int) -> NotADate:
    return NotADate(
        _("%(year)d is too early: the first club was founded in %(first)d.")
        % {"year": year, "first": FIRST_YEAR}
    )


def _refusal(plain: str, text: str) -> NotADate:
    """The most helpful of the sentences that say why a text is no date."""
    part = _part(plain)
    if part is not None and part.year is None and (part.months or part.day is None):
        return NotADate(_("“%(text)s” lacks the year.") % {"text": text.strip()})
    if SHORT_YEAR.search(plain):
        return NotADate(_("Write the year with four digits."))
    if found := WINTER.fullmatch(plain):
        year = int(found["year"])
        return NotADate(
            _("A winter lies in two years. Write “December %(before)d to February %(year)d”, or the year.")
            % {"before": year - 1, "year": year}
        )
    return _unreadable(text)


def _unreadable(text: str) -> NotADate:
    shown = text.strip()[:LONGEST]
    return NotADate(
        _(
            "“%(text)s” cannot be read as a date. Write it like 2020-08-20, 20.8.2020, August 2020, 2020, "
            "June or July 2015, or before 2018."
        )
        % {"text": shown}
    )


def write_days(days: Days) -> str:
    """The days in the active language, so that `parse_days` reads them back."""
    is_danish = (get_language() or "").startswith("da")
    if days.earliest is None and days.latest is None:
        return "ukendt" if is_danish else "unknown"
    if days.earliest is None:
        return ("senest " if is_danish else "by ") + _write_end(days.latest, is_danish)
    if days.latest is None:
        return ("fra " if is_danish else "from ") + _write_start(days.earliest, is_danish)
    return _write_span(days.earliest, days.latest, is_danish)


def _write_span(first: date, last: date, is_danish: bool) -> str:
    if first == last:
        return _write_day(first, is_danish)
    if first.day != 1 or not _ends_month(last):
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}{'.' if is_danish else ''}-{_write_day(last, is_danish)}"
        return f"{_write_day(first, is_danish)} - {_write_day(last, is_danish)}"
    if (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year}-{last.year}"
    if first.year != last.year:
        return f"{_write_month(first, is_danish)} - {_write_month(last, is_danish)}"
    if first.month != last.month:
        return f"{_month_name(first, is_danish)}-{_write_month(last, is_danish)}"
    return _write_month(first, is_danish)


def _write_start(day: date, is_danish: bool) -> str:
    if day.day != 1:
        return _write_day(day, is_danish)
    return str(day.year) if day.month == 1 else _write_month(day, is_danish)


def _write_end(day: date, is_danish: bool) -> str:
    if not _ends_month(day):
        return _write_day(day, is_danish)
    return str(day.year) if day.month == 12 else _write_month(day, is_danish)


def _write_day(day: date, is_danish: bool) -> str:
    return f"{day.day}{'.' if is_danish else ''} {_write_month(day, is_danish)}"


def _write_month(day: date, is_danish: bool) -> str:
    return f"{_month_name(day, is_danish)} {day.year}"


def _month_name(day: date, is_danish: bool) -> str:
    return WRITTEN["da" if is_danish else "en"][day.month - 1]


def _ends_month(day: date) -> bool:
    return (day + DAY).day == 1


def to_range(days: Days) -> DateRange:
    """The range as PostgreSQL gives it back: half-open, an unknown end without a bound."""
    upper = days.latest + DAY if days.latest else None
    return DateRange(days.earliest, upper, "[)" if days.earliest else "()")


@lru_cache(maxsize=20_000)
def from_range(stored: DateRange | None) -> Days | None:
    """The days of a stored range; a page reads hundreds. ``None`` where nothing is stored."""
    if stored is None or stored.isempty:
        return None
    lower, upper = stored.lower, stored.upper
    if lower is not None and not stored.lower_inc:
        lower += DAY
    if upper is not None and not stored.upper_inc:
        upper -= DAY
    return Days(lower, upper)


class DaysField(forms.CharField):
    """A date as people write it; cleaned it is the range that the model's `DateRangeField` stores.

    ``today`` is called when a date is read.
    """

    def __init__(self, *, today: Callable[[], date] = timezone.localdate, **options):
        options.setdefault("empty_value", None)
        options.setdefault(
            "help_text",
            gettext_lazy("2020-08-20, 20.8.2020, August 2020, 2020, June or July 2015, before 2018"),
        )
        super().__init__(**options)
        self.today = today

    def to_python(self, value) -> DateRange | None:
        if isinstance(value, DateRange):
            return value
        text = super().to_python(value)
        if text is None:
            return None
        try:
            return to_range(parse_days(text, today=self.today()))
        except NotADate as reason:
            raise ValidationError(str(reason), code="not_a_date") from None

    def prepare_value(self, value):
        days = from_range(value) if isinstance(value, DateRange) else None
        return write_days(days) if days else value

    def has_changed(self, initial, data) -> bool:
        try:
            return self.to_python(data) != self.to_python(self.prepare_value(initial))
        except ValidationError:
            return True
