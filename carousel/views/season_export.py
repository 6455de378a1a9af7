"""A season's table as files: CSV, and the wikitext that encyclopaedias use."""

from __future__ import annotations

import csv
from collections.abc import Iterable

from django.http import HttpResponse

HEADING = (
    "Team",
    "Outgoing manager",
    "Manner of departure",
    "Date of vacancy",
    "Position in table",
    "Incoming manager",
    "Date of appointment",
)
# A cell that begins so would be a formula in a spreadsheet (OWASP ASVS 1.2.10).
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cells_of(row) -> tuple[str, ...]:
    """The seven cells of a row as text."""
    return (
        row.club.name,
        people(row.outgoing),
        row.manner,
        row.vacancy,
        row.position,
        people(row.incoming),
        row.appointment,
    )


def people(named: Iterable) -> str:
    return " & ".join(f"{p.coach.name} (caretaker)" if p.is_caretaker else p.coach.name for p in named)


def as_csv(season, rows: Iterable) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{season.competition.slug}-{season.slug}.csv"'
    writer = csv.writer(response)
    writer.writerow(("Season", *HEADING))
    for row in rows:
        writer.writerow(
            [safe_cell(cell) for cell in (f"{season.years} {season.competition.name}", *cells_of(row))]
        )
    return response


def as_wikitext(season, rows: Iterable) -> HttpResponse:
    lines = ['{| class="wikitable sortable"', "! " + " !! ".join(HEADING)]
    for row in rows:
        cells = [cell.replace("|", "&#124;") for cell in cells_of(row)]
        lines += ["|-", "| " + " || ".join(cells)]
    return HttpResponse("\n".join([*lines, "|}", ""]), content_type="text/plain; charset=utf-8")


def safe_cell(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
