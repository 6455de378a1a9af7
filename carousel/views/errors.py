"""Pages for what went wrong, with the sentence that the reader is owed."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that makes no sense, and why. Django's own handler drops the sentence."""
    return _page(request, 400, str(exception))


def permission_denied(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    return _page(request, 403, str(exception))


def page_not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    return _page(request, 404, "")


def _page(request: HttpRequest, code: int, sentence: str) -> HttpResponse:
    """The whole page; HTMX is told to take only its main part, wherever the request aimed."""
    response = render(request, f"{code}.html", {"exception": sentence}, status=code)
    if request.META.get("HTTP_HX_REQUEST"):
        response["HX-Retarget"] = response["HX-Reselect"] = "#main"
        response["HX-Reswap"] = "outerHTML"
        response["HX-Push-Url"] = "false"
    patch_vary_headers(response, ["HX-Request"])
    return response
