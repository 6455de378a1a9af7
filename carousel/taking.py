"""Taking in articles from files and lists: each through the one door, with a word for what came of it."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from articles.keeping import Submission, outlet_named
from articles.models import Article
from carousel import door, files, reading
from carousel.dates import NotADate, parse_days
from carousel.files import Item, Unreadable
from carousel.models import TakenFile

RECENT = 120.0  # seconds whose rate tells how long the rest takes
BETWEEN_MARKS = 1.0


class NotGiven(ValueError):
    """Raised with the sentence that says what is wrong with an outlet or a day that a command was given."""


@dataclass(frozen=True)
class Taken:
    """``article`` is missing where the item could not be taken; ``trouble`` then says why.

    ``outcome`` is of the reading, where there was one; ``note`` says what of the file was left out.
    """

    article: Article | None
    is_new: bool = False
    trouble: str = ""
    note: str = ""
    outcome: reading.Outcome | None = None


def given(title: str, outlet: str, published: str) -> Submission:
    """What a command was told of all that it takes in. Raises ``NotGiven``."""
    found = outlet_named(outlet) if outlet else None
    if outlet and found is None:
        raise NotGiven(f"No outlet goes by “{outlet}”.")
    day = None
    if published:
        try:
            day = parse_days(published, today=timezone.localdate())
        except NotADate as error:
            raise NotGiven(str(error)) from None
        if not day.is_exact:
            raise NotGiven(f"“{published}” is not one day.")
    return Submission(title=title, outlet=found, published_on=day.earliest if day else None)


def take(item: Item, *, at: datetime, queue: bool) -> Taken:
    """The item is an article, kept once; nothing but the database being away is raised."""
    if item.submission is None:
        return Taken(None, trouble=item.trouble)
    try:
        admission = door.bring_in(item.submission, at=at, queue=queue)
    except door.Refused as refused:
        where = f"line {item.line}: " if item.line else ""
        return Taken(None, trouble=f"{where}{refused}")
    return Taken(admission.article, admission.is_new)


def taken_from(source: str, given: Submission, *, after: int = 0) -> Iterator[tuple[int, Taken]]:
    """What the source holds after a line, each article kept and read, with the line on which it stands."""
    digest = digest_of(source)
    if known := taken_before(digest):
        yield 0, _read(Taken(known))
        return
    for item in files.items(source, given, after=after):
        taken = take(item, at=timezone.now(), queue=False)
        if taken.article:
            taken = replace(_read(taken), note=item.note)
            remember(digest, taken.article)
        yield item.line, taken


def _read(taken: Taken) -> Taken:
    if taken.article.state != Article.State.WAITING:
        return taken
    return replace(taken, outcome=reading.read_article(taken.article.pk, at=timezone.now()))


def digest_of(source: str) -> str:
    """Tells a file again by what it holds; empty for what is read anew each time."""
    path = Path(source)
    if files.is_address(source) or path.suffix.lower() in files.ROWS:
        return ""
    try:
        return hashlib.sha256(files.bytes_of(path)).hexdigest()
    except Unreadable:
        return ""


def taken_before(digest: str) -> Article | None:
    """The article of a file with this content, so that a page need not be parsed to be known."""
    row = TakenFile.objects.filter(pk=digest).select_related("article").first() if digest else None
    return row.article if row else None


def remember(digest: str, article: Article) -> None:
    if digest:
        TakenFile.objects.bulk_create([TakenFile(digest=digest, article=article)], ignore_conflicts=True)


@dataclass
class Progress:
    """How far a long run is, by one clock's seconds."""

    total: int
    new: int = 0
    known: int = 0
    failed: int = 0
    marks: deque[tuple[float, int]] = field(default_factory=deque)

    @property
    def done(self) -> int:
        return self.new + self.known + self.failed

    def count(self, taken: Taken, now: float) -> None:
        if taken.article is None:
            self.failed += 1
        elif taken.is_new:
            self.new += 1
        else:
            self.known += 1
        if not self.marks or now - self.marks[-1][0] >= BETWEEN_MARKS:
            self.marks.append((now, self.done))
        while len(self.marks) > 2 and self.marks[0][0] < now - RECENT:
            self.marks.popleft()

    def rate(self) -> float:
        """Articles a second of late: what is known goes by faster than what is new."""
        if len(self.marks) < 2 or self.marks[-1][0] <= self.marks[0][0]:
            return 0.0
        (first, before), (last, after) = self.marks[0], self.marks[-1]
        return (after - before) / (last - first)

    def left(self) -> float | None:
        """The seconds that the rest takes at the rate of late; nothing where there is none."""
        rate = self.rate()
        return max(self.total - self.done, 0) / rate if rate else None

    def line(self) -> str:
        rate, seconds = self.rate(), self.left()
        left = "no estimate yet" if seconds is None else f"about {in_words(seconds)} left"
        return f"{self.done:,} of {self.total:,} · {rate:.1f}/s · {left} · {self.parts()}"

    def parts(self) -> str:
        return f"{self.new:,} new, {self.known:,} known, {self.failed:,} could not be taken"


def in_words(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.1f} h"


def names_of(sources: Iterable[str]) -> list[str]:
    """The sources in their order, the files of a folder in its place."""
    found: list[str] = []
    for source in sources:
        is_folder = not files.is_address(source) and Path(source).is_dir()
        found += in_folder(source) if is_folder else [source]
    return found


def in_folder(folder: str) -> list[str]:
    """The files below the folder in the order of their names, without hidden ones."""
    found: list[str] = []
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = (os.path.join(at, name) for name in names if not name.startswith("."))
        found += [path for path in paths if os.path.isfile(path)]
    return sorted(found, key=lambda path: path.split(os.sep))
