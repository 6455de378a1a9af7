"""Asking feeds: over HTTP, from a site on this machine."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from articles.cleaning.urls import url_key
from articles.feeds import polling
from articles.feeds.models import Entry, Feed
from tests.factories import make_outlet

from .documents import RSS

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def make_feed(url: str, **fields) -> Feed:
    given = {"outlet": make_outlet(), "url": url, "url_key": url_key(url), "is_on": True}
    return Feed.objects.create(**{**given, **fields})


@pytest.fixture
def feed(db, site):
    body = RSS.format(base=site.url("")).encode()
    site.answer(
        "/feed",
        body,
        kind="application/rss+xml",
        ETag='W/"a b"',
        Last_Modified="Sun, 01 Mar 2026 18:31:00 GMT",
    )
    return make_feed(site.url("/feed"))


def poll(feed, at=AT):
    outcome = polling.poll(feed.pk, at=at, chance=lambda: 0.5)
    feed.refresh_from_db()
    return outcome


def test_what_a_feed_announces_is_kept_once_the_oldest_first(feed):
    assert poll(feed).new == 2
    assert [entry.title for entry in Entry.objects.order_by("pk")] == [
        "Havnestad fyrer Per Aas",
        "Fjordby henter Per Aas",
    ]
    assert (poll(feed).state, feed.entries.count()) == ("nothing_new", 2)


def test_validators_go_back_byte_for_byte(feed, site):
    poll(feed)
    poll(feed)
    headers = site.asked[-1][1]
    assert headers["If-None-Match"] == 'W/"a b"'
    assert headers["If-Modified-Since"] == "Sun, 01 Mar 2026 18:31:00 GMT"
    assert "Cookie" not in headers
    assert "Referer" not in headers


def test_not_modified_is_a_success_that_keeps_the_validators(feed, site):
    poll(feed)
    site.answer("/feed", b"", status=304)
    assert poll(feed).state == "nothing_new"
    assert (feed.failures, feed.etag) == (0, 'W/"a b"')


@pytest.mark.parametrize(
    ("status", "kind"),
    [(410, "status_410"), (404, "status_404"), (429, "busy"), (503, "status_503"), (403, "status_403")],
)
def test_a_refusal_is_kept_with_its_sentence_and_the_feed_is_asked_again(feed, site, status, kind):
    site.answer("/feed", b"no", status=status)
    outcome = poll(feed)
    assert (outcome.state, feed.failure_class, feed.failures) == ("failed", kind, 1)
    assert str(status) in feed.failure
    wait = timedelta(days=1) if status == 410 else timedelta(minutes=2)  # gone for good, yet never given up
    assert feed.next_check_at == AT + wait


def test_a_busy_site_is_left_alone_for_as_long_as_it_asks(feed, site):
    site.answer("/feed", b"", status=429, Retry_After="5400")
    poll(feed)
    assert feed.next_check_at == AT + timedelta(minutes=90)


def test_a_feed_that_comes_back_is_well_again(feed, site):
    good = site.answers["/feed"]
    site.answer("/feed", b"", status=500)
    poll(feed)
    site.answers["/feed"] = good
    poll(feed)
    assert (feed.failures, feed.failure, feed.succeeded_at) == (0, "", AT)


def test_a_page_instead_of_a_feed_is_told(feed, site):
    site.answer("/feed", b"<html><p>Velkommen</p></html>")
    assert "no feed at this address" in poll(feed).sentence


def test_words_to_drop_and_words_to_keep_decide_which_entries_wait(feed):
    feed.keep_words, feed.drop_words = ["aas"], ["fyrer*"]
    feed.save()
    poll(feed)
    assert dict(Entry.objects.values_list("title", "state")) == {
        "Havnestad fyrer Per Aas": "dropped",
        "Fjordby henter Per Aas": "waiting",
    }


def test_only_feeds_that_are_on_and_due_are_taken(feed, site):
    make_feed(site.url("/off"), is_on=False)
    make_feed(site.url("/later"), next_check_at=AT + timedelta(minutes=1))
    assert polling.take_due(at=AT, most=10) == [feed.pk]


def test_a_host_is_asked_for_few_feeds_at_a_time(db):
    for number in range(5):
        make_feed(f"https://one.example/{number}")
    make_feed("https://two.example/")
    assert len(polling.take_due(at=AT, most=10)) == polling.PER_HOST + 1


def test_a_feed_whose_poller_died_is_free_again(feed):
    assert polling.take_due(at=AT, most=1) == [feed.pk]
    assert polling.take_due(at=AT + timedelta(seconds=30), most=1) == []
    assert polling.take_due(at=AT + polling.LEASE * 2, most=1) == [feed.pk]


@pytest.mark.django_db(transaction=True)
def test_two_pollers_at_once_never_take_one_feed_twice():
    for number in range(20):
        make_feed(f"https://host{number}.example/")
    taken, start = [], Barrier(4)

    def take():
        start.wait()
        try:
            taken.extend(polling.take_due(at=AT, most=20))
        finally:
            connection.close()

    threads = [Thread(target=take) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(taken) == len(set(taken))
