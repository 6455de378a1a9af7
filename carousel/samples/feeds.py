"""The feeds of the sample site: on from the first start, where the site is served at all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from articles.cleaning.urls import url_key
from articles.feeds.models import Feed
from articles.keeping import outlet_named
from articles.models import Outlet
from carousel.samples.site.papers import PAPERS, Paper
from carousel.samples.site.server import HOST

INTERVAL_MINUTES = 5


@transaction.atomic
def load(*, port: int, at: datetime) -> int:
    """The feeds of the site at the port are there, due at once; returns how many are new.

    A feed that is there stays as an editor has it, but follows the site to another port.
    Without a port nothing is served, and the feeds are switched off.
    """
    if not port:
        Feed.objects.filter(url__startswith=f"http://{HOST}:", url__regex=_paths()).update(is_on=False)
        return 0
    return sum(_load(paper, port, at) for paper in PAPERS)


def _load(paper: Paper, port: int, at: datetime) -> bool:
    url = f"http://{HOST}:{port}{paper.path}"
    known = Feed.objects.filter(url__startswith=f"http://{HOST}:", url__endswith=paper.path).first()
    if known:
        if known.url != url:
            Feed.objects.filter(pk=known.pk).update(url=url, url_key=url_key(url), next_check_at=at)
        return False
    Feed.objects.create(
        outlet=outlet_named(paper.name) or _made(paper),
        url=url,
        url_key=url_key(url),
        title=paper.name,
        is_on=True,
        interval_minutes=INTERVAL_MINUTES,
        next_check_at=at,
    )
    return True


def _made(paper: Paper) -> Outlet:
    given = {"slug": slugify(paper.name), "name": paper.name, "language": paper.language}
    return Outlet.objects.create(**given, tier=Outlet.Tier.MIXED)


def _paths() -> str:
    return "(" + "|".join(paper.path.replace(".", r"\.") for paper in PAPERS) + ")$"
