"""The persons and clubs of one article while they are being collected, and what its words are to them."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from .document import Club, Document, Person
from .headings import club_headings
from .named_records import NamedRecords
from .sentences import Sentence
from .shapes import (
    cut_at_club_forms,
    rows_of_capitals,
)


class Registry:
    """Who and what was named so far. ``placed`` are the hits of known names, by sentence."""

    def __init__(self, document: Document, placed):
        self.document = document
        self.persons: dict[str, Person] = {}
        self.clubs: dict[str, Club] = {}
        self.by_suffix: dict[str, list[Person]] = defaultdict(list)
        self.lowercase = document.common_words
        self.known = NamedRecords(placed)
        self.heads = club_headings(document)
        self.rows: dict[int, list[tuple[int, int]]] = {}
        self.spans = {index: {(a, b) for _, a, b in rows} for index, rows in placed.items()}
        self.spans = defaultdict(set, self.spans)

    def rows_of(self, sentence: Sentence) -> list[tuple[int, int]]:
        """The rows of capitals of a sentence, looked for once."""
        rows = self.rows.get(sentence.index)
        if rows is None:
            found = rows_of_capitals(sentence.tokens, self.document.names, self.document.book)
            rows = [piece for row in found for piece in cut_at_club_forms(sentence.tokens, *row)]
            self.rows[sentence.index] = rows
        return rows

    def text_of(self, sentence: Sentence, first: int, last: int) -> str:
        return self.document.text_of(sentence.part)[
            sentence.tokens[first].start : sentence.tokens[last - 1].end
        ]

    def uncovered(self, sentence: Sentence, first: int, last: int) -> list[tuple[int, int]]:
        """The stretches of a row that no mention covers yet."""
        taken = self.document.taken(sentence)
        if taken.isdisjoint(range(first, last)):
            return [(first, last)]
        stretches, left = [], first
        for at in range(first, last + 1):
            if at == last or at in taken:
                if at > left:
                    stretches.append((left, at))
                left = at + 1
        return stretches

    def opening(self, sentence: Sentence) -> int:
        return next((at for at, token in enumerate(sentence.tokens) if token.is_word), 0)

    def is_name_word(self, sentence: Sentence, at: int) -> bool:
        """A capitalised word inside a sentence that is no word of the language, no role and no people."""
        token = sentence.tokens[at]
        return (
            token.is_word
            and token.is_capital
            and not token.text.isupper()
            and at != self.opening(sentence)
            and not self.is_word_of_the_language(token)
            and not any(
                match.first <= at < match.last
                for group in ("role", "nation", "word")
                for match in sentence.grouped(group)
            )
        )

    def is_word_of_the_language(self, token) -> bool:
        return token.low in self.document.book.function_words or token.low in self.lowercase

    @cached_property
    def written(self) -> dict[str, tuple[int, bool]]:
        """How often each word of the article is written, and whether it is a noun anywhere."""
        found: dict[str, tuple[int, bool]] = {}
        for sentence in self.document.sentences:
            nouns = nouns_of(sentence)
            for at, token in enumerate(sentence.tokens):
                count, is_noun = found.get(token.low, (0, False))
                found[token.low] = count + 1, is_noun or at in nouns
        return found


def nouns_of(sentence: Sentence) -> set[int]:
    """Where a word stands that an article, a possessive or a number makes a noun."""
    labels = ("word:relatives", "word:negations", "word:pronouns")
    determiners = [match for label in labels for match in sentence.labelled(label)]
    return {match.last for match in (*determiners, *sentence.grouped("number"))}
