"""Statistics: how often coaches go, how and after how long, for any league, years or season."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from carousel import editions, statistics
from carousel.editions import Edition
from carousel.record.facts import REPORTED
from carousel.statistics import Choice
from carousel.views import described
from carousel.views.as_of import halts_of_record, requested_day
from carousel.views.csv_files import csv_file
from carousel.views.pages import render_page
from carousel.views.stats_choice import Asked, address_of_choice, choice_of
from carousel.views.stats_tables import tables_of
from carousel.views.unchanged import kept_while_unchanged


@require_safe
@kept_while_unchanged
def stats(request: HttpRequest) -> HttpResponse:
    """The tables for the choice in the address; ``?table=NAME&format=csv`` gives one as a file."""
    today = timezone.localdate()
    as_of = requested_day(request, today=today)
    edition = editions.of_seats(as_of=as_of, today=today)
    choice, asked, leagues = choice_of(request, edition)
    tables = tables_of(edition, choice, leagues)
    if request.GET.get("format") == "csv":
        name = request.GET.get("table") or tables[0].name
        wanted = next((table for table in tables if table.name == name), None)
        if wanted is None:
            raise Http404
        # For a program to read, so that a count has no separators.
        return csv_file(wanted.name, [wanted.columns, *([str(cell) for cell in row] for row in wanted.rows)])
    context = {
        "today": today,
        "edition": edition,
        "halts": halts_of_record(as_of, today),
        "tables": tables,
        "choice": address_of_choice(request),
        "asked": asked,
        "about": _about(edition, choice, asked),
        "competitions": leagues.choices,
        "seasons": leagues.season_choices,
        "with_caretakers": choice.with_caretakers,
        "is_reported": choice.reading == REPORTED,
    }
    return render_page(request, "carousel/stats/stats.html", context)


def _about(edition: Edition, choice: Choice, asked: Asked) -> described.About:
    gone = statistics.ended(edition.record.stints, choice)
    sacked = sum(stint.manner_as(choice.reading) == "sacked" for stint in gone)
    period = f"{asked.league}, {asked.period}" if asked.league else asked.period
    return described.statistics(period, len(gone), sacked)
