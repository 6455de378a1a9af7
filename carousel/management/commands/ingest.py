from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from carousel import deliveries, files, taking
from carousel.deliveries import Step
from carousel.door import Submission
from carousel.models import Delivery

FEW = 20  # so many are told one by one
EVERY = 2.0  # seconds between two lines of progress on a screen
EVERY_IN_A_FILE = 30.0
INTERRUPTED = 130


class Stopped(Exception):
    """Somebody asked to stop; the message says where."""


class Command(BaseCommand):
    help = (
        "Bring in articles by path, folder or address, read them, and print what changed. "
        "Ctrl-C finishes the article in hand; the same command then goes on where it stopped, "
        "as does Resume on the page of jobs."
    )
    is_stopping = False

    def add_arguments(self, parser) -> None:
        parser.add_argument("sources", nargs="+", metavar="PATH_OR_URL")
        parser.add_argument("--title", default="", help="for a bare text file")
        parser.add_argument("--outlet", default="", help="name of the outlet, for a bare text file or page")
        parser.add_argument(
            "--published", default="", help="day of publication, for a bare text file or page"
        )

    def handle(self, *args, sources: list[str], title: str, outlet: str, published: str, **options) -> str:
        try:
            given = taking.given(title, outlet, published)
            delivery = self._begun(sources, given)
        except (taking.NotGiven, deliveries.DeliveryRefused) as error:
            raise CommandError(str(error)) from None
        self.tells_each = delivery.total <= FEW or options["verbosity"] > 1
        self.last_line = began = time.monotonic()
        before = delivery.done
        if before:
            self.stdout.write(f"Goes on after {before:,} of {delivery.total:,}: {delivery.place}")
        with self._told_to_stop():
            self._run(delivery)
        if not self.tells_each:
            self._tell_whole(delivery, before, began)
        if delivery.failed:
            raise CommandError(f"{delivery.failed} of {delivery.total} could not be taken.")
        return ""

    def _begun(self, sources: list[str], given: Submission) -> Delivery:
        """Of many articles it is kept how far they are, so that they can be stopped and resumed."""
        named = taking.names_of(sources)
        delivery = deliveries.as_given(sources, given, total=sum(map(files.count, named)))
        return deliveries.begin(delivery, at=timezone.now()) if delivery.total > FEW else delivery

    def _run(self, delivery: Delivery) -> None:
        try:
            for step in deliveries.take_in(delivery):
                self._tell_of(step)
                self._tell(delivery)
                if self.is_stopping:
                    deliveries.keep(delivery, deliveries.STOPPED)
                    raise Stopped("Stopped")
            if delivery.pk and delivery.state != deliveries.DONE:
                raise Stopped("Stopped from the page of jobs")
        except (OperationalError, InterfaceError, Stopped) as error:
            is_told = isinstance(error, Stopped)
            reason = str(error) if is_told else f"The database is away or busy ({error})"
            self.stdout.write(deliveries.progress_of(delivery).line())
            where = f"{delivery.place}, line {delivery.line}" if delivery.line else delivery.place
            raise CommandError(
                f"{reason}; last was {where}. The same command goes on from there.",
                returncode=INTERRUPTED,
            ) from None

    def _tell_of(self, step: Step) -> None:
        taken = step.taken
        article, outcome = taken.article, taken.outcome
        if article is None:
            self.stderr.write(f"{step.source}: {taken.trouble}")
        elif outcome is None:
            self._each(f"{article.pk}: known already, nothing changes: {article}")
        elif outcome.state == "failed" and outcome.article:
            self.stdout.write(f"{article.pk}: kept, but could not be read: {outcome.article.failure}")
        else:
            self._each(f"{article.pk}: {article}")
            self._each(f"  {outcome.claims_added} claims; record: {outcome.changes}")
            if taken.note:
                self._each(f"  {taken.note}")

    def _each(self, line: str) -> None:
        if self.tells_each:
            self.stdout.write(line)

    def _tell_whole(self, delivery: Delivery, before: int, began: float) -> None:
        """All of it, and how long this run took for its part."""
        seconds = max(time.monotonic() - began, 0.001)
        rate, parts = (delivery.done - before) / seconds, deliveries.progress_of(delivery).parts()
        self.stdout.write(
            f"{delivery.done:,} of {delivery.total:,} articles in {taking.in_words(seconds)}, "
            f"{rate:.1f}/s: {parts}."
        )

    def _tell(self, delivery: Delivery) -> None:
        now = time.monotonic()
        every = EVERY if self.stdout.isatty() else EVERY_IN_A_FILE
        if not self.tells_each and now - self.last_line >= every:
            self.last_line = now
            self.stdout.write(deliveries.progress_of(delivery).line())
            self.stdout.flush()

    @contextmanager
    def _told_to_stop(self) -> Iterator[None]:
        """The first signal ends the run after the article in hand, a second one at once."""
        before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

        def stop(number, _frame) -> None:
            self.is_stopping = True
            signal.signal(number, before[number])

        for number in before:
            signal.signal(number, stop)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
