"""What editors put right in what was read, laid over the claims: the claims themselves stay as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from carousel.record.events import direction_of
from carousel.record.facts import LADDER, LADDER_OUT
from carousel.record.ledger import ClaimRow, DecisionRow


def corrected(claims: Iterable[ClaimRow], decisions: Iterable[DecisionRow]) -> list[ClaimRow]:
    """The claims as editors say that they are to be read; a later word goes over an earlier one."""
    told = list(claims)
    corrections = sorted((d for d in decisions if d.corrects), key=lambda d: (d.made_at, d.id))
    if not corrections:
        return told
    places: dict[int, list[int]] = defaultdict(list)
    for place, claim in enumerate(told):
        places[claim.article_id].append(place)
    for decision in corrections:
        meant = [p for a in decision.articles for p in places[a] if _means(decision, told[p])]
        highest = max((told[place].stage for place in meant), key=_height, default="")
        for place in meant:
            told[place] = _corrected(told[place], decision, highest)
    return told


def _means(decision: DecisionRow, claim: ClaimRow) -> bool:
    return (claim.coach_id, claim.club_id) == decision.read_pair and direction_of(claim) == decision.direction


def _height(stage: str) -> int:
    return next((ladder.index(stage) for ladder in (LADDER, LADDER_OUT) if stage in ladder), -1)


def _corrected(claim: ClaimRow, decision: DecisionRow, highest: str) -> ClaimRow:
    """A stage is put right where the rumour had come to it; what it was before that stays."""
    has_stage = claim.stage and claim.stage == highest
    return replace(
        claim,
        coach_id=decision.coach_id,
        club_id=decision.club_id,
        role=decision.role if claim.role == decision.read_role else claim.role,
        manner=decision.manner if claim.manner and decision.manner else claim.manner,
        stage=decision.stage if has_stage and decision.stage else claim.stage,
    )
