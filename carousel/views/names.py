"""Names that nobody has looked at: whose are they? Link, make a record, ignore, undo."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from carousel import editorial, naming
from carousel.editorial import MoveRefused
from carousel.merging import Known
from carousel.models import Decision
from carousel.views import desk_keys, desk_toasts
from carousel.views.access import editors_only
from carousel.views.names_rows import MODELS, Asking, names_page


@require_safe
@editors_only
def name_list(request: HttpRequest) -> HttpResponse:
    """The names that wait, a page at a time."""
    return _answer(request, Asking.by(request.GET), done=desk_toasts.number(request.GET.get("done", "")))


@require_POST
@editors_only
def link(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The name is one more way to write the record of ``into``."""
    model = _model(kind)
    into = desk_toasts.number(request.POST.get("into", ""))

    def decide(name: Known) -> Decision:
        kept = model.objects.filter(pk=into).first() if into else None
        if kept is None:
            raise MoveRefused(_("Choose whose name it is."))
        return naming.link(name, kept, editor=request.user, at=timezone.now())

    return _decide(request, kind, pk, decide)


@require_POST
@editors_only
def create(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The name is that of a coach or a club of its own."""

    def decide(name: Known) -> Decision:
        return naming.create(name, editor=request.user, at=timezone.now())

    return _decide(request, kind, pk, decide)


@require_POST
@editors_only
def ignore(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The name is no coach's, or no club's."""

    def decide(name: Known) -> Decision:
        return naming.ignore(name, editor=request.user, at=timezone.now())

    return _decide(request, kind, pk, decide)


@require_POST
@editors_only
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said of the name is taken back."""
    decision = get_object_or_404(Decision, pk=pk, kind__in=Decision.ON_NAMES)
    asking = Asking.by(request.POST)
    try:
        undone = editorial.undo(decision.pk, editor=request.user, at=timezone.now())
    except MoveRefused as refused:
        return _answer(request, asking, refusal=str(refused))
    return _done(request, asking, undone)


def _model(kind: str) -> type[Known]:
    if kind not in MODELS:
        raise Http404
    return MODELS[kind]


def _decide(request: HttpRequest, kind: str, pk: int, decide: Callable[[Known], Decision]) -> HttpResponse:
    """The list goes on with the next name; or it says why nothing was done."""
    model, asking = _model(kind), Asking.by(request.POST)
    # A row that has gone meanwhile is named in the refusal by what became of it.
    name = model.everyone.filter(pk=pk).first() or model(pk=pk, name=_("This name"))
    try:
        decision = decide(name)
    except MoveRefused as refused:
        return _answer(request, asking, refusal=str(refused))
    return _done(request, asking, decision)


def _done(request: HttpRequest, asking: Asking, decision: Decision) -> HttpResponse:
    if not request.htmx:
        return redirect(asking.address(done=decision.pk))
    return _answer(request, asking, done=decision.pk)


def _answer(
    request: HttpRequest, asking: Asking, *, done: int | None = None, refusal: str = ""
) -> HttpResponse:
    page = names_page(asking, editor=request.user)
    context = {
        "page": page,
        "toast": desk_toasts.of_decision(done) if done else None,
        "refusal": refusal,
    }
    is_part = request.htmx and not request.htmx.history_restore_request
    if not is_part:
        context["keys"] = desk_keys.of(request.user, "names")
    template = "carousel/names/_names.html" if is_part else "carousel/names/list.html"
    response = render(request, template, context, status=409 if refusal else 200)
    patch_vary_headers(response, ["HX-Request"])
    return response
