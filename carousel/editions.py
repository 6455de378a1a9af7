"""Editions: the record as pages show it, today's from the tables or an older one from the ledger.

Every public page is drawn from an ``Edition``, so that a page as it stood on some
day and today's page are one template and one view.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from articles.models import Claim
from carousel.models import Club, Coach
from carousel.record.facts import Record, RumourFact, RumourKey, StintFact, StintKey


@dataclass(frozen=True)
class Edition:
    """The part of the record that a page needs, with the rows that it names.

    ``day`` is the day on which the record is read; ``is_past`` says that the
    reader asked for an earlier one than today. ``claims`` carry their article,
    outlet and ``source_outlet``. ``stint_ids`` and ``rumour_ids`` give the row of
    a fact where today's tables hold one (rumours of older editions too, where the
    question still exists today).
    """

    record: Record
    day: date
    is_past: bool
    coaches: dict[int, Coach] = field(default_factory=dict)
    clubs: dict[int, Club] = field(default_factory=dict)
    claims: dict[int, Claim] = field(default_factory=dict)
    rumour_ids: dict[RumourKey, int] = field(default_factory=dict)
    days_of_change: tuple[date, ...] = ()

    def stint(self, key: StintKey) -> StintFact | None:
        return next((stint for stint in self.record.stints if stint.key == key), None)

    def rumour(self, key: RumourKey) -> RumourFact | None:
        return next((rumour for rumour in self.record.rumours if rumour.key == key), None)


def of_coach(coach: Coach, *, as_of: date | None, today: date) -> Edition:
    """All stints and public rumours of the coach, and at those clubs the stints just before and after."""
    raise NotImplementedError


def of_club(club: Club, *, as_of: date | None, today: date) -> Edition:
    """All stints, public rumours and vacancies of the club."""
    raise NotImplementedError


def of_front_page(*, as_of: date | None, today: date) -> Edition:
    """The latest moves, all open public rumours, those that ended lately, and the vacancies that they touch."""
    raise NotImplementedError
