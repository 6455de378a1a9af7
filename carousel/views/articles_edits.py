"""What editors do about an article that was edited: look again, and say which text stands."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.models import Article, ArticleVersion
from carousel import looking
from carousel.door import Refused
from carousel.views.access import editors_only


@require_POST
@editors_only
def article_look(request: HttpRequest, pk: int) -> HttpResponse:
    """The page is fetched while the editor waits; what came of it is told on the article's page."""
    article = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    try:
        admission = looking.look_again(article, at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return _back(article)
    if admission.is_revised:
        messages.success(request, _("It has been edited. The new text is kept and will be read in a moment."))
    else:
        messages.info(request, _("Nothing new stands there."))
    return _back(article)


@require_POST
@editors_only
def version_stand(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """The version's text stands again; a version that is none of the article's is not found."""
    article = get_object_or_404(Article, pk=pk)
    get_object_or_404(ArticleVersion, pk=version, article=article)
    try:
        looking.let_stand(pk, version, editor=request.user, at=timezone.now())
        messages.success(request, _("That text stands, and will be read in a moment."))
    except Refused as refused:
        messages.error(request, str(refused))
    return _back(article)


def _back(article: Article) -> HttpResponse:
    """To the article by GET, whatever the browser makes of a redirect."""
    response = redirect(article)
    response.status_code = 303
    return response
