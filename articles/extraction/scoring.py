"""How right claims are: predicted ones paired with those that an editor took out of the same article.

A claim is right if kind, coach and club are. Claims are plain mappings in the form
of the gold corpus; a coach or club may be given as a list of equally good names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from .fold import fold

CORE, TENURE, FACTS = "core", "tenure", "facts"
IN_FACTS = frozenset({"departure", "appointment"})
WORDS = re.compile(r"[a-z0-9]+")
# What a club may be called with or without: "FC København" is København, "KRC Genk" is Genk.
FORMALITIES = frozenset(
    "1 ac afc as bk ca cd cf cfc club de el fc fk fodbold football if ik kaa klub krc ksc kv kvc la og rc "  # noqa: SIM905
    "rcd rsc sc sd sk ss ssc sv the tsg tsv ud us vfb vfl".split()
)
AS_TWO = str.maketrans({"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"})

Told = Mapping


@dataclass(frozen=True)
class Rates:
    """Precision, recall and F1 of some claims; 1 where nothing was to be found."""

    right: int
    extra: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True)
class Paired:
    """The claims of one article, sorted out: gold ones beside those that meet them, and the rest of both."""

    right: tuple[tuple[Told, Told], ...]
    missed: tuple[Told, ...]
    extra: tuple[Told, ...]


def same_coach(one: str | list[str] | None, other: str | list[str] | None) -> bool:
    """True where one name holds the other, or the last words are one and the first begin alike."""
    return _any_pair(one, other, _are_one_person)


def same_club(one: str | list[str] | None, other: str | list[str] | None) -> bool:
    """True where one name, without formalities, holds the other."""
    return _any_pair(one, other, _are_one_club)


def pair(gold: Iterable[Told], predicted: Iterable[Told]) -> Paired:
    """Every gold claim with the first predicted one that says the same, none used twice."""
    left, right, missed = list(predicted), [], []
    for wanted in gold:
        found = next((claim for claim in left if says_same(wanted, claim)), None)
        if found is None:
            missed.append(wanted)
        else:
            left.remove(found)
            right.append((wanted, found))
    return Paired(tuple(right), tuple(missed), tuple(left))


def says_same(one: Told, other: Told) -> bool:
    return one["kind"] == other["kind"] and is_about_same(one, other)


def is_about_same(one: Told, other: Told) -> bool:
    """True of claims of any kind about one coach and one club."""
    return same_coach(one["coach"], other["coach"]) and same_club(one["club"], other["club"])


def rates(articles: Iterable[Paired]) -> dict[str, Rates]:
    """The rates by kind, and over all but tenure (``core``) and the facts that change a record unasked."""
    counts: dict[str, Counter] = {}
    for article in articles:
        found = {
            "right": [gold for gold, _ in article.right],
            "missed": article.missed,
            "extra": article.extra,
        }
        for what, claims in found.items():
            for claim in claims:
                for group in groups(claim["kind"]):
                    counts.setdefault(group, Counter())[what] += 1
    return {group: Rates(of["right"], of["extra"], of["missed"]) for group, of in counts.items()}


def groups(kind: str) -> tuple[str, ...]:
    """The kind itself, and what it counts towards."""
    if kind == TENURE:
        return (TENURE,)
    return (kind, CORE, FACTS) if kind in IN_FACTS else (kind, CORE)


def _any_pair(one, other, are_one: Callable[[list[str], list[str]], bool]) -> bool:
    return any(are_one(a, b) for a in _spelled(one) for b in _spelled(other))


def _spelled(names: str | list[str] | None) -> list[list[str]]:
    given = names if isinstance(names, list) else [names]
    return [words for name in given if name and (words := WORDS.findall(_plain(name)))]


def _plain(name: str) -> str:
    """As ``fold``, and letters that other papers write as two are two."""
    return fold(name).translate(AS_TWO)


def _are_one_person(one: list[str], other: list[str]) -> bool:
    is_part = set(one) <= set(other) or set(other) <= set(one)
    return is_part or (one[-1] == other[-1] and one[0][0] == other[0][0])


def _are_one_club(one: list[str], other: list[str]) -> bool:
    a, b = set(one) - FORMALITIES or set(one), set(other) - FORMALITIES or set(other)
    return a <= b or b <= a
