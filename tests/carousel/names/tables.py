"""What the tables hold, for comparing before with after."""

from __future__ import annotations

from carousel.models import (
    ChangeCoach,
    ClaimSubject,
    Club,
    ClubAlias,
    Coach,
    CoachAlias,
    Decision,
    Opinion,
    Participation,
    Presence,
    Rumour,
    RumourEvidence,
    Snooze,
    Stint,
    StintEntry,
    StintEvidence,
    Vacancy,
)
from carousel.packing import pack

WHOLE = (
    *(Coach, Club, CoachAlias, ClubAlias, ClaimSubject, StintEntry, ChangeCoach, Participation),
    *(Snooze, Presence, Opinion, Stint, Rumour),
)


def dump(*, but: tuple = ()) -> list[str]:
    """Every row of every table that a merge may touch, keys included, save for what counts changes.

    ``but`` are the decisions of the merge and of its undoing themselves.
    """
    found = [str(without_counts(pack(row))) for model in WHOLE for row in model._base_manager.all()]
    found += [str(pack(row)) for row in Decision.objects.exclude(pk__in=[d.pk for d in but])]
    for ties in (
        StintEvidence.objects.values_list("stint", "claim", "bears_on"),
        RumourEvidence.objects.values_list("rumour", "claim"),
        Vacancy.objects.values_list("club", "predecessor", "successor", "opened", "filled"),
    ):
        found += [str(row) for row in ties]
    return sorted(found)


def without_counts(packed: dict) -> dict:
    return {name: value for name, value in packed.items() if name != "revision"}
