"""Pages that were drawn once and are given to the next reader (docs/decisions/0020-kept-pages.md).

A page is kept under its tag (`carousel.views.unchanged.tag_of`), which says all that it depends on: whoever
comes with the same tag would get the same page drawn again. A page that has changed has another tag, so that
nothing has to be thrown away; what was not asked for longest makes room.
"""

from __future__ import annotations

import hashlib
import zlib

from django.contrib.messages import get_messages
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import cc_delim_re

from carousel import languages

# In bytes, drawn and packed. What is larger is drawn each time, so that all that is kept is bounded, too.
LARGEST, LARGEST_PACKED = 200_000, 25_000
# What a tag tells apart. A page that differs by anything else is not kept.
TOLD_APART = {"cookie", "accept-language", "hx-request", "hx-target"}


def is_plain(request: HttpRequest) -> bool:
    """Whether the address is a path and at most a language.

    Of addresses with other words there is no end, be they well meant or not: those pages would only drive
    out the others.
    """
    code = languages.asked(request)
    return request.META.get("QUERY_STRING", "") == (f"{languages.WORD}={code}" if code else "")


def kept(request: HttpRequest, tag: str) -> HttpResponse | None:
    """The page with this tag, if it was drawn before in this process."""
    found = caches["pages"].get(_key(request, tag))
    if found is None:
        return None
    packed, headers = found
    return HttpResponse(zlib.decompress(packed), headers=headers)


def keep(request: HttpRequest, tag: str, response: HttpResponse) -> None:
    """The page is given to whoever asks for it next, if it is the same for everybody."""
    if not _is_everybodys(request, response) or len(response.content) > LARGEST:
        return
    packed = zlib.compress(response.content, 3)
    if len(packed) <= LARGEST_PACKED:
        caches["pages"].set(_key(request, tag), (packed, dict(response.items())))


def holds_secret(request: HttpRequest) -> bool:
    """Whether the page that was drawn has a form with a secret of this visit in it."""
    return bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE"))


def _key(request: HttpRequest, tag: str) -> str:
    """A page may name the host by which it was asked for."""
    return hashlib.sha256(f"{request.scheme}://{request.get_host()} {tag}".encode()).hexdigest()


def _is_everybodys(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether nothing of this reader is in the page or goes with it. What is wrong or gone is told anew."""
    if request.method != "GET" or response.status_code != 200 or response.cookies:
        return False
    if response.streaming or not getattr(response, "is_rendered", True):
        return False  # what is yet to be drawn may yet be given a secret
    if holds_secret(request) or request.session.modified or get_messages(request).added_new:
        return False
    said = {word.partition("=")[0].lower() for word in _words(response, "Cache-Control")}
    varies = {word.lower() for word in _words(response, "Vary")}
    return not said & {"private", "no-store"} and varies <= TOLD_APART


def _words(response: HttpResponse, header: str) -> list[str]:
    return cc_delim_re.split(response[header]) if response.has_header(header) else []
