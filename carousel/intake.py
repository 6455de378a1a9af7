"""What feeds announce becomes articles: each entry goes through the one door, or says why not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from articles.countries import day_in
from articles.feeds.models import Entry
from articles.feeds.schedule import wait_asked
from articles.fetching import manners
from articles.fetching.client import FetchFailed, Page, fetch
from articles.keeping import Refused, Submission, is_to_come
from carousel import door

LEASE = timedelta(minutes=10)  # an entry whose worker died is free again after this
MOST_TRIES = 6
FIRST_RETRY = timedelta(minutes=5)
PER_HOST = 6  # pages of one host in one pass
CONSIDERED = 4  # times as many waiting entries are looked at as are taken
SOON = timedelta(seconds=1)
ENOUGH_TEXT = 600  # characters; a feed that says so much has the article itself

Get = Callable[[str], Page]


def due_entries(*, at: datetime, most: int, feed_id: int | None = None) -> list[int]:
    """Entries that wait and may be tried now, taken for whoever called, few of each host.

    What a feed announced waits while the feed is switched off: so a long archive is stopped and resumed.
    """
    with transaction.atomic():
        waiting = Entry.objects.filter(
            Q(next_try_at__isnull=True) | Q(next_try_at__lte=at), state=Entry.State.WAITING, feed__is_on=True
        )
        if feed_id is not None:
            waiting = waiting.filter(feed_id=feed_id)
        rows = waiting.order_by("next_try_at", "pk").select_for_update(skip_locked=True, of=("self",))
        considered = rows[: most * CONSIDERED].values_list("pk", "url")
        taken = manners.few_of_each_host(considered, of_each=PER_HOST, most=most)
        Entry.objects.filter(pk__in=taken).update(next_try_at=at + LEASE)
    return taken


def take_in(entry_id: int, *, at: datetime, get: Get = fetch) -> Entry | None:
    """The entry is an article, or is tried again later, or has failed for good with its reason.

    Safe to repeat: an entry that is no longer waiting is left as it is.
    """
    begun = Entry.objects.filter(pk=entry_id, state=Entry.State.WAITING)
    if not begun.update(attempts=F("attempts") + 1, next_try_at=at + LEASE):
        return Entry.objects.filter(pk=entry_id).first()
    entry = Entry.objects.select_related("feed__outlet").get(pk=entry_id)
    if entry.attempts > MOST_TRIES:
        sentence = _("Set aside after %(tries)d attempts that never finished.") % {"tries": MOST_TRIES}
        return _gave_up(entry, "poison", sentence, at)
    submission = _submission(entry, at)
    if not submission.text:
        try:
            is_allowed = manners.may_ask(entry.url, at=at, get=get)
        except FetchFailed as failed:
            return _failed(entry, failed, at)
        if not is_allowed:
            return _gave_up(entry, "robots", _("The site's robots.txt keeps us from this page."), at)
        if (turn := entry.turn_at or manners.turn(entry.url, at=at)) > at + SOON:
            return _wait(entry, turn)
        entry.turn_at = None
    try:
        # An entry that has its article already was announced again in other words.
        admission = door.bring_in(submission, at=at, get=get, look_again=entry.article_id is not None)
    except Refused as refused:
        cause = refused.__cause__
        if isinstance(cause, FetchFailed):
            return _failed(entry, cause, at)
        kind = getattr(cause, "kind", "refused") if cause else refused.field or "refused"
        return _gave_up(entry, kind, str(refused), at)
    is_news = admission.is_new or admission.is_revised
    entry.state = Entry.State.TAKEN if is_news else Entry.State.KNOWN
    entry.article, entry.next_try_at, entry.done_at = admission.article, None, at
    entry.failure_class = entry.failure = ""
    entry.save()
    return entry


def _submission(entry: Entry, at: datetime) -> Submission:
    """What the feed says of the article; a feed with the whole text spares its site the page.

    A moment that has not come is left to the page to put right.
    """
    moment, country = entry.published_at, entry.feed.outlet.country
    if moment and is_to_come(day_in(country, moment), country, at):
        moment = None
    has_all = len(entry.text) >= ENOUGH_TEXT or not entry.url
    return Submission(
        title=entry.title,
        text=entry.text if has_all else "",
        url=entry.url,
        outlet=entry.feed.outlet,
        published_at=moment,
        published_from="feed" if moment else "",
    )


def _wait(entry: Entry, turn: datetime) -> Entry:
    """The host is asked for other pages first; that is no attempt."""
    entry.attempts, entry.turn_at, entry.next_try_at = entry.attempts - 1, turn, turn
    entry.save()
    return entry


def _failed(entry: Entry, failed: FetchFailed, at: datetime) -> Entry:
    """What may come later is asked for again, not before the site wants it; its other pages wait as well."""
    asked_for = wait_asked(failed.retry_after, at=at)
    if asked_for:
        manners.leave_alone(entry.url, until=at + asked_for)
    if not failed.is_temporary or entry.attempts >= MOST_TRIES:
        return _gave_up(entry, failed.kind, str(failed), at)
    entry.next_try_at = at + max(FIRST_RETRY * 2 ** (entry.attempts - 1), asked_for)
    entry.failure_class, entry.failure = failed.kind, str(failed)
    entry.save()
    return entry


def _gave_up(entry: Entry, kind: str, sentence: str, at: datetime) -> Entry:
    entry.state, entry.next_try_at, entry.done_at = Entry.State.FAILED, None, at
    entry.failure_class, entry.failure = kind, sentence
    entry.save()
    return entry


def retry(entries) -> int:
    """Failed or dismissed entries wait to be tried again at once; returns how many."""
    again = entries.filter(state__in=[Entry.State.FAILED, Entry.State.DISMISSED])
    return again.update(state=Entry.State.WAITING, attempts=0, next_try_at=None, failure="", failure_class="")


def dismiss(entries) -> int:
    """Failed entries are nobody's business any more; returns how many."""
    return entries.filter(state=Entry.State.FAILED).update(state=Entry.State.DISMISSED)
