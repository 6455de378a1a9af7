"""Several readers of one article, and what they say together.

A reader finds claims in a document and says what speaks for each. Every other kind of
reader (a language model) joins by being listed in ``READERS``. What they say is then weighed
by the words of the article (`word_ranker`), which may add to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from .assembly import assemble
from .claims import Claim, Kind, Manner
from .confidence import confidence
from .document import Document
from .pattern_reader import PatternReader
from .reader import read_drafts
from .word_ranker import ranked
from .word_weights import Weights

LEAST = 0.1  # a claim less likely than this costs editors more than it is worth
AGREED = "agreed"


class Reader(Protocol):
    """``claims`` are in no order; the confidence of each is still open, its signs are not."""

    name: str

    def claims(self, document: Document) -> Sequence[Claim]: ...


class CueReader:
    """The first reader: a cue, then the coach and the club that fit it best."""

    name = "cues"

    def claims(self, document: Document) -> Sequence[Claim]:
        return assemble(document, read_drafts(document))


READERS: tuple[Reader, ...] = (CueReader(), PatternReader())


def told(
    document: Document, readers: Sequence[Reader] = READERS, weights: Weights | None = None
) -> tuple[Claim, ...]:
    """What the readers make of an article: one claim for each kind, coach and club, with a confidence.

    The words of the article have the last say in which claims hold (`word_ranker`); ``weights`` are
    those that weigh them, where not the ones of the package.
    """
    return kept(ranked(document, heard(document, readers), weights))


def heard(document: Document, readers: Sequence[Reader] = READERS) -> list[Claim]:
    """What the readers say, each thing once, before anybody weighs it."""
    return merged(document, [(reader.name, reader.claims(document)) for reader in readers])


def merged(document: Document, readings: Sequence[tuple[str, Sequence[Claim]]]) -> list[Claim]:
    """The claims of all readings, each once and with the readers that made it.

    A claim whose evidence is not in the article letter for letter is dropped.
    """
    found: dict[tuple, Claim] = {}
    for name, claims in readings:
        for claim in claims:
            if not quotes(document, claim):
                continue
            same = found.get(key(claim))
            if same is not None:
                found[key(claim)] = _joined(same, claim, name)
            elif not _is_spoken_for(found, claim, name):
                found[key(claim)] = replace(claim, readers=(name,))
    return list(found.values())


def kept(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with their confidence, in the order of the article, without those below ``LEAST``."""
    weighed = [_weighed(claim) for claim in claims]
    likely = [claim for claim in weighed if claim.confidence >= LEAST]
    likely.sort(key=lambda claim: (claim.evidence.part != "title", claim.evidence.start, claim.kind))
    return tuple(likely)


def key(claim: Claim) -> tuple[Kind, str, str]:
    """What makes two claims of one article the same."""
    return claim.kind, claim.coach.name, claim.club.name


def quotes(document: Document, claim: Claim) -> bool:
    """True where the evidence stands in the article, letter for letter and where it says it does."""
    passage = claim.evidence
    text = document.text_of(passage.part)
    is_inside = 0 <= passage.start < passage.end <= len(text)
    return is_inside and text[passage.start : passage.end] == passage.text


def _is_spoken_for(found: dict[tuple, Claim], claim: Claim, name: str) -> bool:
    """True where an earlier reader says more of the coach and the club than that he has the post."""
    others = [c for k, c in found.items() if k[1:] == key(claim)[1:] and name not in c.readers]
    if claim.kind is not Kind.TENURE and others and all(c.kind is Kind.TENURE for c in others):
        for other in others:
            del found[key(other)]
        return False
    return bool(others)


def _joined(first: Claim, second: Claim, name: str) -> Claim:
    """The claim of the earlier reader, with what it leaves open taken from the later one."""
    manner = first.manner
    if manner in (None, Manner.UNSPECIFIED) and second.manner is not None:
        manner = second.manner
    return replace(
        first,
        manner=manner,
        when=first.when or second.when,
        until=first.until or second.until,
        source=first.source or second.source,
        readers=(*first.readers, name),
    )


def _weighed(claim: Claim) -> Claim:
    voices = AGREED if len(claim.readers) > 1 else f"only_{claim.readers[0]}"
    signs = (*claim.signs, voices)
    return replace(claim, signs=signs, confidence=confidence(claim.kind, signs))
