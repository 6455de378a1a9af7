"""The front page: the news in a sentence, the chain, latest moves, hottest rumours and open seats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from articles.paths import path_of
from carousel import chains, editions, likelihoods, moves
from carousel.addresses import on_day
from carousel.charts import chain as chart
from carousel.editions import Edition
from carousel.likelihood.boards import Likelihood
from carousel.likelihood.movement import SPAN
from carousel.models import Club, Coach
from carousel.moves import Move
from carousel.record.days import Days
from carousel.record.facts import Record, RumourFact, RumourKey
from carousel.views import described, news
from carousel.views.as_of import halts_of_record, requested_day
from carousel.views.career import anchor_of
from carousel.views.chain_words import anchor_of_chain, in_sentences
from carousel.views.choices import asked_with_caretakers
from carousel.views.evidence import Evidence
from carousel.views.likelihood_parts import likely
from carousel.views.open_seats import front_runners, key_of_vacancy, open_vacancies, seat_rows
from carousel.views.pages import render_page
from carousel.views.parts_of_lists import asked_after, part_of
from carousel.views.phrases import how_it_ended, where_from
from carousel.views.rumour_rows import ended_last_first, hottest_first, row_of
from carousel.views.since import Changed, asked_since, changed_since, part_of_changes, ways_back
from carousel.views.told import Told, told_of
from carousel.views.unchanged import kept_while_unchanged
from carousel.wording import days_after_preposition, days_counted, days_in_words

MOVES, BOARD = 10, 20
NOT = (0, 0)  # the size of no movement
NONE: Mapping[RumourKey, Likelihood] = MappingProxyType({})


@dataclass(frozen=True)
class Lengths:
    """How many rows of each list the page has, and seats of the chain."""

    rumours: int
    ended: int
    seats: int
    chain: int


# The first that leaves the page light is taken; what is left out stands on the pages of the lists.
LENGTHS = (Lengths(6, 5, 5, 99), Lengths(5, 4, 4, 4), Lengths(4, 3, 3, 3), Lengths(3, 2, 2, 2))
# In bytes, nearly: what the lists may weigh together, and what a row of each and a passage at the foot do.
ROOM, OF_MOVE, OF_RUMOUR, OF_ENDED, OF_SEAT, OF_LINK, OF_PASSAGE = 43_000, 1350, 1450, 500, 1000, 2300, 560


@dataclass(frozen=True)
class MoveRow:
    """A line of the results: ``empty`` is how long the seat stood empty, in words.

    ``anchor`` is the row of the club's page that says so.
    """

    on: Days
    is_new_day: bool
    club: Club
    left: Coach | None
    how_left: str
    left_evidence: int | None
    came: Coach | None
    how_came: str
    came_evidence: int | None
    left_told: Told | None
    came_told: Told | None
    empty: str
    anchor: str


@require_safe
@kept_while_unchanged
def today(request: HttpRequest) -> HttpResponse:
    """The front page; with ``?since=MOMENT`` what has changed alone, with ``?only=seats`` the open seats."""
    day = timezone.localdate()
    as_of = requested_day(request, today=day)
    with_caretakers = asked_with_caretakers(request)
    shown = partial(_moved, day=as_of or day, with_caretakers=with_caretakers)
    edition = editions.of_front_page(as_of=as_of, today=day, shown=shown)
    now = timezone.now()
    moment = asked_since(request, now)
    context = {
        "today": day,
        "edition": edition,
        "back": ways_back(now),
        "halts": halts_of_record(as_of, day),
    }
    if moment and not edition.is_past:
        if request.htmx and request.htmx.target == "since":
            return _since(request, edition, changed_since(moment, edition, now))
        context["changed"] = part_of_changes(moment, edition, now, asked_after(request, "after"))
        return render_page(request, "carousel/today/changed.html", context)
    numbers = likelihoods.of_edition(edition, moved=True)
    if request.GET.get("only") == "seats":
        context |= board(edition, numbers, asked_after(request, "after"))
        return render_page(request, "carousel/today/board.html", context)
    context |= front_page(edition, with_caretakers=with_caretakers, numbers=numbers)
    context["about"] = described.About(context["news"].standfirst, context["news"].headline)
    return render_page(request, "carousel/today/today.html", context)


def _moved(record: Record, *, day: date, with_caretakers: bool) -> set:
    """The stints whose ends the page shows with what they rest on."""
    listed = moves.moves(record, day=day, with_caretakers=with_caretakers)[:MOVES]
    moved = {stint.key for move in listed for stint in (move.left, move.came) if stint}
    return moved | {v.predecessor for v in record.vacancies if chains.is_open_seat(v, day)}


def _since(request: HttpRequest, edition: Edition, changed: Changed) -> HttpResponse:
    """The list alone, for a browser that knows when it was here last."""
    context = {"changed": changed, "edition": edition, "out_of_band": True}
    response = render(request, "carousel/today/_since.html", context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def front_page(
    edition: Edition, *, with_caretakers: bool, numbers: Mapping[RumourKey, Likelihood] = NONE
) -> dict:
    """Everything that the front page shows of the edition; ``numbers`` are the likelihoods of its rumours,
    each with its movement."""
    record, evidence = edition.record, Evidence(edition)
    hottest = hottest_first(record.rumours, edition.day)
    runners = front_runners(hottest)
    moved = moved_most_first(hottest, numbers)
    listed = moves.moves(record, day=edition.day, with_caretakers=with_caretakers)[:MOVES]
    found = chains.chains(record.stints, record.vacancies)
    running = chains.longest_running(found, edition.day)
    whole = running or chains.newest_of_several(found)
    empty = open_vacancies(edition)
    lengths = _lengths(listed, len(hottest), len(empty), len(whole.links) if whole else 0)
    shown = whole.last(lengths.chain) if whole else None
    drawn = news.figure_of(shown, edition, runners) if shown else None
    return {
        "news": _news(running, edition, evidence, listed if not with_caretakers else None),
        "chain_is_running": running is not None,
        "chain_seats": len(whole.links) if whole and shown != whole else 0,
        "chain_address": _address_of_chain(whole, edition) if whole else "",
        "chain_wide": chart.wide(drawn) if drawn else "",
        "chain_tall": chart.tall(drawn) if drawn else "",
        "chain_sentences": in_sentences(shown, edition) if shown else [],
        "with_caretakers": with_caretakers,
        "moves": _move_rows(listed, edition, evidence),
        "rumours": likely([row_of(rumour, edition) for rumour in moved[: lengths.rumours]], numbers),
        "moved_since": edition.day - SPAN,
        "have_moved": any(_movement(rumour, numbers) > NOT for rumour in moved[:1]),
        "open_rumours": len(hottest),
        "ended": [
            row_of(rumour, edition)
            for rumour in ended_last_first(record.rumours)
            if rumour.status not in ("confirmed", "retracted")
        ][: lengths.ended],
        "seats": seat_rows(empty[: lengths.seats], edition, evidence, runners, numbers),
        "seat_count": len(empty),
        "sources": evidence.listed(),
    }


def _address_of_chain(chain: chains.Chain, edition: Edition) -> str:
    """Its place in the list of the newest, where one that is told here is among the first."""
    newest = on_day(f"{path_of('chains')}?order=newest", edition.day if edition.is_past else None)
    return f"{newest}#{anchor_of_chain(chain)}"


def _lengths(listed: list[Move], rumours: int, seats: int, links: int) -> Lengths:
    """As many rows as leave the page light beside these moves and what they rest on."""
    ends = [stint for move in listed for stint in (move.left, move.came) if stint and stint.evidence]
    fixed = OF_MOVE * len(listed) + OF_PASSAGE * len(ends)
    for lengths in LENGTHS:
        weight = (
            fixed
            + OF_RUMOUR * min(rumours, lengths.rumours)
            + OF_ENDED * lengths.ended
            + (OF_SEAT + OF_PASSAGE) * min(seats, lengths.seats)
            + OF_LINK * min(links, lengths.chain)
        )
        if weight <= ROOM:
            break
    return lengths


def board(edition: Edition, numbers: Mapping[RumourKey, Likelihood], after: str) -> dict:
    """Every open seat, a page at a time, with what the page rests on."""
    evidence, empty = Evidence(edition), open_vacancies(edition)
    part = part_of(empty, after, BOARD, key_of_vacancy)
    runners = front_runners(hottest_first(edition.record.rumours, edition.day))
    return {
        "seats": seat_rows(part.rows, edition, evidence, runners, numbers),
        "seat_count": len(empty),
        "part": part,
        "sources": evidence.listed(),
    }


def moved_most_first(hottest: list[RumourFact], numbers: Mapping[RumourKey, Likelihood]) -> list[RumourFact]:
    """By how far each likelihood has moved within a week, up or down; of equals the hotter first."""
    return sorted(hottest, key=lambda rumour: _movement(rumour, numbers), reverse=True)


def _movement(rumour: RumourFact, numbers: Mapping[RumourKey, Likelihood]) -> tuple[int, int]:
    found = numbers.get(rumour.key)
    return found.moved.size if found and found.moved else NOT


def _news(
    running: chains.Chain | None, edition: Edition, evidence: Evidence, listed: list[Move] | None
) -> news.News:
    """``listed`` are the moves without caretakers, where the page lists them so."""
    if running:
        return news.of_chain(running, edition)
    newest = listed
    if newest is None:
        newest = moves.moves(edition.record, day=edition.day, with_caretakers=False)
    return news.of_move(newest[0], edition, evidence) if newest else news.nothing_yet()


def _move_rows(listed: list[Move], edition: Edition, evidence: Evidence) -> list[MoveRow]:
    rows: list[MoveRow] = []
    for move in listed:
        left, came = move.left, move.came
        rows.append(
            MoveRow(
                on=move.on,
                is_new_day=not rows or rows[-1].on != move.on,
                club=edition.clubs[move.club_id],
                left=edition.coaches[left.coach_id] if left else None,
                how_left=_how_left(move, edition),
                left_evidence=evidence.of_end(left),
                came=edition.coaches[came.coach_id] if came else None,
                how_came=_how_came(move, edition),
                came_evidence=evidence.of_start(came),
                left_told=told_of(left, "end", edition),
                came_told=told_of(came, "start", edition),
                empty=_time_empty(move, edition),
                anchor=anchor_of(came) if came and move.has_filled else "history",
            )
        )
    return rows


def _how_left(move: Move, edition: Edition) -> str:
    if move.left is None or move.left.ended is None:
        return ""
    how = how_it_ended(move.left, edition)
    is_other_day = move.left.ended != move.on
    return ", ".join(filter(None, [how, days_in_words(move.left.ended) if is_other_day else ""]))


def _how_came(move: Move, edition: Edition) -> str:
    if move.came is None:
        return ""
    words = [_("caretaker") if move.came.is_caretaker else "", where_from(move.origin, edition)]
    if move.came.contract_until:
        words.append(
            _("contract until %(time)s") % {"time": days_after_preposition(move.came.contract_until)}
        )
    return ", ".join(filter(None, words))


def _time_empty(move: Move, edition: Edition) -> str:
    if move.vacancy is None:
        return "–"
    if move.has_filled:
        return days_counted(move.vacancy.days(edition.day))
    return pgettext("seat", "open") if chains.is_open_seat(move.vacancy, edition.day) else "–"
