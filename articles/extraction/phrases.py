"""Words, and phrases of words, found in one walk along a sentence.

All word lists and cues of a language become one trie of words, so the walk costs
the same whether a language has fifty cues or five thousand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from .fold import lower
from .lexicon import Lexicon

WORD = re.compile(r"[^\W_]+|[^\s\w]|_")
GAP = 8


class Token(NamedTuple):
    """A word or a mark, with its place in the part of the article."""

    start: int
    end: int
    text: str
    low: str
    clause: int = 0

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


class Match(NamedTuple):
    """A phrase found: tokens ``first`` up to, not including, ``last``."""

    label: str
    first: int
    last: int
    tail: tuple[int, int] | None = None  # the second part of a split verb


@dataclass
class Node:
    words: dict[str, Node] = field(default_factory=dict)
    stems: dict[str, Node] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and marks of ``text[start:end]``, with places that count from the beginning of ``text``."""
    end = len(text) if end is None else end
    lowered = lower(text[start:end])
    return [
        Token(found.start(), found.end(), found.group(), lowered[found.start() - start : found.end() - start])
        for found in WORD.finditer(text, start, end)
    ]


@dataclass(frozen=True)
class Phrasebook:
    """A compiled language: what ``find`` can tell in a row of tokens."""

    lexicon: Lexicon
    root: Node
    tails: dict[str, tuple[Node, ...]]
    function_words: frozenset[str]

    def find(self, tokens: list[Token]) -> list[Match]:
        """Every phrase of the language, in order; of one label only the longest at a place."""
        found: list[Match] = []
        for first in range(len(tokens)):
            longest: dict[str, int] = {}
            for label, last in _walk(self.root, tokens, first):
                longest[label] = max(last, longest.get(label, 0))
            found += [Match(label, first, last) for label, last in longest.items()]
        return [joined for match in found if (joined := self._joined(match, tokens))]

    def _joined(self, match: Match, tokens: list[Token]) -> Match | None:
        """A split phrase with its second part, or nothing where that does not follow in the clause."""
        tails = self.tails.get(match.label)
        if not tails:
            return match
        for first in range(match.last, min(match.last + GAP, len(tokens))):
            if tokens[first].clause != tokens[match.first].clause:
                return None
            for tail in tails:
                ends = [last for _, last in _walk(tail, tokens, first)]
                if ends:
                    label = match.label.rsplit("#", 1)[0]
                    if not label.startswith("cue:"):
                        return Match(label, match.first, max(ends))
                    return match._replace(label=label, tail=(first, max(ends)))
        return None


def _walk(node: Node, tokens: list[Token], first: int):
    """(label, end) of each phrase that begins at ``first``."""
    paths = [(node, first)]
    while paths:
        node, at = paths.pop()
        for label in node.labels:
            yield label, at
        if at >= len(tokens):
            continue
        low = tokens[at].low
        following = node.words.get(low)
        if following is not None:
            paths.append((following, at + 1))
        if node.stems:
            paths += [(node.stems[low[:n]], at + 1) for n in range(2, len(low) + 1) if low[:n] in node.stems]


def _add(root: Node, phrase: str, label: str) -> None:
    node = root
    for found in re.finditer(r"([^\W_]+)(\*?)|[^\s\w]|_", lower(phrase)):
        word, star = found.group(1) or found.group(), found.group(2)
        branch = node.stems if star else node.words
        node = branch.setdefault(word, Node())
    if label not in node.labels:
        node.labels.append(label)


def labelled_phrases(lexicon: Lexicon):
    """(label, phrase) of everything in a lexicon. Labels have the form ``group:what``."""
    for group, table in (("word", lexicon.words), ("role", lexicon.roles), ("nation", lexicon.nationalities)):
        for key, phrases in table.items():
            yield from ((f"{group}:{key}", phrase) for phrase in phrases)
    for key, phrases in (*lexicon.times.items(), *lexicon.units.items()):
        yield from ((f"time:{key}", phrase) for phrase in phrases)
    for group, calendar in (("month", lexicon.months), ("weekday", lexicon.weekdays)):
        for number, spellings in enumerate(calendar):
            yield from ((f"{group}:{number}", word) for word in spellings)
    yield from ((f"number:{number}", word) for word, number in lexicon.numbers.items())
    for cue in lexicon.cues:
        yield from ((f"cue:{cue.id}", phrase) for phrase in cue.phrases)


def compile_lexicon(lexicon: Lexicon) -> Phrasebook:
    """The trie of a language, with the second parts of split phrases kept apart."""
    root = Node()
    tails: dict[str, tuple[Node, ...]] = {}
    function_words: set[str] = set()
    for number, (label, phrase) in enumerate(labelled_phrases(lexicon)):
        if "…" in phrase:
            phrase, tail = (part.strip() for part in phrase.split("…"))
            label = f"{label}#{number}"
            tail_root = Node()
            _add(tail_root, tail, "tail")
            tails[label] = (tail_root,)
        elif label.startswith("word:") and label not in ("word:related", "word:teasers", "word:post"):
            function_words.update(word for word in lower(phrase).split() if word.isalpha())
        _add(root, phrase, label)
    return Phrasebook(lexicon, root, tails, frozenset(function_words))


@lru_cache(maxsize=64)
def phrasebook(lexicon: Lexicon) -> Phrasebook:
    """The compiled form of a lexicon, made once per loaded file."""
    return compile_lexicon(lexicon)
