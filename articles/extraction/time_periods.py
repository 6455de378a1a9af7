"""Months, seasons, years and feasts that are named."""

from __future__ import annotations

from datetime import timedelta

from .calendar_spans import (
    SEASON_MONTHS,
    day_near,
    day_of,
    last_day_of,
    month_near,
    month_of,
    part_of,
    season_end,
    season_near,
    season_of,
    season_opening,
    season_years,
    year_of,
)
from .claims import Interval
from .time_types import Time
from .time_words import MODIFIERS, TimeWords, time_of

NEAR_FEAST = 60  # days
# Each feast with its month, its first day and how many days follow.
FEASTS = (("christmas", 12, 24, 2), ("new_year", 1, 1, 0), ("new_years_eve", 12, 31, 0))


def named_month(words: TimeWords, at: int) -> Time | None:
    first, which, shift, at = words.modified(at)
    month = words.number_at(at, "month:")
    if month is None or not words.tokens[at].is_word:
        return None
    year = words.year_at(words.skip_of(month[1])) or words.told_year_after(month[1])
    if year:
        return time_of(first, year[1], _part(month_of(year[0], month[0] + 1), which))
    if words.base is None or _is_no_month(words, at):
        return None
    end = month[1]
    if (last_year := words.last_year_after(end)) is not None:
        span, end = month_of(words.base.year - 1, month[0] + 1), last_year
    else:
        is_next = words.label(end, "time:next")
        is_future = bool(shift > 0 or is_next or words.is_ahead(at) or words.follows_until(first))
        span = month_near(words.base, month[0] + 1, is_future)
        if shift and span.earliest <= words.base <= span.latest:
            span = month_of(span.earliest.year + shift, month[0] + 1)
    return time_of(first, end, _part(span, which))


def _is_no_month(words: TimeWords, at: int) -> bool:
    """True of "Jan" and "Gen" alone, and of a small "may" that is a verb."""
    if all(label.endswith(":short") for label in words.at[at] if label.startswith("month:")):
        return True
    is_verb = any(match.first == at for match in words.sentence.labelled("word:modals"))
    return is_verb and not words.tokens[at].is_capital


def named_season(words: TimeWords, at: int) -> Time | None:
    first, _which, shift, at = words.modified(at)
    is_this = any(words.label(back, "time:this") == at for back in range(first, at))
    for season in SEASON_MONTHS:
        end = words.label(at, f"time:{season}")
        if not end:
            continue
        year = words.year_at(words.skip_of(end)) or words.told_year_after(end)
        if year:
            return time_of(first, year[1], season_of(year[0], season))
        if words.base is None:
            return None
        last_year = words.last_year_after(end)
        if last_year is not None:
            return time_of(first, last_year, season_of(words.base.year - 1, season))
        if is_this and season != "winter" and not shift:
            return time_of(first, end, season_of(words.base.year, season))
        is_future = shift > 0 or (shift == 0 and (words.is_ahead(at) or words.follows_until(first)))
        return time_of(first, end, season_near(words.base, season, is_future, shift))
    end = words.label(first, "time:contract_season") or words.label(at, "time:contract_season")
    if end and words.base:
        is_split = words.base.month >= 7 and not words.calendar_seasons
        ends_in = words.base.year + is_split + (shift > 0)
        return time_of(first, end, season_end(ends_in, words.calendar_seasons))
    return None


def bare_year(words: TimeWords, at: int) -> Time | None:
    """A bare year, also the beginning or the end of one. "2-1" and "2018/2019" are none."""
    first, which, _, at = words.modified(at)
    year = words.year_at(at)
    if year is None:
        return None
    after = words.tokens[at + 1] if at + 1 < len(words.tokens) else None
    if after is not None and after.text == "/" and after.start == words.tokens[at].end:
        return None
    if years_of_season(words, at) is not None or words.label(year[1], "time:same_year"):
        return None
    if at and words.tokens[at - 1].text == "/" and words.tokens[at - 1].end == words.tokens[at].start:
        return None
    span = year_of(year[0])
    if (which == "late" and words.follows_until_loose(first)) or words.runs_through(at):
        return time_of(first, year[1], Interval(span.latest, span.latest))
    return time_of(first, year[1], _part(span, which))


def years_of_season(words: TimeWords, at: int) -> Time | None:
    """ "2023/24", "2023-2024": from July to June; "for the 2023/24 season" is the summer before it."""
    year = words.year_at(at)
    if year is None or at + 2 >= len(words.tokens):
        return None
    mark, second = words.tokens[at + 1], words.tokens[at + 2]
    is_joined = words.tokens[at].end == mark.start and mark.end == second.start
    is_season = second.text in (str(year[0] + 1), str(year[0] + 1)[2:])
    if not is_joined or not is_season or mark.text not in ("/", "-", "–"):
        return None
    if mark.text != "/" and len(second.text) == 4:
        return None  # "2015-2016" are years
    starts = any(match.last == at for match in words.sentence.labelled("time:season_start"))
    span = season_of(year[0], "summer") if starts else season_years(year[0])
    return time_of(at, at + 3, span)


def season_start(words: TimeWords, at: int) -> Time | None:
    """ "fra næste sæson", "zur neuen Saison": the summer that the next season opens in."""
    first, _, shift, noun = words.modified(at)
    end = words.label(noun, "time:season_start")
    if not end or words.base is None:
        return None
    is_next = shift > 0 or any(
        first <= match.first and match.last <= end for match in words.sentence.labelled("time:next")
    )
    return time_of(first, end, season_opening(words.base)) if is_next else None


def year_edge(words: TimeWords, at: int) -> Time | None:
    """ "Jahresende 2007", "the turn of the year", "fine anno"."""
    for name in ("year_start", "year_end"):
        end = words.label(at, f"time:{name}")
        if not end:
            continue
        year = words.year_at(words.skip_of(end))
        base = words.base
        if year is None and base is None:
            return None
        month = base.month if base is not None else 1
        number = year[0] if year else base.year if base is not None else 0
        if name == "year_start":
            is_next = year is None and words.is_ahead(at) and month > 6
            return time_of(at, year[1] if year else end, month_of(number + is_next, 1))
        if year is None and not words.is_ahead(at) and month < 7 and not words.until_before(at):
            number -= 1
        december = month_of(number, 12)
        span = last_day_of(december) if words.until_before(at) else december
        return time_of(at, year[1] if year else end, span)
    return None


def named_feast(words: TimeWords, at: int) -> Time | None:
    """Christmas, New Year's Eve and New Year's Day, the ones nearest to the day of publication."""
    for name, month, day, days in FEASTS:
        end = words.label(at, f"time:{name}")
        if not end:
            continue
        year = words.year_at(words.skip_of(end))
        if year is not None:
            found, end = day_of(year[0], month, day), year[1]
        else:
            found = _feast_near(words, month, day, words.is_future(at) or words.follows_until(at))
        if found is None:
            return None
        return time_of(at, end, Interval(found.earliest, found.earliest + timedelta(days=days)))
    return None


def _feast_near(words: TimeWords, month: int, day: int, is_future: bool) -> Interval | None:
    """The one that was last, unless the next is near."""
    if words.base is None:
        return None
    found = day_near(words.base, month, day, is_future)
    is_far = found is not None and not is_future and (found.earliest - words.base).days > NEAR_FEAST
    return day_of(found.earliest.year - 1, month, day) if is_far and found is not None else found


def _part(span: Interval, which: str) -> Interval:
    return part_of(span, which) if which else span


# Each rule with the words that can open a time of its kind; "#" is a number in figures.
PERIODS = (
    (bare_year, {"#", *MODIFIERS}),
    (years_of_season, {"#"}),
    (season_start, {"time:season_start", "time:next"}),
    (year_edge, {"time:year_start", "time:year_end"}),
    (named_feast, {f"time:{name}" for name, *_ in FEASTS}),
    (named_month, {"month", *MODIFIERS}),
    (named_season, {*(f"time:{season}" for season in SEASON_MONTHS), "time:contract_season", *MODIFIERS}),
)
