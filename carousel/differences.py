"""The rows of a table against the facts that they are to be: what differs, and the writing of it."""

from __future__ import annotations

import copy
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models

from carousel.models import Rumour, Stint
from carousel.record.facts import Record, StintKey

# What does not tell one change from another: numbers that are given anew each time it is tried, and what
# the database computes by itself.
NOT_TOLD = frozenset({"id", "revision", "decision_id", "contradicts_id", "urgency", "certain"})


@dataclass(frozen=True)
class Change:
    """One stint or rumour before and after a step; ``None`` means that there is none."""

    before: Rumour | Stint | None
    after: Rumour | Stint | None


@dataclass
class Changes:
    """How many rows of the record were added, changed and removed, by table.

    ``rows`` are the stints and rumours among them, and ``record`` is what they were computed as.
    """

    created: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    updated: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    deleted: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    refused: tuple[tuple[int, StintKey], ...] = ()
    rows: list[Change] = field(default_factory=list)
    record: Record = field(default_factory=Record)

    def __bool__(self) -> bool:
        return any(sum(counts.values()) for counts in (self.created, self.updated, self.deleted))

    def __str__(self) -> str:
        if not self:
            return "nothing to change"
        parts = []
        for verb in ("created", "updated", "deleted"):
            counts: dict[str, int] = getattr(self, verb)
            parts += [f"{number} {table} {verb}" for table, number in sorted(counts.items()) if number]
        return ", ".join(parts)


@dataclass(frozen=True)
class Difference:
    """The rows of a table as they stand against the facts as they are ``wanted``; nothing is written.

    ``rows`` are those that are to be, by key: untouched, ``changed`` or ``new``. Of a changed one there is
    the row as it was, as it is to be, and the names of what differs.
    """

    model: type[models.Model]
    wanted: dict[tuple, Any]
    rows: dict[tuple, Any]
    gone: list[Any]
    changed: list[tuple[Any, Any, list[str]]]
    new: list[Any]

    def changes(self) -> list[Change]:
        return [
            *(Change(row, None) for row in self.gone),
            *(Change(before, after) for before, after, _names in self.changed),
            *(Change(None, row) for row in self.new),
        ]


def compared(
    model: type[models.Model],
    standing: dict[tuple, Any],
    wanted: dict[tuple, Any],
    values_of: Callable[[Any], dict[str, Any]],
    key_names: tuple[str, ...],
) -> Difference:
    """Rows that no fact asks for are to go, rows that differ to be changed, missing ones to be added."""
    found = Difference(model, wanted, {}, [row for key, row in standing.items() if key not in wanted], [], [])
    for key, fact in wanted.items():
        values = values_of(fact)
        row = standing.get(key)
        if row is None:
            row = model(**dict(zip(key_names, key, strict=True)), **values)
            found.new.append(row)
        elif differing := {name: v for name, v in values.items() if getattr(row, name) != v}:
            before, row = row, copy.copy(row)
            for name, value in differing.items():
                setattr(row, name, value)
            if model is Rumour:
                row.revision += 1
            found.changed.append((before, row, list(differing)))
        found.rows[key] = row
    return found


def save(found: Difference, changes: Changes, table: str) -> None:
    """The rows are as they are to be, and the changes count them."""
    model = found.model
    if found.gone:
        model._default_manager.filter(pk__in=[row.pk for row in found.gone]).delete()
        changes.deleted[table] += len(found.gone)
    _save_changed(model, [(row, names) for _before, row, names in found.changed])
    if found.new:
        model._default_manager.bulk_create(found.new, batch_size=1000)
    changes.updated[table] += len(found.changed)
    changes.created[table] += len(found.new)


def _save_changed(model: type[models.Model], changed: list[tuple[Any, list[str]]]) -> None:
    """Rumours that close are written before those that open, since only one of a pair may be open."""
    if not changed:
        return
    differing = {name.removesuffix("_id") for _row, names in changed for name in names}
    names = sorted(differing | ({"revision"} if model is Rumour else set()))
    rows = [row for row, _ in changed]
    opening = [row for row in rows if getattr(row, "status", "") == "open"]
    closing = [row for row in rows if getattr(row, "status", "") != "open"]
    for batch in (closing, opening):
        if batch:
            _update(model, batch, names)


def _update(model: type[models.Model], rows: list[Any], names: list[str]) -> None:
    """The rows are written in one statement, each column as one array.

    Django's own way writes a condition for every row and column, which takes longer than the writing.
    """
    table, key = model._meta.db_table, model._meta.pk
    fields = [key, *(model._meta.get_field(name) for name in names)]
    arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    given = ", ".join(f'"{field.column}" = given."{field.column}"' for field in fields[1:])
    values = [
        [field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows] for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" SET {given} FROM unnest({arrays}) AS given({columns})'
            f' WHERE "{table}"."{key.column}" = given."{key.column}"',
            values,
        )


def key_of(row: Rumour | Stint) -> tuple:
    direction = row.direction if isinstance(row, Rumour) else ""
    return (type(row).__name__, row.coach_id, row.club_id, direction, row.ordinal)


def _values(row: Rumour | Stint) -> dict[str, Any]:
    names = [field.attname for field in row._meta.concrete_fields if field.attname not in NOT_TOLD]
    return {name: getattr(row, name) for name in names}


def told(change: Change) -> list:
    """The change as plain values, the same whenever and by whomever it is tried."""
    return [None if row is None else [key_of(row), _values(row)] for row in (change.before, change.after)]


def differs(change: Change) -> bool:
    """Whether anything of the row is another; evidence that was added is told by its count."""
    before, after = told(change)
    return before != after


def fingerprint_of(changes: Iterable[Change], *beside: Any) -> str:
    """The same for the same changes and what stands beside them, whenever and by whomever they are tried."""
    lines = [*(told(change) for change in changes), *beside]
    return hashlib.sha256(json.dumps(lines, default=str).encode()).hexdigest()
