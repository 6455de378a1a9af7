"""Times told from the day of publication, or from the time told before in the sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from .calendar_spans import (
    ago,
    ago_vaguely,
    day_near,
    later,
    month_of,
    numbered_day_near,
    week_of,
    weekday_near,
    weekend_near,
    year_of,
)
from .claims import Interval
from .time_days import month_first, written_day
from .time_types import Time
from .time_words import MODIFIERS, TimeWords, time_of

# Days that have a name, with how far they are from the day of publication.
NAMED_DAYS = (
    ("today", 0),
    ("yesterday", -1),
    ("tomorrow", 1),
    ("before_yesterday", -2),
    ("after_tomorrow", 2),
)


def named_day(words: TimeWords, at: int, base: date) -> Time | None:
    for name, shift in NAMED_DAYS:
        end = words.label(at, f"time:{name}")
        if end:
            day = date.fromordinal(base.toordinal() + shift)
            return Time(at, end, Interval(day, day), is_precise=True)
    return None


def time_ago(words: TimeWords, at: int, base: date) -> Time | None:
    """ "for en måned siden", "a good month ago", "il y a un mois"."""
    first, opened = at, words.label(at, "time:ago_before")
    at = opened or at
    at = words.label(at, "time:about") or at
    half = words.label(at, "time:half_year")
    if half:
        closed = _closes_ago(words, half)
        return time_of(first, closed or half, ago(base, 6, "month")) if closed or opened else None
    fortnight = words.label(at, "time:fortnight")
    if fortnight:
        closed = _closes_ago(words, fortnight)
        return time_of(first, closed or fortnight, ago(base, 2, "week")) if closed or opened else None
    few = words.label(at, "time:few")
    count = (0, few) if few else words.number_at(at, "number:") or words.figures(at)
    if count is None:
        return None
    at = words.label(count[1], "time:about") or count[1]
    for unit in ("day", "week", "month", "year", "hour"):
        end = words.label(at, f"time:{unit}")
        if end:
            closed = _closes_ago(words, end)
            if closed or opened:
                span = ago_vaguely(base, unit) if few else ago(base, count[0], unit)
                return time_of(first, closed or end, span)
    return None


def _closes_ago(words: TimeWords, at: int) -> int:
    """Where "ago" ends if it stands here; "der er gået to uger, siden han gik" has a comma before it."""
    has_comma = at < len(words.tokens) and words.tokens[at].text == ","
    return words.label(at, "time:ago_after") or (has_comma and words.label(at + 1, "time:ago_after")) or 0


def relative_unit(words: TimeWords, at: int, base: date) -> Time | None:
    """ "last week", "next year", "this month"."""
    for name, shift in (("last", -1), ("this", 0), ("next", 1)):
        middle = words.label(at, f"time:{name}")
        if not middle:
            continue
        for unit in ("week", "month", "year", "day"):
            end = words.label(middle, f"time:{unit}")
            if end and not words.label(middle, "time:plural"):
                return time_of(at, end, _unit_span(base, unit, shift))
    return _unit_after(words, at, base)


def _unit_after(words: TimeWords, at: int, base: date) -> Time | None:
    """Romance order: "la semaine dernière"."""
    for unit in ("week", "month", "year"):
        middle = words.label(at, f"time:{unit}")
        if middle and not words.label(at, "time:plural"):
            for name, shift in (("last", -1), ("next", 1)):
                end = words.label(middle, f"time:{name}")
                if end:
                    return time_of(at, end, _unit_span(base, unit, shift))
    return None


def named_weekday(words: TimeWords, at: int, base: date) -> Time | None:
    first, _, shift, noun = words.modified(at)
    day = words.number_at(noun, "weekday:")
    if day is None:
        return None
    end = day[1]
    start = words.skip_of(end)
    dated = (
        written_day(words, start) or month_first(words, start) or _numbered_weekday(words, end, day[0], base)
    )
    if dated is not None:
        return replace(dated, first=first)
    if words.label(end, "time:last"):
        shift, end = -1, words.label(end, "time:last")
    elif words.label(end, "time:next"):
        shift, end = 1, words.label(end, "time:next")
    is_future = shift > 0 or (shift == 0 and words.is_future(noun))
    span = weekday_near(base, day[0], is_future)
    if shift < 0 and span.earliest == base:
        span = weekday_near(base, day[0], False, -1)
    elif shift > 0 and span.earliest == base:
        span = weekday_near(base, day[0], True, 1)
    return time_of(first, end, span, True)


def _numbered_weekday(words: TimeWords, at: int, weekday: int, base: date) -> Time | None:
    """ "domingo (11)", "quinta-feira (27/8)", "jeudi 21": the nearest day of that number that is such a
    weekday.
    """
    texts = [token.text for token in words.tokens[at : at + 6]]
    bracket = texts[:1] == ["("]
    day = words.figures(at + bracket)
    if day is None or not 1 <= day[0] <= 31:
        return None
    month, last = None, day[1]
    if texts[bracket + 1 : bracket + 2] in (["/"], ["."]) and (figures := words.figures(last + 1)):
        month, last = figures
    if bracket:
        if words.tokens[last : last + 1] and words.tokens[last].text == ")":
            last += 1
        else:
            return None
    near = (base + timedelta(days=shift) for away in range(190) for shift in (-away, away))
    for found in near:
        if found.day == day[0] and found.weekday() == weekday and month in (None, found.month):
            return time_of(at, last, Interval(found, found), True)
    return None


def time_later(words: TimeWords, at: int, base: date) -> Time | None:
    """ "two months later": counted from the time told before in the sentence."""
    start = words.label(at, "time:about") or at
    few = words.label(start, "time:few")
    count = (2, few) if few else words.number_at(start, "number:") or words.figures(start)
    if count is None or words.before is None:
        return None
    for unit in ("day", "week", "month", "year"):
        end = words.label(count[1], f"time:{unit}")
        last = end and words.label(end, "time:later")
        if last:
            return time_of(at, last, later(words.before.span, count[0], unit))
    return None


def this_year(words: TimeWords, at: int, base: date) -> Time | None:
    end = words.label(at, "time:this_year")
    return time_of(at, end, year_of(base.year)) if end else None


def day_beside(words: TimeWords, at: int, base: date) -> Time | None:
    """ "The same day", "a day later", "la veille": counted from the day told before in the sentence."""
    for name, days in (("same_day", 0), ("next_day", 1), ("day_before", -1)):
        end = words.label(at, f"time:{name}")
        if end and words.before is not None and words.before.is_precise:
            day = words.before.span.earliest + timedelta(days=days)
            return time_of(at, end, Interval(day, day), True)
    return None


def day_of_month(words: TimeWords, at: int, base: date) -> Time | None:
    """ "no último dia 17": a day without its month, the nearest in the direction of the tense."""
    start = words.label(at, "time:day_of_month")
    day = words.figures(start) if start else None
    if day is None or not 1 <= day[0] <= 31:
        return None
    is_dated = day[1] < len(words.tokens) and words.tokens[day[1]].text == "/"
    month = words.figures(day[1] + 1) if is_dated else None
    if month is not None and 1 <= month[0] <= 12:
        return time_of(at, month[1], day_near(base, month[0], day[0], words.is_future(at)), True)
    return time_of(at, day[1], numbered_day_near(base, day[0], words.is_future(at)), True)


def weekend(words: TimeWords, at: int, base: date) -> Time | None:
    first, _, shift, noun = words.modified(at)
    end = words.label(noun, "time:weekend")
    return time_of(first, end, weekend_near(base, shift > 0 or words.is_future(noun))) if end else None


def last_year(words: TimeWords, at: int, base: date) -> Time | None:
    end = words.label(at, "time:last_year")
    return time_of(at, end, year_of(base.year - 1)) if end else None


def last_week(words: TimeWords, at: int, base: date) -> Time | None:
    end = words.label(at, "time:last_week")
    return time_of(at, end, _unit_span(base, "week", -1)) if end else None


def _unit_span(base: date, unit: str, shift: int) -> Interval | None:
    if unit == "week":
        return week_of(date.fromordinal(base.toordinal() + 7 * shift))
    if unit == "month":
        months = base.year * 12 + base.month - 1 + shift
        return month_of(months // 12, months % 12 + 1)
    if unit == "year":
        return year_of(base.year + shift)
    return None


# Each rule with the words that can open a time of its kind; "#" is a number in figures.
RELATIVE = (
    (
        time_ago,
        {"#", "number", "time:ago_before", "time:about", "time:few", "time:half_year", "time:fortnight"},
    ),
    (day_beside, {"time:same_day", "time:next_day", "time:day_before"}),
    (day_of_month, {"time:day_of_month"}),
    (time_later, {"#", "number", "time:about", "time:few"}),
    (this_year, {"time:this_year"}),
    (named_day, {f"time:{name}" for name, _ in NAMED_DAYS}),
    (relative_unit, {"time:last", "time:this", "time:next", "time:week", "time:month", "time:year"}),
    (named_weekday, {"weekday", *MODIFIERS}),
    (weekend, {"time:weekend", *MODIFIERS}),
    (last_year, {"time:last_year"}),
    (last_week, {"time:last_week"}),
)
