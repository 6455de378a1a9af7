"""A table of the statistics as a file: plain figures, in two columns where one may be a range."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.translation import gettext as _

from carousel.views.csv_files import csv_file
from carousel.views.stats_tables import Cell, Table


def as_csv(table: Table) -> HttpResponse:
    """The whole table, its heads in the language of the page, its figures in none."""
    return csv_file(table.name, [_heads(table), *(list(_cells(table, row)) for row in table.rows)])


def _heads(table: Table) -> list[str]:
    heads: list[str] = []
    for place, column in enumerate(table.columns):
        figure = {"figure": column}
        both = [_("%(figure)s, min") % figure, _("%(figure)s, max") % figure]
        heads += both if place in table.ranged else [column]
    return heads


def _cells(table: Table, row: tuple[Cell, ...]) -> Iterator[str]:
    """A figure that nobody knows is an empty cell; one that is sure stands in both of its columns."""
    for place, cell in enumerate(row):
        if place not in table.ranged:
            yield str(cell)
            continue
        least, most = cell if isinstance(cell, tuple) else (None, None)
        yield "" if least is None else str(least)
        yield "" if most is None else str(most)
