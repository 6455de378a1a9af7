"""What readers are told of the feeds of an outlet: how much comes, and how much of it is about coaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from articles.models import Claim, Outlet

DAYS = 30


@dataclass(frozen=True)
class Supply:
    """The articles of an outlet in the thirty days up to a day; ``last`` is the day of its newest ever."""

    last: date | None
    per_day: float
    claims_per_article: float | None


def supply(outlet: Outlet, *, day: date) -> Supply | None:
    """How the outlet's feeds supplied us up to the day; nothing where it has no feed that is on."""
    if not outlet.feeds.filter(is_on=True).exists():
        return None
    published = outlet.articles.filter(published_on__lte=day).order_by("-published_on")
    last = published.values_list("published_on", flat=True).first()
    of_late = published.filter(published_on__gt=day - timedelta(days=DAYS)).order_by()
    articles = of_late.count()
    claims = Claim.objects.standing().filter(article__in=of_late).count()
    per_article = round(claims / articles, 1) if articles else None
    return Supply(last, round(articles / DAYS, 1), per_article)
