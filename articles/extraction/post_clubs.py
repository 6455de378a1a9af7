"""A role noun and the clubs that it is a post at; and the lists that names and clubs stand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .claims import Role
from .document import Document, Mention
from .phrases import Match
from .sentences import Sentence

COACHING = frozenset(role.value for role in Role)
FEWEST_BARE = 3  # names that commas alone make a list
How = Literal["title", "apposition", "copula", "as", "none"]


@dataclass(eq=False)
class RoleUse:
    """A role noun with what belongs to it. ``how`` says by what it is tied to the person."""

    role: str
    sentence: Sentence
    first: int
    last: int
    person: Mention | None = None
    others: list[Mention] = field(
        default_factory=list
    )  # the rest of a list: "Woan and Stone, his assistants"
    clubs: list[Mention] = field(default_factory=list)
    how: How = "none"
    is_former: bool = False
    is_past: bool = False
    is_new: bool = False
    becomes: bool = False

    @property
    def is_coaching(self) -> bool:
        return self.role in COACHING

    @property
    def is_held(self) -> bool:
        """True of a coach's post that is held now and was before this news."""
        return self.is_coaching and not (self.is_former or self.is_past or self.is_new or self.becomes)


def link_clubs(document: Document, use: RoleUse) -> None:
    clubs = document.of(use.sentence, "club")
    clubs = [club for club in clubs if document.is_team(club)]
    anchor = _club_before(use, clubs) or _club_between(use, clubs) or _club_after(document, use, clubs)
    if anchor is not None:
        use.clubs = coordinated(document, anchor, clubs)


def _club_before(use: RoleUse, clubs: list[Mention]) -> Mention | None:
    """ "Genk-træner", "AaB's sportschef", "West Ham's former manager", "the Ajax boss"."""
    for club in reversed(clubs):
        if club.last > use.first:
            continue
        gap = use.sentence.tokens[club.last : use.first]
        marks = [t for t in gap if t.text in "-'’" or t.low == "s"]
        rest = [t for t in gap if t not in marks]
        limit = 3 if (club.is_genitive or marks) else 1
        small = {"word:former", "word:new", "word:youth_sides", "word:women", "word:national"}
        covered = {
            at
            for m in use.sentence.matches
            if m.label in small or m.label.startswith("role:")
            for at in range(m.first, m.last)
        }
        free = [
            t
            for at, t in enumerate(use.sentence.tokens[club.last : use.first], club.last)
            if t in rest and at not in covered
        ]
        if (
            len(rest) <= 4
            and len(free) <= (limit if club.is_genitive or marks else 0)
            and not any(t.text in ",.;:()" for t in rest)
        ):
            return club
        return None
    return None


def _club_between(use: RoleUse, clubs: list[Mention]) -> Mention | None:
    """ "il tecnico del Genk Jo Maas", "the coach of Genk, Jo Maas": the club of a title before its name."""
    if use.person is None or use.how != "title":
        return None
    return next((c for c in clubs if use.last < c.first and c.last <= use.person.first), None)


def _club_after(document: Document, use: RoleUse, clubs: list[Mention]) -> Mention | None:
    """ "træner i Genk", "head coach of Rangers", "træner for blandt andre Vitesse", "cheftræner Per
    Frandsen i Hvidovre".
    """
    tokens, sentence = use.sentence.tokens, use.sentence
    start = use.person.last if use.person is not None and use.how == "title" else use.last
    small = {
        "word:club_prepositions",
        "word:fillers",
        "word:by",
        "word:youth_sides",
        "word:women",
        "word:national",
        "word:new",
        "word:from",
    }
    covered = {at for m in sentence.matches if m.label in small for at in range(m.first, m.last)}
    prepositions = {m.first for m in sentence.matches if m.label == "word:club_prepositions"}
    for club in clubs:
        if club.first < start or club.first - start > 7:
            continue
        between = range(start, club.first)
        if any(
            other.kind == "person" and start <= other.first < club.first for other in document.of(sentence)
        ):
            return None
        if any(start <= cue.first < club.first and not cue.tail for cue in sentence.grouped("cue")):
            return None  # "coach X joined Y": what the verb says is not what the title says
        if (
            not any(at in prepositions for at in between)
            and not any(tokens[at].text == "(" for at in between)
            and not (len(between) <= 1 and club.form == "generic")
        ):
            return None
        unknown = [
            at
            for at in between
            if at not in covered and tokens[at].text not in "('’" and not tokens[at].text.isdecimal()
        ]
        if len(unknown) <= 2 and not any(tokens[at].text in ".;:," for at in between):
            return club
        return None
    return None


def _is_title(document: Document, match: Match) -> bool:
    """True of a coaching noun right before a person: "cheftræner X og assistenttræner Y" is one list."""
    label = match.label.split(":", 1)[1]
    return label in COACHING


def coordinated(document: Document, anchor: Mention, mentions: list[Mention]) -> list[Mention]:
    """A mention with the others of its list: "Van Gaal, Klopp and Blanc", "både Forest og Leicester"."""
    if len(mentions) < 2:
        return [anchor]
    sentence, tokens = anchor.sentence, anchor.sentence.tokens
    small = ("word:conjunctions", "word:fillers")
    ands = {m.last - 1 for m in sentence.labelled("word:conjunctions")}  # "dirigió a Boca y a Racing"
    covered = {
        at
        for m in sentence.matches
        if m.label in small
        or (anchor.kind == "person" and m.label.startswith("role:") and _is_title(document, m))
        or (anchor.kind == "club" and m.label == "word:club_prepositions" and m.first - 1 in ands)
        or (anchor.kind == "club" and m.label.startswith("nation:"))
        for at in range(m.first, m.last)
    }
    at = next((n for n, mention in enumerate(mentions) if mention is anchor), None)
    if at is None:
        return [anchor]

    def joined(left: Mention, right: Mention) -> bool:
        gap = range(left.last, right.first)
        has_link = any(tokens[k].text in ",&" or k in covered for k in gap)
        return has_link and len(gap) <= 6 and all(k in covered or tokens[k].text in ",&" for k in gap)

    left = right = at
    while left > 0 and joined(mentions[left - 1], mentions[left]):
        left -= 1
    while right + 1 < len(mentions) and joined(mentions[right], mentions[right + 1]):
        right += 1
    row = mentions[left : right + 1]
    has_and = any(
        m.label == "word:conjunctions" and row[0].last <= m.first < row[-1].first for m in sentence.matches
    ) or any(token.text == "&" for token in tokens[row[0].last : row[-1].first])
    is_long = anchor.kind == "person" and len({m.entity for m in row}) >= FEWEST_BARE
    return row if (has_and or is_long) and len(row) > 1 else [anchor]
