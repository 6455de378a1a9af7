"""The fields in which an editor puts right what was read, with the names that are likely."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet, Value

from articles.models import Claim
from carousel.models import Direction, Rumour, Stint
from carousel.prepared import Given, Prepared
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
        is_out = rumour.direction == Direction.OUT
        ladder = ladder_of(rumour.direction)
        likely = sorted(LIKELY.ask(coach=rumour.coach_id, club=rumour.club_id))
        return cls(
            coaches=[name for kind, name in likely if kind == "coach"][:MOST_LIKELY],
            clubs=[name for kind, name in likely if kind == "club"][:MOST_LIKELY],
            roles=list(Claim.Role.choices),
            manners=list(Claim.Manner.choices) if is_out else [],
            stages=[(value, str(Claim.Stage(value).label)) for value in ladder],
        )


def _named(wanted: str, of: str) -> list[QuerySet]:
    """The names of whom, or what club, stints and rumours name with the other of the pair."""
    return [
        model.objects.filter(**{of: Given(of), f"{wanted}__is_ignored": False})
        .order_by()
        .values_list(Value(wanted), f"{wanted}__name")
        for model in (Stint, Rumour)
    ]


def _likely() -> QuerySet:
    first, *others = (*_named("coach", "club"), *_named("club", "coach"))
    return first.union(*others)


LIKELY = Prepared(_likely)
