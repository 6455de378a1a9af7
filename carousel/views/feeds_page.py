"""One feed at the desk: how it is, its checks and entries, its rules with their trial, and what to do."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.cleaning.text import one_line
from articles.feeds.models import Entry, Feed
from articles.keeping import outlet_named
from articles.models import Outlet
from carousel import feeding
from carousel.feeding import FeedRefused, Words
from carousel.views import feeds_rows
from carousel.views.access import editors_only
from carousel.views.paging import page_by_id

CHECKS, ENTRIES = 10, 30
SHORTEST, LONGEST = 5, 7 * 24 * 60  # minutes between two looks


@require_safe
@editors_only
def feed_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _feed(pk))


@require_POST
@editors_only
def feed_switch(request: HttpRequest, pk: int) -> HttpResponse:
    """On or off, as the button says, whatever it was before."""
    is_on = request.POST.get("is_on") == "1"
    _feed(pk)
    feed = feeding.switch(pk, is_on=is_on, at=timezone.now())
    said = _("“%(feed)s” is switched on.") if is_on else _("“%(feed)s” is switched off.")
    messages.success(request, said % {"feed": feed})
    return _back(request, feed)


@require_POST
@editors_only
def feed_ask(request: HttpRequest, pk: int) -> HttpResponse:
    feed = _feed(pk)
    try:
        feeding.ask_now(pk, at=timezone.now())
        messages.success(request, _("“%(feed)s” is asked in a moment.") % {"feed": feed})
    except FeedRefused as refused:
        messages.error(request, str(refused))
    return _back(request, feed)


@require_POST
@editors_only
def feed_readdress(request: HttpRequest, pk: int) -> HttpResponse:
    """The feed is asked at the address to which its site says that it has moved."""
    feed = _feed(pk)
    try:
        feed = feeding.accept_address(pk, request.POST.get("url", ""), at=timezone.now())
        messages.success(request, _("“%(feed)s” is asked at its new address from now on.") % {"feed": feed})
    except FeedRefused as refused:
        messages.error(request, str(refused))
    return redirect(feed)


@require_POST
@editors_only
def feed_move(request: HttpRequest, pk: int) -> HttpResponse:
    """The feed belongs to another outlet from now on."""
    feed, name = _feed(pk), one_line(request.POST.get("outlet", ""))
    outlet = outlet_named(name)
    if outlet is None:
        sentence = _("No outlet goes by “%(name)s”, or several do. Choose one from the list.") % {
            "name": name
        }
        return _page(request, feed, move_refusal=sentence, status=400)
    feeding.move(pk, outlet)
    messages.success(request, _("What it brings from now on is %(outlet)s's.") % {"outlet": outlet})
    return redirect(feed)


@require_POST
@editors_only
def feed_rules(request: HttpRequest, pk: int) -> HttpResponse:
    """The words are tried out on the last entries and shown; saved when that has been seen."""
    feed = _feed(pk)
    typed = {name: request.POST.get(name, "").replace("\0", "") for name in ("keep", "drop", "minutes")}
    try:
        words = Words(feeding.words_of(typed["keep"]), feeding.words_of(typed["drop"]))
        minutes = _minutes(typed["minutes"])
    except FeedRefused as refused:
        return _page(
            request, feed, typed=typed, rules_refusal=str(refused), status=422 if request.htmx else 400
        )
    if "save" not in request.POST:
        return _page(request, feed, typed=typed, trial=feeding.try_out(feed, words))
    feeding.set_rules(pk, words, interval_minutes=minutes)
    messages.success(request, _("Saved. What is announced from now on goes by these words."))
    return redirect(feed)


def _minutes(written: str) -> int | None:
    """How often the feed is looked at; none where that is left to how often it publishes."""
    written = written.strip()
    if not written:
        return None
    is_number = written.isascii() and written.isdecimal() and len(written) < 6
    if not is_number or not SHORTEST <= int(written) <= LONGEST:
        raise FeedRefused(
            _("The minutes between two looks are a number from %(least)d to %(most)d, or nothing.")
            % {"least": SHORTEST, "most": LONGEST}
        )
    return int(written)


def _feed(pk: int) -> Feed:
    return get_object_or_404(Feed.objects.select_related("outlet"), pk=pk)


def _back(request: HttpRequest, feed: Feed) -> HttpResponse:
    """To the list as it was shown, or to the page of the feed."""
    path, mark, query = request.POST.get("back", "").partition("?")
    listed = reverse("feeds")
    return redirect(f"{listed}{mark}{query}") if path == listed else redirect(feed)


def _page(
    request: HttpRequest,
    feed: Feed,
    *,
    typed: dict[str, str] | None = None,
    trial: list[feeding.Trial] | None = None,
    rules_refusal: str = "",
    move_refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The checks and the entries are paged each by a key of its own; always the same number of queries."""
    row = feeds_rows.rows_of([feed], at=timezone.now())[0]
    checks = page_by_id(feed.checks.all(), request.GET.get("checks", ""), CHECKS)
    entries = page_by_id(
        feed.entries.select_related("article").defer("text", "article__text", "article__regions"),
        request.GET.get("after", ""),
        ENTRIES,
    )
    context = {
        "row": row,
        "feed": feed,
        "checks": checks,
        "entries": entries,
        "waiting": feed.entries.filter(state=Entry.State.WAITING).count(),
        "outlets": Outlet.objects.order_by("name").values_list("name", flat=True),
        "typed": typed or _as_typed(feed),
        "trial": _summary(trial),
        "rules_refusal": rules_refusal,
        "move_refusal": move_refusal,
    }
    return render(request, "carousel/feeds/detail.html", context, status=status)


def _as_typed(feed: Feed) -> dict[str, str]:
    minutes = str(feed.interval_minutes or "")
    return {"keep": ", ".join(feed.keep_words), "drop": ", ".join(feed.drop_words), "minutes": minutes}


def _summary(trial: list[feeding.Trial] | None) -> dict | None:
    """How many would be let in, and first what would change."""
    if trial is None:
        return None
    lines = sorted(trial, key=lambda line: not line.differs)
    kept = sum(line.is_wanted for line in trial)
    changed = sum(line.differs for line in trial)
    return {"lines": lines, "tried": len(trial), "kept": kept, "changed": changed}
