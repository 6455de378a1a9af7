"""Bringing articles in by hand, reading them once more, and taking them back."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles.keeping import Submission
from articles.models import Article, Outlet
from carousel import door, editorial, reading, tasks
from carousel.forms import ArticleForm, RetractForm
from carousel.models import Decision
from carousel.views import reading_preview
from carousel.views.access import editors_only

REMEMBERED = 600  # seconds for which a page that was shown before it is kept is not fetched again
LONGEST_REMEMBERED = 100_000


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def article_new(request: HttpRequest) -> HttpResponse:
    """The form; sent, the article is kept and shown, whether it is new or was known already."""
    today = timezone.localdate()
    if request.method != "POST":
        return _form_page(request, ArticleForm(today=today))
    form = ArticleForm(request.POST, request.FILES, today=today)
    if "preview" in request.POST:
        form.is_valid()
        return _preview(request, form)
    if not form.is_valid():
        return _form_page(request, form, status=422 if request.htmx else 400)
    try:
        admission = door.bring_in(_as_seen(form.submission()), at=timezone.now())
    except door.Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return _form_page(request, form, status=422 if request.htmx else 400)
    if admission.is_new:
        messages.success(request, _("New. It is kept and will be read in a moment."))
    else:
        messages.info(request, _("Known already: this is what is there."))
    if form.note:
        messages.info(request, form.note)
    return redirect(admission.article)


@require_POST
@editors_only
def article_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """An article that could not be read waits to be read once more."""
    article = get_object_or_404(Article, pk=pk)
    if article.state == Article.State.READ:
        messages.info(request, _("It has been read already."))
        return redirect(article)
    with transaction.atomic():
        reading.read_again(pk)
        transaction.on_commit(partial(tasks.read_article.delay, pk), robust=True)
    messages.success(request, _("It will be read once more in a moment."))
    return redirect(article)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def article_retract(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked once more, the article and all that rested on it alone are out of the record."""
    article = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    form = RetractForm(request.POST if request.method == "POST" else None)
    refusal, status = "", 400 if form.errors else 200
    if form.is_valid():
        try:
            editorial.retract(pk, editor=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Retracted. It can be undone under Decisions."))
            return redirect(article)
        except editorial.MoveRefused as refused:
            refusal, status = str(refused), 409
    context = {"article": article, "form": form, "refusal": refusal, "reasons": Decision.Reason.choices}
    return render(request, "carousel/articles/new_retract.html", context, status=status)


def filled_page(request: HttpRequest, given: Submission) -> HttpResponse:
    """The form with what somebody shared, and what would be read of its text; nothing is fetched."""
    form = ArticleForm(today=timezone.localdate())
    typed = {"url": given.url, "title": given.title, "text": given.text}
    return _page(request, form, typed, reading_preview.of(given))


def _form_page(
    request: HttpRequest, form: ArticleForm, *, shown: Submission | None = None, status: int = 200
) -> HttpResponse:
    """Everything typed stands where it was; the text of a file stands in the field for text."""
    typed = {name: request.POST.get(name, "") for name in form.fields if name != "upload"}
    preview = reading_preview.NOTHING
    if form.is_bound:
        preview = reading_preview.of(shown or form.submission())
        typed["text"] = typed["text"] if typed["text"].strip() else form.submission().text
    return _page(request, form, typed, preview, status=status)


def _page(
    request: HttpRequest,
    form: ArticleForm,
    typed: dict[str, str],
    preview: reading_preview.Preview,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "typed": typed,
        "preview": preview,
        "note": form.note,
        "outlets": Outlet.objects.order_by("name").values_list("name", flat=True),
    }
    response = render(request, "carousel/articles/new.html", context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _preview(request: HttpRequest, form: ArticleForm) -> HttpResponse:
    """What would be read; a form with mistakes is read as far as it makes sense.

    An address is fetched where somebody pressed the button, not while it is typed.
    """
    if not request.htmx:
        return _form_page(request, form, shown=_looked_up(form))
    preview = reading_preview.of(form.submission())
    context = {"preview": preview, "note": form.note}
    return render(request, "carousel/articles/new_preview.html", context)


def _looked_up(form: ArticleForm) -> Submission | None:
    """What the page at the given address says, remembered so that saving does not fetch it again."""
    given = form.submission()
    if not given.url or given.text.strip() or "url" in form.errors:
        return None
    try:
        found = door.looked_up(_as_seen(given))
    except door.Refused as refused:
        form.add_error("url", str(refused))
        return None
    if len(found.text) <= LONGEST_REMEMBERED:
        cache.set(_key(given.url), found, REMEMBERED)
    return found


def _as_seen(given: Submission) -> Submission:
    """The submission with the page that was shown of it, if one was; what the form says goes first."""
    if not given.url or given.text.strip():
        return given
    seen = cache.get(_key(given.url))
    if seen is None:
        return given
    found = replace(seen, title=given.title or seen.title, outlet=given.outlet or seen.outlet)
    if given.published_on:
        found = replace(found, published_on=given.published_on, published_at=None, published_from="given")
    return found


def _key(url: str) -> str:
    return f"page-shown-{hashlib.sha256(url.encode('utf-8', 'replace')).hexdigest()}"
