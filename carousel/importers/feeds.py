"""The feeds that every copy starts with: made once, switched off, and then the editors' own."""

from __future__ import annotations

from collections.abc import Mapping

from articles.feeds.models import Feed
from articles.models import Outlet
from carousel.importers.rows import FeedRow, ImportResult


def enter(rows: Mapping[str, FeedRow]) -> ImportResult:
    """Feeds that are not on record yet are, switched off; those that are stay exactly as they are."""
    known = set(Feed.objects.filter(url_key__in=rows).values_list("url_key", flat=True))
    outlets = _outlets({row.outlet for row in rows.values()})
    new = [
        Feed(outlet=outlets[row.outlet], url=row.url, url_key=key, title=row.title)
        for key, row in rows.items()
        if key not in known
    ]
    Feed.objects.bulk_create(new, ignore_conflicts=True)
    return ImportResult(created=[f"feed {feed.url}" for feed in new], unchanged=len(known))


def _outlets(keys: set[str]) -> dict[str, Outlet]:
    """The outlets by their keys in the files, whatever their slugs are by now."""
    return {
        outlet.reference["key"]: outlet for outlet in Outlet.objects.filter(reference__key__in=list(keys))
    }
