"""What became of earlier rumours and reports, in counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from carousel.likelihood import priors
from carousel.likelihood.truth import came_true, was_right
from carousel.record.facts import RumourFact
from carousel.record.voices import AGAINST


@dataclass
class Tally:
    """How many were right, of how many of which it can be said."""

    right: int = 0
    resolved: int = 0

    def add(self, is_right: bool | None) -> None:
        if is_right is not None:
            self.right += is_right
            self.resolved += 1

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.resolved + other.resolved)

    def rate(self, prior: float) -> float:
        """The share that is right, drawn towards the prior while there are few: a beta-binomial's mean."""
        return (self.right + priors.WORTH_OF_PRIOR * prior) / (self.resolved + priors.WORTH_OF_PRIOR)


def _tallies() -> dict:
    return defaultdict(Tally)


@dataclass
class History:
    """``came`` counts rumours by stage, ``told`` reports by stage, ``by_origin`` those of each origin.

    A rumour counts at every stage at which somebody put it.
    """

    came: dict[str, Tally] = field(default_factory=_tallies)
    told: dict[str, Tally] = field(default_factory=_tallies)
    by_origin: dict[tuple[str, str], Tally] = field(default_factory=_tallies)

    def add(self, fact: RumourFact, reason: str = "") -> None:
        """One more rumour that is over. ``reason`` is why it was rejected, where it was."""
        for stage in sorted({v.stage for v in fact.voices if v.stage != AGAINST}):
            self.came[stage].add(came_true(fact.status, reason))
        for voice in fact.voices:
            if voice.stage == AGAINST:
                continue
            is_right = was_right(
                fact.direction, voice.stage, fact.status, is_borne_out=voice.is_borne_out, reason=reason
            )
            self.told[voice.stage].add(is_right)
            self.by_origin[voice.origin, voice.stage].add(is_right)

    def chance_at(self, stage: str) -> float:
        """The share of rumours at the stage that come true."""
        return self._of(self.came, stage).rate(priors.GETS_THE_POST[stage])

    def truth_at(self, stage: str) -> float:
        """The share of reports at the stage that are right about it."""
        return self._of(self.told, stage).rate(priors.IS_TRUE[stage])

    def truth_of(self, origin: str, stage: str) -> float:
        """The same for one origin: near to that of all while little of its has been resolved."""
        return self._of(self.by_origin, (origin, stage)).rate(self.truth_at(stage))

    def tally_of(self, origin: str, stage: str) -> Tally:
        return self._of(self.by_origin, (origin, stage))

    @staticmethod
    def _of(tallies: dict, key: object) -> Tally:
        return tallies[key] if key in tallies else Tally()
