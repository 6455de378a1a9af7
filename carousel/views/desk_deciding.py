"""A decision at the desk: one editorial function is called, and the answer is the next item, or why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from carousel import desk, editorial, four_eyes
from carousel.forms import DecisionForm
from carousel.models import Decision, Opinion, Rumour
from carousel.views import desk_rows, desk_toasts
from carousel.views.desk_answers import gone, moved_on, refused
from carousel.views.desk_asked import Asked

Form = TypeVar("Form", bound=DecisionForm)


def decided(
    request: HttpRequest,
    pk: int,
    form_of: Callable[[Rumour], Form],
    decide: Callable[[Form], Decision],
    verdict_of: Callable[[Form], str],
) -> HttpResponse:
    """The next thing that waits once ``decide`` has decided by the form, or why it was refused.

    A verdict that needs a second editor is kept until there is one.
    """
    rumour = desk.by_number([pk]).get(pk)
    if rumour is None:
        return gone(request)
    form = form_of(rumour)
    if not form.is_valid():
        return refused(request, rumour, form, sentence_of(form), status=422 if request.htmx else 400)
    coach, club = form.cleaned_data.get("coach"), form.cleaned_data.get("club")
    beside = (
        {rumour.coach_id, coach.pk if coach else rumour.coach_id},
        {rumour.club_id, club.pk if club else rumour.club_id},
    )
    before = desk.open_beside(*beside)
    try:
        with transaction.atomic():
            opinion = _kept_unseen(request, rumour, form, verdict_of)
            decision = None if opinion else decide(form)
    except Rumour.DoesNotExist:
        return gone(request)
    except editorial.MoveRefused as problem:
        return refused(request, rumour, form, str(problem), status=409)
    asked = Asked.by(request.POST)
    rows = desk_rows.moved(before, desk.open_beside(*beside), asked)
    upcoming = desk.next_after(desk.Place.of(rumour), asked.wanted)
    if decision is None:
        assert opinion is not None
        rows += [desk_rows.waiting_for_another(rumour, asked)]
        toast = desk_toasts.kept_unseen(opinion)
        return moved_on(request, upcoming, toast, rows, of=beside, opinion=opinion.pk)
    return moved_on(request, upcoming, desk_toasts.made(decision), rows, of=beside, done=decision.pk)


def _kept_unseen(
    request: HttpRequest, rumour: Rumour, form: Form, verdict_of: Callable[[Form], str]
) -> Opinion | None:
    """The verdict that waits for a second; nothing where it may be applied now."""
    if not four_eyes.is_needed(rumour):
        return None
    said = form.cleaned_data
    editorial.check_revision(rumour, said.get("seen_revision"))
    return four_eyes.weigh(
        rumour.pk,
        verdict_of(form),
        editor=request.user,
        at=timezone.now(),
        reason=said.get("reason") or Decision.Reason.KNOWN_FALSE,
        note=said.get("note", ""),
    )


def sentence_of(form: BaseForm) -> str:
    """All that is wrong with what was typed."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)
