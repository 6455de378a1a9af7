"""Clubs: the list, and the page of one seat with who sat in it and who may get it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from carousel import changed_days, collation, editions, likelihoods, linked_data
from carousel.editions import Edition
from carousel.likelihood.boards import Likelihood
from carousel.likelihood.races import race_of
from carousel.lines import line_of
from carousel.models import Club, ClubAlias
from carousel.record.facts import SEAT_ROLES, Record, RumourFact, RumourKey, StintFact
from carousel.views import club_race, described
from carousel.views.as_of import halts_of, halts_of_record, requested_day
from carousel.views.choices import asked_with_caretakers
from carousel.views.club_history import history_of
from carousel.views.club_seat import Seat, seat_of
from carousel.views.evidence import Evidence
from carousel.views.likelihood_parts import boards_of, likely
from carousel.views.moved import moved_lead_on
from carousel.views.pages import render_page
from carousel.views.paging import page_by_name
from carousel.views.parts_of_lists import Part, asked_after, key_of_stint, part_of
from carousel.views.rumour_rows import ended_last_first, hottest_first, row_of
from carousel.views.unchanged import kept_while_unchanged

# How much of a long history stands on a page.
ENDED, STINTS_FURTHER = 5, 30
FEWEST_STINTS, MOST_STINTS, ROWS = 6, 12, 17  # as many as leave room for the rumours
SEATED = 4  # the newest, of whom the head of the page tells


@require_safe
@kept_while_unchanged
def club_list(request: HttpRequest) -> HttpResponse:
    """All clubs by what they are called, a page at a time; ``q`` finds those with the words in their name."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:80]
    found = named(Club.objects.all(), words) if words else Club.objects.all()
    page = page_by_name(found, request.GET.get("after", ""), name=collation.called())
    day = timezone.localdate()
    as_of = requested_day(request, today=day)
    context = {"today": day, "as_of": as_of, "page": page, "words": words}
    context["halts"] = halts_of_record(as_of, day)
    context["about"] = described.of_list("clubs")
    return render_page(request, "carousel/clubs/list.html", context)


@require_safe
@kept_while_unchanged
@moved_lead_on(Club)
def club_detail(request: HttpRequest, slug: str) -> HttpResponse:
    club = get_object_or_404(Club, slug=slug)
    day = timezone.localdate()
    as_of = requested_day(request, today=day)
    with_caretakers = asked_with_caretakers(request)
    shown = Shown(with_caretakers, asked_after(request, "stints"))
    edition = editions.of_club(club, as_of=as_of, today=day, shown=shown)
    context = {"today": day, "edition": edition, "club": club}
    changed = changed_days.of_club(club.pk, edition.days_of_change, edition.day, day)
    context["halts"] = halts_of(changed, as_of)
    context["facts"] = linked_data.of_club(club, edition, settings.SITE_URL)
    context |= club_page(club, edition, shown)
    told = [r for r in edition.record.rumours if r.club_id == club.pk]
    context["about"] = described.club(context["seat"], told)
    return render_page(request, "carousel/clubs/detail.html", context)


def named(clubs: QuerySet[Club], words: str) -> QuerySet[Club]:
    """Those with the words in their name, accents aside, or that are also written so."""
    alias = ClubAlias.objects.filter(club=OuterRef("pk"), text__unaccent__istartswith=words)
    return clubs.filter(
        Q(name__unaccent__icontains=words) | Q(short_name__unaccent__icontains=words) | Exists(alias)
    )


@dataclass(frozen=True)
class Shown:
    """The part of a long history that a page shows with what it rests on.

    The first page has the rumours about the seat and the newest stints in it; a page further on has
    stints alone, from behind the row with the key.
    """

    with_caretakers: bool = True
    stints_after: str = ""

    def __call__(self, record: Record) -> set:
        """With the head coach whose leaving the page tells of, and whoever is in the seat."""
        rumours = self.rumours(record)
        stints = {stint.key for stint in self.stints(record.stints, rumours).rows}
        seated = line_of(record.stints)
        return stints | {stint.key for stint in seated[-SEATED:]} | {r.key for r in rumours}

    def stints(self, stints: Iterable[StintFact], rumours: Sized) -> Part[StintFact]:
        room = min(max(ROWS - len(rumours), FEWEST_STINTS), MOST_STINTS)
        size = STINTS_FURTHER if self.stints_after else room
        found = line_of(stints, with_caretakers=self.with_caretakers)
        return part_of(found[::-1], self.stints_after, size, key_of_stint)

    def rumours(self, record: Record) -> list[RumourFact]:
        if self.stints_after:
            return []
        return [*hottest_first(record.rumours), *ended_last_first(record.rumours)[:ENDED]]


def club_page(club: Club, edition: Edition, shown: Shown) -> dict:
    """Everything that the page of the club shows of the edition; what is counted is all of it."""
    evidence = Evidence(edition)
    rumours = [r for r in edition.record.rumours if r.club_id == club.pk]
    hottest, over = hottest_first(rumours, edition.day), ended_last_first(rumours)[:ENDED]
    seat = [r for r in hottest if r.role in SEAT_ROLES]
    held = seat_of(club, edition, evidence)
    race = None if shown.stints_after else race_of(rumours, _opened(held), edition.day)
    numbers, course = ({}, []) if shown.stints_after else likelihoods.of_race(edition, club.pk, race)
    candidates = sorted((r for r in seat if r.direction == "in"), key=lambda r: _place(r, numbers))
    # In the order of the page, since evidence is numbered as it is first pointed at.
    return {
        "seat": held,
        "leaving": likely(
            [row_of(r, edition, evidence.of_rumour(r)) for r in seat if r.direction == "out"], numbers
        ),
        "boards": boards_of(likely([row_of(r, edition, evidence.of_rumour(r)) for r in candidates], numbers)),
        "other_posts": likely([row_of(r, edition) for r in hottest if r.role not in SEAT_ROLES], numbers),
        "race": club_race.shown(race, course, edition),
        "ended": [(row_of(r, edition, evidence.of_rumour(r)), club_race.last_of(r, course)) for r in over],
        "history": history_of(
            club,
            edition,
            evidence,
            with_caretakers=shown.with_caretakers,
            part=shown.stints(
                (s for s in edition.record.stints if s.club_id == club.pk), shown.rumours(edition.record)
            ),
        ),
        "with_caretakers": shown.with_caretakers,
        "is_further_on": bool(shown.stints_after),
        "sources": evidence.listed(),
    }


def _opened(seat: Seat) -> date | None:
    """From when the seat has surely stood open, where it does."""
    return seat.vacancy.opened.latest if seat.vacancy else None


def _place(rumour: RumourFact, numbers: Mapping[RumourKey, Likelihood]) -> tuple[int, float]:
    """The seat itself before its caretaker, and the likeliest first; the order of heat decides the rest."""
    found = numbers.get(rumour.key)
    return SEAT_ROLES.index(rumour.role), -(found.share if found else 0.0)
