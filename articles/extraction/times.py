"""When: the time words of a sentence as intervals, each with what it is the time of.

A small grammar over the words of the language file; it tries the longest reading
first at each word. Without a day of publication a relative time is no time.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

from .calendar_spans import (
    FIRST_YEAR,
    LAST_YEAR,
    SEASON_MONTHS,
    ago,
    ago_vaguely,
    day_near,
    day_of,
    last_day_of,
    later,
    month_near,
    month_of,
    numbered_day_near,
    part_of,
    season_near,
    season_of,
    season_opening,
    season_years,
    week_of,
    weekday_near,
    weekend_near,
    year_of,
)
from .claims import Interval
from .sentences import Sentence
from .time_types import Time, joined_spans, typed

NEAR_FEAST = 60  # days
NUMERIC = re.compile(r"\d{1,4}")
SEASONS = frozenset(f"time:{season}" for season in SEASON_MONTHS)
GROUPS = ("time", "month", "weekday", "number")
ORDINALS = ("st", "nd", "rd", "th", "er", "re", "o", "º", "ª")


NO_WORDS: frozenset[int] = frozenset()


def find_times(sentence: Sentence, published: date | None, named: frozenset[int] = NO_WORDS) -> list[Time]:
    """All times of a sentence from left to right, typed. ``named`` are words of names, in which no time is
    sought: "Sheffield Wednesday", "Jan Lind".
    """
    if sentence.by_group.keys().isdisjoint(GROUPS) and not _has_number(sentence):
        return []
    grammar = Grammar(sentence, published)
    for match in sentence.labelled("time:names"):
        named = named | frozenset(range(match.first, match.last))
    times: list[Time] = []
    for at in grammar.openings():
        if at not in named and (not times or at >= times[-1].last):
            grammar.before = times[-1] if times else None
            found = grammar.time_at(at)
            if found is not None:
                times.append(found)
    return [typed(sentence, time) for time in joined_spans(sentence, times)]


def _has_number(sentence: Sentence) -> bool:
    return any(token.text[0].isdecimal() for token in sentence.tokens)


class Grammar:
    """The rules, each tried at a token; the longest result wins. Those of relative times are handed the
    day that they count from.
    """

    def __init__(self, sentence: Sentence, published: date | None):
        self.sentence = sentence
        self.tokens, self.base = sentence.tokens, published
        self.before: Time | None = None  # the time told last
        self.at: dict[int, dict[str, int]] = {}
        self.openers: dict[int, set[str]] = {}
        self.modified: dict[int, tuple[int, str, int, int]] = {}
        for group in GROUPS:
            for label, first, last, _ in sentence.grouped(group):
                ends = self.at.setdefault(first, {})
                ends[label] = max(last, ends.get(label, 0))
                self.openers.setdefault(first, set()).add(label if group == "time" else group)

    @cached_property
    def futures(self) -> list[int]:
        """Where words of the future stand; "til sommer" says nothing of the Tuesday on which it was told."""
        return [first for first in self._words_to_come() if SEASONS.isdisjoint(self.at.get(first, ()))]

    @cached_property
    def aheads(self) -> list[int]:
        """The same with the words of a change in the present tense."""
        return self._words_to_come() + [match.first for match in self.sentence.labelled("time:ahead")]

    def _words_to_come(self) -> list[int]:
        labels = ("word:futures", "word:modals", "time:future")
        return [match.first for label in labels for match in self.sentence.labelled(label)]

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
        return self._in_clause(at, self.futures)

    def is_ahead(self, at: int) -> bool:
        """The same of a month or a season, which the present tense of a change points forward too."""
        return self._in_clause(at, self.aheads)

    def _in_clause(self, at: int, places: list[int]) -> bool:
        clause = self.tokens[at].clause if at < len(self.tokens) else 0
        leads = at <= 1  # "On Saturday, at Havnby, he will …": a time that opens the sentence is of all of it
        return any(leads or self.tokens[first].clause == clause for first in places)

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
        year = self.year_at(self._skip_of(month[1])) or self._told_year_after(month[1])
        if year:
            return self._time(first, year[1], _part(month_of(year[0], month[0] + 1), which))
        if self.base is None or self._is_no_month(at):
            return None
        end = month[1]
        if (last_year := self._last_year_after(end)) is not None:
            span, end = month_of(self.base.year - 1, month[0] + 1), last_year
        else:
            is_next = self.label(end, "time:next")
            is_future = bool(shift > 0 or is_next or self.is_ahead(at) or self._follows_until(first))
            span = month_near(self.base, month[0] + 1, is_future)
            if shift and span.earliest <= self.base <= span.latest:
                span = month_of(span.earliest.year + shift, month[0] + 1)
        return self._time(first, end, _part(span, which))

    def _is_no_month(self, at: int) -> bool:
        """True of "Jan" and "Gen" alone, and of a small "may" that is a verb."""
        if all(label.endswith(":short") for label in self.at[at] if label.startswith("month:")):
            return True
        is_verb = any(match.first == at for match in self.sentence.labelled("word:modals"))
        return is_verb and not self.tokens[at].is_capital

    def _told_year_after(self, at: int) -> tuple[int, int] | None:
        """ "november samma år": the year of the time told before."""
        for start in (at, self._skip_of(at)):
            end = self.label(start, "time:same_year")
            if end and self.before is not None:
                return self.before.span.latest.year, end
        return None

    def _last_year_after(self, at: int) -> int | None:
        """Where "last year" ends if it follows: "in May last year", "in May of last year"."""
        found = self._last_year_at(at)
        return found if found is not None else self._last_year_at(self._skip_of(at))

    def _last_year_at(self, at: int) -> int | None:
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
        """(first, which part, shift, where the noun is): "early last May", "i slutningen af august"."""
        first, which, shift = at, "", 0
        for _ in range(3):
            for name in ("early", "mid", "late", "end"):
                if self.label(at, f"time:{name}"):
                    which, at = name, self.label(at, f"time:{name}")
            for name, step in (("last", -1), ("next", 1), ("this", 0)):
                if self.label(at, f"time:{name}"):
                    shift, at = step or shift, self.label(at, f"time:{name}")
            if which and self.label(at, "time:in"):
                at = self.label(at, "time:in")
            if which and at < len(self.tokens) and self.tokens[at].text == "-":
                at += 1  # "mid-May"
        return first, which, shift, at

    def season(self, at: int) -> Time | None:
        first, _which, shift, at = self._modified(at)
        is_this = any(self.label(back, "time:this") == at for back in range(first, at))
        for season in SEASON_MONTHS:
            end = self.label(at, f"time:{season}")
            if not end:
                continue
            year = self.year_at(self._skip_of(end)) or self._told_year_after(end)
            if year:
                return self._time(first, year[1], season_of(year[0], season))
            if self.base is None:
                return None
            last_year = self._last_year_after(end)
            if last_year is not None:
                return self._time(first, last_year, season_of(self.base.year - 1, season))
            if is_this and season != "winter" and not shift:
                return self._time(first, end, season_of(self.base.year, season))
            is_future = shift > 0 or (shift == 0 and (self.is_ahead(at) or self._follows_until(first)))
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
        if self.years_of_season(at) is not None or self.label(year[1], "time:same_year"):
            return None
        if at and self.tokens[at - 1].text == "/" and self.tokens[at - 1].end == self.tokens[at].start:
            return None
        span = year_of(year[0])
        if which == "late" and self._follows_until_loose(first):
            return self._time(first, year[1], Interval(span.latest, span.latest))
        return self._time(first, year[1], _part(span, which))

    def years_of_season(self, at: int) -> Time | None:
        """ "2023/24", "2023-2024": from July to June; "for the 2023/24 season" is the summer before it."""
        year = self.year_at(at)
        if year is None or at + 2 >= len(self.tokens):
            return None
        mark, second = self.tokens[at + 1], self.tokens[at + 2]
        is_joined = self.tokens[at].end == mark.start and mark.end == second.start
        is_season = second.text in (str(year[0] + 1), str(year[0] + 1)[2:])
        if not is_joined or not is_season or mark.text not in ("/", "-", "–"):
            return None
        if mark.text != "/" and len(second.text) == 4:
            return None  # "2015-2016" are years
        starts = any(match.last == at for match in self.sentence.labelled("time:season_start"))
        span = season_of(year[0], "summer") if starts else season_years(year[0])
        return self._time(at, at + 3, span)

    def season_start(self, at: int) -> Time | None:
        """ "fra næste sæson", "zur neuen Saison": the summer that the next season opens in."""
        first, _, shift, noun = self._modified(at)
        end = self.label(noun, "time:season_start")
        if not end or self.base is None:
            return None
        is_next = shift > 0 or any(
            first <= match.first and match.last <= end for match in self.sentence.labelled("time:next")
        )
        return self._time(first, end, season_opening(self.base)) if is_next else None

    def year_edge(self, at: int) -> Time | None:
        """ "Jahresende 2007", "the turn of the year", "fine anno"."""
        for name in ("year_start", "year_end"):
            end = self.label(at, f"time:{name}")
            if not end:
                continue
            year = self.year_at(self._skip_of(end))
            base = self.base
            if year is None and base is None:
                return None
            month = base.month if base is not None else 1
            number = year[0] if year else base.year if base is not None else 0
            if name == "year_start":
                is_next = year is None and self.is_ahead(at) and month > 6
                return self._time(at, year[1] if year else end, month_of(number + is_next, 1))
            if year is None and not self.is_ahead(at) and month < 7 and not self._until_before(at):
                number -= 1
            december = month_of(number, 12)
            span = last_day_of(december) if self._until_before(at) else december
            return self._time(at, year[1] if year else end, span)
        return None

    def _until_before(self, at: int) -> bool:
        return any(match.last == at or match.first == at for match in self.sentence.labelled("time:until"))

    def feast(self, at: int) -> Time | None:
        """Christmas and New Year's Day, the ones nearest to the day of publication."""
        for name, month, day, days in (("christmas", 12, 24, 2), ("new_year", 1, 1, 0)):
            end = self.label(at, f"time:{name}")
            if not end:
                continue
            year = self.year_at(self._skip_of(end))
            if year is not None:
                found, end = day_of(year[0], month, day), year[1]
            else:
                found = self._feast_near(month, day, self.is_future(at))
            if found is None:
                return None
            return self._time(at, end, Interval(found.earliest, found.earliest + timedelta(days=days)))
        return None

    def _feast_near(self, month: int, day: int, is_future: bool) -> Interval | None:
        """The one that was last, unless the next is near."""
        if self.base is None:
            return None
        found = day_near(self.base, month, day, is_future)
        is_far = found is not None and not is_future and (found.earliest - self.base).days > NEAR_FEAST
        return day_of(found.earliest.year - 1, month, day) if is_far and found is not None else found

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
        half = self.label(at, "time:half_year")
        if half:
            closed = self._closes_ago(half)
            return self._time(first, closed or half, ago(base, 6, "month")) if closed or opened else None
        few = self.label(at, "time:few")
        count = (0, few) if few else self.number_at(at, "number:") or self._figures(at)
        if count is None:
            return None
        at = self.label(count[1], "time:about") or count[1]
        for unit in ("day", "week", "month", "year", "hour"):
            end = self.label(at, f"time:{unit}")
            if end:
                closed = self._closes_ago(end)
                if closed or opened:
                    span = ago_vaguely(base, unit) if few else ago(base, count[0], unit)
                    return self._time(first, closed or end, span)
        return None

    def _figures(self, at: int) -> tuple[int, int] | None:
        text = self.tokens[at].text if at < len(self.tokens) else ""
        return (int(text), at + 1) if text.isdecimal() and len(text) <= 2 else None

    def _closes_ago(self, at: int) -> int:
        """Where "ago" ends if it stands here; "der er gået to uger, siden han gik" has a comma before it."""
        has_comma = at < len(self.tokens) and self.tokens[at].text == ","
        return self.label(at, "time:ago_after") or (has_comma and self.label(at + 1, "time:ago_after")) or 0

    def unit(self, at: int, base: date) -> Time | None:
        """ "last week", "next year", "this month"."""
        for name, shift in (("last", -1), ("this", 0), ("next", 1)):
            middle = self.label(at, f"time:{name}")
            if not middle:
                continue
            for unit in ("week", "month", "year", "day"):
                end = self.label(middle, f"time:{unit}")
                if end and not self.label(middle, "time:plural"):
                    return self._time(at, end, _unit_span(base, unit, shift))
        return self._unit_after(at, base)

    def _unit_after(self, at: int, base: date) -> Time | None:
        """Romance order: "la semaine dernière"."""
        for unit in ("week", "month", "year"):
            middle = self.label(at, f"time:{unit}")
            if middle and not self.label(at, "time:plural"):
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
        start = self._skip_of(end)
        dated = (
            self.written_day(start) or self.month_first(start) or self._numbered_weekday(end, day[0], base)
        )
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

    def _numbered_weekday(self, at: int, weekday: int, base: date) -> Time | None:
        """ "domingo (11)", "quinta-feira (27/8)", "jeudi 21": the nearest day of that number that is such a
        weekday.
        """
        texts = [token.text for token in self.tokens[at : at + 6]]
        bracket = texts[:1] == ["("]
        day = self._figures(at + bracket)
        if day is None or not 1 <= day[0] <= 31:
            return None
        month, last = None, day[1]
        if texts[bracket + 1 : bracket + 2] in (["/"], ["."]) and (figures := self._figures(last + 1)):
            month, last = figures
        if bracket:
            if self.tokens[last : last + 1] and self.tokens[last].text == ")":
                last += 1
            else:
                return None
        near = (base + timedelta(days=shift) for away in range(190) for shift in (-away, away))
        for found in near:
            if found.day == day[0] and found.weekday() == weekday and month in (None, found.month):
                return self._time(at, last, Interval(found, found), True)
        return None

    def later(self, at: int, base: date) -> Time | None:
        """ "two months later": counted from the time told before in the sentence."""
        start = self.label(at, "time:about") or at
        few = self.label(start, "time:few")
        count = (2, few) if few else self.number_at(start, "number:") or self._figures(start)
        if count is None or self.before is None:
            return None
        for unit in ("day", "week", "month", "year"):
            end = self.label(count[1], f"time:{unit}")
            last = end and self.label(end, "time:later")
            if last:
                return self._time(at, last, later(self.before.span, count[0], unit))
        return None

    def this_year(self, at: int, base: date) -> Time | None:
        end = self.label(at, "time:this_year")
        return self._time(at, end, year_of(base.year)) if end else None

    def day_beside(self, at: int, base: date) -> Time | None:
        """ "The same day", "a day later", "la veille": counted from the day told before in the sentence."""
        for name, days in (("same_day", 0), ("next_day", 1), ("day_before", -1)):
            end = self.label(at, f"time:{name}")
            if end and self.before is not None and self.before.is_precise:
                day = self.before.span.earliest + timedelta(days=days)
                return self._time(at, end, Interval(day, day), True)
        return None

    def day_of_month(self, at: int, base: date) -> Time | None:
        """ "no último dia 17": a day without its month, the nearest in the direction of the tense."""
        start = self.label(at, "time:day_of_month")
        day = self._figures(start) if start else None
        if day is None or not 1 <= day[0] <= 31:
            return None
        is_dated = day[1] < len(self.tokens) and self.tokens[day[1]].text == "/"
        month = self._figures(day[1] + 1) if is_dated else None
        if month is not None and 1 <= month[0] <= 12:
            return self._time(at, month[1], day_near(base, month[0], day[0], self.is_future(at)), True)
        return self._time(at, day[1], numbered_day_near(base, day[0], self.is_future(at)), True)

    def weekend(self, at: int, base: date) -> Time | None:
        first, _, shift, noun = self._modified(at)
        end = self.label(noun, "time:weekend")
        return self._time(first, end, weekend_near(base, shift > 0 or self.is_future(noun))) if end else None

    def last_year(self, at: int, base: date) -> Time | None:
        end = self.label(at, "time:last_year")
        return self._time(at, end, year_of(base.year - 1)) if end else None


def _part(span: Interval, which: str) -> Interval:
    return part_of(span, which) if which else span


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
MODIFIERS = ("time:early", "time:mid", "time:late", "time:end", "time:last", "time:next", "time:this")
ABSOLUTE = (
    (Grammar.iso_day, {"#"}),
    (Grammar.numeric_day, {"#"}),
    (Grammar.written_day, {"#"}),
    (Grammar.years, {"#", *MODIFIERS}),
    (Grammar.years_of_season, {"#"}),
    (Grammar.season_start, {"time:season_start", "time:next"}),
    (Grammar.year_edge, {"time:year_start", "time:year_end"}),
    (Grammar.feast, {"time:christmas", "time:new_year"}),
    (Grammar.month_first, {"month"}),
    (Grammar.month, {"month", *MODIFIERS}),
    (Grammar.season, {*(f"time:{season}" for season in SEASON_MONTHS), "time:contract_season", *MODIFIERS}),
)
RELATIVE = (
    (Grammar.ago, {"#", "number", "time:ago_before", "time:about", "time:few", "time:half_year"}),
    (Grammar.day_beside, {"time:same_day", "time:next_day", "time:day_before"}),
    (Grammar.day_of_month, {"time:day_of_month"}),
    (Grammar.later, {"#", "number", "time:about", "time:few"}),
    (Grammar.this_year, {"time:this_year"}),
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
