"""How a host is asked: what its robots.txt lets us see, and one page after the other.

The rules are those of RFC 9309: a robots.txt that is not there (4xx) allows all, one
that cannot be had (5xx, no answer) is an earlier one's for a day and then forbids all
until it can; redirects are followed, 500 kB are read. What it said is shared by all
workers, and so is whose turn it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from django.db import connection, transaction
from protego import Protego

from articles.cleaning.decoding import decode
from articles.fetching.errors import FetchFailed, FetchRefused
from articles.fetching.models import Host

AGENT = "Carousel"
ROBOTS_LAST = timedelta(days=1)
GAP = timedelta(seconds=2)  # between two pages of one host, where it asks for no longer one
LONGEST_GAP = timedelta(minutes=1)
MOST_BYTES = 500 * 1024
FORBIDDEN = "User-agent: *\nDisallow: /"

Get = Callable[[str], object]


def may_ask(url: str, *, at: datetime, get: Get) -> bool:
    """True unless the host's robots.txt keeps us from the address."""
    return _rules(_robots(url, at=at, get=get)).can_fetch(url, AGENT)


def turn(url: str, *, at: datetime) -> datetime:
    """The moment from which the address may be asked; the next turn of its host is after it.

    Turns are given out one by one, by whichever worker asks: none is given twice.
    """
    host, _made = Host.objects.get_or_create(name=_host(url))
    gap = _gap(host.robots)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_host SET ask_after = GREATEST(COALESCE(ask_after, %(at)s), %(at)s) + %(gap)s"
            " WHERE id = %(id)s RETURNING ask_after - %(gap)s",
            {"at": at, "gap": gap, "id": host.pk},
        )
        return cursor.fetchone()[0]


def few_of_each_host(rows: Iterable[tuple[int, str]], *, of_each: int, most: int) -> list[int]:
    """The first of the rows (number and address) that one pass asks; without an address nobody is asked."""
    taken: list[int] = []
    of_host: Counter[str] = Counter()
    for pk, url in rows:
        host = _host(url)
        if (of_host[host] < of_each or not host) and len(taken) < most:
            of_host[host] += 1
            taken.append(pk)
    return taken


def _robots(url: str, *, at: datetime, get: Get) -> str:
    """What the host's robots.txt says, asked at most once a day."""
    host, _made = Host.objects.get_or_create(name=_host(url))
    if host.robots_at is not None and at - host.robots_at < ROBOTS_LAST:
        return host.robots
    parts = urlsplit(url)
    text = _asked(urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")), host, get)
    with transaction.atomic():
        Host.objects.filter(pk=host.pk).update(robots=text, robots_at=at)
    return text


def _asked(url: str, host: Host, get: Get) -> str:
    try:
        page = get(url)
        return decode(page.body[:MOST_BYTES], page.charset).replace("\x00", "")
    except FetchFailed as failed:
        if failed.status is not None and 400 <= failed.status < 500 and failed.status != 429:
            return ""
        is_known = host.robots_at is not None
        return host.robots if is_known else FORBIDDEN
    except FetchRefused:
        return ""  # the page itself will be refused with its reason


@lru_cache(maxsize=512)
def _rules(text: str) -> Protego:
    return Protego.parse(text)


def _gap(robots: str) -> timedelta:
    """How long the host wants to be left alone between two pages."""
    wanted = _rules(robots).crawl_delay(AGENT)
    return min(max(GAP, timedelta(seconds=wanted or 0)), LONGEST_GAP)


def _host(url: str) -> str:
    return urlsplit(url).netloc[:300]
