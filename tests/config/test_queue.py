"""The queue's schema and how the transport is told where it is."""

import pytest
from django.db import connection
from pgmq.base import PGMQConfig
from psycopg.conninfo import conninfo_to_dict

from articles.tasks import heartbeat
from config import queue
from config.celery import app


@pytest.mark.parametrize("folder", ["/srv/data", "/srv/with space", "/srv/it's", "/srv/back\\slash"])
def test_the_transport_finds_a_socket_in_any_folder(folder):
    given = queue.connection_string({"HOST": folder, "PORT": "5432", "NAME": "carousel", "USER": "postgres"})
    rebuilt = PGMQConfig(conn_string=given).dsn
    assert conninfo_to_dict(rebuilt)["host"] == folder


@pytest.mark.django_db
def test_installing_the_queue_twice_changes_nothing():
    queue.install(connection)
    queue.install(connection)
    assert queue.length(connection) == 0


def test_redis_gives_tasks_of_a_dead_worker_back_soon():
    options = queue.transport_options("redis://broker:6379/0", {"NAME": "x"})
    assert options["visibility_timeout"] == 120
    assert options["unacked_restore_interval"] == 2


def test_a_task_can_never_run_longer_than_the_queue_waits_for_its_worker():
    longest = app.conf.worker_prefetch_multiplier * app.conf.task_time_limit
    assert longest < queue.transport_options("pgmq://", {"NAME": "x"})["visibility_timeout"]


def test_a_message_is_json_and_nothing_else():
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_serializer == "json"


def test_a_task_whose_worker_dies_again_and_again_stops_after_four_runs():
    assert (heartbeat.retry_on_worker_lost, heartbeat.max_retries, heartbeat.default_retry_delay) == (
        True,
        3,
        2,
    )
    assert heartbeat.acks_late


def test_every_scheduled_task_exists():
    app.loader.import_default_modules()
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)
