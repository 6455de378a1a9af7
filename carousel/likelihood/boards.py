"""The candidates of one seat set against each other and against somebody else.

Each candidate weighs as much as his odds against somebody else, who weighs one; a share
of the whole is a likelihood. So the candidates and somebody else add up to one, and a
lone candidate has just the odds that his parts say. What his rivals take from him is
the same for the odds of all of them, and is a part like any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, floor, log1p
from typing import TYPE_CHECKING

from carousel.likelihood.cases import Case
from carousel.likelihood.history import History
from carousel.likelihood.parts import OwnRate, Part, Weights, parts_of
from carousel.record.facts import RumourKey

if TYPE_CHECKING:
    from carousel.likelihood.movement import Movement


@dataclass(frozen=True)
class Step:
    """A part as a step of the waterfall: it leads from ``start`` to ``start + points``, in points of 100."""

    name: str
    points: int
    start: int
    claims: tuple[int, ...] = ()
    origins: tuple[str, ...] = ()
    rivals: tuple[RumourKey, ...] = ()
    rates: tuple[OwnRate, ...] = ()

    @property
    def low(self) -> int:
        return min(self.start, self.start + self.points)

    @property
    def width(self) -> int:
        return abs(self.points)


@dataclass(frozen=True)
class Likelihood:
    """``points`` of a hundred as shown, which its steps add up to; ``rest`` is left for somebody else.

    ``moved`` is how it changed of late, where that was asked for.
    """

    case: Case
    share: float
    points: int
    rest: int
    steps: tuple[Step, ...]
    moved: Movement | None = None


def boards_of(
    cases: Iterable[Case], history: History, weights_of: Mapping[str, Weights]
) -> dict[RumourKey, Likelihood]:
    """The likelihood of every case; those of one seat and question are each other's rivals.

    ``weights_of`` has the weights for each direction.
    """
    found: dict[RumourKey, Likelihood] = {}
    for rivals in _rivals(cases):
        found |= _board(rivals, history, weights_of[rivals[0].direction])
    return found


def points_of(
    cases: Iterable[Case], history: History, weights_of: Mapping[str, Weights]
) -> dict[RumourKey, int]:
    """The whole points of every case, as ``boards_of`` has them, without the steps that lead to them."""
    found: dict[RumourKey, int] = {}
    for rivals in _rivals(cases):
        weights = weights_of[rivals[0].direction]
        odds = [sum(part.value for part in parts_of(case, history, weights)) for case in rivals]
        found |= zip((case.key for case in rivals), _points(shares_of(odds)), strict=False)
    return found


def _rivals(cases: Iterable[Case]) -> list[list[Case]]:
    """The cases of one seat and question together, in a stable order."""
    by_choice: dict[tuple, list[Case]] = defaultdict(list)
    for case in cases:
        by_choice[case.choice].append(case)
    return [sorted(by_choice[choice], key=lambda case: case.key) for choice in sorted(by_choice)]


def _points(shares: Sequence[float]) -> list[int]:
    """The shares in whole points, and last what is left for somebody else; together a hundred."""
    return whole_points([*(100 * share for share in shares), 100 * (1 - sum(shares))], 100)


def shares_of(odds: Sequence[float]) -> list[float]:
    """The share of each, given its odds against somebody else as a logarithm."""
    weights = [exp(one) for one in odds]
    whole = 1 + sum(weights)
    return [weight / whole for weight in weights]


def _board(rivals: list[Case], history: History, weights: Weights) -> dict[RumourKey, Likelihood]:
    parts = [parts_of(case, history, weights) for case in rivals]
    odds = [sum(part.value for part in told) for told in parts]
    shares = shares_of(odds)
    *points, rest = _points(shares)
    board = {}
    for number, case in enumerate(rivals):
        others = [one for place, one in enumerate(odds) if place != number]
        taken = Part("rivals", -log1p(sum(exp(one) for one in others)))
        keys = tuple(other.key for other in rivals if other is not case)
        board[case.key] = Likelihood(
            case=case,
            share=shares[number],
            points=points[number],
            rest=rest,
            steps=_steps([*parts[number], taken], points[number], keys),
        )
    return board


def _steps(parts: list[Part], points: int, rivals: tuple[RumourKey, ...]) -> tuple[Step, ...]:
    """The parts as steps from 0 to the number shown, in whole points that add up to it."""
    reached, moves, total = 0.0, [], 0.0
    for part in parts:
        total += part.value
        share = 100 * shares_of([total])[0]
        moves.append(share - reached)
        reached = share
    steps, start = [], 0
    for part, move in zip(parts, whole_points(moves, points), strict=True):
        named = rivals if part.name == "rivals" else ()
        steps.append(Step(part.name, move, start, part.claims, part.origins, named, part.rates))
        start += move
    return tuple(steps)


def whole_points(exact: Sequence[float], total: int) -> list[int]:
    """The numbers as whole ones that add up to ``total``: cut, and the rest to those that lost most.

    ``total`` is what the numbers add up to, rounded up or down.
    """
    # So close to a whole number is that number: what is left is the noise of the sum.
    exact = [round(number, 9) for number in exact]
    cut = [floor(number) for number in exact]
    short = total - sum(cut)
    by_loss = sorted(range(len(exact)), key=lambda n: (cut[n] - exact[n], n))
    for place in by_loss[:short]:
        cut[place] += 1
    return cut
