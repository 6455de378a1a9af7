"""The day of a fact that its own sentence leaves undated.

News has one day: where an article dates what happened at a club in these days, the other
facts of that club are of the same day unless they are dated otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from .claims import Interval, Kind
from .document import Club, Document
from .drafts import Draft
from .sentences import Sentence
from .time_types import Time
from .times import find_times

FACTS = (Kind.DEPARTURE, Kind.APPOINTMENT)
FRESH = timedelta(days=7)
OPENING = 3  # sentences of the text that tell when the news of the article was


def date_facts(document: Document, groups: Iterable[list[Draft]]) -> None:
    """Afterwards undated facts that belong to the news of the article have its day."""
    if document.article.published is None:
        return
    rows = [group for group in groups if group and group[0].kind in FACTS]
    days: dict[Club, Interval] = {}
    for group in rows:
        for draft in group:
            if draft.when is not None and _is_fresh(document, draft.when):
                days.setdefault(draft.club, draft.when)
    opening = None
    for group in rows:
        if any(draft.when is not None for draft in group):
            continue
        day = days.get(group[0].club)
        if day is None and _is_the_news(document, group):
            opening = opening or _day_of_opening(document)
            day = opening
        if day is not None:
            for draft in group:
                draft.when = day
                draft.reasons.append("of the day of the news that the article tells")


def _is_fresh(document: Document, span: Interval) -> bool:
    """True of a single day of the week before publication."""
    published = document.article.published
    return (
        published is not None
        and span.earliest == span.latest
        and timedelta(0) <= published - span.earliest <= FRESH
    )


def _opening(document: Document) -> list[Sentence]:
    texts = [sentence for sentence in document.sentences if sentence.part == "text"]
    return texts[:OPENING]


def _is_the_news(document: Document, group: list[Draft]) -> bool:
    opening = {id(sentence) for sentence in _opening(document)}
    return any(d.sentence.part == "title" or id(d.sentence) in opening for d in group)


def _day_of_opening(document: Document) -> Interval | None:
    for sentence in _opening(document):
        for time in find_times(sentence, document.article.published):
            if _tells_day(document, time):
                return time.span
    return None


def _tells_day(document: Document, time: Time) -> bool:
    return time.type == "event" and not time.closes and _is_fresh(document, time.span)
