"""What a cue can mean, and what such a meaning says about a claim.

The left column is what lexicon files write under ``means``.
"""

from __future__ import annotations

from dataclasses import dataclass

from .claims import By, Kind, Manner, Role, Stage, Tense


@dataclass(frozen=True)
class Meaning:
    """A kind of claim with the fields that the meaning settles."""

    kind: Kind
    manner: Manner | None = None
    stage: Stage | None = None
    by: By | None = None
    tense: Tense | None = None
    role: Role | None = None
    moves: bool = False  # two clubs: the one joined stands after the cue, the one left before it or is known
    swaps: bool = False  # two coaches: the one who comes stands where the cue says, the one who goes opposite


def _departure(manner: Manner, role: Role | None = None) -> Meaning:
    return Meaning(Kind.DEPARTURE, manner=manner, role=role)


def _candidacy(stage: Stage) -> Meaning:
    return Meaning(Kind.CANDIDACY, stage=stage)


MEANINGS: dict[str, Meaning] = {
    "dismissed": _departure(Manner.SACKED),
    "resigned": _departure(Manner.RESIGNED),
    "mutual": _departure(Manner.MUTUAL_CONSENT),
    "contract_ended": _departure(Manner.CONTRACT_ENDED),
    "left": _departure(Manner.UNSPECIFIED),
    "left_for": _departure(Manner.LEFT_FOR_CLUB),
    "caretaker_ended": _departure(Manner.CARETAKER_ENDED, Role.CARETAKER),
    "retired": _departure(Manner.RETIRED),
    "died": _departure(Manner.DIED),
    "appointed": Meaning(Kind.APPOINTMENT),
    "caretaker": Meaning(Kind.APPOINTMENT, role=Role.CARETAKER),
    "joins": Meaning(Kind.APPOINTMENT, moves=True),
    "succeeds": Meaning(Kind.APPOINTMENT, swaps=True),
    "linked": _candidacy(Stage.LINKED),
    "candidate": _candidacy(Stage.CANDIDATE),
    "favourite": _candidacy(Stage.FAVOURITE),
    "talks": _candidacy(Stage.TALKS),
    "agreed": _candidacy(Stage.AGREED),
    "imminent": _candidacy(Stage.IMMINENT),
    "declined": Meaning(Kind.WITHDRAWAL, by=By.COACH),
    "dropped": Meaning(Kind.WITHDRAWAL, by=By.CLUB),
    "collapsed": Meaning(Kind.WITHDRAWAL, by=By.UNSPECIFIED),
    "blocked": Meaning(Kind.WITHDRAWAL, by=By.EMPLOYER),
    "pressure": Meaning(Kind.PRESSURE, stage=Stage.PRESSURE),
    "expected_out": Meaning(Kind.PRESSURE, stage=Stage.EXPECTED),
    "extended": Meaning(Kind.EXTENSION),
    "backed": Meaning(Kind.EXTENSION),
    "holds": Meaning(Kind.TENURE, tense=Tense.CURRENT),
    "held": Meaning(Kind.TENURE, tense=Tense.PAST),
    "nothing": Meaning(Kind.TENURE),  # a longer phrase that silences the shorter cue inside it
}
