"""What an editor puts right before confirming: the pair, the role, the manner or the stage that was misread.

The claim keeps what was read. The correction stands in the decision, so that undoing the
decision takes it back, and `carousel.record.corrections` lays it over the claims.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from carousel.models import Club, Coach, Decision, Rumour


@dataclass(frozen=True)
class Edit:
    """What stands in place of what was read; empty where it was read right."""

    coach: Coach | None = None
    club: Club | None = None
    role: str = ""
    manner: str = ""
    stage: str = ""

    def fields(self, rumour: Rumour) -> dict[str, Any]:
        """The pair and role that the decision on the rumour is about, and what it corrects."""
        coach, club = self.coach or rumour.coach, self.club or rumour.club
        found: dict[str, Any] = {"coach": coach, "club": club, "role": self.role or rumour.role}
        if (coach.pk, club.pk) != (rumour.coach_id, rumour.club_id):
            found |= {"read_coach": rumour.coach, "read_club": rumour.club}
        if found["role"] != rumour.role:
            found["read_role"] = rumour.role
        return found | {"manner": self.manner, "stage": self.stage}


AS_READ = Edit()


def pairs_of(articles: Iterable[int]) -> set[tuple[int, int]]:
    """The coaches and clubs for whom claims of these articles count since an editor corrected them."""
    made = Decision.objects.filter(
        articles__in=list(articles), read_coach__isnull=False, undone_by__isnull=True
    )
    return set(made.values_list("coach_id", "club_id"))
