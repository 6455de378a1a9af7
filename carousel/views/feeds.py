"""Feeds at the desk: the list of all, finding and adding, and lists of other readers in and out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from articles.cleaning.text import one_line
from articles.feeds.discovery import FoundFeed
from articles.feeds.opml import MOST_BYTES, NotOpml, read_opml, write_opml
from articles.keeping import outlet_at, outlet_named
from articles.models import Outlet
from carousel import feeding
from carousel.feeding import FeedRefused
from carousel.views import feeds_rows
from carousel.views.access import editors_only
from carousel.views.feeds_page import (  # noqa: F401
    feed_ask,
    feed_detail,
    feed_move,
    feed_readdress,
    feed_rules,
    feed_switch,
)

MOST_FOUND = 40


@require_safe
@editors_only
def feed_list(request: HttpRequest) -> HttpResponse:
    """All feeds by outlet, a page at a time."""
    return _list_page(request)


@require_POST
@editors_only
def feed_find(request: HttpRequest) -> HttpResponse:
    """What a site offers, to choose from; nothing is kept yet."""
    url = request.POST.get("url", "").replace("\0", "").strip()
    try:
        found = feeding.find(url)[:MOST_FOUND]
    except FeedRefused as refused:
        return _list_page(request, refusal=str(refused), typed=url, status=_bad(request))
    outlet = outlet_at(found[0].url)
    return _choose_page(request, found, outlet_name=outlet.name if outlet else "")


@require_POST
@editors_only
def feed_add(request: HttpRequest) -> HttpResponse:
    """The chosen feeds are kept; a single one is shown at once."""
    found = _offered(request)
    chosen = [feed for number, feed in enumerate(found, 1) if str(number) in request.POST.getlist("choose")]
    name = one_line(request.POST.get("outlet", ""))
    is_on = request.POST.get("is_on") == "1"
    try:
        if not chosen:
            raise FeedRefused(_("Choose at least one feed."))
        outlet = _outlet(name)
        added = [
            feeding.add(feed.url, title=feed.title, outlet=outlet, is_on=is_on, at=timezone.now())
            for feed in chosen
        ]
    except FeedRefused as refused:
        again = {"outlet_name": name, "is_on": is_on, "refusal": str(refused), "status": _bad(request)}
        return _choose_page(request, found, chosen=chosen, **again)
    new = sum(one.is_new for one in added)
    if new:
        messages.success(request, ngettext("%(n)s feed added.", "%(n)s feeds added.", new) % {"n": new})
    if new < len(added):
        messages.info(request, _("What was known already stays as it is."))
    return redirect(added[0].feed if len(added) == 1 else "feeds")


@require_POST
@editors_only
def feed_import(request: HttpRequest) -> HttpResponse:
    """The feeds of an OPML file are kept, switched off."""
    given = request.FILES.get("opml")
    try:
        listed = read_opml(given.read(MOST_BYTES + 1)) if given else []
    except NotOpml as wrong:
        return _list_page(request, list_refusal=str(wrong), status=_bad(request))
    if not listed:
        sentence = _("There is no feed in that file.") if given else _("Choose an OPML file.")
        return _list_page(request, list_refusal=sentence, status=_bad(request))
    done = feeding.import_list(listed)
    new = ngettext("%(n)s new feed, switched off.", "%(n)s new feeds, switched off.", done.new)
    known = ngettext("%(n)s was known already.", "%(n)s were known already.", done.known)
    said = [new % {"n": done.new}] + ([known % {"n": done.known}] if done.known else [])
    if done.outlets:
        entered = ngettext(
            "%(n)s outlet was entered for them, as weak.",
            "%(n)s outlets were entered for them, as weak.",
            done.outlets,
        )
        said.append(entered % {"n": done.outlets})
    messages.success(request, " ".join(said))
    return redirect("feeds")


@require_safe
@editors_only
def feed_export(request: HttpRequest) -> HttpResponse:
    """All feeds as OPML."""
    body = write_opml(feeding.listed(), title=_("The feeds of Carousel"))
    headers = {"Content-Disposition": 'attachment; filename="feeds.opml"'}
    return HttpResponse(body, content_type="text/x-opml; charset=utf-8", headers=headers)


def _outlet(name: str) -> Outlet | None:
    """The outlet of that name; none where none is named. Raises `FeedRefused`."""
    outlet = outlet_named(name)
    if name and outlet is None:
        raise FeedRefused(
            _("No outlet goes by “%(name)s”, or several do. Choose one from the list or leave it empty.")
            % {"name": name},
            "outlet",
        )
    return outlet


def _offered(request: HttpRequest) -> list[FoundFeed]:
    """The feeds that the form was filled with, in their order."""
    urls, titles = request.POST.getlist("feed_url"), request.POST.getlist("feed_title")
    pairs = list(zip(urls, titles, strict=False))[:MOST_FOUND]
    return [FoundFeed(url.replace("\0", ""), one_line(title)[:300]) for url, title in pairs]


def _choose_page(
    request: HttpRequest,
    found: list[FoundFeed],
    *,
    chosen: list[FoundFeed] | None = None,
    outlet_name: str = "",
    is_on: bool = True,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    ticked = found[:1] if chosen is None else chosen
    context = {
        "found": [(number, feed, feed in ticked) for number, feed in enumerate(found, 1)],
        "outlet_name": outlet_name,
        "outlets": Outlet.objects.order_by("name").values_list("name", flat=True),
        "is_on": is_on,
        "refusal": refusal,
    }
    return render(request, "carousel/feeds/choose.html", context, status=status)


def _list_page(
    request: HttpRequest, *, refusal: str = "", list_refusal: str = "", typed: str = "", status: int = 200
) -> HttpResponse:
    show = request.GET.get("show", "all")
    show = show if show in feeds_rows.SHOWN else "all"
    page = feeds_rows.feed_list(show, request.GET.get("after", ""), at=timezone.now())
    labels = {
        "all": _("All feeds"),
        "on": _("Switched on"),
        "failing": _("Failing"),
        "off": _("Switched off"),
    }
    counted = feeds_rows.counts()
    context = {
        "groups": page.groups,
        "after": page.after,
        "filters": [(name, label, counted[name], name == show) for name, label in labels.items()],
        "refusal": refusal,
        "list_refusal": list_refusal,
        "typed": typed,
    }
    response = render(request, "carousel/feeds/list.html", context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _bad(request: HttpRequest) -> int:
    return 422 if request.htmx else 400
