"""Chains: the moves that one empty seat set off.

An exit opens a seat; whoever fills it may leave a seat elsewhere, which opens the next
one, until somebody comes who leaves none behind. Pure: facts in, chains out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from carousel.querysets import LONGEST_VACANCY
from carousel.record.days import Days, span_in_days
from carousel.record.facts import StintFact, StintKey, VacancyFact
from carousel.record.seats import LOST_SIGHT, STRAIGHT

# Where no source says "left for another club", only a move without a pause counts as one.
AT_ONCE = timedelta(days=14)
NOT_HIS_CHOICE = frozenset({"sacked", "contract_ended", "caretaker_ended", "retired", "died"})


@dataclass(frozen=True)
class Origin:
    """Where a coach came from.

    ``kind`` is ``club`` (left ``stint`` for this post), ``inside`` (another role at the
    same club), ``unattached`` (last known post was ``stint``) or ``unknown``.
    """

    kind: str
    stint: StintFact | None = None


@dataclass(frozen=True)
class Link:
    """One seat of a chain: who left it, who filled it and where that coach came from."""

    vacancy: VacancyFact
    left: StintFact | None
    came: StintFact | None
    origin: Origin | None

    @property
    def club_id(self) -> int:
        return self.vacancy.club_id

    @property
    def is_open(self) -> bool:
        return self.vacancy.filled is None


@dataclass(frozen=True)
class Chain:
    """Seats in the order in which the empty seat travelled. The coaches travelled the other way."""

    links: tuple[Link, ...]

    @property
    def opened(self) -> Days:
        return self.links[0].vacancy.opened

    @property
    def newest(self) -> date:
        """The last day on which something happened in it."""
        days = [d for link in self.links for d in _known_days(link.vacancy)]
        return max(days, default=date.min)

    @property
    def newest_moment(self) -> Days:
        """When the last thing happened in it: a range where the record knows a month alone."""
        times = [time for link in self.links for time in (link.vacancy.opened, link.vacancy.filled) if time]
        latest = [time.latest for time in times]
        return Days(
            max((time.earliest for time in times if time.earliest), default=None),
            None if None in latest else max(latest),
        )

    @property
    def days(self) -> tuple[int | None, int | None]:
        """Fewest and most days from the exit that began it to the last thing that happened in it."""
        return span_in_days(self.opened, self.newest_moment)

    @property
    def is_open(self) -> bool:
        return self.links[-1].is_open

    def last(self, seats: int) -> Chain:
        """Its last seats alone, where the empty seat is now."""
        return Chain(self.links[-seats:])

    def is_running(self, day: date) -> bool:
        """Whether its last seat still stands empty, and is no mere gap in the record."""
        return is_open_seat(self.links[-1].vacancy, day)


def is_open_seat(vacancy: VacancyFact, day: date) -> bool:
    """Whether the seat counts as empty on the day: not filled, and open for a year at most."""
    opened = vacancy.opened.earliest or vacancy.opened.latest
    return vacancy.filled is None and opened is not None and day - LONGEST_VACANCY < opened <= day


def chains(stints: tuple[StintFact, ...], vacancies: tuple[VacancyFact, ...]) -> list[Chain]:
    """Every chain that the vacancies form, newest first; a seat that set off nothing is a chain of one."""
    by_key = {stint.key: stint for stint in stints}
    by_coach = defaultdict(list)
    for stint in stints:
        by_coach[stint.coach_id].append(stint)
    links = {v.predecessor: _link(v, by_key, by_coach) for v in vacancies}
    follows = {_next_seat(link) for link in links.values()} & links.keys()
    heads = [key for key in links if key not in follows]
    # Two clubs that swap their coaches have no first seat; the one that opened first stands in for it.
    rings = sorted(follows, key=lambda key: links[key].vacancy.opened.key())
    found, seen = [], set()
    for head in [*heads, *rings]:
        if head not in seen:
            found.append(_follow(head, links, seen))
    return sorted(found, key=lambda chain: (chain.newest, len(chain.links)), reverse=True)


def with_facts(found: list[Chain], stints: Iterable[StintFact]) -> list[Chain]:
    """The chains with these stints in the place of those that they were found in, which knew less of them."""
    by_key = {stint.key: stint for stint in stints}

    def known(stint: StintFact | None) -> StintFact | None:
        return by_key[stint.key] if stint else None

    def link_of(link: Link) -> Link:
        origin = link.origin and replace(link.origin, stint=known(link.origin.stint))
        return replace(link, left=known(link.left), came=known(link.came), origin=origin)

    return [Chain(tuple(link_of(link) for link in chain.links)) for chain in found]


def longest_running(found: list[Chain], day: date) -> Chain | None:
    """The chain of most seats whose last one is still empty; of equals the newest. One seat is no chain."""
    running = [chain for chain in found if len(chain.links) > 1 and chain.is_running(day)]
    return max(running, key=lambda chain: (len(chain.links), chain.newest), default=None)


def newest_of_several(found: list[Chain]) -> Chain | None:
    """The chain of two seats or more in which something happened last."""
    return next((chain for chain in found if len(chain.links) > 1), None)


def origin_of(stint: StintFact, of_coach: list[StintFact]) -> Origin:
    """Where the coach of the stint came from, as far as his other stints tell.

    A stint of which no day is known tells nothing.
    """
    earlier = [other for other in of_coach if other.key != stint.key and _is_earlier(other, stint)]
    left = [other for other in earlier if _left_for(other, stint)]
    if left:
        return Origin("club", max(left, key=_last_day))
    inside = [other for other in earlier if _moved_up(other, stint)]
    if inside:
        return Origin("inside", max(inside, key=_last_day))
    over = [other for other in earlier if other.ended and _pause(other, stint) is not None]
    last = max(over, key=_last_day, default=None)
    # Where the days leave it open whether there was a pause at all, nothing is said.
    if last is None or not AT_ONCE < _pause(last, stint) <= LOST_SIGHT:
        return Origin("unknown", last)
    return Origin("unattached", last)


def _link(vacancy: VacancyFact, by_key: dict[StintKey, StintFact], by_coach: dict) -> Link:
    came = by_key.get(vacancy.successor) if vacancy.successor else None
    origin = origin_of(came, by_coach[came.coach_id]) if came else None
    return Link(vacancy, by_key.get(vacancy.predecessor), came, origin)


def _next_seat(link: Link) -> StintKey | None:
    return link.origin.stint.key if link.origin and link.origin.kind == "club" else None


def _follow(head: StintKey, links: dict[StintKey, Link], seen: set[StintKey]) -> Chain:
    chain = []
    key: StintKey | None = head
    while key in links and key not in seen:
        seen.add(key)
        chain.append(links[key])
        key = _next_seat(links[key])
    return Chain(tuple(chain))


def _left_for(last: StintFact, stint: StintFact) -> bool:
    """Whether the coach left the one post for the other, of his own will and without a pause."""
    if last.ended is None or last.manner in NOT_HIS_CHOICE or last.club_id == stint.club_id:
        return False
    if "left_for_club" in (last.manner, last.manner_reported):
        return last.ended.meets(stint.started, STRAIGHT)
    return is_close(last.ended) and last.ended.meets(stint.started, AT_ONCE)


def is_close(time: Days) -> bool:
    """Whether the time is known well enough to say that one thing followed from another."""
    return time.is_bounded and time.latest - time.earliest <= AT_ONCE


def _moved_up(last: StintFact, stint: StintFact) -> bool:
    if last.club_id != stint.club_id or last.role == stint.role:
        return False
    return last.ended is None or last.ended.meets(stint.started, AT_ONCE)


def _pause(last: StintFact, stint: StintFact) -> timedelta | None:
    """How long the coach was without a post, at least; nothing where a day is missing."""
    if last.ended is None or last.ended.latest is None or stint.started.earliest is None:
        return None
    return max(stint.started.earliest - last.ended.latest, timedelta(0))


def _is_earlier(other: StintFact, stint: StintFact) -> bool:
    is_dated = other.started.latest is not None or other.ended is not None
    return is_dated and other.started != stint.started and other.started.key() <= stint.started.key()


def _last_day(stint: StintFact) -> date:
    time = stint.ended or stint.started
    return time.latest or time.earliest or date.min


def _known_days(vacancy: VacancyFact) -> list[date]:
    times = [vacancy.opened, vacancy.filled] if vacancy.filled else [vacancy.opened]
    return [time.latest or time.earliest for time in times if time.latest or time.earliest]
