"""The page on which an editor moves the desk's keys, or switches them off."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from carousel import desk_keys
from carousel.views.access import editors_only


@dataclass(frozen=True)
class Line:
    """A key of the house, the letter pressed for it, and what it does."""

    key: str
    letter: str
    does: str


@dataclass(frozen=True)
class KeysShown:
    """``pressed`` is what the script reads: for each letter the key that it stands for."""

    are_on: bool
    lines: list[Line]
    pressed: str


def of(editor) -> KeysShown:
    """The editor's keys as a page shows them."""
    return _shown(desk_keys.of(editor))


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def keys(request: HttpRequest) -> HttpResponse:
    """The editor's keys; sent back they are kept, or refused with all that was typed."""
    if request.method != "POST":
        return render(request, "carousel/desk/keys.html", {"keys": of(request.user), "refused": ""})
    if "reset" in request.POST:
        letters = {key: key for key in desk_keys.KEYS}
        are_on = True
    else:
        letters = {key: request.POST.get(f"key-{key}", key) for key in desk_keys.KEYS}
        are_on = "are_on" in request.POST
    try:
        desk_keys.keep(request.user, are_on=are_on, letters=letters)
    except desk_keys.KeysRefused as refused:
        typed = _shown(desk_keys.Keys(are_on, letters))
        context = {"keys": typed, "refused": str(refused)}
        return render(request, "carousel/desk/keys.html", context, status=400)
    messages.success(request, _("Your keys are kept."))
    return redirect("desk-keys")


def _shown(own: desk_keys.Keys) -> KeysShown:
    lines = [Line(key, own.letters[key], capfirst(does)) for key, does in desk_keys.KEYS.items()]
    return KeysShown(own.are_on, lines, json.dumps(own.pressed))
