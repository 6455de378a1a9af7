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
    """The keys of one place. ``pressed`` is what its script reads: for each letter the key it stands for."""

    are_on: bool
    lines: list[Line]
    pressed: str


def of(editor, place: str = "desk") -> KeysShown:
    """The editor's keys as a page shows them: the desk, or the names that wait."""
    return _shown(desk_keys.of(editor), place)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def keys(request: HttpRequest) -> HttpResponse:
    """The editor's keys; sent back they are kept, or refused with all that was typed."""
    if request.method != "POST":
        return _page(request, desk_keys.of(request.user))
    if "reset" in request.POST:
        letters = {key: key for key in desk_keys.EVERY}
        are_on = True
    else:
        letters = {key: request.POST.get(f"key-{key}", key) for key in desk_keys.EVERY}
        are_on = "are_on" in request.POST
    try:
        desk_keys.keep(request.user, are_on=are_on, letters=letters)
    except desk_keys.KeysRefused as refused:
        return _page(request, desk_keys.Keys(are_on, letters), refused=str(refused))
    messages.success(request, _("Your keys are kept."))
    return redirect("desk-keys")


def _page(request: HttpRequest, own: desk_keys.Keys, *, refused: str = "") -> HttpResponse:
    """A field for each key; what both places share has one among those of the desk."""
    names = [line for line in _shown(own, "names").lines if line.key not in desk_keys.KEYS]
    groups = [(_("At the desk"), _shown(own, "desk").lines), (_("At the names that wait"), names)]
    context = {"are_on": own.are_on, "groups": groups, "refused": refused}
    return render(request, "carousel/desk/keys.html", context, status=400 if refused else 200)


def _shown(own: desk_keys.Keys, place: str) -> KeysShown:
    lines = [Line(key, own.letters[key], capfirst(does)) for key, does in desk_keys.PLACES[place].items()]
    return KeysShown(own.are_on, lines, json.dumps(own.pressed(place)))
