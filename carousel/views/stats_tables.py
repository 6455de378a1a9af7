"""The tables of the statistics: figures, a bar for each row, the keys of the rows behind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from carousel import statistics
from carousel.charts import counts as chart
from carousel.editions import Edition
from carousel.statistics import Choice, Count, Lengths
from carousel.views.parts_of_lists import key_of_stint
from carousel.views.stats_choice import Leagues
from carousel.wording import count_in_words, manner_in_words

ALL = "all"
Cell = str | int | Count
ONE_ROW = ("next-job",)  # tables of a single row, which has no head
YEARS_ACROSS, YEARS = ("dismissals",), 5  # whose columns are years, and how many of them the beginning has
BY_YEAR = ("movements", "first-timers", "empty-seats")  # whose newest row is the last


@dataclass(frozen=True)
class Table:
    """A table of the page: its name in the address, heading, columns, rows, a bar for each row.

    A cell whose row and column both have a key counts rows, which the address of the two shows; a mean
    or a median stands for the rows of its whole line. ``drawn`` says what the bars show, in the order
    of their parts. Figures in the columns at the places in ``ranged`` have a least and a most.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    bars: tuple[SafeString, ...]
    drawn: str
    row_keys: tuple[str, ...] = ()
    column_keys: tuple[str, ...] = ()
    ranged: tuple[int, ...] = ()
    number: int = 0

    def begun(self, rows: int) -> Table:
        """The first rows, and of years the newest, whether they are its rows or its columns.

        ``number`` is then how many rows the whole table has; nothing where nothing was left out.
        """
        kept = slice(-rows, None) if self.name in BY_YEAR else slice(rows)
        shown = self.of_rows(range(len(self.rows))[kept])
        if self.name in YEARS_ACROSS:
            shown = replace(
                shown,
                columns=_newest(self.columns),
                rows=tuple(_newest(row) for row in shown.rows),
                column_keys=_newest(self.column_keys),
            )
        is_cut = len(self.rows) > len(shown.rows) or len(self.columns) > len(shown.columns)
        return replace(shown, number=len(self.rows) if is_cut else 0)

    def of_rows(self, places: Sequence[int]) -> Table:
        """The same with the rows of these places alone."""
        rows, bars, keys = self.rows, self.bars, self.row_keys
        return replace(
            self,
            rows=tuple(rows[place] for place in places),
            bars=tuple(bars[place] for place in places),
            row_keys=tuple(keys[place] for place in places),
        )

    @property
    def has_heads(self) -> bool:
        """Whether the first cell of a row says what the row is about."""
        return self.name not in ONE_ROW

    @property
    def lines(self) -> list[tuple[list[tuple[str, str]], SafeString, str]]:
        """The rows as text, each cell with the address of what it counts, with their bars and with the
        words that say which row it is.
        """
        rows = [urlencode({"table": self.name, "row": key}) if key else "" for key in self.row_keys]
        columns = [urlencode({"column": key}) if key else "" for key in self.column_keys]
        cells = [
            [
                (text_of(cell), _behind(cell, row, column))
                for cell, column in zip(cells, columns or [""] * len(cells), strict=True)
            ]
            for cells, row in zip(self.rows, rows or [""] * len(self.rows), strict=True)
        ]
        heads = [f"{self.title}: {text_of(row[0])}" if self.has_heads else self.title for row in self.rows]
        return list(zip(cells, self.bars, heads, strict=True))


def _newest(cells: tuple) -> tuple:
    """The head, the newest years and what stands behind them for all."""
    return cells if len(cells) <= YEARS + 2 else (cells[0], *cells[-YEARS - 1 :])


def _behind(cell: Cell, row: str, column: str) -> str:
    """The words of the address that shows what is counted; none where nothing is, or for a cell of words."""
    return "" if not row or not column or cell in (0, "–") else f"{row}&{column}"


def named(tables: Sequence[Table], name: str) -> Table:
    """The one of that name; raises ``Http404`` where there is none."""
    found = next((table for table in tables if table.name == name), None)
    if found is None:
        raise Http404
    return found


def text_of(cell: Cell) -> str:
    """A count as the reader's language writes it; a year is no count and comes as text."""
    return cell if isinstance(cell, str) else count_in_words(cell)


def tables_of(edition: Edition, choice: Choice, leagues: Leagues) -> list[Table]:
    stints, day = edition.record.stints, edition.day
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
        _most_days(edition, choice),
        _next_job(edition, choice),
        _first_timers(edition, choice),
        _empty_seats(edition, choice),
        _most_changes(edition, choice),
    ]


def _movements(edition: Edition, choice: Choice) -> Table:
    found = statistics.by_year_and_manner(edition.record.stints, choice)
    manners = (*statistics.SHOWN_MANNERS, "other")
    most = max((counter.total() for counter in found.values()), default=0)
    return Table(
        "movements",
        _("Movements by year"),
        (_("Year"), _("All"), *(_manner(manner) for manner in manners)),
        tuple((str(y), c.total(), *(c[m] for m in manners)) for y, c in found.items()),
        tuple(chart.bar([c[m] for m in manners], most) for c in found.values()),
        ", ".join(_manner(manner) for manner in manners),
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
            (league, *(counter[year] for year in years), counter.total()) for league, counter in found.items()
        ),
        tuple(chart.bar([counter.total()], most) for counter in found.values()),
        _("All"),
        row_keys=tuple(found),
        column_keys=("", *(str(year) for year in years), ALL),
    )


def _lengths(
    name: str, title: str, group: str, found: dict[str, Lengths], words: Callable[[str], str] = str
) -> Table:
    return Table(
        name,
        title,
        (group, _("Number"), _("Mean, days"), _("Median, days")),
        tuple((words(key), lengths.number, *_pair(lengths)) for key, lengths in found.items()),
        _bars_of_means(found.values()),
        _("Mean, days"),
        row_keys=tuple(found),
        column_keys=("", ALL, ALL, ALL),
        ranged=(2, 3),
    )


def _bars_of_means(found: Collection[Lengths]) -> tuple[SafeString, ...]:
    """Each as long as its mean, and open from the shorter to the longer where it is a range."""
    means = [(round(of.mean[0]), round(of.mean[1])) if of.mean else (0, 0) for of in found]
    return tuple(chart.bar_between(*mean, max(most for _few, most in means)) for mean in means)


def _longest(edition: Edition, choice: Choice) -> Table:
    found = statistics.running(edition.record.stints, choice, edition.day)[: statistics.FEWEST_ON_A_LIST]
    days = [statistics.days_by(stint, edition.day) for stint in found]
    names = [(edition.coaches[s.coach_id].name, edition.clubs[s.club_id].called) for s in found]
    return Table(
        "longest-serving",
        _("Longest in charge"),
        (_("Coach"), _("Club"), _("Days")),
        tuple((*named, count) for named, count in zip(names, days, strict=True)),
        _bars_of_days(days),
        _("Days"),
        row_keys=tuple(key_of_stint(stint) for stint in found),
        column_keys=("", "", ALL),
        ranged=(2,),
    )


def _most_days(edition: Edition, choice: Choice) -> Table:
    found = statistics.most_days(edition.record.stints, choice)
    return Table(
        "most-days",
        _("Most days in charge, in all years on record"),
        (_("Coach"), _("Posts"), _("Days")),
        tuple((edition.coaches[one.coach_id].name, one.posts, one.days) for one in found),
        _bars_of_days([one.days for one in found]),
        _("Days"),
        row_keys=tuple(edition.coaches[one.coach_id].slug for one in found),
        column_keys=("", ALL, ALL),
        ranged=(2,),
    )


def _bars_of_days(days: Collection[Count]) -> tuple[SafeString, ...]:
    longest = max((most or 0 for _few, most in days), default=0)
    return tuple(chart.bar_between(few or 0, most or 0, longest) for few, most in days)


def _next_job(edition: Edition, choice: Choice) -> Table:
    jobs = statistics.next_jobs(edition.record.stints, choice)
    parts = [jobs.within_a_year, jobs.lengths.number - jobs.within_a_year, jobs.left - jobs.lengths.number]
    return Table(
        "next-job",
        _("Time to the next job"),
        (_("Left"), _("Next job on record"), _("Within a year"), _("Mean, days"), _("Median, days")),
        ((jobs.left, jobs.lengths.number, jobs.within_a_year, *_pair(jobs.lengths)),),
        (chart.bar(parts, jobs.left),),
        _("Within a year, later, none on record"),
        row_keys=(ALL,),
        column_keys=("left", "next", "soon", "next", "next"),
        ranged=(3, 4),
    )


def _first_timers(edition: Edition, choice: Choice) -> Table:
    found = statistics.first_timers(edition.record.stints, choice)
    most = max((taken for taken, _first in found.values()), default=0)
    return Table(
        "first-timers",
        _("Seats taken by coaches without an earlier one on record"),
        (_("Year"), _("Seats taken"), _("By a first-timer")),
        tuple((str(year), taken, first) for year, (taken, first) in found.items()),
        tuple(chart.bar([first, taken - first], most) for taken, first in found.values()),
        _("First-timers, others"),
        row_keys=tuple(str(year) for year in found),
        column_keys=("", "taken", "first"),
    )


def _empty_seats(edition: Edition, choice: Choice) -> Table:
    """By the year in which they were filled, and at last all of them."""
    found = {
        str(y): lengths for y, lengths in statistics.empty_by_year(edition.record.vacancies, choice).items()
    }
    whole = statistics.empty_seats(edition.record.vacancies, choice)
    rows = [(key, key, lengths) for key, lengths in found.items()]
    rows += [(ALL, _("All"), whole)] if whole.number else []
    return Table(
        "empty-seats",
        _("Seats without a head coach"),
        (_("Year"), _("Seats filled"), _("Mean, days"), _("Median, days")),
        tuple((words, lengths.number, *_pair(lengths)) for _key, words, lengths in rows),
        _bars_of_means([lengths for _key, _words, lengths in rows]),
        _("Mean, days"),
        row_keys=tuple(key for key, _words, _lengths in rows),
        column_keys=("", ALL, ALL, ALL),
        ranged=(2, 3),
    )


def _most_changes(edition: Edition, choice: Choice) -> Table:
    found = statistics.most_changes(edition.record.stints, choice)
    most = max((number for _club, number in found), default=0)
    return Table(
        "most-changes",
        _("Clubs that changed most often"),
        (_("Club"), _("Changes")),
        tuple((edition.clubs[club].called, number) for club, number in found),
        tuple(chart.bar([number], most) for _club, number in found),
        _("Changes"),
        row_keys=tuple(edition.clubs[club].slug for club, _number in found),
        column_keys=("", ALL),
    )


def _pair(lengths: Lengths) -> tuple[Cell, Cell]:
    """Mean and median in days, as ranges where days are; a dash where there is nothing to count."""
    pairs = (lengths.mean, lengths.median)
    mean, median = ((round(pair[0]), round(pair[1])) if pair else "–" for pair in pairs)
    return mean, median


def _manner(manner: str) -> str:
    return capfirst(_("other") if manner == "other" else manner_in_words(manner))
