"""Celery: tasks of both apps over the queue in PostgreSQL, or over CELERY_BROKER_URL."""

import logging
import os
import threading

from celery import Celery
from celery.signals import worker_process_init, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

logger = logging.getLogger(__name__)
app = Celery("carousel")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["articles", "carousel"])


def use_database(database):
    """Celery talks to the queue of this database; the tests name their own."""
    from config.queue import transport_options

    app.conf.broker_transport_options = transport_options(app.conf.broker_url, database)


@app.on_after_configure.connect
def connect_queue(sender, **kwargs):
    from django.conf import settings

    use_database(settings.DATABASES["default"])


@worker_process_init.connect
def make_ready(**kwargs):
    """In a thread, for a process that is not up within seconds is taken for dead."""
    threading.Thread(target=load_words, daemon=True).start()


def load_words():
    from django.db import DatabaseError, connections

    from carousel import reading

    try:
        reading.make_ready()
    except DatabaseError as away:
        logger.warning("The first article will wait for the names: %s", away)
    finally:
        connections.close_all()


@worker_ready.connect
def report(sender, **kwargs):
    """`/readyz` need not wait for the schedule's first turn."""
    app.send_task("articles.tasks.heartbeat")
