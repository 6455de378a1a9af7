"""Coaches: the list, and the page of one career."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

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
from carousel.views.as_of import Halts, halts_of, halts_of_record, requested_day
from carousel.views.career import posts_of, present_of, with_gaps
from carousel.views.coach_lane import lane_of, note_on
from carousel.views.evidence import Evidence
from carousel.views.moved import moved_lead_on
from carousel.views.pages import render_page
from carousel.views.paging import page_by_name
from carousel.views.phrases import is_in_post
from carousel.views.rumour_rows import ended_last_first, hottest_first, row_of


@require_safe
def coach_list(request: HttpRequest) -> HttpResponse:
    """All coaches by name, a page at a time; ``q`` finds those one of whose names begins so."""
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
    return render_page(request, "carousel/coaches/list.html", context)


@require_safe
@moved_lead_on(Coach)
def coach_detail(request: HttpRequest, slug: str) -> HttpResponse:
    coach = get_object_or_404(Coach, slug=slug)
    today = timezone.localdate()
    edition = editions.of_coach(coach, as_of=requested_day(request, today=today), today=today)
    context = {"today": today, "edition": edition, "coach": coach, "slider_in_page": True}
    context |= coach_page(coach, edition)
    context["facts"] = linked_data.of_coach(coach, edition, settings.SITE_URL)
    context["halts"] = _halts(coach, edition, context, today)
    return render_page(request, "carousel/coaches/detail.html", context)


def _posts_on(coaches: set[int], as_of: date | None, today: date) -> dict[int, list[tuple[Club, str]]]:
    """The posts that these coaches held on the day, each with its role in words."""
    edition = editions.of_coaches(coaches, as_of=as_of, today=today)
    held: dict[int, list[tuple[Club, str]]] = defaultdict(list)
    for stint in edition.record.stints:
        if stint.coach_id in coaches and is_in_post(stint, edition.day):
            role = str(Claim.Role(stint.role).label)
            held[stint.coach_id].append((edition.clubs[stint.club_id], role))
    return held


def coach_page(coach: Coach, edition: Edition) -> dict:
    """Everything that the page of the coach shows of the edition."""
    evidence = Evidence(edition)
    posts = posts_of(coach, edition, evidence)
    rows = with_gaps(posts, edition.day)
    rumours = [r for r in edition.record.rumours if r.coach_id == coach.pk and r.is_public]
    told = [*hottest_first(rumours), *ended_last_first(rumours)]
    return {
        "posts": posts,
        "rows": rows,
        "present": present_of(rows, edition.day),
        "lane": lane_of(coach, rows, told, edition),
        "told": told,
        # The first report and the one that matters most, in the order in which the table points at them.
        "rumours": [
            (row_of(r, edition), evidence.number(r.claims[0]) if r.claims else None, evidence.of_rumour(r))
            for r in told
        ],
        "open_rumours": [row_of(r, edition) for r in told if r.is_open],
        "clubs_led": len({p.club.pk for p in posts if p.stint.is_head and not p.club.is_national}),
        "sides_led": len({p.club.pk for p in posts if p.stint.is_head and p.club.is_national}),
        "has_reports": any(post.dated for post in posts),
        "is_partly_undocumented": any(post.is_undocumented for post in posts),
        "sources": evidence.listed(),
    }


def named(coaches: QuerySet[Coach], words: str) -> QuerySet[Coach]:
    """Those with a name of theirs that begins so, accents aside, or that is spelt much like it."""
    alias = CoachAlias.objects.filter(coach=OuterRef("pk")).filter(_begins("text", words))
    return coaches.filter(_begins("name", words) | Q(name__trigram_word_similar=words) | Exists(alias))


def _begins(field: str, words: str) -> Q:
    """The words open the name or a later part of it; double names are parted by a hyphen."""
    return (
        Q(**{f"{field}__unaccent__istartswith": words})
        | Q(**{f"{field}__unaccent__icontains": f" {words}"})
        | Q(**{f"{field}__unaccent__icontains": f"-{words}"})
    )


def _halts(coach: Coach, edition: Edition, told: dict, today: date) -> Halts:
    """The slider over the career, which stands beside the lane and says in words what changed."""
    changed = changed_days.of_coach(coach.pk, edition.days_of_change, edition.day, today)
    as_of = edition.day if edition.is_past else None
    return halts_of(changed, as_of, lambda on: note_on(on.day, told["posts"], told["told"], edition))
