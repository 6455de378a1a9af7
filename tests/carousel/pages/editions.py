"""Editions by hand, with rows that are in no database."""

from datetime import date

from carousel.editions import Edition
from carousel.models import Club, Coach
from carousel.record.facts import Record

TODAY = date(2020, 11, 8)


def edition(*, stints=(), rumours=(), vacancies=(), coaches=None, clubs=None, day=TODAY, is_past=False):
    """An edition whose coaches and clubs are named by number where no name is given."""
    facts = [*stints, *rumours]
    coaches, clubs = coaches or {}, clubs or {}
    coach_ids = {f.coach_id for f in facts}
    club_ids = {f.club_id for f in facts} | {v.club_id for v in vacancies}
    return Edition(
        record=Record(stints=tuple(stints), rumours=tuple(rumours), vacancies=tuple(vacancies)),
        day=day,
        is_past=is_past,
        coaches={
            pk: Coach(pk=pk, slug=f"coach-{pk}", name=coaches.get(pk, f"Coach {pk}")) for pk in coach_ids
        },
        clubs={pk: Club(pk=pk, slug=f"club-{pk}", name=clubs.get(pk, f"Club {pk}")) for pk in club_ids},
        rumour_ids={r.key: number for number, r in enumerate(rumours, 1)},
    )
