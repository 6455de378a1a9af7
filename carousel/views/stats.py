"""Statistics: how often coaches go, how and after how long, for any league, years or season."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from carousel import editions, statistics
from carousel.editions import Edition
from carousel.record.facts import REPORTED
from carousel.statistics import Choice
from carousel.views import described
from carousel.views.as_of import halts_of_record, requested_day
from carousel.views.pages import render_page
from carousel.views.parts_of_lists import LONGEST_KEY, Part, asked_after, part_of
from carousel.views.stats_choice import Asked, address_of_choice, choice_of
from carousel.views.stats_csv import as_csv
from carousel.views.stats_tables import Table, named, tables_of
from carousel.views.unchanged import kept_while_unchanged

# Of each table as many rows are shown as leave the page of all eleven light: what weighs most is the address
# of each figure, which has all that the reader chose in it. In bytes, nearly.
MOST_ROWS, FEWEST_ROWS = 10, 3
ROOM, OF_ROW, OF_CELL = 36_000, 290, 85
# What fills the page of one table, each row with its name, its bar and its flag beside its cells.
CELLS, BESIDE = 240, 3


@require_safe
@kept_while_unchanged
def stats(request: HttpRequest) -> HttpResponse:
    """The tables for the choice in the address, of long ones the beginning; ``?table=NAME`` shows one whole,
    a page at a time, and with ``&format=csv`` gives it as a file.
    """
    today = timezone.localdate()
    as_of = requested_day(request, today=today)
    edition = editions.of_seats(as_of=as_of, today=today)
    choice, asked, leagues = choice_of(request, edition)
    tables = tables_of(edition, choice, leagues)
    name = request.GET.get("table", "")
    if request.GET.get("format") == "csv":
        return as_csv(named(tables, name) if name else tables[0])
    part = _part(request, named(tables, name)) if name else None
    context = {
        "today": today,
        "edition": edition,
        "halts": halts_of_record(as_of, today),
        "tables": [part.rows[0]] if part else _begun(tables, address_of_choice(request)),
        "part": part,
        "choice": address_of_choice(request),
        "asked": asked,
        "chosen_words": [words for words in (asked.league, asked.period) if words],
        "about": _about(edition, choice, asked),
        "competitions": leagues.choices,
        "seasons": leagues.season_choices,
        "with_caretakers": choice.with_caretakers,
        "is_reported": choice.reading == REPORTED,
    }
    return render_page(request, "carousel/stats/stats.html", context)


def _begun(tables: list[Table], choice: str) -> list[Table]:
    """The beginning of each, as long as there is room for."""
    begun = tables
    for rows in range(MOST_ROWS, FEWEST_ROWS - 1, -1):
        begun = [table.begun(rows) for table in tables]
        weights = (len(t.rows) * (OF_ROW + len(t.columns) * (OF_CELL + len(choice))) for t in begun)
        if sum(weights) <= ROOM:
            break
    return begun


def _part(request: HttpRequest, table: Table) -> Part[Table]:
    """The rows of the table from the key in the address on, as many as have room on a page."""
    part = part_of(
        range(len(table.rows)),
        asked_after(request, "after"),
        CELLS,
        lambda place: table.row_keys[place][:LONGEST_KEY],
        lambda place: len(table.rows[place]) + BESIDE,
    )
    return Part([table.of_rows(part.rows)], part.after, part.is_first)


def _about(edition: Edition, choice: Choice, asked: Asked) -> described.About:
    gone = statistics.ended(edition.record.stints, choice)
    sacked = sum(stint.manner_as(choice.reading) == "sacked" for stint in gone)
    period = f"{asked.league}, {asked.period}" if asked.league else asked.period
    return described.statistics(period, len(gone), sacked)
