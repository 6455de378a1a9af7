"""Names out of plain rows, for evaluations and tests. Who calls it has read the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from .claims import KnownCoach, KnownName
from .known import club_names, coach_names, outlet_names
from .names import Names


def names_from_rows(
    clubs: Iterable[Mapping[str, str]],
    coaches: Iterable[Mapping[str, str]] = (),
    outlets: Iterable[Mapping[str, str]] = (),
) -> Names:
    """Names from rows with the columns of the reference tables; a column that is missing counts as empty."""
    known: list[KnownName] = []
    details: list[KnownCoach] = []
    for row in clubs:
        known += club_names(
            row["key"], row["name"], *(row.get(k) or "" for k in ("short", "aliases", "epithets", "kind"))
        )
    for row in coaches:
        known += coach_names(row["key"], row["name"], row.get("aliases") or "")
        details.append(KnownCoach(row["key"], row.get("nationality") or None, _day(row.get("born"))))
    for row in outlets:
        known += outlet_names(row["key"], row["name"], row.get("cited_as") or "", row.get("kind") or "")
    return Names.compile(known, details)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
