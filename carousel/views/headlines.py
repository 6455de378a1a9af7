"""Headlines as readers get them: one that says what an editor found untrue is not printed again."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from articles.models import Article, Claim
from carousel.models import Rumour
from carousel.wording import day_in_words


def withhold_untrue(articles: Iterable[Article]) -> None:
    """An article whose headline was read as a claim that stands rejected goes by its outlet and day instead.

    Only the given objects are changed, which are for showing and must not be saved.
    """
    articles = list(articles)
    untrue = untrue_headlines(articles)
    for article in articles:
        if article.pk in untrue:
            outlet = article.outlet.name if article.outlet else ""
            article.title = ", ".join(filter(None, [outlet, day_in_words(article.known_on)]))


def untrue_headlines(articles: Iterable[Article]) -> set[int]:
    """The articles of which a rejected claim stands in the headline, or in the words that stand for one."""
    in_headline = Q(part=Claim.Part.TITLE) | Q(article__title="", start__lt=Article.LONGEST_OPENING)
    rejected = Claim.objects.standing().filter(
        in_headline,
        article__in=[article.pk for article in articles],
        rumour_evidence__rumour__status=Rumour.Status.REJECTED,
    )
    return set(rejected.values_list("article_id", flat=True))
