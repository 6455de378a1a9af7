"""What speaks for a pair beside its own sentences: what the rules say of it, and the words of others.

The second step of the learned reading weighs these features together with the shares that the sentences
of the pair got in the first.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .claims import Claim, Kind
from .document import Document
from .memory import Memory
from .word_pairs import Pair
from .word_weights import KINDS

TENURE = KINDS.index(Kind.TENURE)
FAINT = 0.1  # what no sentence makes likelier than this comes to nothing


@dataclass(frozen=True)
class Weighed:
    """A pair with the shares of its sentences: ``most`` is the highest of each kind."""

    pair: Pair
    shares: list[list[float]]

    @property
    def most(self) -> tuple[float, ...]:
        return tuple(max((row[1 + at] for row in self.shares), default=0.0) for at in range(len(KINDS)))


class Votes:
    """The features of the pairs of one article."""

    def __init__(
        self, document: Document, memory: Memory, weighed: Sequence[Weighed], claims: Sequence[Claim]
    ):
        self.weighed = weighed
        self.most = [one.most for one in weighed]
        self.claims: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        self.by_coach: dict[str, list[Claim]] = defaultdict(list)
        self.by_club: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            self.claims[claim.coach.name, claim.club.name].append(claim)
            self.by_coach[claim.coach.name].append(claim)
            self.by_club[claim.club.name].append(claim)
        self.at_coach = _Highest((one.pair.coach.name for one in weighed), self.most)
        self.at_club = _Highest((one.pair.club.name for one in weighed), self.most)
        self.article = dict(self._of_article(document, memory, claims))

    def _of_article(
        self, document: Document, memory: Memory, claims: Sequence[Claim]
    ) -> Iterator[tuple[str, float]]:
        titled = document.named_in_title()
        coaches = [person for person in document.persons if person.is_coach and not person.is_barred]
        core = sum(claim.kind is not Kind.TENURE for claim in claims)
        if memory.is_about_coaches:
            yield "A|about", 1.0
        yield f"A|posts{min(memory.posts_spoken_of, 4)}", 1.0
        yield f"A|claims{min(len(claims), 4)}", 1.0
        yield f"A|core{min(core, 3)}", 1.0
        yield f"A|sents{min(len(document.sentences) // 6, 4)}", 1.0
        yield f"A|coaches{min(len(coaches), 4)}", 1.0
        yield f"A|titlecoach{int(any(coach in titled for coach in coaches))}", 1.0
        yield "A|most", max((share for row in self.most for share in row), default=0.0)
        yield "A|most core", max((s for row in self.most for s in row[:TENURE]), default=0.0)

    def is_faint(self, number: int) -> bool:
        """True of a pair of which neither a rule nor a sentence says anything."""
        pair = self.weighed[number].pair
        return max(self.most[number]) < FAINT and (pair.coach.name, pair.club.name) not in self.claims

    def features(self, number: int) -> dict[str, float]:
        weighed, most = self.weighed[number], self.most[number]
        found = dict(self.article)
        found.update(_of_shares(weighed, most))
        coach, club = weighed.pair.coach.name, weighed.pair.club.name
        for name, others in (
            ("oc", self.at_coach.beside(coach, number)),
            ("op", self.at_club.beside(club, number)),
        ):
            for kind, share, own in zip(KINDS, others, most, strict=True):
                found[f"{name}|{kind}"] = 2 * share
                found[f"{name}d|{kind}"] = 2 * share if share > own else 0.0
        found.update(dict.fromkeys(self.of_rules(coach, club), 1.0))
        found.update((f"G|{fact}", 1.0) for fact in weighed.pair.facts)
        return found

    def of_rules(self, coach: str, club: str) -> Iterator[str]:
        """What the rule readers say of the pair, of the coach elsewhere and of others at the club."""
        own = self.claims.get((coach, club), [])
        if not own:
            yield "norule"
        for claim in own:
            kind = claim.kind
            yield f"rule|{kind}"
            yield f"rule|{kind}|{'+'.join(claim.readers)}"
            yield f"rule|role|{kind}|{claim.role}"
            if claim.tense:
                yield f"rule|tense|{claim.tense}"
            for sign in claim.signs:
                yield f"sign|{sign}"
                yield f"sign|{kind}|{sign}"
        yield from (f"ruleP|{claim.kind}" for claim in self.by_coach[coach] if claim.club.name != club)
        yield from (f"ruleC|{claim.kind}" for claim in self.by_club[club] if claim.coach.name != coach)


class _Highest:
    """The highest share of each kind among the pairs with one name, and who has it."""

    def __init__(self, names: Iterator[str], most: list[tuple[float, ...]]):
        self.best: dict[str, list[list[tuple[float, int]]]] = {}
        for number, name in enumerate(names):
            row = self.best.setdefault(name, [[] for _ in KINDS])
            for kind, share in enumerate(most[number]):
                row[kind] = sorted([*row[kind], (share, number)], reverse=True)[:2]

    def beside(self, name: str, number: int) -> tuple[float, ...]:
        """The highest shares of the others."""
        return tuple(next((share for share, other in row if other != number), 0.0) for row in self.best[name])


def _of_shares(weighed: Weighed, most: tuple[float, ...]) -> Iterator[tuple[str, float]]:
    for kind, share in zip(KINDS, most, strict=True):
        yield f"s1|{kind}", _grown(share)
    yield "s1max", _grown(max(most))
    for at, kind in enumerate(KINDS):
        none = math.prod(1 - row[1 + at] for row in weighed.shares)
        yield f"s1or|{kind}", _grown(1 - none)
    if weighed.shares:
        best = max(range(len(weighed.shares)), key=lambda number: max(weighed.shares[number][1:]))
        yield f"bl|{weighed.pair.ties[best].how}", 1.0


def _grown(share: float) -> float:
    """A share as half its log odds, from about nought upwards."""
    return (math.log((share + 0.005) / (1.005 - share)) + 3) / 2
