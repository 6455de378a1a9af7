"""From sentences to drafts, in order: posts, cues, lists of names, and what a later sentence adds to an
earlier one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from .claims import FACTS, Kind, Stage
from .cues import Fired, fired_cues
from .document import Document
from .drafts import Draft
from .events import drafts_of_cue
from .federations import settle_federations
from .lists import drafts_of_brackets, drafts_of_list
from .meanings import MEANINGS
from .memory import Memory
from .posts import drafts_of_possessors, drafts_of_post
from .sentences import Sentence
from .sources import Attribution, attributions, covers
from .subjects import subject_before
from .successors import drafts_of_successor

SOURCED = (Kind.CANDIDACY, Kind.WITHDRAWAL, Kind.PRESSURE)
REPORTED = {Kind.APPOINTMENT: "imminent", Kind.DEPARTURE: "expected_out"}  # by an outlet, for a day to come
STALE = 14  # days
CONTRACTED = (Kind.APPOINTMENT, Kind.EXTENSION)

# Told of every cue, with all cues of its sentence and what came of this one, before the memory moves on.
Watch = Callable[[Memory, Sentence, Fired, list[Fired], list[Draft]], None]


def read_drafts(document: Document, watch: Watch | None = None) -> list[Draft]:
    """Everything that the sentences of an article say about coaches and clubs."""
    settle_federations(document)
    memory = Memory(document)
    sources = attributions(document)
    for sentence in document.sentences:
        memory.begin(sentence)
        has_subject = memory.topic is not None or subject_before(document, sentence) is not None
        if not document.of(sentence, "person") and not has_subject and not sentence.has("word:contract"):
            continue  # about nobody
        found = _of_sentence(memory, sentence, watch)
        source = source_of(document, sources, sentence)
        places = [draft.first for draft in found]
        for draft in found:
            is_own = source is not None and source.is_said and source.sentence is sentence
            _hold_back(draft, is_own, document.article.published)
            _bring_near(draft, document.article.published)
            is_meant = draft.kind in SOURCED or (
                draft.kind in FACTS and is_own and not _is_old(document, draft)
            )
            is_fact = draft.kind in FACTS
            if source is not None and is_meant and covers(source, sentence, draft.first, places, is_fact):
                draft.source = source
            draft.source = draft.source or _of_list(sources, draft)
        if not found:
            _add_contract(memory, sentence)
        memory.end(sentence, found)
    return memory.drafts


def _hold_back(draft: Draft, is_reported: bool, published: date | None) -> None:
    """What an outlet is said to know of a day to come is no fact yet."""
    turned = REPORTED.get(draft.kind)
    if turned is not None and is_reported and _is_to_come(draft, published):
        draft.meaning, draft.is_plain = MEANINGS[turned], False
        draft.reasons.append(f"an outlet reports it for a day to come, so a {draft.kind}")


def _bring_near(draft: Draft, published: date | None) -> None:
    """ "He may be presented today": what may happen on a day that is named is about to."""
    is_possible = draft.kind is Kind.CANDIDACY and not draft.is_plain and draft.meaning.stage is Stage.LINKED
    if is_possible and draft.when is not None and published is not None and draft.when.earliest >= published:
        draft.meaning = replace(draft.meaning, stage=Stage.IMMINENT)


def _is_to_come(draft: Draft, published: date | None) -> bool:
    """True of what happens on a later day, or is told in the future tense and dated to no earlier one."""
    if draft.when is not None and published is not None:
        return draft.when.earliest > published
    tokens = draft.sentence.tokens
    clause = tokens[draft.first].clause
    return draft.when is None and any(
        tokens[match.first].clause == clause and match.first <= draft.words[-1][1]
        for match in draft.sentence.labelled("word:futures")
    )


def _of_sentence(memory: Memory, sentence: Sentence, watch: Watch | None) -> list[Draft]:
    cues = fired_cues(sentence, memory.document.book.lexicon, words_of_names(memory.document, sentence))
    found: list[Draft] = []
    for use in memory.uses[sentence.index]:
        found += drafts_of_post(memory, sentence, use, cues)
    for fired in sorted(cues, key=lambda cue: cue.meaning.kind is not Kind.TENURE):  # whose club is whose
        told = drafts_of_cue(memory, sentence, fired, found, cues)
        if watch is not None:
            watch(memory, sentence, fired, cues, told)
        found += told
    found += drafts_of_successor(memory, sentence, found)
    found += drafts_of_brackets(memory, sentence, found)
    found += drafts_of_possessors(memory, sentence, found)
    return found + drafts_of_list(memory, sentence, cues)


def words_of_names(document: Document, sentence: Sentence) -> set[int]:
    """The words of clubs and persons named in full: no cue begins there."""
    return {
        at
        for mention in document.of(sentence)
        if mention.form in ("full", "alias") and not mention.is_weak
        for at in range(mention.first, mention.last)
    }


def _is_old(document: Document, draft: Draft) -> bool:
    """True of what the outlet has not found out: it lies too far back to be the news."""
    published = document.article.published
    return draft.when is not None and published is not None and (published - draft.when.latest).days > STALE


def source_of(document: Document, sources: dict[int, Attribution], sentence: Sentence) -> Attribution | None:
    """The attribution of the sentence, else of the one before in the same paragraph."""
    for index in range(sentence.index, max(-1, sentence.index - 3), -1):
        if document.sentences[index].line != sentence.line:
            break
        if index in sources and (index == sentence.index or sources[index].is_said):
            return sources[index]
    return None


def _of_list(sources: dict[int, Attribution], draft: Draft) -> Attribution | None:
    """ "According to the Sentinel there are six candidates:", for each of the six."""
    named = (sources.get(opening.index) for opening in draft.openings)
    return next((source for source in named if source is not None and source.is_said), None)


def _add_contract(memory: Memory, sentence: Sentence) -> None:
    """ "The contract runs to 2027" after an appointment or extension gives that one its end.

    A second end is that of another contract, as of the one that he is bought out of.
    """
    if not sentence.has("word:contract"):
        return
    ends = [time for time in memory.times(sentence) if time.type == "contract_end"]
    if not ends:
        return
    persons = {m.entity for m in memory.document.of(sentence, "person")}
    for draft in reversed(memory.drafts[-8:]):
        if draft.kind in CONTRACTED and (not persons or draft.coach in persons):
            draft.until = draft.until or ends[0].span
            return
