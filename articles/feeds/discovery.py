"""Finding the feeds of a site from its address, as a reader would give it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin

from articles.cleaning.decoding import decode
from articles.cleaning.urls import address_in
from articles.feeds.reading import NoFeed, read_feed
from articles.fetching.client import FetchFailed, FetchRefused, Page, fetch

FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json", "text/xml"}
)
USUAL_PLACES = ("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json")
MOST_LINKS = 20
MOST_CHARACTERS = 2**20  # links to feeds stand in the head

Get = Callable[[str], Page]


@dataclass(frozen=True)
class FoundFeed:
    """A feed of a site; the title is the feed's own, or the link's where the feed was not asked."""

    url: str
    title: str
    format: str = ""


def find_feeds(url: str, *, get: Get = fetch) -> list[FoundFeed]:
    """The feeds that the address leads to: it is one itself, or its page links to some, or one lies in
    a usual place. Raises what fetching the address raises; the list is empty where there is none.
    """
    page = get(url)
    try:
        own = read_feed(page.body, page.final_url, page.content_type)
        return [FoundFeed(page.final_url, own.title, own.format)]
    except NoFeed:
        pass
    linked = list(_linked(decode(page.body, page.charset)[:MOST_CHARACTERS], page.final_url))
    return linked or list(_in_usual_places(page.final_url, get))


def _linked(html: str, base: str) -> Iterator[FoundFeed]:
    """The feeds that a page names in its head, each once, as addresses of the web."""
    links = _Links()
    links.feed(html)
    seen: set[str] = set()
    for href, title in links.found[:MOST_LINKS]:
        url = address_in(href, base)
        if url and url not in seen:
            seen.add(url)
            yield FoundFeed(url, title)


class _Links(HTMLParser):
    """Collects ``<link rel="alternate" type="application/rss+xml" href="…">``."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "link":
            return
        given = {name: value or "" for name, value in attrs}
        is_alternate = "alternate" in given.get("rel", "").lower().split()
        kind = given.get("type", "").lower().partition(";")[0].strip()
        if is_alternate and kind in FEED_TYPES and given.get("href", "").strip():
            self.found.append((given["href"].strip(), given.get("title", "").strip()))


def _in_usual_places(base: str, get: Get) -> Iterator[FoundFeed]:
    """The first feed that lies where feeds usually lie."""
    for place in USUAL_PLACES:
        try:
            page = get(urljoin(base, place))
            found = read_feed(page.body, page.final_url, page.content_type)
        except (FetchFailed, FetchRefused, NoFeed):
            continue
        yield FoundFeed(page.final_url, found.title, found.format)
        return
