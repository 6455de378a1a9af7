"""Where else an article's text stood and where first, and what the article said before it was edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.utils import timezone

from articles.models import Article, ArticleVersion, Imprint
from articles.stories.difference import Piece, compare, shortened

PLACES = 20  # more than a reader looks through; the count says how many there are
EDITS = 5


@dataclass(frozen=True)
class Places:
    """The story as the page tells it; ``echoes`` counts all copies, ``others`` has the earliest of them."""

    first: Article
    others: tuple[Article, ...]
    echoes: int

    @property
    def untold(self) -> int:
        return self.echoes - len(self.others)


@dataclass(frozen=True)
class Edit:
    """What changed when the article was found edited. One that ``is_aside`` never stood."""

    at: datetime
    title: list[Piece]
    text: list[Piece]
    is_aside: bool


def places(article: Article, as_of: date | None) -> Places | None:
    """The story that the article belongs to, if it stood elsewhere too by the day."""
    known = Imprint.objects.filter(story__imprints__article=article)
    if as_of:
        known = known.filter(appeared_at__lt=_end_of(as_of))
    rows = known.select_related("article__outlet").defer("sample", "article__text", "article__regions")
    rows = rows.order_by("appeared_at", "article__arrived_at", "pk")
    told = [imprint.article for imprint in rows[: PLACES + 1]]
    if len(told) < 2:
        return None
    count = len(told) if len(told) <= PLACES else known.count()
    return Places(told[0], tuple(told[1:]), count - 1)


def edits(article: Article) -> list[Edit]:
    """The latest edits, newest first, each as the difference to what stood before it."""
    versions = list(article.versions.all())
    stood = [version for version in versions if version.replaced_at]
    aside = [version for version in versions if not version.replaced_at]
    # Only those that are shown are compared.
    pairs = list(pairwise([*stood, article]))[-EDITS:]
    found = [_edit(old, new, old.replaced_at) for old, new in pairs]
    found += [_edit(article, one, one.seen_at, is_aside=True) for one in aside[-EDITS:]]
    return sorted(found, key=lambda edit: edit.at, reverse=True)


def _edit(
    old: ArticleVersion | Article, new: ArticleVersion | Article, at: datetime, *, is_aside: bool = False
) -> Edit:
    title = compare(old.title, new.title) if old.title != new.title else []
    text = [Piece("new", new.text)] if is_aside else shortened(compare(old.text, new.text))
    return Edit(at, title, text, is_aside)


def _end_of(day: date) -> datetime:
    start = datetime.combine(day + timedelta(days=1), datetime.min.time())
    return timezone.make_aware(start)
