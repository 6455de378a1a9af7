"""Why an article reads as it does: of each claim what it rests on, of each cue without one why there is none.

The stages are those of ``pipeline.read``; this only watches them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .assembly import assemble
from .claims import ArticleText, Claim, Kind, Passage, Reading
from .confidence import weights
from .cues import Fired, fired_cues
from .document import Document, Mention
from .drafts import Draft
from .events import is_about_football_coaches
from .lexicon import FOLDER
from .meanings import MEANINGS
from .memory import Memory
from .names import Names
from .pipeline import prepare, unread
from .post_clubs import RoleUse
from .posts import is_in_passing, is_shadowed
from .reader import read_drafts, words_of_names
from .readers import READERS, CueReader, told
from .roles import role_uses
from .scope import Scope, scope_of, under_scope
from .sentences import Sentence
from .slots import fill_coach
from .subjects import subject_before
from .word_claims import NAME as WORDS

SCOPES = {
    "is_negated": "negated",
    "is_conditional": "conditional",
    "is_question": "question",
    "is_possible": "possible",
    "is_future": "future",
    "is_hedged": "hedged",
    "is_denied": "denied",
}
FORMS = {
    "full": "named in full",
    "alias": "a name that is on the list",
    "surname": "the surname",
    "epithet": "an epithet",
    "pronoun": "a pronoun",
    "generic": "meant, not named",
}


IN_PATTERN = "its place in the pattern"
BY_WORDS = "the words around it"
TELLING = 0.15  # log odds; what weighs less is not worth a word
NOBODY = "no coach: nobody is named or meant in the sentence"
COVERED = "beaten by a longer phrase that shares its words"


@dataclass(frozen=True)
class Slot:
    """Who fills the place of coach or club: ``written`` as it stands, ``how`` as what sort of form."""

    name: str
    written: str
    how: str
    is_elsewhere: bool


@dataclass(frozen=True)
class Ground:
    """What one claim rests on. ``statements`` counts the places of the article that say the same."""

    claim: Claim
    cue: str
    coach: Slot
    club: Slot
    scope: tuple[str, ...]
    statements: int


@dataclass(frozen=True)
class SilentCue:
    """A cue that stands in the article and gave no claim."""

    rule: str
    means: str
    words: str
    sentence: Passage
    why: str


@dataclass(frozen=True)
class Explanation:
    """A reading with its grounds; ``note`` says why nothing, or not all, was read where that is so."""

    reading: Reading
    grounds: tuple[Ground, ...]
    silent: tuple[SilentCue, ...]
    note: str = ""


def explain(article: ArticleText, names: Names, *, folder: Path = FOLDER) -> Explanation:
    """The same reading as ``pipeline.read`` gives, and why it is so."""
    language, regions, document = prepare(article, names, folder=folder)
    if document is None:
        note = "the language has no file" if not _has_file(folder, language) else "another sport"
        return Explanation(Reading(language, (), regions, unread(article)), (), (), note)
    watcher = _Watcher(document)
    drafts = read_drafts(document, watcher)
    claims = told(document, [_Heard(drafts), *READERS[1:]])
    grounds = tuple(_ground(document, claim, drafts) for claim in claims)
    silent = [
        *watcher.silent,
        *_unheard(document, watcher),
        *_beaten(document, watcher.told, claims),
        *_silent_posts(document, drafts),
    ]
    silent.sort(key=lambda cue: (cue.sentence.part != "title", cue.sentence.start))
    reading = Reading(language, claims, regions, unread(article))
    return Explanation(reading, grounds, tuple(silent), reading.note)


def lines(explanation: Explanation) -> Iterator[str]:
    """The explanation for people to read."""
    reading = explanation.reading
    yield f"language {reading.language or 'unknown'}; {len(reading.claims)} claims" + (
        f"; {explanation.note}" if explanation.note else ""
    )
    for ground in explanation.grounds:
        claim = ground.claim
        yield ""
        yield f"{claim.kind}: {claim.coach.name} / {claim.club.name} ({_details(claim)})"
        yield f"  evidence    “{claim.evidence.text}”"
        yield f"  cue         “{ground.cue}”, rule {claim.rule}"
        for slot in (ground.coach, ground.club):
            where = ", from another sentence" if slot.is_elsewhere else ""
            yield f"  {slot.name:<12}“{slot.written}”, {slot.how}{where}"
        yield f"  scope       {', '.join(ground.scope) or 'plain statement'}"
        for reason in claim.reasons:
            yield f"  because     {reason}"
        yield f"  readers     {', '.join(claim.readers)}"
        for name, signs in (("for", for_it(claim)), ("against", against(claim))):
            if signs:
                yield f"  {name:<12}{', '.join(signs)}"
        if ground.statements > 1:
            yield f"  said        {ground.statements} times"
    for cue in explanation.silent:
        yield ""
        yield f"no claim: “{cue.words}” ({cue.means}, rule {cue.rule}): {cue.why}"
        yield f"  in          “{cue.sentence.text}”"


def for_it(claim: Claim) -> list[str]:
    """The signs that make a claim likelier, the strongest first, each with its weight."""
    return _weighed(claim, 1)


def against(claim: Claim) -> list[str]:
    """The signs that make a claim less likely, the strongest first, each with its weight."""
    return _weighed(claim, -1)


def _weighed(claim: Claim, side: int) -> list[str]:
    known = weights()
    found = [(side * known[sign], sign) for sign in claim.signs if side * known.get(sign, 0.0) > TELLING]
    return [f"{sign.replace('_', ' ')} {side * weight:+.1f}" for weight, sign in sorted(found, reverse=True)]


def _details(claim: Claim) -> str:
    told = [claim.role, claim.manner, claim.stage, claim.by, claim.tense]
    said = [str(value).replace("_", " ") for value in told if value is not None]
    said += [f"when {claim.when}"] if claim.when else []
    said += [f"until {claim.until}"] if claim.until else []
    said += [f"source {claim.source}"] if claim.source else []
    return ", ".join([*said, f"confidence {claim.confidence:.2f}"])


def _has_file(folder: Path, language: str) -> bool:
    return (folder / f"{language}.toml").is_file()


class _Heard:
    """The first reader, with what it has read already."""

    name = CueReader.name

    def __init__(self, drafts: list[Draft]):
        self.drafts = drafts

    def claims(self, document: Document) -> Sequence[Claim]:
        return assemble(document, self.drafts)


class _Watcher:
    """Notes of every cue what came of it, while the memory is as it was then."""

    def __init__(self, document: Document):
        self.document = document
        self.seen: set[int] = set()
        self.told: list[tuple[Sentence, Fired, list[Draft]]] = []
        self.silent: list[SilentCue] = []

    def __call__(
        self, memory: Memory, sentence: Sentence, fired: Fired, cues: list[Fired], drafts: list[Draft]
    ) -> None:
        self.seen.add(sentence.index)
        if drafts:
            self.told.append((sentence, fired, drafts))
        else:
            why = why_silent(memory, sentence, fired, cues)
            self.silent.append(_silent(self.document, sentence, fired, why))


def why_silent(memory: Memory, sentence: Sentence, fired: Fired, cues: list[Fired]) -> str:
    """Why a cue gave nothing, in the order in which the stages ask."""
    scope = scope_of(sentence, fired.first, fired.last, fired.end)
    meaning, reason = under_scope(fired.meaning, scope)
    if meaning is None:
        return reason
    if sentence.has("role:other_sport"):
        return "the sentence is about another sport"
    if not is_about_football_coaches(memory, sentence, fired):
        return "the words are said of others too, and nothing here speaks of a coach"
    if meaning.kind is Kind.APPOINTMENT and is_shadowed(sentence, fired.first, cues):
        return "it only says what the rumour before it is about"
    return _empty_slot(memory, sentence, fired)


def _empty_slot(memory: Memory, sentence: Sentence, fired: Fired) -> str:
    document = memory.document
    persons = document.of(sentence, "person")
    if not _has_coach(memory, sentence, fired):
        if not persons:
            return NOBODY
        barred = [m.entity.name for m in persons if m.entity.is_barred]
        if len(barred) == len(persons):
            return (
                f"no coach: {', '.join(dict.fromkeys(barred))} is a player, an official or of another sport"
            )
        return "no coach: those who are named stand too far off, or are said something else of"
    if fired.cue.needs == "explicit":
        return "this cue asks that coach and club both be named in its sentence"
    if not document.of(sentence, "club"):
        return "no club: none is named in the sentence, and none is spoken of that fits"
    return "no club: those of the sentence do not fit, and none is spoken of that does"


def _has_coach(memory: Memory, sentence: Sentence, fired: Fired) -> bool:
    """True where somebody of the sentence, or whom it is about, can be the coach of the cue."""
    document = memory.document
    if memory.topic is not None or fill_coach(document, sentence, fired, fired.cue.coach, set()) is not None:
        return True
    return not document.of(sentence, "person") and subject_before(document, sentence) is not None


def _unheard(document: Document, watcher: _Watcher) -> Iterator[SilentCue]:
    """Cues of sentences that are about nobody, and those that a name or a longer phrase covers."""
    lexicon = document.book.lexicon
    for sentence in document.sentences:
        if not sentence.grouped("cue"):
            continue
        taken = words_of_names(document, sentence)
        fired = fired_cues(sentence, lexicon, taken)
        if sentence.index not in watcher.seen:
            for heard in fired:
                yield _silent(document, sentence, heard, NOBODY)
        for match in sentence.grouped("cue"):
            cue = lexicon.by_id[match.label.split(":", 1)[1]]
            if cue.means != "nothing" and not _is_heard(fired, cue.means, match.first, match.last):
                why = COVERED if match.first not in taken else "the words are part of a name"
                yield _silent(document, sentence, Fired(cue, match.first, match.last, match.tail), why)


def _silent_posts(document: Document, drafts: list[Draft]) -> Iterator[SilentCue]:
    """Nouns for a coach's post beside somebody who is named, which say nothing of a post held or taken up."""
    told = {(draft.sentence.index, draft.coach) for draft in drafts}
    for sentence in document.sentences:
        for use in role_uses(document, sentence):
            person = use.person
            if not use.is_coaching or person is None or not person.is_explicit:
                continue
            if (sentence.index, person.entity) not in told:
                words = _words(document, sentence, use.first, use.last)
                passage = document.passage(sentence.part, sentence.start, sentence.end)
                why = why_no_post(document, sentence, use)
                yield SilentCue(f"role:{use.role}", "a post", words, passage, why)


def why_no_post(document: Document, sentence: Sentence, use: RoleUse) -> str:
    """Why a post beside a person gave nothing."""
    person = use.person
    if person is not None and person.entity.is_barred:
        return f"no coach: {person.entity.name} is a player, an official or of another sport"
    scope = scope_of(sentence, use.first, use.last)
    meaning, reason = under_scope(MEANINGS["appointed" if use.becomes or use.is_new else "holds"], scope)
    if meaning is None:
        return reason
    if scope.is_possible or scope.is_hedged:
        return "said as a possibility"
    if use.clubs and is_in_passing(document, use):
        return "the text is one sentence, in which the post only says who somebody is"
    return "no club: none stands beside the post, and none is spoken of that fits"


def _is_heard(fired: list[Fired], means: str, first: int, last: int) -> bool:
    """True where a cue that fired says the same with these words."""
    return any(cue.cue.means == means and cue.first < last and first < cue.end for cue in fired)


def _beaten(
    document: Document, told: list[tuple[Sentence, Fired, list[Draft]]], claims: tuple[Claim, ...]
) -> Iterator[SilentCue]:
    """Cues that said something which a stronger statement of the article struck."""
    for sentence, fired, drafts in told:
        if any(_says(claim, draft) for claim in claims for draft in drafts):
            continue
        yield _silent(document, sentence, fired, _winner(drafts[0], claims))


def _winner(draft: Draft, claims: tuple[Claim, ...]) -> str:
    what = f"the {draft.kind} of {draft.coach.name} at {draft.club.name}"
    for claim in claims:
        if (claim.coach.name, claim.club.name) == (draft.coach.name, draft.club.name):
            return f"{what} is beaten by the {claim.kind} of the same coach and club"
    for claim in claims:
        if claim.coach.name == draft.coach.name:
            return f"{what} is beaten by what the article says of him at {claim.club.name}"
    return f"{what} is struck by a statement that is struck itself"


def _says(claim: Claim, draft: Draft) -> bool:
    return (claim.kind, claim.coach.name, claim.club.name) == (draft.kind, draft.coach.name, draft.club.name)


def _ground(document: Document, claim: Claim, drafts: list[Draft]) -> Ground:
    same = [draft for draft in drafts if _says(claim, draft)]
    if not same:
        return _marked_ground(claim)
    best = next((draft for draft in same if _is_shown(claim, draft)), same[0])
    scope = scope_of(best.sentence, best.first, best.last, best.words[-1][1])
    return Ground(
        claim=claim,
        cue=" … ".join(_words(document, best.sentence, first, last) for first, last in best.words),
        coach=_slot(document, "coach", best, best.coach_mention),
        club=_slot(document, "club", best, best.club_mention),
        scope=_scope_words(scope),
        statements=len(same),
    )


def _marked_ground(claim: Claim) -> Ground:
    """The ground of a claim that no cue made: the marks of its pattern, or those that the words chose."""
    marks = {mark.kind: mark.passage for mark in claim.marks}
    how = BY_WORDS if claim.readers == (WORDS,) else IN_PATTERN
    coach, club = (_marked_slot(claim, name, marks.get(name), how) for name in ("coach", "club"))
    return Ground(claim, marks["cue"].text if "cue" in marks else "", coach, club, (), 1)


def _marked_slot(claim: Claim, name: str, mark: Passage | None, how: str) -> Slot:
    if mark is None:
        return Slot(name, (claim.coach if name == "coach" else claim.club).name, FORMS["generic"], True)
    evidence = claim.evidence
    is_there = mark.part == evidence.part and evidence.start <= mark.start < evidence.end
    return Slot(name, mark.text, how, not is_there)


def _is_shown(claim: Claim, draft: Draft) -> bool:
    """True of the draft whose sentence and rule the claim shows."""
    sentence, evidence = draft.sentence, claim.evidence
    is_there = sentence.part == evidence.part and sentence.start <= evidence.start < sentence.end
    return is_there and draft.rule == claim.rule


def _scope_words(scope: Scope) -> tuple[str, ...]:
    return tuple(SCOPES[name] for name in scope._fields if getattr(scope, name))


def _slot(document: Document, name: str, draft: Draft, mention: Mention | None) -> Slot:
    if mention is None:
        entity = draft.coach if name == "coach" else draft.club
        return Slot(name, entity.name, FORMS["generic"], is_elsewhere=True)
    is_elsewhere = mention.sentence is not draft.sentence
    return Slot(name, document.written(mention), FORMS[mention.form], is_elsewhere)


def _silent(document: Document, sentence: Sentence, fired: Fired, why: str) -> SilentCue:
    spans = [(fired.first, fired.last), *([fired.tail] if fired.tail else [])]
    words = " … ".join(_words(document, sentence, first, last) for first, last in spans)
    passage = document.passage(sentence.part, sentence.start, sentence.end)
    return SilentCue(fired.cue.id, fired.cue.means, words, passage, why)


def _words(document: Document, sentence: Sentence, first: int, last: int) -> str:
    tokens = sentence.tokens
    return document.text_of(sentence.part)[tokens[first].start : tokens[last - 1].end]
