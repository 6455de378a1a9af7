"""Queries that are asked at every verdict, with their SQL made once.

Putting a query into SQL takes the site longer than the database takes to answer it, where a few rows are
asked for by their keys. A ``Prepared`` query is written as any other, with names where its values
will stand; the SQL is made at its first use, and then only the values change. The database is told so
too, and plans it once for each connection, unless `DATABASE_PREPARES` is off.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import Any

import psycopg
from django.db import connections
from django.db.models import QuerySet, Value


class Given(Value):
    """A value that is given whenever the query is asked, by its name."""

    def __init__(self, name: str, kind: str = "", output_field: Any = None) -> None:
        super().__init__(name, output_field=output_field)
        self.kind = kind

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list]:
        return (f"%s::{self.kind}" if self.kind else "%s"), [self]


def given(*names: str) -> dict[str, Given]:
    """A condition on these columns, each of which is asked for by its own name."""
    return {name: Given(name) for name in names}


class AnyOf(Value):
    """Any of these values, or of those that are given by a name: a thousand go to the database as one list.

    ``kind`` is what the database calls such a value.
    """

    def __init__(self, values: str | Collection, kind: str = "bigint") -> None:
        super().__init__(Given(values, kind) if isinstance(values, str) else values)
        self.kind = kind

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list]:
        return f"ANY(%s::{self.kind}[])", [self.value]


# What a number in a row can be, by what the database calls it.
CAN_BE = {"integer": range(-(2**31), 2**31), "bigint": range(-(2**63), 2**63)}


class Statement:
    """SQL with ``$1`` for the first of the values ``named``, ``$2`` for the next, and so on.

    ``kinds`` says which of the numbers are of another kind than ``bigint``.
    """

    def __init__(self, sql: str, named: tuple[str, ...], kinds: Mapping[str, str] | None = None) -> None:
        self.sql = sql
        self.named = {name: CAN_BE.get((kinds or {}).get(name, ""), CAN_BE["bigint"]) for name in named}

    @classmethod
    def of(cls, sql: str, values: tuple, connection: Any) -> Statement:
        """The SQL of a query: what does not change is written into it, so that partial indexes fit."""
        connection.ensure_connection()
        kinds: dict[str, str] = {}
        written = []
        for value in values:
            if isinstance(value, Given):
                kinds.setdefault(value.value, value.kind)
                written.append(f"${[*kinds].index(value.value) + 1}")
            else:
                written.append(psycopg.sql.Literal(value).as_string(connection.connection))
        return cls(sql % tuple(written), tuple(kinds), kinds)

    def rows(self, using: str = "default", /, **given: Any) -> list[tuple]:
        """What the database answers for these values: nothing for a number that no row can have."""
        if any(type(given[name]) is int and given[name] not in can_be for name, can_be in self.named.items()):
            return []
        connection = connections[using]
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        with connection._prepare_cursor(_Preparing(connection.connection)) as cursor:
            cursor.execute(self.sql, [_plain(given[name], can_be) for name, can_be in self.named.items()])
            return cursor.fetchall()


class _Preparing(psycopg.RawCursor):
    """Has what it executes prepared by the database, where the connection may."""

    def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
        return super().execute(query, params, prepare=True, **more)

    def _convert_query(self, query: Any, params: Any = None) -> Any:
        """Kept where Django looks for it when it captures queries."""
        self._query = super()._convert_query(query, params)
        return self._query


def _plain(value: Any, can_be: range) -> Any:
    """Numbers as text: the statement says what they are, and is the same one for small and for large.

    Of a list those are left out that no row can have.
    """
    if type(value) is int:
        return str(value)
    if isinstance(value, (list, set, frozenset)) and all(type(one) is int for one in value):
        return f"{{{','.join(str(one) for one in value if one in can_be)}}}"
    return value


class Prepared:
    """A query whose SQL is made once.

    ``made`` writes it, with ``Given`` and ``AnyOf`` in the place of values. Nothing else may differ from one
    time to the next: what depends on the clock or on who asks has to be given.
    """

    def __init__(self, made: Callable[[], QuerySet]) -> None:
        self._made = made

    @cached_property
    def _in_sql(self) -> tuple[QuerySet, Any, Statement]:
        rows = self._made()
        compiler = rows.query.get_compiler(using=rows.db)
        sql, values = compiler.as_sql()
        # How columns become values does not change either.
        columns = [column for column, *_rest in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(columns)
        compiler.get_converters = lambda _columns: converters
        return rows, compiler, Statement.of(sql, tuple(values), connections[rows.db])

    def ask(self, **given: Any) -> list:
        """What the query finds with what is ``given``: nothing for a number that no row can have."""
        rows, compiler, statement = self._in_sql
        found = statement.rows(rows.db, **given)
        if compiler.has_extra_select:
            found = [row[: compiler.col_count] for row in found]
        compiler, query = copy.copy(compiler), copy.copy(rows.query)
        compiler.connection = connections[rows.db]
        compiler.execute_sql = lambda *_args, **_kwargs: [found]
        query.get_compiler = lambda *_args, **_kwargs: compiler
        asked = rows.__class__(rows.model, query, rows.db)
        asked._iterable_class, asked._fields = rows._iterable_class, rows._fields
        return list(asked)

    def first(self, **given: Any) -> Any:
        """The first that it finds, or ``None``."""
        found = self.ask(**given)
        return found[0] if found else None
