"""One template for a page and for the part of it that HTMX swaps in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page whole, or for HTMX only ``<main>`` and the dateline.

    The template extends ``base_template``. A page that HTMX restores from the history is whole.
    """
    is_part = request.htmx and not request.htmx.history_restore_request
    base_template = "fragment.html" if is_part else "base.html"
    response = render(request, template, {**context, "base_template": base_template}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
