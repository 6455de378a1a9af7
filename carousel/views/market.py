"""The market: who is without a club, with filters that live in the address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from carousel import editions
from carousel.editions import Edition
from carousel.leagues import League, is_league, leagues_on
from carousel.market import Free, free_on, with_facts
from carousel.models import Club, Coach
from carousel.record.facts import Record, StintKey
from carousel.tongues import known_languages, likely_languages
from carousel.views import described
from carousel.views.as_of import halts_of_record, requested_day
from carousel.views.career import anchor_of
from carousel.views.choices import (
    Choice,
    asked_with_caretakers,
    by_words,
    chosen_words,
    countries_in_words,
    leagues_in_words,
    no_such_filter,
)
from carousel.views.pages import render_page
from carousel.views.parts_of_lists import asked_after, part_of
from carousel.views.phrases import how_it_ended
from carousel.views.rumour_rows import RumourRow, row_of
from carousel.views.told import Told, told_of
from carousel.views.unchanged import kept_while_unchanged
from carousel.wording import spoken_in_words

SIZE = 40
# The words of the address: the last club's country and league, the coach's nationality and languages.
FILTERS = ("nationality", "country", "league", "language", "rumoured")
# Whether somebody, or some club, is of it; that nobody of it is free today is an answer and no mistake.
KNOWN: dict[str, Callable[[str], bool]] = {
    "nationality": lambda code: Coach.objects.filter(nationality=code).exists(),
    "country": lambda code: Club.objects.filter(country=code).exists(),
    "language": lambda code: code in known_languages(),
}


@dataclass(frozen=True)
class FreeRow:
    """``languages`` are those in which he is likely to work."""

    free: Free
    coach: Coach
    club: Club
    how: str
    told: Told | None
    rumours: tuple[RumourRow, ...]
    languages: frozenset[str]

    @property
    def languages_in_words(self) -> str:
        return ", ".join(words for _code, words in by_words(self.languages, spoken_in_words))

    @property
    def anchor(self) -> str:
        return f"m{self.coach.pk}"

    @property
    def stint_anchor(self) -> str:
        """Where his last post stands on his own page."""
        return anchor_of(self.free.last)


@require_safe
@kept_while_unchanged
def market(request: HttpRequest) -> HttpResponse:
    """Coaches without a club, a page at a time; the words of ``FILTERS`` narrow the list.

    Without caretakers it is of those whose last post was no caretaker's.
    """
    today = timezone.localdate()
    as_of = requested_day(request, today=today)
    found: list[Free] = []

    def shown_ends(record: Record) -> set[StintKey]:
        """The posts of whose ends the page tells; who is free is found here, before much is loaded."""
        found[:] = free_on(record.stints, record.rumours, min(as_of or today, today))
        return {free.last.key for free in found}

    edition = editions.of_seats(as_of=as_of, today=today, with_rumours=True, shown=shown_ends)
    leagues = leagues_on(edition.day)
    wanted = _wanted(request, leagues)
    with_caretakers = asked_with_caretakers(request)
    free = with_facts(found, edition.record.stints, edition.record.rumours)
    rows = _rows([one for one in free if with_caretakers or not one.last.is_caretaker], edition)
    shown = [row for row in rows if _fits(row, wanted, leagues)]
    part = part_of(shown, asked_after(request, "after"), SIZE, lambda row: row.anchor)
    offered = _offered(rows, wanted, leagues)
    context = {
        "today": today,
        "edition": edition,
        "halts": halts_of_record(as_of, today),
        "rows": part.rows,
        "part": part,
        "number": len(shown),
        "about": described.market(len(shown)),
        "offered": offered,
        "chosen_words": _chosen(wanted, offered),
        "wanted": wanted,
        "with_caretakers": with_caretakers,
    }
    return render_page(request, "carousel/market/market.html", context)


def _offered(
    rows: list[FreeRow], wanted: Mapping[str, str], leagues: Mapping[str, League]
) -> dict[str, list[Choice]]:
    """What each list of the form has, by the word of the address."""
    nationalities = {row.coach.nationality for row in rows}
    return {
        "nationality": countries_in_words({*nationalities, wanted["nationality"]}),
        "country": countries_in_words({*(row.club.country for row in rows), wanted["country"]}),
        "league": leagues_in_words((one.slug, one.name, one.country) for one in leagues.values()),
        "language": by_words({code for row in rows for code in row.languages}, spoken_in_words),
    }


def _chosen(wanted: Mapping[str, str], offered: Mapping[str, list[Choice]]) -> list[str]:
    talked_of = [(wanted["rumoured"], _("with an open rumour"))]
    return chosen_words(wanted, {**offered, "rumoured": talked_of})


def _wanted(request: HttpRequest, leagues: Mapping[str, League]) -> dict[str, str]:
    """What the address asks for; raises ``BadRequest`` where it names what there is none of."""
    wanted = {name: request.GET.get(name, "") for name in FILTERS}
    for name, is_known in KNOWN.items():
        value = wanted[name]
        if value and ("\0" in value or not is_known(value)):
            raise no_such_filter()
    if wanted["league"] and ("\0" in wanted["league"] or not is_league(wanted["league"], leagues)):
        raise no_such_filter()
    return wanted


def _rows(found: list[Free], edition: Edition) -> list[FreeRow]:
    worked: dict[int, set[str]] = defaultdict(set)
    for stint in edition.record.stints:
        worked[stint.coach_id].add(edition.clubs[stint.club_id].country)
    return [_row(free, worked[free.coach_id], edition) for free in found]


def _row(free: Free, worked_in: set[str], edition: Edition) -> FreeRow:
    coach = edition.coaches[free.coach_id]
    return FreeRow(
        free=free,
        coach=coach,
        club=edition.clubs[free.last.club_id],
        how=how_it_ended(free.last, edition),
        told=told_of(free.last, "end", edition),
        rumours=tuple(row_of(rumour, edition) for rumour in free.rumours),
        languages=likely_languages({coach.nationality, *worked_in}),
    )


def _fits(row: FreeRow, wanted: dict[str, str], leagues: Mapping[str, League]) -> bool:
    league = leagues.get(wanted["league"])
    return (
        wanted["nationality"] in ("", row.coach.nationality)
        and wanted["country"] in ("", row.club.country)
        and (not wanted["league"] or (league is not None and row.club.pk in league.clubs))
        and (not wanted["language"] or wanted["language"] in row.languages)
        and (not wanted["rumoured"] or bool(row.rumours))
    )
