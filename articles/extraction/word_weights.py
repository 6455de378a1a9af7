"""The weights of the learned reading: loaded once, when the first article asks for them.

``word_weights.tsv`` is written by ``python -m tests.articles.extraction.learn --write``. Each line is a
feature and what it adds, in thousandths of log odds: of a sentence (``row``) to "nothing" and to each kind,
of a pair (``pair``) to each kind, and of a tenure (``tense``) to its being held still.

A sentence has hundreds of features and eight sums. So the eight weights of a feature are kept as one
whole number, each in 32 bits of its own, and one addition adds them all.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from .claims import Kind
from .word_features import CoachSeen
from .word_pairs import Pair, Tie

TABLE = Path(__file__).with_name("word_weights.tsv")
KINDS = tuple(Kind)
UNIT = 1000  # weights of one log odds
LANE = 32  # bits
FULL, HALF, MASK = 1 << LANE, 1 << (LANE - 1), (1 << LANE) - 1
FINE = 64  # the values of the features of a pair count in so many parts of one
FARTHEST = 30.0  # log odds
BIAS = "bias"


class Weights:
    """What every feature adds: to a sentence by itself, together with the first letter of its tie
    (``crossed``) and together with the tie (``tied``), to a pair, and to a tenure's being held still.
    """

    def __init__(
        self,
        rows: Mapping[str, Iterable[int]],
        pairs: Mapping[str, Iterable[int]],
        tense: Mapping[str, int] | None = None,
    ):
        self.rows: dict[str, int] = {}
        self.crossed: dict[str, dict[str, int]] = defaultdict(dict)
        self.tied: dict[str, dict[str, int]] = defaultdict(dict)
        for name, values in rows.items():
            head, mark, rest = name.partition("&")
            how, bar, fact = name.partition("|")
            if mark:
                self.crossed[head][rest] = packed(values)
            elif bar and how.startswith("L") and how != "L":
                self.tied[how[1:]][fact] = packed(values)
            else:
                self.rows[name] = packed(values)
        self.pairs = {name: packed(values) for name, values in pairs.items()}
        self.tense = dict(tense or {})

    def shares(self, pairs: Sequence[Pair]) -> list[list[list[float]]]:
        """For each sentence of each pair, how likely it says nothing of it, and each kind."""
        known: dict[tuple[CoachSeen, str], int] = {}  # many pairs share a coach in a sentence
        found = []
        for pair in pairs:
            facts = self.rows.get(BIAS, 0) + _sum(self.crossed["g"], pair.facts)
            tied = {how: facts + self._of_tie(how, pair) for how in {tie.how for tie in pair.ties}}
            for tie in pair.ties:
                key = (tie.coach, tie.how[0])
                if key not in known:
                    known[key] = self._of_coach(*key)
            totals = [
                tied[tie.how] + known[tie.coach, tie.how[0]] + _sum(self.rows, tie.features)
                for tie in pair.ties
            ]
            found.append([_softmax(unpacked(total)) for total in totals])
        return found

    def _of_coach(self, coach: CoachSeen, letter: str) -> int:
        own = _sum(self.rows, coach.plain) + _sum(self.rows, coach.crossed)
        return own + _sum(self.crossed[letter], coach.crossed)

    def _of_tie(self, how: str, pair: Pair) -> int:
        return self.rows.get(f"L|{how}", 0) + _sum(self.tied[how], pair.facts)

    def weight(self, kind: Kind, plain: Iterable[str], crossed: Iterable[str], letter: str) -> float:
        """What features of a sentence add to a kind, beside what they add to nothing."""
        total = _sum(self.rows, plain) + _sum(self.rows, crossed) + _sum(self.crossed[letter], crossed)
        values = unpacked(total)
        return (values[1 + KINDS.index(kind)] - values[0]) / UNIT

    def likely(self, features: Mapping[str, float]) -> list[float]:
        """How likely a pair has each kind, from its features."""
        known = self.pairs
        total = FINE * known.get(BIAS, 0)
        total += sum(
            [weight * round(FINE * value) for name, value in features.items() if (weight := known.get(name))]
        )
        return [_share(odds / (UNIT * FINE)) for odds in unpacked(total)[: len(KINDS)]]


def names_of_tie(pair: Pair, tie: Tie) -> set[str]:
    """The name of every feature that ``Weights.shares`` adds up for a sentence, to learn from."""
    letter = tie.how[0]
    names = {*tie.coach.plain, *tie.coach.crossed, *tie.features, f"L|{tie.how}"}
    names.update(f"{letter}&{name}" for name in tie.coach.crossed)
    names.update(f"L{tie.how}|{fact}" for fact in pair.facts)
    names.update(f"g&{fact}" for fact in pair.facts)
    return names


def _sum(table: dict[str, int], names: Iterable[str]) -> int:
    return sum([weight for name in names if (weight := table.get(name)) is not None])


def _share(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-FARTHEST, min(FARTHEST, odds))))


def packed(values: Iterable[int]) -> int:
    return sum(value << (LANE * at) for at, value in enumerate(values))


def unpacked(total: int) -> list[int]:
    """The sums; one that is negative has borrowed from the next, which gets it back."""
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
    tables: dict[str, dict[str, list[int]]] = {"row": {}, "pair": {}, "tense": {}}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        what, name, *values = line.split("\t")
        tables[what][name] = [int(value) for value in values]
    tense = {name: value for name, [value] in tables["tense"].items()}
    return Weights(tables["row"], tables["pair"], tense)


def written(
    rows: Mapping[str, Iterable[int]], pairs: Mapping[str, Iterable[int]], tense: Mapping[str, int]
) -> str:
    """The text of a table, in the order of the alphabet."""
    lines = ["# Written by: python -m tests.articles.extraction.learn --write"]
    as_rows = {name: (value,) for name, value in tense.items()}
    for what, table in (("row", rows), ("pair", pairs), ("tense", as_rows)):
        lines += ["\t".join([what, name, *map(str, table[name])]) for name in sorted(table)]
    return "\n".join(lines) + "\n"
