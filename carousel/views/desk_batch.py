"""Many things at once at the desk: confirm, reject or put off what is chosen, and take it back in one."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from carousel import batch_previews, batches, desk
from carousel.batches import Chosen, Outcome
from carousel.editorial import MoveRefused
from carousel.forms import SnoozeForm
from carousel.models import Batch
from carousel.refusing import PreviewMoved
from carousel.views import desk_batch_preview, desk_pane, desk_rows, desk_snooze, desk_toasts
from carousel.views.access import editors_only
from carousel.views.desk_answers import moved_on, swap, whole_page
from carousel.views.desk_asked import Asked
from carousel.views.desk_batch_preview import batch_was_shown
from carousel.views.desk_change import gone_in_words
from carousel.views.desk_chosen import beside, chosen_in, marks, wanted
from carousel.views.desk_deciding import sentence_of
from carousel.views.desk_rows import Row


@require_POST
@editors_only
def batch(request: HttpRequest) -> HttpResponse:
    """What is chosen is done as far as it passes the checks; the rest stays chosen, with a sentence each."""
    chosen = chosen_in(request.POST)
    around = beside(chosen)
    before = desk.open_beside(*around)
    try:
        outcome = _act(request, chosen)
    except PreviewMoved as moved:
        return desk_batch_preview.answer(request, chosen, refusal=str(moved))
    except MoveRefused as refused:
        status = 422 if request.htmx else 400
        return _answer(request, Outcome(), [], [str(refused)], marks(chosen, before), status=status)
    held = {desk.name_of(one.rumour): one.sentence for one in outcome.held}
    rows = desk_rows.moved(before, desk.open_beside(*around), Asked.by(request.POST), held)
    if outcome.batch and outcome.batch.kind == Batch.Kind.SNOOZE:
        rows += desk_snooze.rows_put_off(outcome.done, Asked.by(request.POST))
    return _answer(request, outcome, rows, _said(outcome), held, status=200 if outcome.batch else 409)


@require_POST
@editors_only
def preview(request: HttpRequest) -> HttpResponse:
    """What the batch would change and hold back; nothing is written."""
    chosen = chosen_in(request.POST)
    try:
        return desk_batch_preview.answer(request, chosen)
    except MoveRefused as refused:
        status = 422 if request.htmx else 400
        ticked = marks(chosen, desk.open_beside(*beside(chosen)))
        return _answer(request, Outcome(), [], [str(refused)], ticked, status=status)


@require_POST
@editors_only
def batch_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """All of the batch that nobody has changed since is as before; the others are named."""
    made = get_object_or_404(Batch, pk=pk)
    pairs = [*made.decisions.values_list("coach", "club"), *made.snoozes.values_list("coach", "club")]
    around = ([coach for coach, _club in pairs], [club for _coach, club in pairs])
    before, asked = desk.open_beside(*around), Asked.by(request.POST)
    try:
        undone = batches.undo(pk, editor=request.user, at=timezone.now())
    except MoveRefused as refused:
        return _answer(request, Outcome(), [], [str(refused)], {}, status=409)
    after = desk.open_beside(*around)
    restored = [one for one in after.values() if (one.coach_id, one.club_id) in pairs]
    rows = desk_rows.moved(before, after, asked)
    if made.kind == Batch.Kind.SNOOZE:
        rows += [desk_rows.row(one, asked) for one in restored]
    if undone.stuck:
        said = [
            _("Not taken back, since it changed meanwhile. %(what)s") % {"what": one} for one in undone.stuck
        ]
        return _answer(request, Outcome(made), rows, said, {}, status=200)
    upcoming = (
        min(restored, key=lambda one: desk.Place.of(one).order, default=None)
        or desk.waiting(asked.wanted).first()
    )
    toast = desk_toasts.of_batch(pk)
    return moved_on(request, upcoming, toast, rows, batch=pk)


def _act(request: HttpRequest, chosen: list[Chosen]) -> Outcome:
    """What was pressed; where the page had shown what that changes, that and nothing else."""
    given, at = request.POST, timezone.now()
    if given.get("days"):
        today = timezone.localdate(at)
        form = SnoozeForm(given, today=today)
        if not form.is_valid():
            raise MoveRefused(sentence_of(form))
        until = form.cleaned_data["until"]
        return batches.snooze(chosen, editor=request.user, at=at, today=today, until=until)
    kind, said = wanted(given)
    said |= {"editor": request.user, "at": at}
    if token := given.get("seen_batch", ""):
        return batch_previews.make_as_seen(kind, chosen, batch_was_shown(token), **said)
    return (batches.confirm if kind == Batch.Kind.CONFIRM else batches.reject)(chosen, **said)


def _said(outcome: Outcome) -> list[str]:
    said = [f"{one.rumour.coach}, {one.rumour.club}: {one.sentence}" for one in outcome.held]
    return said + gone_in_words(outcome.gone)


def _answer(
    request: HttpRequest,
    outcome: Outcome,
    rows: list[Row],
    said: list[str],
    held: Mapping[str, str],
    *,
    status: int,
) -> HttpResponse:
    """The item in hand if it still waits, else the next; beside it what was held back."""
    asked = Asked.by(request.POST)
    toast = desk_toasts.of_batch(outcome.batch.pk) if outcome.batch else None
    name = request.POST.get("name", "")
    decided = next((one for one in outcome.done if desk.name_of(one) == name), None)
    current = None if decided else desk.open_named(name)
    if decided:
        upcoming = desk.next_after(desk.Place.of(decided), asked.wanted)
    else:
        upcoming = current or desk.waiting(asked.wanted).first()
    if outcome.batch and not said and not request.htmx:
        return moved_on(request, upcoming, toast, rows, batch=outcome.batch.pk)
    pk, typed = upcoming.pk if upcoming else None, request.POST if current else None
    pane = desk_pane.pane(pk, editor=request.user, at=timezone.now(), asked=asked, typed=typed)
    if request.htmx:
        return swap(request, pane, rows, toast, said=said, status=status)
    return whole_page(request, asked, pane, status=status, said=said, held=dict(held), toast=toast)
