"""What the pages about feeds show of each: its state in words, and what it brought of late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q, QuerySet

from articles.feeds.models import Check, Entry, Feed
from articles.models import Claim, Outlet
from carousel.views.paging import page_by_name

LATELY = timedelta(days=28)
WEEK = timedelta(weeks=1)
SHOWN = {
    "all": Q(),
    "on": Q(is_on=True),
    "failing": Q(is_on=True, failures__gt=0),
    "off": Q(is_on=False),
}


@dataclass(frozen=True)
class FeedRow:
    """A feed and what it brought in the last 28 days."""

    feed: Feed
    per_week: float
    articles: int
    claims: int

    @property
    def state(self) -> str:
        """``off``, ``new``, ``failing`` or ``well``."""
        if not self.feed.is_on:
            return "off"
        if self.feed.failures:
            return "failing"
        return "well" if self.feed.succeeded_at else "new"


@dataclass(frozen=True)
class FeedGroup:
    outlet: Outlet
    rows: list[FeedRow]


@dataclass(frozen=True)
class FeedList:
    groups: list[FeedGroup]
    after: str


def feed_list(show: str, after: str, *, at: datetime) -> FeedList:
    """A page of feeds by outlet; always the same number of queries."""
    feeds = Feed.objects.filter(SHOWN[show]).select_related("outlet").annotate(name=F("outlet__name"))
    page = page_by_name(feeds, after)
    groups: list[FeedGroup] = []
    for row in rows_of(page.rows, at=at):
        if not groups or groups[-1].outlet.pk != row.feed.outlet_id:
            groups.append(FeedGroup(row.feed.outlet, []))
        groups[-1].rows.append(row)
    return FeedList(groups, page.after)


def counts() -> dict[str, int]:
    """How many feeds each choice of the list would show."""
    return Feed.objects.aggregate(**{name: Count("pk", filter=shown) for name, shown in SHOWN.items()})


def rows_of(feeds: list[Feed], *, at: datetime) -> list[FeedRow]:
    """The feeds with what they brought of late; three queries for all of them."""
    ids, since = [feed.pk for feed in feeds], at - LATELY
    entries = {row["feed"]: row for row in _entries(ids, since)}
    claims = dict(_claims(ids, since))
    watched = dict(
        Check.objects.filter(feed__in=ids).values_list("feed").annotate(first=Min("at")).order_by()
    )
    return [
        FeedRow(
            feed,
            per_week=_per_week(entries.get(feed.pk, {}).get("seen", 0), watched.get(feed.pk), at),
            articles=entries.get(feed.pk, {}).get("taken", 0),
            claims=claims.get(feed.pk, 0),
        )
        for feed in feeds
    ]


def _entries(ids: list[int], since: datetime) -> QuerySet:
    of_late = Entry.objects.filter(feed__in=ids, seen_at__gte=since)
    taken = Count("article", filter=Q(state=Entry.State.TAKEN), distinct=True)
    return of_late.values("feed").annotate(seen=Count("pk"), taken=taken).order_by()


def _claims(ids: list[int], since: datetime) -> QuerySet:
    """Claims of articles that the feed was the first to bring."""
    entry = {"feed__in": ids, "seen_at__gte": since, "state": Entry.State.TAKEN}
    standing = Claim.objects.standing().filter(
        **{f"article__entries__{key}": value for key, value in entry.items()}
    )
    return (
        standing.values_list("article__entries__feed").annotate(found=Count("pk", distinct=True)).order_by()
    )


def _per_week(seen: int, first: datetime | None, at: datetime) -> float:
    """A young feed is judged by the days that it was watched, and by no fewer than one."""
    watched = max(at - max(first or at, at - LATELY), timedelta(days=1))
    return round(seen / (watched / WEEK), 1)
