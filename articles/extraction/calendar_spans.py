"""Days, weeks, months and years as closed intervals: what a newspaper's time words mean.

Pure arithmetic; the base is the day of publication.

>>> str(ago(date(2020, 9, 23), 1, "month"))
'2020-08-13/2020-09-02'
"""

from __future__ import annotations

from datetime import date, timedelta

from .claims import Interval

SEASON_MONTHS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
# How far to either side a time that lies back may be: "a month ago" is ten days more or less.
AROUND = {"day": timedelta(0), "week": timedelta(days=3), "month": timedelta(days=10)}
FORTNIGHT = (14, 15)  # days that mean two weeks: quinze jours, vierzehn Tage
FIRST_YEAR, LAST_YEAR = 1850, 2100


def day_of(year: int, month: int, day: int) -> Interval | None:
    """One day, or ``None`` where the calendar has no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Interval(found, found) if FIRST_YEAR <= year <= LAST_YEAR else None


def month_of(year: int, month: int) -> Interval:
    following = date(year + month // 12, month % 12 + 1, 1)
    return Interval(date(year, month, 1), following - timedelta(days=1))


def year_of(year: int) -> Interval:
    return Interval(date(year, 1, 1), date(year, 12, 31))


def season_of(year: int, season: str) -> Interval:
    """The summer of 2020 is June to August; a winter ends in the year after."""
    first, last = SEASON_MONTHS[season]
    return Interval(date(year, first, 1), month_of(year + (last < first), last).latest)


def season_years(year: int) -> Interval:
    """The season 2023/24, from July to June."""
    return Interval(date(year, 7, 1), date(year + 1, 6, 30))


def season_end(year: int, calendar_seasons: bool) -> Interval:
    """When the contracts of a season end: in May or June, in the North in autumn."""
    if calendar_seasons:
        return Interval(date(year, 10, 15), date(year, 12, 31))
    return Interval(date(year, 5, 1), date(year, 6, 30))


def season_opening(base: date) -> Interval:
    """The summer in which the next season opens."""
    return season_of(base.year + (base.month > 8), "summer")


def last_day_of(span: Interval) -> Interval:
    return Interval(span.latest, span.latest)


def week_of(day: date) -> Interval:
    monday = day - timedelta(days=day.weekday())
    return Interval(monday, monday + timedelta(days=6))


def weekend_near(base: date, is_future: bool) -> Interval:
    """The Saturday and Sunday last begun, or the next ones."""
    saturday = base - timedelta(days=(base.weekday() - 5) % 7)
    if is_future and not saturday <= base <= saturday + timedelta(days=1):
        saturday += timedelta(days=7)
    return Interval(saturday, saturday + timedelta(days=1))


def weekday_near(base: date, weekday: int, is_future: bool, weeks: int = 0) -> Interval:
    """The nearest such day in the direction of the tense, the base itself included."""
    shift = (weekday - base.weekday()) % 7 if is_future else -((base.weekday() - weekday) % 7)
    day = base + timedelta(days=shift + 7 * weeks)
    return Interval(day, day)


def month_near(base: date, month: int, is_future: bool) -> Interval:
    year = base.year
    if is_future and month < base.month:
        year += 1
    if not is_future and month > base.month:
        year -= 1
    return month_of(year, month)


def day_near(base: date, month: int, day: int, is_future: bool) -> Interval | None:
    """A day without a year: the next one where the future is spoken of, else the one closest to the base."""
    years = (base.year, base.year + 1) if is_future else (base.year - 1, base.year, base.year + 1)
    found = [span for year in years if (span := day_of(year, month, day)) is not None]
    if is_future:
        return next((span for span in found if span.earliest >= base), None)
    return min(found, key=lambda span: abs((span.earliest - base).days), default=None)


def numbered_day_near(base: date, day: int, is_future: bool) -> Interval | None:
    """The 17th that comes next, or that was last."""
    step = 1 if is_future else -1
    for months in (0, step, 2 * step):
        at = base.year * 12 + base.month - 1 + months
        found = day_of(at // 12, at % 12 + 1, day)
        if found is not None and (found.earliest >= base if is_future else found.earliest <= base):
            return found
    return None


def season_near(base: date, season: str, is_future: bool, shift: int = 0) -> Interval:
    """The nearest such season in the direction of the tense; one that is going on counts for both."""
    spans = [season_of(base.year + offset, season) for offset in (-2, -1, 0, 1, 2)]
    if is_future:
        fitting = [span for span in spans if span.latest >= base]
        return fitting[min(max(shift, 0), len(fitting) - 1)]
    fitting = [span for span in spans if span.earliest <= base]
    if shift < 0 and fitting[-1].latest >= base:
        return fitting[-2]
    return fitting[-1]


def before(base: date, number: int, unit: str) -> date | None:
    """The day so long before the base."""
    try:
        if unit in ("day", "week"):
            return base - timedelta(days=number * (7 if unit == "week" else 1))
        months = base.year * 12 + base.month - 1 - number * (12 if unit == "year" else 1)
        return date(months // 12, months % 12 + 1, min(base.day, 28))
    except (ValueError, OverflowError):
        return None


def ago(base: date, number: int, unit: str) -> Interval | None:
    """A span back from the base, as wide as such words are vague."""
    try:
        if unit == "day" and number in FORTNIGHT:
            return ago(base, 2, "week")
        if unit == "hour":
            number, unit = number // 24, "day"
        if unit not in AROUND:
            return year_of(base.year - number)
        day = before(base, number, unit)
        return Interval(day - AROUND[unit], day + AROUND[unit]) if day is not None else None
    except (ValueError, OverflowError):
        return None


def later(span: Interval, number: int, unit: str) -> Interval:
    """So long after a time; the result is at least as wide as a day more or less of each unit counted."""
    length = {"day": 1, "week": 7, "month": 30, "year": 365}[unit]
    slack = timedelta(days=0 if unit == "day" else length // 3)
    step = timedelta(days=length * number)
    return Interval(span.earliest + step - slack, span.latest + step + slack)


VAGUE = {"hour": (1, 0), "day": (7, 1), "week": (42, 10), "month": (182, 45), "year": (1826, 700)}


def ago_vaguely(base: date, unit: str) -> Interval:
    """ "A few days ago": the days within which such a time lies."""
    farthest, nearest = VAGUE[unit]
    return Interval(base - timedelta(days=farthest), base - timedelta(days=nearest))


def part_of(span: Interval, which: str) -> Interval:
    """A part of a month or year: ten days of a month, a quarter of a year, or its very end."""
    days = (span.latest - span.earliest).days
    width = timedelta(days=9 if days <= 31 else days // 4)
    if which == "early":
        return Interval(span.earliest, min(span.earliest + width, span.latest))
    if which == "mid":
        first = span.earliest + timedelta(days=(days - width.days) // 2)
        return Interval(first, first + width)
    if which == "end":
        return last_day_of(span)
    return Interval(max(span.latest - width, span.earliest), span.latest)


def shifted_year(day: date, years: int) -> int:
    return max(FIRST_YEAR, min(LAST_YEAR, day.year + years))
