"""Calling off at the desk: what it would change, and that nothing else is done than was shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from carousel import calling_off, previewing
from carousel.editorial import MoveRefused
from carousel.forms import CallOffForm
from carousel.models import Decision
from carousel.views.access import editors_only
from carousel.views.desk_answers import foreseen
from carousel.views.desk_deciding import decided
from carousel.views.desk_shown import calling_off_shown, was_shown


@require_safe
@editors_only
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What calling it off would change; the table alone for HTMX, once it is asked who did."""
    return foreseen(request, pk, "calling_off", calling_off_shown)


@require_POST
@editors_only
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """The rumour came to nothing, by whom is said."""

    def decide(form: CallOffForm) -> Decision:
        said = {name: form.cleaned_data[name] for name in ("by", "seen_revision", "note")}
        said |= {"editor": request.user, "at": timezone.now()}
        # Who answered before the change was on his screen has seen none.
        if token := form.cleaned_data["seen_calling_off"]:
            return previewing.call_off_as_seen(pk, was_shown(token).fingerprint, **said)
        return calling_off.call_off(pk, **said)

    def verdict_of(_form: CallOffForm) -> str:
        raise MoveRefused(_("Two editors decide this: confirm or reject it."))

    return decided(request, pk, lambda _rumour: CallOffForm(request.POST), decide, verdict_of)
