"""The frozen types that the reading of an article takes and gives.

Everything here is a value: text and names go in, claims come out. Offsets count
characters of the part they name, ``title`` or ``text``, exactly as the caller
gave them; nothing is ever deleted from either.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal


class Kind(StrEnum):
    """What a claim says about a coach and a club."""

    DEPARTURE = "departure"
    APPOINTMENT = "appointment"
    CANDIDACY = "candidacy"
    WITHDRAWAL = "withdrawal"
    PRESSURE = "pressure"
    EXTENSION = "extension"
    TENURE = "tenure"


FACTS = (Kind.DEPARTURE, Kind.APPOINTMENT)
RUMOURED = (Kind.CANDIDACY, Kind.WITHDRAWAL)
ENTERING = (Kind.APPOINTMENT, *RUMOURED)  # what is said of somebody who does not hold the post yet


class Role(StrEnum):
    HEAD_COACH = "head_coach"
    CARETAKER = "caretaker"
    ASSISTANT = "assistant"
    SPORTING_DIRECTOR = "sporting_director"
    YOUTH_COACH = "youth_coach"
    OTHER = "other"


class Manner(StrEnum):
    """How a coach left."""

    SACKED = "sacked"
    RESIGNED = "resigned"
    MUTUAL_CONSENT = "mutual_consent"
    CONTRACT_ENDED = "contract_ended"
    LEFT_FOR_CLUB = "left_for_club"
    CARETAKER_ENDED = "caretaker_ended"
    RETIRED = "retired"
    DIED = "died"
    UNSPECIFIED = "unspecified"


class Stage(StrEnum):
    """How far a rumour has come. The first six climb to a post, the last two out of one."""

    LINKED = "linked"
    CANDIDATE = "candidate"
    FAVOURITE = "favourite"
    TALKS = "talks"
    AGREED = "agreed"
    IMMINENT = "imminent"
    PRESSURE = "pressure"
    EXPECTED = "expected"


class By(StrEnum):
    """Who called a candidacy off; the employer is the coach's own club, which does not let him go."""

    COACH = "coach"
    CLUB = "club"
    EMPLOYER = "employer"
    UNSPECIFIED = "unspecified"


class Tense(StrEnum):
    CURRENT = "current"
    PAST = "past"


Part = Literal["title", "text"]


@dataclass(frozen=True, order=True)
class Interval:
    """A time known to lie in a closed range of days; a precise day is a range of one."""

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(f"an interval cannot end ({self.latest}) before it begins ({self.earliest})")

    def __str__(self) -> str:
        """``2020-08-20`` or ``2020-09-14/2020-09-20``, the form of the gold corpus."""
        if self.earliest == self.latest:
            return self.earliest.isoformat()
        return f"{self.earliest.isoformat()}/{self.latest.isoformat()}"


@dataclass(frozen=True)
class Passage:
    """A stretch of the title or of the text, copied letter for letter."""

    part: Part
    start: int
    end: int
    text: str


MarkKind = Literal["coach", "club", "cue", "date", "source"]


@dataclass(frozen=True)
class Mark:
    """What an editor is shown inside the passage: coach, club, cue, date or source."""

    kind: MarkKind
    passage: Passage


@dataclass(frozen=True)
class Entity:
    """Whom a claim is about: the fullest form in the article, and the caller's key if the name is known.

    ``key`` is whatever the caller's list of names calls the record, or ``None``
    for a name that the list does not hold. ``is_national`` is only ever true of a club.
    """

    name: str
    key: str | None = None
    is_national: bool = False


@dataclass(frozen=True)
class Claim:
    """One thing that an article says about a coach and a club.

    ``rule`` is the id of the cue that fired and ``reasons`` says, in short English
    sentences, how each slot was filled. ``signs`` are what speaks for the claim and against it
    (`signs`), ``readers`` the names of those that made it, ``confidence`` in [0, 1] what follows.
    """

    kind: Kind
    coach: Entity
    club: Entity
    evidence: Passage
    rule: str
    role: Role = Role.HEAD_COACH
    manner: Manner | None = None
    stage: Stage | None = None
    by: By | None = None
    tense: Tense | None = None
    when: Interval | None = None
    until: Interval | None = None
    source: str | None = None
    marks: tuple[Mark, ...] = ()
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()


@dataclass(frozen=True)
class ArticleText:
    """What the reader is given. ``published`` is a day in the outlet's country, if known."""

    title: str
    text: str
    published: date | None = None
    outlet: str | None = None
    language: str | None = None


Region = Literal["title", "lead", "body", "quote", "related", "teaser", "caption", "signoff"]


@dataclass(frozen=True)
class LabelledSpan:
    """A stretch of the text and what it is. Claims are read from title, lead, body and quote alone."""

    part: Part
    start: int
    end: int
    region: Region


@dataclass(frozen=True)
class Reading:
    """All that was read out of one article.

    ``unread`` counts the characters at its end that were left out because it is longer than is
    read, ``note`` says so in a sentence.
    """

    language: str
    claims: tuple[Claim, ...]
    regions: tuple[LabelledSpan, ...] = field(default=())
    unread: int = 0

    @property
    def note(self) -> str:
        return f"too long: the last {self.unread:,} characters were not read" if self.unread else ""


NameKind = Literal["coach", "club", "national", "outlet"]


@dataclass(frozen=True)
class KnownName:
    """One way to write a known coach, club or outlet.

    ``is_ambiguous`` marks a form that is also an ordinary word or another record's
    usual name: it counts only where the article names the record in full.
    ``language`` limits an epithet ("hovedstadsklubben") to texts of that language.
    ``is_official`` marks an outlet that a club, a league or a federation runs itself.
    """

    text: str
    key: str
    kind: NameKind
    is_ambiguous: bool = False
    language: str | None = None
    is_epithet: bool = False
    is_official: bool = False


@dataclass(frozen=True)
class KnownCoach:
    """What helps to tell coaches apart: nationality (ISO 3166 alpha-2) and year of birth, where known."""

    key: str
    nationality: str | None = None
    born: date | None = None
