"""The departure board: the seats that stand empty, who left each, who minds it, who may get it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from carousel import chains
from carousel.editions import Edition
from carousel.likelihood.boards import Likelihood
from carousel.models import Club, Coach
from carousel.record.facts import RumourFact, RumourKey, StintFact, VacancyFact
from carousel.seat_states import is_in_post
from carousel.views.evidence import Evidence
from carousel.views.likelihood_parts import likely
from carousel.views.rumour_rows import RumourRow, row_of
from carousel.views.told import Told, told_of


@dataclass(frozen=True)
class SeatRow:
    """A line of the departure board."""

    club: Club
    vacancy: VacancyFact
    days: tuple[int | None, int | None]
    left: Coach
    evidence: int | None
    told: Told | None
    caretakers: tuple[Coach, ...]
    runner: RumourRow | None


def front_runners(hottest: list[RumourFact]) -> dict[int, RumourFact]:
    """For each club the hottest name for its seat."""
    runners: dict[int, RumourFact] = {}
    for rumour in hottest:
        if rumour.direction == "in" and rumour.role == "head_coach":
            runners.setdefault(rumour.club_id, rumour)
    return runners


def open_vacancies(edition: Edition) -> list[VacancyFact]:
    """Those of the edition's day, the newest first."""
    record, day = edition.record, edition.day
    known = {stint.key for stint in record.stints}
    empty = [v for v in record.vacancies if chains.is_open_seat(v, day) and v.predecessor in known]
    return sorted(empty, key=lambda v: v.opened.key(), reverse=True)


def key_of_vacancy(vacancy: VacancyFact) -> str:
    return "-".join(str(part) for part in vacancy.predecessor)


def seat_rows(
    empty: Iterable[VacancyFact],
    edition: Edition,
    evidence: Evidence,
    runners: Mapping[int, RumourFact],
    numbers: Mapping[RumourKey, Likelihood],
) -> list[SeatRow]:
    """The vacancies as lines of the board."""
    stints = {stint.key: stint for stint in edition.record.stints}
    return [
        SeatRow(
            club=edition.clubs[vacancy.club_id],
            vacancy=vacancy,
            days=vacancy.days(edition.day),
            left=edition.coaches[stints[vacancy.predecessor].coach_id],
            evidence=evidence.of_end(stints[vacancy.predecessor]),
            told=told_of(stints[vacancy.predecessor], "end", edition),
            caretakers=tuple(edition.coaches[s.coach_id] for s in caretakers(edition, vacancy.club_id)),
            runner=_runner(runners.get(vacancy.club_id), edition, numbers),
        )
        for vacancy in empty
    ]


def _runner(
    rumour: RumourFact | None, edition: Edition, numbers: Mapping[RumourKey, Likelihood]
) -> RumourRow | None:
    return likely([row_of(rumour, edition)], numbers)[0] if rumour else None


def caretakers(edition: Edition, club_id: int) -> list[StintFact]:
    """Those who mind the seat of the club on the edition's day."""
    return [
        stint
        for stint in edition.record.stints
        if stint.club_id == club_id and stint.is_caretaker and is_in_post(stint, edition.day)
    ]
