"""When to look at a feed again: a pure function of what is known of the feed and of its last answer.

A feed that answers is looked at about as often as it publishes, never more often than
the site allows; one that fails is asked again soon at first, then ever more seldom, at
most a day apart, and is never given up. The bounds are those that feed readers have
settled on (the etiquette asks for conditional requests at most hourly of small sites;
a sports desk's own feeds may be set lower).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

SOONEST = timedelta(minutes=5)
LATEST = timedelta(days=1)
FIRST_RETRY = timedelta(minutes=2)
LONGEST_WAIT_ASKED = LATEST  # a site that asks for ten years has made a mistake, or is gone
LOOKS_PER_ENTRY = 4  # a feed with one entry a day is looked at every six hours
MOST_DIGITS = 10  # of a number of seconds; more of them change nothing
JITTER = 0.1  # of the wait, so that feeds of one start do not stay in step


@dataclass(frozen=True)
class Pace:
    """What is known of a feed before it is asked: how often it is wanted, and how often it publishes."""

    interval: timedelta | None = None  # as configured; then nothing else makes it longer
    entries_per_week: float = 0.0
    failures: int = 0  # in a row


@dataclass(frozen=True)
class Answer:
    """What the last answer said of the next one, in the site's words."""

    cache_control: str = ""
    expires: str = ""
    retry_after: str = ""
    ttl_minutes: int = 0  # from the feed itself: ttl, sy:updatePeriod
    has_failed: bool = False
    is_gone: bool = False  # the site says so itself, with a 410


def next_check(pace: Pace, answer: Answer, *, at: datetime, chance: float = 0.5) -> datetime:
    """The moment before which the feed is not asked again; ``chance`` in [0, 1) spreads the feeds."""
    asked_for = wait_asked(answer.retry_after, at=at)
    if answer.has_failed:
        wait = LATEST if answer.is_gone else min(FIRST_RETRY * 2 ** min(pace.failures, 12), LATEST)
    else:
        wait = _between(pace.interval or _by_pace(pace.entries_per_week), SOONEST, LATEST)
        if pace.interval is None:
            wait = max(wait, _between(freshness(answer, at=at), timedelta(), LATEST))
    wait *= 1 + JITTER * (2 * chance - 1)
    return at + max(wait, asked_for)


def freshness(answer: Answer, *, at: datetime) -> timedelta:
    """For how long the site calls its answer fresh: the longest of what its headers and the feed say."""
    waits = [timedelta(minutes=answer.ttl_minutes)]
    directives = [part.strip().lower() for part in answer.cache_control.split(",")]
    ages = [part.partition("=")[2].strip('" ') for part in directives if part.startswith("max-age")]
    told = next((age for age in map(_seconds, ages) if age is not None), None)
    if told is not None:
        waits.append(told)
    elif answer.expires and (moment := _moment(answer.expires)):
        waits.append(moment - at)
    return max(waits)


def wait_asked(retry_after: str, *, at: datetime) -> timedelta:
    """What ``Retry-After`` asks for, as seconds or as a date; nothing where it says neither."""
    text = retry_after.strip()
    wait = _seconds(text)
    if wait is None:
        moment = _moment(text)
        wait = moment - at if moment else timedelta()
    return _between(wait, timedelta(), LONGEST_WAIT_ASKED)


def _seconds(text: str) -> timedelta | None:
    """So many seconds, a day at most; nothing where it is no number."""
    if not (text.isascii() and text.isdecimal()):
        return None
    return min(timedelta(seconds=int(text[:MOST_DIGITS])), LATEST)


def _by_pace(entries_per_week: float) -> timedelta:
    if entries_per_week <= 0:
        return LATEST / 2
    return timedelta(weeks=1) / (entries_per_week * LOOKS_PER_ENTRY)


def _between(wait: timedelta, least: timedelta, most: timedelta) -> timedelta:
    return max(least, min(wait, most))


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
