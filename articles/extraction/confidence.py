"""How likely a claim is to be right, from the signs for and against it.

The weights stand in ``confidence.toml`` and are fitted to annotated articles by
``python -m tests.articles.extraction.calibrate``: of the claims that get 0.8, eight
in ten are in the annotation. ``docs/decisions/0008-readers-and-confidence.md`` has the check on articles
that the fitting did not see, and the thresholds that follow from it.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from .claims import FACTS, Kind
from .signs import DOUBTS

TABLE = Path(__file__).with_name("confidence.toml")
SURE = 0.95  # facts from here on go on the record without an editor
UNSURE = 0.9  # the most that a fact can have against which one of the doubts stands
CEILING = 0.99  # no reading is certain


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """The log odds that each sign adds; ``bias`` is where a claim without any begins."""
    with open(TABLE, "rb") as table:
        return tomllib.load(table)["weights"]


def confidence(kind: Kind, signs: Iterable[str]) -> float:
    """The share of claims with these signs that are right, in [0, 0.99] and two places."""
    signs = list(signs)
    known = weights()
    odds = known["bias"] + sum(known.get(sign, 0.0) for sign in signs)
    share = min(1 / (1 + math.exp(-odds)), CEILING)
    if kind in FACTS and not DOUBTS.isdisjoint(signs):
        share = min(share, UNSURE)
    return round(share, 2)
