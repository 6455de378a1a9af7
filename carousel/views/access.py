"""Who gets in: strangers are asked to sign in, others are told why not."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from carousel.permissions import NotAllowed, require_editor

View = Callable[..., HttpResponse]


def editors_only(view: View) -> View:
    """The view is for editors; ``NotAllowed``, raised here or inside it, is answered with its reason."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _sign_in(request)
        try:
            require_editor(request.user)
            return view(request, *args, **kwargs)
        except NotAllowed as refused:
            if request.htmx:
                return render(request, "carousel/desk/_refused.html", {"reason": str(refused)}, status=403)
            raise PermissionDenied(str(refused)) from None

    return guarded


def _sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and from there back; an action, which GET cannot repeat, leads to the desk."""
    back_to = request.get_full_path() if request.method in ("GET", "HEAD") else resolve_url("desk")
    if request.htmx:
        current = request.htmx.current_url_abs_path or resolve_url("desk")
        return HttpResponseClientRedirect(redirect_to_login(current).url)
    return redirect_to_login(back_to)
