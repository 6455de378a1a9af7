"""Kept articles are read anew with the current version: what that would change, and the change itself.

What editors decided is in the ledger as they left it; the record is computed from
old decisions and new claims together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import DatabaseError, models, transaction

from articles import extraction
from articles.extraction import Names
from articles.extraction.claims import Reading
from articles.keeping import Difference, difference, keep_reading
from articles.models import Article, Claim
from carousel import edits, identity, names, origins, sources, store
from carousel.models import Rumour, Stint, Vacancy
from carousel.reading import article_text
from carousel.record import endings

BATCH = 100  # articles to a transaction: so long the record is locked for everybody else
COMPARED = (
    *("coach_name", "club_name", "role", "manner", "stage", "by", "tense", "when", "until", "source"),
    *("passage", "confidence"),
)
BOOKKEEPING = {"id", "revision", "article_count", "origin_count", "steps", "newest_on"}


@dataclass(frozen=True)
class Changed:
    """A claim before and after: of the same kind, coach and club, with other details."""

    before: Claim
    after: Claim

    @property
    def fields(self) -> list[str]:
        """The names of the fields that differ."""
        return [name for name in COMPARED if getattr(self.before, name) != getattr(self.after, name)]


@dataclass(frozen=True)
class Reread:
    """What the current version reads differently in an article, or in ``failure`` why it cannot."""

    article: Article
    gained: tuple[Claim, ...] = ()
    lost: tuple[Claim, ...] = ()
    changed: tuple[Changed, ...] = ()
    failure: str = ""

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost or self.changed)


@dataclass(frozen=True)
class RowChange:
    """One row of the record that comes, goes or differs; ``fields`` are the names of what differs."""

    table: str
    name: str
    verb: str
    fields: tuple[tuple[str, Any, Any], ...] = ()


@dataclass
class Prospect:
    """What a re-reading would do; nothing of it has happened."""

    articles: list[Reread] = field(default_factory=list)
    record: list[RowChange] = field(default_factory=list)


def outdated(ids: Iterable[int] | None = None) -> list[int]:
    """The articles that another version read, oldest first; of the ``ids`` given, all that have been read."""
    articles = Article.objects.filter(state=Article.State.READ)
    if ids is not None:
        articles = articles.filter(pk__in=list(ids))
    else:
        articles = articles.exclude(read_by=extraction.VERSION)
    return list(articles.order_by("pk").values_list("pk", flat=True))


def prospect(ids: Iterable[int], *, at: datetime) -> Prospect:
    """What ``apply`` would change in claims and record, found by doing it and taking it back.

    Texts are read before anything is locked; only articles that read differently are tried out.
    """
    found = Prospect()
    readings: dict[int, Reading] = {}
    known = names.snapshot()
    for pk in ids:
        article = Article.objects.select_related("outlet").filter(pk=pk, state=Article.State.READ).first()
        if article is None:
            continue
        reading, reread = _compare(article, known)
        found.articles.append(reread)
        if reading is not None and reread:
            readings[pk] = reading
    if readings:
        with transaction.atomic():
            found.record = _try_out(readings, at)
            transaction.set_rollback(True)
    return found


def apply(ids: Iterable[int], *, at: datetime, batch: int = BATCH) -> Iterator[Reread]:
    """Each article's claims are those of the current version and the record follows, batch after batch.

    Yields what happened to each once its batch is committed. Stopped anywhere, the
    next call of ``outdated`` gives what is left. An article that cannot be read
    keeps its old reading.
    """
    wanted = list(ids)
    for first in range(0, len(wanted), batch):
        with transaction.atomic():
            done = _apply(wanted[first : first + batch], at)
        yield from done


def _apply(ids: list[int], at: datetime) -> list[Reread]:
    locked = Article.objects.select_for_update(of=("self",), no_key=True).select_related("outlet")
    articles = locked.filter(pk__in=ids, state=Article.State.READ).order_by("pk")
    known = names.snapshot()
    compared = [_compare(article, known) for article in articles]
    # As in a first reading: the lock comes before the ledger's rows.
    store.lock_record()
    readable = [(reread.article, reading) for reading, reread in compared if reading is not None]
    _keep(readable, at)
    return [reread for _, reread in compared]


def _keep(readings: list[tuple[Article, Reading]], at: datetime) -> None:
    """The readings are kept and the record follows."""
    coaches: set[int] = set()
    clubs: set[int] = set()
    by = endings.REPORT
    for article, reading in readings:
        before = origins.places_of(article.pk)
        added, superseded = keep_reading(article, reading, version=extraction.VERSION, at=at)
        subjects = identity.identify([*added, *superseded])
        pairs = {(subject.coach_id, subject.club_id) for subject in subjects}
        said_again = sources.settle(article, reading, at=at)
        if said_again or any(claim.withdrawn_at for claim in added):
            by = endings.EDIT
        pairs |= said_again | edits.pairs_of([article.pk])
        pairs |= origins.told_anew(before, origins.places_of(article.pk))
        coaches |= {coach for coach, _club in pairs}
        clubs |= {club for _coach, club in pairs}
    if coaches:
        store.update(coaches=coaches, clubs=clubs, by=by)


def _compare(article: Article, known: Names) -> tuple[Reading | None, Reread]:
    try:
        reading = extraction.read(article_text(article), known)
    except DatabaseError:
        raise
    except Exception as error:
        # One text that the new version cannot read must not keep it from all the others.
        return None, Reread(article, failure=f"{type(error).__name__}: {error}"[:500])
    return reading, _told(article, difference(article, reading, version=extraction.VERSION))


def _told(article: Article, found: Difference) -> Reread:
    """Claims that differ only in their details are paired: of one kind, coach and club there is one."""
    lost = {sources.statement_of(claim): claim for claim in found.gone}
    changed, gained = [], []
    for claim in [*found.new, *found.back]:
        before = lost.pop(sources.statement_of(claim), None)
        if before is None:
            gained.append(claim)
        else:
            changed.append(Changed(before, claim))
    return Reread(article, tuple(gained), tuple(lost.values()), tuple(changed))


def _try_out(readings: dict[int, Reading], at: datetime) -> list[RowChange]:
    store.lock_record()
    before = _rows()
    articles = Article.objects.in_bulk(list(readings))
    _keep([(articles[pk], reading) for pk, reading in readings.items()], at)
    after = _rows()
    keys = sorted({*before, *after})
    changes = (_row_change(key, before.get(key), after.get(key)) for key in keys)
    return [change for change in changes if change is not None]


def _rows() -> dict[tuple, models.Model]:
    """The rows of the record by what they are about, which stays the same when they are written anew."""
    rows: dict[tuple, models.Model] = {}
    for stint in Stint.objects.select_related("coach", "club"):
        rows["stint", stint.coach_id, stint.club_id, "", stint.ordinal] = stint
    for rumour in Rumour.objects.select_related("coach", "club"):
        rows["rumour", rumour.coach_id, rumour.club_id, rumour.direction, rumour.ordinal] = rumour
    for seat in Vacancy.objects.select_related("club", "predecessor__coach"):
        before = seat.predecessor
        rows["vacancy", before.coach_id, before.club_id, "", before.ordinal] = seat
    return rows


def _row_change(key: tuple, before: Any, after: Any) -> RowChange | None:
    row = after or before
    person = row.predecessor.coach if key[0] == "vacancy" else row.coach
    name = f"{person} at {row.club}" if key[0] != "vacancy" else f"{row.club}, after {person}"
    if before is None or after is None:
        return RowChange(key[0], name, "new" if before is None else "gone")
    told = [f for f in row._meta.concrete_fields if f.name not in BOOKKEEPING and not f.is_relation]
    values = ((f.attname, getattr(before, f.attname), getattr(after, f.attname)) for f in told)
    differing = tuple(value for value in values if value[1] != value[2])
    return RowChange(key[0], name, "changed", differing) if differing else None
