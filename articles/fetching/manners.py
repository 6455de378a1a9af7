"""How a host is asked: what its robots.txt lets us see, and one page after the other.

The rules are those of RFC 9309: a robots.txt that is not there (4xx) allows all, one
that cannot be had (5xx, no answer) is an earlier one's for a day, and where there was
none nothing is asked until it can; redirects are followed, 500 kB are read. What it
said is shared by all workers, and so is whose turn it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from django.db import connection, transaction
from django.utils.translation import gettext as _
from protego import Protego

from articles.cleaning.decoding import decode
from articles.fetching.body import NOT_TEXT
from articles.fetching.errors import FetchFailed, FetchRefused
from articles.fetching.models import Host

AGENT = "Carousel"
ROBOTS_LAST = timedelta(days=1)
GAP = timedelta(seconds=2)  # between two pages of one host, where it asks for no longer one
LONGEST_GAP = timedelta(minutes=1)
MOST_BYTES = 500 * 1024

Get = Callable[[str], object]


def may_ask(url: str, *, at: datetime, get: Get) -> bool:
    """True unless the host's robots.txt keeps us from the address.

    Raises `FetchFailed` where it cannot be had and no earlier one is known: until it can, nobody
    knows, and the page is asked for another time.
    """
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


def leave_alone(url: str, *, until: datetime) -> None:
    """The host has asked for it: no page of it has its turn before that."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_host SET ask_after = GREATEST(ask_after, %(until)s) WHERE name = %(name)s",
            {"until": until, "name": _host(url)},
        )


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
        if failed.kind == NOT_TEXT or ((failed.status or 0) in range(400, 500) and failed.status != 429):
            return ""
        if host.robots_at is not None:
            return host.robots
        raise _unknown(failed) from None
    except FetchRefused:
        return ""  # the page itself will be refused with its reason


def _unknown(failed: FetchFailed) -> FetchFailed:
    """The same failure, told of robots.txt; what is no matter of time may still be put right."""
    sentence = _("The site's robots.txt cannot be had, so that its pages are not asked: %(why)s")
    return FetchFailed(
        sentence % {"why": failed},
        status=failed.status,
        is_temporary=failed.is_temporary,
        retry_after=failed.retry_after,
        kind=failed.kind,
    )


@lru_cache(maxsize=512)
def _rules(text: str) -> Protego:
    return Protego.parse(text)


def _gap(robots: str) -> timedelta:
    """How long the host wants to be left alone between two pages."""
    wanted = _rules(robots).crawl_delay(AGENT) or 0.0
    return max(GAP, timedelta(seconds=min(wanted, LONGEST_GAP.total_seconds())))


def _host(url: str) -> str:
    return urlsplit(url).netloc[:300]
