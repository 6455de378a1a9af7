"""The worker is killed at work on a feed: nothing that was announced is lost, and nothing is kept twice."""

import signal
import threading

import psutil
import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from articles.feeds.models import Entry, Feed
from articles.models import Article, Claim
from carousel import store, tasks
from config.processes import kill_group
from tests.articles.feeds.test_polling import make_feed
from tests.factories import make_club, make_coach
from tests.locks import a_reading_waits_for_the_record
from tests.site import site  # noqa: F401
from tests.waiting import PATIENCE, wait_until

pytestmark = [pytest.mark.drill, pytest.mark.slow]
VISIBLE_AGAIN = 6  # seconds
SAID = "Vestby IF har fyret Anders Holm. Det oplyser klubben tirsdag. " + "Holdet tabte igen i søndags. " * 4
PAGE = f"<html><title>Anders Holm fyret</title><body><article><p>{SAID}</p></article></body></html>"
ITEM = "<item><guid>{0}</guid><link>{1}</link><title>Nyt {0}</title><description>{2}</description></item>"
QUIET = " ".join(
    f"Kamp nummer {number} i rækken endte uafgjort foran fulde tribuner." for number in range(12)
)


class Stop:
    """The first request of a path gets no answer until it is let go; later ones are answered at once."""

    def __init__(self, where, path):
        self.reached, self.let_go, answer = threading.Event(), threading.Event(), where.answers[path]

        def wait_once(handler):
            if not self.reached.is_set():
                self.reached.set()
                self.let_go.wait(PATIENCE)
            answer(handler)

        where.behave(path, wait_once)


@pytest.fixture
def feed(real_queue, site) -> Feed:  # noqa: F811
    make_club(name="Vestby IF"), make_coach(name="Anders Holm")
    items = ITEM.format(1, site.url("/1"), "") + ITEM.format(2, site.url("/2"), QUIET)
    body = f"<rss version='2.0'><channel><title>Sporten</title>{items}</channel></rss>"
    site.answer("/feed", body.encode(), kind="application/rss+xml")
    site.answer("/robots.txt", b"", status=404)
    site.answer("/1", PAGE.encode())
    return make_feed(site.url("/feed"), next_check_at=timezone.now())


@pytest.fixture
def start(start_worker):
    return lambda: start_worker(
        QUEUE_VISIBILITY_TIMEOUT=str(VISIBLE_AGAIN), FETCH_ALLOWED_NETWORKS="127.0.0.0/8"
    )


def killed(worker, start, *, whole: bool):
    """The worker that goes on: another, or the same with another process."""
    if whole:
        kill_group(worker.process.pid)
        return start()
    psutil.Process(worker.process.pid).children()[0].send_signal(signal.SIGKILL)
    return worker


def everything_is_kept_once(feed, worker) -> None:
    def is_done() -> bool:
        return Article.objects.exclude(state=Article.State.WAITING).count() == 2

    assert wait_until(is_done), worker.log.read_text()
    outcomes = Article.objects.order_by("pk").values_list("state", "failure")
    assert list(outcomes) == [(Article.State.READ, "")] * 2
    states = Entry.objects.order_by("key").values_list("key", "state", "failure")
    assert [(state, failure) for _key, state, failure in states] == [(Entry.State.TAKEN, "")] * 2
    assert Article.objects.count() == 2
    assert Claim.objects.filter(kind="departure").count() == 1
    feed.refresh_from_db()
    assert feed.checks.count() == 1
    assert str(store.check()) == "nothing to change"


@pytest.mark.parametrize("whole", [True, False], ids=["whole worker", "one process"])
@pytest.mark.parametrize("path", ["/feed", "/1"], ids=["in the poll", "in the fetching of an article"])
def test_a_worker_that_is_killed_loses_no_entry_and_keeps_none_twice(feed, site, start, path, whole):  # noqa: F811
    stop, worker = Stop(site, path), start()
    assert tasks.poll_due_feeds() == 1
    assert stop.reached.wait(PATIENCE), worker.log.read_text()
    other = killed(worker, start, whole=whole)
    stop.let_go.set()
    everything_is_kept_once(feed, other)


@pytest.mark.parametrize("whole", [True, False], ids=["whole worker", "one process"])
def test_a_worker_that_is_killed_while_it_reads_loses_no_entry_and_keeps_none_twice(feed, start, whole):
    where = connection.get_connection_params()
    given = {name: where[name] for name in ("host", "port", "user", "password", "dbname") if where.get(name)}
    with psycopg.connect(**given, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [store.RECORD_LOCK])
        worker = start()
        assert tasks.poll_due_feeds() == 1
        assert wait_until(a_reading_waits_for_the_record), worker.log.read_text()
        other_worker = killed(worker, start, whole=whole)
    everything_is_kept_once(feed, other_worker)
