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

LEDGER = (
    *(Coach, Club, CoachAlias, ClubAlias, ClaimSubject, StintEntry, ChangeCoach, Participation),
    *(Snooze, Presence, Opinion),
)
RECORD = (Stint, Rumour)
PAIR = ("coach", "club", "ordinal")
# What counts changes, and the keys of rows that undoing may write anew.
NOT_TOLD = {"revision"}
KEYS = {"id", "contradicts_id"}


def dump(*, but: tuple = (), with_keys: bool = True) -> list[str]:
    """Every row of every table that saying whose a name is may touch, save for what counts changes.

    ``but`` are the decisions on names and their undoings themselves. Without keys, rows of the record
    are told by what they say.
    """
    left_out = NOT_TOLD if with_keys else NOT_TOLD | KEYS
    found = [str(pack(row)) for model in LEDGER for row in model._base_manager.all()]
    found += [str(pack(row)) for row in Decision.objects.exclude(pk__in=[d.pk for d in but])]
    found += [str(_without(pack(row), left_out)) for model in RECORD for row in model.objects.all()]
    for ties in (
        StintEvidence.objects.values_list(*_of("stint", with_keys), "claim", "bears_on"),
        RumourEvidence.objects.values_list(*_of("rumour", with_keys), "claim"),
        Vacancy.objects.values_list(
            "club", *_of("predecessor", with_keys), *_of("successor", with_keys), "opened", "filled"
        ),
    ):
        found += [str(row) for row in ties]
    return sorted(found)


def _of(owner: str, with_keys: bool) -> list[str]:
    return [owner] if with_keys else [f"{owner}__{name}" for name in PAIR]


def _without(packed: dict, left_out: set[str]) -> dict:
    return {name: value for name, value in packed.items() if name not in left_out}
