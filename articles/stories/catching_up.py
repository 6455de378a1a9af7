"""Articles that were kept before stories were told get theirs."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from articles.models import Article
from articles.stories.tying import tie

SLICE = 100


def untied() -> QuerySet[Article]:
    """Articles that have been read, so that their own words are known, and hang on no story yet."""
    return Article.objects.filter(state=Article.State.READ, imprint__isnull=True).order_by("pk")


def catch_up() -> Iterator[int]:
    """Each article's story is told; yields how many, slice by slice. Broken off, calling it again goes on."""
    last = 0
    while True:
        articles = list(untied().filter(pk__gt=last)[:SLICE])
        if not articles:
            return
        for article in articles:
            tie(article)
        last = articles[-1].pk
        yield len(articles)
