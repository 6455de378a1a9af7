"""Tables as CSV files that a spreadsheet may open."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

# A cell that begins so would be a formula in a spreadsheet (OWASP ASVS 1.2.10).
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(name: str, rows: Iterable[Sequence[str]]) -> HttpResponse:
    """The rows, the heading first among them, as a file of that name; no cell is taken for a formula."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    csv.writer(response).writerows([safe_cell(cell) for cell in row] for row in rows)
    return response


def safe_cell(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
