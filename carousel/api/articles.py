"""Articles for programs: bring one in, and ask what was read out of it."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta

from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.keeping import outlet_named
from articles.models import Article, Claim
from carousel import door
from carousel.api.access import Wrong, answer, for_programs
from carousel.corrections import rejections_of
from carousel.dates import FIRST_YEAR
from carousel.models import Decision
from carousel.views.articles import claim_lines
from carousel.views.headlines import withhold_untrue

FIELDS = ("url", "title", "text", "published", "outlet", "language")
LONGEST_NAME = 120
LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
DAY = timedelta(days=1)


@for_programs("POST")
def article_new(request: HttpRequest) -> JsonResponse:
    """201 with the article that is new, 200 with the one that was known."""
    try:
        admission = door.bring_in(_submission(_sent(request)), at=timezone.now())
    except door.Refused as refused:
        raise Wrong(422, str(refused), refused.field) from None
    article = admission.article
    status = 201 if admission.is_new else 200
    found = {**_described(request, article), "is_new": admission.is_new}
    return answer(status, found, Location=request.build_absolute_uri(f"{article.pk}/"))


@for_programs("GET", "HEAD")
def article_detail(request: HttpRequest, pk: int) -> JsonResponse:
    """The article with its standing claims, as readers may see them: none that was rejected or retracted."""
    try:
        article = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    except Http404:
        raise Wrong(404, _("There is no such article.")) from None
    is_retracted = article.decisions.filter(kind=Decision.Kind.RETRACT, undone_by__isnull=True).exists()
    lines = [] if is_retracted else claim_lines(article, may_edit=False)
    content = _described(request, article) | {
        "is_retracted": is_retracted,
        "rejected": [{"reason": reason, "count": count} for reason, count in rejections_of(article)],
        "claims": [_claim(line.claim) for line in lines],
    }
    return answer(200, content)


def _sent(request: HttpRequest) -> dict:
    if request.content_type != "application/json":
        raise Wrong(415, _("Send JSON: “Content-Type: application/json”."))
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        raise Wrong(400, _("The body is not JSON.")) from None
    if not isinstance(sent, dict):
        raise Wrong(400, _("Send one object with the fields of the article."))
    for name, value in sent.items():
        if name not in FIELDS:
            known = ", ".join(FIELDS)
            raise Wrong(400, _("There is no such field. Known are: %(known)s.") % {"known": known}, name[:80])
        if value is not None and not isinstance(value, str):
            raise Wrong(422, _("This must be a text."), name)
    return {name: (sent.get(name) or "").strip() for name in FIELDS}


def _submission(sent: dict) -> door.Submission:
    if not sent["url"] and not sent["text"]:
        raise Wrong(422, _("Send an address or a text."), "text")
    outlet = outlet_named(sent["outlet"][:LONGEST_NAME]) if sent["outlet"] else None
    if sent["outlet"] and outlet is None:
        sentence = _("No outlet goes by “%(name)s”, or several do.")
        raise Wrong(422, sentence % {"name": sent["outlet"][:LONGEST_NAME]}, "outlet")
    if sent["language"] and not LANGUAGE.fullmatch(sent["language"]):
        raise Wrong(422, _("Write the language as two letters, like “da”."), "language")
    published = _published(sent["published"])
    is_moment = isinstance(published, datetime)
    return door.Submission(
        title=sent["title"],
        text=sent["text"],
        url=sent["url"],
        outlet=outlet,
        published_on=None if is_moment else published,
        published_at=published if is_moment else None,
        published_from="given" if published else "",
        language=sent["language"],
    )


def _published(written: str) -> date | datetime | None:
    if not written:
        return None
    wrong = Wrong(
        422,
        _("Write a day as 2020-09-23, or a moment with its zone as 2020-09-23T10:00:00+02:00."),
        "published",
    )
    try:
        published = date.fromisoformat(written) if len(written) <= 10 else datetime.fromisoformat(written)
    except ValueError:
        raise wrong from None
    if not FIRST_YEAR <= published.year < 9999 or (isinstance(published, datetime) and not published.tzinfo):
        raise wrong
    return published


def _described(request: HttpRequest, article: Article) -> dict:
    withhold_untrue([article])
    return {
        "id": article.pk,
        "page": request.build_absolute_uri(article.get_absolute_url()),
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet.name if article.outlet else None,
        "language": article.language or None,
        "published": article.published_on,
        "published_at": article.published_at,
        "arrived_at": article.arrived_at,
        "state": article.state,
        "failure": article.failure or None,
    }


def _claim(claim: Claim) -> dict:
    said = {
        name: getattr(claim, name) or None for name in ("role", "manner", "stage", "by", "tense", "source")
    }
    return {
        "kind": claim.kind,
        "coach": claim.coach_name,
        "club": claim.club_name,
        **said,
        "when": _days(claim.when),
        "until": _days(claim.until),
        "passage": claim.passage,
        "confidence": claim.confidence,
    }


def _days(days) -> list[date | None] | None:
    """The first and the last day that it may be; either may be unknown."""
    return days and [days.lower, days.upper and days.upper - DAY]
