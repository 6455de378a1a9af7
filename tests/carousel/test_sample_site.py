"""The sample site: a real server whose feeds grow, and the way of its news to the desk."""

import threading
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from articles.feeds.discovery import find_feeds
from articles.feeds.models import Feed
from articles.fetching.client import FetchFailed, FetchRefused, Validators, fetch
from articles.models import Article, Outlet
from carousel import reading
from carousel.samples import feeds
from carousel.samples.site.papers import PAPERS, published
from carousel.samples.site.server import SampleSite

BEGAN = datetime(2026, 11, 2, 9, tzinfo=UTC)
EVERY = timedelta(minutes=4)
ALL_OUT = timedelta(hours=2)


@pytest.fixture
def served(settings):
    """The site, and a clock that the test turns; nothing but this one place may be asked."""
    clock = {"now": BEGAN}
    site = SampleSite(0, began=BEGAN, every=EVERY, now=lambda: clock["now"])
    threading.Thread(target=site.serve_forever, args=(0.02,), daemon=True).start()
    settings.FETCH_ALLOWED_NETWORKS = []
    settings.FETCH_ALLOWED_SITES = [f"127.0.0.1:{site.server_port}"]
    settings.SAMPLE_SITE_PORT = site.server_port
    yield site, clock
    site.shutdown()
    site.server_close()


def poll(*arguments):
    call_command("poll", *arguments, stdout=(out := StringIO()))
    return out.getvalue()


@pytest.mark.django_db
def test_polling_brings_what_is_there_then_what_has_come_since_and_then_nothing(served, monkeypatch):
    monkeypatch.setattr("carousel.management.commands.poll.time.sleep", lambda _seconds: None)
    monkeypatch.setattr("articles.fetching.manners.GAP", timedelta())
    site, clock = served
    feeds.load(port=site.server_port, at=BEGAN)
    assert poll().count("2 new") == 2
    clock["now"] += EVERY
    assert poll("--all").count("1 new") == 2
    assert poll("--all").count("nothing new") == 2
    assert Article.objects.count() == 6
    sacked = Article.objects.get(title="Østvang IF fyrer Kaj Brolund")
    assert (sacked.published_from, sacked.outlet.name) == ("feed", "Nordhavn Dagblad")
    reading.read_article(sacked.pk, at=clock["now"])
    claim = sacked.claims.get()
    assert (claim.kind, claim.coach_name, claim.club_name) == ("departure", "Kaj Brolund", "Østvang IF")


def test_each_paper_publishes_one_article_after_the_other_and_ends():
    for paper in PAPERS:
        counts = [
            len(published(paper, began=BEGAN, every=EVERY, at=BEGAN + n * EVERY)) for n in (-1, 0, 1, 2, 90)
        ]
        assert counts == [0, 2, 3, 4, 6]


def test_the_site_tells_where_its_feeds_are_and_answers_what_has_not_changed_with_304(served):
    site, _clock = served
    assert [found.title for found in find_feeds(site.base)] == [paper.name for paper in PAPERS]
    first = fetch(site.base + PAPERS[0].path)
    again = fetch(site.base + PAPERS[0].path, validators=Validators(first.headers["etag"], ""))
    assert again.status == 304


def test_an_article_is_not_there_before_its_time_and_no_other_place_of_the_machine_may_be_asked(served):
    site, clock = served
    with pytest.raises(FetchFailed, match="no such page"):
        fetch(f"{site.base}/carstedt-kommt.html")
    clock["now"] += ALL_OUT
    assert fetch(f"{site.base}/carstedt-kommt.html").status == 200
    for other in (f"http://localhost:{site.server_port}/", "http://127.0.0.1:8000/", "http://127.0.0.1/"):
        with pytest.raises(FetchRefused):
            fetch(other)


@pytest.mark.django_db
def test_the_feeds_are_on_and_due_at_once_and_stay_as_an_editor_has_them():
    assert feeds.load(port=8099, at=BEGAN) == 2
    for feed in Feed.objects.all():
        assert (feed.is_on, feed.interval_minutes, feed.next_check_at) == (True, 5, BEGAN)
    Feed.objects.update(is_on=False, title="Ours")
    assert feeds.load(port=8099, at=BEGAN) == 0
    assert set(Feed.objects.values_list("is_on", "title")) == {(False, "Ours")}


@pytest.mark.django_db
def test_the_feeds_follow_the_site_to_another_port_and_are_off_where_there_is_none():
    feeds.load(port=8099, at=BEGAN)
    other = Feed.objects.create(
        outlet=Outlet.objects.first(), url="http://127.0.0.1:9/own.xml", url_key="x", is_on=True
    )
    feeds.load(port=8100, at=BEGAN)
    assert Feed.objects.filter(url__startswith="http://127.0.0.1:8100/").count() == 2
    feeds.load(port=0, at=BEGAN)
    assert list(Feed.objects.filter(is_on=True)) == [other]
