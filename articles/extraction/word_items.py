"""A sentence as the learned reading sees it: a row of concepts, plain words, marks and places of names.

No name is among them: whoever is named, in whatever words, is only a mention.
"""

from __future__ import annotations

from typing import NamedTuple

from .concepts import ConceptTable
from .cues import Fired, fired_cues
from .document import Document, Mention
from .phrases import Token
from .reader import words_of_names
from .scope import Scope, scope_of, under_scope
from .sentences import Sentence

MARKS = frozenset(',:;?!"()–-—«»„“”')
TOLD_APART = frozenset(",:?")
YEAR = 4  # figures


class Item(NamedTuple):
    """A mention, or what the word or mark at token ``at`` speaks of; ``word`` is in small letters."""

    at: int
    concepts: tuple[str, ...] = ()
    word: str = ""
    mention: Mention | None = None


class Heard(NamedTuple):
    """A cue that fired, what governs it, and the kind of claim that is left of it, or "none"."""

    fired: Fired
    scope: Scope
    kind: str


class Row(NamedTuple):
    """A sentence in its items and its cues."""

    sentence: Sentence
    items: list[Item]
    heard: list[Heard]

    def place_of(self, mention: Mention) -> int | None:
        """Which item the mention is; ``None`` for one that another covers."""
        return next((number for number, item in enumerate(self.items) if item.mention is mention), None)


def row_of(document: Document, sentence: Sentence, table: ConceptTable) -> Row:
    return Row(sentence, _items(document, sentence, table), _heard(document, sentence))


def _items(document: Document, sentence: Sentence, table: ConceptTable) -> list[Item]:
    mentions = {at: m for m in document.of(sentence) for at in range(m.first, m.last)}
    posts: dict[int, str] = {}
    for match in sentence.grouped("role"):
        for at in range(match.first, match.last):
            posts.setdefault(at, match.label)
    items, at, tokens = [], 0, sentence.tokens
    while at < len(tokens):
        mention = mentions.get(at)
        if mention is not None:
            items.append(Item(mention.first, mention=mention))
            at = max(mention.last, at + 1)
            continue
        token = tokens[at]
        if token.is_word:
            items.append(_item_of_word(document, token, at, table, posts.get(at)))
        elif token.text in MARKS:
            items.append(Item(at, (token.text if token.text in TOLD_APART else "mark",)))
        at += 1
    return items


def _item_of_word(document: Document, token: Token, at: int, table: ConceptTable, post: str | None) -> Item:
    if token.low.isdecimal():
        return Item(at, ("year" if len(token.low) == YEAR else "number",))
    concepts = table.of(token.low)
    if post is not None:
        concepts = (*concepts, post)
    return Item(at, concepts, token.low if _is_plain(document, token) else "")


def _is_plain(document: Document, token: Token) -> bool:
    """False of what may be a name that nobody has found: the weights know words and nobody."""
    return not token.is_capital or document.book.lexicon.capital_nouns or token.low in document.common_words


def _heard(document: Document, sentence: Sentence) -> list[Heard]:
    if not sentence.grouped("cue"):
        return []
    heard = []
    for fired in fired_cues(sentence, document.book.lexicon, words_of_names(document, sentence)):
        scope = scope_of(sentence, fired.first, fired.last, fired.end)
        meaning, _ = under_scope(fired.meaning, scope)
        heard.append(Heard(fired, scope, str(meaning.kind) if meaning else "none"))
    return heard
