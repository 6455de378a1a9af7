"""When: the time words of a sentence as intervals, each with what it is the time of.

A small grammar over the words of the language file; it tries the longest reading
first at each word. Without a day of publication a relative time is no time.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from .sentences import Sentence
from .time_days import DAYS
from .time_lengths import LENGTHS
from .time_periods import PERIODS
from .time_relative import RELATIVE
from .time_types import Time, joined_spans, typed
from .time_words import GROUPS, TimeWords

NO_WORDS: frozenset[int] = frozenset()
ABSOLUTE = (*DAYS, *PERIODS)


def find_times(
    sentence: Sentence,
    published: date | None,
    named: frozenset[int] = NO_WORDS,
    calendar_seasons: bool = False,
) -> list[Time]:
    """All times of a sentence from left to right, typed. ``named`` are words of names, in which no time is
    sought: "Sheffield Wednesday", "Jan Lind". ``calendar_seasons`` are played within one year.
    """
    if sentence.by_group.keys().isdisjoint(GROUPS) and not _has_number(sentence):
        return []
    words = TimeWords(sentence, published, calendar_seasons)
    for match in sentence.labelled("time:names"):
        named = named | frozenset(range(match.first, match.last))
    times: list[Time] = []
    for at in words.openings():
        if at not in named and (not times or at >= times[-1].last):
            words.before = times[-1] if times else None
            found = _time_at(words, at)
            if found is not None:
                times.append(found)
    return [typed(sentence, time) for time in joined_spans(sentence, times)]


def _has_number(sentence: Sentence) -> bool:
    return any(token.text[0].isdecimal() for token in sentence.tokens)


def _time_at(words: TimeWords, at: int) -> Time | None:
    """The longest time that begins at a word."""
    is_number = words.tokens[at].text[0].isdecimal()
    absolute, relative = _rules(frozenset(words.openers.get(at, ())), is_number)
    found = [rule(words, at) for rule in absolute]
    if words.base is not None:
        found += [rule(words, at, words.base) for rule in relative]
    return max((time for time in found if time is not None), key=lambda time: time.last, default=None)


@lru_cache(maxsize=1024)
def _rules(openers: frozenset[str], is_number: bool):
    """The rules worth trying where such words begin, absolute ones and relative ones."""
    here = openers | {"#"} if is_number else openers
    return (
        tuple(rule for rule, opening in ABSOLUTE if not opening.isdisjoint(here)),
        tuple(rule for rule, opening in (*RELATIVE, *LENGTHS) if not opening.isdisjoint(here)),
    )
