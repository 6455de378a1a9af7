"""How hosts are asked: robots.txt and turns."""

from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Thread

import pytest
from django.db import connection

from articles.fetching import manners
from articles.fetching.client import FetchFailed, fetch
from articles.fetching.manners import GAP, may_ask, turn

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def asked(site, path="/sport/1", at=AT):
    return may_ask(site.url(path), at=at, get=partial(fetch, deadline=5))


def test_what_robots_txt_forbids_us_is_not_asked(site):
    site.answer(
        "/robots.txt",
        b"User-agent: *\nDisallow: /plus/\n\nUser-agent: Carousel\nDisallow: /sport/",
        kind="text/plain",
    )
    assert not asked(site)
    assert asked(site, "/plus/1")


def test_without_a_robots_txt_all_is_open(site):
    site.answer("/robots.txt", b"", status=404)
    assert asked(site)


def test_a_robots_txt_that_cannot_be_had_closes_all_until_it_can(site):
    site.answer("/robots.txt", b"", status=503)
    with pytest.raises(FetchFailed, match=r"robots\.txt cannot be had.*503") as failure:
        asked(site)
    assert failure.value.is_temporary
    site.answer("/robots.txt", b"", kind="text/plain")
    assert asked(site, at=AT + timedelta(minutes=5))


def test_a_delay_without_measure_is_the_longest_that_we_keep(site):
    site.answer("/robots.txt", b"User-agent: *\nCrawl-delay: 1e300", kind="text/plain")
    asked(site)
    turn(site.url("/1"), at=AT)
    assert turn(site.url("/2"), at=AT) == AT + manners.LONGEST_GAP


def test_a_host_that_wants_to_be_left_alone_gives_no_turn_before():
    turn("https://one.example/1", at=AT)
    manners.leave_alone("https://one.example/1", until=AT + timedelta(hours=1))
    assert turn("https://one.example/2", at=AT) == AT + timedelta(hours=1)


def test_an_earlier_robots_txt_counts_while_a_newer_cannot_be_had(site):
    site.answer("/robots.txt", b"User-agent: *\nDisallow: /plus/", kind="text/plain")
    assert asked(site)
    site.answer("/robots.txt", b"", status=500)
    later = AT + timedelta(days=2)
    assert (asked(site, at=later), asked(site, "/plus/1", at=later)) == (True, False)


def test_it_is_asked_once_a_day(site):
    site.answer("/robots.txt", b"", kind="text/plain")
    for minutes in (0, 10, 60):
        asked(site, at=AT + timedelta(minutes=minutes))
    assert [path for path, _headers in site.asked] == ["/robots.txt"]


def test_turns_of_a_host_lie_apart_and_those_of_another_do_not_wait():
    turns = [turn(f"https://one.example/{n}", at=AT) for n in range(3)]
    assert turns == [AT, AT + GAP, AT + 2 * GAP]
    assert turn("https://two.example/", at=AT) == AT
    assert turn("https://one.example/", at=AT + timedelta(hours=1)) == AT + timedelta(hours=1)


def test_a_host_that_asks_for_a_longer_gap_gets_it(site):
    site.answer("/robots.txt", b"User-agent: *\nCrawl-delay: 10", kind="text/plain")
    asked(site)
    assert turn(site.url("/1"), at=AT) == AT
    assert turn(site.url("/2"), at=AT) == AT + timedelta(seconds=10)


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_never_get_one_turn_twice():
    manners.Host.objects.create(name="one.example")
    turns = []

    def take():
        try:
            turns.append(turn("https://one.example/", at=AT))
        finally:
            connection.close()

    threads = [Thread(target=take) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(turns) == [AT + n * GAP for n in range(8)]
