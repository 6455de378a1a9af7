"""The desk: what waits, one thing at a time, and what an editor says of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from carousel import desk, editorial
from carousel.forms import DecisionForm, UndoForm
from carousel.models import Decision, Rumour
from carousel.views import desk_ahead, desk_pane, desk_rows, desk_toasts
from carousel.views.access import editors_only
from carousel.views.desk_answers import moved_on, refused, swap, vary, whole_page
from carousel.views.desk_asked import Asked
from carousel.views.desk_deciding import sentence_of
from carousel.views.desk_history import Decided, history_page
from carousel.views.desk_pane import rumour_of


@require_safe
@editors_only
def queue(request: HttpRequest) -> HttpResponse:
    """The list, and beside it the first thing that waits."""
    return whole_page(request, Asked.by(request.GET), None)


@require_safe
@editors_only
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One rumour with its evidence and what would change; for HTMX the pane alone."""
    asked = Asked.by(request.GET)
    is_part = request.htmx and not request.htmx.history_restore_request
    try:
        pane = desk_pane.pane(pk, editor=request.user, at=timezone.now(), asked=asked)
    except Rumour.DoesNotExist:
        pane = desk_pane.gone(None, editor=request.user, asked=asked)
        if is_part:
            return swap(request, pane, [], None, status=404)
        return whole_page(request, asked, pane, status=404)
    if is_part:
        return vary(render(request, "carousel/desk/_pane.html", {"pane": pane}))
    return whole_page(request, asked, pane)


@require_safe
@editors_only
def ahead(request: HttpRequest, pk: int) -> HttpResponse:
    """The pane of what comes after the item and those ``under_way``; nothing where the page has to wait."""
    asked = Asked.by(request.GET)
    named = [desk_toasts.number(one) for one in request.GET.getlist("under_way")[: desk_ahead.MOST_UNDER_WAY]]
    upcoming = desk_ahead.upcoming_after(pk, asked.wanted, {one for one in named if one is not None})
    if upcoming is None:
        return HttpResponse(status=204)
    pane = desk_pane.pane(upcoming.pk, editor=request.user, at=timezone.now(), asked=asked)
    response = render(request, "carousel/desk/_pane.html", {"pane": pane})
    response["HX-Replace-Url"] = asked.address(upcoming.pk)
    return response


@require_POST
@editors_only
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision is taken back; what it closed is open again."""
    decision = get_object_or_404(Decision, pk=pk)
    before, form = _open_beside(decision), UndoForm(request.POST)
    if not form.is_valid():
        return _undo_refused(request, decision, sentence_of(form), status=422 if request.htmx else 400)
    try:
        taken_back = editorial.undo(pk, editor=request.user, at=timezone.now(), **form.cleaned_data)
    except editorial.MoveRefused as problem:
        return _undo_refused(request, decision, str(problem), status=409)
    if request.POST.get("back") == "history":
        return redirect(Decided.by_address(request.POST).address())
    if decision.kind in Decision.ON_NAMES:
        return _parted(request, decision, done=taken_back.pk)
    rows = desk_rows.moved(before, _open_beside(decision), Asked.by(request.POST))
    toast = desk_toasts.made(taken_back)
    return moved_on(request, rumour_of(decision), toast, rows, done=taken_back.pk)


@require_safe
@editors_only
def history(request: HttpRequest) -> HttpResponse:
    """What was decided, newest first, each with its Undo while it stands."""
    return _history(request, Decided.by_address(request.GET), reason="", status=200)


def _parted(request: HttpRequest, decision: Decision, **done: int) -> HttpResponse:
    """The list anew, since its rows go by other names now: at the item of whom the merge had swallowed."""
    asked, merge = Asked.by(request.POST), getattr(decision, "merge", None)
    noun = "coach" if decision.coach_id else "club"
    own = desk.waiting(asked.wanted).filter(**{noun: merge.row["id"]}).first() if merge else None
    address = asked.address(own.pk if own else None, **done)
    return HttpResponse(headers={"HX-Redirect": address}) if request.htmx else redirect(address)


def _undo_refused(request: HttpRequest, decision: Decision, sentence: str, *, status: int) -> HttpResponse:
    rumour = rumour_of(decision)
    if rumour is None and request.htmx:
        rumour = desk.waiting(Asked.by(request.POST).wanted).first()
    if rumour is None or request.POST.get("back") == "history":
        return _history(request, Decided.by_address(request.POST), reason=sentence, status=status)
    form = DecisionForm(request.POST)
    form.is_valid()
    return refused(request, rumour, form, sentence, status=status)


def _history(request: HttpRequest, asked: Decided, *, reason: str, status: int) -> HttpResponse:
    context = {"page": history_page(asked), "reason": reason, "reasons": Decision.Reason.choices}
    return render(request, "carousel/desk/history.html", context, status=status)


def _open_beside(decision: Decision) -> dict[str, Rumour]:
    if decision.coach_id is None or decision.club_id is None:
        return {}
    coaches = {decision.coach_id, decision.read_coach_id or decision.coach_id}
    return desk.open_beside(coaches, {decision.club_id, decision.read_club_id or decision.club_id})
