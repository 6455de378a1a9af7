"""In which state a club's seat is on a day: one rule for every page, card and list that says it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from carousel.chains import is_open_seat
from carousel.lines import line_of
from carousel.record.facts import Record, RumourFact, StintFact, VacancyFact

OCCUPIED, PRESSURE, LEAVING = "occupied", "pressure", "leaving"
VACANT, CARETAKER, UNKNOWN = "vacant", "caretaker", "unknown"


@dataclass(frozen=True)
class SeatState:
    """What the state rests on goes with it.

    ``vacant``: left, and not filled for up to a year. ``leaving``: held, and the end is on record.
    ``pressure``: held, and it is said that the coach may go. ``occupied``: held, and nothing of the
    kind. ``caretaker``: minded by somebody, and no exit is on record. ``unknown``: none of these.
    """

    state: str
    heads: tuple[StintFact, ...] = ()
    caretakers: tuple[StintFact, ...] = ()
    vacancy: VacancyFact | None = None
    said: tuple[RumourFact, ...] = ()


def state_of(club_id: int, record: Record, day: date) -> SeatState:
    """The state of the club's seat; a day on which a coach may have left counts as the day he left."""
    line = line_of(s for s in record.stints if s.club_id == club_id)
    minding = tuple(s for s in line if s.is_caretaker and is_in_post(s, day))
    if vacancy := _open_vacancy(v for v in record.vacancies if v.club_id == club_id and is_open_seat(v, day)):
        return SeatState(VACANT, (), minding, vacancy)
    heads = tuple(s for s in line if s.is_head and is_in_post(s, day))
    if not heads:
        return SeatState(CARETAKER if minding else UNKNOWN, (), minding)
    if any(stint.ended for stint in heads):
        return SeatState(LEAVING, heads)
    said = tuple(r for r in record.rumours if r.club_id == club_id and _is_talk_of_leaving(r, heads))
    return SeatState(PRESSURE if said else OCCUPIED, heads, said=said)


def is_in_post(stint: StintFact, day: date) -> bool:
    """Whether the stint runs on the day, for all that is known; one without any day does not count."""
    return stint.started.latest is not None and stint.may_run_on(day)


def _is_talk_of_leaving(rumour: RumourFact, heads: tuple[StintFact, ...]) -> bool:
    """Whether readers may see it said that one of these may lose the post."""
    is_told = rumour.is_open and rumour.is_public and rumour.direction == "out"
    return is_told and rumour.role == "head_coach" and rumour.coach_id in {stint.coach_id for stint in heads}


def _open_vacancy(open_now: Iterable[VacancyFact]) -> VacancyFact | None:
    return max(open_now, key=lambda vacancy: vacancy.opened.key(), default=None)
