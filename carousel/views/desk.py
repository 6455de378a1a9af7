"""The desk: what waits, one thing at a time, and what an editor says of it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from carousel import desk, editorial
from carousel.forms import ConfirmForm, DecisionForm, RejectForm
from carousel.models import Decision, Rumour
from carousel.views import desk_pane, desk_rows
from carousel.views.access import editors_only
from carousel.views.desk_history import history_page
from carousel.views.desk_pane import Refusal, rumour_of
from carousel.views.desk_rows import Asked


@require_safe
@editors_only
def queue(request: HttpRequest) -> HttpResponse:
    """The list, and beside it the first thing that waits."""
    page = desk_rows.queue_page(Asked.by(request.GET))
    first = page.rows[0].id if page.rows else None
    return _whole_page(
        request, page, desk_pane.pane(first, editor=request.user, at=timezone.now(), asked=page.asked)
    )


@require_safe
@editors_only
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One rumour with its evidence and what would change; for HTMX the pane alone."""
    asked = Asked.by(request.GET)
    is_part = request.htmx and not request.htmx.history_restore_request
    if not Rumour.objects.filter(pk=pk).exists():
        pane = desk_pane.gone(None, editor=request.user, asked=asked)
        if is_part:
            return _swap(request, pane, [], None, status=404)
        return _whole_page(request, desk_rows.queue_page(asked), pane, status=404)
    pane = desk_pane.pane(pk, editor=request.user, at=timezone.now(), asked=asked)
    if is_part:
        return _vary(render(request, "carousel/desk/_pane.html", {"pane": pane}))
    return _whole_page(request, desk_rows.queue_page(asked), pane)


@require_POST
@editors_only
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The rumour is true: it closes, and what it foretold stands in the record."""

    def decide(said: dict) -> Decision:
        return editorial.confirm(
            pk,
            editor=request.user,
            at=timezone.now(),
            seen_revision=said["seen_revision"],
            on=said["on"],
            note=said["note"],
        )

    return _decide(request, pk, ConfirmForm(request.POST, today=timezone.localdate()), decide)


@require_POST
@editors_only
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """The rumour was never true, for the reason given."""

    def decide(said: dict) -> Decision:
        return editorial.reject(
            pk,
            editor=request.user,
            at=timezone.now(),
            reason=said["reason"],
            seen_revision=said["seen_revision"],
            note=said["note"],
        )

    return _decide(request, pk, RejectForm(request.POST), decide)


@require_POST
@editors_only
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision is taken back; what it closed is open again."""
    decision = get_object_or_404(Decision, pk=pk)
    before = _open_beside(decision)
    try:
        taken_back = editorial.undo(pk, editor=request.user, at=timezone.now())
    except editorial.MoveRefused as refused:
        return _undo_refused(request, decision, str(refused))
    if request.POST.get("back") == "history":
        return redirect("desk-history")
    rows = desk_rows.moved(before, _open_beside(decision), Asked.by(request.POST))
    return _moved_on(request, rumour_of(decision), taken_back, rows)


@require_safe
@editors_only
def history(request: HttpRequest) -> HttpResponse:
    """What was decided, newest first, each with its Undo while it stands."""
    return _history(request, reason="", status=200)


def _decide(
    request: HttpRequest, pk: int, form: DecisionForm, decide: Callable[[dict], Decision]
) -> HttpResponse:
    """One editorial function is called; the answer is the next thing that waits, or why it was refused."""
    rumour = Rumour.objects.filter(pk=pk).first()
    if rumour is None:
        return _gone(request)
    if not form.is_valid():
        sentence = " ".join(error for errors in form.errors.values() for error in errors)
        return _refused(request, rumour, form, sentence, status=422 if request.htmx else 400)
    before = desk.open_beside(rumour.coach_id, rumour.club_id)
    try:
        decision = decide(form.cleaned_data)
    except Rumour.DoesNotExist:
        return _gone(request)
    except editorial.MoveRefused as refused:
        return _refused(request, rumour, form, str(refused), status=409)
    asked = Asked.by(request.POST)
    rows = desk_rows.moved(before, desk.open_beside(rumour.coach_id, rumour.club_id), asked)
    return _moved_on(request, desk.next_after(desk.Place.of(rumour), asked.show), decision, rows)


def _moved_on(
    request: HttpRequest, upcoming: Rumour | None, decision: Decision, rows: list[desk_rows.Row]
) -> HttpResponse:
    """The next item: by redirect, or for HTMX the pane with the rows, counts and toast that changed."""
    asked = Asked.by(request.POST)
    pk = upcoming.pk if upcoming else None
    if not request.htmx:
        return redirect(asked.address(pk, done=decision.pk))
    pane = desk_pane.pane(pk, editor=request.user, at=timezone.now(), asked=asked)
    response = _swap(request, pane, rows, desk_rows.toast(decision.pk))
    response["HX-Replace-Url"] = asked.address(pk)
    return response


def _refused(
    request: HttpRequest, rumour: Rumour, form: DecisionForm, sentence: str, *, status: int
) -> HttpResponse:
    """The item as it is now, what speaks against the move, and everything that was typed."""
    asked = Asked.by(request.POST)
    refusal = Refusal(sentence, seen_claim=form.cleaned_data.get("seen_claim"))
    pane = desk_pane.pane(
        rumour.pk,
        editor=request.user,
        at=timezone.now(),
        asked=asked,
        refusal=refusal,
        typed=request.POST,
    )
    if not request.htmx:
        return _whole_page(request, desk_rows.queue_page(asked), pane, status=status)
    rows = [pane.row] if pane.row else []
    return _swap(request, pane, rows, None, status=status)


def _gone(request: HttpRequest) -> HttpResponse:
    """A question that is none any more: who answered it and when, and the way on."""
    asked = Asked.by(request.POST)
    decision = desk.decision_on(request.POST.get("name", ""))
    pane = desk_pane.gone(decision, editor=request.user, asked=asked)
    if request.htmx:
        return _swap(request, pane, [], None, status=409)
    return _whole_page(request, desk_rows.queue_page(asked), pane, status=409)


def _undo_refused(request: HttpRequest, decision: Decision, sentence: str) -> HttpResponse:
    rumour = rumour_of(decision)
    if rumour is None or request.POST.get("back") == "history":
        return _history(request, reason=sentence, status=409)
    form = DecisionForm(request.POST)
    form.is_valid()
    return _refused(request, rumour, form, sentence, status=409)


def _history(request: HttpRequest, *, reason: str, status: int) -> HttpResponse:
    page = history_page(_number(request.GET.get("before", "")))
    return render(request, "carousel/desk/history.html", {"page": page, "reason": reason}, status=status)


def _swap(
    request: HttpRequest,
    pane: desk_pane.Pane,
    rows: list[desk_rows.Row],
    toast: desk_rows.Toast | None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The pane for HTMX, and beside it the rows, the counts and the toast."""
    context = {"pane": pane, "rows": rows, "filters": desk_rows.filters(pane.asked), "toast": toast}
    return _vary(render(request, "carousel/desk/_moved_on.html", context, status=status))


def _whole_page(
    request: HttpRequest, page: desk_rows.QueuePage, pane: desk_pane.Pane, *, status: int = 200
) -> HttpResponse:
    toast = desk_rows.toast(_number(request.GET.get("done", "")))
    context = {"page": page, "pane": pane, "toast": toast}
    return _vary(render(request, "carousel/desk/desk.html", context, status=status))


def _open_beside(decision: Decision) -> dict[str, Rumour]:
    if decision.coach_id is None or decision.club_id is None:
        return {}
    return desk.open_beside(decision.coach_id, decision.club_id)


def _number(written: str) -> int | None:
    """A row's number as an address carries it; ``None`` for what is none."""
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 18 else None


def _vary(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["HX-Request"])
    return response
