"""Outlets: the list, and the page of one with its newest articles."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article, Claim, Outlet
from carousel import changed_days
from carousel.permissions import is_editor
from carousel.views import described, outlets_record
from carousel.views.as_of import halts_of, halts_of_record, requested_day
from carousel.views.feeds_public import supply
from carousel.views.feeds_rows import FeedRow, rows_of
from carousel.views.headlines import withhold_untrue
from carousel.views.outlets_quality import quality
from carousel.views.pages import render_page
from carousel.views.paging import page_by_id, page_by_name
from carousel.views.unchanged import kept_while_unchanged

ARTICLES = 30
FEEDS = 20  # all of an outlet stand in the list of feeds


@require_safe
@kept_while_unchanged
def outlet_list(request: HttpRequest) -> HttpResponse:
    """All outlets by name, with how much of theirs was read up to the day."""
    day = timezone.localdate()
    as_of = requested_day(request, today=day)
    page = page_by_name(Outlet.objects.all(), request.GET.get("after", ""))
    known = _up_to(as_of, "articles__")
    counted = Outlet.objects.filter(pk__in=[outlet.pk for outlet in page.rows]).annotate(
        article_count=Count("articles", filter=known, distinct=True),
        claim_count=Count(
            "articles__claims",
            filter=known & Q(articles__claims__superseded_at__isnull=True),
            distinct=True,
        ),
    )
    counts = {outlet.pk: (outlet.article_count, outlet.claim_count) for outlet in counted}
    rows = [(outlet, *counts[outlet.pk]) for outlet in page.rows]
    context = {"today": day, "as_of": as_of, "rows": rows, "after": page.after}
    context["halts"] = halts_of_record(as_of, day)
    context["about"] = described.of_list("outlets")
    context |= outlets_record.league(as_of or day, request.GET.get("stage", ""))
    return render_page(request, "carousel/outlets/list.html", context)


@require_safe
@kept_while_unchanged
def outlet_detail(request: HttpRequest, slug: str) -> HttpResponse:
    outlet = get_object_or_404(Outlet, slug=slug)
    day = timezone.localdate()
    as_of = requested_day(request, today=day)
    articles = outlet.articles.filter(_up_to(as_of))
    claims = Claim.objects.standing().filter(article__in=articles)
    show = request.GET.get("show", "")
    listed = _listed(outlet, articles, _up_to(as_of), show)
    page = page_by_id(_counted(listed), request.GET.get("after", ""), ARTICLES)
    may_edit = is_editor(request.user)
    if not may_edit:
        withhold_untrue(page.rows)
    context = {
        "today": day,
        "as_of": as_of,
        "halts": halts_of(changed_days.of_articles(outlet.articles.all(), as_of or day, day), as_of),
        "outlet": outlet,
        "show": show if show in ("echoes", "cited") else "",
        "articles": page.rows,
        "after": page.after,
        "supply": supply(outlet, day=as_of or day),
        "quality": quality(outlet, day=as_of or day),
        "feeds": _feeds(outlet) if may_edit and as_of is None else [],
        "may_edit": may_edit,
        "article_count": articles.count(),
        "claim_count": claims.count(),
        "echo_count": claims.exclude(source="").exclude(source_outlet=outlet).count(),
        **outlets_record.of_outlet(outlet, as_of or day),
        "cited_count": Claim.objects.standing()
        .filter(_up_to(as_of, "article__"), source_outlet=outlet)
        .exclude(article__outlet=outlet)
        .count(),
    }
    context["about"] = described.outlet(outlet, context["article_count"], context["claim_count"])
    return render_page(request, "carousel/outlets/detail.html", context)


def _feeds(outlet: Outlet) -> list[FeedRow]:
    """How the feeds are; editors' business, since errors are nothing for readers."""
    feeds = outlet.feeds.select_related("outlet").order_by("-is_on", "pk")
    return rows_of(list(feeds[:FEEDS]), at=timezone.now())


def _listed(outlet: Outlet, articles: QuerySet[Article], up_to: Q, show: str) -> QuerySet[Article]:
    """The articles of the outlet, the ``echoes`` among them, or those of others in which it is ``cited``."""
    standing = Claim.objects.standing()
    if show == "echoes":
        repeating = standing.exclude(source="").exclude(source_outlet=outlet)
        return articles.filter(pk__in=repeating.filter(article__in=articles).values("article"))
    if show == "cited":
        citing = standing.filter(source_outlet=outlet).exclude(article__outlet=outlet)
        return Article.objects.filter(up_to, pk__in=citing.values("article"))
    return articles


def _counted(articles: QuerySet[Article]) -> QuerySet[Article]:
    standing = Q(claims__superseded_at__isnull=True)
    return (
        articles.annotate(claim_count=Count("claims", filter=standing))
        .select_related("outlet")
        .defer("regions")
    )


def _up_to(day: date | None, prefix: str = "") -> Q:
    """Articles published by the day; by their arrival where no day of publication is known."""
    if day is None:
        return Q()
    return Q(**{f"{prefix}published_on__lte": day}) | Q(
        **{f"{prefix}published_on__isnull": True, f"{prefix}arrived_at__date__lte": day}
    )
