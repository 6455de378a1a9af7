"""What a sentence says, before the sentences of an article are weighed against each other."""

from __future__ import annotations

from dataclasses import dataclass, field

from .claims import Interval, Kind, Role
from .document import Club, Mention, Person
from .meanings import Meaning
from .sentences import Sentence
from .sources import Attribution
from .time_types import Time

SURE = 0.96
LIKELY = 0.8


@dataclass(eq=False)
class Draft:
    """One statement about one coach and one club, with all that it rests on."""

    meaning: Meaning
    coach: Person
    club: Club
    sentence: Sentence
    rule: str
    first: int
    last: int
    tail: tuple[int, int] | None = None  # the second part of a split cue: "blev … fyret"
    role: Role = Role.HEAD_COACH
    has_role: bool = False  # the sentence itself says which role
    when: Interval | None = None
    until: Interval | None = None
    time: Time | None = None
    source: Attribution | None = None
    openings: tuple[Sentence, ...] = ()  # of the list that the statement is a line of: its source is theirs
    coach_mention: Mention | None = None
    club_mention: Mention | None = None
    coach_cost: float = 0.0
    club_cost: float = 0.0
    rivals: int = 0
    is_plain: bool = True  # no hedge, no possibility, no negation turned it
    reasons: list[str] = field(default_factory=list)

    @property
    def words(self) -> list[tuple[int, int]]:
        """The stretches of words that say it: one, or the two of a split cue."""
        return [(self.first, self.last), *([self.tail] if self.tail is not None else [])]

    @property
    def kind(self) -> Kind:
        return self.meaning.kind

    @property
    def strength(self) -> float:
        """How firmly this statement stands against others of the article.

        0.96 for both names in full and beyond doubt in the sentence of the cue, near to it and without a
        rival; 0.8 for both names in the sentence, or one of them plainly meant; 0.6 where a slot is filled
        from another sentence; less for what is far, doubtful or hedged.
        """
        coach, club = self.coach_mention, self.club_mention
        explicit = sum(
            m is not None and m.is_explicit and not m.is_weak and not m.entity.is_weak for m in (coach, club)
        )
        if self.is_plain and explicit == 2 and self._is_near():
            return SURE
        score = LIKELY if explicit == 2 else LIKELY if explicit == 1 and self._is_resolved() else 0.6
        if not self.is_plain:
            score -= 0.2
        if self.coach_cost > 2.5 or self.club_cost > 3.0:
            score -= 0.2
        return round(max(score, 0.2), 2)

    def _is_near(self) -> bool:
        sentence = self.sentence
        is_cheap = (
            self.coach_cost < 1.3 and self.club_cost < 1.3 and not self.rivals and not sentence.is_quote
        )
        if not is_cheap or self.source is not None or not self.coach.is_coach:
            return False
        if self.club.key is None and self.club.count < 2:
            return False  # an unknown club that is named once may be a federation, a firm, a town
        return all(
            m is not None and m.sentence is sentence and not sentence.borders(self.first, m.first)
            for m in (self.coach_mention, self.club_mention)
        )

    def _is_resolved(self) -> bool:
        """True where the slot that is not named is filled from the same sentence and cheaply."""
        return (
            self.coach_mention is not None
            and self.club_mention is not None
            and self.coach_cost < 2
            and self.club_cost < 2
        )
