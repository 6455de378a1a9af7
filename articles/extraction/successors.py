"""Whose successor: "afløser for Wolf", "in place of Wolf" tell that Wolf had the post before."""

from __future__ import annotations

from .claims import ENTERING, Role
from .document import Mention
from .drafts import Draft
from .meanings import MEANINGS
from .memory import Memory
from .phrases import Match
from .posts import IN_SENTENCE
from .scope import scope_of
from .sentences import Sentence
from .slots import is_object_of


def drafts_of_successor(memory: Memory, sentence: Sentence, found: list[Draft]) -> list[Draft]:
    """A past post for everybody whose successor is spoken of, where the sentence says no more of him."""
    drafts: list[Draft] = []
    told = {draft.coach for draft in found}
    for noun in sentence.labelled("word:successor"):
        person = _object_of(memory, sentence, noun)
        if person is None or person.entity in told or scope_of(sentence, noun.first, noun.last).is_negated:
            continue
        club, cost = _club(memory, sentence, person, found)
        if club is None:
            continue
        draft = Draft(
            MEANINGS["held"], person.entity, club.entity, sentence, "successor", noun.first, noun.last
        )
        draft.coach_mention, draft.club_mention, draft.club_cost = person, club, cost
        draft.role = person.entity.main_role or Role.HEAD_COACH
        draft.reasons = [f"somebody is to follow {person.entity.name}"]
        told.add(person.entity)
        drafts.append(draft)
    return drafts


def _object_of(memory: Memory, sentence: Sentence, noun: Match) -> Mention | None:
    for person in memory.document.of(sentence, "person"):
        if is_object_of(sentence, noun, person):
            return None if person.entity.is_barred or person.is_weak else person
    return None


def _club(memory: Memory, sentence: Sentence, person: Mention, found: list[Draft]):
    """The club that the successor comes to, else the one right after the name, else the only one of the
    sentence.
    """
    for draft in found:
        if draft.kind in ENTERING and draft.club_mention and draft.club_mention.sentence is sentence:
            return draft.club_mention, max(draft.club_cost, 1.0)
    prepositions = {m.last for m in sentence.labelled("word:club_prepositions")}
    for club in memory.document.of(sentence, "club"):
        if 0 < club.first - person.last <= 2 and club.first in prepositions:
            return club, 0.5
    document = memory.document
    clubs = [m for m in document.of(sentence, "club") if document.is_team(m) and not document.is_opponent(m)]
    is_one = len({club.entity for club in clubs}) == 1 and not clubs[0].is_weak
    return (clubs[0] if is_one else None), IN_SENTENCE
