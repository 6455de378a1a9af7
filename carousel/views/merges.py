"""Two records of one coach, or of one club: choose the other, see what would come of it, make them one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from carousel import join_previews, naming, searching
from carousel.editorial import MoveRefused
from carousel.merging import Known, forms_of
from carousel.models import Stint
from carousel.suggesting.looking import look
from carousel.views.access import editors_only
from carousel.views.desk_change import line_of
from carousel.views.desk_shown import fingerprint_in, signed
from carousel.views.merges_back import WayBack
from carousel.views.names_rows import MODELS, asked_of, choices_of

MOST = 10
SALT = "carousel.names.merge"


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def merge(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The record of the slug goes, and ``into`` stays."""
    if kind not in MODELS:
        raise Http404
    model = MODELS[kind]
    gone = model.objects.filter(slug=slug).first() or naming.led_to(model, slug)
    if gone is None:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    back = WayBack.by(asked)
    if gone.slug != slug:
        messages.info(request, _("This record is part of %(into)s already.") % {"into": gone})
        return redirect(reverse("merge", args=[kind, gone.slug]) + (f"?{back.query}" if back else ""))
    into = asked.get("into", "").replace("\0", "")
    if not into:
        return _choose(request, kind, gone, back)
    kept = get_object_or_404(model, slug=into)
    if request.method == "POST":
        return _merge(request, kind, gone, kept, back)
    return _confirm(request, kind, gone, kept, back)


def _choose(request: HttpRequest, kind: str, gone: Known, back: WayBack | None) -> HttpResponse:
    """The search for the other record, and who it may be."""
    words = searching.tidy(request.GET.get("q", ""))
    found = searching.named(type(gone), words) if len(words) >= searching.SHORTEST else ()
    looked = look(type(gone), [asked_of(gone)])[gone.pk]
    choices = [c for c in choices_of(kind, looked) if c.suggestion.candidate.id != gone.pk]
    context = {
        "kind": kind,
        "gone": gone,
        "words": words,
        "found": [named for named in found if named.record.pk != gone.pk],
        "choices": choices,
        "could_look": looked.could_look,
        "back": back,
    }
    return render(request, "carousel/names/choose.html", context)


def _confirm(
    request: HttpRequest, kind: str, gone: Known, kept: Known, back: WayBack | None, *, refusal: str = ""
) -> HttpResponse:
    """Both records side by side, and what the one that stays would be."""
    prospect = None
    try:
        prospect = join_previews.merge_foreseen(gone, kept, editor=request.user, at=timezone.now())
    except MoveRefused as refused:
        refusal = refusal or str(refused)
    sides = [_side(kind, gone), _side(kind, kept)]
    context: dict[str, Any] = {"kind": kind, "gone": gone, "kept": kept, "sides": sides}
    context |= {"prospect": prospect, "refusal": refusal, "back": back, "note": request.POST.get("note", "")}
    if prospect:
        context["lines"] = [line_of(change) for change in prospect.changes]
        context["token"] = signed(prospect.fingerprint, SALT)
    return render(request, "carousel/names/merge.html", context, status=409 if refusal else 200)


def _merge(request: HttpRequest, kind: str, gone: Known, kept: Known, back: WayBack | None) -> HttpResponse:
    """The two are one, as the page had shown it; whoever came from an item of the desk is back at it."""
    try:
        decision = join_previews.merge_as_seen(
            gone,
            kept,
            fingerprint_in(request.POST.get("seen_merge", ""), SALT),
            editor=request.user,
            at=timezone.now(),
            note=request.POST.get("note", "").replace("\0", ""),
        )
    except MoveRefused as refused:
        return _confirm(request, kind, gone, kept, back, refusal=str(refused))
    if back:
        return redirect(back.afterwards(kept, decision))
    said = _("%(gone)s is part of %(kept)s now. The list of decisions has the way back.")
    messages.success(request, said % {"gone": gone, "kept": kept})
    return redirect(kept)


def _side(kind: str, known: Known) -> dict[str, Any]:
    """What is on record of one of the two."""
    claims, rumours = naming.weight_of(known)
    stints = Stint.objects.filter(**{kind: known}).select_related("coach", "club").order_by("-started", "-pk")
    forms = [form for form in forms_of(known) if form != known.name]
    return {
        "known": known,
        "forms": forms,
        "claims": claims,
        "rumours": rumours,
        "stints": list(stints[:MOST]),
        "country": known.nationality if kind == "coach" else known.country,
    }
