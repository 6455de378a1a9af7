"""The seat of a club on the day of an edition: who holds it, or for how long nobody has."""

from __future__ import annotations

from dataclasses import dataclass

from carousel.chains import is_open_seat, origin_of
from carousel.editions import Edition
from carousel.models import Club, Coach
from carousel.moves import in_order
from carousel.record.days import Days
from carousel.record.facts import StintFact, VacancyFact
from carousel.views.evidence import Evidence
from carousel.views.phrases import how_it_ended, is_in_post, where_from


@dataclass(frozen=True)
class Holder:
    """Somebody in the seat, or in charge of it for the time being."""

    coach: Coach
    stint: StintFact
    days: tuple[int | None, int | None]
    origin: str
    evidence: int | None
    leaves: Days | None = None
    leaves_evidence: int | None = None


@dataclass(frozen=True)
class Seat:
    """``state`` is ``occupied``, ``vacant``, ``caretaker`` (somebody minds it, and no exit is on
    record) or ``unknown`` (the last known coach left long ago, or none is on record)."""

    state: str
    holders: tuple[Holder, ...] = ()
    caretakers: tuple[Holder, ...] = ()
    vacancy: VacancyFact | None = None
    days: tuple[int | None, int | None] = (None, None)
    left: Coach | None = None
    left_how: str = ""
    left_evidence: int | None = None
    left_on: Days | None = None


def seat_of(club: Club, edition: Edition, evidence: Evidence) -> Seat:
    """The state of the seat; a day on which a coach may have left counts as the day he left."""
    own = in_order(s for s in edition.record.stints if s.club_id == club.pk)
    vacancy = _open_vacancy(club, edition)
    last = next((s for s in reversed(own) if s.is_head and s.ended), None)
    left = edition.stint(vacancy.predecessor) if vacancy else last
    if vacancy is None:
        heads = [s for s in own if s.is_head and is_in_post(s, edition.day)]
        if heads:
            return Seat("occupied", holders=tuple(_holder(s, edition, evidence) for s in heads))
    known = {"left": edition.coaches[left.coach_id] if left else None}
    if left:
        known |= {
            "left_how": how_it_ended(left, edition),
            "left_on": left.ended,
            "left_evidence": evidence.of_end(left),
        }
    minding = [s for s in own if s.is_caretaker and is_in_post(s, edition.day)]
    caretakers = tuple(_holder(s, edition, evidence) for s in minding)
    if vacancy:
        return Seat("vacant", (), caretakers, vacancy, vacancy.days(edition.day), **known)
    return Seat("caretaker" if caretakers else "unknown", (), caretakers, **known)


def _open_vacancy(club: Club, edition: Edition) -> VacancyFact | None:
    open_now = [v for v in edition.record.vacancies if v.club_id == club.pk and is_open_seat(v, edition.day)]
    return max(open_now, key=lambda v: v.opened.key(), default=None)


def _holder(stint: StintFact, edition: Edition, evidence: Evidence) -> Holder:
    of_coach = [s for s in edition.record.stints if s.coach_id == stint.coach_id]
    return Holder(
        coach=edition.coaches[stint.coach_id],
        stint=stint,
        days=stint.days(edition.day),
        origin=where_from(origin_of(stint, of_coach), edition),
        evidence=evidence.of_start(stint),
        leaves=stint.ended,
        leaves_evidence=evidence.of_end(stint) if stint.ended else None,
    )
