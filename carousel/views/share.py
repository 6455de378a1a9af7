"""Sharing an article from a browser or a telephone: bookmarklet, share target, and the page about them."""

from __future__ import annotations

import json
import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles import keeping
from articles.cleaning.text import one_line, tidy
from articles.cleaning.urls import NotAnAddress
from articles.keeping import LONGEST_TEXT, LONGEST_TITLE, Submission
from articles.models import Article
from carousel.views.access import editors_only
from carousel.views.articles_entry import filled_page

ADDRESS = re.compile(r"https?://[^\s<>\"“”»]+")
# Beside an address so few characters are a headline or a greeting, not the article.
SHORT = 300
LONGEST_ADDRESS = 2000
# Longer selections do not fit into an address, and half a text would be worse than none.
LONGEST_SELECTION = 6000
BOOKMARKLET = (
    "javascript:(function(){{var s=encodeURIComponent(String(getSelection()));"
    "var a={address}+'?url='+encodeURIComponent(location.href)"
    "+'&title='+encodeURIComponent(document.title.slice(0,300))"
    "+(s.length>{longest}?'':'&text='+s);window.open(a)||(location.href=a);}})();"
)


@require_safe
@editors_only
def article_share(request: HttpRequest) -> HttpResponse:
    """The form filled in with what was shared; an article that is known opens instead. Nothing is fetched."""
    given = shared(*(request.GET.get(name, "") for name in ("url", "title", "text")))
    if known := _known(given):
        messages.info(request, _("Known already: this is what is there."))
        return redirect(known)
    return filled_page(request, given)


@require_safe
@editors_only
def article_ways(request: HttpRequest) -> HttpResponse:
    address = request.build_absolute_uri(reverse("article-share"))
    link = BOOKMARKLET.format(address=json.dumps(address), longest=LONGEST_SELECTION)
    api = request.build_absolute_uri(reverse("api-articles"))
    return render(request, "carousel/articles/ways.html", {"bookmarklet": link, "api": api})


@require_safe
@cache_control(max_age=86_400, public=True)
def manifest(request: HttpRequest) -> JsonResponse:
    """What a telephone needs to offer this site where things are shared."""
    content = {
        "name": "Carousel",
        "short_name": "Carousel",
        "id": "/",
        "start_url": reverse("today"),
        "scope": "/",
        "display": "minimal-ui",
        "icons": [{"src": static("img/icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
        "share_target": {
            "action": reverse("article-share"),
            "method": "GET",
            "params": {"title": "title", "text": "text", "url": "url"},
        },
    }
    return JsonResponse(content, content_type="application/manifest+json")


def shared(url: str, title: str, text: str) -> Submission:
    """Address, headline and text of what was shared. Browsers put the address into the text as they like."""
    url, title, text = one_line(url), one_line(title)[:LONGEST_TITLE], tidy(text)[:LONGEST_TEXT]
    if not ADDRESS.fullmatch(url):
        inside = [ADDRESS.search(where) for where in (url, text, title)]
        url = next((found[0].rstrip(".,;:!?)]") for found in inside if found), "")
    text = tidy(text.replace(url, "")) if url else text
    if title == url or (url and ADDRESS.fullmatch(title)):
        title = ""
    if url and len(text) < SHORT:
        title, text = title or one_line(text)[:LONGEST_TITLE], ""
    return Submission(title=title, text=text, url=url if len(url) <= LONGEST_ADDRESS else "")


def _known(given: Submission) -> Article | None:
    """By its address, or by its text; a title alone tells no article."""
    try:
        by_address = keeping.find(Submission(url=given.url)) if given.url else None
    except NotAnAddress:
        by_address = None
    return by_address or (keeping.find(Submission(text=given.text)) if given.text else None)
