"""The rows behind a figure of the statistics: the stints that it counts, each with its days and its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from carousel import editions, statistics
from carousel.editions import Edition
from carousel.models import Club, Coach
from carousel.record.days import is_known_length
from carousel.record.facts import StintFact
from carousel.statistics import SHOWN_MANNERS, Choice
from carousel.views.as_of import halts_of_record, requested_day
from carousel.views.career import anchor_of
from carousel.views.pages import render_page
from carousel.views.paging import SIZE
from carousel.views.parts_of_lists import asked_after, key_of_stint, part_of
from carousel.views.phrases import how_it_ended
from carousel.views.stats_choice import Leagues, choice_of
from carousel.views.stats_tables import ALL, Table, named, tables_of, text_of
from carousel.views.unchanged import kept_while_unchanged


@dataclass(frozen=True)
class StintRow:
    stint: StintFact
    coach: Coach
    club: Club
    how: str
    days: tuple[int | None, int | None]

    @property
    def anchor(self) -> str:
        return anchor_of(self.stint)


@require_safe
@kept_while_unchanged
def stats_rows(request: HttpRequest) -> HttpResponse:
    """The stints that ``?table=NAME&row=KEY&column=KEY`` counts, for the same choice as the table's, a page
    at a time.
    """
    today = timezone.localdate()
    as_of = requested_day(request, today=today)
    edition = editions.of_seats(as_of=as_of, today=today)
    choice, asked, leagues = choice_of(request, edition)
    table = named(tables_of(edition, choice, leagues), request.GET.get("table") or "movements")
    row, column = request.GET.get("row") or ALL, request.GET.get("column") or ALL
    found = behind(table.name, row, column, edition, choice, leagues)
    part = part_of(found, asked_after(request, "after"), SIZE, key_of_stint)
    context = {
        "today": today,
        "edition": edition,
        "halts": halts_of_record(as_of, today),
        "table": table,
        "cell": _cell_in_words(table, row, column),
        "period": asked.period if asked.season else "",
        "number": len(found),
        "rows": [_row(stint, edition) for stint in part.rows],
        "part": part,
    }
    return render_page(request, "carousel/stats/rows.html", context)


def behind(
    table: str, row: str, column: str, edition: Edition, choice: Choice, leagues: Leagues
) -> list[StintFact]:
    """The stints that a cell counts; ``all`` stands for every row or column."""
    stints, day = edition.record.stints, edition.day
    running = statistics.running(stints, choice, day)
    over = statistics.ended(stints, choice)
    sacked = [s for s in over if s.manner_as(choice.reading) == "sacked"]
    name_of = leagues.name_of

    def year(stint: StintFact) -> str:
        return str(statistics.year_of(stint.ended))

    def manner(stint: StintFact) -> str:
        told = stint.manner_as(choice.reading)
        return told if told in SHOWN_MANNERS else "other"

    def league(stint: StintFact) -> str:
        return name_of.get(stint.club_id, "")

    find: dict[str, Callable[[], list[StintFact]]] = {
        "movements": lambda: _those(over, (row, year), (column, manner)),
        "dismissals": lambda: _those(sacked, (row, league), (column, year)),
        "tenure-of-dismissed": lambda: _timed(_those(sacked, (row, league)), day),
        "tenure-by-manner": lambda: _timed(_those(over, (row, manner)), day),
        "tenure-of-current": lambda: _timed(_those(running, (row, league)), day),
        "longest-serving": lambda: _those(running[: statistics.FEWEST_ON_A_LIST], (row, key_of_stint)),
        "next-job": lambda: statistics.left_for_next(stints, choice, column),
        "first-timers": lambda: statistics.taken(stints, choice, row, only_first=column == "first"),
        "empty-seats": lambda: _fillers(edition, choice, row),
        "most-days": lambda: _those(
            statistics.served(stints, choice), (row, lambda s: edition.coaches[s.coach_id].slug)
        ),
        "most-changes": lambda: _those(over, (row, lambda s: edition.clubs[s.club_id].slug)),
    }
    return find[table]()


def _those(stints: list[StintFact], *wanted: tuple[str, Callable[[StintFact], str]]) -> list[StintFact]:
    return [s for s in stints if all(key in (ALL, of(s)) for key, of in wanted)]


def _timed(stints: list[StintFact], day: date) -> list[StintFact]:
    """Those of which the days are known; a mean can count no others."""
    return [s for s in stints if is_known_length(statistics.days_by(s, day))]


def _fillers(edition: Edition, choice: Choice, row: str) -> list[StintFact]:
    """Who filled the seats that stood empty, in the year of the row."""
    found = statistics.filled(edition.record.vacancies, choice)
    filled = {v.successor for v in found if row in (ALL, str(statistics.year_of(v.filled)))}
    return [stint for stint in edition.record.stints if stint.key in filled]


def _cell_in_words(table: Table, row: str, column: str) -> str:
    """ "2020, Sacked": what stands at the head of the row and of the column."""
    heads = dict(zip(table.row_keys, (text_of(cells[0]) for cells in table.rows), strict=True))
    columns = dict(zip(table.column_keys, table.columns, strict=True))
    told = [heads.get(row, ""), columns.get(column, "")]
    return capfirst(", ".join(words for words in told if words))


def _row(stint: StintFact, edition: Edition) -> StintRow:
    return StintRow(
        stint=stint,
        coach=edition.coaches[stint.coach_id],
        club=edition.clubs[stint.club_id],
        how=how_it_ended(stint, edition),
        days=statistics.days_by(stint, edition.day),
    )
