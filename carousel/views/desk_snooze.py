"""Putting one thing off at the desk, and waking it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from carousel import desk, snoozing
from carousel.editorial import MoveRefused
from carousel.forms import SnoozeForm
from carousel.models import Rumour, Snooze
from carousel.views import desk_rows, desk_toasts
from carousel.views.access import editors_only
from carousel.views.desk_answers import gone, moved_on, refused
from carousel.views.desk_asked import Asked
from carousel.views.desk_deciding import sentence_of
from carousel.views.desk_rows import Row


@require_POST
@editors_only
def snooze(request: HttpRequest, pk: int) -> HttpResponse:
    """It is off the list until the day that was chosen; the answer is the next thing that waits."""
    rumour = desk.by_number([pk]).get(pk)
    if rumour is None:
        return gone(request)
    at = timezone.now()
    today = timezone.localdate(at)
    form = SnoozeForm(request.POST, today=today)
    if not form.is_valid():
        return refused(request, rumour, form, sentence_of(form), status=422 if request.htmx else 400)
    said = form.cleaned_data
    try:
        put_off = snoozing.snooze(
            pk,
            editor=request.user,
            at=at,
            today=today,
            until=said["until"],
            seen_revision=said["seen_revision"],
        )
    except Rumour.DoesNotExist:
        return gone(request)
    except MoveRefused as problem:
        return refused(request, rumour, form, str(problem), status=409)
    asked = Asked.by(request.POST)
    upcoming = desk.next_after(desk.Place.of(rumour), asked.wanted)
    toast = desk_toasts.of_snooze(put_off.pk)
    return moved_on(
        request, upcoming, toast, rows_put_off([rumour], asked), of=(set(), set()), snooze=put_off.pk
    )


@require_POST
@editors_only
def wake(request: HttpRequest, pk: int) -> HttpResponse:
    """It is back on the list, and in hand; one that somebody woke before is too."""
    put_off = get_object_or_404(Snooze, pk=pk)
    named = f"{put_off.coach_id}-{put_off.club_id}-{put_off.direction}"
    # Where somebody else was faster it is as was asked.
    with suppress(MoveRefused):
        snoozing.wake(pk, editor=request.user, at=timezone.now())
    rumour, asked = desk.open_named(named), Asked.by(request.POST)
    rows = [desk_rows.row(rumour, asked)] if rumour else []
    return moved_on(request, rumour, desk_toasts.of_snooze(pk), rows, snooze=pk)


def rows_put_off(rumours: Iterable[Rumour], asked: Asked) -> list[Row]:
    """The rows of what sleeps now, struck until the list is loaded again."""
    rows = [desk_rows.row(rumour, asked) for rumour in rumours]
    return [replace(row, kind="ended", is_done=True, label=_("Snoozed")) for row in rows]
