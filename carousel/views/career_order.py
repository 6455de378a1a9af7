"""The order of a career's table: by time, newest first, or by whatever column the reader asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from carousel.collation import in_index
from carousel.models import Club
from carousel.record.facts import StintFact
from carousel.views.career import newest_first
from carousel.views.sorting import Order

SORTS = ("club", "start", "end", "days")
NEWEST_FIRST = Order("start", is_down=True)


@dataclass
class CareerOrder:
    """Sorts stints by the column; posts that are alike in it stand newest first.

    Clubs are asked for their names once, and only where the table is sorted by them.
    """

    order: Order
    day: date
    _names: dict[int, str] = field(default_factory=dict)

    @property
    def is_by_time(self) -> bool:
        """Whether posts follow each other as they did, so that there can be gaps between them."""
        return self.order.key == "start"

    def of(self, stints: Iterable[StintFact]) -> list[StintFact]:
        newest = newest_first(stints)
        if self.is_by_time:
            return newest if self.order.is_down else newest[::-1]
        if self.order.key == "club":
            self._ask_names({stint.club_id for stint in newest})
        return self.order.arranged(newest, self._keys()[self.order.key])

    def _keys(self) -> dict[str, Callable[[StintFact], Any]]:
        return {
            "club": lambda stint: self._names.get(stint.club_id),
            "end": _end,
            "days": lambda stint: stint.days(self.day)[0],
        }

    def _ask_names(self, clubs: set[int]) -> None:
        if missing := clubs - set(self._names):
            found = Club.objects.filter(pk__in=missing).only("name", "names")
            self._names |= {club.pk: in_index(club.called) for club in found}


def _end(stint: StintFact) -> date | None:
    """A post that runs ends after all others; of an end of which no day is known nothing is said."""
    if stint.ended is None:
        return date.max
    return stint.ended.latest or stint.ended.earliest
