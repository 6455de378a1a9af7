"""The working state of one reading: sentences, and who and what is mentioned in them.

Nothing here leaves the package; a caller sees only ``claims.Reading``.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from .claims import ArticleText, Part, Passage, Role
from .names import Names
from .phrases import Phrasebook
from .sentences import Sentence

Form = Literal["full", "alias", "surname", "epithet", "pronoun", "generic"]
COACHING_ROLES = frozenset(Role)
FIGURES = 3  # words of a score: "0", "-", "3"
SCORE_MARKS = "-–—:"
EXPLICIT: frozenset[str] = frozenset({"full", "alias", "surname"})


@dataclass(eq=False)
class Person:
    """Somebody named in the article. Whether a coach, the roles beside the name tell."""

    name: str
    key: str | None = None
    nationality: str | None = None
    age: int | None = None
    roles: Counter = field(default_factory=Counter)
    count: int = 0
    is_weak: bool = False  # a row of capitals whose first word is no known given name

    @property
    def is_coach(self) -> bool:
        return self.key is not None or not COACHING_ROLES.isdisjoint(self.roles)

    @property
    def is_barred(self) -> bool:
        """True of players, officials and coaches of other sports, unless a coaching role is named as
        often.
        """
        if not self.roles:
            return False
        against = sum(count for role, count in self.roles.items() if role not in COACHING_ROLES)
        return against > self.roles.total() - against

    @property
    def main_role(self) -> Role | None:
        roles = [(count, role) for role, count in self.roles.items() if role in COACHING_ROLES]
        return max(roles, key=lambda pair: pair[0])[1] if roles else None


@dataclass(eq=False)
class Club:
    """A club or national side named in the article."""

    name: str
    key: str | None = None
    is_national: bool = False
    is_weak: bool = False
    count: int = 0
    rank: int = 2  # of the form that gave the name: an epithet 0, an ambiguous form 1, a plain one 2


@dataclass(eq=False)
class Mention:
    """A person, club or outlet at a place; tokens ``first`` up to ``last`` of one sentence."""

    kind: Literal["person", "club", "outlet"]
    entity: Any  # a Person, a Club, or the name of an outlet, as ``kind`` says
    sentence: Sentence
    first: int
    last: int
    form: Form
    is_genitive: bool = False
    is_compound: bool = False
    is_weak: bool = False
    is_place: bool = False  # may be the town and not a club of that name
    reason: str = ""

    @property
    def start(self) -> int:
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        return self.sentence.tokens[self.last - 1].end

    @property
    def is_explicit(self) -> bool:
        return self.form in EXPLICIT


@dataclass
class Document:
    """An article on its way through the stages."""

    article: ArticleText
    book: Phrasebook
    names: Names
    sentences: list[Sentence]
    persons: list[Person] = field(default_factory=list)
    clubs: list[Club] = field(default_factory=list)
    mentions: dict[int, list[Mention]] = field(default_factory=dict)  # by index of the sentence
    by_kind: dict[str, dict[int, list[Mention]]] = field(default_factory=dict)
    covered: dict[int, set[int]] = field(default_factory=dict)
    times: dict[int, list[Any]] = field(default_factory=dict)  # by index of the sentence, as asked for

    def text_of(self, part: Part) -> str:
        return self.article.title if part == "title" else self.article.text

    @property
    def is_bare(self) -> bool:
        """True of one sentence without a headline: nobody knows what it was printed for."""
        return len(self.sentences) == 1 and not self.article.title.strip()

    @cached_property
    def common_words(self) -> frozenset[str]:
        """The words that the article writes in small letters."""
        return frozenset(t.low for s in self.sentences for t in s.tokens if t.text.islower())

    def passage(self, part: Part, start: int, end: int) -> Passage:
        return Passage(part, start, end, self.text_of(part)[start:end])

    def written(self, mention: Mention) -> str:
        return self.text_of(mention.sentence.part)[mention.start : mention.end]

    def of(self, sentence: Sentence, kind: str | None = None) -> list[Mention]:
        """The mentions of a sentence from left to right. The list is the document's own: read it only."""
        rows = self.mentions if kind is None else self.by_kind.get(kind, {})
        return rows.get(sentence.index, [])

    def taken(self, sentence: Sentence) -> set[int]:
        """The words of a sentence that some mention covers."""
        return self.covered.get(sentence.index, set())

    def named_in_title(self) -> set[Any]:
        """The persons, clubs and outlets of the headline."""
        titles = (sentence for sentence in self.sentences if sentence.part == "title")
        return {mention.entity for sentence in titles for mention in self.of(sentence)}

    def is_opponent(self, mention: Mention) -> bool:
        """True of the club after "mod", "against" or a score, and of those that stand in a list with it."""
        row = self.of(mention.sentence, mention.kind)
        first = mention.first
        for other in reversed(row[: row.index(mention)] if mention in row else []):
            if first - other.last > 2:
                break
            first = other.first
        is_against = any(0 <= first - m.last <= 2 for m in mention.sentence.labelled("word:against"))
        return is_against or _is_after_score(mention)

    def is_team(self, mention: Mention) -> bool:
        """A club always is; a country only beside a word that makes it one ("landstræner", "national
        team").
        """
        if not mention.entity.is_national or mention.form == "epithet" or mention.is_compound:
            return True
        if _is_led(mention):
            return True
        return any(
            -8 <= match.first - mention.last <= 8 for match in mention.sentence.labelled("word:national")
        )

    def add(self, mention: Mention) -> None:
        """Put a mention at its place; one that overlaps another of the sentence is refused."""
        index = mention.sentence.index
        covered = self.covered.setdefault(index, set())
        places = range(mention.first, mention.last)
        if not covered.isdisjoint(places):
            return
        covered.update(places)
        if mention.kind == "person" and mention.is_explicit:
            mention.entity.count += 1
        for rows in (self.mentions, self.by_kind.setdefault(mention.kind, {})):
            insort(rows.setdefault(index, []), mention, key=_place)

    def remove(self, mention: Mention) -> None:
        """Take a mention away: something surer stands there."""
        index = mention.sentence.index
        self.covered[index] -= set(range(mention.first, mention.last))
        self.mentions[index].remove(mention)
        self.by_kind[mention.kind][index].remove(mention)


def _is_after_score(mention: Mention) -> bool:
    """ "After the 0-3 at Horsens", "nach dem 0:2 in Horsens": where a match was played."""
    sentence = mention.sentence
    for preposition in sentence.labelled("word:club_prepositions"):
        if preposition.last == mention.first and preposition.first >= FIGURES:
            texts = [token.text for token in sentence.tokens[preposition.first - FIGURES : preposition.first]]
            if texts[0].isdecimal() and texts[1] in SCORE_MARKS and texts[2].isdecimal():
                return True
    return False


def _is_led(mention: Mention) -> bool:
    """True of the country of "coach of Ghana"; "the best coach in Ghana" leads a club."""
    sentence = mention.sentence
    posts = {post.last for post in sentence.grouped("role")}
    placed = any(match.last == mention.first for match in sentence.labelled("word:place_prepositions"))
    # "de" and "di" stand before a town as well, and yet mean "of" where a country follows.
    is_of = sentence.tokens[mention.first - 1].low in ("de", "di") if mention.first else False
    return (is_of or not placed) and any(
        match.last == mention.first and match.first in posts
        for match in sentence.labelled("word:club_prepositions")
    )


def _place(mention: Mention) -> int:
    return mention.first
