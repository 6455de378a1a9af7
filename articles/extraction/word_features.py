"""What the learned reading notes of a coach in a sentence, and of a club beside that coach.

Features are short strings, the same in every language but for those that open with ``w|`` and hold
the first letters of one plain word. They say what stands before (``b``) and after (``a``) a mention
and how many clauses off, never who is mentioned.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .document import Club, Document, Mention, Person
from .word_items import Item, Row

STEM = 6  # letters of a plain word
NEAR, BESIDE = 5, 3  # items
FARTHEST_WORD, NOWHERE = 12, 99  # items
PAIR_REACH = 6  # items between two concepts that are noted together
PAIRS = 8  # and how many concepts may be between them
STEPS = (2, 4, 8, 14)  # items between coach and club


class CoachSeen:
    """The features of a coach in one sentence, whose ``mention`` may be missing where he is only meant.

    ``plain`` count alone, ``crossed`` also together with the way in which the club is tied to the sentence.
    """

    def __init__(self, document: Document, row: Row, person: Person | None, mention: Mention | None):
        self.person, self.mention, self.row = person, mention, row
        self.tokens = row.sentence.tokens
        self.first = mention.first if mention is not None else 0
        self.clause = self.tokens[mention.first].clause if mention is not None else None
        self.place = row.place_of(mention) if mention is not None else None
        self.labels = [_labels(item, person) for item in row.items]
        self.off = [self.clauses_off(item.at) for item in row.items]
        self.plain: set[str] = set()
        self.crossed: set[str] = set()
        language = document.book.lexicon.language
        for number in range(len(row.items)):
            self.note_item(number, language, self.plain, self.crossed)
        self._note_pairs()
        self.plain.update(self._of_cues(language))
        self._of_sentence(document)

    def clauses_off(self, at: int) -> int:
        return 0 if self.clause is None else abs(self.tokens[at].clause - self.clause)

    def note_item(self, number: int, language: str, plain: set[str], crossed: set[str]) -> None:
        """Afterwards both sets hold the features of one item."""
        word, off, place = self.row.items[number].word, self.off[number], self.place
        side = "i" if place is None else "b" if number < place else "a"
        distance = NOWHERE if place is None else abs(number - place)
        for label in self.labels[number]:
            if label == "@P":
                continue
            crossed.add(f"u|{label}")
            plain.add(f"u|{label}|{side}|{off if off < 2 else 2}")
            if distance <= BESIDE:
                plain.add(f"n|{label}|{side}|{distance}")
        if off <= 1 and distance <= FARTHEST_WORD and len(word) > 2:
            plain.add(f"w|{language}|{word[:STEM]}")
            if off == 0 or distance <= NEAR:
                plain.add(f"w|{language}|{word[:STEM]}|{side}")

    def _note_pairs(self) -> None:
        """Two concepts in their order, in a clause or side by side."""
        add, tokens = self.plain.add, self.tokens
        content = [
            (number, tokens[item.at].clause, label)
            for number, item in enumerate(self.row.items)
            for label in self.labels[number]
            if label != "," and label != "mark"
        ]
        for place, (one, clause, first) in enumerate(content):
            if self.off[one] > 1:
                continue
            for other, there, second in content[place + 1 : place + 1 + PAIRS]:
                apart = other - one
                if apart == 0 or apart > PAIR_REACH or (apart > 2 and there != clause):
                    continue
                add(f"cc|{first}>{second}")
                if first == "@P" or second == "@P":
                    add(f"cc|{first}>{second}|{apart if apart < 3 else 3}")

    def _of_cues(self, language: str) -> Iterator[str]:
        if not self.row.heard:
            yield "nocue"
        for fired, scope, kind in self.row.heard:
            means = fired.cue.means
            borders = min(self.row.sentence.borders(fired.first, self.first), 2)
            side = "b" if fired.first < self.first else "a"
            self.crossed |= {f"cue|{means}", f"cue|{means}>{kind}|{borders}"}
            yield f"cue|{means}>{kind}|{side}|{fired.cue.coach}|{min(borders, 1)}"
            yield f"cue|>{kind}|{borders}|{side}"
            yield f"cueid|{language}|{fired.cue.id}"
            self.crossed.update(
                f"cue|{fired.meaning.kind}|{name}" for name, holds in scope._asdict().items() if holds
            )

    def _of_sentence(self, document: Document) -> None:
        sentence, mention = self.row.sentence, self.mention
        self.crossed.add(f"reg|{sentence.part}|{sentence.region}")
        self.crossed.add(f"pform|{mention.form if mention is not None else 'none'}")
        if sentence.is_quote:
            self.plain.add("quote")
        if sentence.is_question:
            self.plain.add("question")
        if mention is not None and mention.is_genitive:
            self.plain.add("pgen")
        self.plain.update(
            f"{match.label}|near" for match in sentence.grouped("word") if self.clauses_off(match.first) <= 1
        )
        others = sum(m.entity is not self.person for m in document.of(sentence, "person"))
        self.plain.add(f"nq{min(others, 3)}")


class Others(NamedTuple):
    """Where the other clubs and persons of a sentence begin, in tokens."""

    clubs: list[int]
    persons: list[int]


def of_club(document: Document, coach: CoachSeen, club: Club, mention: Mention) -> set[str]:
    """The features of a club in the sentence of a coach."""
    row = coach.row
    place = row.place_of(mention)
    found = {f"cform|{mention.form}"}
    if mention.is_genitive:
        found.add("cgen")
    if mention.is_compound:
        found.add("ccomp")
    if place is None:
        return found
    labels = [_labels(item, coach.person, club) for item in row.items]
    found.update(_around(document, row, labels, place))
    if coach.mention is None or coach.place is None:
        for fired, _, kind in row.heard:
            borders = min(row.sentence.borders(fired.first, mention.first), 2)
            found.add(f"co|{fired.cue.means}>{kind}|c{borders}")
        return found
    others = _others(document, coach, club)
    found.update(_between(coach, mention, labels, place, others))
    before = labels[place - 1] if place else ()
    found.update(_of_cues_beside(coach, mention, before, others))
    return found


def _others(document: Document, coach: CoachSeen, club: Club) -> Others:
    sentence = coach.row.sentence
    return Others(
        clubs=[m.first for m in document.of(sentence, "club") if m.entity is not club and m.is_explicit],
        persons=[m.first for m in document.of(sentence, "person") if m.entity is not coach.person],
    )


def _labels(item: Item, person: Person | None, club: Club | None = None) -> tuple[str, ...]:
    """What stands there; where a ``club`` is looked at, the others are told apart from it."""
    mention = item.mention
    if mention is None:
        return item.concepts
    if mention.kind == "person":
        return ("@P",) if mention.entity is person else ("@Q",)
    if mention.kind == "club":
        return ("@C",) if club is None or mention.entity is club else ("@D",)
    return ("@M",)


def _around(document: Document, row: Row, labels: list[tuple[str, ...]], place: int) -> Iterator[str]:
    language = document.book.lexicon.language
    for distance in (1, 2, 3):
        for side, number in (("b", place - distance), ("a", place + distance)):
            if not 0 <= number < len(labels):
                continue
            yield from (f"c|{label}|{side}|{min(distance, 2)}" for label in labels[number])
            if distance == 1 and row.items[number].word:
                yield f"w|{language}|{row.items[number].word[:STEM]}|c{side}"


def _between(
    coach: CoachSeen, mention: Mention, labels: list[tuple[str, ...]], place: int, others: Others
) -> Iterator[str]:
    assert coach.place is not None
    assert coach.mention is not None
    sentence = coach.row.sentence
    low, high = sorted((coach.place, place))
    side = "pc" if coach.place < place else "cp"
    for number in range(low + 1, high):
        yield from (f"m|{side}|{label}" for label in labels[number])
    yield f"dist{sum(high - low > step for step in STEPS)}|{side}"
    yield f"bord{min(sentence.borders(coach.first, mention.first), 3)}|{side}"
    yield f"form|{coach.mention.form}|{mention.form}"
    left, right = sorted((coach.first, mention.first))
    for name, firsts in (("C", others.clubs), ("Q", others.persons)):
        yield f"others{name}{min(len(firsts), 3)}"
        yield f"between{name}{min(sum(left < first < right for first in firsts), 2)}"
    if others.clubs:
        nearest = min(abs(first - coach.first) for first in others.clubs)
        yield f"nearest{int(right - left <= nearest)}"


def _of_cues_beside(
    coach: CoachSeen, mention: Mention, before: tuple[str, ...], others: Others
) -> Iterator[str]:
    """The order of cue, coach and club, and whether another club or coach stands nearer to the cue."""
    sentence = coach.row.sentence
    for fired, _, kind in coach.row.heard:
        means, first = fired.cue.means, fired.first
        borders = (
            f"{min(sentence.borders(first, coach.first), 2)}{min(sentence.borders(first, mention.first), 2)}"
        )
        order = "".join(name for _, name in sorted([(first, "k"), (coach.first, "p"), (mention.first, "c")]))
        yield f"co|{means}>{kind}|{order}"
        yield f"co|{kind}|{order}|{borders}"
        yield f"co|{means}>{kind}|{borders}"
        yield from (f"cp|{means}|{label}" for label in before)
        if others.clubs:
            nearest = min(abs(other - first) for other in others.clubs)
            yield f"cn|{kind}|{int(abs(mention.first - first) <= nearest)}"
        if others.persons:
            nearest = min(abs(other - first) for other in others.persons)
            yield f"pn|{kind}|{int(abs(coach.first - first) <= nearest)}"
