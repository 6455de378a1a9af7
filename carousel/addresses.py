"""Where things stand on the site, in the edition that is being read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

PAGES = "carousel.views"  # whose addresses are these; those of others mean what they say


def address_on(thing, day: date | None) -> str:
    """The page of a coach, club, rumour or the like as it stood on the day; today's without one."""
    return on_day(thing.get_absolute_url(), day)


def on_day(url: str, day: date | None) -> str:
    """The address as of the day, beside whatever it asks for already; as it is without one."""
    if day is None:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode({'as_of': day.isoformat()})}"


class EmptyFieldsLeftOut:
    """A middleware: a page has one address, without the fields of a form in which nothing was chosen.

    Without a script a browser sends every field of a form. That is answered before the page is drawn, so that
    what is kept of a page, and the tag of it, are those of the one address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, _args: tuple, _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        query = request.META.get("QUERY_STRING", "")
        said = without_empty_fields(query)
        if said == query or request.method not in ("GET", "HEAD") or not view.__module__.startswith(PAGES):
            return None
        return HttpResponsePermanentRedirect(f"{request.path}?{said}" if said else request.path)


def without_empty_fields(query: str) -> str:
    """The query as it was written, without ``name=`` where nothing follows."""
    return "&".join(field for field in query.split("&") if not re.fullmatch("[^=]*=", field))
