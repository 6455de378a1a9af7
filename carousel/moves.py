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
    or a caretaker. ``left`` is whoever sat there before, caretaker or not.
    """

    club_id: int
    on: Days
    left: StintFact | None
    came: StintFact | None
    origin: Origin | None
    vacancy: VacancyFact | None

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
    found = []
    for stints in by_club.values():
        ordered = in_order(stints)
        for before, stint in zip([None, *ordered], ordered, strict=False):
            if _day(stint.started):
                left, vacancy = _left_before(stint, before, record)
                origin = origin_of(stint, by_coach[stint.coach_id])
                found.append(Move(stint.club_id, stint.started, left, stint, origin, vacancy))
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


def _left_before(
    stint: StintFact, before: StintFact | None, record: Record
) -> tuple[StintFact | None, VacancyFact | None]:
    """Whoever sat there before, and the vacancy that the stint ended or was a caretaker's answer to."""
    if stint.is_head:
        vacancy = next((v for v in record.vacancies if v.successor == stint.key), None)
    else:
        vacancy = next(
            (
                v
                for v in record.vacancies
                if v.club_id == stint.club_id and v.opened.meets(stint.started) and not _is_over(v, stint)
            ),
            None,
        )
    if before is None and vacancy is not None:
        before = next((s for s in record.stints if s.key == vacancy.predecessor), None)
    return before, vacancy


def _is_over(vacancy: VacancyFact, stint: StintFact) -> bool:
    filled = vacancy.filled and vacancy.filled.latest
    return bool(filled and stint.started.earliest and filled <= stint.started.earliest)


def _exits(record: Record, day: date, entries: list[Move]) -> list[Move]:
    """Seats that stand empty and that no caretaker's move tells of already."""
    told = {move.vacancy.predecessor for move in entries if move.vacancy}
    return [
        Move(v.club_id, v.opened, left, None, None, v)
        for v in record.vacancies
        if is_open_seat(v, day)
        and v.predecessor not in told
        and (left := next((s for s in record.stints if s.key == v.predecessor), None))
    ]


def _day(time: Days) -> date | None:
    return time.latest or time.earliest


def _newest_first(move: Move) -> tuple:
    return (_day(move.on), move.has_filled, move.club_id)
