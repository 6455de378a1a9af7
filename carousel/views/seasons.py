"""Seasons: the list of competitions, and the table of one season's managerial changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Claim
from carousel import chains, changed_days, editions, season_table
from carousel.collation import in_index
from carousel.dates import from_range
from carousel.editions import Edition
from carousel.importers.changes import people
from carousel.importers.changes.parsing import team_name
from carousel.models import Change, Club, Season
from carousel.record.days import Days
from carousel.record.facts import Record, StintFact, StintKey, VacancyFact
from carousel.season_table import Counts, Line, Person
from carousel.views import described
from carousel.views.as_of import Halts, halts_of, halts_of_record, requested_day
from carousel.views.career import anchor_of
from carousel.views.chain_words import anchor_of_chain
from carousel.views.chains import SHORTEST, keys_of_chain, row_of_chain
from carousel.views.choices import asked_with_caretakers
from carousel.views.pages import render_page
from carousel.views.parts_of_lists import asked_after
from carousel.views.season_export import LANGUAGE, as_csv, as_wikitext
from carousel.views.season_parts import Listed, Shown, shown
from carousel.views.season_rows import KEYS, Named, Row, key_of_row, rows_of, weight_of_row
from carousel.views.season_stays import stays_of
from carousel.views.season_strings import Seats, lines_of_season, seats_of_season
from carousel.views.sorting import Order, asked_order
from carousel.views.unchanged import kept_while_unchanged
from carousel.wording import country_in_words, manner_in_words


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
    if request.GET.get("format") in ("csv", "wikitext"):
        with translation.override(LANGUAGE):
            rows = rows_of(lines, edition, clubs)
        return (as_csv if request.GET["format"] == "csv" else as_wikitext)(found, rows)
    rows = rows_of(lines, edition, clubs)
    counts = season_table.counts(lines, season_table.clubs_on_record(clubs, told.printed), told.permanent)
    chosen, rows = _chosen(request, rows)
    order = asked_order(request, season_table.SORTS, Order("vacancy"))
    seats = seats_of_season(found, edition, clubs, with_caretakers=with_caretakers)
    stays = stays_of(lines, told.permanent, edition, clubs)
    only = _asked_only(request)
    arranged = order.arranged(rows, KEYS[order.key])
    lists = {
        "lines": Listed(seats.order, str, _weight_in_lines(seats, rows if only == "lines" else ()), 11_500),
        "changes": Listed(arranged, key_of_row, weight_of_row, 10_000),
        "holders": Listed(_holders(found, edition, clubs), _key_of_holder, lambda _row: 420, 3_400),
        "by-club": Listed(_by_club(counts, clubs), lambda row: str(row[0].pk), lambda _row: 330, 2_700),
        "stays": Listed(stays.rows, lambda stay: stay.anchor, lambda _stay: 330, 1_700),
        "chains": Listed(told.chains, anchor_of_chain, lambda chain: 900 + 2100 * len(chain.links), 8_000),
    }
    page = shown(lists, only, asked_after(request, "after"))
    drawn = page["lines"].rows
    if only == "lines":  # a drawing and its table stand together
        page["changes"] = _of_clubs(arranged, drawn)
    context = {
        "today": today,
        "edition": edition,
        "halts": _halts(found, edition, clubs, as_of),
        "season": found,
        "only": only,
        "alone": page[only] if only else None,
        "rows": page["changes"].rows,
        "changes": page["changes"],
        "lines": page["lines"],
        "order": order,
        "with_caretakers": with_caretakers,
        "counts": counts,
        "chosen": chosen,
        "by_club": page["by-club"].rows,
        "by_club_shown": page["by-club"],
        "manners": [(manner, _manner_counted(manner), number) for manner, number in counts.by_manner],
        "stays": stays,
        "stays_shown": page["stays"],
        "holders": page["holders"].rows,
        "holders_shown": page["holders"],
        "strings": lines_of_season(found, edition, clubs, seats, drawn, counts.clubs_changed),
        "chains": [
            row_of_chain(chain, edition)
            for chain in chains.with_facts(page["chains"].rows, edition.record.stints)
        ],
        "chains_shown": page["chains"],
        "others": found.competition.seasons.order_by("-starts_on"),
    }
    context["about"] = described.season(found, counts)
    return render_page(request, "carousel/seasons/detail.html", context)


def _talk_of(season: Season, clubs: Collection[int]) -> editions.Talk:
    window = season_table.window_of(season.starts_on, season.ends_on)
    assert window.earliest is not None
    assert window.latest is not None
    return editions.Talk(frozenset(clubs), window.earliest, window.latest)


def _asked_only(request: HttpRequest) -> str:
    """The one list that the address asks for; empty for the page of all."""
    only = request.GET.get("only", "")
    return only if only in ("lines", "changes", "holders", "by-club", "stays", "chains") else ""


def _weight_in_lines(seats: Seats, rows: Sequence[Row]) -> Callable[[int], int]:
    """What a club weighs in the drawing, and what of these rows stands in the table below."""
    beside: dict[int, int] = defaultdict(int)
    for row in rows:
        beside[row.club.pk] += weight_of_row(row)
    return lambda club: 230 + 560 * len(seats.stints[club]) + beside[club]


def _key_of_holder(row: dict) -> str:
    return str(row["club"].pk)


def _by_club(counts: Counts, clubs: Mapping[int, Club]) -> list[tuple[Club, int]]:
    """The clubs that changed, those that did most often first."""
    return sorted(
        ((clubs[pk], number) for pk, number in counts.by_club),
        key=lambda counted: (-counted[1], in_index(counted[0].called)),
    )


def _of_clubs(rows: Sequence[Row], clubs: Collection[int]) -> Shown[Row]:
    """All changes at these clubs, which the drawing above them has."""
    found = [row for row in rows if row.club.pk in clubs]
    return Shown(found, len(found))


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
        rows = [row for row in rows if season_table.manner_of(row.line) == manner]
        return _manner_counted(manner), rows
    return "", rows


def _manner_counted(manner: str) -> str:
    """What stands beside the number of those that ended so."""
    return _("manner not on record") if manner == season_table.UNSPECIFIED else manner_in_words(manner)


def _chains_of(
    season: Season,
    stints: tuple[StintFact, ...],
    vacancies: tuple[VacancyFact, ...],
    clubs: set[int],
    day: date,
) -> list[chains.Chain]:
    """The chains of two seats and more in which a seat of the league came open in the season."""
    if day < season.starts_on:
        return []
    window = season_table.window_of(season.starts_on, season.ends_on, day)
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
    permanent: list[Line] = field(default_factory=list)
    chains: list[chains.Chain] = field(default_factory=list)

    def keys_in(self, record: Record) -> set[StintKey]:
        """The stints of which the table and the chains of the season tell a start or an end."""
        stints, vacancies = record.stints, editions.without_gaps(record.vacancies, self.day)
        given = self.season, self.printed, self.clubs, stints, self.day
        self.permanent = _lines(*given, with_caretakers=False)
        self.lines = _lines(*given, with_caretakers=True) if self.with_caretakers else self.permanent
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
