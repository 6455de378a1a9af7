"""The seat of a club on the day of an edition: who holds it, or for how long nobody has."""

from __future__ import annotations

from dataclasses import dataclass

from carousel.chains import origin_of
from carousel.editions import Edition
from carousel.lines import line_of
from carousel.models import Club, Coach
from carousel.record.days import Days
from carousel.record.facts import StintFact, VacancyFact
from carousel.seat_states import SeatState, state_of
from carousel.views.evidence import Evidence
from carousel.views.phrases import how_it_ended, where_from


@dataclass(frozen=True)
class Holder:
    """Somebody in the seat, or in charge of it for the time being."""

    coach: Coach
    stint: StintFact
    days: tuple[int | None, int | None]
    origin: str
    evidence: int | None
    contract_evidence: int | None = None
    leaves: Days | None = None
    leaves_evidence: int | None = None


@dataclass(frozen=True)
class Seat:
    """The seat as the page shows it; ``state`` is one of those of ``seat_states``."""

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
    """Who holds the seat or minds it; where nobody holds it also who left it last, and how."""
    found = state_of(club.pk, edition.record, edition.day)
    left = None if found.heads else _left(club, found, edition)
    known = {"left": edition.coaches[left.coach_id] if left else None}
    if left:
        known |= {
            "left_how": how_it_ended(left, edition),
            "left_on": left.ended,
            "left_evidence": evidence.of_end(left),
        }
    return Seat(
        state=found.state,
        holders=tuple(_holder(s, edition, evidence) for s in found.heads),
        caretakers=tuple(_holder(s, edition, evidence) for s in found.caretakers),
        vacancy=found.vacancy,
        days=found.vacancy.days(edition.day) if found.vacancy else (None, None),
        **known,
    )


def _left(club: Club, found: SeatState, edition: Edition) -> StintFact | None:
    """Whoever opened the seat, else the last head coach whose end is on record."""
    if found.vacancy:
        return edition.stint(found.vacancy.predecessor)
    own = line_of(s for s in edition.record.stints if s.club_id == club.pk)
    return next((s for s in reversed(own) if s.is_head and s.ended), None)


def _holder(stint: StintFact, edition: Edition, evidence: Evidence) -> Holder:
    of_coach = [s for s in edition.record.stints if s.coach_id == stint.coach_id]
    return Holder(
        coach=edition.coaches[stint.coach_id],
        stint=stint,
        days=stint.days(edition.day),
        origin=where_from(origin_of(stint, of_coach), edition),
        evidence=evidence.of_start(stint),
        contract_evidence=evidence.of_contract(stint) if stint.is_head else None,
        leaves=stint.ended,
        leaves_evidence=evidence.of_end(stint) if stint.ended else None,
    )
