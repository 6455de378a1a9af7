"""The day of a statement that its own sentence leaves undated, or dates worse than another one.

The rules, in this order:

* the end of a contract is told where the coach is spoken of;
* of all the sentences that make the same statement the one whose time stands nearest to its
  words dates it;
* "the same day" and "a day later" count from the day told last before them;
* a line that is only a time heads the lines of a list below it;
* a fact or a new contract in the title or the opening is of the day on which the opening says that
  it was told, else of the one fresh day on which another sentence has the coach alone, unless its
  sentence speaks of another time.

What else happened at the club on a day dates nothing: of the facts that stand undated beside such news
more are left undated by a careful editor than are of that day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from .claims import FACTS, Interval, Kind
from .document import Document
from .drafts import Draft
from .fields import end_of_contract, time_cost
from .meanings import MEANINGS
from .sentences import Sentence
from .time_types import Time
from .times import find_times

EVENTS = (*FACTS, Kind.EXTENSION, Kind.WITHDRAWAL)
CONTRACTED = (Kind.APPOINTMENT, Kind.EXTENSION)
BESIDE = {"time:same_day": 0, "time:next_day": 1, "time:day_before": -1}
FRESH = timedelta(days=7)
LONG_AGO = timedelta(days=60)
HEADED = 8  # sentences under a heading
LONGEST_HEADING = 5  # words
OPENING = 3  # sentences of the text that tell when the news of the article was


def times_of(document: Document, sentence: Sentence) -> list[Time]:
    """The times of a sentence; the words of names in full are none: "Sheffield Wednesday", "Jan Lind".

    Kept by the document: ask when its mentions stand.
    """
    times = document.times.get(sentence.index)
    if times is None:
        times = document.times[sentence.index] = _sought_times(document, sentence)
    return times


def _sought_times(document: Document, sentence: Sentence) -> list[Time]:
    named = frozenset(
        at
        for mention in document.of(sentence)
        if mention.form == "full" and mention.last - mention.first > 1
        for at in range(mention.first, mention.last)
    )
    seasons = document.book.lexicon.calendar_seasons
    return find_times(sentence, document.article.published, named, seasons)


def date_statements(document: Document, groups: Iterable[list[Draft]]) -> None:
    """Afterwards the drafts of each statement agree on its time, and undated news has a day."""
    rows = [group for group in groups if group and group[0].kind in EVENTS]
    for group in rows:
        if group[0].kind in CONTRACTED:
            _find_contract(document, group)
    if document.article.published is None:
        return
    told = sorted(
        (draft for group in rows for draft in group if _is_day(draft.when)),
        key=lambda draft: draft.sentence.index,
    )
    for group in rows:
        _agree(group)
        if not any(draft.when is not None for draft in group):
            _count_from(group, told)
        if not any(draft.when is not None for draft in group):
            _take_heading(document, group)
    for group in rows:
        if not any(draft.when is not None for draft in group):
            _date_news(document, group)


def _find_contract(document: Document, group: list[Draft]) -> None:
    """The end of the contract, from the sentences about the same coach; the narrowest is the best told."""
    ends = [draft.until for draft in group if draft.until is not None]
    if not any(_is_day(end) for end in ends):
        ends += _ends_told_of(document, group)
    if not ends:
        ends = _lengths_told_of(document, group)
    if ends:
        until = end_of_contract(group[0].kind, ends)
        for draft in group:
            draft.until = until


def _ends_told_of(document: Document, group: list[Draft]) -> list[Interval]:
    """Ends of contracts in sentences that name the coach and no other, or follow his and name nobody."""
    published = document.article.published
    return [
        time.span
        for sentence in document.sentences
        if _is_of_coach(document, sentence, group)
        for time in times_of(document, sentence)
        if time.type == "contract_end" and (published is None or time.span.latest > published)
    ]


def _lengths_told_of(document: Document, group: list[Draft]) -> list[Interval]:
    """The ends of contracts whose length is told, in the sentences of the statement and of the coach."""
    own = {draft.sentence.index for draft in group}
    return [
        time.span
        for sentence in document.sentences
        if sentence.index in own or _is_of_coach(document, sentence, group)
        for time in times_of(document, sentence)
        if time.type == "length"
    ]


def _is_of_coach(document: Document, sentence: Sentence, group: list[Draft]) -> bool:
    persons = {mention.entity for mention in document.of(sentence, "person")}
    follows = any(draft.sentence.index == sentence.index - 1 for draft in group)
    return persons == {group[0].coach} or (follows and not persons)


def _agree(group: list[Draft]) -> None:
    """The time nearest to the words of the statement holds for all who make it."""
    dated = [draft for draft in group if draft.when is not None and draft.time is not None]
    if len(dated) < 2 or len({draft.when for draft in dated}) < 2:
        return
    best = min(dated, key=_price)
    for draft in group:
        if draft.when != best.when:
            draft.when, draft.time = best.when, None


def _price(draft: Draft) -> float:
    """How far a dated statement's time is from its words."""
    assert draft.time is not None
    return time_cost(draft.sentence, draft, draft.time)


def _count_from(group: list[Draft], told: list[Draft]) -> None:
    """ "Samme dag blev Holm sat ind": the day of what was told last before."""
    for draft in group:
        days = next((days for label, days in BESIDE.items() if draft.sentence.has(label)), None)
        before = [other for other in told if other.sentence.index < draft.sentence.index]
        if days is None or not before:
            continue
        last = before[-1].when
        if last is None:
            continue
        day = last.earliest + timedelta(days=days)
        for other in group:
            other.when = Interval(day, day)
            other.reasons.append("dated from the day told before")
        return


def _take_heading(document: Document, group: list[Draft]) -> None:
    for draft in group:
        span = _headed_by(document, draft.sentence)
        if span is not None:
            for other in group:
                other.when = span
                other.reasons.append("dated by the heading above")
            return


def _headed_by(document: Document, sentence: Sentence) -> Interval | None:
    """ "Oktober" as a line of its own, or "2018:", over the lines of a list."""
    for index in range(sentence.index - 1, max(-1, sentence.index - HEADED), -1):
        above = document.sentences[index]
        if above.part == "text" and len(above.tokens) <= LONGEST_HEADING:
            times = times_of(document, above)
            if times and times[0].first <= 1 and len(above.tokens) - times[0].last <= 1:
                return times[0].span
    return None


def _date_news(document: Document, group: list[Draft]) -> None:
    is_news = group[0].kind in FACTS or any(draft.meaning is MEANINGS["extended"] for draft in group)
    if not is_news or any(_speaks_of_the_past(document, d.sentence) for d in group):
        return
    day = _day_of_opening(document) if _opens(document, group) else None
    day = day or _day_of_coach(document, group)
    if day is None:
        return
    for draft in group:
        draft.when = day
        draft.reasons.append("of the day of the news that the article tells")


def _day_of_coach(document: Document, group: list[Draft]) -> Interval | None:
    """The one fresh day of another sentence that names this coach and nobody else, and no other club."""
    coach, club = group[0].coach, group[0].club
    for sentence in document.sentences:
        persons = {mention.entity for mention in document.of(sentence, "person")}
        clubs = {mention.entity for mention in document.of(sentence, "club")}
        if persons != {coach} or not clubs <= {club}:
            continue
        days = [time.span for time in times_of(document, sentence) if _tells_day(document, time)]
        if len(days) == 1:
            return days[0]
    return None


def _speaks_of_the_past(document: Document, sentence: Sentence) -> bool:
    published = document.article.published
    return published is not None and any(
        time.span.latest + LONG_AGO < published and not time.opens for time in times_of(document, sentence)
    )


def _is_day(span: Interval | None) -> bool:
    return span is not None and span.earliest == span.latest


def _is_fresh(document: Document, span: Interval | None) -> bool:
    """True of a single day of the week before publication."""
    published = document.article.published
    return (
        span is not None
        and published is not None
        and _is_day(span)
        and timedelta(0) <= published - span.earliest <= FRESH
    )


def _opening(document: Document) -> list[Sentence]:
    texts = [sentence for sentence in document.sentences if sentence.part == "text"]
    return texts[:OPENING]


def _opens(document: Document, group: list[Draft]) -> bool:
    opening = {sentence.index for sentence in _opening(document)}
    return any(d.sentence.part == "title" or d.sentence.index in opening for d in group)


def _day_of_opening(document: Document) -> Interval | None:
    for sentence in _opening(document):
        for time in times_of(document, sentence):
            if _tells_day(document, time):
                return time.span
    return None


def _tells_day(document: Document, time: Time) -> bool:
    return time.type == "event" and not time.closes and _is_fresh(document, time.span)
