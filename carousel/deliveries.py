"""Articles brought in one go: begun by a command, stopped and resumed by anybody, by whom they go on.

A command that is given many files keeps a `Delivery` of how far it is. An editor may stop it on the
page of jobs; it then goes on where it stopped, by the same command or, from the page, by the worker.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

from django.db import DatabaseError, transaction
from django.db.models import Case, Q, When
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.keeping import Submission
from carousel import files, taking, tasks
from carousel.models import Delivery

RUNNING, STOPPED, DONE = Delivery.State.RUNNING, Delivery.State.STOPPED, Delivery.State.DONE
HEARD_EVERY = 1.0  # seconds between two signs of life
SHOWN_FOR = timedelta(days=1)  # after it is done
MOST_SHOWN = 10
MARKS_KEPT = 30
LONGEST_TROUBLE = 500


class DeliveryRefused(ValueError):
    """Raised with the sentence that says why nothing was changed."""


@dataclass(frozen=True)
class Step:
    """One article of a delivery, where it stood, and what came of it."""

    source: str
    line: int
    taken: taking.Taken


# ---------------------------------------------------------------- beginning


def as_given(sources: list[str], given: Submission, *, total: int) -> Delivery:
    """A delivery of which nothing is kept: of a few articles nobody wants to see how far they are."""
    named = [name if files.is_address(name) else str(Path(name).resolve()) for name in sources]
    day = given.published_on
    told = [named, given.title, given.outlet.pk if given.outlet else None, str(day or "")]
    return Delivery(
        key=hashlib.sha256(json.dumps(told).encode()).hexdigest(),
        sources=named,
        title=given.title,
        outlet=given.outlet,
        published_on=day,
        total=total,
    )


def begin(fresh: Delivery, *, at: datetime) -> Delivery:
    """The delivery is kept and the caller's to take in: where it was stopped before, from there on.

    One that is done begins anew. Raises `DeliveryRefused` while somebody is at it.
    """
    with transaction.atomic():
        begun = {name: getattr(fresh, name) for name in ("sources", "title", "outlet", "published_on")}
        row, _made = Delivery.objects.get_or_create(
            key=fresh.key, defaults={**begun, "began_at": at, "heard_at": at}
        )
        row = _locked(row.pk)
        if row.is_held(at):
            raise DeliveryRefused(_("It is being taken in already, as the page of jobs shows."))
        if row.state == DONE:
            row.new = row.known = row.failed = row.line = 0
            row.place = row.trouble = ""
            row.began_at = at
        row.total, row.marks = fresh.total, []
        _hold(row, at)
    return row


def _hold(row: Delivery, at: datetime) -> None:
    row.state, row.holder, row.heard_at = RUNNING, uuid4().hex, at
    row.save()


def _locked(pk: int) -> Delivery:
    """The delivery, kept from everybody else until the transaction ends."""
    return Delivery.objects.select_for_update(of=("self",)).select_related("outlet").get(pk=pk)


# ---------------------------------------------------------------- taking in


def take_in(delivery: Delivery, *, clock: Callable[[], float] = time.time) -> Iterator[Step]:
    """Article after article is kept and read, until all are or the delivery is stopped.

    The row follows a second behind; what was committed since is known when it is met again.
    """
    progress, heard = progress_of(delivery), clock()
    given = Submission(title=delivery.title, outlet=delivery.outlet, published_on=delivery.published_on)
    for source in _rest(delivery):
        after = delivery.line if source == delivery.place else 0
        for line, taken in taking.taken_from(source, given, after=after):
            _count(delivery, progress, Step(source, line, taken), clock())
            yield Step(source, line, taken)
            if clock() - heard >= HEARD_EVERY:
                heard = clock()
                if not keep(delivery):
                    return
    keep(delivery, DONE)


def progress_of(delivery: Delivery) -> taking.Progress:
    """The delivery's figures and the rate of the last minutes."""
    marks = deque((moment, done) for moment, done in delivery.marks)
    return taking.Progress(delivery.total, delivery.new, delivery.known, delivery.failed, marks)


def _rest(delivery: Delivery) -> list[str]:
    """What is left after the place; everything where that is gone, since what is known goes by fast."""
    names = taking.names_of(delivery.sources)
    if delivery.place not in names:
        delivery.new = delivery.known = delivery.failed = delivery.line = 0
        return names
    at = names.index(delivery.place)
    is_rows = Path(delivery.place).suffix.lower() in files.ROWS
    return names[at if is_rows else at + 1 :]


def _count(delivery: Delivery, progress: taking.Progress, step: Step, now: float) -> None:
    progress.count(step.taken, now)
    delivery.new, delivery.known, delivery.failed = progress.new, progress.known, progress.failed
    delivery.place, delivery.line = step.source, step.line
    thinned = list(progress.marks)
    delivery.marks = thinned[:: max(1, len(thinned) // MARKS_KEPT)]
    if step.taken.trouble:
        delivery.trouble = f"{step.source}: {step.taken.trouble}"[:LONGEST_TROUBLE]


def keep(delivery: Delivery, state: str = "") -> bool:
    """How far it is is kept; says whether it goes on, which it does not once somebody has stopped it.

    With a ``state`` it is let go of: done, stopped, or running on in other hands.
    """
    if delivery.pk is None:
        return True
    with transaction.atomic():
        row = Delivery.objects.select_for_update().filter(pk=delivery.pk, holder=delivery.holder).first()
        if row is None:
            return False
        goes_on = row.state == RUNNING
        if state and (goes_on or state == DONE):
            row.state = state
        if state or not goes_on:
            row.holder = ""
        for name in ("new", "known", "failed", "place", "line", "marks", "trouble"):
            setattr(row, name, getattr(delivery, name))
        row.heard_at = timezone.now()
        row.save()
        delivery.state = row.state
    return goes_on and not state


def carry_on(pk: int, *, seconds: float, clock: Callable[[], float] = time.monotonic) -> bool:
    """A portion of the delivery is taken in by whoever calls; says whether there is more to do."""
    delivery = _taken(pk, at=timezone.now())
    if delivery is None:
        return False
    unseen = [name for name in delivery.sources if not files.is_address(name) and not Path(name).exists()]
    if unseen:
        delivery.trouble = _(
            "%(name)s is not on this machine. Run the same command where it lies; it goes on from there."
        ) % {"name": unseen[0]}
        keep(delivery, STOPPED)
        return False
    ends = clock() + seconds
    try:
        for _step in take_in(delivery):
            if clock() >= ends:
                keep(delivery, RUNNING)
                return delivery.state == RUNNING
    except Exception as error:
        # The database being away passes by itself; anything else would come again and again.
        passes = isinstance(error, DatabaseError)
        delivery.trouble = (
            delivery.trouble if passes else f"{type(error).__name__}: {error}"[:LONGEST_TROUBLE]
        )
        with suppress(DatabaseError):
            keep(delivery, RUNNING if passes else STOPPED)
        raise
    return False


@transaction.atomic
def _taken(pk: int, *, at: datetime) -> Delivery | None:
    """The delivery, now the caller's; nothing where it is stopped or somebody else's."""
    if not Delivery.objects.filter(pk=pk, state=RUNNING).exists():
        return None
    row = _locked(pk)
    if row.state != RUNNING or row.is_held(at):
        return None
    _hold(row, at)
    return row


# ---------------------------------------------------------------- from the page


def shown(*, at: datetime) -> list[Delivery]:
    """Those that go on or could, and those done of late; what goes on first, then the newest."""
    of_late = ~Q(state=DONE) | Q(heard_at__gte=at - SHOWN_FOR)
    place = Case(When(state=RUNNING, then=0), When(state=STOPPED, then=1), default=2)
    found = Delivery.objects.filter(of_late).order_by(place, "-began_at", "-pk")
    return list(found[:MOST_SHOWN])


@transaction.atomic
def stop(pk: int, *, at: datetime) -> Delivery:
    """The delivery stops after the article in hand. Raises `DeliveryRefused`."""
    row = _locked(pk)
    if row.state != RUNNING:
        raise DeliveryRefused(_("It does not run any more."))
    if not row.is_held(at):
        row.holder = ""
    row.state = STOPPED
    row.save(update_fields=["state", "holder"])
    return row


@transaction.atomic
def resume(pk: int, *, at: datetime) -> Delivery:
    """The delivery goes on where it stopped: by whoever still holds it, else by the worker."""
    row = _locked(pk)
    if row.state == DONE or (row.state == RUNNING and not row.is_lost(at)):
        raise DeliveryRefused(_("It goes on already, or is done."))
    row.state = RUNNING
    if not row.is_held(at):
        row.holder, row.marks, row.heard_at = "", [], at
        transaction.on_commit(partial(tasks.bring_delivery.delay, pk), robust=True)
    row.save(update_fields=["state", "holder", "marks", "heard_at"])
    return row


@transaction.atomic
def forget(pk: int, *, at: datetime) -> None:
    """The delivery is off the page; the articles that it brought stay. Raises `DeliveryRefused`."""
    row = _locked(pk)
    if row.state == RUNNING and not row.is_lost(at):
        raise DeliveryRefused(_("It is running. Stop it first."))
    row.delete()
