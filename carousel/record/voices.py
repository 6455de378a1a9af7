"""Who said what of a rumour, each independent origin once a stage.

An outlet that repeats another adds nothing to the other's voice; an outlet that first
named a coach and later reported talks has two, since each can be right or wrong by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from carousel.record.ledger import ClaimRow

# What stands in a voice's stage where the origin spoke against the rumour.
AGAINST = "against"


@dataclass(frozen=True)
class Voice:
    """An origin that put a rumour at a stage, or spoke ``AGAINST`` it.

    ``claim`` is its first report of that. ``is_first`` says that nobody reported on the
    rumour on an earlier day; ``is_borne_out`` that another origin went as far, or further.
    """

    origin: str
    stage: str
    first_on: date
    newest_on: date
    claim: int
    is_first: bool
    is_borne_out: bool


def voices_of(told: Iterable[tuple[str, ClaimRow]], ladder: Sequence[str]) -> tuple[Voice, ...]:
    """The voices in claims that are given with the stage that each stands for, in a stable order."""
    heard: dict[tuple[str, str], list[ClaimRow]] = defaultdict(list)
    for stage, claim in told:
        if claim.kind in ("withdrawal", "extension"):
            heard[claim.origin, AGAINST].append(claim)
        elif stage in ladder:
            heard[claim.origin, stage].append(claim)
    spoken = [c.known_on for (_origin, stage), claims in heard.items() if stage != AGAINST for c in claims]
    opened_on = min(spoken, default=None)
    voices = []
    for (origin, stage), claims in heard.items():
        first = min(claims, key=lambda c: (c.known_on, c.stable))
        voices.append(
            Voice(
                origin=origin,
                stage=stage,
                first_on=first.known_on,
                newest_on=max(claim.known_on for claim in claims),
                claim=first.id,
                is_first=stage != AGAINST and first.known_on == opened_on,
                is_borne_out=_is_borne_out(origin, stage, heard, ladder),
            )
        )
    return tuple(sorted(voices, key=lambda v: (v.first_on, v.origin, v.stage)))


def _is_borne_out(origin: str, stage: str, heard: Iterable[tuple[str, str]], ladder: Sequence[str]) -> bool:
    if stage == AGAINST:
        return False
    return any(
        other != origin and reached != AGAINST and ladder.index(reached) >= ladder.index(stage)
        for other, reached in heard
    )
