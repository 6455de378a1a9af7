"""Fault drills: something is killed on purpose, and the work goes on without anybody's help."""

import os
import signal
import time

import psutil
import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Article
from carousel import door, store
from carousel.door import Submission
from config.processes import kill_group
from tests.factories import make_club, make_coach
from tests.fixtures import drill_tasks
from tests.locks import a_reading_waits_for_the_record
from tests.waiting import PATIENCE, wait_until

pytestmark = [pytest.mark.drill, pytest.mark.slow]
VISIBLE_AGAIN = 6  # seconds
DRILL = {"module": "tests.fixtures.drill_tasks", "QUEUE_VISIBILITY_TIMEOUT": str(VISIBLE_AGAIN)}


@pytest.fixture
def counted(real_queue):
    """The tables in which the drill tasks count are there, and empty."""
    with connection.cursor() as cursor:
        cursor.execute(drill_tasks.TABLES + "TRUNCATE drill_start, drill_effect")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE drill_start, drill_effect")


def starts(key):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM drill_start WHERE key = %s", [key])
        return cursor.fetchone()[0]


def effects(key):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM drill_effect WHERE key = %s", [key])
        return cursor.fetchone()[0]


def waiting():
    with connection.cursor() as cursor:
        cursor.execute("SELECT queue_length FROM pgmq.metrics('carousel')")
        return cursor.fetchone()[0]


def test_a_task_whose_worker_is_killed_is_done_once_after_the_visibility_timeout(counted, start_worker):
    first = start_worker(**DRILL)
    drill_tasks.slow.delay("whole worker", 2)
    assert wait_until(lambda: starts("whole worker") == 1), first.log.read_text()
    kill_group(first.process.pid)
    start_worker(**DRILL)
    assert wait_until(lambda: effects("whole worker") == 1)
    assert starts("whole worker") == 2
    assert wait_until(lambda: waiting() == 0)


def test_a_task_whose_process_is_killed_runs_again_long_before_the_visibility_timeout(counted, start_worker):
    worker = start_worker(module=DRILL["module"], QUEUE_VISIBILITY_TIMEOUT="3600")
    drill_tasks.slow.delay("one process", 1)
    assert wait_until(lambda: starts("one process") == 1), worker.log.read_text()
    psutil.Process(worker.process.pid).children()[0].send_signal(signal.SIGKILL)
    assert wait_until(lambda: effects("one process") == 1), worker.log.read_text()


def test_a_task_that_kills_its_process_stops_after_four_runs_and_others_go_on(counted, start_worker):
    worker = start_worker(module=DRILL["module"], concurrency=2, QUEUE_VISIBILITY_TIMEOUT="3600")
    drill_tasks.poison.delay("poison")
    drill_tasks.slow.delay("neighbour", 0)
    assert wait_until(lambda: effects("neighbour") == 1), worker.log.read_text()
    assert wait_until(lambda: starts("poison") == 4 and waiting() == 0), worker.log.read_text()
    time.sleep(3)
    assert starts("poison") == 4


def test_a_worker_that_is_asked_to_stop_finishes_what_it_does(counted, start_worker):
    worker = start_worker(**DRILL)
    drill_tasks.slow.delay("last one", 2)
    assert wait_until(lambda: starts("last one") == 1), worker.log.read_text()
    os.kill(worker.process.pid, signal.SIGTERM)
    assert worker.process.wait(PATIENCE) == 0
    assert (effects("last one"), waiting()) == (1, 0)


@pytest.fixture
def record_is_held(real_queue):
    """Another session holds the record, so that a reading gets as far as the record and waits there."""
    where = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    with psycopg.connect(
        **{name: where[name] for name in names if where.get(name)}, autocommit=True
    ) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [store.RECORD_LOCK])
        yield other


def test_an_article_whose_worker_is_killed_while_reading_it_is_read_once(record_is_held, start_worker):
    make_club(name="Vestby IF")
    make_coach(name="Anders Holm")
    first = start_worker(QUEUE_VISIBILITY_TIMEOUT=str(VISIBLE_AGAIN))
    text = "Vestby IF har fyret Anders Holm. Det oplyser klubben tirsdag."
    article = door.bring_in(Submission(title="Anders Holm fyret", text=text), at=timezone.now()).article
    assert wait_until(a_reading_waits_for_the_record), first.log.read_text()
    kill_group(first.process.pid)
    record_is_held.execute("SELECT pg_advisory_unlock_all()")
    second = start_worker(QUEUE_VISIBILITY_TIMEOUT=str(VISIBLE_AGAIN))
    is_read = Article.objects.filter(pk=article.pk, state=Article.State.READ).exists
    assert wait_until(is_read), second.log.read_text()
    article.refresh_from_db()
    assert article.attempts >= 2
    assert [claim.kind for claim in article.claims.all()] == ["departure"]
    assert wait_until(lambda: waiting() == 0)
