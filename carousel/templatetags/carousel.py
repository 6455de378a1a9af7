"""What the pages are set with: the record's words, its status signs, ladders and evidence."""

from __future__ import annotations

from datetime import date
from html import unescape
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from articles.models import Claim
from articles.paths import path_of
from carousel import wording
from carousel.addresses import address_on, on_day
from carousel.charts import shares
from carousel.fragments import address_of
from carousel.models import ErrorReport
from carousel.permissions import is_editor
from carousel.record.days import Days
from carousel.views import signs
from carousel.views.evidence import Basis
from carousel.views.sorting import Order

register = template.Library()

MARK_WORDS = {
    "coach": gettext_lazy("coach"),
    "club": gettext_lazy("club"),
    "cue": gettext_lazy("cue"),
    "date": gettext_lazy("date"),
    "source": gettext_lazy("source"),
}
# Pages of the desk show what waits, never the record as it stood.
WITHOUT_EDITIONS = ("desk", "article-new")
LONGEST_ADDRESS = ErrorReport._meta.get_field("path").max_length or 0
LONGEST_ROW = ErrorReport._meta.get_field("row").max_length or 0
# What is left of it for the id of a row.
LONGEST_PLACE = 60

register.filter("reading", wording.reading_in_words)
register.filter("language_name", wording.language_in_words)
register.filter("country_name", wording.country_in_words)
register.filter("long_day", wording.long_day_in_words)
register.filter("moment", wording.moment_in_words)
register.filter("hour", wording.hour_in_words)


def _days(when: Days | date | None) -> Days | None:
    return Days.on(when) if isinstance(when, date) else wording.of_range(when)


@register.filter
def in_words(when: Days | date | None) -> str:
    """A time of the record, a range of the database or a day, in words; unknown is "not on record"."""
    return wording.days_in_words(_days(when))


@register.filter
def after_preposition(when: Days | date | None) -> str:
    """As ``in_words``, to stand behind "until", "since", "to" and the like."""
    return wording.days_after_preposition(_days(when))


@register.filter
def count_words(count) -> str:
    """A number, or the fewest and most that it can be."""
    return wording.count_in_words(count)


@register.filter
def days_counted(count) -> str:
    """As ``count_words``, with its unit."""
    return wording.days_counted(count)


@register.filter
def days_unit(count) -> str:
    """What stands behind ``count_words`` where days are counted."""
    return wording.unit_of_days(count)


@register.filter
def towards(order: Order, key: str) -> str:
    """What stands in the address of a heading: the table sorted by it, or the other way if it is already."""
    return str(order.towards(key))


@register.simple_tag
def when(time: Days | date | None) -> SafeString:
    """A time in words; a day known exactly is marked up as one."""
    return signs.time(_days(time))


@register.simple_tag
def when_after_preposition(time: Days | date | None) -> SafeString:
    """As ``when``, to stand behind "until", "since", "to" and the like."""
    return signs.time(_days(time), wording.days_after_preposition)


@register.simple_tag(takes_context=True)
def address(context: template.Context, thing) -> str:
    """Where a coach, club, rumour or outlet stands, or the page of a name, in the edition being read."""
    day = past_day(context)
    return on_day(reverse(thing), day) if isinstance(thing, str) else address_on(thing, day)


@register.simple_tag(takes_context=True)
def nav_link(context: template.Context, name: str, label: str) -> SafeString:
    """A place in the navigation, marked where the reader is in it."""
    request = context["request"]
    url = path_of(name)
    is_here = request.path == url or (url != "/" and request.path.startswith(url))
    address_then = url if name in WITHOUT_EDITIONS else address(context, name)
    if is_here:
        return format_html('<a href="{}" aria-current="page">{}</a>', address_then, label)
    return format_html('<a href="{}">{}</a>', address_then, label)


@register.simple_tag(takes_context=True)
def reader_is_editor(context: template.Context) -> bool:
    request = context.get("request")
    return request is not None and hasattr(request, "user") and is_editor(request.user)


@register.inclusion_tag("carousel/parts/_dateline.html", takes_context=True)
def dateline(context: template.Context, out_of_band: bool = False) -> dict:
    """The day that the page shows, and the ways to another: a field, a slider over days of change, links.

    A page that has the slider elsewhere says so with ``slider_in_page``.
    """
    request = context["request"]
    today = context.get("today") or timezone.localdate()
    past, halts = past_day(context), context.get("halts")
    # The key of a page of a list means another place on another day.
    others = [(key, value) for key, value in request.GET.items() if key not in ("as_of", "after")]

    def on(day: date | None) -> str:
        return f"{request.path}?{urlencode([*others, ('as_of', day.isoformat())])}" if day else ""

    as_asked = f"?{urlencode(others)}" if others else ""
    return {
        "halts": halts,
        "has_slider": halts is not None and not context.get("slider_in_page"),
        "earlier": on(halts.earlier) if halts else "",
        "later": on(halts.later) if halts else "",
        "as_it_stands": request.path + as_asked,
        "day": past or today,
        "today": today,
        "is_past": past is not None,
        "out_of_band": out_of_band,
        "path": request.path,
        "others": others,
        "printed": settings.SITE_URL + (on(past) if past else request.path + as_asked),
    }


@register.simple_tag
def status(kind: str, text: str = "") -> SafeString:
    """A status with its sign and its word: confirmed, fact, rumour, ended, rejected, conflict, and so on."""
    return signs.status(kind, text)


@register.simple_tag
def ladder(rumour) -> SafeString:
    """The stops that a rumour climbed, and the one that it reached. Takes a fact of the record or a row."""
    return signs.ladder(rumour.direction, rumour.stage, rumour.status)


@register.simple_tag
def likelihood(found, name: str = "") -> SafeString:
    """The number, "88 in 100"; with a name that is the page's own also its ruler."""
    ruler = shares.ruler(found.points, f"ruler-{name}") if name else ""
    return format_html('<span class="likelihood">{}{}</span>', signs.in_100(found.points), ruler)


@register.simple_tag(takes_context=True)
def likelihood_link(context: template.Context, row) -> SafeString:
    """The number of a rumour in a list, which leads to the parts that it adds up from."""
    return _led_on("likelihood", signs.in_100(row.likelihood.points), _address_in(context, row, "h-why"))


@register.simple_tag(takes_context=True)
def likelihood_left(context: template.Context, points: int, row) -> SafeString:
    """What the names of a seat leave for somebody else; it leads to the parts of the first of them."""
    return _led_on("likelihood", signs.in_100(points), _address_in(context, row, "h-why"))


@register.simple_tag(takes_context=True)
def movement(context: template.Context, row) -> SafeString:
    """How a likelihood has moved, with a sign and in words: "+12 since 1 Nov, was candidate".

    It leads to how the rumour climbed, where it has a page.
    """
    moved = row.likelihood.moved
    return _led_on(f"movement is-{moved.way}", signs.movement(moved), _address_in(context, row, "h-climb"))


@register.filter
def role_words(role: str) -> str:
    return wording.role_in_words(role)


@register.filter
def arrangement_words(arrangement: str) -> str:
    return wording.arrangement_in_words(arrangement)


@register.filter
def stage_words(rumour) -> str:
    """The word beside the ladder."""
    return wording.stage_in_words(rumour.stage)


@register.filter
def mark_name(kind: str) -> str:
    """What a mark in a text stands for."""
    return str(MARK_WORDS[kind])


@register.filter
def ending_words(rumour) -> str:
    return wording.ending_in_words(rumour.status, rumour.by, rumour.stage, rumour.direction)


@register.simple_tag
def basis(rumour) -> str:
    """What a rumour rests on: "2 independent sources, 5 articles". Takes a fact of the record or a row."""
    return str(_basis(rumour))


def _basis(rumour) -> Basis:
    if hasattr(rumour, "origins"):
        return Basis(len(rumour.origins), len(rumour.articles))
    return Basis(rumour.origin_count, rumour.article_count)


@register.simple_tag
def evidence_marker(number: int) -> SafeString:
    """The number of a passage at the foot of the page, which opens beside it where a script can."""
    return signs.evidence_marker(number)


@register.inclusion_tag("carousel/parts/_passage.html", takes_context=True)
def passage(context: template.Context, claim: Claim, number: int | None = None) -> dict:
    """The sentence that something rests on, with who printed it, when, and how it was read."""
    article = claim.article
    return {
        "claim": claim,
        "article": article,
        "number": number,
        "echo_of": _echo_of(claim),
        "is_rumour": claim.kind in ("candidacy", "pressure"),
        "as_of": past_day(context),
        "live_address": _address_of_passage(claim),
    }


@register.simple_tag
def live_address(claim: Claim) -> str:
    """The claim's passage on the outlet's own page; empty where the article has no address."""
    return _address_of_passage(claim)


@register.simple_tag(takes_context=True)
def report_form(context: template.Context) -> SafeString:
    """The form that the flags of the page's rows send: the page, with all that the reader chose on it.

    Where that is too long to be kept with a row's place, the page is told with the day alone.
    """
    request, past = context["request"], past_day(context)
    queries = (request.GET.urlencode(), urlencode({"as_of": past.isoformat()}) if past else "")
    pages = [request.path + (f"?{query}" if query else "") for query in queries]
    return format_html(
        '<form id="report" action="{}" hidden><input type="hidden" name="about" value="{}"></form>',
        path_of("report-new"),
        pages[len(pages[0]) + LONGEST_PLACE > LONGEST_ADDRESS],
    )


@register.simple_tag
def report_row(row: str, anchor: str = "", title: str = "") -> SafeString:
    """The small flag by which a reader reports an error in one row; ``row`` says in words which it is.

    ``anchor`` is the row's id on the page, so that whoever answers finds it; ``title`` is what the flag is
    called where the row needs fewer words beside its table.
    """
    row = unescape(str(row))  # a translated sentence comes escaped, and is escaped again where it is set
    # A page has a hundred of them: the page stands once in the form, and the style sheet draws the flag.
    # The word joiner keeps it on the line of the last word; the span stands for both in a row of boxes.
    return format_html(
        '<span>\u2060<button class="report-row" form="report" name="at" value="{}#{}" title="{}">'
        "</button></span>",
        anchor[:LONGEST_PLACE],
        row[:LONGEST_ROW],
        gettext("Report an error: %(row)s") % {"row": title or row},
    )


@register.simple_tag(takes_context=True)
def outlet_reports(
    context: template.Context, outlet, stage: str = "", which: str = "", reason: str = ""
) -> str:
    """Where the reports stand that an outlet's track record counts, of the stage or of all."""
    past = past_day(context)
    given = {"stage": stage, "which": which, "reason": reason, "as_of": past.isoformat() if past else ""}
    query = urlencode({name: value for name, value in given.items() if value})
    return reverse("outlet-reports", args=[outlet.slug]) + (f"?{query}" if query else "")


@register.simple_tag(takes_context=True)
def basis_link(context: template.Context, row, brief: bool = False) -> SafeString:
    """What a rumour rests on, which leads to who said what; plain words where it has no page yet.

    In brief the articles are named only where they are more than the sources; the link is called in full.
    """
    rests_on = _basis(row.fact)
    words = rests_on.brief if brief else str(rests_on)
    if row.pk is None:
        return format_html("{}", words)
    called = format_html(' aria-label="{}"', rests_on) if words != str(rests_on) else ""
    return format_html('<a class="count" href="{}#h-claims"{}>{}</a>', address(context, row), called, words)


@register.inclusion_tag("carousel/parts/_told_by.html", takes_context=True)
def told_by(context: template.Context, told, with_sentence: bool = False, with_count: bool = True) -> dict:
    """What a start or an end rests on, which leads to every report of it; nothing where no article tells.

    ``with_sentence`` also leads to the strongest of them, on a page that does not print it at its foot. How
    many tell of it is left out where the same row says so already.
    """
    past = past_day(context)
    return {
        "told": told,
        "with_count": with_count,
        "every_report": on_day(f"{told.coach.get_absolute_url()}?reports=1", past) + f"#{told.anchor}"
        if told
        else "",
        "sentence": f"{address_on(told.claim.article, past)}#claim-{told.claim.pk}"
        if told and with_sentence
        else "",
    }


@register.simple_tag
def arrow(kind: str = "fact", label: str = "") -> SafeString:
    """A move: solid for what happened, dotted for what is said."""
    return signs.arrow(kind, label)


@register.simple_tag
def swatch(club) -> SafeString:
    """The club's colours, as its bars are drawn."""
    return signs.swatch(club.colour1, club.colour2)


def past_day(context: template.Context) -> date | None:
    """The day of the edition that the page shows, where that is an earlier one than today's."""
    edition = context.get("edition")
    if edition is not None:
        return edition.day if edition.is_past else None
    return context.get("as_of")


def _address_in(context: template.Context, row, anchor: str) -> str:
    """A place on the rumour's page; empty for one that has no page yet."""
    return f"{address(context, row)}#{anchor}" if row.pk else ""


def _led_on(css: str, words: SafeString, url: str) -> SafeString:
    """The words, as a link where they lead on."""
    if not url:
        return format_html('<span class="{}">{}</span>', css, words)
    return format_html('<a class="{}" href="{}">{}</a>', css, url, words)


def _echo_of(claim: Claim) -> str:
    """The outlet whose report the article repeats; empty where it cites itself or nobody."""
    if claim.source_outlet_id is None:
        return claim.source
    return "" if claim.source_outlet_id == claim.article.outlet_id else claim.source_outlet.name


def _address_of_passage(claim: Claim) -> str:
    """The article's own page at the passage; a text that was left out is not fetched for it."""
    article, field = claim.article, "title" if claim.part == Claim.Part.TITLE else "text"
    whole = "" if field in article.get_deferred_fields() else getattr(article, field)
    if whole[claim.start : claim.end] != claim.passage:
        return address_of(article.url, claim.passage, 0, len(claim.passage))
    return address_of(article.url, whole, claim.start, claim.end)
