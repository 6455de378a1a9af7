"""The numbered list of passages that a page rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Claim
from carousel.editions import Edition
from carousel.origins import origins
from carousel.record.facts import RumourFact, StintFact
from carousel.wording import basis_in_words, of_range, sources_in_words


class Evidence:
    """Numbers claims in the order in which the page first points at them."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._numbers: dict[int, int] = {}

    def number(self, claim_id: int) -> int | None:
        """The claim's number on this page; ``None`` for a claim that the edition does not hold."""
        if claim_id not in self._edition.claims:
            return None
        return self._numbers.setdefault(claim_id, len(self._numbers) + 1)

    def of_start(self, stint: StintFact | None) -> int | None:
        return self._best(stint, "start")

    def of_end(self, stint: StintFact | None) -> int | None:
        return self._best(stint, "end")

    def of_contract(self, stint: StintFact | None) -> int | None:
        """The report that gives the contract the end that is on record."""
        if stint is None or stint.contract_until is None:
            return None
        told = self._claims(pk for pk, _on in stint.evidence)
        agreeing = [claim for claim in told if claim.until and of_range(claim.until) == stint.contract_until]
        return self.number(strongest_first(agreeing)[0].pk) if agreeing else None

    def of_rumour(self, rumour: RumourFact) -> int | None:
        """The report that took it to the stage it reached; of an ending that was reported, that report."""
        if rumour.status == "withdrawn":
            called_off = [c for c in self._claims(rumour.claims) if c.kind == "withdrawal"]
            if called_off:
                return self.number(strongest_first(called_off)[0].pk)
        if rumour.steps:
            return self.number(rumour.steps[-1][2])
        return self.number(rumour.claims[0]) if rumour.claims else None

    def listed(self) -> list[tuple[int, Claim]]:
        """Number and claim, as the foot of the page has them."""
        return [(number, self._edition.claims[pk]) for pk, number in self._numbers.items()]

    def _best(self, stint: StintFact | None, bears_on: str) -> int | None:
        if stint is None:
            return None
        found = claims_of(stint, bears_on, self._edition)
        return self.number(strongest_first(found)[0].pk) if found else None

    def _claims(self, ids: Iterable[int]) -> list[Claim]:
        return [self._edition.claims[pk] for pk in ids if pk in self._edition.claims]


def claims_of(stint: StintFact, bears_on: str, edition: Edition) -> list[Claim]:
    """The claims of the edition that tell of its "start" or its "end"."""
    return [edition.claims[pk] for pk, on in stint.evidence if on == bears_on and pk in edition.claims]


@dataclass(frozen=True)
class Basis:
    """How many independent voices tell of something, and in how many articles; printed in words."""

    origins: int
    articles: int

    def __str__(self) -> str:
        return basis_in_words(self.origins, self.articles)

    @property
    def is_cut(self) -> bool:
        return self.articles == self.origins

    @property
    def brief(self) -> str:
        """For the cell of a table: the articles only where they are more than the voices."""
        return sources_in_words(self.origins) if self.is_cut else str(self)


def basis_of(claims: list[Claim]) -> Basis:
    return Basis(len(origins(claims)), len({claim.article_id for claim in claims}))


def strongest_first(claims: list[Claim]) -> list[Claim]:
    """Official word first, then reports of one's own before echoes, then the earliest."""

    def order(claim: Claim) -> tuple:
        outlet = claim.article.outlet
        is_echo = bool(claim.source or claim.source_outlet_id)
        return (outlet.tier if outlet else 9, is_echo, claim.article.known_on, claim.pk)

    return sorted(claims, key=order)
