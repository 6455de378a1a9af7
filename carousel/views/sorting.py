"""Tables sorted by a column: which one and which way stands in the address, a minus for downwards."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext

Row = TypeVar("Row")


@dataclass(frozen=True)
class Order:
    """The column that a table is sorted by, and whether from its end to its beginning."""

    key: str
    is_down: bool = False

    def __str__(self) -> str:
        return f"-{self.key}" if self.is_down else self.key

    def towards(self, key: str) -> Order:
        """What a click on the heading of a column asks for: the other way where it is sorted so already."""
        return Order(key, key == self.key and not self.is_down)

    def arranged(self, rows: Iterable[Row], key_of: Callable[[Row], Any]) -> list[Row]:
        """The rows by their keys; those with ``None`` for a key come last both ways, in their own order."""
        keyed = [(key_of(row), row) for row in rows]
        known = sorted(
            (pair for pair in keyed if pair[0] is not None), key=lambda pair: pair[0], reverse=self.is_down
        )
        return [row for _key, row in known] + [row for key, row in keyed if key is None]


def asked_order(request: HttpRequest, keys: Collection[str], default: Order) -> Order:
    """The order that the address asks for by ``sort``, else the usual one."""
    asked = request.GET.get("sort", "") or str(default)
    key = asked.removeprefix("-")
    if key not in keys:
        raise BadRequest(gettext("The table has no such column to sort by. Choose one of its headings."))
    return Order(key, asked.startswith("-"))
