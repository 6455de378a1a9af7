"""Pages for what went wrong, with the sentence that the reader is owed."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that makes no sense, and why. Django's own handler drops the sentence."""
    if isinstance(exception, RequestDataTooBig):
        most = filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        sentence = _(
            "That is more than %(most)s at once. Go back: what you typed is still there. Shorten it."
        )
        return _page(request, 413, sentence % {"most": most}, template="400.html")
    return _page(request, 400, str(exception))


def permission_denied(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    return _page(request, 403, str(exception))


def page_not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    return _page(request, 404, "")


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was sent without the token of this visit: open since before a sign-in, or no cookies."""
    back = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    return _page(request, 403, "", template="403_stale.html", back=back)


def _page(
    request: HttpRequest, code: int, sentence: str, *, template: str = "", **context: str
) -> HttpResponse:
    """The whole page; HTMX is told to take only its main part, wherever the request aimed."""
    context |= {"exception": sentence}
    response = render(request, template or f"{code}.html", context, status=code)
    if request.META.get("HTTP_HX_REQUEST"):
        response["HX-Retarget"] = response["HX-Reselect"] = "#main"
        response["HX-Reswap"] = "outerHTML"
        response["HX-Push-Url"] = "false"
    patch_vary_headers(response, ["HX-Request"])
    return response
