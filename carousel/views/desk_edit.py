"""Edit, then confirm; and the choice between two of one. Nothing is confirmed but what was shown."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from carousel import editorial, previewing, store
from carousel.edit_forms import EditForm
from carousel.models import Decision, Opinion, Rumour
from carousel.views import desk_conflict, desk_pane
from carousel.views.access import editors_only
from carousel.views.desk_answers import gone, refused, swap, vary, whole_page
from carousel.views.desk_asked import Asked
from carousel.views.desk_deciding import decided, sentence_of
from carousel.views.desk_pane import Pane
from carousel.views.desk_rejecting import rejected
from carousel.views.desk_shown import Shown, nothing_shown, shown, was_shown

Form = TypeVar("Form", bound=EditForm)

Verdict = Opinion.Verdict
RECORD, NEW = "record", "new"


class ChoiceForm(EditForm):
    """Which of two stands: what the record says, the new report, or both in one of their ways."""

    choice = forms.ChoiceField(choices=[(value, value) for value in (RECORD, NEW, *desk_conflict.KEYS)])
    seen_record = forms.CharField(required=False, max_length=100_000)
    seen_both = forms.CharField(required=False, max_length=100_000)
    seen_in_fact = forms.CharField(required=False, max_length=100_000)
    seen_on_paper = forms.CharField(required=False, max_length=100_000)


@require_POST
@editors_only
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The rumour is true, as it was put right: it closes, and what it foretold stands in the record."""

    def decide(form: EditForm) -> Decision:
        return _confirmed(request, pk, form, form.cleaned_data["seen_change"])

    return decided(
        request, pk, lambda rumour: _form(EditForm, request, rumour), decide, lambda _form: Verdict.CONFIRM
    )


@require_POST
@editors_only
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """One of two is taken, or both are kept; the decision names the other."""

    def decide(form: ChoiceForm) -> Decision:
        rumour = form.rumour
        if not rumour.is_conflict:
            raise editorial.MoveRefused(_("The two do not exclude each other any more. Look at it again."))
        choice, against = form.cleaned_data["choice"], desk_conflict.standing(rumour).claim
        if choice == RECORD:
            reason = Decision.Reason.KNOWN_FALSE
            return rejected(
                request, pk, form.cleaned_data["seen_record"], against=against, reason=reason, **_seen(form)
            )
        if choice == NEW:
            return _confirmed(request, pk, form, form.cleaned_data["seen_change"], against=against)
        ways = desk_conflict.ways_of(rumour)
        if choice not in ways:
            raise editorial.MoveRefused(_("These two cannot both be kept. Choose one of them."))
        seen = form.cleaned_data[f"seen_{choice}"]
        return _confirmed(request, pk, form, seen, against=against, **ways[choice])

    def verdict(form: ChoiceForm) -> str:
        return Verdict.REJECT if form.cleaned_data["choice"] == RECORD else Verdict.CONFIRM

    return decided(request, pk, lambda rumour: _form(ChoiceForm, request, rumour), decide, verdict)


@require_POST
@editors_only
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What confirming would change with what is typed; the pane, or the table alone while somebody types."""
    rumour = Rumour.objects.select_related("coach", "club").filter(pk=pk).first()
    if rumour is None:
        return gone(request)
    form, asked = _form(EditForm, request, rumour), Asked.by(request.POST)
    is_valid, at = form.is_valid(), timezone.now()
    if request.htmx and request.htmx.target == "change":
        told: Shown = nothing_shown(sentence_of(form))
        ways: tuple[desk_conflict.Way, ...] = ()
        if is_valid:
            with store.read_once():
                told = shown(rumour, request.user, at, **form.said())
                ways = desk_conflict.ways_shown(rumour, request.user, at, **form.said())
        context = {"pane": Pane(asked=asked, rumour=rumour, shown=told), "ways": ways}
        status = 200 if is_valid else 422
        return vary(render(request, "carousel/desk/_typed.html", context, status=status))
    if not is_valid:
        return refused(request, rumour, form, sentence_of(form), status=422 if request.htmx else 400)
    pane = desk_pane.pane(pk, editor=request.user, at=at, asked=asked, typed=request.POST, said=form.said())
    return swap(request, pane, [], None) if request.htmx else whole_page(request, asked, pane)


def _form(kind: type[Form], request: HttpRequest, rumour: Rumour) -> Form:
    return kind(request.POST, today=timezone.localdate(), rumour=rumour)


def _seen(form: EditForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("seen_revision", "note")}


def _confirmed(request: HttpRequest, pk: int, form: EditForm, token: str, **beside: Any) -> Decision:
    """The decision, if it changes what the page had shown; a form that shows nothing carries no token."""
    said = {**form.said(), **_seen(form), **beside}
    if not token:
        return editorial.confirm(pk, editor=request.user, at=timezone.now(), **said)
    fingerprint = was_shown(token).fingerprint
    return previewing.confirm_as_seen(pk, fingerprint, editor=request.user, at=timezone.now(), **said)
