"""The whole way of a bad input: a feed is asked, an entry taken in, and their rows tell what came of it."""

from dataclasses import dataclass
from functools import partial

import pytest

from articles.feeds import polling
from articles.feeds.models import Check, Entry, Feed
from articles.fetching.client import fetch
from articles.models import Article
from carousel import intake, jobs
from tests.articles.feeds.documents import RSS
from tests.articles.feeds.test_polling import AT, make_feed
from tests.certificates import authority  # noqa: F401
from tests.site import site  # noqa: F401

PAGE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"
SAID = "Havnestad BK har fyret cheftræner Per Aas efter en lang række nederlag, oplyser klubben søndag aften."


def here(_host, _port):
    """Every name is one of this machine's."""
    return ["127.0.0.1"]


@dataclass
class Way:
    """A feed and the entries that were taken in by hand, as those who run the site see them."""

    feed: Feed

    def poll(self, *, at=AT, **options) -> Check:
        """The feed is asked once, with the options of ``fetch``; the row that says what came of it."""
        polling.poll(self.feed.pk, at=at, get=_get(options), chance=lambda: 0.5)
        self.feed.refresh_from_db()
        return self.feed.checks.first()

    def entry(self, url: str, **fields) -> int:
        given = {
            "feed": self.feed,
            "key": f"by hand {Entry.objects.count()}",
            "url": url,
            "title": "Aas ude",
            "seen_at": AT,
            **fields,
        }
        return Entry.objects.create(**given).pk

    def take(self, entry: int, *, at=AT, **options) -> jobs.Job:
        """The entry is tried once, with the options of ``fetch``; its row in the list of jobs."""
        intake.take_in(entry, at=at, get=_get(options))
        return jobs.some([f"fetch:{entry}"])[0]

    def retry(self, entry: int, *, at) -> jobs.Job:
        """An editor presses Retry, and the worker takes it up."""
        jobs.retry_one(jobs.FETCH, entry, at=at)
        return self.take(entry, at=at)

    @property
    def articles(self) -> list[Article]:
        return list(Article.objects.order_by("pk"))


def _get(options):
    return partial(fetch, **{"deadline": 10, "resolve": here, **options})


def answer_well(site, path="/1", title="Havnestad fyrer Per Aas", said=SAID):  # noqa: F811
    return site.answer(path, PAGE.format(title, said).encode())


@pytest.fixture
def way(db, site, queued) -> Way:  # noqa: F811
    """A feed with two entries at a site without a robots.txt."""
    site.answer("/robots.txt", b"", status=404)
    announce(site)
    return Way(make_feed(site.url("/feed")))


def announce(site, body=None, **headers):  # noqa: F811
    """The site has a good feed, or the one that is given."""
    body = RSS.format(base=site.url("")) if body is None else body
    body = body if isinstance(body, bytes) else body.encode()
    return site.answer("/feed", body, **{"kind": "application/rss+xml", **headers})
