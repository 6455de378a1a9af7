"""The managerial changes of one season, in the seven columns that encyclopaedias print. Pure.

A change comes from the record (who left a seat, who got it next) or from a printed table, which
also knows the place in the league and the very words; of a change that both tell, the printed line stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from carousel.moves import in_order
from carousel.record.days import Days, days_empty
from carousel.record.facts import StintFact

# A season's table begins with the moves of the pause before it and ends before the next pause.
PAUSE = timedelta(days=30)
# A record's change and a printed one this near to each other, of the same people, are one.
SAME = timedelta(days=60)
UNSPECIFIED = "unspecified"
# Who is first told of so soon after a day, as somebody who leaves, is taken to have been there on it.
SEEN_SOON = timedelta(days=366)

SORTS = ("team", "outgoing", "manner", "vacancy", "position", "incoming", "appointment")


@dataclass(frozen=True)
class Person:
    """Who went or came: a coach's id, and whether as caretaker.

    ``is_called_so`` is false where a printed line says it in other words than beside the name.
    """

    coach_id: int
    is_caretaker: bool = False
    is_called_so: bool = True


@dataclass(frozen=True)
class Line:
    """One change. ``printed`` holds a printed table's words by column, empty where the record alone tells.

    ``left`` and ``came`` are the stints of the record whose end and start it tells; ``source`` is the
    printed table.
    """

    club_id: int
    outgoing: tuple[Person, ...]
    manner: str
    vacated: Days | None
    position: str
    incoming: tuple[Person, ...]
    appointed: Days | None
    printed: tuple[tuple[str, str], ...] = ()
    left: StintFact | None = None
    came: StintFact | None = None
    source: str = ""

    @property
    def words(self) -> dict[str, str]:
        return dict(self.printed)

    @property
    def days_empty(self) -> tuple[int | None, int | None] | None:
        """Fewest and most days that the seat stood empty, where both days are known."""
        if not (self.vacated and self.appointed and self.outgoing and self.incoming):
            return None
        return days_empty(self.vacated, self.appointed)


def lines(
    stints: Iterable[StintFact],
    printed: Sequence[Line],
    clubs: Iterable[int],
    *,
    starts_on: date,
    ends_on: date,
    day: date,
    with_caretakers: bool,
) -> list[Line]:
    """The season's changes up to ``day``, by day of vacancy; caretakers in or out. None before it began."""
    if day < starts_on - PAUSE:
        return []
    window = window_of(starts_on, ends_on, day)
    by_club: dict[int, list[StintFact]] = defaultdict(list)
    for stint in stints:
        if stint.is_head or (with_caretakers and stint.is_caretaker):
            by_club[stint.club_id].append(stint)
    found = []
    for club in clubs:
        found += [_as_of(line, day) for line in _of_seat(by_club[club]) if _is_in(line, window)]
    told = [_as_of(line, day) for line in printed if _began_by(line, day)]
    if not with_caretakers:
        told = without_caretakers(told)
    alone = [line for line in found if not any(_is_same(line, other) for other in told)]
    return sorted([*(_with_stints(line, found) for line in told), *alone], key=_by_vacancy)


def with_facts(found: Iterable[Line], stints: Iterable[StintFact]) -> list[Line]:
    """The lines with these stints in the place of those that they were found in, which knew less of them."""
    by_key = {stint.key: stint for stint in stints}
    return [
        replace(
            line,
            left=by_key[line.left.key] if line.left else None,
            came=by_key[line.came.key] if line.came else None,
        )
        for line in found
    ]


def _with_stints(line: Line, found: Iterable[Line]) -> Line:
    """A printed line with the stints of the record that it tells of, where the same people are in them."""
    same = [other for other in found if _is_same(line, other)]
    gone, come = ({p.coach_id for p in people} for people in (line.outgoing, line.incoming))
    return replace(
        line,
        left=next((o.left for o in same if o.left and o.left.coach_id in gone), None),
        came=next((o.came for o in same if o.came and o.came.coach_id in come), None),
    )


def window_of(starts_on: date, ends_on: date, day: date = date.max) -> Days:
    """The days up to ``day`` whose changes belong to the season: the pause before it, not the one after."""
    return Days(starts_on - PAUSE, min(ends_on - PAUSE, day))


def _of_seat(stints: Iterable[StintFact]) -> list[Line]:
    """Each change in one seat, from whoever sat there to whoever came next."""
    ordered = in_order(stints)
    return [
        Line(
            club_id=stint.club_id,
            outgoing=(Person(stint.coach_id, stint.is_caretaker),),
            manner=stint.manner or stint.manner_reported,
            vacated=stint.ended,
            position="",
            incoming=(Person(after.coach_id, after.is_caretaker),) if after else (),
            appointed=after.started if after else None,
            left=stint,
            came=after,
        )
        for stint, after in zip(ordered, [*ordered[1:], None], strict=False)
        if stint.ended is not None
    ]


def _is_in(line: Line, window: Days) -> bool:
    """Whether the change surely belongs to the season: by the vacancy, else by the appointment."""
    time = line.vacated if line.vacated and line.vacated.is_bounded else line.appointed
    if time is None or time.earliest is None or time.latest is None:
        return False
    assert window.earliest is not None
    assert window.latest is not None
    return window.earliest <= time.earliest and time.latest <= window.latest


def _began_by(line: Line, day: date) -> bool:
    time = line.vacated or line.appointed
    return time is None or time.earliest is None or time.earliest <= day


def _as_of(line: Line, day: date) -> Line:
    """The line as it stood: who had not come by then is left out."""
    came = line.appointed.earliest if line.appointed else None
    return replace(line, incoming=(), appointed=None, came=None) if came and came > day else line


def without_caretakers(lines: Iterable[Line]) -> list[Line]:
    """The permanent changes alone: who left for good, and the next head coach of the same club."""
    kept: list[Line] = []
    waiting: dict[int, int] = {}
    for line in sorted(lines, key=_by_vacancy):
        is_from_caretaker = bool(line.outgoing) and all(p.is_caretaker for p in line.outgoing)
        is_to_caretaker = bool(line.incoming) and all(p.is_caretaker for p in line.incoming)
        if is_from_caretaker and line.club_id in waiting:
            if not is_to_caretaker:
                place = waiting.pop(line.club_id)
                kept[place] = replace(
                    kept[place], incoming=line.incoming, appointed=line.appointed, came=line.came
                )
            continue
        if is_from_caretaker:
            continue
        if is_to_caretaker:
            waiting[line.club_id] = len(kept)
            line = replace(line, incoming=(), appointed=None, came=None)
        kept.append(line)
    return kept


def _is_same(line: Line, other: Line) -> bool:
    if line.club_id != other.club_id:
        return False
    people = ({p.coach_id for p in line.outgoing}, {p.coach_id for p in line.incoming})
    others = ({p.coach_id for p in other.outgoing}, {p.coach_id for p in other.incoming})
    is_exit = bool(people[0] & others[0]) and _near(line.vacated, other.vacated)
    is_start = bool(people[1] & others[1]) and _near(line.appointed, other.appointed)
    return is_exit or is_start


def _near(time: Days | None, other: Days | None) -> bool:
    return time is None or other is None or time.meets(other, SAME)


def _by_vacancy(line: Line) -> tuple:
    time = line.vacated or line.appointed
    return ((time.latest or time.earliest or date.max) if time else date.max, line.club_id)


@dataclass(frozen=True)
class Counts:
    """What a season's table adds up to; ``days_empty`` is the mean of the seats that were filled.

    ``clubs`` is ``None`` where it is not on record who else played in the season. The manners add up to the
    changes; those of which none is on record come last.
    """

    changes: int
    clubs_changed: int
    clubs: int | None
    by_manner: tuple[tuple[str, int], ...]
    by_club: tuple[tuple[int, int], ...]
    days_empty: float | None


def clubs_on_record(clubs: Collection[int], printed: Iterable[Line]) -> int | None:
    """How many played; a table of changes names those alone that changed, and says nothing of the rest."""
    return len(clubs) if set(clubs) - {line.club_id for line in printed} else None


def manner_of(line: Line) -> str:
    """How the seat came open; ``unspecified`` where nobody says, or where nobody is on record who left it."""
    return line.manner or UNSPECIFIED


def counts(lines: Sequence[Line], clubs: int | None, permanent: Sequence[Line] = ()) -> Counts:
    """What the lines add up to; how long seats stood empty is told by the ``permanent`` changes alone.

    A caretaker minds a seat that is empty: the switch changes the lines, never how long it was.
    """
    manners: dict[str, int] = defaultdict(int)
    for line in lines:
        manners[manner_of(line)] += 1
    by_club = Counter(line.club_id for line in lines)
    empty = [line.days_empty[0] for line in permanent if line.days_empty and line.days_empty[0] is not None]
    return Counts(
        changes=len(lines),
        clubs_changed=len(by_club),
        clubs=clubs,
        by_manner=tuple(
            sorted(manners.items(), key=lambda item: (item[0] == UNSPECIFIED, -item[1], item[0]))
        ),
        by_club=tuple(sorted(by_club.items(), key=lambda item: (-item[1], item[0]))),
        days_empty=sum(empty) / len(empty) if empty else None,
    )


@dataclass(frozen=True)
class Holder:
    """Who held a club's seat on the first day of the season and on its last, or now.

    Whoever came last stands first, and behind him those with whom the post was shared.
    """

    club_id: int
    first: tuple[StintFact, ...]
    last: tuple[StintFact, ...]


def holders(stints: Iterable[StintFact], clubs: Iterable[int], first: date, last: date) -> list[Holder]:
    by_club: dict[int, list[StintFact]] = defaultdict(list)
    for stint in stints:
        if stint.is_head or stint.is_caretaker:
            by_club[stint.club_id].append(stint)
    return [Holder(club, _on(by_club[club], first), _on(by_club[club], last)) for club in clubs]


def _on(stints: Iterable[StintFact], day: date) -> tuple[StintFact, ...]:
    running = in_order(s for s in stints if _is_seen_by(s, day + SEEN_SOON) and s.may_run_on(day))
    if not running:
        return ()
    *others, newest = running
    is_shared = newest.is_head and bool(newest.arrangement)
    return newest, *(s for s in others if s.is_head and (is_shared or s.arrangement))


def _is_seen_by(stint: StintFact, day: date) -> bool:
    """Whether it had begun by the day, for all that is known; of one that has only an end that is a guess."""
    first = stint.started.earliest or stint.started.latest
    return stint.started.latest is not None and first is not None and first <= day
