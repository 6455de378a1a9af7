"""Words, and phrases of words, found in one walk along a sentence.

All word lists and cues of a language become one trie of words, so the walk costs
the same whether a language has fifty cues or five thousand.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from .fold import lower
from .lexicon import Lexicon

WORD = re.compile(r"[^\W_]+|[^\s\w]|_")
GAP = 8
TAIL = "tail"
MOST_SKIPPED = 4  # words between two words of a cue: "blev i går aftes fyret"
# No function words of a language.
UNCOUNTED = ("word:related", "word:teasers", "word:post", "word:adverbs", "word:own_wish")
OPENINGS_KEPT = 50_000  # words; where texts bring more, all are forgotten and learnt anew


class Token:
    """A word or a mark, with its place in the part of the article; ``clause`` is set with the sentence."""

    __slots__ = ("clause", "end", "is_capital", "is_word", "low", "start", "text")

    def __init__(self, start: int, end: int, text: str):
        self.start = start
        self.end = end
        self.text = text
        self.clause = 0
        self.low, self.is_word, self.is_capital = _traits(text)


@lru_cache(maxsize=65_536)
def _traits(text: str) -> tuple[str, bool, bool]:
    """Small letters, and whether it is a word and a capitalised one: worked out once for every word."""
    return lower(text), text[0].isalnum(), text[0].isupper()


class Match(NamedTuple):
    """A phrase found: tokens ``first`` up to, not including, ``last``."""

    label: str
    first: int
    last: int
    tail: tuple[int, int] | None = None  # the second part of a split verb


@dataclass(eq=False)
class Node:
    """A place in the trie: what may follow, by the whole word or by its stem, and what ends here."""

    words: dict[str, Node] = field(default_factory=dict)
    stems: dict[int, dict[str, Node]] = field(default_factory=dict)  # by length, the shortest first
    labels: list[str] = field(default_factory=list)

    def following(self, low: str) -> list[Node]:
        """The places that a word leads to."""
        word = self.words.get(low)
        found = [word] if word is not None else []
        for length, stems in self.stems.items():
            stem = stems.get(low[:length])
            if stem is not None:
                found.append(stem)
        return found


class Opening:
    """What a word can begin: the labels that end with it, and the words by which a longer phrase goes on."""

    __slots__ = ("labels", "nodes", "stems", "tailed", "words")

    def __init__(self, nodes: list[Node], tails: dict[str, Node]):
        self.nodes = nodes
        self.labels = tuple(dict.fromkeys(label for node in reversed(nodes) for label in node.labels))
        self.tailed = not tails.keys().isdisjoint(self.labels)
        self.words = frozenset(word for node in nodes for word in node.words)
        stems = [(length, frozenset(found)) for node in nodes for length, found in node.stems.items()]
        self.stems = tuple(stems)

    def goes_on(self, low: str) -> bool:
        """True where the next word makes a longer phrase."""
        return low in self.words or any(low[:length] in stems for length, stems in self.stems)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and marks of ``text[start:end]``, with places that count from the beginning of ``text``."""
    end = len(text) if end is None else end
    return [Token(*found.span(), found[0]) for found in WORD.finditer(text, start, end)]


@dataclass(frozen=True)
class Phrasebook:
    """A compiled language: what ``find`` can tell in a row of tokens."""

    lexicon: Lexicon
    root: Node
    tails: dict[str, Node]
    adverbs: Node  # what may stand between the words of a cue
    function_words: frozenset[str]
    borders: frozenset[str]  # words that open a clause
    abbreviations: frozenset[str]
    month_names: frozenset[str]
    tail_words: Node  # a trie of one word each: the labels of the tails that it begins
    openings: dict[str, Opening | None] = field(default_factory=dict, repr=False)  # as texts bring them
    tail_openings: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def find(self, tokens: list[Token]) -> list[Match]:
        """Every phrase of the language, in order; of one label only the longest at a place."""
        found: list[Match] = []
        openings, tails, adverbs = self.openings, self.tails, self.adverbs.words
        size, new, begun = len(tokens), tuple.__new__, None
        for first, token in enumerate(tokens):
            low = token.low
            opening = openings[low] if low in openings else self._opened_by(low)
            if opening is None:
                continue
            last = first + 1
            following = tokens[last].low if last < size else ""
            if following and (opening.goes_on(following) or following in adverbs):
                ends = _longest(opening.nodes, tokens, last, self.adverbs)
            elif opening.tailed:
                ends = dict.fromkeys(opening.labels, last)
            else:
                found += [new(Match, (label, first, last, None)) for label in opening.labels]
                continue
            for label, last in ends.items():
                if label not in tails:
                    found.append(new(Match, (label, first, last, None)))
                    continue
                if begun is None:
                    begun = self._begun_tails(tokens)
                if last <= begun.get(label, -1):
                    match = _joined(label, first, last, tails[label], tokens, self.adverbs)
                    if match is not None:
                        found.append(match)
        return found

    def _opened_by(self, low: str) -> Opening | None:
        if len(self.openings) >= OPENINGS_KEPT:
            self.openings.clear()
        nodes = self.root.following(low)
        self.openings[low] = opening = Opening(nodes, self.tails) if nodes else None
        return opening

    def _begun_tails(self, tokens: list[Token]) -> dict[str, int]:
        """The last place in a sentence at which each second part of a split phrase may begin."""
        known, begun = self.tail_openings, {}
        for at, token in enumerate(tokens):
            low = token.low
            labels = known[low] if low in known else self._tails_opened_by(low)
            if labels:
                begun.update(dict.fromkeys(labels, at))
        return begun

    def _tails_opened_by(self, low: str) -> frozenset[str]:
        if len(self.tail_openings) >= OPENINGS_KEPT:
            self.tail_openings.clear()
        nodes = self.tail_words.following(low)
        labels = frozenset(label for node in nodes for label in node.labels)
        self.tail_openings[low] = labels
        return labels


def _joined(
    label: str, first: int, last: int, tail: Node, tokens: list[Token], adverbs: Node
) -> Match | None:
    """A split phrase with its second part, or nothing where that does not follow in the clause."""
    at, end, clause = last, min(last + GAP, len(tokens)), tokens[first].clause
    while at < end:
        if tokens[at].clause != clause:
            behind = _behind_age(tokens, at)
            if not behind:
                return None
            at, end, clause = behind, min(end + behind - at, len(tokens)), tokens[behind].clause
        following = tail.following(tokens[at].low)
        ends = _longest(following, tokens, at + 1, adverbs) if following else None
        if ends:
            whole, close = label.rsplit("#", 1)[0], ends[TAIL]
            return (
                Match(whole, first, last, (at, close))
                if whole.startswith("cue:")
                else Match(whole, first, close)
            )
        at += 1
    return None


def _behind_age(tokens: list[Token], at: int) -> int:
    """The word after ", 44," or ", 44 år,", which parts no clauses; 0 where no such aside begins here."""
    if tokens[at].text != "," or at + 1 >= len(tokens) or not tokens[at + 1].text.isdecimal():
        return 0
    for close in range(at + 2, min(at + 5, len(tokens) - 1)):
        if tokens[close].text == ",":
            return close + 1
    return 0


def _longest(nodes: list[Node], tokens: list[Token], at: int, adverbs: Node) -> dict[str, int]:
    """Where the longest phrase of each label ends, on from these places of the trie and this word."""
    longest: dict[str, int] = {}
    low = tokens[at].low if at < len(tokens) else ""
    is_adverb = low in adverbs.words
    for node in reversed(nodes):
        for label in node.labels:
            if at > longest.get(label, -1):
                longest[label] = at
        if low and (low in node.words or node.stems):
            following = node.following(low)
            for label, last in _longest(following, tokens, at + 1, adverbs).items() if following else ():
                if last > longest.get(label, -1):
                    longest[label] = last
        if is_adverb and node.words:
            for label, last in _past_adverbs(node, tokens, at, adverbs).items():
                if last > longest.get(label, -1):
                    longest[label] = last
    return longest


def _past_adverbs(node: Node, tokens: list[Token], at: int, adverbs: Node) -> dict[str, int]:
    """The cues that go on behind words that change nothing: "blev | mandag aften | fyret"."""
    end, clause = at, tokens[at - 1].clause
    while end < len(tokens) and tokens[end].low in adverbs.words:
        past = _phrase_end(adverbs, tokens, end)
        if past == end or past - at > MOST_SKIPPED:
            break
        end = past
    if end == at or end >= len(tokens) or tokens[end].clause != clause:
        return {}
    following = node.following(tokens[end].low)
    ends = _longest(following, tokens, end + 1, adverbs) if following else {}
    return {label: last for label, last in ends.items() if label.startswith("cue:") or label == TAIL}


def _phrase_end(node: Node, tokens: list[Token], at: int) -> int:
    """The end of the longest phrase of a small trie that begins at a word, or that word itself."""
    best, first = at, at
    while at < len(tokens) and tokens[at].low in node.words:
        node = node.words[tokens[at].low]
        at += 1
        if node.labels:
            best = at
    return best if best > first else first


PART = re.compile(r"([^\W_]+)(\*?)|[^\s\w]|_")


def _add_first(root: Node, phrase: str, label: str) -> None:
    found = PART.search(lower(phrase))
    if found is not None:
        _add(root, found.group(), label)


def _add(root: Node, phrase: str, label: str) -> None:
    node = root
    for found in PART.finditer(lower(phrase)):
        word, star = found.group(1) or found.group(), found.group(2)
        if star and len(word) not in node.stems:
            node.stems = dict(sorted([*node.stems.items(), (len(word), {})]))
        branch = node.stems[len(word)] if star else node.words
        node = branch.setdefault(word, Node())
    if label not in node.labels:
        node.labels.append(label)


def labelled_phrases(lexicon: Lexicon):
    """(label, phrase) of everything in a lexicon. Labels have the form ``group:what``."""
    for group, table in (("word", lexicon.words), ("role", lexicon.roles), ("nation", lexicon.nationalities)):
        for key, phrases in table.items():
            yield from ((f"{group}:{key}", phrase) for phrase in phrases)
    for means, phrases in lexicon.hints.items():
        yield from ((f"hint:{means}", phrase) for phrase in phrases)
    for key, phrases in (*lexicon.times.items(), *lexicon.units.items()):
        yield from ((f"time:{key}", phrase) for phrase in phrases)
    for number, spellings in enumerate(lexicon.months):
        for word in spellings:  # "jan", "aug": no month without its day or year
            short = ":short" if len(word) < len(spellings[0]) and spellings[0].startswith(word) else ""
            yield f"month:{number}{short}", word
    for number, spellings in enumerate(lexicon.weekdays):
        yield from ((f"weekday:{number}", word) for word in spellings)
    yield from ((f"number:{number}", word) for word, number in lexicon.numbers.items())
    yield from ((f"length:{years}", word) for word, years in lexicon.lengths.items())
    for cue in lexicon.cues:
        yield from ((f"cue:{cue.id}", phrase) for phrase in cue.phrases)


def compile_lexicon(lexicon: Lexicon) -> Phrasebook:
    """The trie of a language, with the second parts of split phrases kept apart."""
    root = Node()
    tails: dict[str, Node] = {}
    tail_words = Node()
    adverbs = Node()
    function_words: set[str] = set()
    for phrase in (*lexicon.words.get("adverbs", ()), *itertools.chain(*lexicon.weekdays)):
        if lexicon.words.get("adverbs"):
            _add(adverbs, phrase, TAIL)
    for number, (label, phrase) in enumerate(labelled_phrases(lexicon)):
        if "…" in phrase:
            phrase, tail = (part.strip() for part in phrase.split("…"))
            label = f"{label}#{number}"
            tails[label] = Node()
            _add(tails[label], tail, TAIL)
            _add_first(tail_words, tail, label)
        elif label.startswith("word:") and label not in UNCOUNTED:
            function_words.update(word for word in lower(phrase).split() if word.isalpha())
        _add(root, phrase, label)
    words = lexicon.words
    return Phrasebook(
        lexicon=lexicon,
        root=root,
        tails=tails,
        tail_words=tail_words,
        adverbs=adverbs,
        function_words=frozenset(function_words),
        borders=frozenset(border for border in words.get("borders", ()) if " " not in border),
        abbreviations=frozenset(words.get("abbreviations", ())),
        month_names=frozenset(name for spellings in lexicon.months for name in spellings),
    )


@lru_cache(maxsize=64)
def phrasebook(lexicon: Lexicon) -> Phrasebook:
    """The compiled form of a lexicon, made once per loaded file."""
    return compile_lexicon(lexicon)
