"""What the desk answers: the next thing that waits, or why not; as a page or as parts for HTMX."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from carousel import desk
from carousel.edit_forms import EditForm
from carousel.editorial import User
from carousel.forms import DecisionForm
from carousel.models import Decision, Rumour
from carousel.views import desk_ahead, desk_conflict, desk_keys, desk_pane, desk_rows, desk_toasts
from carousel.views.desk_ahead import Touched
from carousel.views.desk_asked import Asked, filters
from carousel.views.desk_pane import Pane, Refusal
from carousel.views.desk_rows import Row
from carousel.views.desk_shown import Shown, was_shown
from carousel.views.desk_toasts import Toast


def moved_on(
    request: HttpRequest,
    upcoming: Rumour | None,
    toast: Toast | None,
    rows: list[Row],
    *,
    of: Touched | None = None,
    **done: int,
) -> HttpResponse:
    """The next item: by redirect, or for HTMX the pane with the rows, counts and toast that changed.

    ``of`` is whom the decision was about; the pane is left out where the page holds it already. ``done``
    names what was done, for the address of the page that tells it.
    """
    asked = Asked.by(request.POST)
    pk = upcoming.pk if upcoming else None
    if not request.htmx:
        return redirect(f"{asked.address(pk, **done)}#pane")
    held = upcoming is not None and of is not None and desk_ahead.is_held(request, upcoming, of)
    if held:
        undo = toast if toast and toast.undo_address else desk_toasts.last_of(request.user)
        pane = Pane(asked=asked, undo=undo, is_held=True)
    else:
        pane = desk_pane.pane(pk, editor=request.user, at=timezone.now(), asked=asked, undo=toast)
    response = swap(request, pane, rows, toast)
    response["HX-Replace-Url"] = asked.address(pk)
    if held:
        response[desk_ahead.HEADER] = "held"
    return response


def refused(
    request: HttpRequest, rumour: Rumour, form: DecisionForm, sentence: str, *, status: int
) -> HttpResponse:
    """The item as it is now, what speaks against the move, and everything that was typed."""
    asked = Asked.by(request.POST)
    rejection = form.cleaned_data.get("seen_rejection", "")
    calling_off = form.cleaned_data.get("seen_calling_off", "")
    pane = desk_pane.pane(
        rumour.pk,
        editor=request.user,
        at=timezone.now(),
        asked=asked,
        refusal=Refusal(sentence, seen_claim=form.cleaned_data.get("seen_claim")),
        typed=request.POST,
        said=form.said() if isinstance(form, EditForm) and form.is_valid() else {},
        seen=was_shown(form.cleaned_data.get("seen_change", "")),
        seen_rejection=was_shown(rejection) if rejection else None,
        seen_record=was_shown(form.cleaned_data.get("seen_record", "")),
        seen_ways={way: was_shown(form.cleaned_data.get(f"seen_{way}", "")) for way in desk_conflict.KEYS},
        seen_calling_off=was_shown(calling_off) if calling_off else None,
    )
    if not request.htmx:
        return whole_page(request, asked, pane, status=status)
    return swap(request, pane, [pane.row] if pane.row else [], None, status=status)


def foreseen(
    request: HttpRequest, pk: int, verdict: str, shown: Callable[[Rumour, User, datetime], Shown]
) -> HttpResponse:
    """What the ``verdict`` would change, which the pane has under that name; the table alone for HTMX."""
    rumour = desk.by_number([pk]).get(pk)
    if rumour is None:
        raise Http404
    asked, at = Asked.by(request.GET), timezone.now()
    if request.htmx and not request.htmx.history_restore_request:
        pane = Pane(asked=asked, rumour=rumour, **{verdict: shown(rumour, request.user, at)})
        return vary(render(request, f"carousel/desk/_{verdict}.html", {"pane": pane}))
    pane = desk_pane.pane(pk, editor=request.user, at=at, asked=asked, **{f"seen_{verdict}": Shown()})
    return whole_page(request, asked, pane)


def gone(request: HttpRequest) -> HttpResponse:
    """A question that is none any more: who answered it and when, and the way on."""
    asked = Asked.by(request.POST)
    decision = desk.decision_on(request.POST.get("name", ""))
    pane = desk_pane.gone(decision, editor=request.user, asked=asked, typed=request.POST)
    if request.htmx:
        return swap(request, pane, [], None, status=409)
    return whole_page(request, asked, pane, status=409)


def swap(
    request: HttpRequest,
    pane: Pane,
    rows: list[Row],
    toast: Toast | None,
    *,
    status: int = 200,
    said: list[str] | None = None,
) -> HttpResponse:
    """The pane for HTMX, and beside it the rows, the counts, the toast and what a batch has to say."""
    context = {"pane": pane, "rows": rows, "filters": filters(pane.asked), "toast": toast, "said": said or []}
    return vary(render(request, "carousel/desk/_moved_on.html", context, status=status))


def whole_page(
    request: HttpRequest,
    asked: Asked,
    pane: Pane | None,
    *,
    status: int = 200,
    said: list[str] | None = None,
    held: dict[str, str] | None = None,
    toast: Toast | None = None,
) -> HttpResponse:
    """The list with an item beside it: with the first that waits, where none is given."""
    page = desk_rows.queue_page(asked, request.user, held)
    if pane is None:
        first = page.rows[0].id if page.rows else None
        pane = desk_pane.pane(first, editor=request.user, at=timezone.now(), asked=asked)
    context = {
        "page": page,
        "pane": pane,
        "toast": toast or desk_toasts.asked_for(request.GET),
        "said": said or [],
        "keys": desk_keys.of(request.user),
        "reasons": Decision.Reason.choices,
    }
    return vary(render(request, "carousel/desk/desk.html", context, status=status))


def vary(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["HX-Request"])
    return response
