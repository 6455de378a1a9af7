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
    """What changed when the article was found edited, or when an editor, ``by``, let another text stand.

    ``version`` is the text that stood before; one that ``is_aside`` never stood.
    """

    at: datetime
    title: list[Piece]
    text: list[Piece]
    version: ArticleVersion
    by: str = ""
    is_aside: bool = False
    may_stand: bool = True


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
    versions = list(article.versions.select_related("replaced_by"))
    stood = sorted((v for v in versions if v.replaced_at), key=lambda v: v.replaced_at)
    aside = [v for v in versions if not v.replaced_at and v.text_key != article.text_key]
    # Only those that are shown are compared.
    pairs = list(pairwise([*stood, article]))[-EDITS:]
    found = [_edit(old, new, article) for old, new in pairs]
    found += [_aside(one, article) for one in aside[-EDITS:]]
    return sorted(found, key=lambda edit: edit.at, reverse=True)


def _edit(old: ArticleVersion, new: ArticleVersion | Article, article: Article) -> Edit:
    return Edit(
        old.replaced_at,
        _title(old, new),
        shortened(compare(old.text, new.text)),
        old,
        by=old.replaced_by.get_username() if old.replaced_by else "",
        may_stand=old.text_key != article.text_key,
    )


def _aside(one: ArticleVersion, article: Article) -> Edit:
    return Edit(one.seen_at, _title(article, one), [Piece("new", one.text)], one, is_aside=True)


def _title(old: ArticleVersion | Article, new: ArticleVersion | Article) -> list[Piece]:
    return compare(old.title, new.title) if old.title != new.title else []


def _end_of(day: date) -> datetime:
    start = datetime.combine(day + timedelta(days=1), datetime.min.time())
    return timezone.make_aware(start)
