"""Addresses of records that became part of another lead there for good."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from carousel.models import Club, Coach
from carousel.naming import led_to


def moved_lead_on(model: type[Coach] | type[Club]) -> Callable:
    """Where a view finds no record of the slug, the reader is sent to the one that it became part of."""

    def decorated(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def looked_up(request: HttpRequest, slug: str) -> HttpResponse:
            try:
                return view(request, slug)
            except Http404:
                there = led_to(model, slug)
                if there is None:
                    raise
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(there.get_absolute_url() + (f"?{query}" if query else ""))

        return looked_up

    return decorated
