"""The rows that importers read, and what they did with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from carousel.record.days import Days


@dataclass(frozen=True)
class Refusal:
    """A row that was not taken: where it stands and why, as a sentence."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}" if self.line else f"{self.file}: {self.reason}"


class Refused(Exception):
    """Raised with the sentence that says why a cell or a row cannot be taken."""


@dataclass(frozen=True)
class Form:
    """One more way to write a name; ``language`` is set where it holds in that language only."""

    text: str
    is_ambiguous: bool = False
    language: str = ""
    is_epithet: bool = False
    is_shown: bool = False


@dataclass(frozen=True)
class ClubRow:
    key: str
    name: str
    short_name: str
    country: str
    city: str
    level: int | None
    side: str
    kind: str
    colour1: str
    colour2: str
    wikidata: str
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True)
class CoachRow:
    key: str
    name: str
    born: Days | None
    nationality: str
    gender: str
    known_for: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True)
class OutletRow:
    key: str
    name: str
    language: str
    country: str
    domain: str
    kind: str
    tier: int
    cited_as: tuple[str, ...]
    feed_url: str


@dataclass(frozen=True)
class StintRow:
    key: str
    coach: str
    club: str
    role: str
    started: Days | None
    ended: Days | None
    manner: str
    contract_until: Days | None
    known_since: date | None
    source: str
    note: str


@dataclass(frozen=True)
class FeedRow:
    outlet: str
    url: str
    title: str


@dataclass(frozen=True)
class CompetitionRow:
    """``calendar`` is ``year`` where a season lies within one year, ``split`` where it begins in summer."""

    key: str
    name: str
    country: str
    level: int | None
    calendar: str
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class SeasonRow:
    competition: str
    season: str
    clubs: tuple[str, ...]


@dataclass
class Reference:
    """All rows of the reference files by key, and the rows that were refused."""

    clubs: dict[str, ClubRow] = field(default_factory=dict)
    coaches: dict[str, CoachRow] = field(default_factory=dict)
    outlets: dict[str, OutletRow] = field(default_factory=dict)
    stints: dict[str, StintRow] = field(default_factory=dict)
    feeds: dict[str, FeedRow] = field(default_factory=dict)  # by what makes an address the same
    competitions: dict[str, CompetitionRow] = field(default_factory=dict)
    seasons: dict[tuple[str, str], SeasonRow] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)

    def __len__(self) -> int:
        kinds = (
            self.clubs,
            self.coaches,
            self.outlets,
            self.stints,
            self.feeds,
            self.competitions,
            self.seasons,
        )
        return sum(map(len, kinds))


@dataclass
class ImportResult:
    """What an import did: sentences for what changed or was kept for the editor, a count for the rest."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    unchanged: int = 0
    # Coach and club of each new ledger row: what the record must be computed anew for.
    pairs: set[tuple[int, int]] = field(default_factory=set)

    def add(self, other: ImportResult) -> None:
        """Count what ``other`` counted, too."""
        self.created += other.created
        self.updated += other.updated
        self.kept += other.kept
        self.refused += other.refused
        self.unchanged += other.unchanged
        self.pairs |= other.pairs

    def summary(self) -> str:
        return (
            f"{len(self.created)} created, {len(self.updated)} updated, {self.unchanged} unchanged, "
            f"{len(self.kept)} kept as an editor has them, {len(self.refused)} refused"
        )
