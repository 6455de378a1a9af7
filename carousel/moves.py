"""Moves: who went out of a seat and who came in, as the results page lists them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from carousel.chains import Origin, is_open_seat, origin_of
from carousel.record.days import Days
from carousel.record.facts import Record, StintFact, VacancyFact


@dataclass(frozen=True)
class Move:
    """A change in one seat on one day.

    ``vacancy`` is the empty time that the move ended, or opened where ``came`` is nobody
    or a caretaker. ``left`` is whoever sat there before, caretaker or not; ``posts`` are those of
    the coach who came.
    """

    club_id: int
    on: Days
    left: StintFact | None
    came: StintFact | None
    vacancy: VacancyFact | None
    posts: tuple[StintFact, ...] = ()

    @property
    def origin(self) -> Origin | None:
        """Where the coach who came was before; of a long list a page asks it for those that it shows."""
        return origin_of(self.came, list(self.posts)) if self.came else None

    @property
    def is_told(self) -> bool:
        """Whether somebody reported or decided it; the rest is history that came with the reference data."""
        if self.came is not None:
            return self.came.start_basis not in ("reference", "")
        return self.left is not None and self.left.end_basis not in ("reference", "")

    @property
    def has_filled(self) -> bool:
        return self.came is not None and self.came.is_head


def moves(record: Record, *, day: date, with_caretakers: bool) -> list[Move]:
    """Every dated change of the seats that was told of by ``day``, newest first."""
    by_club, by_coach = defaultdict(list), defaultdict(list)
    for stint in record.stints:
        by_coach[stint.coach_id].append(stint)
        if stint.is_head or (stint.is_caretaker and with_caretakers):
            by_club[stint.club_id].append(stint)
    found, places = [], _Places(record)
    for stints in by_club.values():
        ordered = in_order(stints)
        for before, stint in zip([None, *ordered], ordered, strict=False):
            if _day(stint.started):
                left, vacancy = _left_before(stint, before, places)
                posts = tuple(by_coach[stint.coach_id])
                found.append(Move(stint.club_id, stint.started, left, stint, vacancy, posts))
    found += _exits(record, day, found)
    return sorted((m for m in found if m.is_told and _day(m.on) <= day), key=_newest_first, reverse=True)


def in_order(stints: Iterable[StintFact]) -> list[StintFact]:
    """Oldest first, by the day on which each had surely begun.

    Of two that began on one day the caretaker comes first, then the one that ended sooner.
    """

    def place(stint: StintFact) -> tuple:
        return (
            _day(stint.started) or date.min,
            not stint.is_caretaker,
            (stint.ended or Days(None, None)).key()[1],
            stint.key,
        )

    return sorted(stints, key=place)


class _Places:
    """Where the stints and vacancies of a record are found at once, whatever its length."""

    def __init__(self, record: Record) -> None:
        self.stints = {stint.key: stint for stint in record.stints}
        self.filled_by = {v.successor: v for v in reversed(record.vacancies)}
        self.of_club = defaultdict(list)
        for vacancy in record.vacancies:
            self.of_club[vacancy.club_id].append(vacancy)


def _left_before(
    stint: StintFact, before: StintFact | None, places: _Places
) -> tuple[StintFact | None, VacancyFact | None]:
    """Whoever sat there before, and the vacancy that the stint ended or was a caretaker's answer to."""
    if stint.is_head:
        vacancy = places.filled_by.get(stint.key)
    else:
        vacancy = next(
            (
                v
                for v in places.of_club[stint.club_id]
                if v.opened.meets(stint.started) and not _is_over(v, stint)
            ),
            None,
        )
    if before is None and vacancy is not None:
        before = places.stints.get(vacancy.predecessor)
    return before, vacancy


def _is_over(vacancy: VacancyFact, stint: StintFact) -> bool:
    filled = vacancy.filled and vacancy.filled.latest
    return bool(filled and stint.started.earliest and filled <= stint.started.earliest)


def _exits(record: Record, day: date, entries: list[Move]) -> list[Move]:
    """Seats that stand empty and that no caretaker's move tells of already."""
    told = {move.vacancy.predecessor for move in entries if move.vacancy}
    stints = {stint.key: stint for stint in record.stints}
    return [
        Move(v.club_id, v.opened, left, None, v)
        for v in record.vacancies
        if is_open_seat(v, day) and v.predecessor not in told and (left := stints.get(v.predecessor))
    ]


def _day(time: Days) -> date | None:
    return time.latest or time.earliest


def _newest_first(move: Move) -> tuple:
    return (_day(move.on), move.has_filled, move.club_id)
