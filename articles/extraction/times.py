"""When: the time words of a sentence as intervals, each with what it is the time of.

A small grammar over the words of the language file; it tries the longest reading
first at each word. Without a day of publication a relative time is no time.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from .calendar_spans import (
    FIRST_YEAR,
    LAST_YEAR,
    SEASON_MONTHS,
    ago,
    day_near,
    day_of,
    month_near,
    month_of,
    part_of,
    season_near,
    season_of,
    week_of,
    weekday_near,
    weekend_near,
    year_of,
)
from .claims import Interval
from .sentences import Sentence
from .time_types import Time, joined_spans, typed

NUMERIC = re.compile(r"\d{1,4}")
GROUPS = ("time", "month", "weekday", "number")
ORDINALS = ("st", "nd", "rd", "th", "er", "re", "o", "º", "ª")


def find_times(sentence: Sentence, published: date | None) -> list[Time]:
    """All times of a sentence from left to right, typed."""
    grammar = Grammar(sentence, published)
    times: list[Time] = []
    for at in grammar.openings():
        if not times or at >= times[-1].last:
            found = grammar.time_at(at)
            if found is not None:
                times.append(found)
    return [typed(sentence, time) for time in joined_spans(sentence, times)]


class Grammar:
    """The rules, each tried at a token; the longest result wins. Those of relative times are handed the
    day that they count from.
    """

    def __init__(self, sentence: Sentence, published: date | None):
        self.tokens, self.base = sentence.tokens, published
        self.at: dict[int, dict[str, int]] = {}
        self.openers: dict[int, set[str]] = {}
        self.modified: dict[int, tuple[int, str, int, int]] = {}
        for group in GROUPS:
            for label, first, last, _ in sentence.grouped(group):
                ends = self.at.setdefault(first, {})
                ends[label] = max(last, ends.get(label, 0))
                self.openers.setdefault(first, set()).add(label if group == "time" else group)
        self.futures = [
            match.first for label in ("word:futures", "word:modals") for match in sentence.labelled(label)
        ]

    def openings(self) -> list[int]:
        """The words that a time can begin with: those of the language's lists, and numbers."""
        numbers = (at for at, token in enumerate(self.tokens) if token.text[0].isdecimal())
        return sorted({*self.openers, *numbers})

    def label(self, at: int, name: str) -> int:
        """Where a phrase of that label ends if one begins here, else 0."""
        here = self.at.get(at)
        return here.get(name, 0) if here else 0

    def number_at(self, at: int, prefix: str) -> tuple[int, int] | None:
        for label, end in self.at.get(at, {}).items():
            if label.startswith(prefix):
                return int(label.split(":")[1]), end
        return None

    def is_future(self, at: int) -> bool:
        """True where a word of the future stands before the time in its clause."""
        clause = self.tokens[at].clause if at < len(self.tokens) else 0
        return any(abs(self.tokens[first].clause - clause) == 0 for first in self.futures)

    def year_at(self, at: int) -> tuple[int, int] | None:
        if at < len(self.tokens) and re.fullmatch(r"(18|19|20)\d\d", self.tokens[at].text):
            year = int(self.tokens[at].text)
            if FIRST_YEAR <= year <= LAST_YEAR:
                return year, at + 1
        return None

    def time_at(self, at: int) -> Time | None:
        """The longest time that begins at a token."""
        is_number = self.tokens[at].text[0].isdecimal()
        absolute, relative = _rules(frozenset(self.openers.get(at, ())), is_number)
        found = [rule(self, at) for rule in absolute]
        if self.base is not None:
            found += [rule(self, at, self.base) for rule in relative]
        return max((time for time in found if time is not None), key=lambda time: time.last, default=None)

    # Absolute days.

    def _time(self, first: int, last: int, span: Interval | None, is_precise: bool = False) -> Time | None:
        return Time(first, last, span, is_precise=is_precise) if span is not None else None

    def iso_day(self, at: int) -> Time | None:
        row = [token.text for token in self.tokens[at : at + 5]]
        if (
            len(row) == 5
            and row[1] == row[3] == "-"
            and all(NUMERIC.fullmatch(row[n]) for n in (0, 2, 4))
            and len(row[0]) == 4
        ):
            return self._time(at, at + 5, day_of(int(row[0]), int(row[2]), int(row[4])), True)
        return None

    def numeric_day(self, at: int) -> Time | None:
        row = [token.text for token in self.tokens[at : at + 5]]
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
            return self._time(at, at + 5, day_of(int(row[4]), int(row[2]), int(row[0])), True)
        return None

    def _day_number(self, at: int) -> tuple[int, int] | None:
        """ "20", "20.", "20th", "1er": a day of a month, and where it ends."""
        if at >= len(self.tokens):
            return None
        found = re.fullmatch(r"(\d{1,2})([a-zºª]{0,2})", self.tokens[at].low)
        if not found or not 1 <= int(found.group(1)) <= 31 or found.group(2) not in ("", *ORDINALS):
            return None
        dotted = at + 1 < len(self.tokens) and self.tokens[at + 1].text == "."
        return int(found.group(1)), at + 1 + dotted

    def written_day(self, at: int) -> Time | None:
        """ "20. august 2020", "20 August", "20 de agosto de 2020"."""
        day = self._day_number(at)
        if day is None:
            return None
        end = self._skip_of(day[1])
        month = self.number_at(end, "month:")
        if month is None:
            return None
        year = self.year_at(self._skip_of(month[1]))
        return self._day_in(at, year[1] if year else month[1], day[0], month[0] + 1, year and year[0])

    def _skip_of(self, at: int) -> int:
        return (
            at + 1 if at < len(self.tokens) and self.tokens[at].low in ("of", "de", "del", "di", ",") else at
        )

    def month_first(self, at: int) -> Time | None:
        """ "August 20, 2020"."""
        month = self.number_at(at, "month:")
        if month is None:
            return None
        day = self._day_number(month[1])
        if day is None or (self.tokens[month[1]].text.isdecimal() and len(self.tokens[month[1]].text) > 2):
            return None
        year = self.year_at(self._skip_of(day[1]))
        return self._day_in(at, year[1] if year else day[1], day[0], month[0] + 1, year and year[0])

    def _day_in(self, first: int, last: int, day: int, month: int, year: int | None) -> Time | None:
        if year is not None:
            return self._time(first, last, day_of(year, month, day), True)
        if self.base is None:
            return None
        return self._time(first, last, day_near(self.base, month, day, self.is_future(first)), True)

    # Months, seasons, years.

    def month(self, at: int) -> Time | None:
        first, which, shift, at = self._modified(at)
        month = self.number_at(at, "month:")
        if month is None or not self.tokens[at].is_word:
            return None
        year = self.year_at(self._skip_of(month[1]))
        end = year[1] if year else month[1]
        if year:
            span = month_of(year[0], month[0] + 1)
        elif self.base is None:
            return None
        elif (last_year := self._last_year_after(end)) is not None:
            span, end = month_of(self.base.year - 1, month[0] + 1), last_year
        else:
            span = month_near(self.base, month[0] + 1, self.is_future(at) or shift > 0)
            if shift and span.earliest <= self.base <= span.latest:
                span = month_of(span.earliest.year + shift, month[0] + 1)
        return self._time(first, end, part_of(span, which) if which else span)

    def _last_year_after(self, at: int) -> int | None:
        if self.label(at, "time:last_year"):
            return self.label(at, "time:last_year")
        end = self.label(at, "time:last")
        unit = end and self.label(end, "time:year")
        if unit:
            return unit
        return None

    def _modified(self, at: int) -> tuple[int, str, int, int]:
        """Modifiers before a noun of time, worked out once for each place."""
        known = self.modified.get(at)
        if known is None:
            known = self.modified[at] = self._modifiers(at) if at in self.at else (at, "", 0, at)
        return known

    def _modifiers(self, at: int) -> tuple[int, str, int, int]:
        """(first, early or late, shift, where the noun is): "early last May", "i slutningen af august"."""
        first, which, shift = at, "", 0
        for _ in range(3):
            for name in ("early", "late"):
                if self.label(at, f"time:{name}"):
                    which, at = name, self.label(at, f"time:{name}")
            for name, step in (("last", -1), ("next", 1), ("this", 0)):
                if self.label(at, f"time:{name}"):
                    shift, at = step or shift, self.label(at, f"time:{name}")
            if which and self.label(at, "time:in"):
                at = self.label(at, "time:in")
        return first, which, shift, at

    def season(self, at: int) -> Time | None:
        first, _which, shift, at = self._modified(at)
        for season in SEASON_MONTHS:
            end = self.label(at, f"time:{season}")
            if not end:
                continue
            year = self.year_at(self._skip_of(end))
            if year:
                return self._time(first, year[1], season_of(year[0], season))
            if self.base is None:
                return None
            last_year = self._last_year_after(end)
            if last_year is not None:
                return self._time(first, last_year, season_of(self.base.year - 1, season))
            is_future = shift > 0 or (shift == 0 and (self.is_future(at) or self._follows_until(first)))
            return self._time(first, end, season_near(self.base, season, is_future, shift))
        end = self.label(at, "time:contract_season")
        if end and self.base:
            ends_in = self.base.year + (self.base.month >= 7) + (shift > 0)
            return self._time(first, end, Interval(date(ends_in, 5, 1), date(ends_in, 6, 30)))
        return None

    def _follows_until(self, at: int) -> bool:
        return any(self.label(back, "time:until") == at for back in range(max(0, at - 3), at))

    def years(self, at: int) -> Time | None:
        """A bare year, also the beginning or the end of one. "2-1" and "2018/2019" are none."""
        first, which, _, at = self._modified(at)
        year = self.year_at(at)
        if year is None:
            return None
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if after is not None and after.text == "/" and after.start == self.tokens[at].end:
            return None
        if at and self.tokens[at - 1].text == "/" and self.tokens[at - 1].end == self.tokens[at].start:
            return None
        span = year_of(year[0])
        if which == "late" and self._follows_until_loose(first):
            return self._time(first, year[1], Interval(span.latest, span.latest))
        return self._time(first, year[1], part_of(span, which) if which else span)

    def _follows_until_loose(self, at: int) -> bool:
        return any(self.label(back, "time:until") for back in range(max(0, at - 2), at + 1))

    # Relative times.

    def named_day(self, at: int, base: date) -> Time | None:
        for name, shift in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
            end = self.label(at, f"time:{name}")
            if end:
                day = date.fromordinal(base.toordinal() + shift)
                return Time(at, end, Interval(day, day), is_precise=True)
        return None

    def ago(self, at: int, base: date) -> Time | None:
        """ "for en måned siden", "a good month ago", "il y a un mois"."""
        first, opened = at, self.label(at, "time:ago_before")
        at = opened or at
        at = self.label(at, "time:about") or at
        count = self.number_at(at, "number:")
        if (
            count is None
            and at < len(self.tokens)
            and self.tokens[at].text.isdecimal()
            and len(self.tokens[at].text) <= 2
        ):
            count = (int(self.tokens[at].text), at + 1)
        if count is None:
            return None
        at = self.label(count[1], "time:about") or count[1]
        for unit in ("day", "week", "month", "year", "hour"):
            end = self.label(at, f"time:{unit}")
            if end:
                closed = self.label(end, "time:ago_after")
                if closed or opened:
                    return self._time(first, closed or end, ago(base, count[0], unit))
        return None

    def unit(self, at: int, base: date) -> Time | None:
        """ "last week", "next year", "this month"."""
        for name, shift in (("last", -1), ("this", 0), ("next", 1)):
            middle = self.label(at, f"time:{name}")
            if not middle:
                continue
            for unit in ("week", "month", "year", "day"):
                end = self.label(middle, f"time:{unit}")
                if end:
                    return self._time(at, end, _unit_span(base, unit, shift))
        return self._unit_after(at, base)

    def _unit_after(self, at: int, base: date) -> Time | None:
        """Romance order: "la semaine dernière"."""
        for unit in ("week", "month", "year"):
            middle = self.label(at, f"time:{unit}")
            if middle:
                for name, shift in (("last", -1), ("next", 1)):
                    end = self.label(middle, f"time:{name}")
                    if end:
                        return self._time(at, end, _unit_span(base, unit, shift))
        return None

    def weekday(self, at: int, base: date) -> Time | None:
        first, _, shift, noun = self._modified(at)
        day = self.number_at(noun, "weekday:")
        if day is None:
            return None
        end = day[1]
        dated = self.written_day(self._skip_of(end)) or self.month_first(self._skip_of(end))
        if dated is not None:
            return replace(dated, first=first)
        if self.label(end, "time:last"):
            shift, end = -1, self.label(end, "time:last")
        elif self.label(end, "time:next"):
            shift, end = 1, self.label(end, "time:next")
        is_future = shift > 0 or (shift == 0 and self.is_future(noun))
        span = weekday_near(base, day[0], is_future)
        if shift < 0 and span.earliest == base:
            span = weekday_near(base, day[0], False, -1)
        return self._time(first, end, span, True)

    def weekend(self, at: int, base: date) -> Time | None:
        first, _, shift, noun = self._modified(at)
        end = self.label(noun, "time:weekend")
        return self._time(first, end, weekend_near(base, shift > 0 or self.is_future(noun))) if end else None

    def last_year(self, at: int, base: date) -> Time | None:
        end = self.label(at, "time:last_year")
        return self._time(at, end, year_of(base.year - 1)) if end else None


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
MODIFIERS = ("time:early", "time:late", "time:last", "time:next", "time:this")
ABSOLUTE = (
    (Grammar.iso_day, {"#"}),
    (Grammar.numeric_day, {"#"}),
    (Grammar.written_day, {"#"}),
    (Grammar.years, {"#", *MODIFIERS}),
    (Grammar.month_first, {"month"}),
    (Grammar.month, {"month", *MODIFIERS}),
    (Grammar.season, {*(f"time:{season}" for season in SEASON_MONTHS), "time:contract_season", *MODIFIERS}),
)
RELATIVE = (
    (Grammar.ago, {"#", "number", "time:ago_before", "time:about"}),
    (Grammar.named_day, {"time:today", "time:yesterday", "time:tomorrow"}),
    (Grammar.unit, {"time:last", "time:this", "time:next", "time:week", "time:month", "time:year"}),
    (Grammar.weekday, {"weekday", *MODIFIERS}),
    (Grammar.weekend, {"time:weekend", *MODIFIERS}),
    (Grammar.last_year, {"time:last_year"}),
)


@lru_cache(maxsize=1024)
def _rules(openers: frozenset[str], is_number: bool):
    """The rules worth trying where such words begin, absolute ones and relative ones."""
    here = openers | {"#"} if is_number else openers
    return (
        tuple(rule for rule, opening in ABSOLUTE if not opening.isdisjoint(here)),
        tuple(rule for rule, opening in RELATIVE if not opening.isdisjoint(here)),
    )
