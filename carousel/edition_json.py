"""An edition in plain values, as the command and the interface of other programs give it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from carousel.editions import Edition
from carousel.models import Club, Coach
from carousel.record.days import Days
from carousel.record.facts import RumourFact, StintFact, VacancyFact
from carousel.seat_states import state_of


def as_json(edition: Edition, *, coach: Coach | None = None, club: Club | None = None) -> dict[str, Any]:
    """The part of the edition that is about the coach or the club, in plain values."""
    stints = [
        s
        for s in edition.record.stints
        if (coach is None or s.coach_id == coach.pk) and (club is None or s.club_id == club.pk)
    ]
    vacancies = edition.record.vacancies if club else ()
    subject = {"coach": coach.slug} if coach else {"club": club.slug} if club else {}
    return {
        **subject,
        "as_of": edition.day.isoformat(),
        **({"seat": state_of(club.pk, edition.record, edition.day).state} if club else {}),
        "stints": [_stint_json(edition, stint) for stint in sorted(stints, key=lambda s: s.started.key())],
        "rumours": [_rumour_json(edition, rumour) for rumour in by_promise(edition.record.rumours)],
        "vacancies": [_vacancy_json(edition, v) for v in sorted(vacancies, key=lambda v: v.opened.key())],
    }


def by_promise(rumours: Iterable[RumourFact]) -> list[RumourFact]:
    """Open ones first, then by stage, by independent outlets and by age: who leads comes first."""
    return sorted(
        rumours,
        key=lambda r: (not r.is_open, -r.stage_number, -len(r.origins), -r.newest_on.toordinal(), r.key),
    )


def _stint_json(edition: Edition, stint: StintFact) -> dict[str, Any]:
    return {
        "coach": edition.coaches[stint.coach_id].slug,
        "club": edition.clubs[stint.club_id].slug,
        "role": stint.role,
        "started": write_time(stint.started),
        "ended": write_time(stint.ended),
        "manner": stint.manner or None,
        "manner_reported": stint.manner_reported or None,
        "contract_until": write_time(stint.contract_until),
        "basis": [stint.start_basis or None, stint.end_basis or None],
    }


def _rumour_json(edition: Edition, rumour: RumourFact) -> dict[str, Any]:
    return {
        "coach": edition.coaches[rumour.coach_id].slug,
        "club": edition.clubs[rumour.club_id].slug,
        "direction": rumour.direction,
        "status": rumour.status,
        "stage": rumour.stage or None,
        "by": rumour.by or None,
        "opened_on": rumour.opened_on.isoformat(),
        "ended_on": rumour.ended_on.isoformat() if rumour.ended_on else None,
        "articles": len(rumour.articles),
        "independent": len(rumour.origins),
    }


def _vacancy_json(edition: Edition, vacancy: VacancyFact) -> dict[str, Any]:
    return {
        "opened": write_time(vacancy.opened),
        "filled": write_time(vacancy.filled),
        "after": edition.coaches[vacancy.predecessor[0]].slug,
        "by": edition.coaches[vacancy.successor[0]].slug if vacancy.successor else None,
        "days": list(vacancy.days(edition.day)),
    }


def write_time(time: Days | None) -> str | None:
    """``2020-08-20``, ``2020-09-14/2020-09-20``, or ``..`` for an end not known (as ISO 8601-2)."""
    if time is None:
        return None
    if time.is_exact and time.earliest:
        return time.earliest.isoformat()
    return "/".join(end.isoformat() if end else ".." for end in (time.earliest, time.latest))
