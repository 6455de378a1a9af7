from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from articles.models import Article
from carousel import files, reading, taking
from carousel.door import Submission
from carousel.files import Item
from carousel.taking import Progress, Taken

FEW = 20  # so many are told one by one
EVERY = 2.0  # seconds between two lines of progress on a screen
EVERY_IN_A_FILE = 30.0
INTERRUPTED = 130


class Stopped(Exception):
    """Somebody asked to stop, or the database is away; the message says which."""


class Command(BaseCommand):
    help = (
        "Bring in articles by path, folder or address, read them, and print what changed. "
        "Ctrl-C finishes the article in hand; the same command then goes on where it stopped."
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
        except taking.NotGiven as error:
            raise CommandError(str(error)) from None
        named = [name for source in sources for name in self._files(source)]
        progress = Progress(sum(map(files.count, named)), time.monotonic())
        self.tells_each = progress.total <= FEW or options["verbosity"] > 1
        self.last_line = progress.began
        with self._told_to_stop():
            self._run(named, given, progress)
        if not self.tells_each:
            self.stdout.write(progress.summary(time.monotonic()))
        if progress.failed:
            raise CommandError(f"{progress.failed} of {progress.total} could not be taken.")
        return ""

    def _files(self, source: str) -> list[str]:
        if not files.is_address(source) and Path(source).is_dir():
            return [str(path) for path in taking.in_folder(Path(source))]
        return [source]

    def _run(self, named: list[str], given: Submission, progress: Progress) -> None:
        source, line = "", 0
        try:
            for source in named:
                for item, taken in self._take(source, given):
                    line = item.line
                    progress.count(taken, time.monotonic())
                    if taken.article is None:
                        self.stderr.write(f"{source}: {taken.trouble}")
                    self._tell(progress)
                    if self.is_stopping:
                        raise Stopped("Stopped")
        except (OperationalError, InterfaceError, Stopped) as error:
            reason = "Stopped" if isinstance(error, Stopped) else f"The database is away or busy ({error})"
            self.stdout.write(progress.summary(time.monotonic()))
            where = f"{source}, line {line}" if line else source
            raise CommandError(
                f"{reason}; last was {where}. The same command goes on from there.",
                returncode=INTERRUPTED,
            ) from None

    def _take(self, source: str, given: Submission) -> Iterator[tuple[Item, Taken]]:
        digest = taking.digest_of(source)
        if known := taking.taken_before(digest):
            yield Item(None), self._read(Taken(known))
            return
        for item in files.items(source, given):
            taken = taking.take(item, at=timezone.now(), queue=False)
            if taken.article:
                taken = self._read(taken, item.note)
                taking.remember(digest, taken.article)
            yield item, taken

    def _read(self, taken: Taken, note: str = "") -> Taken:
        article = taken.article
        if article.state != Article.State.WAITING:
            self._each(f"{article.pk}: known already, nothing changes: {article}")
            return taken
        outcome = reading.read_article(article.pk, at=timezone.now())
        if outcome.state == "failed" and outcome.article:
            self.stdout.write(f"{article.pk}: kept, but could not be read: {outcome.article.failure}")
            return taken
        self._each(f"{article.pk}: {article}")
        self._each(f"  {outcome.claims_added} claims; record: {outcome.changes}")
        if note:
            self._each(f"  {note}")
        return taken

    def _each(self, line: str) -> None:
        if self.tells_each:
            self.stdout.write(line)

    def _tell(self, progress: Progress) -> None:
        now = time.monotonic()
        every = EVERY if self.stdout.isatty() else EVERY_IN_A_FILE
        if not self.tells_each and now - self.last_line >= every:
            self.last_line = now
            self.stdout.write(progress.line())
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
