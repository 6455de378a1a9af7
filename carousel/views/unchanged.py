"""Public pages that are not drawn again while nothing on them can have changed: 304 for one small query.

A page of a reader depends on its address, the language, the day, the release and the record, and on the
cookies that say what the reader chose; the theme is not among them, since the browser keeps it to itself.
Whoever has signed in, or is owed a message, gets a page of his own each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language

from carousel import page_changes

View = Callable[..., HttpResponse]

# The parts of a page that HTMX asks for, each an answer of its own under the same address.
PARTS = ("HX-Request", "HX-Target", "HX-History-Restore-Request")


def kept_while_unchanged(view: View) -> View:
    """The view's pages carry a tag, and whoever sends it back is told in a word that the page is the same."""

    @wraps(view)
    def asked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not is_of_a_reader(request):
            return _headed(view(request, *args, **kwargs), private=True)
        tag = tag_of(request)
        if tag in parse_etags(request.headers.get("If-None-Match", "")):
            return _headed(HttpResponseNotModified(), tag)
        response = view(request, *args, **kwargs)
        # A page with a form that is sent holds a secret of this visit, and is nobody else's.
        is_secret = "CSRF_COOKIE" in request.META and request.META.get("CSRF_COOKIE_NEEDS_UPDATE", False)
        return _headed(response, tag if response.status_code == 200 and not is_secret else "")

    return asked


def is_of_a_reader(request: HttpRequest) -> bool:
    """Whether the page is the same for everybody who chose the same. In development nothing is."""
    own = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
    return not settings.DEBUG and not any(name in request.COOKIES for name in own)


def tag_of(request: HttpRequest) -> str:
    """What the page depends on, in one word. Weak, since whoever stands between may compress."""
    aside = (settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME)
    chosen = sorted((name, value) for name, value in request.COOKIES.items() if name not in aside)
    parts = [request.headers.get(name, "") for name in PARTS]
    made_of = (
        page_changes.number(),
        page_changes.release(),
        settings.SITE_URL,
        request.get_full_path(),
        get_language(),
        timezone.localdate().isoformat(),
        parts,
        chosen,
    )
    return f'W/"{hashlib.sha256(repr(made_of).encode()).hexdigest()[:24]}"'


def _headed(response: HttpResponse, tag: str = "", *, private: bool = False) -> HttpResponse:
    """May be kept, and is asked for again each time before it is shown."""
    if tag:
        response["ETag"] = tag
    patch_cache_control(response, no_cache=True, **({"private": True} if private else {}))
    patch_vary_headers(response, ["Cookie", "Accept-Language", *PARTS[:2]])
    return response
