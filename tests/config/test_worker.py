"""A task goes through the real queue to a real worker and its effect is in the database."""

import pytest

from articles.models import Heartbeat
from articles.tasks import heartbeat
from config.processes import wait_until


def reported():
    return Heartbeat.objects.filter(name="worker").exists()


@pytest.mark.slow
def test_a_worker_reports_as_soon_as_it_is_ready_and_takes_what_is_queued(worker):
    assert wait_until(reported, seconds=10), worker.log.read_text()
    Heartbeat.objects.all().delete()
    heartbeat.delay()
    assert wait_until(reported, seconds=10), worker.log.read_text()
