"""An address for each language of a page: ``?lang=da``. Without it the reader's cookie or browser chooses."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

WORD = "lang"
CODES = tuple(code for code, _name in settings.LANGUAGES)
# How a card names the language and the country whose spelling it has.
LOCALES = {"en": "en_GB", "da": "da_DK"}


def asked(request: HttpRequest) -> str:
    """The language in the address; empty where there is none that we have."""
    code = request.GET.get(WORD, "")
    return code if code in CODES else ""


def address(path: str, code: str = "", **kept: str) -> str:
    """The path in a language, or without one, with what else makes it another page."""
    words = {name: value for name, value in (*kept.items(), (WORD, code)) if value}
    return f"{path}?{urlencode(words)}" if words else path


def follow_the_address(get_response: Callable[[HttpRequest], HttpResponse]):
    """A middleware after Django's own: the language in the address goes before all, and is kept for links."""

    def middleware(request: HttpRequest) -> HttpResponse:
        code = asked(request)
        if not code:
            return get_response(request)
        translation.activate(code)
        request.LANGUAGE_CODE = code
        response = get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != code:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                code,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
                samesite=settings.LANGUAGE_COOKIE_SAMESITE,
            )
        return response

    return middleware
