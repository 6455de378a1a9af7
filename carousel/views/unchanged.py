"""Public pages that are not drawn again while nothing on them can have changed.

Whoever has the page already is told so, 304 for one small query; whoever asks for it first may get what
another reader got (`carousel.views.kept_pages`).

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
from carousel.views import kept_pages

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
        is_common = _is_common(request)
        if is_common and (response := kept_pages.kept(request, tag)):
            return _headed(response, tag)
        response = view(request, *args, **kwargs)
        if is_common:
            kept_pages.keep(request, tag, response)
        is_own = response.status_code != 200 or kept_pages.holds_secret(request)
        return _headed(response, "" if is_own else tag)

    return asked


def is_of_a_reader(request: HttpRequest) -> bool:
    """Whether the page is the same for everybody who chose the same. In development nothing is."""
    own = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
    return not settings.DEBUG and not any(name in request.COOKIES for name in own)


def _is_common(request: HttpRequest) -> bool:
    """Whether another reader is likely to ask for the very same page: a whole one, with nothing chosen."""
    return kept_pages.is_plain(request) and not any(parts_of(request).values()) and not chosen_by(request)


def tag_of(request: HttpRequest) -> str:
    """What the page depends on, in one word. Weak, since whoever stands between may compress."""
    made_of = (
        page_changes.number(),
        page_changes.release(),
        settings.SITE_URL,
        request.get_full_path(),
        get_language(),
        timezone.localdate().isoformat(),
        list(parts_of(request).values()),
        sorted(chosen_by(request).items()),
    )
    return f'W/"{hashlib.sha256(repr(made_of).encode()).hexdigest()[:24]}"'


def parts_of(request: HttpRequest) -> dict[str, str]:
    """What HTMX says of the part that it asks for; of a whole page nothing."""
    return {name: request.headers.get(name, "") for name in PARTS}


def chosen_by(request: HttpRequest) -> dict[str, str]:
    """The cookies that a page may depend on. The language is told apart by itself."""
    aside = (settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME)
    return {name: value for name, value in request.COOKIES.items() if name not in aside}


def _headed(response: HttpResponse, tag: str = "", *, private: bool = False) -> HttpResponse:
    """May be kept, and is asked for again each time before it is shown."""
    if tag:
        response["ETag"] = tag
    patch_cache_control(response, no_cache=True, **({"private": True} if private else {}))
    patch_vary_headers(response, ["Cookie", "Accept-Language", *PARTS[:2]])
    return response
