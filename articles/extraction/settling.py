"""What the whole article tells of a claim: how far a rumour has come, how a coach left, who called it off.

A claim rests on one sentence, and the article may say the rest in another: "He is on a list of three. On
Monday he had lunch with the owner." Cues say it, and hints: phrases that make no claim by themselves.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from .assembly import LADDER
from .claims import By, Claim, Kind, Manner, Role, Stage
from .cues import fired_cues
from .document import Document, Mention, Person
from .meanings import MEANINGS, Meaning
from .memory import Memory
from .phrases import Match
from .post_clubs import coordinated
from .reader import words_of_names
from .scope import scope_of
from .sentences import Sentence
from .word_pairs import Pair

WORDS_ALONE = ("words",)
MOST_BEHIND_HEADING = 3  # words and marks: "Jens Holm (44)"
FAR = (Stage.FAVOURITE, Stage.AGREED, Stage.IMMINENT)


@dataclass(frozen=True)
class Hint:
    """What a phrase says of the coach and the club of a claim."""

    meaning: Meaning
    words: str
    is_cue: bool
    is_beside: bool  # in the paragraph of the evidence


def settled(hints: Hints, pair: Pair, claim: Claim, claims: Sequence[Claim]) -> Claim:
    """The claim with the fields that other sentences of the article tell."""
    if claim.kind not in SETTLERS:
        return claim
    same = [other for other in claims if other.kind is claim.kind and other is not claim]
    rivals = {other.club.name for other in same if other.coach.name == claim.coach.name}
    told = list(hints.of(pair, claim, rivals))
    if not told and _is_one_of_several(claim, same):
        return replace(claim, stage=Stage.LINKED)
    return SETTLERS[claim.kind](claim, told)


def _is_one_of_several(claim: Claim, same: Sequence[Claim]) -> bool:
    """True of one of several names for a post, of whom the words of one sentence say that he is about to get
    it: that is said of one at most.
    """
    if claim.stage not in FAR or claim.role is not Role.HEAD_COACH or claim.readers != WORDS_ALONE:
        return False
    return any(other.club == claim.club and other.evidence == claim.evidence for other in same)


class Hints:
    """All hints of an article, each looked for once."""

    def __init__(self, memory: Memory):
        self.document = memory.document
        self.about = sentences_about(memory)
        self.found: dict[int, list[tuple[Meaning, Match, bool]]] = {}

    def of(self, pair: Pair, claim: Claim, rivals: Collection[str]) -> Iterator[Hint]:
        """Every cue and hint that is said of the coach and this club, and not of his ``rivals`` to it."""
        document = self.document
        for sentence in self.about.get(pair.coach, ()):
            if sentence.index not in self.found:
                self.found[sentence.index] = list(_found(document, sentence))
            for meaning, match, is_cue in self.found[sentence.index]:
                is_meant = meaning.kind is claim.kind and _is_his(document, sentence, pair, match)
                if is_meant and _is_there(document, sentence, pair, rivals, match):
                    words = _words(document, sentence, match)
                    yield Hint(meaning, words, is_cue, _is_beside(document, sentence, claim))


def sentences_about(memory: Memory) -> dict[Person, list[Sentence]]:
    """By coach the sentences that name him, those of a paragraph that spoke of him alone before and name
    nobody, and those of the paragraph below his name as its heading.
    """
    found: dict[Person, list[Sentence]] = defaultdict(list)
    line = -1
    subjects: set[Person] = set()
    headed: set[Person] = set()
    for sentence in memory.document.sentences:
        if sentence.line != line:
            subjects = headed if sentence.line == line + 1 else set()
            line, headed = sentence.line, set()
        persons = {m.entity for m in memory.document.of(sentence, "person") if not m.entity.is_barred}
        heading = memory.heads.get(sentence.index)
        if heading is not None and len(sentence.tokens) - heading.last <= MOST_BEHIND_HEADING:
            headed = {heading.entity}
        for person in persons or subjects:
            found[person].append(sentence)
        if persons:
            subjects = persons if len(persons) == 1 else set()
    return found


def _found(document: Document, sentence: Sentence) -> Iterator[tuple[Meaning, Match, bool]]:
    """What hints and cues mean, their places, and whether each is a cue; none that is asked or denied."""
    if sentence.is_question:
        return
    taken = words_of_names(document, sentence)
    for match in sentence.grouped("hint"):
        if match.first not in taken and not _is_turned(sentence, match):
            yield MEANINGS[match.label.partition(":")[2]], match, False
    for fired in fired_cues(sentence, document.book.lexicon, taken):
        match = Match(fired.cue.id, fired.first, fired.last, fired.tail)
        if not _is_turned(sentence, match):
            yield fired.meaning, match, True


def _is_turned(sentence: Sentence, match: Match) -> bool:
    scope = scope_of(sentence, match.first, match.last, match.tail[1] if match.tail else None)
    return scope.is_negated or scope.is_conditional or scope.is_denied


def _is_his(document: Document, sentence: Sentence, pair: Pair, match: Match) -> bool:
    """True where the coach is the nearest person to the words, or stands in one list with him."""
    persons = [m for m in document.of(sentence, "person") if not m.entity.is_barred]
    if all(mention.entity is pair.coach for mention in persons):
        return True
    nearest = min(persons, key=lambda mention: _way(sentence, mention, match))
    return any(m.entity is pair.coach for m in coordinated(document, nearest, persons))


def _is_there(
    document: Document, sentence: Sentence, pair: Pair, rivals: Collection[str], match: Match
) -> bool:
    """False of what is said of another club of which the same is told."""
    clubs = [m for m in document.of(sentence, "club") if m.entity is pair.club or m.entity.name in rivals]
    return not clubs or min(clubs, key=lambda mention: _way(sentence, mention, match)).entity is pair.club


def _way(sentence: Sentence, mention: Mention, match: Match) -> tuple[int, int]:
    off = match.first - mention.last if mention.last <= match.first else mention.first - match.last
    return sentence.borders(mention.first, match.first), off


def _words(document: Document, sentence: Sentence, match: Match) -> str:
    tokens, last = sentence.tokens, match.tail[1] if match.tail else match.last
    return document.text_of(sentence.part)[tokens[match.first].start : tokens[last - 1].end]


def _is_beside(document: Document, sentence: Sentence, claim: Claim) -> bool:
    first, last = sorted((sentence.start, claim.evidence.start))
    is_one_part = sentence.part == claim.evidence.part
    return is_one_part and "\n" not in document.text_of(sentence.part)[first:last]


def _with_stage(claim: Claim, hints: Sequence[Hint]) -> Claim:
    """The furthest stage that is told.

    A rule has found the words that count; of whom it says no more than that he is linked, the talks of
    another paragraph are mostly those of others. What the words alone say counts where nothing else is told.
    """
    is_by_rule = claim.readers != WORDS_ALONE
    if is_by_rule:
        is_linked = claim.stage is Stage.LINKED
        hints = [h for h in hints if not h.is_cue and (h.is_beside or not is_linked)]
    best = max(hints, key=lambda hint: _height(hint.meaning.stage), default=None)
    if best is None or (is_by_rule and _height(best.meaning.stage) <= _height(claim.stage)):
        return claim
    return _with(claim, best, stage=best.meaning.stage)


def _height(stage: Stage | None) -> int:
    return -1 if stage is None else LADDER.index(stage)


def _with_manner(claim: Claim, hints: Sequence[Hint]) -> Claim:
    """What most hints say where nothing else does; a cue of another sentence is often of another exit."""
    told = [hint for hint in hints if not hint.is_cue]
    if claim.manner is not Manner.UNSPECIFIED or not told:
        return claim
    manner = Counter(hint.meaning.manner for hint in told).most_common(1)[0][0]
    return _with(claim, next(h for h in told if h.meaning.manner is manner), manner=manner)


def _with_by(claim: Claim, hints: Sequence[Hint]) -> Claim:
    """Whom most hints and cues name, where no rule has found it; that it came to nothing names nobody."""
    told = [hint for hint in hints if hint.meaning.by not in (None, By.UNSPECIFIED)]
    told = told or [hint for hint in hints if hint.meaning.by is not None]
    if not told or (claim.readers != WORDS_ALONE and claim.by not in (None, By.UNSPECIFIED)):
        return claim
    by = Counter(hint.meaning.by for hint in told).most_common(1)[0][0]
    return _with(claim, next(h for h in told if h.meaning.by is by), by=by)


def _with(claim: Claim, hint: Hint, **field) -> Claim:
    """The claim with one field told anew, and the words that tell it."""
    [(name, value)] = field.items()
    if getattr(claim, name) == value:
        return claim
    reason = f"“{hint.words}” says {value.value.replace('_', ' ')}"
    return replace(claim, reasons=(*claim.reasons, reason), **field)


SETTLERS = {
    Kind.CANDIDACY: _with_stage,
    Kind.PRESSURE: _with_stage,
    Kind.DEPARTURE: _with_manner,
    Kind.WITHDRAWAL: _with_by,
}
