"""Lists a page at a time, by key: the next page begins after the last row of this one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.utils.translation import gettext

from carousel.collation import place_of

SIZE = 50


@dataclass(frozen=True)
class Page:
    """``after`` is the key of the next page's beginning; empty where this is the last."""

    rows: list[Any]
    after: str


def page_by_name(rows: QuerySet, after: str, size: int = SIZE, name: Combinable | None = None) -> Page:
    """Rows by name as in an index of the reader's language; ``name`` is what the page calls them.

    The key is ``id:name``, so that two of one name are both shown.
    """
    ordered = rows.annotate(shown=name or F("name")).annotate(place=place_of(F("shown")))
    ordered = ordered.order_by("place", "pk")
    if after:
        pk, text = _split(after)
        place = place_of(Value(text, output_field=TextField()))
        ordered = ordered.filter(Q(place__gt=place) | Q(place=place, pk__gt=pk))
    found = list(ordered[: size + 1])
    return _page(found, size, lambda row: f"{row.pk}:{row.shown}")


def page_by_id(rows: QuerySet, after: str, size: int = SIZE) -> Page:
    """The newest row first."""
    ordered = rows.order_by("-pk")
    if after:
        ordered = ordered.filter(pk__lt=_number(after))
    return _page(list(ordered[: size + 1]), size, lambda row: str(row.pk))


def _page(found: list[Any], size: int, key_of) -> Page:
    rows = found[:size]
    return Page(rows, key_of(rows[-1]) if len(found) > size else "")


def _split(after: str) -> tuple[int, str]:
    number, _, name = after.partition(":")
    return _number(number), name.replace("\0", "")


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise BadRequest(gettext("This address names no place in the list. Start again from the top."))
    return int(text)
