"""Ends that are told of a day before the beginning: both cannot be, and an editor is to say which."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from carousel.record.days import Days
from carousel.record.events import BACKGROUND, Event


def first_start_after(end: Event, starts: Iterable[Event]) -> Event | None:
    """The first of the starts that the end cannot be true beside, unless there was a spell before it."""
    return next((start for start in starts if _excludes(end, start)), None)


def comes_before(end: Event, started: Days, told_on: date | None) -> bool:
    """Whether the end lies before a start that was known when the end was told as news.

    What was told before the start was known ended an earlier spell, and so did what is told long after.
    """
    left, began = end.time.latest, started.earliest
    if left is None or began is None or began <= left:
        return False
    known_since = min(told_on or began, began)
    return known_since <= end.known_on <= left + BACKGROUND


def _excludes(end: Event, start: Event) -> bool:
    """An article that tells of both knows of both: the coach was dismissed and came back."""
    told_by_one = {c.article_id for c in end.claims} & {c.article_id for c in start.claims}
    return not told_by_one and comes_before(end, start.time, start.known_on)
