"""The weights of the learned reading: loaded once, when the first article asks for them.

``word_weights.tsv`` is written by ``python -m tests.articles.extraction.learn --write``. Each line is a
feature and what it adds, in hundredths of log odds: of a sentence (``row``) to "nothing" and to each kind, of
a pair (``pair``) to each kind. ``least`` holds how likely a kind must be to be told.

A sentence has hundreds of features and eight sums. So the eight weights of a feature are kept as one
whole number, each in 32 bits of its own, and one addition adds them all.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from .claims import Kind
from .word_features import CoachSeen
from .word_pairs import Pair, Tie

TABLE = Path(__file__).with_name("word_weights.tsv")
KINDS = tuple(Kind)
UNIT = 100  # weights of one log odds
LANE = 32  # bits
FULL, HALF, MASK = 1 << LANE, 1 << (LANE - 1), (1 << LANE) - 1
BIAS = "bias"


class Weights:
    """What every feature adds. ``crossed`` is by the first letter of the tie, then by feature."""

    def __init__(
        self,
        rows: Mapping[str, Iterable[int]],
        pairs: Mapping[str, Iterable[int]],
        least: Mapping[Kind, float],
    ):
        self.rows: dict[str, int] = {}
        self.crossed: dict[str, dict[str, int]] = {}
        for name, values in rows.items():
            letter, mark, rest = name.partition("&")
            table = self.crossed.setdefault(letter, {}) if mark else self.rows
            table[rest if mark else name] = packed(values)
        self.pairs = {name: tuple(value / UNIT for value in values) for name, values in pairs.items()}
        self.least = dict(least)

    def shares(self, pairs: Sequence[Pair]) -> list[list[list[float]]]:
        """For each sentence of each pair, how likely it says nothing of it, and each kind."""
        known: dict[tuple[CoachSeen, str], int] = {}  # many pairs share a coach in a sentence
        found: list[list[list[float]]] = []
        for pair in pairs:
            facts = self.rows.get(BIAS, 0) + self._sum(self.crossed.get("g", {}), pair.facts)
            found.append([])
            for tie in pair.ties:
                key = (tie.coach, tie.how[0])
                if key not in known:
                    known[key] = self._of_coach(*key)
                found[-1].append(_softmax(unpacked(facts + known[key] + self._of_tie(pair, tie))))
        return found

    def _of_coach(self, coach: CoachSeen, letter: str) -> int:
        own = self._sum(self.rows, coach.plain) + self._sum(self.rows, coach.crossed)
        return own + self._sum(self.crossed.get(letter, {}), coach.crossed)

    def _of_tie(self, pair: Pair, tie: Tie) -> int:
        tied = [f"L{tie.how}|{fact}" for fact in pair.facts]
        own = self._sum(self.rows, tied) + self._sum(self.rows, tie.features)
        return own + self.rows.get(f"L|{tie.how}", 0)

    @staticmethod
    def _sum(table: dict[str, int], names: Iterable[str]) -> int:
        return sum([weight for name in names if (weight := table.get(name)) is not None])

    def weight(self, name: str, kind: Kind, letter: str = "") -> float:
        """What a feature of a sentence adds to a kind, beside what it adds to nothing."""
        table = self.crossed.get(letter, {}) if letter else self.rows
        values = unpacked(table.get(name, 0))
        return (values[1 + KINDS.index(kind)] - values[0]) / UNIT

    def likely(self, features: Mapping[str, float]) -> list[float]:
        """How likely a pair has each kind, from its features."""
        odds = list(self.pairs.get(BIAS, (0.0,) * len(KINDS)))
        for name, value in features.items():
            found = self.pairs.get(name)
            if found is not None:
                for at, weight in enumerate(found):
                    odds[at] += weight * value
        return [1 / (1 + math.exp(-max(-30.0, min(30.0, one)))) for one in odds]


def names_of_tie(pair: Pair, tie: Tie) -> set[str]:
    """The name of every feature that ``Weights.shares`` adds up for a sentence, to learn from."""
    letter = tie.how[0]
    names = {*tie.coach.plain, *tie.coach.crossed, *tie.features, f"L|{tie.how}"}
    names.update(f"{letter}&{name}" for name in tie.coach.crossed)
    names.update(f"L{tie.how}|{fact}" for fact in pair.facts)
    names.update(f"g&{fact}" for fact in pair.facts)
    return names


def packed(values: Iterable[int]) -> int:
    return sum(value << (LANE * at) for at, value in enumerate(values))


def unpacked(total: int) -> list[int]:
    """The eight sums; one that is negative has borrowed from the next, which gets it back."""
    found = []
    for _ in range(1 + len(KINDS)):
        low = total & MASK
        if low >= HALF:
            low -= FULL
        found.append(low)
        total = (total - low) >> LANE
    return found


def _softmax(odds: list[int]) -> list[float]:
    most = max(odds)
    raised = [math.exp((one - most) / UNIT) for one in odds]
    total = sum(raised)
    return [one / total for one in raised]


@lru_cache(maxsize=4)
def word_weights(path: Path = TABLE) -> Weights | None:
    """The weights of the table, or ``None`` where there is none: then the rules read alone."""
    if not path.is_file():
        return None
    rows: dict[str, list[int]] = {}
    pairs: dict[str, list[int]] = {}
    least: dict[Kind, float] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        what, name, *values = line.split("\t")
        if what == "least":
            least[Kind(name)] = float(values[0])
        else:
            (rows if what == "row" else pairs)[name] = [int(value) for value in values]
    return Weights(rows, pairs, least)


def written(rows: Mapping[str, Iterable[int]], pairs: Mapping[str, Iterable[int]], least) -> str:
    """The text of a table, in the order of the alphabet."""
    lines = ["# Written by: python -m tests.articles.extraction.learn --write"]
    lines += [f"least\t{kind}\t{share:.2f}" for kind, share in least.items()]
    for what, table in (("row", rows), ("pair", pairs)):
        lines += ["\t".join([what, name, *map(str, table[name])]) for name in sorted(table)]
    return "\n".join(lines) + "\n"
