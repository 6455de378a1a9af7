"""Every coach with every club that some sentence may tie him to, and how each sentence ties them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from .concepts import ConceptTable
from .document import Club, Document, Mention, Person
from .memory import Memory
from .word_features import CoachSeen, of_club
from .word_items import Row, row_of

# How a club is tied to a coach's sentence; the first letter is what features are crossed with.
TOGETHER, OPPOSED = "B", "O"
SEAT, SEAT_AND_OTHERS = "Ps", "Pso"
NEAREST, NEAREST_AND_OTHERS, HOME, BESIDE, TITLED = "Pn", "Pno", "Ph", "Pl", "Pt"
IMPLIED = ("C1", "C2")  # the club stands here, the coach one or two sentences before


@dataclass(eq=False)
class Tie:
    """One sentence that may say something of a pair."""

    coach: CoachSeen
    how: str
    features: set[str]
    mention: Mention | None = None  # of the club, where the sentence names it


@dataclass(eq=False)
class Pair:
    """A coach and a club, what is known of both in the article (``facts``), and their sentences."""

    coach: Person
    club: Club
    facts: list[str]
    ties: list[Tie] = field(default_factory=list)


def pairs_of(document: Document, memory: Memory, table: ConceptTable) -> list[Pair]:
    """All pairs with at least one sentence, in the order of the article."""
    return list(_Pairing(document, memory, table).pairs().values())


class _Pairing:
    def __init__(self, document: Document, memory: Memory, table: ConceptTable):
        self.document, self.memory, self.table = document, memory, table
        self.titled = document.named_in_title()
        # By index of the sentence.
        self.persons: dict[int, dict[Person, list[Mention]]] = defaultdict(dict)
        self.clubs: dict[int, dict[Club, list[Mention]]] = defaultdict(dict)
        for sentence in document.sentences:
            for mention in document.of(sentence):
                if mention.kind == "person" and not mention.entity.is_barred:
                    self.persons[sentence.index].setdefault(mention.entity, []).append(mention)
                elif mention.kind == "club":
                    self.clubs[sentence.index].setdefault(mention.entity, []).append(mention)
        self.nearest = self._nearest()
        self.rows: dict[int, Row] = {}
        self.seen: dict[tuple[int, int], CoachSeen] = {}
        self.counts = self._counts()

    def _nearest(self) -> dict[int, Club | None]:
        """The club that the sentences before named last, the first of its sentence."""
        nearest: dict[int, Club | None] = {}
        last = None
        for sentence in self.document.sentences:
            nearest[sentence.index] = last
            for mention in self.document.of(sentence, "club"):
                if mention.is_explicit and not self.document.is_opponent(mention):
                    last = mention.entity
                    break
        return nearest

    def _counts(self) -> list[str]:
        persons = {person for row in self.persons.values() for person in row}
        clubs = {club for row in self.clubs.values() for club in row}
        return [f"npers{min(len(persons), 6)}", f"nclub{min(len(clubs), 6)}"]

    def pairs(self) -> dict[tuple[Person, Club], Pair]:
        found: dict[tuple[Person, Club], Pair] = {}
        for sentence in self.document.sentences:
            index = sentence.index
            for person, mentions in self.persons.get(index, {}).items():
                if all(self._is_object(mention) for mention in mentions):
                    continue
                for club, how in self._ties(index, person):
                    tie = self._tie(index, person, mentions, club, how)
                    self._pair(found, person, club).ties.append(tie)
            if not self.document.of(sentence, "person"):
                for person, club, how in self._implied(index):
                    seen, mention = self._seen(index, None, None), self.clubs[index][club][0]
                    tie = Tie(seen, how, of_club(self.document, seen, club, mention), mention)
                    self._pair(found, person, club).ties.append(tie)
        for pair in found.values():
            both = sum(tie.how in (TOGETHER, OPPOSED) for tie in pair.ties)
            pair.facts.append(f"nboth{min(both, 3)}")
        return found

    def _is_object(self, coach: Mention) -> bool:
        """ "X, som danskeren var træner for", "X, whom Thorup replaced": what follows is said of another."""
        tokens = coach.sentence.tokens
        at = coach.last + (coach.last < len(tokens) and tokens[coach.last].text == ",")
        behind = {match.last for match in coach.sentence.labelled("word:relatives") if match.first == at}
        return any(m.first in behind for m in self.document.of(coach.sentence, "person"))

    def _pair(self, found: dict[tuple[Person, Club], Pair], person: Person, club: Club) -> Pair:
        pair = found.get((person, club))
        if pair is None:
            pair = found[person, club] = Pair(person, club, list(self._facts(person, club)))
        return pair

    def _ties(self, index: int, person: Person) -> Iterator[tuple[Club, str]]:
        """Each club once, by the strongest tie."""
        here = self.clubs.get(index, {})
        is_free = not any(m.is_explicit for row in here.values() for m in row)
        seat, nearest, home = self._seat(index), self.nearest[index], self.memory.homes.get(person)
        told: dict[Club, str] = dict.fromkeys(here, TOGETHER)
        others = [
            (seat, SEAT if is_free else SEAT_AND_OTHERS),
            (nearest if is_free else None, NEAREST),
            (home, HOME),
            (nearest, NEAREST_AND_OTHERS),
            *((club, BESIDE) for club in self._beside(index)),
            *((club, TITLED) for club in self.clubs.get(0, {}) if club in self.titled),
        ]
        for club, how in others:
            if club is not None:
                told.setdefault(club, how)
        yield from told.items()

    def _seat(self, index: int) -> Club | None:
        """The club whose post the sentence speaks of; in a round of the clubs each paragraph has its own."""
        return self.memory.seats.get(self.document.sentences[index].line, self.memory.seat)

    def _beside(self, index: int) -> Iterator[Club]:
        """The clubs of the sentences around, in the same line."""
        sentences = self.document.sentences
        for other in (index - 1, index + 1, index - 2):
            if 0 <= other < len(sentences) and sentences[other].line == sentences[index].line:
                yield from self.clubs.get(other, {})

    def _implied(self, index: int) -> Iterator[tuple[Person, Club, str]]:
        told: set[Person] = set()
        for before, how in zip((index - 1, index - 2), IMPLIED, strict=True):
            for person in self.persons.get(before, {}):
                if person not in told:
                    told.add(person)
                    yield from ((person, club, how) for club in self.clubs.get(index, {}))

    def _tie(self, index: int, person: Person, mentions: list[Mention], club: Club, how: str) -> Tie:
        if how is not TOGETHER:
            seen = self._seen(index, person, mentions[0])
            notes = {
                f"nn{int(self.nearest[index] is club)}",
                f"hh{int(self.memory.homes.get(person) is club)}",
                f"seatis{int(self._seat(index) is club)}",
            }
            return Tie(seen, how, notes)
        coach, mention = min(
            ((one, other) for one in mentions for other in self.clubs[index][club]),
            key=lambda both: abs(both[0].first - both[1].first),
        )
        seen = self._seen(index, person, coach)
        how = OPPOSED if self.document.is_opponent(mention) else TOGETHER
        return Tie(seen, how, of_club(self.document, seen, club, mention), mention)

    def _seen(self, index: int, person: Person | None, mention: Mention | None) -> CoachSeen:
        key = (index, mention.first if mention is not None else -1)
        seen = self.seen.get(key)
        if seen is None:
            row = self.rows.get(index)
            if row is None:
                row = self.rows[index] = row_of(self.document, self.document.sentences[index], self.table)
            seen = self.seen[key] = CoachSeen(self.document, row, person, mention)
        return seen

    def _facts(self, person: Person, club: Club) -> Iterator[str]:
        memory = self.memory
        home = memory.homes.get(person)
        told = {
            "seat": club is memory.seat,
            "team": club in memory.teams,
            "home": home is club,
            "home_else": home is not None and home is not club,
            "led": memory.led.get(person) is club,
            "national": club.is_national,
            "cweak": club.is_weak,
            "pweak": person.is_weak,
            "cunk": club.key is None,
            "pknown": person.key is not None,
            "pnocoach": not person.is_coach,
            "ptitle": person in self.titled,
            "ctitle": club in self.titled,
        }
        yield from (name for name, holds in told.items() if holds)
        yield f"role_{person.main_role}"
        yield f"ccount{min(club.count, 4)}"
        yield f"pcount{min(person.count, 4)}"
        yield from self.counts
