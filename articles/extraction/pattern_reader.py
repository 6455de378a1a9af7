"""The second reader: whole patterns, with coach, club and what is said of them in one stretch.

It shares with the first what is found before the cues (sentences, mentions, times) and
nothing of how a coach and a club are chosen: here the order of the words alone says who
is meant. Where both say the same, the claim is surer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .assembly import claim_of
from .claims import Claim
from .dating import times_of
from .document import Document, Mention
from .drafts import Draft
from .fields import set_times
from .meanings import MEANINGS
from .pattern_book import CLUB, COACH, GAP, Pattern, PatternBook, Step, pattern_book
from .scope import scope_of, under_scope
from .sentences import Sentence

LONGEST_GAP = 4  # words
LONGEST_TITLE = 7  # words before a name that only say who he is
LONGEST_ASIDE = 9  # words after one
TITLE_GROUPS = ("role", "nation")
TITLE_LABELS = ("word:former", "word:new", "word:fillers", "word:ages", "word:the_club", "word:national")
CLOSES = {"(": ")", ",": ",", "–": "–", "—": "—"}


@dataclass(frozen=True)
class Hit:
    """A pattern at tokens ``first`` up to ``last``."""

    pattern: Pattern
    first: int
    last: int
    coach: Mention
    club: Mention


class PatternReader:
    """Reads by the patterns of the document's language; without a file it says nothing."""

    name = "patterns"

    def claims(self, document: Document) -> Sequence[Claim]:
        book = pattern_book(document.book.lexicon.language)
        if book is None:
            return ()
        groups: dict[tuple, list[Draft]] = defaultdict(list)
        for sentence in document.sentences:
            for draft in _drafts(document, sentence, book):
                groups[draft.kind, id(draft.coach), id(draft.club)].append(draft)
        return tuple(claim_of(document, groups, group) for group in groups.values())


def _drafts(document: Document, sentence: Sentence, book: PatternBook) -> Iterator[Draft]:
    if sentence.is_question or not document.of(sentence, "person") or not document.of(sentence, "club"):
        return
    for hit in hits(document, sentence, book):
        meaning, reason = under_scope(
            MEANINGS[hit.pattern.means], scope_of(sentence, hit.first, hit.last, hit.last)
        )
        if meaning is None or hit.coach.entity.is_barred or document.is_opponent(hit.club):
            continue
        draft = Draft(
            meaning,
            hit.coach.entity,
            hit.club.entity,
            sentence,
            f"pattern:{hit.pattern.id}",
            hit.first,
            hit.last,
        )
        draft.coach_mention, draft.club_mention, draft.is_plain = hit.coach, hit.club, not reason
        role = hit.pattern.role or meaning.role
        draft.has_role = role is not None
        draft.role = role or hit.coach.entity.main_role or draft.role
        draft.reasons = [reason] if reason else []
        set_times(sentence, draft, times_of(document, sentence), document.article.published)
        yield draft


def hits(document: Document, sentence: Sentence, book: PatternBook) -> list[Hit]:
    """Every pattern of the sentence; of those that begin at one word the longest for each meaning."""
    walk = _Walk(document, sentence)
    found: dict[tuple[int, str], Hit] = {}
    for first in range(len(sentence.tokens)):
        if not walk.may_begin(book.start, first):
            continue
        for hit in walk.from_here(book.start, first):
            key = (first, hit.pattern.means)
            if key not in found or hit.last > found[key].last:
                found[key] = hit
    return list(found.values())


class _Walk:
    """Follows the web of forms along one sentence."""

    def __init__(self, document: Document, sentence: Sentence):
        self.tokens = sentence.tokens
        pronouns = {m.first for m in document.mentions.get(sentence.index, ()) if m.form == "pronoun"}
        self.taken = document.taken(sentence) - pronouns  # "his contract" is no name in the way
        persons = document.of(sentence, "person")
        clubs = [club for club in document.of(sentence, "club") if document.is_team(club)]
        titles = _title_words(sentence)
        of_clubs = {at for club in clubs for at in range(club.first, club.last)}
        self.names = {
            COACH: self._behind_titles(persons, titles | of_clubs),
            CLUB: self._behind_titles(clubs, titles),
        }
        self.denied = {m.first for m in sentence.labelled("word:negations")}

    def _behind_titles(self, mentions: list[Mention], titles: set[int]) -> dict[int, Mention]:
        """The name that begins at a word, or behind words that only say who it is."""
        found: dict[int, Mention] = {}
        for mention in reversed(mentions):
            at = mention.first
            found[at] = mention
            while at - 1 in titles and at - 1 not in found and mention.first - at < LONGEST_TITLE:
                at -= 1
                found[at] = mention
        return found

    def may_begin(self, start: Step, first: int) -> bool:
        return (
            first in self.names[COACH]
            or first in self.names[CLUB]
            or bool(start.following(self.tokens[first].low))
        )

    def from_here(self, start: Step, first: int) -> Iterator[Hit]:
        stack: list[tuple[Step, int, Mention | None, Mention | None]] = [(start, first, None, None)]
        while stack:
            step, at, coach, club = stack.pop()
            if coach is not None and club is not None:
                for pattern in step.ends:
                    yield Hit(pattern, first, at, coach, club)
            if at >= len(self.tokens):
                continue
            for slot, following in step.slots.items():
                if slot == GAP:
                    stack += [(to, end, coach, club) for to in following for end in self.gap(at)]
                    continue
                mention = self.names[slot].get(at)
                if mention is not None:
                    pair = (mention, club) if slot == COACH else (coach, mention)
                    stack += [(to, end, *pair) for to in following for end in self.ends_of(mention)]
            if at not in self.taken:
                stack += [(to, at + 1, coach, club) for to in step.following(self.tokens[at].low)]

    def ends_of(self, mention: Mention) -> list[int]:
        """Where a name ends: with its last word, or with the aside behind it."""
        ends, at = [mention.last], mention.last
        if at < len(self.tokens) and self.tokens[at].text in CLOSES:
            closing = CLOSES[self.tokens[at].text]
            for place in range(at + 1, min(at + LONGEST_ASIDE, len(self.tokens))):
                if self.tokens[place].text == closing:
                    ends.append(place + 1)
                    break
        return ends

    def gap(self, at: int) -> list[int]:
        """How far up to four words reach that are no name and stay in the clause."""
        ends = [at]
        for place in range(at, min(at + LONGEST_GAP, len(self.tokens))):
            if place in self.taken or place in self.denied or self.tokens[place].text in ",;:.()":
                break
            ends.append(place + 1)
        return ends


def _title_words(sentence: Sentence) -> set[int]:
    matches = [m for group in TITLE_GROUPS for m in sentence.grouped(group)]
    matches += [m for label in TITLE_LABELS for m in sentence.labelled(label)]
    words = {at for match in matches for at in range(match.first, match.last)}
    marks = {at for at, token in enumerate(sentence.tokens) if token.text in "-‑’'" or token.text.isdecimal()}
    genitives = {at for at, token in enumerate(sentence.tokens) if token.low == "s"}
    return words | marks | genitives
