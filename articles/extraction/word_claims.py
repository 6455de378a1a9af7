"""A claim that the learned reading makes by itself: a sentence, the word that weighs most, and its fields."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property

from .assembly import claim_of
from .claims import Claim, Kind, Role
from .cues import Fired
from .dating import date_statements, times_of
from .document import Document, Mention
from .drafts import Draft
from .fields import set_role, set_times
from .meanings import MEANINGS
from .memory import Memory
from .post_clubs import RoleUse
from .posts import CARRIED
from .reader import SOURCED, source_of
from .sources import Attribution, attributions
from .word_pairs import Tie
from .word_tense import is_current
from .word_votes import Weighed
from .word_weights import KINDS, Weights

NAME = "words"
SHOWN = 3  # words that an explanation names
TELLING = 0.1  # log odds
# What a kind means where its words speak of a concept, the more telling before the less; and where of none.
# Of a tenure all its sentences decide (`word_tense`).
MEANS: dict[Kind, tuple[tuple[str, str], ...]] = {
    Kind.DEPARTURE: (
        ("die", "died"),
        ("sack", "dismissed"),
        ("part", "mutual"),
        ("retire", "retired"),
        ("resign", "resigned"),
        ("", "left"),
    ),
    Kind.APPOINTMENT: (("caretaker", "caretaker"), ("", "appointed")),
    Kind.CANDIDACY: (
        ("close", "imminent"),
        ("agree", "agreed"),
        ("talk", "talks"),
        ("offer", "talks"),
        ("favourite", "favourite"),
        ("candidate", "candidate"),
        ("", "linked"),
    ),
    Kind.WITHDRAWAL: (("collapse", "collapsed"), ("choose", "dropped"), ("", "declined")),
    Kind.PRESSURE: (("sack", "expected_out"), ("leave", "expected_out"), ("", "pressure")),
    Kind.EXTENSION: (("extend", "extended"), ("sign", "extended"), ("", "backed")),
}


class Telling:
    """Puts what was found likely into claims of one article."""

    def __init__(self, document: Document, memory: Memory, weights: Weights):
        self.document, self.memory, self.weights = document, memory, weights

    @cached_property
    def sources(self) -> dict[int, Attribution]:
        return attributions(self.document)

    def claim(self, weighed: Weighed, kind: Kind, others: Sequence[Claim]) -> Claim:
        """The claim of a pair; ``others`` are what the rules say of it instead."""
        at = 1 + KINDS.index(kind)
        best = max(range(len(weighed.shares)), key=lambda number: weighed.shares[number][at])
        tie = weighed.pair.ties[best]
        words = heaviest(self.document, self.weights, tie, kind)
        draft = self._draft(weighed, tie, kind, [place for _, place in words])
        if not draft.has_role and others:
            draft.role = others[0].role
        self._set_times(draft, kind)
        date_statements(self.document, [[draft]])
        self._set_source(draft)
        if words:
            written = ", ".join(f"“{tie.coach.tokens[place].text}” {weight:+.1f}" for weight, place in words)
            draft.reasons.append(f"the words that weigh most are {written}")
        else:
            draft.reasons.append(
                "no word of the sentence speaks for it by itself, only all that is told of both"
            )
        claim = claim_of(self.document, {(kind, id(draft.coach), id(draft.club)): [draft]}, [draft])
        return replace(claim, readers=(NAME,))

    def _draft(self, weighed: Weighed, tie: Tie, kind: Kind, places: list[int]) -> Draft:
        """The statement, at the cue of its sentence that says the same, else at the heaviest word."""
        pair, sentence = weighed.pair, tie.coach.row.sentence
        same = [h.fired for h in tie.coach.row.heard if h.kind == kind and h.fired.meaning.kind is kind]
        fired = min(same, key=lambda one: abs(one.first - tie.coach.first), default=None)
        if fired is not None:
            first, last, tail = fired.first, fired.last, fired.tail
        else:
            first, tail = places[0] if places else tie.coach.first, None
            last = first + 1
        means = self._means(weighed, tie, kind, fired, places)
        draft = Draft(MEANINGS[means], pair.coach, pair.club, sentence, f"{NAME}:{means}", first, last, tail)
        draft.coach_mention = tie.coach.mention
        draft.club_mention = tie.mention or self.memory.mention_of(pair.club)
        draft.coach_cost = _cost(draft, draft.coach_mention)
        draft.club_cost = _cost(draft, draft.club_mention)
        uses = self.memory.uses[sentence.index]
        if fired is not None:
            set_role(sentence, draft, fired, uses)
        else:
            _set_role(draft, uses)
        return draft

    def _means(self, weighed: Weighed, tie: Tie, kind: Kind, fired: Fired | None, places: list[int]) -> str:
        """What is meant: of a tenure as all its sentences tell it, else as the cue does, else the words."""
        if kind is Kind.TENURE:
            return "holds" if is_current(self.weights, weighed) else "held"
        if fired is not None:
            return fired.cue.means
        items = [item for item in tie.coach.row.items if item.at in places]
        return meaning_of(kind, {concept for item in items for concept in item.concepts})

    def _set_times(self, draft: Draft, kind: Kind) -> None:
        sentence, meaning = draft.sentence, draft.meaning
        set_times(sentence, draft, times_of(self.document, sentence), self.document.article.published)
        if draft.kind is not kind:  # a time may make a post held one taken up: here the words decide
            draft.meaning = meaning

    def _set_source(self, draft: Draft) -> None:
        source = source_of(self.document, self.sources, draft.sentence)
        if source is not None and draft.kind in SOURCED:
            draft.source = source


def _cost(draft: Draft, mention: Mention | None) -> float:
    """A price as the slots have it: by words and clauses off, or for what is taken from elsewhere."""
    if mention is None or mention.sentence is not draft.sentence:
        return CARRIED
    return 0.1 * abs(mention.first - draft.first) + draft.sentence.borders(mention.first, draft.first)


def _set_role(draft: Draft, uses: list[RoleUse]) -> None:
    own = [
        use for use in uses if use.is_coaching and use.person is not None and use.person.entity is draft.coach
    ]
    if draft.meaning.role is not None:
        draft.role, draft.has_role = draft.meaning.role, True
    elif own:
        draft.role, draft.has_role = Role(own[0].role), True
    else:
        draft.role = draft.coach.main_role or draft.role


def heaviest(document: Document, weights: Weights, tie: Tie, kind: Kind) -> list[tuple[float, int]]:
    """The words of a sentence that add most to a kind, with the token of each, the heaviest first."""
    coach, language = tie.coach, document.book.lexicon.language
    found = []
    for number, item in enumerate(coach.row.items):
        if item.mention is not None or not coach.tokens[item.at].is_word:
            continue
        plain: set[str] = set()
        crossed: set[str] = set()
        coach.note_item(number, language, plain, crossed)
        total = weights.weight(kind, plain, crossed, tie.how[0])
        if total > TELLING:
            found.append((total, item.at))
    return sorted(found, key=lambda pair: (-pair[0], pair[1]))[:SHOWN]


def meaning_of(kind: Kind, concepts: Collection[str]) -> str:
    """The meaning of a kind that the concepts of its words tell."""
    return next(means for concept, means in MEANS[kind] if not concept or concept in concepts)
