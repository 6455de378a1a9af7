"""Queries that are asked at every verdict, with their SQL made once.

Putting a query into SQL takes the site longer than the database takes to answer it, where a few rows are
asked for by their keys. A ``Prepared`` query is written as any other, with names where its values
will stand; the SQL is made at its first use, and then only the values change.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cached_property
from typing import Any

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


class AnyOf(Given):
    """Any of the values that are given as a list; ``kind`` is what the database calls such a value."""

    def __init__(self, name: str, kind: str = "bigint") -> None:
        super().__init__(name, kind)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list]:
        return f"ANY(%s::{self.kind}[])", [self]


class Prepared:
    """A query whose SQL is made once.

    ``made`` writes it, with ``Given`` and ``AnyOf`` in the place of values. Nothing else may differ from one
    time to the next: what depends on the clock or on who asks has to be given.
    """

    def __init__(self, made: Callable[[], QuerySet]) -> None:
        self._made = made

    @cached_property
    def _in_sql(self) -> tuple[QuerySet, Any, str, tuple]:
        rows = self._made()
        compiler = rows.query.get_compiler(using=rows.db)
        sql, values = compiler.as_sql()
        # How columns become values does not change either.
        columns = [column for column, *_rest in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(columns)
        compiler.get_converters = lambda _columns: converters
        return rows, compiler, sql, tuple(values)

    def ask(self, **given: Any) -> list:
        """What the query finds with the values that are ``given``."""
        rows, compiler, sql, values = self._in_sql
        told = [given[value.value] if isinstance(value, Given) else value for value in values]
        compiler = copy.copy(compiler)
        compiler.connection = connections[rows.db]
        compiler.as_sql = lambda *_args, **_kwargs: (sql, told)
        asked = rows.all()
        asked.query.get_compiler = lambda *_args, **_kwargs: compiler
        return list(asked)

    def first(self, **given: Any) -> Any:
        """The first that it finds, or ``None``."""
        found = self.ask(**given)
        return found[0] if found else None
