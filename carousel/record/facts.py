"""What the record holds: stints, rumours and vacancies, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from carousel.record.days import Days, days_empty, span_in_days
from carousel.record.voices import Voice

StintKey = tuple[int, int, int]  # coach, club, ordinal
RumourKey = tuple[int, int, str, int]  # coach, club, direction, ordinal


def rumour_key(row: Any) -> RumourKey:
    """What the record knows a rumour by: one of its own, a row of the tables, or the values of one."""
    return (row.coach_id, row.club_id, row.direction, row.ordinal)


# Who sits in a seat: the post that one man holds, and whoever minds it.
SEAT_ROLES = ("head_coach", "caretaker")

LADDER = ("linked", "candidate", "favourite", "talks", "agreed", "imminent")
LADDER_OUT = ("pressure", "expected")


def ladder_of(direction: str) -> tuple[str, ...]:
    """The stages of a question in that direction, the lowest first."""
    return LADDER_OUT if direction == "out" else LADDER


# The two readings of how a stint ended, that every figure can be counted by.
ANNOUNCED, REPORTED = "announced", "reported"


def manner_as(reading: str, announced: str, reported: str) -> str:
    """How a stint ended by one reading; where only one is known both readings give it."""
    return (reported or announced) if reading == REPORTED else (announced or reported)


@dataclass(frozen=True)
class StintFact:
    """A coach in a role at a club. ``ended`` is ``None`` while no end is known.

    ``evidence`` pairs a claim's id with what it bears on: start, end or course. The days of
    announcement are those on which the start and the end were first told; ``interrupted`` is
    the time between a dismissal and the reinstatement that took it back.
    """

    coach_id: int
    club_id: int
    ordinal: int
    role: str
    arrangement: str
    started: Days
    ended: Days | None
    start_basis: str
    end_basis: str
    start_is_disputed: bool
    end_is_disputed: bool
    manner: str
    manner_reported: str
    contract_until: Days | None
    known_on: date
    evidence: tuple[tuple[int, str], ...]
    start_announced_on: date | None = None
    end_announced_on: date | None = None
    first_match_on: date | None = None
    interrupted: Days | None = None

    @cached_property
    def key(self) -> StintKey:
        return (self.coach_id, self.club_id, self.ordinal)

    @property
    def is_head(self) -> bool:
        return self.role == "head_coach"

    @property
    def is_caretaker(self) -> bool:
        return self.role == "caretaker"

    def manner_as(self, reading: str) -> str:
        """How it ended, as ``ANNOUNCED`` or as ``REPORTED``."""
        return manner_as(reading, self.manner, self.manner_reported)

    def days(self, today: date) -> tuple[int | None, int | None]:
        """Fewest and most days in post, up to ``today`` where no end is known."""
        return span_in_days(self.started, self.ended or Days.on(today))

    def may_run_on(self, day: date) -> bool:
        """Whether the stint may have been running on the day. The first day counts, the last does not.

        Of an end whose last day nobody knows, what came after its first is not on record.
        """
        has_begun = self.started.earliest is None or self.started.earliest <= day
        last = self.ended and (self.ended.latest or self.ended.earliest)
        return has_begun and not (last and last <= day)


@dataclass(frozen=True)
class RumourFact:
    """Whether a coach gets, loses or held a post, with what became of the question.

    ``steps`` are the days on which it climbed: day, stage, claim's id. ``claims``
    lists all it rests on, oldest first; ``origins`` the independent outlets.
    ``expires_on`` is the day on which it ends if nobody reports on it; ``None`` if it never does.
    ``contested_by`` is the claim that says the opposite, while an editor is to choose.
    """

    coach_id: int
    club_id: int
    direction: str
    ordinal: int
    role: str
    status: str
    stage: str
    by: str
    opened_on: date
    newest_on: date
    ended_on: date | None
    claims: tuple[int, ...]
    articles: tuple[int, ...]
    origins: tuple[str, ...]
    steps: tuple[tuple[date, str, int], ...]
    is_fact_claimed: bool
    contradicts: StintKey | None
    decision_id: int | None
    expires_on: date | None = None
    voices: tuple[Voice, ...] = ()
    contested_by: int | None = None

    @cached_property
    def key(self) -> RumourKey:
        return rumour_key(self)

    @property
    def is_open(self) -> bool:
        return self.status == "open"

    @property
    def is_public(self) -> bool:
        return self.status != "rejected" and self.direction != "held"

    @property
    def stage_number(self) -> int:
        """The stop it reached on its ladder, from 1; 0 where it has none."""
        ladder = ladder_of(self.direction)
        return ladder.index(self.stage) + 1 if self.stage in ladder else 0


@dataclass(frozen=True)
class VacancyFact:
    """A head-coach post between two stints; open while ``filled`` is ``None``."""

    club_id: int
    predecessor: StintKey
    successor: StintKey | None
    opened: Days
    filled: Days | None

    def days(self, today: date) -> tuple[int | None, int | None]:
        """Fewest and most days that the seat stood empty, up to ``today`` where it still does."""
        if self.filled is None:
            return span_in_days(self.opened, Days.on(today))
        return days_empty(self.opened, self.filled)


@dataclass(frozen=True)
class Record:
    """``refused`` pairs a hand-entered stint's id with the stint that leaves no room for it."""

    stints: tuple[StintFact, ...] = ()
    rumours: tuple[RumourFact, ...] = ()
    vacancies: tuple[VacancyFact, ...] = ()
    refused: tuple[tuple[int, StintKey], ...] = ()
