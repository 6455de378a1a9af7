"""Asking feeds for news: which are due, who asks them, and what an answer leaves behind."""

from __future__ import annotations

import hashlib
import logging
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.cleaning.urls import address_in, url_key
from articles.feeds.models import Check, Entry, Feed
from articles.feeds.reading import Announced, FeedDocument, NoFeed, read_feed
from articles.feeds.rules import is_wanted
from articles.feeds.schedule import Answer, Pace, next_check
from articles.fetching.client import FetchFailed, FetchRefused, Page, Validators, fetch
from articles.fetching.manners import few_of_each_host

logger = logging.getLogger(__name__)

ACCEPTED = (
    "application/atom+xml,application/rss+xml,application/feed+json,"
    "application/xml;q=0.9,text/xml;q=0.9,application/json;q=0.8,*/*;q=0.1"
)
LEASE = timedelta(minutes=2)  # whoever took a feed and died loses it after this
PER_HOST = 2  # feeds of one host in one pass
CONSIDERED = 4  # times as many due feeds are looked at as are taken, so that one host cannot block the rest
PACE_DAYS = 28
FAILED = Answer(has_failed=True)
WATCHED = timedelta(days=3)  # so long an article is fetched again when its feed words it anew

Get = Callable[..., Page]


@dataclass(frozen=True)
class Outcome:
    """What asking a feed came to: ``done``, ``nothing_new``, ``failed`` or ``missing``."""

    state: str
    new: int = 0
    sentence: str = ""


@dataclass(frozen=True)
class Failure:
    """Why a feed brought nothing: the class and the sentence, and what the answer said of the next time."""

    kind: str
    sentence: str
    answer: Answer = FAILED


def take_due(*, at: datetime, most: int, all_feeds: bool = False, besides: Iterable[int] = ()) -> list[int]:
    """The feeds that are due, taken for whoever called: no second call gets one until it was asked."""
    with transaction.atomic():
        free = Feed.objects.filter(Q(claimed_until__isnull=True) | Q(claimed_until__lt=at), is_on=True)
        if not all_feeds:
            free = free.filter(Q(next_check_at__isnull=True) | Q(next_check_at__lte=at))
        free = free.exclude(pk__in=list(besides))
        rows = free.order_by("next_check_at", "pk").select_for_update(skip_locked=True, of=("self",))
        considered = rows[: most * CONSIDERED].values_list("pk", "url")
        taken = few_of_each_host(considered, of_each=PER_HOST, most=most)
        Feed.objects.filter(pk__in=taken).update(claimed_until=at + LEASE)
    return taken


def poll(
    feed_id: int, *, at: datetime, get: Get = fetch, chance: Callable[[], float] = random.random
) -> Outcome:
    """The feed is asked, what is new in it is kept as entries, and its next turn is set.

    Whatever goes wrong is kept on the feed with its sentence; nothing is raised for it.
    """
    feed = Feed.objects.select_related("outlet").filter(pk=feed_id).first()
    if feed is None:
        return Outcome("missing")
    try:
        page = get(feed.url, validators=Validators(feed.etag, feed.last_modified), accept=ACCEPTED)
        document = None if page.status == 304 else read_feed(page.body, page.final_url, _content_type(page))
        return _kept(feed_id, page, document, at, chance())
    except FetchRefused as refused:
        failure = Failure(refused.kind, str(refused))
    except FetchFailed as failed:
        failure = _of_answer(failed)
    except NoFeed as wrong:
        failure = Failure("no_feed", str(wrong))
    except (OperationalError, InterfaceError):
        raise  # the database is away: that is no fault of the feed
    except Exception:  # whatever it is, the feed must not be asked again at once, and for ever
        logger.exception("Feed %s could not be kept.", feed_id)
        sentence = _("Carousel stumbled over what the feed sent; its log says where. Nothing was lost.")
        failure = Failure("stumbled", sentence)
    return _failed(feed_id, failure, at=at, chance=chance())


def _of_answer(failed: FetchFailed) -> Failure:
    is_gone = failed.status == 410
    gone = _("The site says that this feed is gone for good (410). It is asked once a day from now on.")
    answer = Answer(retry_after=failed.retry_after, has_failed=True, is_gone=is_gone)
    return Failure(failed.kind, gone if is_gone else str(failed), answer)


def _content_type(page: Page) -> str:
    return f"{page.content_type}; charset={page.charset}" if page.charset else page.content_type


def _kept(feed_id: int, page: Page, document: FeedDocument | None, at: datetime, chance: float) -> Outcome:
    """The answer is kept in one go: entries, validators, when to ask again, and that it went well."""
    with transaction.atomic():
        feed = Feed.objects.select_for_update(of=("self",)).get(pk=feed_id)
        new, headers, notes = 0, page.headers, _moved(feed, page)
        if document is not None:
            new, renamed = _add_entries(feed, document.entries, at)
            notes += document.oddities + _of_renamed(renamed)
            # What broke off is asked for anew, and not whether it has changed since.
            validators = Validators.of(headers if document.is_whole else {})
            feed.etag, feed.last_modified = validators.etag, validators.last_modified
            feed.format, feed.title = document.format, document.title[:300] or feed.title
        answer = Answer(
            cache_control=headers.get("cache-control", ""),
            expires=headers.get("expires", ""),
            ttl_minutes=document.ttl_minutes if document else 0,
        )
        pace = Pace(_interval(feed), entries_per_week(feed, at=at), 0)
        feed.next_check_at = next_check(pace, answer, at=at, chance=chance)
        feed.claimed_until, feed.checked_at, feed.succeeded_at = None, at, at
        feed.failures, feed.failure_class, feed.failure, feed.is_gone = 0, "", "", False
        feed.save()
        state = "done" if new else "nothing_new"
        Check.objects.create(feed=feed, at=at, state=state, new=new, note=" ".join(notes))
    return Outcome(state, new)


def _moved(feed: Feed, page: Page) -> list[str]:
    """Where all redirects are for good the feed has a new address: its own in another spelling is taken,
    any other proposed to the editors.
    """
    new = address_in(page.final_url) if page.is_permanent else ""
    feed.moved_to = ""
    is_lowered = feed.url.startswith("https:") and new.startswith("http:")
    if new in ("", feed.url) or is_lowered:
        return []
    if url_key(new) == feed.url_key:
        feed.url = new
        return []
    feed.moved_to = new
    return [_("The site says that the feed has moved for good: %(url)s") % {"url": new}]


def _failed(feed_id: int, failure: Failure, *, at: datetime, chance: float) -> Outcome:
    """The failure is kept on the feed and among its checks, and the next turn is further off."""
    kind, sentence, answer = failure.kind, failure.sentence, failure.answer
    with transaction.atomic():
        feed = Feed.objects.select_for_update(of=("self",)).get(pk=feed_id)
        pace = Pace(_interval(feed), 0.0, feed.failures)
        feed.next_check_at = next_check(pace, answer, at=at, chance=chance)
        feed.claimed_until, feed.checked_at, feed.is_gone = None, at, answer.is_gone
        feed.failures, feed.failure_class, feed.failure = feed.failures + 1, kind, sentence
        feed.save()
        Check.objects.create(feed=feed, at=at, state="failed", failure_class=kind, failure=sentence)
    return Outcome("failed", sentence=sentence)


def add_archive(feed_id: int, document: FeedDocument, *, at: datetime) -> int:
    """What an older document of the feed announced is kept as entries like any other.

    Returns how many are new. When the feed itself is asked again stays as it was.
    """
    with transaction.atomic():
        feed = Feed.objects.select_for_update(of=("self",)).get(pk=feed_id)
        return _add_entries(feed, document.entries, at)[0]


def _interval(feed: Feed) -> timedelta | None:
    return timedelta(minutes=feed.interval_minutes) if feed.interval_minutes else None


def entries_per_week(feed: Feed, *, at: datetime) -> float:
    """How much the feed has announced of late; a young feed is judged by the days that it was watched.

    What is known to be older came out of an archive.
    """
    since = at - timedelta(days=PACE_DAYS)
    is_late = Q(published_at__isnull=True) | Q(published_at__gte=since)
    seen = feed.entries.filter(is_late, seen_at__gte=since)
    first = feed.checks.order_by("at").values_list("at", flat=True).first() or at
    watched = max(at - max(first, since), timedelta(days=1))
    return seen.count() / (watched / timedelta(weeks=1))


def _of_renamed(number: int) -> list[str]:
    if not number:
        return []
    sentence = ngettext(
        "A new entry came before under another id.",
        "%(n)s new entries came before under other ids.",
        number,
    )
    return [sentence % {"n": number}]


def _add_entries(feed: Feed, announced: Iterable[Announced], at: datetime) -> tuple[int, int]:
    """What was not announced before is an entry, to be fetched or dropped by the feed's rules.

    Says how many are new, and at how many addresses among them an earlier entry stands: a feed that
    gives other ids to all its entries floods nobody with articles, and those who run it should know.
    """
    found = {key_of(entry): entry for entry in announced}
    known = {entry.key: entry for entry in feed.entries.filter(key__in=found)}
    _look_again([entry for key, entry in known.items() if _is_edited(entry, found[key], at)], found)
    rows = [
        Entry(
            feed=feed,
            key=key,
            url=entry.url,
            title=entry.title,
            text=entry.text,
            published_at=entry.published_at,
            seen_at=at,
            state=Entry.State.WAITING if is_wanted(entry, feed) else Entry.State.DROPPED,
        )
        for key, entry in found.items()
        if key not in known
    ]
    rows.reverse()  # feeds announce the newest first; the oldest is to be read first
    urls = [row.url for row in rows if row.url]
    renamed = feed.entries.filter(url__in=urls).order_by().values("url").distinct().count() if urls else 0
    return len(Entry.objects.bulk_create(rows, ignore_conflicts=True)), renamed


def _is_edited(entry: Entry, announced: Announced, at: datetime) -> bool:
    """Whether a feed announces in other words what became an article of late."""
    if entry.article_id is None or entry.state not in (Entry.State.TAKEN, Entry.State.KNOWN):
        return False
    is_same = (entry.title, entry.text) == (announced.title, announced.text)
    return not is_same and at - entry.seen_at <= WATCHED


def _look_again(entries: list[Entry], found: dict[str, Announced]) -> None:
    """They wait to be fetched once more, since their articles may have been edited."""
    for entry in entries:
        entry.title, entry.text = found[entry.key].title, found[entry.key].text
        entry.state, entry.attempts, entry.next_try_at = Entry.State.WAITING, 0, None
    Entry.objects.bulk_update(entries, ["title", "text", "state", "attempts", "next_try_at"])


def key_of(entry: Announced) -> str:
    """What makes an entry the same when it is announced again: its id, else its address, else its words."""
    told = entry.id or entry.url or f"{entry.title}\n{entry.text}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
