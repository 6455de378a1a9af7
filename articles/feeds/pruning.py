"""Old looks at feeds go: of each feed stay those of the last month, and the newest hundred in any case."""

from __future__ import annotations

from datetime import datetime, timedelta

from articles.feeds.models import Check, Feed

KEPT_FOR = timedelta(days=30)  # more than the days by which a feed's pace is told
KEPT = 100
SLICE = 2_000  # rows of one statement
MOST = 50_000  # rows of one call; what is left is for the next


def prune_checks(*, at: datetime) -> int:
    """The checks that nobody looks at any more are gone; returns how many. Safe to break off and repeat."""
    gone = 0
    for feed_id in Feed.objects.order_by("pk").values_list("pk", flat=True).iterator():
        if gone >= MOST:
            break
        gone += _prune(feed_id, at - KEPT_FOR)
    return gone


def _prune(feed_id: int, month_ago: datetime) -> int:
    checks = Check.objects.filter(feed_id=feed_id).order_by("-at", "-pk")
    last_kept = checks.values_list("at", flat=True)[KEPT - 1 : KEPT].first()
    if last_kept is None:
        return 0
    old = checks.filter(at__lt=min(month_ago, last_kept)).values("pk")[:SLICE]
    gone = 0
    while number := Check.objects.filter(pk__in=old).delete()[0]:
        gone += number
    return gone
