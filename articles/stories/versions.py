"""An article that was edited: its new text stands, and what it said before is kept."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction

from articles.models import Article
from articles.stories.models import ArticleVersion
from articles.stories.shingles import FEWEST, containment, shingles

# So much shorter than the text that stands is an opening: a feed gives it, or a wall for subscribers.
OPENING = 0.6
# One that is all but wholly in the text that stands has nothing to tell beside it.
WHOLLY = 0.9
# A text with less in common than this belongs to a page that took the address.
RELATED = 0.1


def revise(article_id: int, *, title: str, text: str, text_key: str, at: datetime) -> bool:
    """Whether the text is a new one of the article, which then has it and waits to be read again.

    A text that it has or had is nothing new. One that is much shorter, or has next to nothing in
    common with it, is kept aside and does not stand: claims would go that the paper never took back.
    """
    try:
        with transaction.atomic():
            return _revise(article_id, title, text, text_key, at)
    except IntegrityError:
        # The outlet has an article of this very text elsewhere; there it stands.
        return False


def _revise(article_id: int, title: str, text: str, text_key: str, at: datetime) -> bool:
    article = Article.objects.select_for_update(no_key=True).get(pk=article_id)
    if text_key == article.text_key or article.versions.filter(text_key=text_key).exists():
        return False
    new, old = shingles(text), shingles(article.text)
    if not _may_stand(new, old):
        if len(new & old) < WHOLLY * len(new) or not new:
            article.versions.create(title=title, text=text, text_key=text_key, seen_at=at)
        return False
    _replace(article, title=title or article.title, text=text, text_key=text_key, at=at)
    return True


def let_stand(article_id: int, version_id: int, *, by: AbstractBaseUser, at: datetime) -> Article | None:
    """The version's text is the article's, which waits to be read again; nothing where it cannot be.

    Both texts are then known, so that finding either at the address is nothing new.
    """
    try:
        with transaction.atomic():
            article = Article.objects.select_for_update(no_key=True).get(pk=article_id)
            version = article.versions.get(pk=version_id)
            if version.text_key == article.text_key:
                return None
            _replace(article, title=version.title, text=version.text, text_key=version.text_key, at=at, by=by)
            return Article.objects.get(pk=article_id)
    except IntegrityError:
        # The outlet has an article of this very text elsewhere; there it stands.
        return None


def _replace(
    article: Article,
    *,
    title: str,
    text: str,
    text_key: str,
    at: datetime,
    by: AbstractBaseUser | None = None,
) -> None:
    """The article has the text, waits to be read again, and what it said before is a version of it."""
    before = article.versions.filter(replaced_at__isnull=False).order_by("replaced_at").last()
    stood = {"replaced_at": at, "replaced_by": by}
    first_seen = {"seen_at": before.replaced_at if before else article.arrived_at}
    # A text that was put back is a version already.
    ArticleVersion.objects.update_or_create(
        article=article,
        text_key=article.text_key,
        defaults=stood,
        create_defaults={"title": article.title, "text": article.text, **first_seen, **stood},
    )
    Article.objects.filter(pk=article.pk).update(
        title=title,
        text=text,
        text_key=text_key,
        regions=[],  # places in the old text
        **Article.READ_AGAIN,
    )


def _may_stand(new: frozenset[int], old: frozenset[int]) -> bool:
    if len(old) < FEWEST:
        return True
    return len(new) >= OPENING * len(old) and containment(new, old) >= RELATED
