"""Who else has an item open: asked every fifteen seconds by a page in sight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from carousel import presences
from carousel.models import Presence, Rumour
from carousel.views.access import editors_only


@dataclass(frozen=True)
class Beside:
    initials: str
    words: str


@require_POST
@editors_only
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """The editor has the item open; answers with who else has. An item that is gone has nobody."""
    rumour, at = Rumour.objects.filter(pk=pk).first(), timezone.now()
    there = presences.look_at(rumour, editor=request.user, at=at) if rumour else []
    status = 200 if rumour else 404
    return render(request, "carousel/desk/_presence.html", {"beside": told(there, at)}, status=status)


def told(there: list[Presence], at: datetime) -> list[Beside]:
    return [Beside(presences.initials(one), presences.in_words(one, at)) for one in there]
