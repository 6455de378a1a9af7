"""Posts that need no cue: "cheftræner X", "Y's manager X", "X was coach of Y", "X bliver ny træner i Y"."""

from __future__ import annotations

from .claims import RUMOURED, Kind, Role
from .cues import Fired
from .document import Document, Mention, Person
from .drafts import Draft
from .fields import set_times
from .meanings import MEANINGS, Meaning
from .memory import Memory
from .post_clubs import RoleUse
from .scope import scope_of, under_scope
from .sentences import Sentence

SHADOW = 8  # words: "is favourite to take over" names no appointment
CARRIED = 3.5  # the price of a club that stands in another sentence
IN_SENTENCE = 2.0  # and of one that the sentence names elsewhere
APPOINTED, HELD, HOLDS = MEANINGS["appointed"], MEANINGS["held"], MEANINGS["holds"]


def drafts_of_post(memory: Memory, sentence: Sentence, use: RoleUse, cues: list[Fired]) -> list[Draft]:
    """What a role noun with a person beside it says."""
    if not use.is_coaching or use.person is None or use.person.entity.is_barred:
        return []
    if sentence.has("role:other_sport"):
        return []
    if use.person.is_weak and not use.clubs:
        return []
    if use.person.form == "generic" and not any(club.is_compound or club.is_genitive for club in use.clubs):
        return []  # "the manager" alone says nothing of a post; "the Leeds boss" and "Genk-træneren" do
    if is_in_passing(memory.document, use):
        return []
    if use.how == "as" and (not use.clubs or any(_near(sentence, cue, use) for cue in cues)):
        return []
    meaning, reason = _meaning(sentence, use)
    if meaning is None or (meaning.kind is Kind.APPOINTMENT and is_shadowed(sentence, use.first, cues)):
        return []
    clubs, cost = (
        (use.clubs, 0.0) if use.clubs else _clubs_elsewhere(memory, sentence, use, use.person.entity)
    )
    drafts = []
    for person in (use.person, *use.others):
        for club in clubs:
            draft = Draft(
                meaning, person.entity, club.entity, sentence, f"role:{use.role}", use.first, use.last
            )
            draft.role, draft.has_role = meaning.role or Role(use.role), True
            draft.coach_mention, draft.club_mention = person, club
            draft.club_cost = cost
            draft.is_plain = not reason
            draft.reasons = [text for text in (reason, person.reason, club.reason) if text]
            if cost >= CARRIED:
                draft.reasons.append(f"the post is taken to be at {club.entity.name}, the club spoken of")
            set_times(sentence, draft, memory.times(sentence), memory.document.article.published)
            drafts.append(draft)
    return drafts


def is_in_passing(document: Document, use: RoleUse) -> bool:
    """True of a title in a sentence that stands by itself: it says who somebody is, and is no news of him.

    "Jess Thorup træner klubben …" is none: a noun right behind the name may be the verb.
    """
    is_title = use.how in ("title", "apposition") and use.person is not None and use.person.last != use.first
    return is_title and document.is_bare


def drafts_of_possessors(memory: Memory, sentence: Sentence, found: list[Draft]) -> list[Draft]:
    """ "Skovbys Jens Holm", "Luton's Nathan Jones": a coach behind his club has the post there."""
    if sentence.is_question and sentence.part == "title":
        return []
    document, drafts = memory.document, []
    persons = {m.first: m for m in document.of(sentence, "person") if m.is_explicit and m.entity.is_coach}
    told = {(draft.coach, draft.club) for draft in found}
    for club in document.of(sentence, "club"):
        person = persons.get(club.last)
        if person is None or not club.is_genitive or not club.is_explicit or club.is_weak:
            continue
        if person.entity.is_barred or (person.entity, club.entity) in told or document.is_opponent(club):
            continue
        draft = Draft(HOLDS, person.entity, club.entity, sentence, "possessor", person.first, person.last)
        draft.coach_mention, draft.club_mention, draft.club_cost = person, club, 0.5
        draft.reasons = [f"{club.entity.name} has {person.entity.name}"]
        drafts.append(draft)
    return drafts


def is_shadowed(sentence: Sentence, first: int, cues: list[Fired]) -> bool:
    """True where a cue of a rumour stands shortly before in the clause: the rest only says what it is a
    rumour of.
    """
    clause = sentence.tokens[first].clause
    return any(
        other.meaning.kind in RUMOURED
        and sentence.tokens[other.first].clause == clause
        and 0 <= first - other.last <= SHADOW
        for other in cues
    )


def _near(sentence: Sentence, cue: Fired, use: RoleUse) -> bool:
    return abs(sentence.tokens[cue.first].clause - sentence.tokens[use.first].clause) <= 1


def _meaning(sentence: Sentence, use: RoleUse) -> tuple[Meaning | None, str]:
    """Held, held once, taken up, or only possible."""
    if use.how in ("title", "apposition"):
        if sentence.is_question and sentence.part == "title":
            return None, ""
        return (HELD if use.is_former or use.is_past else HOLDS), ""
    if use.how == "as":
        return HELD, ""
    meaning = HELD if use.is_former or use.is_past else APPOINTED if (use.becomes or use.is_new) else HOLDS
    scope = scope_of(sentence, use.first, use.last)
    turned, reason = under_scope(meaning, scope)
    if turned is None or (meaning.kind is Kind.TENURE and (scope.is_possible or scope.is_hedged)):
        return None, reason
    return turned, reason


def _clubs_elsewhere(
    memory: Memory, sentence: Sentence, use: RoleUse, coach: Person
) -> tuple[list[Mention], float]:
    """A post without a club beside it: one that the sentence names before the noun, else the seat spoken
    of.
    """
    document = memory.document
    clubs = [
        m
        for m in document.of(sentence, "club")
        if not m.is_weak and not document.is_opponent(m) and document.is_team(m)
    ]
    before = [m for m in clubs if m.last <= use.first]
    if use.how == "copula" and before:
        return [before[-1]], IN_SENTENCE
    if use.is_past or use.is_former or use.how == "as":
        return [], 0.0
    is_title = use.how in ("title", "apposition")
    if is_title and len({m.entity for m in clubs}) == 1 and not sentence.borders(clubs[0].first, use.first):
        return [clubs[0]], IN_SENTENCE
    carried = memory.carried_club(sentence, Kind.TENURE, coach)
    return ([carried], CARRIED) if carried is not None else ([], 0.0)
