"""Seasons: the list of competitions, and the table of one season's managerial changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from articles.models import Claim
from carousel import chains, changed_days, editions, season_table
from carousel.collation import in_index
from carousel.dates import from_range
from carousel.editions import Edition
from carousel.importers.changes import people
from carousel.importers.changes.parsing import team_name
from carousel.models import Change, Club, Coach, Season
from carousel.record.days import Days
from carousel.record.facts import Record, StintFact, StintKey, VacancyFact
from carousel.season_table import Line, Person
from carousel.views import described
from carousel.views.as_of import Halts, halts_of, halts_of_record, requested_day
from carousel.views.career import anchor_of
from carousel.views.chains import SHORTEST, keys_of_chain, row_of_chain
from carousel.views.choices import asked_with_caretakers
from carousel.views.pages import render_page
from carousel.views.season_export import as_csv, as_wikitext
from carousel.views.season_stays import stays_of
from carousel.views.season_strings import lines_of_season
from carousel.views.sorting import Order, asked_order
from carousel.views.told import Told, told_of
from carousel.views.unchanged import kept_while_unchanged
from carousel.wording import country_in_words, days_in_words, manner_in_words, place_in_words


@dataclass(frozen=True)
class Named:
    coach: Coach
    is_caretaker: bool
    arrangement: str = ""
    is_called_so: bool = True


@dataclass(frozen=True)
class Row:
    """A line of the table as the page prints it: the printed words where a table gave them."""

    line: Line
    club: Club
    team: str
    outgoing: tuple[Named, ...]
    manner: str
    vacancy: str
    position: str
    incoming: tuple[Named, ...]
    appointment: str
    left_told: Told | None = None
    came_told: Told | None = None

    @property
    def people(self) -> str:
        """Who went and who came, by name, as far as known."""
        return ", ".join(named.coach.name for named in (*self.outgoing, *self.incoming))


@require_safe
@kept_while_unchanged
def season_list(request: HttpRequest) -> HttpResponse:
    """Every season that had begun by the day, by country and competition, the newest first."""
    day = timezone.localdate()
    as_of = requested_day(request, today=day)
    seasons = Season.objects.select_related("competition")
    if as_of:
        seasons = seasons.filter(starts_on__lte=as_of + season_table.PAUSE)
    found: dict[str, dict] = {}
    for season in seasons.order_by(
        "competition__country", "competition__level", "competition__name", "-starts_on"
    ):
        competition = season.competition
        entry = found.setdefault(competition.slug, {"competition": competition, "seasons": []})
        entry["seasons"].append(season)
    by_country = defaultdict(list)
    for entry in found.values():
        by_country[country_in_words(entry["competition"].country)].append(entry)
    context = {
        "today": day,
        "as_of": as_of,
        "halts": halts_of_record(as_of, day),
        "countries": sorted(by_country.items()),
        "about": described.of_list("seasons"),
    }
    return render_page(request, "carousel/seasons/list.html", context)


@require_safe
@kept_while_unchanged
def season_detail(request: HttpRequest, competition: str, season: str) -> HttpResponse:
    """The season's table; ``?format=csv`` and ``?format=wikitext`` give the same rows as files."""
    found = get_object_or_404(
        Season.objects.select_related("competition"), competition__slug=competition, slug=season
    )
    today = timezone.localdate()
    clubs = {club.pk: club for club in found.clubs.all()}
    as_of = requested_day(request, today=today)
    with_caretakers = asked_with_caretakers(request)
    told = _Told(found, printed_lines(found), set(clubs), min(as_of or today, today), with_caretakers)
    # A chain leads out of the league, and ends with whoever moves up.
    edition = editions.of_seats(
        as_of=as_of,
        today=today,
        with_other_posts=True,
        talk=_talk_of(found, clubs),
        shown=told.keys_in,
    )
    lines = season_table.with_facts(told.lines, edition.record.stints)
    rows = _rows(lines, edition, clubs)
    if request.GET.get("format") in ("csv", "wikitext"):
        return (as_csv if request.GET["format"] == "csv" else as_wikitext)(found, rows)
    counts = season_table.counts(lines, season_table.clubs_on_record(clubs, told.printed))
    chosen, rows = _chosen(request, rows)
    order = asked_order(request, season_table.SORTS, Order("vacancy"))
    context = {
        "today": today,
        "edition": edition,
        "halts": _halts(found, edition, clubs, as_of),
        "season": found,
        "rows": order.arranged(rows, _KEYS[order.key]),
        "order": order,
        "with_caretakers": with_caretakers,
        "counts": counts,
        "chosen": chosen,
        "by_club": sorted(
            ((clubs[pk], number) for pk, number in counts.by_club),
            key=lambda counted: (-counted[1], in_index(counted[0].called)),
        ),
        "manners": [(manner, manner_in_words(manner), number) for manner, number in counts.by_manner],
        "stays": stays_of(lines, edition, clubs),
        "holders": _holders(found, edition, clubs),
        "strings": lines_of_season(
            found, edition, clubs, counts.clubs_changed, with_caretakers=with_caretakers
        ),
        "chains": [
            row_of_chain(chain, edition) for chain in chains.with_facts(told.chains, edition.record.stints)
        ],
        "others": found.competition.seasons.order_by("-starts_on"),
    }
    context["about"] = described.season(found, counts)
    return render_page(request, "carousel/seasons/detail.html", context)


def _talk_of(season: Season, clubs: Collection[int]) -> editions.Talk:
    window = season_table.window_of(season.starts_on, season.ends_on)
    assert window.earliest is not None
    assert window.latest is not None
    return editions.Talk(frozenset(clubs), window.earliest, window.latest)


def _halts(season: Season, edition: Edition, clubs: Collection[int], as_of: date | None) -> Halts:
    """The days of the season, its summer with it, on which a seat of the league changed."""
    first = season.starts_on - season_table.PAUSE
    over = min(timezone.localdate(), season.ends_on + timedelta(days=1))
    return halts_of(changed_days.of_clubs(clubs, edition.day, over, first=first), as_of)


def _chosen(request: HttpRequest, rows: list[Row]) -> tuple[str, list[Row]]:
    """Of the rows those of the club or the manner in the address, and which that is, in words."""
    club, manner = request.GET.get("club", ""), request.GET.get("manner", "")
    if club:
        rows = [row for row in rows if row.club.slug == club]
        return (rows[0].club.called if rows else club[:80]), rows
    if manner in Claim.Manner.values:
        rows = [row for row in rows if row.outgoing and (row.line.manner or "unspecified") == manner]
        return manner_in_words(manner), rows
    return "", rows


def _chains_of(
    season: Season,
    stints: tuple[StintFact, ...],
    vacancies: tuple[VacancyFact, ...],
    clubs: set[int],
    day: date,
) -> list[chains.Chain]:
    """The chains of two seats and more in which a seat of the league came open in the season."""
    window = season_table.window_of(season.starts_on, season.ends_on, day)
    if window.latest is None or window.latest < season.starts_on:
        return []
    return [
        chain
        for chain in chains.chains(stints, vacancies)
        if len(chain.links) >= SHORTEST
        if any(link.club_id in clubs and _opened_in(link, window) for link in chain.links)
    ]


def _opened_in(link: chains.Link, window: Days) -> bool:
    return link.vacancy.opened.is_bounded and link.vacancy.opened.meets(window)


def lines_of(season: Season, edition: Edition, clubs: set[int], *, with_caretakers: bool) -> list[Line]:
    """The season's changes as the edition knows them, printed ones among them."""
    printed = printed_lines(season)
    return _lines(season, printed, clubs, edition.record.stints, edition.day, with_caretakers=with_caretakers)


def _lines(
    season: Season,
    printed: list[Line],
    clubs: set[int],
    stints: tuple[StintFact, ...],
    day: date,
    *,
    with_caretakers: bool,
) -> list[Line]:
    return season_table.lines(
        stints,
        printed,
        clubs,
        starts_on=season.starts_on,
        ends_on=season.ends_on,
        day=day,
        with_caretakers=with_caretakers,
    )


@dataclass
class _Told:
    """What the page tells of the season, found once, in the record without what it rests on."""

    season: Season
    printed: list[Line]
    clubs: set[int]
    day: date
    with_caretakers: bool
    lines: list[Line] = field(default_factory=list)
    chains: list[chains.Chain] = field(default_factory=list)

    def keys_in(self, record: Record) -> set[StintKey]:
        """The stints of which the table and the chains of the season tell a start or an end."""
        stints, vacancies = record.stints, editions.without_gaps(record.vacancies, self.day)
        self.lines = _lines(
            self.season, self.printed, self.clubs, stints, self.day, with_caretakers=self.with_caretakers
        )
        self.chains = _chains_of(self.season, stints, vacancies, self.clubs, self.day)
        told = {stint.key for line in self.lines for stint in (line.left, line.came) if stint}
        return told | {key for chain in self.chains for key in keys_of_chain(chain)}


def printed_lines(season: Season) -> list[Line]:
    lines = []
    for change in Change.objects.filter(season=season).prefetch_related("coaches"):
        sides = {
            side: _people_of(change, side, change.cells.get(column, ""))
            for side, column in (("out", "outgoing"), ("in", "incoming"))
        }
        lines.append(
            Line(
                club_id=change.club_id,
                outgoing=sides["out"],
                manner=change.manner,
                vacated=from_range(change.vacated),
                position=change.position,
                incoming=sides["in"],
                appointed=from_range(change.appointed),
                printed=(
                    ("team", team_name(change.cells.get("team", ""))),
                    ("manner", change.manner_words),
                    ("vacancy", change.cells.get("vacancy", "")),
                    ("appointment", change.cells.get("appointment", "")),
                ),
                source=change.source,
            )
        )
    return lines


def _people_of(change: Change, side: str, cell: str) -> tuple[Person, ...]:
    told = [row for row in change.coaches.all() if row.side == side]
    called = {place for place, person in enumerate(people.read(cell)) if person.role == "caretaker"}
    return tuple(Person(row.coach_id, row.role == "caretaker", row.place in called) for row in told)


def _rows(lines: list[Line], edition: Edition, clubs: dict[int, Club]) -> list[Row]:
    wanted = {p.coach_id for line in lines for p in (*line.outgoing, *line.incoming)}
    coaches = edition.coaches | Coach.objects.in_bulk(wanted - set(edition.coaches))
    return [
        Row(
            line=line,
            club=clubs[line.club_id],
            team=_team(line, clubs[line.club_id]),
            outgoing=_named(line.outgoing, line.left, coaches),
            manner=_manner(line),
            vacancy=_day(line.vacated, line.words.get("vacancy", "")),
            position=place_in_words(line.position),
            incoming=_named(line.incoming, line.came, coaches),
            appointment=_day(line.appointed, line.words.get("appointment", "")),
            left_told=told_of(line.left, "end", edition),
            came_told=told_of(line.came, "start", edition),
        )
        for line in lines
    ]


def _named(
    people: Iterable[Person], stint: StintFact | None, coaches: Mapping[int, Coach]
) -> tuple[Named, ...]:
    """Who went, or who came; how the post was shared is known of whoever has the stint on record."""
    held = {stint.coach_id: stint.arrangement} if stint else {}
    return tuple(
        Named(coaches[p.coach_id], p.is_caretaker, held.get(p.coach_id, ""), p.is_called_so) for p in people
    )


def _team(line: Line, club: Club) -> str:
    """The club as the table prints it, where that is in the language of the reader; else as we call it."""
    printed = line.words.get("team", "")
    return printed if printed and get_language() == "en" else club.called


def _manner(line: Line) -> str:
    """The printed words, where the reader's language is that of the table; else ours."""
    words = line.words.get("manner", "")
    if words and get_language() == "en":
        return capfirst(words)
    return capfirst(manner_in_words(line.manner))


def _day(time: Days | None, printed: str) -> str:
    """The day in words; where no day is known the words that were printed."""
    if time is not None and time.is_exact:
        return days_in_words(time)
    return capfirst(printed) if printed else days_in_words(time) if time else ""


def _day_in_order(time: Days | None) -> date | None:
    return (time.latest or time.earliest) if time else None


def _names_in_order(people: tuple[Named, ...]) -> str | None:
    """As the column prints them; of nobody there is nothing to sort by."""
    return in_index(", ".join(named.coach.name for named in people)) or None


def _place_in_order(row: Row) -> int | None:
    """The number in "12th"; words such as "Pre-season" have none."""
    digits = "".join(c for c in row.position if c.isdecimal())
    return int(digits) if digits else None


# What each column is sorted by; rows that are alike stand by the day of the vacancy.
_KEYS: dict[str, Callable[[Row], Any]] = {
    "team": lambda row: in_index(row.team),
    "outgoing": lambda row: _names_in_order(row.outgoing),
    "manner": lambda row: row.manner.casefold() or None,
    "vacancy": lambda row: _day_in_order(row.line.vacated or row.line.appointed),
    "position": _place_in_order,
    "incoming": lambda row: _names_in_order(row.incoming),
    "appointment": lambda row: _day_in_order(row.line.appointed),
}


def _holders(season: Season, edition: Edition, clubs: dict[int, Club]) -> list[dict]:
    """Who began the season in each seat and who holds it at its end, or on the day that is read.

    What happens in the pause after it belongs to the next one, as in the table.
    """
    end = season_table.window_of(season.starts_on, season.ends_on).latest
    last = min(end or season.ends_on, edition.day)
    if last < season.starts_on:
        return []
    rows = [
        {
            "club": clubs[h.club_id],
            "first": _seated(h.first, edition),
            "last": _seated(h.last, edition),
            "is_same": {s.coach_id for s in h.first} == {s.coach_id for s in h.last},
            "days": h.last[0].days(last) if h.last else None,
            "anchor": anchor_of(h.last[0]) if h.last else "",
        }
        for h in season_table.holders(edition.record.stints, clubs, season.starts_on, last)
    ]
    return sorted(
        (row for row in rows if row["first"] or row["last"]),
        key=lambda row: (-((row["days"] or (0, 0))[0] or 0), in_index(row["club"].called)),
    )


def _seated(stints: Iterable[StintFact], edition: Edition) -> tuple[Named, ...]:
    known = ((edition.coaches.get(stint.coach_id), stint) for stint in stints)
    return tuple(Named(coach, stint.is_caretaker, stint.arrangement) for coach, stint in known if coach)
