from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from carousel import taking, watching
from carousel.door import Submission


class Command(BaseCommand):
    help = (
        "Take in what is put into a folder: texts, pages, mails (.eml) and JSON Lines. What was taken is "
        "moved to done/, what was not to failed/ with the reason beside it. Ctrl-C ends it."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", metavar="FOLDER")
        parser.add_argument("--every", type=float, default=2.0, metavar="SECONDS", help="between two looks")
        parser.add_argument("--once", action="store_true", help="take what is there, then end")
        parser.add_argument("--outlet", default="", help="name of the outlet of all that is put there")

    def handle(self, *args, folder: str, every: float, once: bool, outlet: str, **options) -> None:
        self.stop = threading.Event()
        try:
            given = taking.given("", outlet, "")
            with watching.held(Path(folder)), self._told_to_stop():
                self._watch(Path(folder), given, max(every, 0.1), once)
        except (taking.NotGiven, watching.Watched) as error:
            raise CommandError(str(error)) from None

    def _watch(self, folder: Path, given: Submission, every: float, once: bool) -> None:
        seen: dict[str, watching.Look] = {}
        watching.settled(folder, seen)
        # A file counts as finished when two looks find it the same.
        while not self.stop.wait(every):
            try:
                for name in watching.settled(folder, seen):
                    if self.stop.is_set():
                        return
                    self._take(folder, name, given)
            except (OperationalError, InterfaceError) as error:
                self.stderr.write(f"The database is away or busy; tried again in a moment ({error}).")
                close_old_connections()
            except OSError as error:
                self.stderr.write(f"{folder}: {error.strerror}")
            if once:
                return

    def _take(self, folder: Path, name: str, given: Submission) -> None:
        outcome = watching.take_file(folder, name, given, at=timezone.now())
        if outcome is None:
            return
        if outcome.trouble:
            self.stderr.write(f"{name}: {outcome.trouble}")
        if outcome.new or outcome.known:
            left_out = f" {outcome.notes}" if outcome.notes else ""
            self.stdout.write(f"{name}: {outcome.new} new, {outcome.known} known.{left_out}")
        self.stdout.flush()

    @contextmanager
    def _told_to_stop(self) -> Iterator[None]:
        """A signal ends the watching after the file in hand."""
        numbers = (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.signal(number, lambda *_: self.stop.set()) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
