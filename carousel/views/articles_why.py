"""How an article was read: what each claim rests on, and why a cue gave none."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.extraction.explain import against, explain, for_it
from articles.models import Article
from carousel import names
from carousel.reading import article_text
from carousel.views.access import editors_only
from carousel.views.reading_preview import found_of


@require_safe
@editors_only
def article_why(request: HttpRequest, pk: int) -> HttpResponse:
    """The reading of today's rules and names, stage by stage; it may differ from the claims that are kept."""
    article = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    found = explain(article_text(article), names.snapshot())
    grounds = [
        {
            "ground": ground,
            "said": found_of(ground.claim),
            "for_it": for_it(ground.claim),
            "against": against(ground.claim),
        }
        for ground in found.grounds
    ]
    context = {"article": article, "found": found, "grounds": grounds}
    return render(request, "carousel/articles/why.html", context)
