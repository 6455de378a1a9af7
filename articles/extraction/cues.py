"""The cues of a sentence: which phrases fired, the longer before the shorter."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .lexicon import Cue, Lexicon
from .meanings import MEANINGS, Meaning
from .phrases import Match
from .sentences import Sentence


@dataclass(frozen=True)
class Fired:
    """A cue at a place; ``tail`` is the second part of a split phrase, ``end`` where the whole of it ends."""

    cue: Cue
    first: int
    last: int
    tail: tuple[int, int] | None = None

    @property
    def end(self) -> int:
        return self.tail[1] if self.tail else self.last

    @property
    def meaning(self) -> Meaning:
        return MEANINGS[self.cue.means]


def fired_cues(sentence: Sentence, lexicon: Lexicon, taken: Collection[int] = ()) -> list[Fired]:
    """Cues in order; one that lies inside a longer one is silent, and so is that of the meaning "nothing"."""
    found = [
        match
        for match in sentence.grouped("cue")
        if match.first not in taken  # Chicago Fire fires nobody
    ]
    found.sort(key=lambda match: (-_length(match), match.first))
    kept: list[Match] = []
    for match in found:
        if not any(_covers(other, match) for other in kept):
            kept.append(match)
    kept.sort(key=lambda match: match.first)
    fired = []
    for match in kept:
        cue = lexicon.by_id[match.label.split(":", 1)[1]]
        if cue.means != "nothing":
            fired.append(Fired(cue, match.first, match.last, match.tail))
    return fired


def _length(match: Match) -> int:
    return match.last - match.first + (match.tail[1] - match.tail[0] if match.tail else 0)


def _covers(longer: Match, shorter: Match) -> bool:
    """True where the two share a word."""
    spans = [(longer.first, longer.last), *([longer.tail] if longer.tail else [])]
    others = [(shorter.first, shorter.last), *([shorter.tail] if shorter.tail else [])]
    return any(a < d and c < b for a, b in spans for c, d in others)
