"""A task goes through the real queue to a real worker and its effect is in the database."""

import pytest
from django.db import connection

from articles.models import Heartbeat
from articles.tasks import heartbeat
from tests.waiting import wait_until

LISTENING = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
)


def reported():
    return Heartbeat.objects.filter(name="worker").exists()


@pytest.mark.slow
def test_a_worker_reports_as_soon_as_it_is_ready_and_takes_what_is_queued(worker):
    assert wait_until(reported), worker.log.read_text()
    Heartbeat.objects.all().delete()
    heartbeat.delay()
    assert wait_until(reported), worker.log.read_text()


@pytest.mark.slow
def test_of_a_worker_only_the_connection_that_waits_for_messages_listens(worker):
    """What another was told would never be read: the database would keep it, and wait for its reader."""
    assert wait_until(reported), worker.log.read_text()
    with connection.cursor() as cursor:
        cursor.execute(LISTENING)
        assert cursor.fetchone()[0] == 1
