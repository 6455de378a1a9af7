"""Lists by layout: "these six have been named:" with a name a line, and "Club: Name, since 2018"."""

from __future__ import annotations

from .claims import Kind
from .cues import Fired, fired_cues
from .drafts import Draft
from .fields import set_times
from .meanings import MEANINGS
from .memory import Memory
from .sentences import Sentence

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
        cue
        for s in opening
        for cue in fired_cues(s, document.book.lexicon)
        if cue.meaning.kind is Kind.CANDIDACY
    ]
    if club is None or not fired:
        return []
    draft = Draft(
        MEANINGS["linked"], topic.entity, club.entity, sentence, fired[0].cue.id, topic.first, topic.last
    )
    draft.coach_mention, draft.club_mention, draft.club_cost = topic, club, 3.5
    draft.reasons = ["one of the names that head the paragraphs of a list of candidates"]
    return [draft]


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
