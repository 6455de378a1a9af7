"""What an editor answers where the source was withdrawn: keep it all the same, or take it back."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from carousel import withdrawing
from carousel.editorial import MoveRefused
from carousel.forms import DecisionForm
from carousel.models import Decision
from carousel.views.access import editors_only
from carousel.views.desk_deciding import decided


@require_POST
@editors_only
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """What the withdrawn reports said counts as before."""
    return _answered(request, pk, withdrawing.keep)


@require_POST
@editors_only
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """What rested on the withdrawn reports is gone for good."""
    return _answered(request, pk, withdrawing.take_back)


def _answered(request: HttpRequest, pk: int, answer: Callable[..., Decision]) -> HttpResponse:
    def decide(form: DecisionForm) -> Decision:
        said = {name: form.cleaned_data[name] for name in ("seen_revision", "note")}
        return answer(pk, editor=request.user, at=timezone.now(), **said)

    def verdict_of(_form: DecisionForm) -> str:
        # Two editors are only asked for of what is open, and that has its source.
        raise MoveRefused(str(withdrawing.NOT_WITHDRAWN))

    return decided(request, pk, lambda _rumour: DecisionForm(request.POST), decide, verdict_of)
