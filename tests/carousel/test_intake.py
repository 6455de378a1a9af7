"""From an entry of a feed to an article, over HTTP."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from articles.feeds.models import Entry, Feed
from articles.fetching.manners import GAP
from articles.models import Article
from carousel import intake
from tests.articles.feeds.documents import RSS
from tests.articles.feeds.test_polling import make_feed
from tests.site import site  # noqa: F401

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
PAGE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"
SAID = "Havnestad BK har fyret cheftræner Per Aas efter en lang række nederlag, oplyser klubben søndag aften."


@pytest.fixture
def feed(site):  # noqa: F811
    site.answer("/robots.txt", b"", status=404)
    site.answer("/feed", RSS.format(base=site.url("")).encode(), kind="application/rss+xml")
    for number, title in (("1", "Havnestad fyrer Per Aas"), ("2", "Fjordby henter Per Aas")):
        site.answer(f"/{number}", PAGE.format(title, f"{SAID} Nummer {number} i rækken af nyheder.").encode())
    return make_feed(site.url("/feed"))


def make_entry(feed, url, **fields):
    given = {"feed": feed, "key": url, "url": url, "title": "Aas ude", "seen_at": AT}
    return Entry.objects.create(**{**given, **fields})


def test_polling_takes_the_articles_in_with_the_time_that_the_feed_gives(feed):
    out = StringIO()
    call_command("poll", stdout=out)
    assert "2 new" in out.getvalue()
    article = Article.objects.get(title="Havnestad fyrer Per Aas")
    assert (article.published_at, article.published_from) == (
        datetime(2026, 3, 1, 18, 30, tzinfo=UTC),
        "feed",
    )
    assert article.outlet == feed.outlet
    assert set(Entry.objects.values_list("state", flat=True)) == {"taken"}


def test_polling_again_with_all_asks_again_and_takes_nothing_twice(feed):
    call_command("poll", stdout=StringIO())
    call_command("poll", "--all", stdout=(out := StringIO()))
    assert "nothing new" in out.getvalue()
    assert Article.objects.count() == 2


def test_an_article_that_is_known_is_not_doubled(feed, site):  # noqa: F811
    entry, again = (make_entry(feed, site.url("/1"), key=key) for key in "ab")
    assert intake.take_in(entry.pk, at=AT).state == "taken"
    assert intake.take_in(again.pk, at=AT + GAP).state == "known"
    assert Article.objects.count() == 1


def test_a_site_that_is_down_is_tried_later_and_set_aside_after_some_tries(feed, site):  # noqa: F811
    site.answer("/1", b"", status=503)
    entry = make_entry(feed, site.url("/1"))
    tried = intake.take_in(entry.pk, at=AT)
    assert (tried.state, tried.failure_class, tried.next_try_at) == (
        "waiting",
        "status_503",
        AT + timedelta(minutes=5),
    )
    for hours in range(intake.MOST_TRIES):
        tried = intake.take_in(entry.pk, at=AT + timedelta(hours=hours + 1))
    assert (tried.state, "503" in tried.failure) == ("failed", True)


def test_a_page_that_is_gone_fails_at_once_and_can_be_retried(feed, site):  # noqa: F811
    site.answer("/1", b"", status=404)
    entry = make_entry(feed, site.url("/1"))
    assert intake.take_in(entry.pk, at=AT).state == "failed"
    later = AT + GAP
    site.answer("/1", PAGE.format("Aas ude", SAID).encode())
    assert intake.retry(Entry.objects.all()) == 1
    assert intake.take_in(entry.pk, at=later).state == "taken"


def test_a_page_that_robots_txt_forbids_is_not_asked_and_says_so(feed, site):  # noqa: F811
    site.answer("/robots.txt", b"User-agent: *\nDisallow: /", kind="text/plain")
    tried = intake.take_in(make_entry(feed, site.url("/1")).pk, at=AT)
    assert (tried.state, tried.failure_class) == ("failed", "robots")
    assert [path for path, _headers in site.asked] == ["/robots.txt"]


def test_pages_of_one_host_are_asked_one_after_the_other(feed, site):  # noqa: F811
    first, second = (make_entry(feed, site.url(f"/{n}"), key=str(n)) for n in (1, 2))
    assert intake.take_in(first.pk, at=AT).state == "taken"
    waiting = intake.take_in(second.pk, at=AT)
    assert (waiting.state, waiting.attempts, waiting.next_try_at) == ("waiting", 0, AT + GAP)
    assert intake.take_in(second.pk, at=AT + GAP).state == "taken"


def test_an_entry_that_takes_its_worker_down_each_time_is_set_aside(feed, site):  # noqa: F811
    entry = make_entry(feed, site.url("/1"), attempts=intake.MOST_TRIES)
    assert intake.take_in(entry.pk, at=AT).failure_class == "poison"


def test_a_feed_with_the_whole_text_spares_the_page(feed):
    entry = make_entry(feed, "https://never.example/1", text=SAID * 8)
    assert intake.take_in(entry.pk, at=AT).state == "taken"


def test_entries_are_taken_few_of_each_host_and_by_one_worker_only(feed):
    for number in range(20):
        make_entry(feed, f"https://one.example/{number}")
    first = intake.due_entries(at=AT, most=100)
    assert len(first) == intake.PER_HOST
    assert not set(first) & set(intake.due_entries(at=AT, most=100))
    assert Feed.objects.count() == 1
