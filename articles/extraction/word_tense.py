"""Whether a post that only the words tell of is held still, or was held once.

The rules take it from their cue. Where none fired, the concepts around the coach decide, those of each
sentence in the measure in which it speaks of the tenure.
"""

from __future__ import annotations

from collections import defaultdict

from .claims import Kind
from .word_votes import Weighed
from .word_weights import BIAS, KINDS, Weights

PLACES = ("u|", "n|", "cue|")  # concepts of the sentence, concepts next to the coach, cues
FAINT = 0.02  # of a tenure; a sentence that says less is passed over
TENURE = 1 + KINDS.index(Kind.TENURE)


def features_of_tense(weighed: Weighed) -> dict[str, float]:
    """How much of what is told of the tenure stands beside each feature, from 0 to 1."""
    told = [row[TENURE] for row in weighed.shares]
    whole = sum(told)
    found: dict[str, float] = defaultdict(float)
    for tie, share in zip(weighed.pair.ties, told, strict=True):
        if share < FAINT * whole or not whole:
            continue
        for name in tie.coach.plain | tie.coach.crossed:
            if name.startswith(PLACES):
                found[name] += share / whole
    return found


def is_current(weights: Weights, weighed: Weighed) -> bool:
    """True where the post is rather held still."""
    table = weights.tense
    odds = sum(table.get(name, 0) * value for name, value in features_of_tense(weighed).items())
    return table.get(BIAS, 0) + odds > 0
