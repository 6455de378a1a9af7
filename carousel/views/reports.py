"""A reader reports an error and gets an answer page; editors answer at the desk."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from carousel import reporting
from carousel.editorial import MoveRefused
from carousel.models import ErrorReport
from carousel.views.access import editors_only
from carousel.views.pages import render_page
from carousel.views.paging import page_by_id


class ReportForm(forms.Form):
    about = forms.CharField(max_length=300, widget=forms.HiddenInput)
    row = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    wrong = forms.CharField(label=gettext_lazy("What is wrong?"), max_length=1000, widget=forms.Textarea)
    source = forms.CharField(
        label=gettext_lazy("Where does it say so? An address, a paper and its day"),
        max_length=500,
        required=False,
    )
    # People do not see this field; programs fill in whatever there is.
    website = forms.CharField(required=False)

    def clean_about(self) -> str:
        """A page of this site on some day, with the row's place on it, and no other address."""
        given = self.cleaned_data["about"]
        try:
            parts = urlsplit(given)
            resolve(parts.path)
        except (Http404, ValueError):
            parts = None
        if parts is None or parts.scheme or parts.netloc:
            raise forms.ValidationError(_("This is no page of this site."))
        return given


@require_http_methods(["GET", "HEAD", "POST"])
def report_new(request: HttpRequest) -> HttpResponse:
    """The form for the page ``about`` and the row on it; a sent one leads to the page of its answer."""
    form = ReportForm(request.POST or None, initial=_reported(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            if given["website"]:
                return redirect("today")
            try:
                made = reporting.report(
                    path=given["about"],
                    row=given["row"],
                    wrong=given["wrong"],
                    source=given["source"],
                    at=timezone.now(),
                )
                return redirect(made)
            except reporting.TooMany as refused:
                form.add_error(None, str(refused))
                status = 429
    return render_page(request, "carousel/reports/new.html", {"form": form}, status=status)


def _reported(request: HttpRequest) -> dict[str, str]:
    """The page, and the row on it where a flag was pressed, which names its place and its words: ``at``."""
    about, row = (request.GET.get(name, "") for name in ("about", "row"))
    place, has_place, words = request.GET.get("at", "").partition("#")
    return {"about": f"{about}#{place}" if place else about, "row": words if has_place else row}


@require_safe
def report_detail(request: HttpRequest, token) -> HttpResponse:
    """What the reader wrote, and what an editor answered; known to whoever has the address."""
    found = get_object_or_404(ErrorReport, token=token)
    return render_page(request, "carousel/reports/detail.html", {"report": found})


@require_safe
@editors_only
def report_list(request: HttpRequest) -> HttpResponse:
    """Reports that wait, or with ``?state=answered`` those that were answered, the newest first."""
    is_answered = request.GET.get("state") == "answered"
    found = ErrorReport.objects.select_related("answered_by")
    found = found.exclude(state="open") if is_answered else found.filter(state="open")
    page = page_by_id(found, request.GET.get("after", ""))
    return render(request, "carousel/reports/list.html", {"page": page, "is_answered": is_answered})


@require_POST
@editors_only
def report_answer(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        reporting.answer(
            pk,
            state=request.POST.get("state", ""),
            words=request.POST.get("answer", "").replace("\0", ""),
            editor=request.user,
            at=timezone.now(),
        )
    except ErrorReport.DoesNotExist:
        raise Http404 from None
    except MoveRefused as refused:
        page = page_by_id(ErrorReport.objects.filter(state="open"), "")
        context = {"page": page, "is_answered": False, "refused": str(refused), "refused_pk": pk}
        context["typed"] = request.POST.get("answer", "")
        return render(request, "carousel/reports/list.html", context, status=409)
    return redirect("reports")
