"""Statistics: how often coaches go, how and after how long, for any league and years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from carousel import editions, statistics
from carousel.charts import counts as chart
from carousel.editions import Edition
from carousel.models import Competition, Participation
from carousel.record.facts import ANNOUNCED, REPORTED
from carousel.statistics import Choice, Lengths
from carousel.views.as_of import halts_of_record, requested_day
from carousel.views.csv_files import csv_file
from carousel.views.pages import render_page
from carousel.views.unchanged import kept_while_unchanged
from carousel.wording import count_in_words, country_in_words, manner_in_words

FIRST_YEAR = 1990
YEARS_SHOWN = 10
ALL = "all"


@dataclass(frozen=True)
class Table:
    """A table of the page: its name in the address, heading, columns, rows of text, a bar for each row.

    A cell whose row and column both have a key counts rows, which the address of the two shows; a mean
    or a median stands for the rows of its whole line.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[SafeString, ...] = ()
    row_keys: tuple[str, ...] = ()
    column_keys: tuple[str, ...] = ()

    @property
    def is_one_line(self) -> bool:
        """Whether it has one row, of figures alone, which no first cell names."""
        return self.name in ("next-job", "empty-seats")

    @property
    def lines(self) -> list[tuple[list[tuple[str, str]], SafeString | str, str]]:
        """The rows, each cell with the words of the address that shows what it counts, with their bars and
        with the words that say which row it is.
        """
        keys = self.row_keys or ("",) * len(self.rows)
        cells = [
            [(text, self._behind(text, row, column)) for text, column in zip(texts, columns, strict=True)]
            for texts, row in zip(self.rows, keys, strict=True)
            if (columns := self.column_keys or ("",) * len(texts))
        ]
        heads = [self.title if self.is_one_line else f"{self.title}: {row[0]}" for row in self.rows]
        return list(zip(cells, self.bars or ("",) * len(self.rows), heads, strict=True))

    def _behind(self, text: str, row: str, column: str) -> str:
        if not row or not column or text in ("0", "–"):
            return ""
        return urlencode({"table": self.name, "row": row, "column": column})


@require_safe
@kept_while_unchanged
def stats(request: HttpRequest) -> HttpResponse:
    """The tables for the choice in the address; ``?table=NAME&format=csv`` gives one as a file."""
    today = timezone.localdate()
    as_of = requested_day(request, today=today)
    edition = editions.of_seats(as_of=as_of, today=today)
    leagues = Leagues(edition)
    choice, asked = choice_of(request, edition.day, leagues)
    tables = tables_of(edition, choice, leagues)
    if request.GET.get("format") == "csv":
        wanted = next((t for t in tables if t.name == request.GET.get("table")), tables[0])
        return csv_file(wanted.name, [wanted.columns, *wanted.rows])
    context = {
        "today": today,
        "edition": edition,
        "halts": halts_of_record(as_of, today),
        "tables": tables,
        "choice": _address_of_choice(request),
        "asked": asked,
        "competitions": leagues.choices,
        "with_caretakers": choice.with_caretakers,
        "is_reported": choice.reading == REPORTED,
    }
    return render_page(request, "carousel/stats/stats.html", context)


def _address_of_choice(request: HttpRequest) -> str:
    """The words of the address that say what is counted, for the rows behind a figure."""
    kept = ("competition", "from", "to", "caretakers", "manner", "as_of")
    return urlencode({name: request.GET[name] for name in kept if request.GET.get(name)})


class Leagues:
    """Which league a club belongs to: that of its newest season on record, else its country."""

    def __init__(self, edition: Edition) -> None:
        rows = Participation.objects.select_related("season__competition").order_by("season__starts_on")
        self.clubs_of: dict[str, set[int]] = {}
        self.name_of: dict[int, str] = {}
        for row in rows:
            competition = row.season.competition
            self.clubs_of.setdefault(competition.slug, set()).add(row.club_id)
            self.name_of[row.club_id] = competition.name
        for pk, club in edition.clubs.items():
            self.name_of.setdefault(pk, country_in_words(club.country) or _("not on record"))
        known = Competition.objects.filter(slug__in=self.clubs_of)
        self.choices = [(c.slug, f"{c.name} ({country_in_words(c.country)})") for c in known]


def choice_of(request: HttpRequest, day: date, leagues: Leagues) -> tuple[Choice, dict[str, str]]:
    def year(name: str, otherwise: int) -> int:
        written = request.GET.get(name, "")
        is_year = written.isascii() and written.isdigit() and len(written) == 4
        return int(written) if is_year else otherwise

    last = year("to", day.year)
    first = min(year("from", max(last - YEARS_SHOWN + 1, FIRST_YEAR)), last)
    competition = request.GET.get("competition", "")
    clubs = leagues.clubs_of.get(competition)
    reading = REPORTED if request.GET.get("manner") == REPORTED else ANNOUNCED
    choice = Choice(
        first_year=first,
        last_year=last,
        clubs=frozenset(clubs) if clubs is not None else None,
        reading=reading,
        with_caretakers=request.GET.get("caretakers") != "without",
        until=day,
    )
    asked = {"from": str(first), "to": str(last), "competition": competition if clubs is not None else ""}
    return choice, asked


def tables_of(edition: Edition, choice: Choice, leagues: Leagues) -> list[Table]:
    stints, day = edition.record.stints, edition.day
    jobs = statistics.next_jobs(stints, choice)
    empty = statistics.empty_seats(edition.record.vacancies, choice)
    timers = statistics.first_timers(stints, choice)
    busiest = statistics.most_changes(stints, choice)
    return [
        _movements(edition, choice),
        _dismissals(edition, choice, leagues),
        _lengths(
            "tenure-of-dismissed",
            _("Tenure of dismissed coaches, by league"),
            _("League"),
            statistics.tenure_of_dismissed(stints, choice, leagues.name_of),
        ),
        _lengths(
            "tenure-by-manner",
            _("Tenure of those who left, by manner"),
            _("Manner"),
            statistics.tenure_by_manner(stints, choice),
            _manner,
        ),
        _lengths(
            "tenure-of-current",
            _("Tenure of coaches in charge, by league"),
            _("League"),
            statistics.tenure_of_current(stints, choice, day, leagues.name_of),
        ),
        _longest(edition, choice),
        Table(
            "next-job",
            _("Time to the next job"),
            (_("Left"), _("Next job on record"), _("Within a year"), _("Mean, days"), _("Median, days")),
            ((str(jobs.left), str(jobs.lengths.number), str(jobs.within_a_year), *_pair(jobs.lengths)),),
            row_keys=(ALL,),
            column_keys=("left", "next", "soon", "next", "next"),
        ),
        Table(
            "first-timers",
            _("Seats taken by coaches without an earlier one on record"),
            (_("Year"), _("Seats taken"), _("By a first-timer")),
            tuple((str(year), str(taken), str(first)) for year, (taken, first) in timers.items()),
            row_keys=tuple(str(year) for year in timers),
            column_keys=("", "taken", "first"),
        ),
        Table(
            "empty-seats",
            _("Seats without a head coach"),
            (_("Seats filled"), _("Mean, days"), _("Median, days")),
            ((str(empty.number), *_pair(empty)),),
            row_keys=(ALL,),
            column_keys=(ALL,) * 3,
        ),
        Table(
            "most-changes",
            _("Clubs that changed most often"),
            (_("Club"), _("Changes")),
            tuple((edition.clubs[club].name, str(number)) for club, number in busiest),
            row_keys=tuple(edition.clubs[club].slug for club, _number in busiest),
            column_keys=("", ALL),
        ),
    ]


def _movements(edition: Edition, choice: Choice) -> Table:
    found = statistics.by_year_and_manner(edition.record.stints, choice)
    manners = (*statistics.SHOWN_MANNERS, "other")
    most = max((counter.total() for counter in found.values()), default=0)
    return Table(
        "movements",
        _("Movements by year"),
        (_("Year"), _("All"), *(_manner(manner) for manner in manners)),
        tuple((str(y), str(c.total()), *(str(c[m]) for m in manners)) for y, c in found.items()),
        tuple(chart.bar([c[m] for m in manners], most) for c in found.values()),
        row_keys=tuple(str(year) for year in found),
        column_keys=("", ALL, *manners),
    )


def _dismissals(edition: Edition, choice: Choice, leagues: Leagues) -> Table:
    found = statistics.dismissals_by_year_and_league(edition.record.stints, choice, leagues.name_of)
    years = sorted({year for counter in found.values() for year in counter})
    most = max((counter.total() for counter in found.values()), default=0)
    return Table(
        "dismissals",
        _("Dismissals by league and year"),
        (_("League"), *(str(year) for year in years), _("All")),
        tuple(
            (league, *(str(counter[year]) for year in years), str(counter.total()))
            for league, counter in found.items()
        ),
        tuple(chart.bar([counter.total()], most) for counter in found.values()),
        row_keys=tuple(found),
        column_keys=("", *(str(year) for year in years), ALL),
    )


def _lengths(
    name: str, title: str, group: str, found: dict[str, Lengths], words: Callable[[str], str] = str
) -> Table:
    most = max((int(lengths.mean[1]) for lengths in found.values() if lengths.mean), default=0)
    return Table(
        name,
        title,
        (group, _("Number"), _("Mean, days"), _("Median, days")),
        tuple((words(key), str(lengths.number), *_pair(lengths)) for key, lengths in found.items()),
        tuple(chart.bar([int(lengths.mean[1]) if lengths.mean else 0], most) for lengths in found.values()),
        row_keys=tuple(found),
        column_keys=("", ALL, ALL, ALL),
    )


def _longest(edition: Edition, choice: Choice) -> Table:
    day = edition.day
    found = statistics.running(edition.record.stints, choice, day)[: statistics.FEWEST_ON_A_LIST]
    most = max(((s.days(day)[1] or 0) for s in found), default=0)
    return Table(
        "longest-serving",
        _("Longest in charge"),
        (_("Coach"), _("Club"), _("Days")),
        tuple(
            (
                edition.coaches[s.coach_id].name,
                edition.clubs[s.club_id].name,
                count_in_words(s.days(day)),
            )
            for s in found
        ),
        tuple(chart.bar([s.days(day)[1] or 0], most) for s in found),
        row_keys=(ALL,) * len(found),
        column_keys=("", "", ALL),
    )


def _pair(lengths: Lengths) -> tuple[str, str]:
    """Mean and median in days, as ranges where days are; a dash where there is nothing to count."""
    return tuple(
        count_in_words((round(pair[0]), round(pair[1]))) if pair else "–"
        for pair in (lengths.mean, lengths.median)
    )  # type: ignore[return-value]


def _manner(manner: str) -> str:
    return capfirst(_("other") if manner == "other" else manner_in_words(manner))
