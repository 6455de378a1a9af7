"""The role and the times of a draft, once its coach and club are known."""

from __future__ import annotations

from datetime import date

from .claims import ENTERING, FACTS, Interval, Kind, Role, Tense
from .cues import Fired
from .drafts import Draft
from .meanings import MEANINGS
from .phrases import Token
from .post_clubs import RoleUse
from .sentences import Sentence
from .time_types import Time

DEAREST_TIME = 4.5
DEAREST_STEP = 2.2  # of a step towards a post: a time in the same clause
LONGEST_STEP = 31  # days
OLDEST_STEP = 21  # days
FARTHEST = {Kind.EXTENSION: 0, Kind.APPOINTMENT: 400, Kind.WITHDRAWAL: 0}  # days to come
ANY_DAY = 100_000
HEADING_MARKS = ":-–|"
OTHERS = 1.2  # the price of a time beside another statement
FRESH = 10  # days
LONGEST_NAME = 4  # words
LEAST_EXTENSION = 300  # days


def set_role(sentence: Sentence, draft: Draft, fired: Fired, uses: list[RoleUse]) -> None:
    """The role that the cue settles, else that of the post named with it, else that of the title."""
    settled = fired.cue.role or draft.meaning.role
    if settled is not None:
        draft.role, draft.has_role = settled, True
        return
    uses = [use for use in uses if use.is_coaching]
    own = [use for use in uses if _is_title_of(use, draft)]
    entering = draft.kind in ENTERING
    reach = 7 if entering else 3
    posts = [u for u in uses if fired.first - 1 <= u.first and u.first - fired.end <= reach and u not in own]
    chosen = posts if entering else (own or posts)
    chosen = chosen or (_as_before(sentence, fired, uses) if entering else [])
    if chosen:
        draft.role, draft.has_role = Role(chosen[0].role), True
    elif not entering and draft.coach.main_role is not None:
        draft.role = draft.coach.main_role


def _as_before(sentence: Sentence, fired: Fired, uses: list[RoleUse]) -> list[RoleUse]:
    """ "… die als assistent werd aangesteld": the post stands before a verb that ends its clause."""
    tokens = sentence.tokens
    words = {match.last for match in sentence.labelled("word:as")}
    clause = tokens[fired.first].clause
    return [
        u for u in uses if u.first in words and u.last <= fired.first and tokens[u.first].clause == clause
    ]


def _set_youth(sentence: Sentence, draft: Draft) -> None:
    """ "træner klubbens U19-hold", "head coach of the City academy": no first team."""
    club = draft.club_mention
    ends = {draft.last, draft.words[-1][1]}
    if club is not None and club.sentence is sentence and club.first >= draft.last:
        ends.add(club.last)
    youth = sentence.labelled("word:youth_sides")
    is_near = any(0 <= m.first - end <= 2 for m in youth for end in ends)
    if draft.role is Role.HEAD_COACH and is_near:
        draft.role, draft.has_role = Role.YOUTH_COACH, True


def _is_title_of(use: RoleUse, draft: Draft) -> bool:
    """True where the noun is a title of the coach, or of the list that the coach stands in."""
    if use.person is None or use.how not in ("title", "apposition"):
        return False
    return draft.coach in {use.person.entity, *(other.entity for other in use.others)}


def set_times(sentence: Sentence, draft: Draft, times: list[Time], published: date | None) -> None:
    """When it happened or happens, and for a contract until when."""
    _set_youth(sentence, draft)
    contract = [
        time
        for time in times
        if time.type == "contract_end" or (time.closes and published and time.span.latest > published)
    ]
    if draft.kind in (Kind.APPOINTMENT, Kind.EXTENSION) and contract:
        draft.until = end_of_contract(draft.kind, [time.span for time in contract])
    if draft.kind is Kind.TENURE:
        _set_tenure(sentence, draft, times, published)
    elif draft.kind is not Kind.PRESSURE:
        _set_event(sentence, draft, times, published)
        if draft.when is None and draft.kind is Kind.DEPARTURE:
            _set_last_day(sentence, draft, contract, published)


def end_of_contract(kind: Kind, ends: list[Interval]) -> Interval:
    """The narrowest is the best told; where a contract is extended, of those that end last: the old one
    is told as well.
    """
    if kind is Kind.EXTENSION:
        last = max(end.latest for end in ends)
        ends = [end for end in ends if (last - end.latest).days < LEAST_EXTENSION]
    return min(ends, key=lambda span: span.latest - span.earliest)


def _set_event(sentence: Sentence, draft: Draft, times: list[Time], published: date | None) -> None:
    """The time nearest to the words, of those that may be the time of such an event."""
    events = [time for time in times if _may_date(sentence, draft, time, published)]
    priced = [(time_cost(sentence, draft, time), time) for time in events]
    dearest = DEAREST_STEP if draft.kind is Kind.CANDIDACY else DEAREST_TIME
    fitting = [pair for pair in priced if pair[0] < dearest]
    if fitting:
        _, draft.time = min(fitting, key=lambda pair: pair[0])
        draft.when = draft.time.span


def _may_date(sentence: Sentence, draft: Draft, time: Time, published: date | None) -> bool:
    """True of the time of such an event. "Since Monday" is one for who has the post since, and where it
    leads to the words: "out of work since March, when he was sacked".
    """
    if time.type != "event" or time.closes:
        return False
    if draft.kind is Kind.CANDIDACY and not _may_be_step(time, published):
        return False
    if draft.kind is Kind.APPOINTMENT and _is_next_match(sentence, draft, time, published):
        return False
    if published is not None and (time.span.earliest - published).days > FARTHEST.get(draft.kind, ANY_DAY):
        return False  # the end of a contract that does not say so
    if not time.opens:
        return True
    if draft.kind is Kind.APPOINTMENT or (draft.kind is Kind.DEPARTURE and time.is_precise):
        is_near = sentence.tokens[time.first].clause == sentence.tokens[draft.first].clause
        if is_near and published is not None and (published - time.span.earliest).days <= FRESH:
            return True
    return draft.kind is Kind.DEPARTURE and _leads_on(sentence, draft, time)


def _may_be_step(time: Time, published: date | None) -> bool:
    """A step towards a post is taken on a day, and is news; the exit that left a man free is older."""
    is_old = published is not None and (published - time.span.latest).days > OLDEST_STEP
    return _width(time) <= LONGEST_STEP and not is_old


def _is_next_match(sentence: Sentence, draft: Draft, time: Time, published: date | None) -> bool:
    """ "Will be on the bench on Friday against Havnby", and any day to come of a caretaker's: then he plays,
    but began before.
    """
    if published is None or not time.is_precise:
        return False
    is_to_come = 0 < (time.span.earliest - published).days <= FRESH
    tokens, at = sentence.tokens, time.last
    ends = (match.last for match in sentence.labelled("word:against") if at <= match.first <= at + 1)
    has_opponent = any(end < len(tokens) and tokens[end].is_capital for end in ends)
    return has_opponent or (is_to_come and draft.role is Role.CARETAKER)


def _leads_on(sentence: Sentence, draft: Draft, time: Time) -> bool:
    """ "Since October, when" stands right before the words."""
    words = (match.first for match in sentence.labelled("time:when"))
    return any(time.last <= at <= time.last + 2 and at <= draft.first for at in words)


def _width(time: Time) -> int:
    return (time.span.latest - time.span.earliest).days


def _set_last_day(sentence: Sentence, draft: Draft, contract: list[Time], published: date | None) -> None:
    """ "Leaves when his contract ends in June", "stays until the end of the season and then goes"."""
    ends = [time for time in contract if published is None or time.span.latest >= published]
    priced = [(time_cost(sentence, draft, time), time) for time in ends]
    fitting = [pair for pair in priced if pair[0] < DEAREST_TIME / 2]
    if fitting:
        _, draft.time = min(fitting, key=lambda pair: pair[0])
        draft.when = draft.time.span


def _set_tenure(sentence: Sentence, draft: Draft, times: list[Time], published: date | None) -> None:
    clause = sentence.tokens[draft.first].clause
    for time in times:
        away = abs(sentence.tokens[time.first].clause - clause)
        if away > 1 or (away and _is_of_other(sentence, draft, time, ("cue", "role"))):
            continue
        is_over = time.type == "span" and published is not None and time.span.latest < published
        if is_over and not away and not time.closes and draft.meaning is MEANINGS["holds"]:
            draft.meaning = MEANINGS["held"]  # "selectionneur of the Swiss from 2014 to 2021"
        if time.type == "span" and not time.closes and draft.meaning.tense is Tense.PAST:
            draft.time, draft.when = time, time.span
            return
        reaches_today = time.type == "span" and published is not None and time.span.latest == published
        if reaches_today and draft.meaning.tense is Tense.CURRENT:
            draft.time, draft.when = time, time.span
            return
        if time.opens and not away and draft.meaning is MEANINGS["held"] and not _ends(times):
            draft.meaning = MEANINGS["holds"]  # "har siden 2018 været træner": he still is
        is_current = draft.meaning.tense is Tense.CURRENT
        if time.opens and is_current and published is not None and _is_news(sentence, draft, time, published):
            draft.meaning = MEANINGS["appointed"]
            draft.time, draft.when = time, time.span
            return
        if time.opens and is_current and published is not None and time.span.earliest <= published:
            draft.time, draft.when = time, Interval(time.span.earliest, published)
            return


def _ends(times: list[Time]) -> bool:
    return any(time.closes or time.type == "span" for time in times)


def _is_news(sentence: Sentence, draft: Draft, time: Time, published: date) -> bool:
    """ "Lind is from Monday the caretaker": who begins about now has been given the post."""
    tokens, coach = sentence.tokens, draft.coach_mention
    if coach is None or coach.sentence is not sentence or not coach.last <= time.first <= draft.last + 3:
        return False
    if tokens[time.first].clause != tokens[draft.first].clause:
        return False
    is_a_day = (time.span.latest - time.span.earliest).days < FRESH
    return is_a_day and (published - time.span.earliest).days <= FRESH


def time_cost(sentence: Sentence, draft: Draft, time: Time) -> float:
    """How far a time is from the words of a draft; a time that heads its line governs it, and one in a clause
    with a statement of its own is rather the time of that.
    """
    tokens = sentence.tokens
    if time.first == 0 and time.last < len(tokens) and tokens[time.last].text in HEADING_MARKS:
        return 0.5
    if time.opens and _leads_on(sentence, draft, time):
        return 0.5
    borders = sentence.borders(time.first, draft.first)
    is_of_other = borders > 0 and _is_of_other(sentence, draft, time)
    if borders > 1 and draft.kind in FACTS and not is_of_other:
        borders -= 2 * _names_between(sentence, draft, time)
    distance = time.first - draft.last if time.first >= draft.last else draft.first - time.last
    cost = 2.2 * max(borders, 0) + 0.12 * max(distance, 0)
    if is_of_other:
        is_aside = tokens[time.first].clause in sentence.asides  # ", who was appointed in May,"
        cost += OTHERS + is_aside
    return cost


def _names_between(sentence: Sentence, draft: Draft, time: Time) -> int:
    """How many clauses that are nothing but a name stand between: "by his assistant, Bo Lind, in May"."""
    tokens = sentence.tokens
    first, last = sorted((tokens[time.first].clause, tokens[draft.first].clause))
    words: dict[int, list[Token]] = {}
    for token in tokens:
        if token.is_word and first < token.clause < last and token.clause not in sentence.asides:
            words.setdefault(token.clause, []).append(token)
    return sum(
        len(clause) <= LONGEST_NAME and all(token.is_capital for token in clause) for clause in words.values()
    )


def _is_of_other(sentence: Sentence, draft: Draft, time: Time, groups: tuple[str, ...] = ("cue",)) -> bool:
    """True of a time in another clause that has a statement of its own."""
    tokens = sentence.tokens
    clause = tokens[time.first].clause
    return clause != tokens[draft.first].clause and any(
        tokens[match.first].clause == clause for group in groups for match in sentence.grouped(group)
    )
