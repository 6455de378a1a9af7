"""Statistics: how often coaches go, how and after how long, for any league and years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True)
class Table:
    """A table of the page: its name in the address, heading, columns, rows of text, a bar for each row."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[SafeString, ...] = ()

    @property
    def lines(self) -> list[tuple[tuple[str, ...], SafeString]]:
        return list(zip(self.rows, self.bars or ("",) * len(self.rows), strict=True))


@require_safe
@kept_while_unchanged
def stats(request: HttpRequest) -> HttpResponse:
    """The tables for the choice in the address; ``?table=NAME&format=csv`` gives one as a file."""
    today = timezone.localdate()
    as_of = requested_day(request, today=today)
    edition = editions.of_seats(as_of=as_of, today=today)
    leagues = _Leagues(edition)
    choice, asked = _choice(request, edition.day, leagues)
    tables = tables_of(edition, choice, leagues)
    if request.GET.get("format") == "csv":
        wanted = next((t for t in tables if t.name == request.GET.get("table")), tables[0])
        return csv_file(wanted.name, [wanted.columns, *wanted.rows])
    context = {
        "today": today,
        "edition": edition,
        "halts": halts_of_record(as_of, today),
        "tables": tables,
        "asked": asked,
        "competitions": leagues.choices,
        "with_caretakers": choice.with_caretakers,
        "is_reported": choice.reading == REPORTED,
    }
    return render_page(request, "carousel/stats/stats.html", context)


class _Leagues:
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


def _choice(request: HttpRequest, day: date, leagues: _Leagues) -> tuple[Choice, dict[str, str]]:
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


def tables_of(edition: Edition, choice: Choice, leagues: _Leagues) -> list[Table]:
    stints, day = edition.record.stints, edition.day
    jobs = statistics.next_jobs(stints, choice)
    empty = statistics.empty_seats(edition.record.vacancies, choice)
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
            {_manner(m): found for m, found in statistics.tenure_by_manner(stints, choice).items()},
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
        ),
        Table(
            "first-timers",
            _("Seats taken by coaches without an earlier one on record"),
            (_("Year"), _("Seats taken"), _("By a first-timer")),
            tuple(
                (str(year), str(taken), str(first))
                for year, (taken, first) in statistics.first_timers(stints, choice).items()
            ),
        ),
        Table(
            "empty-seats",
            _("Seats without a head coach"),
            (_("Seats filled"), _("Mean, days"), _("Median, days")),
            ((str(empty.number), *_pair(empty)),),
        ),
        Table(
            "most-changes",
            _("Clubs that changed most often"),
            (_("Club"), _("Changes")),
            tuple(
                (edition.clubs[club].name, str(number))
                for club, number in statistics.most_changes(stints, choice)
            ),
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
    )


def _dismissals(edition: Edition, choice: Choice, leagues: _Leagues) -> Table:
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
    )


def _lengths(name: str, title: str, group: str, found: dict[str, Lengths]) -> Table:
    most = max((int(lengths.mean[1]) for lengths in found.values() if lengths.mean), default=0)
    return Table(
        name,
        title,
        (group, _("Number"), _("Mean, days"), _("Median, days")),
        tuple((label, str(lengths.number), *_pair(lengths)) for label, lengths in found.items()),
        tuple(chart.bar([int(lengths.mean[1]) if lengths.mean else 0], most) for lengths in found.values()),
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
    )


def _pair(lengths: Lengths) -> tuple[str, str]:
    """Mean and median in days, as ranges where days are; a dash where there is nothing to count."""
    return tuple(
        count_in_words((round(pair[0]), round(pair[1]))) if pair else "–"
        for pair in (lengths.mean, lengths.median)
    )  # type: ignore[return-value]


def _manner(manner: str) -> str:
    return capfirst(_("other") if manner == "other" else manner_in_words(manner))
