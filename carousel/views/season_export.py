"""A season's table as files: CSV, and the wikitext that encyclopaedias use."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse

from carousel.views.csv_files import csv_file

# That of its heads, and the only one whose cells the import reads back.
LANGUAGE = "en"
HEADING = (
    "Team",
    "Outgoing manager",
    "Manner of departure",
    "Date of vacancy",
    "Position in table",
    "Incoming manager",
    "Date of appointment",
)


def cells_of(row) -> tuple[str, ...]:
    """The seven cells of a row as text."""
    return (
        row.team,
        people(row.outgoing),
        row.manner,
        row.vacancy,
        row.position,
        people(row.incoming),
        row.appointment,
    )


def people(named: Iterable) -> str:
    return " & ".join(
        f"{p.coach.name} (caretaker)" if p.is_caretaker and p.is_called_so else p.coach.name for p in named
    )


def as_csv(season, rows: Iterable) -> HttpResponse:
    name = f"{season.years} {season.competition.name}"
    lines = [(name, *cells_of(row)) for row in rows]
    return csv_file(f"{season.competition.slug}-{season.slug}", [("Season", *HEADING), *lines])


def as_wikitext(season, rows: Iterable) -> HttpResponse:
    lines = ['{| class="wikitable sortable"', "! " + " !! ".join(HEADING)]
    for row in rows:
        cells = [cell.replace("|", "&#124;") for cell in cells_of(row)]
        lines += ["|-", "| " + " || ".join(cells)]
    return HttpResponse("\n".join([*lines, "|}", ""]), content_type="text/plain; charset=utf-8")
