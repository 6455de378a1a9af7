"""Pages for what went wrong, with the sentence that the reader is owed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that makes no sense, and why. Django's own handler drops the sentence."""
    return render(request, "400.html", {"exception": str(exception)}, status=400)
