"""What the desk shows of a question that lost its source: which article, how it went, what the answers do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from articles.models import Article, Claim
from carousel import editorial, previewing
from carousel.models import Decision, Rumour
from carousel.refusing import said
from carousel.views.desk_change import ChangeTable, table_of
from carousel.wording import moment_in_words


@dataclass(frozen=True)
class Way:
    """How one article went, in a sentence, and what the editor noted who retracted it."""

    article: Article
    how: str
    note: str = ""


@dataclass(frozen=True)
class Withdrawn:
    """The articles that went, and what either answer would change; a sentence where neither can be."""

    ways: tuple[Way, ...]
    kept: ChangeTable | None
    taken_back: ChangeTable | None
    refused: str = ""


def withdrawn_of(rumour: Rumour, editor: editorial.User, at: datetime) -> Withdrawn | None:
    """``None`` for a question whose source stands, or of which an editor has said what becomes of it."""
    if not rumour.has_lost_source:
        return None
    try:
        kept, taken_back = (
            table_of(previewing.preview_withdrawn(rumour, kind, editor=editor, at=at))
            for kind in (Decision.Kind.KEEP, Decision.Kind.TAKE_BACK)
        )
    except editorial.MoveRefused as refused:
        return Withdrawn(_ways(rumour), None, None, str(refused))
    return Withdrawn(_ways(rumour), kept, taken_back)


def _ways(rumour: Rumour) -> tuple[Way, ...]:
    """One line an article, in the order in which the articles were published."""
    claims = Claim.objects.filter(rumour_evidence__rumour=rumour).select_related("article__outlet")
    told = list(claims.defer("article__text").order_by("article__published_on", "article"))
    articles = {claim.article_id for claim in told}
    retractions = Decision.objects.filter(
        kind=Decision.Kind.RETRACT, undone_by__isnull=True, articles__in=articles
    )
    retracted = {
        article.pk: decision
        for decision in retractions.select_related("editor").prefetch_related("articles").distinct()
        for article in decision.articles.all()
    }
    ways: dict[int, Way] = {}
    for claim in told:
        if way := _way(claim, retracted.get(claim.article_id)):
            ways.setdefault(claim.article_id, way)
    return tuple(ways.values())


def _way(claim: Claim, retraction: Decision | None) -> Way | None:
    article = claim.article
    if retraction:
        how = said(retraction, _("%(who)s retracted the article on %(when)s."))
        return Way(article, how, retraction.note)
    if article.gone_at:
        when = moment_in_words(article.gone_at)
        return Way(article, _("Its page is gone; that was found on %(when)s.") % {"when": when})
    if claim.withdrawn_at:
        when = moment_in_words(claim.withdrawn_at)
        how = _("The article was edited and says it no longer; that was found on %(when)s.")
        return Way(article, how % {"when": when})
    return None
