"""Celery tasks: each finds its row, calls the core and says in a word what came of it."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from articles.models import Article
from carousel import reading

# An article that still waits after this long was lost on its way to the queue.
OVERDUE = timedelta(minutes=2)
AT_ONCE = 500


@shared_task(autoretry_for=(OperationalError, InterfaceError))
def read_article(article_id: int) -> str:
    """The article is read, unless it has been; tried again soon where the database is away or busy."""
    return reading.read_article(article_id, at=timezone.now()).state


@shared_task
def requeue_unread() -> int:
    """Articles that the queue has lost are queued again; returns how many."""
    overdue = Article.objects.waiting_since(timezone.now() - OVERDUE).order_by("pk")
    ids = list(overdue.values_list("pk", flat=True)[:AT_ONCE])
    for pk in ids:
        read_article.delay(pk)
    return len(ids)
