"""Addresses of records that became part of another lead there for good."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from carousel.models import Club, Coach
from carousel.naming import led_to


def moved_lead_on(model: type[Coach] | type[Club], name: str = "") -> Callable:
    """Where a view finds no record of the slug, the reader is sent to the one that it became part of.

    ``name`` is that of the view's address, where it is not the page of the record.
    """

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
            address = reverse(name, args=[there.slug]) if name else there.get_absolute_url()
            return HttpResponsePermanentRedirect(address + (f"?{query}" if query else ""))

        return looked_up

    return decorated
