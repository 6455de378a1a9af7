"""Narrowing the desk's list by more than its kind, and the lists that an editor saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.models import Claim
from carousel import desk_views, wording
from carousel.desk_filters import AGE_WORDS
from carousel.models import Competition, DeskView, Rumour, RumourEvidence
from carousel.views.access import editors_only
from carousel.views.desk_answers import vary
from carousel.views.desk_asked import Asked


@dataclass(frozen=True)
class Choice:
    """``count`` is how many open questions it fits; ``None`` where that is not counted."""

    value: str
    label: str
    count: int | None = None


@dataclass(frozen=True)
class Field:
    name: str
    label: str
    chosen: str
    choices: list[Choice]


@require_safe
@editors_only
def narrow(request: HttpRequest) -> HttpResponse:
    """The filters with what there is to choose: a part of the list for HTMX, a page otherwise."""
    asked = Asked.by(request.GET).first_page()
    fields = _fields(asked)
    kept = {name: value for name, value in asked.wanted.query.items() if name not in {f.name for f in fields}}
    context = {"asked": asked, "fields": fields, "kept": kept}
    template = "carousel/desk/_narrow.html" if request.htmx else "carousel/desk/narrow.html"
    return vary(render(request, template, context))


@require_safe
@editors_only
def view_list(request: HttpRequest) -> HttpResponse:
    """The editor's saved lists, each to be renamed or deleted."""
    return _list(request)


@require_POST
@editors_only
def view_save(request: HttpRequest) -> HttpResponse:
    """The list as it is shown is saved under a name."""
    asked = Asked.by(request.POST).first_page()
    try:
        view = desk_views.save(request.user, name=request.POST.get("name", ""), query=asked.query)
    except desk_views.ViewRefused as refused:
        return _list(request, str(refused), asked=asked, status=400)
    messages.success(request, _("Saved: %(name)s") % {"name": view.name})
    return redirect(asked.address())


@require_POST
@editors_only
def view_rename(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, lambda: desk_views.rename(request.user, pk, request.POST.get("name", "")))


@require_POST
@editors_only
def view_delete(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, lambda: desk_views.delete(request.user, pk))


def _change(request: HttpRequest, change: Callable[[], object]) -> HttpResponse:
    try:
        change()
    except DeskView.DoesNotExist:
        raise Http404 from None
    except desk_views.ViewRefused as refused:
        return _list(request, str(refused), status=400)
    return redirect("desk-views")


def _list(
    request: HttpRequest, refused: str = "", *, asked: Asked | None = None, status: int = 200
) -> HttpResponse:
    views = DeskView.objects.filter(editor=request.user.pk)
    context = {"views": views, "refused": refused, "asked": asked, "typed": request.POST.get("name", "")}
    return render(request, "carousel/desk/views.html", context, status=status)


def _fields(asked: Asked) -> list[Field]:
    """Each filter that is chosen from a list, in four queries: what is open decides what there is."""
    wanted = asked.wanted
    return [
        Field("stage", _("Stage"), wanted.stage, [Choice(*pair) for pair in Claim.Stage.choices]),
        Field("age", _("Waiting for"), wanted.age, [Choice(*pair) for pair in AGE_WORDS.items()]),
        Field("country", _("Country"), wanted.country, _countries()),
        Field("league", _("League"), wanted.league, _leagues()),
        Field("outlet", _("Outlet"), wanted.outlet, _outlets()),
        Field("language", _("Language"), wanted.language, _languages()),
    ]


def _countries() -> list[Choice]:
    counted = Rumour.objects.waiting().exclude(club__country="").values_list("club__country")
    found = [
        Choice(code, wording.country_in_words(code), count) for code, count in counted.annotate(n=Count("pk"))
    ]
    return sorted(found, key=lambda choice: choice.label)


def _leagues() -> list[Choice]:
    clubs = Rumour.objects.waiting().values("club")
    found = Competition.objects.filter(seasons__participations__club__in=clubs).distinct()
    return [Choice(league.slug, str(league)) for league in found.order_by("name")]


def _behind() -> QuerySet[RumourEvidence]:
    return RumourEvidence.objects.filter(rumour__in=Rumour.objects.waiting())


def _outlets() -> list[Choice]:
    named = _behind().filter(claim__article__outlet__isnull=False)
    named = named.values_list("claim__article__outlet__slug", "claim__article__outlet__name")
    counted = named.annotate(n=Count("rumour", distinct=True)).order_by("claim__article__outlet__name")
    return [Choice(slug, name, count) for slug, name, count in counted]


def _languages() -> list[Choice]:
    spoken = _behind().exclude(claim__article__language="").values_list("claim__article__language")
    counted = spoken.annotate(n=Count("rumour", distinct=True)).order_by("claim__article__language")
    return [Choice(code, wording.language_in_words(code), count) for code, count in counted]
