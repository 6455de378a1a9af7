"""Feeds as editors set them up: found, added, switched, moved, asked at once, and what their rules let in."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.cleaning.text import one_line
from articles.cleaning.urls import NotAnAddress, canonical, url_key
from articles.feeds import polling
from articles.feeds.discovery import FoundFeed, find_feeds
from articles.feeds.models import Entry, Feed
from articles.feeds.opml import Listed
from articles.feeds.reading import NoFeed, read_feed
from articles.feeds.rules import is_wanted
from articles.fetching.client import FetchFailed, FetchRefused, Page, fetch
from articles.keeping import outlet_at
from articles.models import Outlet
from carousel import feed_mails, files, tasks
from carousel.slugs import slug_of

SECONDS_TO_FIND = 15.0  # for the page and all places where feeds usually lie, together
TRIED = 100  # entries on which rules are tried out
MOST_WORDS = 50
LONGEST_WORD = 80


class FeedRefused(ValueError):
    """Raised with the sentence that says why nothing was changed; ``field`` names what is wrong."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Added:
    feed: Feed
    is_new: bool


@dataclass(frozen=True)
class Imported:
    """How many feeds of a list are new, were known, and how many outlets had to be entered for them."""

    new: int
    known: int
    outlets: int


@dataclass(frozen=True)
class Trial:
    """An entry, and whether the rules let it in: those that stand, and those that are tried."""

    entry: Entry
    was_wanted: bool
    is_wanted: bool

    @property
    def differs(self) -> bool:
        return self.was_wanted != self.is_wanted


@dataclass(frozen=True)
class Words:
    keep_words: list[str]
    drop_words: list[str]


# ---------------------------------------------------------------- finding and adding


def find(address: str) -> list[FoundFeed]:
    """The feeds of a site, in a few seconds or not at all. Raises `FeedRefused`; never an empty list."""
    try:
        found = find_feeds(_whole(address), get=_fetch_within(SECONDS_TO_FIND))
    except (FetchFailed, FetchRefused, NotAnAddress) as wrong:
        raise FeedRefused(str(wrong), "url") from wrong
    if not found:
        raise FeedRefused(
            _("No feed was found there. If you know the address of one, give that instead."), "url"
        )
    return found


def _whole(address: str) -> str:
    """The address as people write it: "bold.dk" is a site as well."""
    address = address.strip()
    if not address:
        raise FeedRefused(_("Give the address of a site or of a feed."), "url")
    return address if "://" in address else f"https://{address}"


def _fetch_within(seconds: float):
    """``fetch`` with one deadline for all pages that are asked for through it."""
    ends = time.monotonic() + seconds

    def get(url: str) -> Page:
        left = ends - time.monotonic()
        if left <= 0:
            raise FetchFailed(_("The site took too long to answer."), is_temporary=True)
        return fetch(url, deadline=left)

    return get


def add(
    url: str, *, title: str = "", outlet: Outlet | None = None, is_on: bool = False, at: datetime
) -> Added:
    """The feed is kept, once however often it is added. A site that is not on record gets an outlet."""
    try:
        url, key = canonical(url), url_key(url)
    except NotAnAddress as wrong:
        raise FeedRefused(str(wrong), "url") from None
    with transaction.atomic():
        known = Feed.objects.filter(url_key=key).first()
        if known:
            return Added(known, is_new=False)
        outlet = outlet or outlet_at(url) or _entered(url, title)
        given = {"outlet": outlet, "url": url, "title": one_line(title)[:300], "is_on": is_on}
        feed, is_new = Feed.objects.get_or_create(
            url_key=key, defaults=given | {"next_check_at": at if is_on else None}
        )
    return Added(feed, is_new)


def _entered(url: str, title: str) -> Outlet:
    """A new outlet for a site: of the weakest tier, until an administrator says how far it is trusted."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    name = (one_line(title) or host)[:120]
    slug = taken = slug_of(name, 70) or slugify(host.replace(".", "-"))[:70] or "outlet"
    number = 1
    while Outlet.objects.filter(slug=taken).exists():
        number += 1
        taken = f"{slug}-{number}"
    kind, tier = Outlet.Kind.SPORTS_SITE, Outlet.Tier.WEAK
    return Outlet.objects.create(name=name, slug=taken, domain=host[:200], kind=kind, tier=tier)


def import_list(listed: Iterable[Listed]) -> Imported:
    """The feeds of a list, all switched off; all of them or, where something breaks, none."""
    wanted = {url_key(feed.url): feed for feed in listed}
    with transaction.atomic():
        known = set(Feed.objects.filter(url_key__in=wanted).values_list("url_key", flat=True))
        outlets: dict[str, Outlet] = {}
        entered, rows = 0, []
        for key, feed in wanted.items():
            if key in known:
                continue
            site = feed.site or feed.url
            host = urlsplit(site).hostname or ""
            if host not in outlets:
                outlet = outlet_at(site) or outlet_at(feed.url)
                entered += outlet is None
                outlets[host] = outlet or _entered(site, feed.title)
            rows.append(Feed(outlet=outlets[host], url=feed.url, url_key=key, title=feed.title[:300]))
        Feed.objects.bulk_create(rows, ignore_conflicts=True)
    return Imported(len(rows), len(wanted) - len(rows), entered)


def listed() -> list[Listed]:
    """All feeds as other readers take them."""
    feeds = Feed.objects.select_related("outlet").order_by("outlet__name", "pk")
    return [
        Listed(
            feed.url,
            feed.title or feed.outlet.name,
            f"https://{feed.outlet.domain}/" if feed.outlet.domain else "",
        )
        for feed in feeds
    ]


# ---------------------------------------------------------------- asking


def ask(pk: int, *, at: datetime, get: polling.Get = fetch) -> polling.Outcome:
    """The feed is asked, and who runs the site is told where it has died or is back."""
    outcome = polling.poll(pk, at=at, get=get)
    feed_mails.tell(pk, at=at)
    return outcome


def take_archive(feed: Feed, source: str, *, at: datetime, get: polling.Get = fetch) -> tuple[int, int]:
    """What a saved document of the feed, or one at another address, announced waits to be fetched.

    Returns how many entries it has and how many of them are new. From there on they go the way of all
    entries: by the feed's rules, in the turn of their hosts, while the feed is switched on. Raises
    `FeedRefused`.
    """
    try:
        if files.is_address(source):
            page = get(source, accept=polling.ACCEPTED)
            document = read_feed(page.body, page.final_url, page.content_type)
        else:
            document = read_feed(files.bytes_of(Path(source)), feed.url)
    except (FetchFailed, FetchRefused, NoFeed, files.Unreadable) as wrong:
        raise FeedRefused(str(wrong)) from wrong
    return len(document.entries), polling.add_archive(feed.pk, document, at=at)


# ---------------------------------------------------------------- changing


@transaction.atomic
def switch(pk: int, *, is_on: bool, at: datetime) -> Feed:
    """The feed is asked from now on, or no more. Whoever was told that it is dead hears no more of it."""
    feed = _locked(pk)
    if feed.is_on != is_on:
        feed.is_on, feed.told_dead_at = is_on, None
        if is_on and not _site_waits(feed, at):
            feed.next_check_at = at
        feed.save(update_fields=["is_on", "told_dead_at", "next_check_at"])
    return feed


@transaction.atomic
def move(pk: int, outlet: Outlet) -> Feed:
    """What the feed brings from now on is the other outlet's; its articles so far stay where they are."""
    feed = _locked(pk)
    feed.outlet = outlet
    feed.save(update_fields=["outlet"])
    return feed


@transaction.atomic
def accept_address(pk: int, new: str, *, at: datetime) -> Feed:
    """The feed is asked at the address that its site gave, and at once. Raises `FeedRefused`."""
    feed = _locked(pk)
    if not feed.moved_to or feed.moved_to != new:
        raise FeedRefused(_("The site no longer says that the feed has moved there. Load the page again."))
    key = url_key(new)
    if known := Feed.objects.filter(url_key=key).exclude(pk=pk).first():
        raise FeedRefused(
            _("“%(feed)s” is at that address already: switch this one off instead.") % {"feed": known}
        )
    feed.url, feed.url_key, feed.moved_to = new, key, ""
    feed.etag = feed.last_modified = ""
    feed.next_check_at = at
    feed.save(update_fields=["url", "url_key", "moved_to", "etag", "last_modified", "next_check_at"])
    return feed


@transaction.atomic
def ask_now(pk: int, *, at: datetime) -> Feed:
    """The feed is asked before its turn, by one poller only. Raises `FeedRefused`."""
    feed = _locked(pk)
    if not feed.is_on:
        raise FeedRefused(_("The feed is switched off. Switch it on first."))
    if feed.claimed_until and feed.claimed_until >= at:
        raise FeedRefused(_("The feed is being asked at this moment."))
    if _site_waits(feed, at):
        raise FeedRefused(
            _("The site has asked to be left alone for a while; the feed has its turn after that.")
        )
    feed.claimed_until = at + polling.LEASE
    feed.save(update_fields=["claimed_until"])
    transaction.on_commit(partial(tasks.poll_feed.delay, pk), robust=True)
    return feed


def _site_waits(feed: Feed, at: datetime) -> bool:
    return feed.failure_class == "busy" and feed.next_check_at is not None and feed.next_check_at > at


def _locked(pk: int) -> Feed:
    """The feed, kept from everybody else until the transaction ends. Raises ``Feed.DoesNotExist``."""
    return Feed.objects.select_for_update(of=("self",)).select_related("outlet").get(pk=pk)


# ---------------------------------------------------------------- rules


def words_of(written: str) -> list[str]:
    """The words of a field, apart by commas or lines, each once. Raises `FeedRefused`."""
    found = [one_line(word) for line in written.splitlines() for word in line.split(",")]
    words = list(dict.fromkeys(word for word in found if word.strip("* ")))
    if len(words) > MOST_WORDS:
        raise FeedRefused(_("More than %(most)d words are not taken.") % {"most": MOST_WORDS})
    if any(len(word) > LONGEST_WORD for word in words):
        raise FeedRefused(
            _("A word of more than %(most)d characters is not taken. Put commas between the words.")
            % {"most": LONGEST_WORD}
        )
    return words


def try_out(feed: Feed, words: Words) -> list[Trial]:
    """The newest entries of the feed as the words would sort them; nothing is written."""
    entries = feed.entries.order_by("-pk")[:TRIED]
    return [Trial(entry, is_wanted(entry, feed), is_wanted(entry, words)) for entry in entries]


@transaction.atomic
def set_rules(pk: int, words: Words, *, interval_minutes: int | None) -> Feed:
    """What is announced from now on goes by these words; what was sorted before stays so."""
    feed = _locked(pk)
    feed.keep_words, feed.drop_words = words.keep_words, words.drop_words
    feed.interval_minutes = interval_minutes
    feed.save(update_fields=["keep_words", "drop_words", "interval_minutes"])
    return feed
