"""The weights, learnt from what became of earlier rumours.

For each seat and day on which something was reported, one of its candidates got the post
in the end, or somebody else did. The weights are those under which that was most likely,
held near those of ``priors``: a logistic regression over the candidates of a seat, which
with one candidate is the ordinary one. So the shares of a seat add up to one as before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from carousel.likelihood import priors
from carousel.likelihood.boards import shares_of

NAMES = ("level", "stage", "sources", "outlets", "seat", "denials", "age")
ROUNDS = 25
CLOSE = 1e-6


@dataclass(frozen=True)
class Choice:
    """The candidates of a seat on a day in numbers; ``winner`` is the place of who got it, or ``None``.

    ``weights`` says how much each candidate counts, ``weight`` how much the whole.
    """

    club_id: int
    numbers: tuple[Mapping[str, float], ...]
    winner: int | None
    weights: tuple[float, ...]

    @property
    def weight(self) -> float:
        return sum(self.weights) / len(self.weights)


def shares(choice: Choice, weights: Mapping[str, float]) -> list[float]:
    return shares_of([sum(weights[n] * row[n] for n in NAMES) for row in choice.numbers])


def fit(choices: Sequence[Choice]) -> dict[str, float]:
    """The weights that fit best; without a choice those of ``priors``. Newton's method, to convergence."""
    start = [priors.WEIGHTS[name] for name in NAMES]
    rows = [
        (tuple(tuple(row[n] for n in NAMES) for row in c.numbers), c.winner, c.weight) for c in choices
    ]
    weights = list(start)
    for _round in range(ROUNDS):
        slope, bend = _slope_and_bend(rows, weights, start)
        step = _solve(bend, slope)
        largest = max(abs(one) for one in step)
        # A step that leaps is shortened: the ground is curved, and far from here it is another.
        scale = min(1.0, 1.0 / largest) if largest else 1.0
        weights = [w + scale * s for w, s in zip(weights, step, strict=True)]
        if largest < CLOSE:
            break
    return dict(zip(NAMES, (round(w, 6) for w in weights), strict=True))


def _slope_and_bend(
    rows: list[tuple[tuple[tuple[float, ...], ...], int | None, float]],
    weights: list[float],
    start: list[float],
) -> tuple[list[float], list[list[float]]]:
    """How the fit changes with each weight, and how that change changes."""
    size = len(weights)
    slope = [-priors.WORTH_OF_WEIGHTS * (w - s) for w, s in zip(weights, start, strict=True)]
    bend = [[priors.WORTH_OF_WEIGHTS * (i == j) for j in range(size)] for i in range(size)]
    for candidates, winner, weight in rows:
        given = shares_of([sum(w * x for w, x in zip(weights, c, strict=True)) for c in candidates])
        mean = [sum(p * c[i] for p, c in zip(given, candidates, strict=True)) for i in range(size)]
        for i in range(size):
            won = candidates[winner][i] if winner is not None else 0.0
            slope[i] += weight * (won - mean[i])
            for j in range(i + 1):
                square = sum(p * c[i] * c[j] for p, c in zip(given, candidates, strict=True))
                bend[i][j] += weight * (square - mean[i] * mean[j])
    for i in range(size):
        for j in range(i):
            bend[j][i] = bend[i][j]
    return slope, bend


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination; the matrix is positive definite, since every weight is held near its prior."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda r: abs(rows[r][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for row in range(column + 1, size):
            factor = rows[row][column] / rows[column][column]
            for place in range(column, size + 1):
                rows[row][place] -= factor * rows[column][place]
    found = [0.0] * size
    for row in range(size - 1, -1, -1):
        known = sum(rows[row][c] * found[c] for c in range(row + 1, size))
        found[row] = (rows[row][size] - known) / rows[row][row]
    return found
