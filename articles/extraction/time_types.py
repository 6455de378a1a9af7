"""What each time of a sentence is the time of: an event, the end of a contract, a match, a span of years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from .claims import Interval
from .sentences import Sentence

TimeType = Literal["event", "contract_end", "length", "match", "span", "state"]

OPPONENT = 6  # words, from "against" to the day of the game


@dataclass(frozen=True)
class Time:
    """A time at tokens ``first`` up to ``last``."""

    first: int
    last: int
    span: Interval
    type: TimeType = "event"
    is_precise: bool = False
    opens: bool = False  # "since June": from then on
    closes: bool = False  # "until 2028": up to then


def joined_spans(sentence: Sentence, times: list[Time]) -> list[Time]:
    """ "from 2015 to 2018" and "2015-2018" become one span of years."""
    joined: list[Time] = []
    for time in times:
        before = joined[-1] if joined else None
        if before is not None and _opens_span(before, time) and _spans(sentence, before, time):
            span = Interval(before.span.earliest, time.span.latest)
            joined[-1] = replace(before, last=time.last, span=span, type="span")
            continue
        joined.append(time)
    return joined


def _opens_span(left: Time, right: Time) -> bool:
    return left.type == "event" and left.span.earliest <= right.span.latest


def _spans(sentence: Sentence, left: Time, right: Time) -> bool:
    gap = sentence.tokens[left.last : right.first]
    if not 1 <= len(gap) <= 2 or not all(
        time.span.latest > time.span.earliest or time.is_precise for time in (left, right)
    ):
        return False
    is_dash = gap[0].text in "-–—" and len(gap) == 1
    if _joins(sentence, "time:and", left, right):
        return _is_opened(sentence, "time:between", left)
    joins = _joins(sentence, "time:to", left, right)
    opened = _is_opened(sentence, "time:from", left)
    is_year = (left.span.latest - left.span.earliest).days > 360 and (
        right.span.latest - right.span.earliest
    ).days > 27
    return (is_dash and is_year) or (joins and (opened or is_year))


def _joins(sentence: Sentence, label: str, left: Time, right: Time) -> bool:
    return any(m.first == left.last and m.last == right.first for m in sentence.labelled(label))


def _is_opened(sentence: Sentence, label: str, time: Time) -> bool:
    return any(0 <= time.first - match.last <= 1 for match in sentence.labelled(label))


def typed(sentence: Sentence, time: Time) -> Time:
    before = [m for m in sentence.matches if m.first < time.first <= m.last + 1]
    before = [m for m in before if m.label != "time:since" or not _opens_clause(sentence, m.last, time.first)]
    labels = {m.label for m in before} | {m.label for m in sentence.matches if m.first == time.first}
    clause = sentence.tokens[time.first].clause
    if time.type != "event":
        return time
    if "time:since" in labels:
        return replace(time, opens=True, type="event")
    if "time:until" in labels:
        near_contract = any(
            m.label == "word:contract" and abs(sentence.tokens[m.first].clause - clause) <= 1
            for m in sentence.matches
        )
        return replace(time, closes=True, type="contract_end" if near_contract else "span")
    if _runs_out(sentence, time):
        return replace(time, closes=True, type="contract_end")
    if _is_match_day(sentence, time, clause):
        return replace(time, type="match")
    if _tells_what_somebody_is(sentence, time):
        return replace(time, type="state")
    return time


def _opens_clause(sentence: Sentence, at: int, time: int) -> bool:
    """ "siden han i foråret …": a word for who did it stands between, so "since" leads in a clause."""
    return any(match.first == at < time for match in sentence.labelled("word:pronouns"))


def _runs_out(sentence: Sentence, time: Time) -> bool:
    """ "med udløb i sommeren 2027", "whose deal expires in June"."""
    return any(
        0 <= time.first - match.last <= 3 or 0 <= match.first - time.last <= 1
        for match in sentence.labelled("time:expires")
    )


def _tells_what_somebody_is(sentence: Sentence, time: Time) -> bool:
    """ "heute Co-Trainer in Bern", "oggi vice": what a person is by now, and no event."""
    today = any(match.first == time.first for match in sentence.labelled("time:today"))
    is_led_in = time.first == 0 or not sentence.tokens[time.first - 1].is_word
    return today and is_led_in and any(match.first == time.last for match in sentence.grouped("role"))


def _is_match_day(sentence: Sentence, time: Time, clause: int) -> bool:
    """ "3-2 defeat on Tuesday", "tirsdagens kamp": the nearest noun is a match and touches the time."""
    for match in sentence.labelled("word:matches"):
        if sentence.tokens[match.first].clause != clause or _is_in_cue(sentence, match.first):
            continue
        gap = min(abs(time.first - match.last), abs(match.first - time.last))
        if gap <= 2 and match.first < time.first + 4:
            return True
        against = (m.first for m in sentence.labelled("word:against") if 0 <= m.first - match.last <= 1)
        if any(0 < time.first - at <= OPPONENT for at in against):
            return True  # "the cup tie against Skovby on Wednesday"
    return False


def _is_in_cue(sentence: Sentence, at: int) -> bool:
    """ "perdeu o emprego": the verb that loses matches loses jobs as well."""
    return any(match.first <= at < match.last for match in sentence.grouped("cue"))
