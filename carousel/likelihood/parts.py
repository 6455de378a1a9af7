"""The parts of a likelihood, before its rivals come in: what each moves the odds by, and what it rests on.

Each part is a number times a weight, added up as logarithms of odds. The numbers are
facts of the case and counts of what became of earlier ones; the weights are those of
``priors`` until enough has been resolved to fit them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

from carousel.likelihood import priors
from carousel.likelihood.cases import Case
from carousel.likelihood.history import History
from carousel.record.ages import freshness
from carousel.record.voices import Voice

NAMES = ("stage", "sources", "outlets", "seat", "denials", "age")
SEAT_IS = {"open": 1.0, "leaving": 0.3, "held": -1.0, "": 0.0}

Weights = Mapping[str, float]


@dataclass(frozen=True)
class OwnRate:
    """How many of an origin's reports at the stage were right, of how many of which it can be said."""

    origin: str
    stage: str
    right: int
    resolved: int


@dataclass(frozen=True)
class Part:
    """``value`` is what it adds to the logarithm of the odds; ``claims`` are its evidence.

    ``rates`` are those of its origins, each at the stage of its report, where the part rests on them.
    """

    name: str
    value: float
    claims: tuple[int, ...] = ()
    origins: tuple[str, ...] = ()
    rates: tuple[OwnRate, ...] = ()


def logit(share: float) -> float:
    return log(share / (1 - share))


def numbers_of(case: Case, history: History) -> dict[str, float]:
    """The case in numbers, by the name of the part that each makes; ``level`` is one for all."""
    standing = case.standing
    return {
        "level": 1.0,
        "stage": logit(history.chance_at(case.stage)),
        "sources": log(len(standing)),
        "outlets": sum(edge_of(voice, history) for voice in standing) / len(standing),
        "seat": SEAT_IS[case.seat.state] if case.direction == "in" else 0.0,
        "denials": -min(sum(_weight_of_denial(v, case) for v in case.against), priors.MOST_DENIALS),
        "age": log(freshness(case.stage, case.age)),
    }


def edge_of(voice: Voice, history: History) -> float:
    """How much better, or worse, than the mean the origin has been at the stage.

    With few resolved reports it stays near nothing, whatever they were.
    """
    return logit(history.truth_of(voice.origin, voice.stage)) - logit(history.truth_at(voice.stage))


def _weight_of_denial(voice: Voice, case: Case) -> float:
    return 0.5 ** ((case.day - voice.first_on).days / priors.DENIAL_HALF_LIFE)


def parts_of(case: Case, history: History, weights: Weights) -> tuple[Part, ...]:
    """The parts in the order of the page. What moves all rumours alike belongs to the stage."""
    numbers = numbers_of(case, history)
    evidence = _evidence(case, history)
    parts = []
    for name in NAMES:
        value = weights[name] * numbers[name]
        if name == "stage":
            value += weights["level"] * numbers["level"]
        parts.append(Part(name, value, **evidence[name]))
    return tuple(parts)


def _own_rate(voice: Voice, history: History) -> OwnRate:
    tally = history.tally_of(voice.origin, voice.stage)
    return OwnRate(voice.origin, voice.stage, tally.right, tally.resolved)


def _evidence(case: Case, history: History) -> dict[str, dict[str, tuple]]:
    standing = case.standing
    leading = tuple(v.claim for v in standing if v.stage == case.stage)
    origins = tuple(v.origin for v in standing)
    newest = max(case.voices, key=lambda v: (v.newest_on, v.claim))
    return {
        "stage": {"claims": leading[:1]},
        "sources": {"claims": tuple(v.claim for v in standing), "origins": origins},
        "outlets": {"origins": origins, "rates": tuple(_own_rate(v, history) for v in standing)},
        "seat": {"claims": case.seat.evidence[:1]},
        "denials": {
            "claims": tuple(v.claim for v in case.against),
            "origins": tuple(v.origin for v in case.against),
        },
        "age": {"claims": (newest.claim,)},
    }
