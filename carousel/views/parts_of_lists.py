"""A part of a long list on a page that has several: each begins after a key of its own in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext

from carousel.record.facts import RumourFact, StintFact

Row = TypeVar("Row")
LONGEST_KEY = 40


@dataclass(frozen=True)
class Part(Generic[Row]):
    """``after`` is the key of the next part's beginning; empty where this is the last."""

    rows: list[Row]
    after: str
    is_first: bool

    @property
    def is_further(self) -> bool:
        return not self.is_first


def part_of(
    rows: Sequence[Row],
    after: str,
    size: int,
    key_of: Callable[[Row], str],
    weight_of: Callable[[Row], int] = lambda _row: 1,
) -> Part[Row]:
    """The rows behind the one with the key, in the order given, until they weigh ``size``.

    One at least, however much it weighs; none where there is no room at all.
    """
    keys = [key_of(row) for row in rows] if after else []
    if after and after not in keys:
        raise BadRequest(gettext("This address names no place in the list. Start again from the top."))
    rest = rows[keys.index(after) + 1 :] if after else rows
    found = list(rest[: fitting(rest, size, weight_of, least=int(size > 0))])
    return Part(found, key_of(found[-1]) if found and len(found) < len(rest) else "", not after)


def fitting(rows: Sequence[Row], room: int, weight_of: Callable[[Row], int], *, least: int = 0) -> int:
    """How many of the first rows weigh no more than the room together; ``least`` in any case."""
    number = 0
    for row in rows:
        room -= weight_of(row)
        if room < 0 and number >= least:
            break
        number += 1
    return number


def asked_after(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "")[:LONGEST_KEY]


def key_of_stint(stint: StintFact) -> str:
    return "-".join(str(part) for part in stint.key)


def key_of_rumour(rumour: RumourFact) -> str:
    return "-".join(str(part) for part in rumour.key)
