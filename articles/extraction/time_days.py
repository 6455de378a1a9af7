"""Days of the calendar as they are written: in figures, or with the name of their month."""

from __future__ import annotations

import re

from .calendar_spans import day_near, day_of
from .time_types import Time
from .time_words import TimeWords, time_of

NUMERIC = re.compile(r"\d{1,4}")


def iso_day(words: TimeWords, at: int) -> Time | None:
    row = [token.text for token in words.tokens[at : at + 5]]
    if (
        len(row) == 5
        and row[1] == row[3] == "-"
        and all(NUMERIC.fullmatch(row[n]) for n in (0, 2, 4))
        and len(row[0]) == 4
    ):
        return time_of(at, at + 5, day_of(int(row[0]), int(row[2]), int(row[4])), True)
    return None


def numeric_day(words: TimeWords, at: int) -> Time | None:
    row = [token.text for token in words.tokens[at : at + 5]]
    if (
        (
            len(row) == 5
            and row[1] == row[3]
            and row[1] in "./"
            and all(NUMERIC.fullmatch(row[n]) for n in (0, 2, 4))
        )
        and len(row[4]) == 4
        and len(row[0]) <= 2
    ):
        return time_of(at, at + 5, day_of(int(row[4]), int(row[2]), int(row[0])), True)
    return None


def written_day(words: TimeWords, at: int) -> Time | None:
    """ "20. august 2020", "20 August", "20 de agosto de 2020"."""
    day = words.day_number(at)
    if day is None:
        return None
    end = words.skip_of(day[1])
    month = words.number_at(end, "month:")
    if month is None:
        return None
    year = words.year_at(words.skip_of(month[1]))
    return _day_in(words, at, year[1] if year else month[1], day[0], month[0] + 1, year and year[0])


def month_first(words: TimeWords, at: int) -> Time | None:
    """ "August 20, 2020"."""
    month = words.number_at(at, "month:")
    if month is None:
        return None
    day = words.day_number(month[1])
    if day is None or (words.tokens[month[1]].text.isdecimal() and len(words.tokens[month[1]].text) > 2):
        return None
    year = words.year_at(words.skip_of(day[1]))
    return _day_in(words, at, year[1] if year else day[1], day[0], month[0] + 1, year and year[0])


def _day_in(words: TimeWords, first: int, last: int, day: int, month: int, year: int | None) -> Time | None:
    if year is not None:
        return time_of(first, last, day_of(year, month, day), True)
    if words.base is None:
        return None
    return time_of(first, last, day_near(words.base, month, day, words.is_future(first)), True)


# Each rule with the words that can open a time of its kind; "#" is a number in figures.
DAYS = (
    (iso_day, {"#"}),
    (numeric_day, {"#"}),
    (written_day, {"#"}),
    (month_first, {"month"}),
)
