"""Coaches: the list, and the page of one career."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Claim
from carousel import changed_days, editions, linked_data
from carousel.editions import Edition
from carousel.models import Club, Coach, CoachAlias
from carousel.record.facts import Record, RumourFact, StintFact
from carousel.seat_states import is_in_post
from carousel.views import described
from carousel.views.as_of import halts_of, halts_of_record, requested_day
from carousel.views.career import newest_first, posts_of, present_of, with_gaps
from carousel.views.career_order import NEWEST_FIRST, SORTS, CareerOrder
from carousel.views.choices import asked_with_caretakers
from carousel.views.coach_lane import Lane, days_of_rumour, lane_of, notes_of
from carousel.views.evidence import Evidence
from carousel.views.moved import moved_lead_on
from carousel.views.neighbours import with_neighbours
from carousel.views.pages import render_page
from carousel.views.paging import page_by_name
from carousel.views.parts_of_lists import Part, asked_after, key_of_rumour, key_of_stint, part_of
from carousel.views.rumour_rows import ended_last_first, hottest_first, row_of
from carousel.views.sorting import asked_order
from carousel.views.unchanged import kept_while_unchanged

# How much of a long career stands on a page: the first has posts, and rumours as far as there is room.
POSTS, ROOM, FEWEST_RUMOURS = 7, 20, 6
POSTS_FURTHER, RUMOURS_FURTHER = 20, 20
MOST_REPORTS = 12  # beside the rest
FIRST = 3  # open rumours beside the name


@require_safe
@kept_while_unchanged
def coach_list(request: HttpRequest) -> HttpResponse:
    """All coaches by name, a page at a time; ``q`` finds those one of whose names begins so, and where
    nobody's does those that are spelt much like it.
    """
    today = timezone.localdate()
    as_of = requested_day(request, today=today)
    words = request.GET.get("q", "").replace("\0", "").strip()[:80]
    coaches = Coach.objects.all()
    page = page_by_name(named(coaches, words) if words else coaches, request.GET.get("after", ""))
    posts = _posts_on({coach.pk for coach in page.rows}, as_of, today)
    for coach in page.rows:
        coach.posts_then = posts[coach.pk]
    context = {"today": today, "as_of": as_of, "words": words, "page": page}
    context["halts"] = halts_of_record(as_of, today)
    context["about"] = described.of_list("coaches")
    return render_page(request, "carousel/coaches/list.html", context)


@require_safe
@kept_while_unchanged
@moved_lead_on(Coach)
def coach_detail(request: HttpRequest, slug: str) -> HttpResponse:
    coach = get_object_or_404(Coach, slug=slug)
    today = timezone.localdate()
    as_of = requested_day(request, today=today)
    shown = Shown(
        CareerOrder(asked_order(request, SORTS, NEWEST_FIRST), as_of or today),
        asked_after(request, "posts"),
        asked_after(request, "rumours"),
        "reports" in request.GET,
        asked_with_caretakers(request),
    )
    edition = editions.of_coach(coach, as_of=as_of, today=today, shown=shown)
    changed = changed_days.of_coach(coach.pk, edition.days_of_change, edition.day, today)
    told = _told_of(edition, shown, {one.day for one in changed})
    edition = editions.with_clubs(edition, (rumour.club_id for rumour in told))
    context = {"today": today, "edition": edition, "coach": coach, "slider_in_page": True}
    context |= coach_page(coach, edition, shown)
    context["facts"] = linked_data.of_coach(coach, edition, settings.SITE_URL)
    context["about"] = described.coach(context["present"], edition.record.rumours)
    notes = notes_of(context["posts"], told, edition)
    context["halts"] = halts_of(changed, edition.day if edition.is_past else None, notes)
    return render_page(request, "carousel/coaches/detail.html", context)


@dataclass(frozen=True)
class Shown:
    """The part of a long career that a page shows with what it rests on.

    The first page has the newest posts and, as far as there is room beside them, rumours, open ones
    first. A page further on has one of the two alone, from behind the row with the key, and many
    ``reports`` of the posts have one of their own. What is in the post is told of at the head of the
    first page, in whatever ``order`` the posts stand. Without caretakers those spells are left out of
    what is listed and counted.
    """

    do_not_call_in_templates: ClassVar[bool] = True  # they ask it what is on the page

    order: CareerOrder
    posts_after: str = ""
    rumours_after: str = ""
    reports: bool = False
    with_caretakers: bool = True

    def __call__(self, record: Record) -> set:
        posts = self.posts(record.stints)
        rumours = self.rumours(record.rumours, len(self.listed(record.stints)))
        running = [s for s in record.stints if self.is_first and is_in_post(s, self.order.day)]
        return {stint.key for stint in (*posts.rows, *running)} | {rumour.key for rumour in rumours.rows}

    @property
    def is_first(self) -> bool:
        return not (self.posts_after or self.rumours_after or self.reports)

    def listed(self, stints: Iterable[StintFact]) -> list[StintFact]:
        return [stint for stint in stints if self.with_caretakers or not stint.is_caretaker]

    def posts(self, stints: Iterable[StintFact]) -> Part[StintFact]:
        size = 0 if self.rumours_after else POSTS_FURTHER if self.posts_after else POSTS
        return part_of(self.order.of(self.listed(stints)), self.posts_after, size, key_of_stint)

    def rumours(self, rumours: Sequence[RumourFact], posts: int) -> Part[RumourFact]:
        room = max(ROOM - 2 * min(posts, POSTS), FEWEST_RUMOURS)
        size = 0 if self.posts_after or self.reports else RUMOURS_FURTHER if self.rumours_after else room
        told = [*hottest_first(rumours), *ended_last_first(rumours)]
        return part_of(told, self.rumours_after, size, key_of_rumour)


def _posts_on(coaches: set[int], as_of: date | None, today: date) -> dict[int, list[tuple[Club, str]]]:
    """The posts that these coaches held on the day, each with its role in words."""
    edition = editions.of_coaches(coaches, as_of=as_of, today=today)
    held: dict[int, list[tuple[Club, str]]] = defaultdict(list)
    for stint in edition.record.stints:
        if stint.coach_id in coaches and is_in_post(stint, edition.day):
            role = str(Claim.Role(stint.role).label)
            held[stint.coach_id].append((edition.clubs[stint.club_id], role))
    return held


def coach_page(coach: Coach, edition: Edition, shown: Shown) -> dict:
    """Everything that the page of the coach shows of the edition; what is counted is all of it."""
    evidence = Evidence(edition)
    posts = posts_of(coach, edition, evidence)
    # That he had no post is true of the days between, whether his spells as caretaker are listed or not.
    in_time = with_gaps(posts, edition.day)
    listed = {stint.key for stint in shown.listed(edition.record.stints)}
    every_row = [row for row in in_time if row.is_gap or row.stint.key in listed]
    part = shown.posts(edition.record.stints)
    rows = _rows_in_order(every_row, part, shown.order)
    rumours = edition.record.rumours
    reports = sum(len(dated.reports) for row in rows if not row.is_gap for dated in row.dated)
    running, told = hottest_first(rumours), shown.rumours(rumours, len(listed))
    return {
        "posts": posts,
        "rows": with_neighbours(rows, edition),
        "posts_after": part.after,
        "order": shown.order.order,
        "is_newest_first": shown.order.order == NEWEST_FIRST,
        "present": present_of(in_time, edition.day),
        "lane": _lane(coach, every_row, told.rows, edition, shown) if shown.is_first else None,
        "rumour_count": len(rumours),
        "open_count": len(running),
        # The first report and the one that matters most, in the order in which the table points at them.
        "rumours": [
            (row_of(r, edition), evidence.number(r.claims[0]) if r.claims else None, evidence.of_rumour(r))
            for r in told.rows
        ],
        "rumours_after": told.after,
        "shown": shown,
        "with_caretakers": shown.with_caretakers,
        "has_caretaker": any(post.stint.is_caretaker for post in posts),
        "open_rumours": [row_of(r, edition) for r in running[:FIRST]],
        "clubs_led": len({p.club.pk for p in posts if p.stint.is_head and not p.club.is_national}),
        "sides_led": len({p.club.pk for p in posts if p.stint.is_head and p.club.is_national}),
        "has_reports": shown.reports or 0 < reports <= MOST_REPORTS,
        "reports_elsewhere": not shown.reports and reports > MOST_REPORTS,
        "is_partly_undocumented": any(not row.is_gap and row.is_undocumented for row in rows),
        "sources": evidence.listed(),
    }


def _lane(
    coach: Coach, every_row: list, told: list[RumourFact], edition: Edition, shown: Shown
) -> Lane | None:
    """The newest posts and the rumours of the page on one lane, however the table is sorted."""
    stints = shown.listed(edition.record.stints)
    newest = part_of(newest_first(stints), "", POSTS, key_of_stint)
    counted = len(stints), len(edition.record.rumours)
    return lane_of(coach, _rows_shown(every_row, newest), told, edition, counted)


def _rows_in_order(every_row: list, part: Part[StintFact], order: CareerOrder) -> list:
    """The rows of these posts in their order; between them the gaps where that is the order of time."""
    if order.is_by_time:
        return _rows_shown(every_row if order.order.is_down else every_row[::-1], part)
    posts = {row.stint.key: row for row in every_row if not row.is_gap}
    return [posts[stint.key] for stint in part.rows]


def _rows_shown(rows: list, part: Part[StintFact]) -> list:
    """The rows of these posts, each with the gap before it; behind the last of all what is left."""
    places = {row.stint.key: place for place, row in enumerate(rows) if not row.is_gap}
    shown = [places[stint.key] for stint in part.rows]
    if not shown:
        return [] if part.after else rows
    before = [place for place in places.values() if place < shown[0]]
    start = before[-1] + 1 if before and not part.is_first else 0
    return rows[start : shown[-1] + 1 if part.after else len(rows)]


def named(coaches: QuerySet[Coach], words: str) -> QuerySet[Coach]:
    """Those with a name of theirs that begins so, accents aside; else those that are spelt much like it.

    Sorted among the others, "Emerson Leão" would stand before the one whose name begins with "Ståle".
    """
    alias = CoachAlias.objects.filter(coach=OuterRef("pk")).filter(_begins("text", words))
    begun = coaches.filter(_begins("name", words) | Exists(alias))
    return begun if begun.exists() else coaches.filter(name__trigram_word_similar=words)


def _begins(field: str, words: str) -> Q:
    """The words open the name or a later part of it; double names are parted by a hyphen."""
    return (
        Q(**{f"{field}__unaccent__istartswith": words})
        | Q(**{f"{field}__unaccent__icontains": f" {words}"})
        | Q(**{f"{field}__unaccent__icontains": f"-{words}"})
    )


def _told_of(edition: Edition, shown: Shown, days: Collection[date]) -> list[RumourFact]:
    """The rumours of which the page says a word, each once: shown ones, the first that are open, and those
    that changed on the days of the slider.
    """
    rumours = edition.record.rumours
    listed = shown.rumours(rumours, len(shown.listed(edition.record.stints))).rows
    changed = [rumour for rumour in rumours if not days_of_rumour(rumour).isdisjoint(days)]
    return list(
        {rumour.key: rumour for rumour in (*listed, *hottest_first(rumours)[:FIRST], *changed)}.values()
    )
