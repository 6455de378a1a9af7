"""The fields in which an editor puts right what was read, with the names that are likely."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from articles.models import Claim
from carousel.models import Club, Coach, Direction, Rumour, Stint
from carousel.record.facts import ladder_of

MOST_LIKELY = 30


@dataclass(frozen=True)
class EditFields:
    """What can be chosen, and the names that are offered: whoever is at the club, wherever the coach was."""

    coaches: list[str]
    clubs: list[str]
    roles: list[tuple[str, str]]
    manners: list[tuple[str, str]]
    stages: list[tuple[str, str]]

    @classmethod
    def of(cls, rumour: Rumour) -> EditFields:
        coaches = Coach.objects.filter(_of("coach", club=rumour.club_id))
        clubs = Club.objects.filter(_of("club", coach=rumour.coach_id))
        is_out = rumour.direction == Direction.OUT
        ladder = ladder_of(rumour.direction)
        return cls(
            coaches=_names(coaches),
            clubs=_names(clubs),
            roles=list(Claim.Role.choices),
            manners=list(Claim.Manner.choices) if is_out else [],
            stages=[(value, str(Claim.Stage(value).label)) for value in ladder],
        )


def _of(wanted: str, **pair: int) -> Q:
    """Whom, or what club, stints and rumours name with the other of the pair."""
    stints, rumours = (model.objects.filter(**pair).values(wanted) for model in (Stint, Rumour))
    return Q(pk__in=stints) | Q(pk__in=rumours)


def _names(rows) -> list[str]:
    return list(rows.order_by("name").values_list("name", flat=True)[:MOST_LIKELY])
