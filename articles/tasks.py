"""Work of this app that the worker does."""

from celery import shared_task
from django.utils import timezone

from articles.feeds.pruning import prune_checks as prune
from articles.models import Heartbeat


@shared_task
def heartbeat():
    """A worker has taken this from the queue just now; `/readyz` reads the row."""
    Heartbeat.objects.update_or_create(name="worker", defaults={"at": timezone.now()})


@shared_task
def prune_checks() -> int:
    """Old looks at feeds are gone; returns how many."""
    return prune(at=timezone.now())
