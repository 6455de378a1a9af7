"""The weights, learnt from what became of earlier rumours.

A logistic regression on the parts: each candidacy, on each day on which something was
said of it, got the post in the end or did not. What its rivals take from it is a part
whose weight is always one, so that the shares of a seat add up to one whatever the other
weights are. The weights are held near those of ``priors``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from carousel.likelihood import parts, priors
from carousel.likelihood.boards import shares_of

NAMES = ("level", *parts.NAMES)
ROUNDS = 40
CLOSE = 1e-3

Numbers = tuple[float, ...]


@dataclass(frozen=True)
class Choice:
    """The candidates of a seat on a day in numbers; ``winner`` is the place of who got it, or ``None``.

    ``weights`` says how much each candidate counts: nothing, where nothing new was said of him.
    """

    club_id: int
    numbers: tuple[Mapping[str, float], ...]
    winner: int | None
    weights: tuple[float, ...]


def shares(choice: Choice, weights: Mapping[str, float]) -> list[float]:
    return shares_of([sum(weights[n] * row[n] for n in NAMES) for row in choice.numbers])


def fit(choices: Sequence[Choice], start: Mapping[str, float] | None = None) -> dict[str, float]:
    """The weights that fit best; without a choice those of ``priors``. Newton's method from ``start``."""
    prior = [priors.WEIGHTS[name] for name in NAMES]
    weights = [start[name] for name in NAMES] if start else list(prior)
    rows = [(tuple(tuple(row[n] for n in NAMES) for row in c.numbers), c.weights, c.winner) for c in choices]
    for _round in range(ROUNDS):
        step = _solve(*_bend_and_slope(rows, weights, prior))
        largest = max(abs(one) for one in step)
        # A step that leaps is shortened: the ground is curved, and far from here it is another.
        scale = min(1.0, 1.0 / largest) if largest else 1.0
        weights = [w + scale * s for w, s in zip(weights, step, strict=True)]
        if largest < CLOSE:
            break
    return dict(zip(NAMES, (round(w, 4) for w in weights), strict=True))


def _bend_and_slope(
    rows: Sequence[tuple[tuple[Numbers, ...], Sequence[float], int | None]],
    weights: Sequence[float],
    prior: Sequence[float],
) -> tuple[list[list[float]], list[float]]:
    """How the fit changes with each weight, and how that change changes, the rivals' part held still."""
    size = len(weights)
    slope = [-priors.WORTH_OF_WEIGHTS * (w - p) for w, p in zip(weights, prior, strict=True)]
    bend = [[priors.WORTH_OF_WEIGHTS * (i == j) for j in range(size)] for i in range(size)]
    for numbers, counted, winner in rows:
        given = shares_of([sum(map(mul, weights, row)) for row in numbers])
        for place, weight in enumerate(counted):
            if weight:
                row, share = numbers[place], given[place]
                missed, spread = weight * ((place == winner) - share), weight * share * (1 - share)
                for i, one in enumerate(row):
                    slope[i] += missed * one
                    line, lean = bend[i], spread * one
                    for j in range(i + 1):
                        line[j] += lean * row[j]
    for i in range(size):
        for j in range(i):
            bend[j][i] = bend[i][j]
    return bend, slope


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
