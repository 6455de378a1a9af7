"""What came in since a list was made: a number, so that the list does not move under anybody's hands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from carousel import desk
from carousel.views.access import editors_only
from carousel.views.desk_answers import vary
from carousel.views.desk_asked import Asked
from carousel.views.desk_toasts import number


@require_safe
@editors_only
def arrivals(request: HttpRequest) -> HttpResponse:
    """How many of the list have reports since the one named; no answer where that is ``told`` already."""
    asked = Asked.by(request.GET).first_page()
    if not request.htmx:
        return redirect(asked.address())
    since, told = (number(request.GET.get(name, "")) for name in ("since", "told"))
    count = 0 if since is None else desk.arrived_since(asked.wanted, since)
    if count == (told or 0):
        return vary(HttpResponse(status=204))
    return vary(render(request, "carousel/desk/_arrived.html", {"count": count, "asked": asked}))
