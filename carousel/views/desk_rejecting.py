"""Rejecting at the desk: what it would change, and that nothing else is done than was shown."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from carousel import editorial, previewing
from carousel.forms import RejectForm
from carousel.models import Decision, Opinion
from carousel.views.access import editors_only
from carousel.views.desk_answers import foreseen
from carousel.views.desk_deciding import decided
from carousel.views.desk_shown import rejection_shown, was_shown


@require_safe
@editors_only
def rejection(request: HttpRequest, pk: int) -> HttpResponse:
    """What rejecting would change; the table alone for HTMX, once the reasons are opened."""
    return foreseen(request, pk, "rejection", rejection_shown)


@require_POST
@editors_only
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """The rumour was never true, for the reason given."""

    def decide(form: RejectForm) -> Decision:
        said = {name: form.cleaned_data[name] for name in ("reason", "seen_revision", "note")}
        return rejected(request, pk, form.cleaned_data["seen_rejection"], **said)

    return decided(
        request, pk, lambda _rumour: RejectForm(request.POST), decide, lambda _form: Opinion.Verdict.REJECT
    )


def rejected(request: HttpRequest, pk: int, token: str, **said: Any) -> Decision:
    """The decision, if it changes what the page had shown; who chose before he was shown it has seen none."""
    said |= {"editor": request.user, "at": timezone.now()}
    if token:
        return previewing.reject_as_seen(pk, was_shown(token).fingerprint, **said)
    return editorial.reject(pk, **said)
