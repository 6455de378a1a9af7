"""An article that was edited: its new text stands, and what it said before is kept."""

from __future__ import annotations

from datetime import datetime

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
    before = article.versions.filter(replaced_at__isnull=False).order_by("replaced_at").last()
    ArticleVersion.objects.create(
        article=article,
        title=article.title,
        text=article.text,
        text_key=article.text_key,
        seen_at=before.replaced_at if before else article.arrived_at,
        replaced_at=at,
    )
    Article.objects.filter(pk=article_id).update(
        title=title or article.title,
        text=text,
        text_key=text_key,
        regions=[],  # places in the old text
        **Article.READ_AGAIN,
    )
    return True


def _may_stand(new: frozenset[int], old: frozenset[int]) -> bool:
    if len(old) < FEWEST:
        return True
    return len(new) >= OPENING * len(old) and containment(new, old) >= RELATED
