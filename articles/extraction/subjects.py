"""Whom a sentence is about that names nobody, as Spanish, Italian and short profiles write."""

from __future__ import annotations

from .document import Document, Mention
from .sentences import Sentence


def subject_before(document: Document, sentence: Sentence) -> Mention | None:
    """The only person of the sentence before in the same paragraph, where that is a coach."""
    if sentence.index == 0:
        return None
    earlier = document.sentences[sentence.index - 1]
    persons = document.of(earlier, "person")
    if not persons or earlier.line != sentence.line or earlier.part != sentence.part:
        return None
    entity = persons[0].entity
    is_one = all(mention.entity is entity for mention in persons)
    return persons[0] if is_one and entity.is_coach and not entity.is_barred else None
