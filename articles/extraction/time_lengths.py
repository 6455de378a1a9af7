"""Spans that are told by their length: a contract of two seasons, the last three years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .calendar_spans import before, season_end
from .claims import Interval
from .time_types import Time
from .time_words import TimeWords, time_of

LONGEST_CONTRACT = 10  # years
NEAR_CONTRACT = 6  # words
LATE_IN_YEAR = 8  # a season of a calendar year that begins after this month is the next one


def contract_length(words: TimeWords, at: int, base: date) -> Time | None:
    """ "For two seasons", "a three-year deal": the end of the season in which so many years are over."""
    found = _length(words, at)
    if found is None or not 1 <= found[0] <= LONGEST_CONTRACT or not _is_of_contract(words, at, found[1]):
        return None
    years, end = found
    if words.calendar_seasons and base.month < LATE_IN_YEAR:
        years -= 1
    span = season_end(base.year + years, words.calendar_seasons)
    time = time_of(at, end, span)
    return replace(time, type="length") if time is not None else None


def _length(words: TimeWords, at: int) -> tuple[int, int] | None:
    """The number of years, and where the words of it end; one word says both in "treårig"."""
    compound = words.number_at(at, "length:")
    if compound is not None:
        return compound
    start = words.label(at, "time:lasting")
    count = words.number_at(start or at, "number:") or words.figures(start or at)
    if count is None:
        return None
    hyphen = [token.text for token in words.tokens[count[1] : count[1] + 1]] == ["-"]
    end = words.label(count[1] + hyphen, "time:contract_years")
    return (count[0], end) if end and (start or hyphen) else None


def _is_of_contract(words: TimeWords, first: int, last: int) -> bool:
    """True where a contract is spoken of right beside, and nothing says that the years are over."""
    if words.label(last, "time:ago_after") or words.label(last, "time:later"):
        return False
    return any(
        -NEAR_CONTRACT <= match.first - last <= NEAR_CONTRACT or 0 <= first - match.last <= NEAR_CONTRACT
        for match in words.sentence.labelled("word:contract")
        if abs(words.tokens[match.first].clause - words.tokens[first].clause) <= 1
    )


def so_long_till_now(words: TimeWords, at: int, base: date) -> Time | None:
    """ "For the last three years", "seit sieben Jahren": from then to the day of publication."""
    start = words.label(at, "time:so_long")
    if not start:
        return None
    start = words.label(start, "time:about") or start
    count = words.number_at(start, "number:") or words.figures(start)
    if count is None:
        return None
    for unit in ("day", "week", "month", "year"):
        end = words.label(count[1], f"time:{unit}")
        end = end or (unit == "year" and words.label(count[1], "time:contract_years")) or 0
        day = before(base, count[0], unit) if end else None
        if day is not None:
            return Time(at, end, Interval(day, base), type="span")
    return None


# Each rule with the words that can open a time of its kind; "#" is a number in figures.
LENGTHS = (
    (contract_length, {"length", "time:lasting", "number", "#"}),
    (so_long_till_now, {"time:so_long"}),
)
