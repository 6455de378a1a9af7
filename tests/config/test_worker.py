"""A task goes through the real queue to a real worker and its effect is in the database."""

import pytest

from articles.models import Heartbeat
from articles.tasks import heartbeat
from config.processes import wait_until


@pytest.mark.slow
def test_a_queued_heartbeat_is_taken_by_a_real_worker(worker):
    assert not Heartbeat.objects.exists()
    heartbeat.delay()
    assert wait_until(Heartbeat.objects.filter(name="worker").exists, seconds=10), worker.log.read_text()
