"""Taking in articles from files and lists: each through the one door, with a word for what came of it."""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from articles.keeping import Submission, outlet_named
from articles.models import Article
from carousel import door, files
from carousel.dates import NotADate, parse_days
from carousel.files import Item, Unreadable
from carousel.models import TakenFile

RECENT = 60.0  # seconds whose rate tells how long the rest takes


class NotGiven(ValueError):
    """Raised with the sentence that says what is wrong with an outlet or a day that a command was given."""


@dataclass(frozen=True)
class Taken:
    """``article`` is missing where the item could not be taken; ``trouble`` then says why."""

    article: Article | None
    is_new: bool = False
    trouble: str = ""


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
    """How far a long run is; times are seconds of a clock that only goes forward."""

    total: int
    began: float
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
        self.marks.append((now, self.done))
        while len(self.marks) > 2 and self.marks[0][0] < now - RECENT:
            self.marks.popleft()

    def rate(self) -> float:
        """Articles a second of late: what is known goes by faster than what is new."""
        if len(self.marks) < 2 or self.marks[-1][0] <= self.marks[0][0]:
            return 0.0
        (first, before), (last, after) = self.marks[0], self.marks[-1]
        return (after - before) / (last - first)

    def line(self) -> str:
        rate = self.rate()
        left = f"about {in_words((self.total - self.done) / rate)} left" if rate else "no estimate yet"
        return f"{self.done:,} of {self.total:,} · {rate:.1f}/s · {left} · {self.parts()}"

    def parts(self) -> str:
        return f"{self.new:,} new, {self.known:,} known, {self.failed:,} could not be taken"

    def summary(self, now: float) -> str:
        seconds = max(now - self.began, 0.001)
        rate = self.done / seconds
        return (
            f"{self.done:,} of {self.total:,} articles in {in_words(seconds)}, {rate:.1f}/s: {self.parts()}."
        )


def in_words(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.1f} h"


def in_folder(folder: Path) -> list[Path]:
    """The files below the folder in the order of their names, without hidden ones."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(p for p in found if not any(part.startswith(".") for part in p.relative_to(folder).parts))
