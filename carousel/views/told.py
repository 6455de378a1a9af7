"""What the start and the end of a stint rest on: the strongest sentence, and how many articles tell of it."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import Claim
from carousel.editions import Edition
from carousel.models import Coach
from carousel.record.facts import StintFact
from carousel.views.career import anchor_of_turn
from carousel.views.evidence import Basis, basis_of, claims_of, strongest_first


@dataclass(frozen=True)
class Told:
    """``basis`` says how many articles, and how many independent ones; they all stand at ``anchor`` on the
    page of ``coach``.
    """

    claim: Claim
    basis: Basis
    coach: Coach
    anchor: str


def told_of(stint: StintFact | None, bears_on: str, edition: Edition) -> Told | None:
    """Of its "start" or its "end"; nothing where no article of the edition tells of it."""
    claims = claims_of(stint, bears_on, edition) if stint else []
    if stint is None or not claims:
        return None
    anchor = anchor_of_turn(stint, bears_on)
    return Told(strongest_first(claims)[0], basis_of(claims), edition.coaches[stint.coach_id], anchor)
