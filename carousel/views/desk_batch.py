"""Many things at once at the desk: confirm, reject or put off what is chosen, and take it back in one."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from carousel import batches, desk
from carousel.batches import Chosen, Outcome
from carousel.editorial import MoveRefused
from carousel.forms import SnoozeForm
from carousel.models import Batch, Rumour
from carousel.views import desk_pane, desk_rows, desk_snooze, desk_toasts
from carousel.views.access import editors_only
from carousel.views.desk_answers import moved_on, swap, whole_page
from carousel.views.desk_asked import Asked
from carousel.views.desk_deciding import sentence_of
from carousel.views.desk_rows import Row


@require_POST
@editors_only
def batch(request: HttpRequest) -> HttpResponse:
    """What is chosen is done as far as it passes the checks; the rest stays chosen, with a sentence each."""
    chosen = _chosen(request.POST)
    rumours = list(Rumour.objects.filter(pk__in=[one.pk for one in chosen]))
    beside = ([one.coach_id for one in rumours], [one.club_id for one in rumours])
    before = desk.open_beside(*beside)
    try:
        outcome = _act(request, chosen)
    except MoveRefused as refused:
        status = 422 if request.htmx else 400
        return _answer(request, Outcome(), [], [str(refused)], _marks(chosen, before), status=status)
    held = {desk.name_of(one.rumour): one.sentence for one in outcome.held}
    rows = desk_rows.moved(before, desk.open_beside(*beside), Asked.by(request.POST), held)
    if outcome.batch and outcome.batch.kind == Batch.Kind.SNOOZE:
        rows += desk_snooze.rows_put_off(outcome.done, Asked.by(request.POST))
    return _answer(request, outcome, rows, _said(outcome), held, status=200 if outcome.batch else 409)


@require_POST
@editors_only
def batch_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """All of the batch that nobody has changed since is as before; the others are named."""
    made = get_object_or_404(Batch, pk=pk)
    pairs = [*made.decisions.values_list("coach", "club"), *made.snoozes.values_list("coach", "club")]
    beside = ([coach for coach, _club in pairs], [club for _coach, club in pairs])
    before, asked = desk.open_beside(*beside), Asked.by(request.POST)
    try:
        undone = batches.undo(pk, editor=request.user, at=timezone.now())
    except MoveRefused as refused:
        return _answer(request, Outcome(), [], [str(refused)], {}, status=409)
    after = desk.open_beside(*beside)
    rows = desk_rows.moved(before, after, asked)
    if made.kind == Batch.Kind.SNOOZE:
        rows += [desk_rows.row(one, asked) for one in after.values() if (one.coach_id, one.club_id) in pairs]
    if undone.stuck:
        said = [
            _("Not taken back, since it changed meanwhile. %(what)s") % {"what": one} for one in undone.stuck
        ]
        return _answer(request, Outcome(made), rows, said, {}, status=200)
    upcoming, toast = desk.waiting(asked.wanted).first(), desk_toasts.of_batch(pk)
    return moved_on(request, upcoming, toast, rows, batch=pk)


def _act(request: HttpRequest, chosen: list[Chosen]) -> Outcome:
    """The one of the three that was pressed."""
    given, at = request.POST, timezone.now()
    if given.get("do") == "confirm":
        return batches.confirm(chosen, editor=request.user, at=at)
    if given.get("reason"):
        return batches.reject(chosen, editor=request.user, at=at, reason=given["reason"])
    if given.get("days"):
        today = timezone.localdate(at)
        form = SnoozeForm(given, today=today)
        if not form.is_valid():
            raise MoveRefused(sentence_of(form))
        until = form.cleaned_data["until"]
        return batches.snooze(chosen, editor=request.user, at=at, today=today, until=until)
    raise MoveRefused(_("Say what is to be done with what you chose: confirm, reject or snooze."))


def _chosen(given: QueryDict) -> list[Chosen]:
    """What was ticked, or all of the page, or all that the filter leaves and that is still open."""
    everything = given.getlist("all")
    if "match" in everything:
        named = _read(given.get("matching", "").split(","))
        still_open = set(Rumour.objects.open().filter(pk__in=named).values_list("pk", flat=True))
        named = {pk: revision for pk, revision in named.items() if pk in still_open}
    elif "page" in everything:
        named = _read(given.get("on_page", "").split(","))
    else:
        named = _read(given.getlist("item"))
    return [Chosen(pk, revision) for pk, revision in named.items()]


def _read(written: list[str]) -> dict[int, int]:
    """Numbers with their revisions; what is none is left out."""
    pairs = (one.partition(":") for one in written[: batches.MOST + 1])
    read = ((desk_toasts.number(pk), desk_toasts.number(revision)) for pk, _colon, revision in pairs)
    return {pk: revision for pk, revision in read if pk is not None and revision is not None}


def _marks(chosen: list[Chosen], open_now: Mapping[str, Rumour]) -> dict[str, str]:
    """What was chosen, so that it stays so; there is nothing to say of each."""
    wanted = {one.pk for one in chosen}
    return {name: "" for name, rumour in open_now.items() if rumour.pk in wanted}


def _said(outcome: Outcome) -> list[str]:
    said = [f"{one.rumour.coach}, {one.rumour.club}: {one.sentence}" for one in outcome.held]
    if outcome.gone:
        gone = ngettext(
            "%(count)s was no question any more.", "%(count)s were no questions any more.", outcome.gone
        )
        said.append(gone % {"count": outcome.gone})
    return said


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
    current = desk.open_named(request.POST.get("name", ""))
    upcoming = current or desk.waiting(asked.wanted).first()
    if outcome.batch and not said and not request.htmx:
        return moved_on(request, upcoming, toast, rows, batch=outcome.batch.pk)
    pk, typed = upcoming.pk if upcoming else None, request.POST if current else None
    pane = desk_pane.pane(pk, editor=request.user, at=timezone.now(), asked=asked, typed=typed)
    if request.htmx:
        return swap(request, pane, rows, toast, said=said, status=status)
    return whole_page(request, asked, pane, status=status, said=said, held=dict(held), toast=toast)
