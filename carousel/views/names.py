"""Names that nobody has looked at: whose are they? Link, make a record, ignore, undo."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from carousel import editorial, join_previews, naming
from carousel.editorial import MoveRefused
from carousel.merging import Known
from carousel.models import Decision
from carousel.refusing import PreviewMoved
from carousel.views import desk_keys, desk_toasts, names_link
from carousel.views.access import editors_only
from carousel.views.names_link import LinkShown
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

    def decide(name: Known) -> Decision:
        said = {"editor": request.user, "at": timezone.now()}
        if token := request.POST.get("seen_link", ""):
            seen = names_link.was_shown(token)
            return join_previews.link_as_seen(name, _kept(request, kind), seen, **said)
        return naming.link(name, _kept(request, kind), **said)

    return _decide(request, kind, pk, decide)


@require_POST
@editors_only
def link_preview(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What it would change that the name is that of ``into``; nothing is written."""
    asking, name = Asking.by(request.POST), _name(kind, pk)
    try:
        linking = names_link.shown(name, _kept(request, kind), editor=request.user, at=timezone.now())
    except MoveRefused as refused:
        return _answer(request, asking, refusal=str(refused))
    return _answer(request, asking, linking=linking)


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


def _name(kind: str, pk: int) -> Known:
    """The name; a row that has gone meanwhile is told of by what became of it."""
    model = _model(kind)
    return model.everyone.filter(pk=pk).first() or model(pk=pk, name=_("This name"))


def _kept(request: HttpRequest, kind: str) -> Known:
    """Whose name it is said to be."""
    into = desk_toasts.number(request.POST.get("into", ""))
    kept = _model(kind).objects.filter(pk=into).first() if into else None
    if kept is None:
        raise MoveRefused(_("Choose whose name it is."))
    return kept


def _decide(request: HttpRequest, kind: str, pk: int, decide: Callable[[Known], Decision]) -> HttpResponse:
    """The list goes on with the next name; or it says why nothing was done."""
    asking, name = Asking.by(request.POST), _name(kind, pk)
    try:
        decision = decide(name)
    except PreviewMoved as moved:
        at = timezone.now()
        linking = names_link.shown(name, _kept(request, kind), editor=request.user, at=at)
        return _answer(request, asking, refusal=str(moved), linking=linking)
    except MoveRefused as refused:
        return _answer(request, asking, refusal=str(refused))
    return _done(request, asking, decision)


def _done(request: HttpRequest, asking: Asking, decision: Decision) -> HttpResponse:
    if not request.htmx:
        return redirect(asking.address(done=decision.pk))
    return _answer(request, asking, done=decision.pk)


def _answer(
    request: HttpRequest,
    asking: Asking,
    *,
    done: int | None = None,
    refusal: str = "",
    linking: LinkShown | None = None,
) -> HttpResponse:
    page = names_page(asking, editor=request.user)
    context = {
        "page": page,
        "toast": desk_toasts.of_decision(done) if done else None,
        "refusal": refusal,
        "linking": linking,
    }
    is_part = request.htmx and not request.htmx.history_restore_request
    if not is_part:
        context["keys"] = desk_keys.of(request.user, "names")
    template = "carousel/names/_names.html" if is_part else "carousel/names/list.html"
    response = render(request, template, context, status=409 if refusal else 200)
    patch_vary_headers(response, ["HX-Request"])
    return response
