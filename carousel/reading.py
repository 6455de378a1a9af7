"""Reading an article: its text becomes claims, its claims change the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from psycopg.errors import LockNotAvailable

from articles import extraction
from articles.extraction.claims import ArticleText, Reading
from articles.extraction.lexicon import languages
from articles.keeping import Submission, difference, keep_reading, mark_failed
from articles.models import Article
from carousel import edits, identity, names, origins, sources, store
from carousel.record import endings

# An article that was begun this often and never finished takes its reader down with it.
MOST_ATTEMPTS = 4
POISON = "poison"  # the class of its failure
NEVER_FINISHED = f"Set aside after {MOST_ATTEMPTS} attempts that never finished."

LATE = 1000  # so many articles tell which languages come in


@dataclass(frozen=True)
class Outcome:
    """What a reading did: ``done``, ``nothing_new``, ``failed`` or ``missing``, and what it changed."""

    state: str
    article: Article | None = None
    claims_added: int = 0
    claims_superseded: int = 0
    changes: store.Changes | None = None


def read_article(article_id: int, *, at: datetime) -> Outcome:
    """The article is read, its claims kept and the record follows; or the failure is kept with its reason.

    Safe to repeat, and safe to run twice at once: the row is locked, and an article
    that this version has read is left alone. A begun attempt is counted before the
    reading, so that one that kills its process is not tried for ever. Raises what the
    database raises when it is away or busy, and ``SoftTimeLimitExceeded`` where the time
    ran out, which on a busy machine any text may meet; the article then still waits,
    unless that was the last attempt.
    """
    waiting = Article.objects.filter(pk=article_id, state=Article.State.WAITING)
    if not waiting.filter(attempts__lt=MOST_ATTEMPTS).update(attempts=F("attempts") + 1):
        return _not_begun(article_id)
    try:
        with transaction.atomic():
            return _read(article_id, at)
    except (OperationalError, InterfaceError) as error:
        # A lost connection or a lock that others hold says nothing about the text; only of the lock
        # is it sure that the text did not bring it about.
        if isinstance(error.__cause__, LockNotAvailable):
            waiting.update(attempts=F("attempts") - 1)
        raise
    except SoftTimeLimitExceeded:
        if waiting.filter(attempts__lt=MOST_ATTEMPTS).exists():
            raise
        return _not_begun(article_id)
    except Exception as error:
        # Whatever is wrong with one text must neither stop the queue nor be lost.
        kind = type(error).__name__
        return _set_aside(article_id, kind, f"{kind}: {error}"[:500])


def _not_begun(article_id: int) -> Outcome:
    article = Article.objects.filter(pk=article_id).first()
    if article is None:
        return Outcome("missing")
    if article.state != Article.State.WAITING:
        return Outcome("nothing_new", article)
    return _set_aside(article_id, POISON, NEVER_FINISHED)


def _set_aside(article_id: int, failure_class: str, reason: str) -> Outcome:
    mark_failed([article_id], failure_class, reason)
    article = Article.objects.get(pk=article_id)
    return Outcome("failed" if article.state == Article.State.FAILED else "nothing_new", article)


def _read(article_id: int, at: datetime) -> Outcome:
    # Decisions name articles; a lock on the whole row would let them and this wait for each other.
    locked = Article.objects.select_for_update(of=("self",), no_key=True)
    article = locked.select_related("outlet").get(pk=article_id)
    if article.state != Article.State.WAITING:
        return Outcome("nothing_new", article)
    known = names.snapshot()
    reading = extraction.read(article_text(article), known)
    is_first = article.read_at is None
    found = difference(article, reading, version=extraction.VERSION, is_first=is_first)
    taken_back = [] if is_first else sources.taken_back(article, reading, found.gone, known)
    # The lock comes before the ledger's rows, so that two readings cannot each wait for the other.
    store.lock_record()
    before = frozenset() if is_first else origins.places_of(article.pk)
    added, superseded = keep_reading(article, reading, version=extraction.VERSION, at=at, found=found)
    subjects = identity.identify([*found.back, *superseded], new=found.new)
    pairs = {(s.coach_id, s.club_id) for s in subjects}
    settled: set[tuple[int, int]] = set()
    if not is_first:
        settled = sources.settle(article, reading, at=at, taken_back=taken_back)
        pairs |= settled | edits.pairs_of([article.pk])
    pairs |= origins.told_anew(before, origins.places_of(article.pk))
    coaches, clubs = {coach for coach, _club in pairs}, {club for _coach, club in pairs}
    is_edit = settled or any(claim.withdrawn_at for claim in found.back)
    by = endings.EDIT if is_edit else endings.REPORT
    changes = store.follow(coaches=coaches, clubs=clubs, by=by)
    return Outcome("done", article, len(added), len(superseded), changes)


def make_ready() -> None:
    """Names, and the words of the languages that come in, are in memory: no article waits for them."""
    known = names.snapshot()
    late = Article.objects.order_by("-pk").values("language")[:LATE]
    for language in sorted({row["language"] for row in late} & set(languages())):
        extraction.read(ArticleText("", ".", language=language), known)


def read_again(article_id: int) -> None:
    """The article waits to be read once more, whatever came of it before."""
    Article.objects.filter(pk=article_id).update(**Article.READ_AGAIN)


def preview(submission: Submission) -> Reading:
    """What would be read out of a text; nothing is written."""
    outlet = submission.outlet.name if submission.outlet else None
    text = ArticleText(
        submission.title, submission.text, submission.published_on, outlet, submission.language or None
    )
    return extraction.read(text, names.snapshot())


def article_text(article: Article) -> ArticleText:
    """What the reader is given of a kept article."""
    return ArticleText(
        title=article.title,
        text=article.text,
        published=article.published_on,
        outlet=article.outlet.name if article.outlet else None,
        language=None,
    )
