"""What the record is computed from: claims, hand-entered stints and decisions, as plain values.

Texts in ``kind``, ``role``, ``manner``, ``stage``, ``by`` and ``direction`` are
those of the models. Ids are only ever compared; where an order is needed,
``stable`` gives one that does not depend on when a row arrived.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from carousel.record.days import Days

UNNAMED = "text:"  # opens the origin of a text that no outlet is known of


@dataclass(frozen=True)
class ClaimRow:
    """A standing claim.

    ``origin`` is the outlet that it counts as: the one it cites or copies, else its own. Articles
    with the same text, or nearly, have one ``story``.
    """

    id: int
    article_id: int
    coach_id: int
    club_id: int
    kind: str
    role: str
    manner: str
    stage: str
    by: str
    tense: str
    when: Days | None
    until: Days | None
    known_on: date
    origin: str
    is_official: bool
    is_trusted: bool
    confidence: float
    stable: str
    retracted_on: date | None = None
    story: str = ""

    @property
    def is_unnamed(self) -> bool:
        """Whether nobody knows who says it: a text that was pasted without its outlet."""
        return self.origin.startswith(UNNAMED)


@dataclass(frozen=True)
class EntryRow:
    """A stint as a person entered it."""

    id: int
    coach_id: int
    club_id: int
    role: str
    arrangement: str
    started: Days | None
    ended: Days | None
    manner: str
    until: Days | None
    known_since: date | None
    is_reference: bool = False
    entered_on: date | None = None
    first_match_on: date | None = None

    @property
    def basis(self) -> str:
        return "reference" if self.is_reference else "editor"


@dataclass(frozen=True)
class DecisionRow:
    """A decision that stands: to confirm, reject or call off what certain articles say of a pair.

    ``arrangement`` says how the post is shared, where the editor confirmed it beside another coach;
    ``is_contested`` that it stands and is disputed. Where the editor put right what was read, the pair
    and role that had been read stand beside those that he gave, with the manner or stage that he gave.
    ``by`` is who called it off.
    """

    id: int
    kind: str
    coach_id: int
    club_id: int
    direction: str
    role: str
    articles: frozenset[int]
    on: Days | None
    made_at: datetime
    arrangement: str = ""
    is_contested: bool = False
    read_coach_id: int | None = None
    read_club_id: int | None = None
    read_role: str = ""
    manner: str = ""
    stage: str = ""
    by: str = ""

    @property
    def corrects(self) -> bool:
        return bool(self.read_coach_id or self.read_role or self.manner or self.stage)

    @property
    def read_pair(self) -> tuple[int, int]:
        """The coach and the club that the reading had named."""
        return (self.read_coach_id or self.coach_id, self.read_club_id or self.club_id)


@dataclass(frozen=True)
class Ledger:
    """All that the record is computed from. Rumours age by ``today``; without it none does."""

    claims: tuple[ClaimRow, ...] = ()
    entries: tuple[EntryRow, ...] = ()
    decisions: tuple[DecisionRow, ...] = ()
    today: date | None = None
