"""Search: one field over everything, results while typing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from carousel import searching
from carousel.views.as_of import halts_of_record, requested_day
from carousel.views.headlines import withhold_untrue
from carousel.views.pages import render_page
from carousel.views.unchanged import kept_while_unchanged


@require_safe
@kept_while_unchanged
def search(request: HttpRequest) -> HttpResponse:
    """What ``q`` names or stands in. HTMX asks for the results alone while somebody types."""
    day = timezone.localdate()
    as_of = requested_day(request, today=day)
    found = searching.find(request.GET.get("q", ""), as_of)
    withhold_untrue(hit.article for hit in found.articles)
    context = {
        "today": day,
        "as_of": as_of,
        "found": found,
        "is_short": 0 < len(found.words) < searching.SHORTEST,
    }
    if request.htmx and request.htmx.target == "results":
        response = render(request, "carousel/search/_results.html", {**context, "out_of_band": True})
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        return response
    context["halts"] = halts_of_record(as_of, day)
    return render_page(request, "carousel/search/search.html", context)
