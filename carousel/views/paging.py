"""Lists a page at a time, by key: the next page begins after the last row of this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import CharField, F, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.utils.translation import gettext

from carousel.collation import place_of

SIZE = 50
EPOCH, TICK = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


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


def page_by_moment(
    kinds: Mapping[str, QuerySet], moments: Mapping[str, str], after: str, size: int = SIZE
) -> Page:
    """The newest row first, of several kinds in one order; ``moments`` names the field of each that counts.

    The key is ``microseconds:kind:id``. One query for the places, and those of each kind for its rows.
    """
    last = _place(after, kinds) if after else None
    sides = []
    for kind, rows in kinds.items():
        side = rows.annotate(at=F(moments[kind]), kind_name=Value(kind, output_field=CharField()))
        if last:
            side = side.filter(_is_past(last, kind))
        sides.append(side.order_by().values_list("at", "kind_name", "pk"))
    places = sides[0].union(*sides[1:], all=True).order_by("-at", "-kind_name", "-pk")
    found = list(places[: size + 1])
    page = _page(found, size, lambda place: f"{(place[0] - EPOCH) // TICK}:{place[1]}:{place[2]}")
    by_kind = {
        kind: rows.in_bulk([pk for _at, of, pk in page.rows if of == kind]) for kind, rows in kinds.items()
    }
    return Page([by_kind[kind][pk] for _at, kind, pk in page.rows], page.after)


def _place(after: str, kinds: Mapping[str, QuerySet]) -> tuple[datetime, str, int]:
    ticks, _colon, rest = after.partition(":")
    kind, _colon, pk = rest.partition(":")
    if kind not in kinds:
        raise BadRequest(_no_place())
    return EPOCH + _number(ticks, digits=16) * TICK, kind, _number(pk)


def _is_past(last: tuple[datetime, str, int], kind: str) -> Q:
    """Which rows of the kind come after the last place."""
    at, last_kind, pk = last
    if kind == last_kind:
        return Q(at__lt=at) | Q(at=at, pk__lt=pk)
    return Q(at__lte=at) if kind < last_kind else Q(at__lt=at)


def _page(found: list[Any], size: int, key_of) -> Page:
    rows = found[:size]
    return Page(rows, key_of(rows[-1]) if len(found) > size else "")


def _split(after: str) -> tuple[int, str]:
    number, _, name = after.partition(":")
    return _number(number), name.replace("\0", "")


def _number(text: str, digits: int = 12) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > digits:
        raise BadRequest(_no_place())
    return int(text)


def _no_place() -> str:
    return gettext("This address names no place in the list. Start again from the top.")
