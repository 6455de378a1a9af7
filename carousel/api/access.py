"""Who may ask: a program with a token, not too often. Cookies count for nothing here."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from carousel.models import ApiToken
from carousel.models.ways_in import find_token, use
from carousel.permissions import NotAllowed, require_editor

View = Callable[..., JsonResponse]


class Wrong(Exception):
    """An answer that says what is wrong: a sentence, and the field where one is to blame."""

    def __init__(self, status: int, sentence: str, field: str = "", **headers: str) -> None:
        super().__init__(sentence)
        self.status, self.field, self.headers = status, field, headers


def answer(status: int, content: dict, **headers: str) -> JsonResponse:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    response = JsonResponse(content, status=status, headers=given)
    response["Cache-Control"] = "no-store"
    return response


def for_programs(*methods: str) -> Callable[[View], View]:
    """The view is for those methods and for programs with a token; it gets the token's user."""

    def guarded_by_token(view: View) -> View:
        # Without a cookie that counts there is nothing that another site could misuse.
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> JsonResponse:
            try:
                if request.method not in methods:
                    sentence = _("Only %(methods)s is answered here.") % {"methods": ", ".join(methods)}
                    raise Wrong(405, sentence, Allow=", ".join(methods))
                _count(_token(request))
                return view(request, *args, **kwargs)
            except Wrong as wrong:
                content = {"error": str(wrong)} | ({"field": wrong.field} if wrong.field else {})
                return answer(wrong.status, content, **wrong.headers)
            except RequestDataTooBig:
                return answer(413, {"error": _("More than 2 MB is not taken.")})

        return guarded

    return guarded_by_token


def _token(request: HttpRequest) -> ApiToken:
    kind, _space, word = request.headers.get("Authorization", "").partition(" ")
    token = find_token(word.strip()) if kind.lower() == "bearer" and word.strip() else None
    if token is None:
        raise Wrong(
            401,
            _("Send a valid token: “Authorization: Bearer …”. An administrator makes one."),
            WWW_Authenticate="Bearer",
        )
    try:
        require_editor(token.user)
    except NotAllowed as refused:
        raise Wrong(403, str(refused)) from None
    return token


def _count(token: ApiToken) -> None:
    if wait := use(token, at=timezone.now()):
        seconds = max(1, math.ceil(wait.total_seconds()))
        raise Wrong(
            429,
            _("Too many requests with this token; try again in %(seconds)d s.") % {"seconds": seconds},
            Retry_After=str(seconds),
        )
