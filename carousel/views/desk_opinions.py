"""Taking back a verdict that waits for a second editor."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from carousel import desk, four_eyes
from carousel.editorial import MoveRefused
from carousel.forms import DecisionForm
from carousel.models import Opinion
from carousel.views import desk_rows, desk_toasts
from carousel.views.access import editors_only
from carousel.views.desk_answers import gone, moved_on, refused
from carousel.views.desk_asked import Asked


@require_POST
@editors_only
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """The verdict is taken back, and the question that it was on is in hand."""
    opinion = get_object_or_404(Opinion, pk=pk, editor=request.user.pk)
    rumour = desk.open_named(f"{opinion.coach_id}-{opinion.club_id}-{opinion.direction}")
    try:
        opinion = four_eyes.take_back(pk, editor=request.user, at=timezone.now())
    except MoveRefused as problem:
        if rumour is None:
            return gone(request)
        form = DecisionForm(request.POST)
        form.is_valid()
        return refused(request, rumour, form, str(problem), status=409)
    rows = [desk_rows.row(rumour, Asked.by(request.POST))] if rumour else []
    return moved_on(request, rumour, desk_toasts.taken_back(opinion), rows, opinion=pk)
