"""The words of time in a sentence, looked up once, and what the rules of times ask of them."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property

from .calendar_spans import FIRST_YEAR, LAST_YEAR, SEASON_MONTHS
from .claims import Interval
from .sentences import Sentence
from .time_types import Time

SEASONS = frozenset(f"time:{season}" for season in SEASON_MONTHS)
GROUPS = ("time", "month", "weekday", "number", "length")
ORDINALS = ("st", "nd", "rd", "th", "er", "re", "o", "º", "ª")
# Before a noun of time: "early last May", "i slutningen af august".
MODIFIERS = ("time:early", "time:mid", "time:late", "time:end", "time:last", "time:next", "time:this")


def time_of(first: int, last: int, span: Interval | None, is_precise: bool = False) -> Time | None:
    return Time(first, last, span, is_precise=is_precise) if span is not None else None


class TimeWords:
    """What stands where in one sentence, and the day ``base`` that its relative times count from."""

    def __init__(self, sentence: Sentence, published: date | None, calendar_seasons: bool = False):
        self.sentence, self.calendar_seasons = sentence, calendar_seasons
        self.tokens, self.base = sentence.tokens, published
        self.before: Time | None = None  # the time told last
        self.at: dict[int, dict[str, int]] = {}
        self.openers: dict[int, set[str]] = {}
        self.known_modifiers: dict[int, tuple[int, str, int, int]] = {}
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
        past = {self.tokens[match.first].clause for match in self.sentence.labelled("time:past")}
        found = [match.first for match in self.sentence.labelled("time:ahead")]
        return self._words_to_come() + [at for at in found if self.tokens[at].clause not in past]

    def _words_to_come(self) -> list[int]:
        labels = ("word:futures", "word:modals", "time:future")
        found = [match.first for label in labels for match in self.sentence.labelled(label)]
        return [at for at in found if not (self.tokens[at].is_capital and self.number_at(at, "month:"))]

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

    def skip_of(self, at: int) -> int:
        is_comma = at < len(self.tokens) and self.tokens[at].text == ","
        return at + 1 if is_comma else self.label(at, "time:of") or at

    def figures(self, at: int) -> tuple[int, int] | None:
        text = self.tokens[at].text if at < len(self.tokens) else ""
        return (int(text), at + 1) if text.isdecimal() and len(text) <= 2 else None

    def day_number(self, at: int) -> tuple[int, int] | None:
        """ "20", "20.", "20th", "1er": a day of a month, and where it ends."""
        if at >= len(self.tokens):
            return None
        found = re.fullmatch(r"(\d{1,2})([a-zºª]{0,2})", self.tokens[at].low)
        if not found or not 1 <= int(found.group(1)) <= 31 or found.group(2) not in ("", *ORDINALS):
            return None
        dotted = at + 1 < len(self.tokens) and self.tokens[at + 1].text == "."
        return int(found.group(1)), at + 1 + dotted

    def told_year_after(self, at: int) -> tuple[int, int] | None:
        """ "november samma år": the year of the time told before."""
        for start in (at, self.skip_of(at)):
            end = self.label(start, "time:same_year")
            if end and self.before is not None:
                return self.before.span.latest.year, end
        return None

    def last_year_after(self, at: int) -> int | None:
        """Where "last year" ends if it follows: "in May last year", "in May of last year"."""
        found = self._last_year_at(at)
        return found if found is not None else self._last_year_at(self.skip_of(at))

    def _last_year_at(self, at: int) -> int | None:
        if self.label(at, "time:last_year"):
            return self.label(at, "time:last_year")
        end = self.label(at, "time:last")
        unit = end and self.label(end, "time:year")
        if unit:
            return unit
        return None

    def modified(self, at: int) -> tuple[int, str, int, int]:
        """Modifiers before a noun of time, worked out once for each place."""
        known = self.known_modifiers.get(at)
        if known is None:
            known = self.known_modifiers[at] = self._modifiers(at) if at in self.at else (at, "", 0, at)
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

    def follows_until(self, at: int) -> bool:
        return self._ends_at("time:until", at)

    def _ends_at(self, name: str, at: int) -> bool:
        """True where a phrase of up to three words with that label stands right before."""
        return any(self.label(back, name) == at for back in range(max(0, at - 3), at))

    def runs_through(self, at: int) -> bool:
        """True of a year to whose last day something runs: "ut 2027", but not "ut 2027-sesongen"."""
        is_season = [token.text for token in self.tokens[at + 1 : at + 2]] == ["-"]
        return self._ends_at("time:through", at) and not is_season

    def follows_until_loose(self, at: int) -> bool:
        return any(self.label(back, "time:until") for back in range(max(0, at - 2), at + 1))

    def until_before(self, at: int) -> bool:
        return any(match.last == at or match.first == at for match in self.sentence.labelled("time:until"))
