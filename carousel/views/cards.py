"""Cards: the pictures of a coach, a club, a season and a rumour for those who share their address.

A card shows what its page shows to readers, whoever asks; what is only said is drawn in pencil and
called a rumour. A rejected rumour has none.
"""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from carousel import editions, season_table
from carousel.cards import frame
from carousel.cards.climb import Climb
from carousel.cards.frame import Card
from carousel.cards.lane import Lane
from carousel.cards.season import Changes
from carousel.charts.lane_layout import LaneRumour, LaneStint
from carousel.editions import Edition
from carousel.models import Club, Coach, Rumour, Season
from carousel.moves import in_order
from carousel.record.days import Days
from carousel.record.facts import RumourFact, ladder_of
from carousel.views import described, rumour_answer
from carousel.views.as_of import requested_day
from carousel.views.career import posts_of, present_of, with_gaps
from carousel.views.club_seat import seat_of
from carousel.views.coach_lane import NO_COLOUR, rumour_on_lane, stint_on_lane, tick_in_words
from carousel.views.evidence import Evidence
from carousel.views.moved import moved_lead_on
from carousel.views.rumour_rows import hottest_first, row_of
from carousel.views.seasons import lines_of, printed_lines
from carousel.views.unchanged import kept_while_unchanged
from carousel.wording import (
    day_in_words,
    ending_in_words,
    manner_in_words,
    role_in_words,
    stage_in_words,
)

LATEST = 12  # coaches of a club on its card
RUMOURS = 4


@require_safe
@kept_while_unchanged
@moved_lead_on(Coach, "coach-card")
def coach_card(request: HttpRequest, slug: str) -> HttpResponse:
    coach = get_object_or_404(Coach, slug=slug)
    as_of, today = _days(request)
    edition = editions.of_coach(coach, as_of=as_of, today=today)
    posts = posts_of(coach, edition, Evidence(edition))
    told = [r for r in edition.record.rumours if r.coach_id == coach.pk and r.is_public]
    rumours = tuple(rumour_on_lane(r, edition) for r in hottest_first(told)[:RUMOURS])
    lane = Lane(tuple(stint_on_lane(post) for post in posts), rumours, edition.day, tick_in_words)
    lines = (
        described.present_in_words(present_of(with_gaps(posts, edition.day), edition.day)),
        described.talk_in_words(told),
    )
    return _answer(
        _card(_("Coach"), coach.name, lines, lane, edition, is_provisional=coach.is_provisional),
    )


@require_safe
@kept_while_unchanged
@moved_lead_on(Club, "club-card")
def club_card(request: HttpRequest, slug: str) -> HttpResponse:
    club = get_object_or_404(Club, slug=slug)
    as_of, today = _days(request)
    edition = editions.of_club(club, as_of=as_of, today=today)
    told = [r for r in edition.record.rumours if r.club_id == club.pk and r.is_public]
    hottest = [r for r in hottest_first(told) if r.direction == "in"][:RUMOURS]
    rumours = tuple(_named_for(r, edition) for r in hottest)
    lane = Lane(_stints_of(club, edition), rumours, edition.day, tick_in_words)
    lines = (
        described.seat_in_words(seat_of(club, edition, Evidence(edition))),
        described.talk_in_words(told),
    )
    return _answer(_card(_("Club"), club.called, lines, lane, edition, is_provisional=club.is_provisional))


@require_safe
@kept_while_unchanged
def season_card(request: HttpRequest, competition: str, season: str) -> HttpResponse:
    found = get_object_or_404(
        Season.objects.select_related("competition"), competition__slug=competition, slug=season
    )
    as_of, today = _days(request)
    clubs = set(found.clubs.values_list("pk", flat=True))
    edition = editions.of_clubs(clubs, as_of=as_of, today=today)
    lines = lines_of(found, edition, clubs, with_caretakers=True)
    counts = season_table.counts(lines, season_table.clubs_on_record(clubs, printed_lines(found)))
    figures = [(str(counts.changes), _("Changes"))]
    changed = f"{counts.clubs_changed} / {counts.clubs}" if counts.clubs else str(counts.clubs_changed)
    figures += [(changed, _("Clubs that changed"))]
    figures += [(str(number), capfirst(manner_in_words(manner))) for manner, number in counts.by_manner[:2]]
    picture = Changes(
        counts=tuple(figures),
        left=tuple(day for line in lines if (day := _day_of(line.vacated))),
        came=tuple(day for line in lines if (day := _day_of(line.appointed))),
        words_left=_("a seat fell empty"),
        words_came=_("a seat was taken"),
        first=found.starts_on - season_table.PAUSE,
        last=found.ends_on,
        tick=tick_in_words,
    )
    return _answer(_card(_("Season"), f"{found.competition.name} {found.years}", (), picture, edition))


@require_safe
@kept_while_unchanged
def rumour_card(request: HttpRequest, pk: int) -> HttpResponse:
    rumour = get_object_or_404(Rumour.objects.public().select_related("coach", "club"), pk=pk)
    as_of, today = _days(request)
    edition = editions.of_club(rumour.club, as_of=as_of, today=today)
    fact = next((r for r in edition.record.rumours if edition.rumour_ids.get(r.key) == pk), None)
    if fact is None or not fact.is_public or fact.direction not in ("in", "out"):
        raise Http404
    names = {"coach": rumour.coach.name, "club": rumour.club.called}
    is_true = fact.status == "confirmed"
    title = f"{names['coach']}, {names['club']}" if is_true else _("Rumour: %(coach)s, %(club)s") % names
    card = _card(
        _("Confirmed") if is_true else "",
        title,
        described.rumour_in_words(fact, rumour_answer.of(row_of(fact, edition), edition)),
        _climb_of(fact),
        edition,
        is_provisional=rumour.coach.is_provisional or rumour.club.is_provisional,
        is_rumour=not is_true,
    )
    return _answer(card)


@require_safe
@kept_while_unchanged
def site_card(request: HttpRequest) -> HttpResponse:
    """Of the pages that are about nobody alone: nothing of the record is on it."""
    foot = _("What is only said is marked as a rumour.")
    lines = (_("Who coaches whom, with the sentence behind each line."),)
    return _answer(Card("", "Carousel", lines, frame.Ring(), foot, language=get_language() or ""))


def _days(request: HttpRequest) -> tuple[date | None, date]:
    today = timezone.localdate()
    return requested_day(request, today=today), today


def _card(
    kind: str,
    title: str,
    lines: tuple[str, ...],
    picture,
    edition: Edition,
    *,
    is_provisional: bool = False,
    is_rumour: bool = False,
) -> Card:
    marks = [_("Rumour")] if is_rumour else []
    marks += [_("Unverified")] if is_provisional else []
    words = {"day": day_in_words(edition.day)}
    foot = [
        _("As it stood on %(day)s. Later facts are left out.") if edition.is_past else _("As of %(day)s.")
    ]
    if getattr(picture, "rumours", ()) or is_rumour:
        foot.append(_("What is dotted is a rumour, never a fact."))
    return Card(
        kind=kind,
        title=title,
        lines=tuple(filter(None, lines)),
        picture=picture,
        foot=" ".join(foot) % words,
        mark=", ".join(marks),
        is_rumour=is_rumour,
        language=get_language() or "",
    )


def _answer(card: Card) -> HttpResponse:
    response = HttpResponse(frame.png(card), content_type="image/png")
    # Other sites show it beside a link to the page; it holds nothing that is anybody's own.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _climb_of(fact: RumourFact) -> Climb:
    stages = ladder_of(fact.direction)
    return Climb(
        stages=tuple(capfirst(stage_in_words(stage)) for stage in stages),
        reached=stages.index(fact.stage) + 1 if fact.stage in stages else 0,
        ending=ending_in_words(fact.status, fact.by, fact.stage, fact.direction),
        is_confirmed=fact.status == "confirmed",
    )


def _stints_of(club: Club, edition: Edition) -> tuple[LaneStint, ...]:
    """The latest who sat in the seat, each by name, all in the colours of the club."""
    stints = in_order(
        s for s in edition.record.stints if s.club_id == club.pk and (s.is_head or s.is_caretaker)
    )
    colours = (club.colour1, club.colour2 or NO_COLOUR[1]) if club.colour1 else NO_COLOUR
    return tuple(
        LaneStint(
            name=edition.coaches[stint.coach_id].name,
            short="",
            role=role_in_words(stint.role),
            span="",
            group="caretaker" if stint.is_caretaker else "head",
            started=stint.started,
            ended=stint.ended,
            colour1=colours[0],
            colour2=colours[1],
        )
        for stint in stints[-LATEST:]
    )


def _named_for(rumour: RumourFact, edition: Edition) -> LaneRumour:
    names = {"coach": edition.coaches[rumour.coach_id].name, "stage": stage_in_words(rumour.stage)}
    words = _("rumour: %(coach)s, %(stage)s") if rumour.stage else _("rumour: %(coach)s")
    return LaneRumour(words=words % names, opened=rumour.opened_on, ended=None)


def _day_of(time: Days | None) -> date | None:
    return (time.latest or time.earliest) if time else None
