"""Celery tasks: each finds its row, calls the core and says in a word what came of it."""

from __future__ import annotations

from datetime import timedelta

from celery import Task, shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from articles.feeds import polling
from articles.models import Article
from carousel import ageing, deliveries, desk_mails, feeding, intake, jobs, likelihood_fits, reading

# An article that still waits after this long was lost on its way to the queue.
OVERDUE = timedelta(minutes=2)
AT_ONCE = 500
PORTION = 8.0  # seconds of a delivery in one task
FEEDS_AT_ONCE = 100
ENTRIES_AT_ONCE = 200
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_COUNTDOWN = timedelta(seconds=20)  # docs/decisions/0004: a longer one is the database's business


@shared_task(bind=True, autoretry_for=(OperationalError, InterfaceError))
def read_article(self: Task, article_id: int) -> str:
    """The article is read, unless it has been; tried again soon where the database is away or busy.

    Where the time ran out the machine may be busy, and each further attempt waits twice as long.
    """
    try:
        return reading.read_article(article_id, at=timezone.now()).state
    except SoftTimeLimitExceeded as late:
        pause = min(FIRST_PAUSE * 2**self.request.retries, LONGEST_COUNTDOWN)
        raise self.retry(exc=late, countdown=pause.total_seconds()) from None


@shared_task
def requeue_unread() -> int:
    """Articles that the queue has lost are queued again; returns how many."""
    overdue = Article.objects.waiting_since(timezone.now() - OVERDUE).order_by("pk")
    ids = list(overdue.values_list("pk", flat=True)[:AT_ONCE])
    for pk in ids:
        read_article.delay(pk)
    return len(ids)


@shared_task
def poll_due_feeds() -> int:
    """Every feed that is due is asked by a task of its own; returns how many."""
    ids = polling.take_due(at=timezone.now(), most=FEEDS_AT_ONCE)
    for pk in ids:
        poll_feed.delay(pk)
    return len(ids)


@shared_task(autoretry_for=(OperationalError, InterfaceError))
def poll_feed(feed_id: int) -> str:
    """The feed is asked, what is new in it begins to be fetched, and who runs the site hears of a death."""
    outcome = feeding.ask(feed_id, at=timezone.now())
    if outcome.new:
        _take_in(intake.due_entries(at=timezone.now(), most=ENTRIES_AT_ONCE, feed_id=feed_id))
    return outcome.state


@shared_task
def take_due_entries() -> int:
    """Entries that wait are fetched, few of each host; returns how many."""
    ids = intake.due_entries(at=timezone.now(), most=ENTRIES_AT_ONCE)
    _take_in(ids)
    return len(ids)


@shared_task(autoretry_for=(OperationalError, InterfaceError))
def take_in_entry(entry_id: int) -> str:
    """The entry goes through the door; says what came of it."""
    entry = intake.take_in(entry_id, at=timezone.now())
    if entry and entry.turn_at and entry.turn_at - timezone.now() <= LONGEST_COUNTDOWN:
        take_in_entry.apply_async((entry_id,), eta=entry.turn_at)
    return entry.state if entry else "missing"


@shared_task(autoretry_for=(OperationalError, InterfaceError))
def move_jobs(verb: str, wanted: dict) -> int:
    """Failed jobs are tried again or dismissed, so many at a time, until none is left; returns how many."""
    asked = jobs.Wanted(**wanted)
    done = jobs.retry(asked) if verb == "retry" else jobs.dismiss(asked, at=timezone.now())
    return done.number


@shared_task(autoretry_for=(OperationalError, InterfaceError), soft_time_limit=50, time_limit=60)
def bring_delivery(delivery_id: int) -> bool:
    """A portion of a delivery is taken in, and the next one is queued behind what waits by then."""
    are_left = deliveries.carry_on(delivery_id, seconds=PORTION)
    if are_left:
        bring_delivery.delay(delivery_id)
    return are_left


@shared_task(autoretry_for=(OperationalError, InterfaceError))
def expire_rumours() -> int:
    """Rumours that nobody has reported on for too long have ended; returns how many did."""
    return ageing.expire_due()


@shared_task(autoretry_for=(OperationalError, InterfaceError))
def fit_likelihood() -> bool:
    """The weights of the likelihood are not older than a week; returns whether they were fitted now."""
    return likelihood_fits.fit_if_stale(timezone.localdate())


@shared_task(autoretry_for=(OperationalError, InterfaceError))
def mail_desk() -> int:
    """Editors who want it have had the mail of the day; returns how many were sent."""
    return desk_mails.send_due(at=timezone.now())


def _take_in(ids: list[int]) -> None:
    for pk in ids:
        take_in_entry.delay(pk)
