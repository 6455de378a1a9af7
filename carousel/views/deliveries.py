"""Deliveries on the page of jobs: how far each is, how long it still takes, and stopping and resuming it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from carousel import deliveries
from carousel.models import Delivery
from carousel.views.access import editors_only
from carousel.wording import seconds_in_words


@dataclass(frozen=True)
class Line:
    """A delivery as the page shows it; ``left`` is how long the rest takes, in words, where it is known."""

    delivery: Delivery
    is_running: bool
    is_lost: bool
    left: str
    rate: float


def lines(*, at: datetime) -> list[Line]:
    return [_line(delivery, at) for delivery in deliveries.shown(at=at)]


def _line(delivery: Delivery, at: datetime) -> Line:
    is_lost = delivery.is_lost(at)
    is_running = delivery.state == Delivery.State.RUNNING and not is_lost
    progress = deliveries.progress_of(delivery)
    seconds = progress.left() if is_running else None
    left = "" if seconds is None else seconds_in_words(seconds)
    return Line(delivery, is_running, is_lost, left, round(progress.rate(), 1))


@require_POST
@editors_only
def delivery_stop(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, pk, deliveries.stop, _("It stops after the article in hand."))


@require_POST
@editors_only
def delivery_resume(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, pk, deliveries.resume, _("It goes on in a moment, where it stopped."))


@require_POST
@editors_only
def delivery_forget(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, pk, deliveries.forget, _("It is off the list. What it brought stays."))


def _done(request: HttpRequest, pk: int, do: Callable, said: str) -> HttpResponse:
    """Back to the jobs, with what was done or why it was not."""
    try:
        do(pk, at=timezone.now())
        messages.success(request, said)
    except Delivery.DoesNotExist:
        raise Http404 from None
    except deliveries.DeliveryRefused as refused:
        messages.info(request, str(refused))
    return redirect("jobs")
