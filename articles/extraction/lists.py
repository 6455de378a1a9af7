"""Lists by layout: "these six have been named:" with a name a line, and "Club: Name, since 2018"."""

from __future__ import annotations

from .claims import Kind, Stage
from .cues import Fired, fired_cues
from .document import Mention
from .drafts import Draft
from .fields import set_times
from .meanings import MEANINGS
from .memory import ENTRY_MARKS, Memory
from .sentences import Sentence
from .slots import club_in_brackets

BULLETS = "*•·-–"
FEWEST_HEADINGS = 3
LONGEST_LIST = 25  # lines


def drafts_of_list(memory: Memory, sentence: Sentence, cues: list[Fired]) -> list[Draft]:
    """What a line says by its place in a list."""
    by_layout = _candidate_line(memory, sentence) or _candidate_heading(memory, sentence)
    return by_layout + _holder_line(memory, sentence, cues)


def _candidate_line(memory: Memory, sentence: Sentence) -> list[Draft]:
    """A line with a bullet, after a sentence that ends in a colon and has a cue of candidacy."""
    opening = _opening_of_list(memory, sentence)
    persons = memory.document.of(sentence, "person")
    if opening is None or not persons or persons[0].first > 3 or persons[0].entity.is_barred:
        return []
    cue = opening[0]
    club = memory.carried_club(sentence, Kind.CANDIDACY, persons[0].entity)
    if club is None:
        return []
    person = persons[0]
    draft = Draft(
        MEANINGS[cue.cue.means], person.entity, club.entity, sentence, cue.cue.id, person.first, person.last
    )
    draft.coach_mention, draft.club_mention, draft.club_cost = person, club, 3.5
    draft.reasons = [f"a line of the list that “{_words(memory, opening[1])}” opens"]
    draft.openings = (opening[1],)
    return [draft]


def _candidate_heading(memory: Memory, sentence: Sentence) -> list[Draft]:
    """A line that is only a name, one of several, in an article whose title or opening is about
    candidates.
    """
    topic, document = memory.topic, memory.document
    if (
        topic is None
        or topic.sentence is not sentence
        or topic.entity.is_barred
        or memory.headings < FEWEST_HEADINGS
    ):
        return []
    club = memory.carried_club(sentence, Kind.CANDIDACY, topic.entity)
    opening = [s for s in document.sentences[:8] if s.part == "title" or s.region == "lead"]
    fired = [
        (cue, s)
        for s in opening
        for cue in fired_cues(s, document.book.lexicon)
        if cue.meaning.kind is Kind.CANDIDACY
    ]
    if club is None or not fired:
        return []
    # Many names at once are no more than candidates, and no more than what the opening calls them.
    cue = fired[0][0]
    means = "linked" if cue.meaning.stage is Stage.LINKED else "candidate"
    draft = Draft(MEANINGS[means], topic.entity, club.entity, sentence, cue.cue.id, topic.first, topic.last)
    draft.openings = tuple(s for _, s in fired)
    draft.coach_mention, draft.club_mention, draft.club_cost = topic, club, 3.5
    draft.reasons = ["one of the names that head the paragraphs of a list of candidates"]
    return [draft, *_club_of_entry(memory, sentence, topic, club)]


def _club_of_entry(memory: Memory, sentence: Sentence, topic: Mention, sought: Mention) -> list[Draft]:
    """ "Jens Holm (44), Skovby: …" in a list of candidates: he is at Skovby now."""
    tokens = sentence.tokens
    end = next((at for at in range(topic.last, len(tokens)) if tokens[at].text in ENTRY_MARKS), len(tokens))
    clubs = [m for m in memory.document.of(sentence, "club") if topic.last <= m.first < end and not m.is_weak]
    if len(clubs) != 1 or clubs[0].entity is sought.entity:
        return []
    if any(topic.last <= m.first < end for m in sentence.grouped("role")):
        return []  # a post is read as one
    return [_known_from(sentence, topic, clubs[0])]


def drafts_of_brackets(memory: Memory, sentence: Sentence, found: list[Draft]) -> list[Draft]:
    """ "Jens Holm (Skovby) is a candidate": the club that a candidate is known from."""
    drafts: list[Draft] = []
    for draft in found:
        person = draft.coach_mention
        if draft.kind is not Kind.CANDIDACY or person is None or person.sentence is not sentence:
            continue
        club = club_in_brackets(memory.document, person)
        told = any(
            d.coach is draft.coach and club is not None and d.club is club.entity for d in found + drafts
        )
        if club is not None and not told and club.entity is not draft.club:
            drafts.append(_known_from(sentence, person, club))
    return drafts


def _known_from(sentence: Sentence, person: Mention, club: Mention) -> Draft:
    former = any(person.last <= m.first < club.first for m in sentence.labelled("word:former"))
    meaning = MEANINGS["held" if former else "holds"]
    draft = Draft(meaning, person.entity, club.entity, sentence, "list:club", person.first, person.last)
    draft.coach_mention, draft.club_mention, draft.club_cost = person, club, 0.5
    draft.reasons = ["the club that a list of candidates names beside him"]
    return draft


def _opening_of_list(memory: Memory, sentence: Sentence) -> tuple[Fired, Sentence] | None:
    document = memory.document
    text = document.text_of(sentence.part)
    if sentence.part != "text" or text[sentence.start : sentence.start + 1] not in BULLETS:
        return None
    for index in range(sentence.index - 1, max(-1, sentence.index - LONGEST_LIST), -1):
        earlier = document.sentences[index]
        if text[earlier.start : earlier.start + 1] in BULLETS:
            continue
        if earlier.part != "text" or text[earlier.end - 1] != ":":
            return None
        for fired in fired_cues(earlier, document.book.lexicon):
            if fired.meaning.kind is Kind.CANDIDACY:
                return fired, earlier
        return None
    return None


def _words(memory: Memory, sentence: Sentence) -> str:
    text = memory.document.text_of(sentence.part)[sentence.start : sentence.end]
    return text if len(text) < 60 else text[:57] + "…"


def _holder_line(memory: Memory, sentence: Sentence, cues: list[Fired]) -> list[Draft]:
    """ "AGF: David Nielsen, siden september 2017." """
    document, tokens = memory.document, sentence.tokens
    clubs, persons = document.of(sentence, "club"), document.of(sentence, "person")
    if cues or len(clubs) != 1 or len(persons) != 1 or clubs[0].first != 0:
        return []
    club, person = clubs[0], persons[0]
    if club.last >= len(tokens) or tokens[club.last].text != ":" or person.first - club.last > 2:
        return []
    times = memory.times(sentence)
    if not any(time.opens for time in times):
        return []
    draft = Draft(
        MEANINGS["holds"], person.entity, club.entity, sentence, "list:since", person.first, person.last
    )
    draft.coach_mention, draft.club_mention = person, club
    set_times(sentence, draft, times, document.article.published)
    return [draft]
