"""What of a season stands on its page: all of a light one; of a heavy one the beginning of each list.

Each list has a page of its own, ``?only=NAME``, which goes on by key. Weights are in bytes, nearly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from carousel.views.parts_of_lists import fitting, part_of

Row = TypeVar("Row")

# What all lists of a page may weigh together, and the one of a page that has it alone.
ROOM, ROOM_ALONE = 36_000, 32_000


@dataclass(frozen=True)
class Listed(Generic[Row]):
    """A list with the key and the weight of each row; ``begun`` is what its beginning may weigh."""

    rows: Sequence[Row]
    key_of: Callable[[Row], str]
    weight_of: Callable[[Row], int]
    begun: int

    @property
    def weight(self) -> int:
        return sum(map(self.weight_of, self.rows))

    def beginning(self) -> list[Row]:
        """The first rows, as long as there is room; none where the first is too heavy."""
        return list(self.rows[: fitting(self.rows, self.begun, self.weight_of)])


@dataclass(frozen=True)
class Shown(Generic[Row]):
    """The rows that the page has of a list; ``number`` is how many there are in all."""

    rows: list[Row]
    number: int
    after: str = ""
    is_further: bool = False
    is_alone: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether more stand on the page of the list alone."""
        return not self.is_alone and len(self.rows) < self.number


def shown(lists: Mapping[str, Listed], only: str, after: str) -> dict[str, Shown]:
    """Of each list what the page shows; where one is asked for alone, a part of it and nothing else."""
    if only:
        return {name: _alone(one, after) if name == only else Shown([], 0) for name, one in lists.items()}
    if sum(one.weight for one in lists.values()) <= ROOM:
        return {name: Shown(list(one.rows), len(one.rows)) for name, one in lists.items()}
    return {name: Shown(one.beginning(), len(one.rows)) for name, one in lists.items()}


def _alone(one: Listed, after: str) -> Shown:
    part = part_of(one.rows, after, ROOM_ALONE, one.key_of, one.weight_of)
    return Shown(part.rows, len(one.rows), part.after, part.is_further, is_alone=True)
