"""What stands in the head of a page for other machines: its address, its card, its facts."""

from __future__ import annotations

import json

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info, gettext

from carousel import languages
from carousel.cards import canvas
from carousel.templatetags.carousel import past_day

register = template.Library()

# What JSON may hold and a script element may not.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
# The words of an address that make it another page, and not another view of the same.
KEPT = ("after", "only", "posts", "rumours", "reports", "stints", "table", "q")


@register.simple_tag(takes_context=True)
def page_address(context: template.Context) -> SafeString:
    """The one address of the page, whatever switches it was opened with, and its twins in other languages.

    A page as it stood on some day is no page of its own for search engines, and has no twins.
    """
    request = context.get("request")
    if request is None:
        return SafeString("")
    site = settings.SITE_URL
    kept = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
    url = site + languages.address(request.path, languages.asked(request), **kept)
    twins = [] if "as_of" in request.GET else [("x-default", ""), *((code, code) for code in languages.CODES)]
    here = get_language() or settings.LANGUAGE_CODE
    return mark_safe(
        "\n".join(
            [
                format_html('<link rel="canonical" href="{}">', url),
                *(
                    format_html(
                        '<link rel="alternate" hreflang="{}" href="{}">',
                        name,
                        site + languages.address(request.path, code, **kept),
                    )
                    for name, code in twins
                ),
                format_html('<meta property="og:url" content="{}">', url),
                '<meta property="og:site_name" content="Carousel">',
                '<meta property="og:type" content="website">',
                format_html('<meta property="og:locale" content="{}">', languages.LOCALES.get(here, here)),
            ]
        )
    )


@register.simple_tag(takes_context=True)
def page_words(context: template.Context) -> SafeString:
    """What the page is about, for a search engine and for whoever shares it; of most the site's own card.

    ``about`` is what `carousel.views.described` says of the page; a page without it says nothing.
    """
    about = context.get("about")
    if about is None:
        return SafeString("")
    said = format_html(
        '<meta name="description" content="{}">\n<meta property="og:description" content="{}">\n',
        about.sentence,
        about.sentence,
    )
    if not about.title:
        return said
    what = gettext("Carousel: who coaches whom, with the sentence behind each line")
    return said + _card(about.title, languages.address(reverse("site-card"), get_language() or ""), what)


@register.simple_tag(takes_context=True)
def page_card(context: template.Context, name: str, title: str, *args, about: str = "") -> SafeString:
    """The picture that goes with the page where somebody shares it, in the language and of the day shown."""
    day = past_day(context)
    kept = {"as_of": day.isoformat()} if day else {}
    alt = about or gettext("%(name)s: a timeline drawn from the record") % {"name": title}
    return _card(title, languages.address(reverse(name, args=args), get_language() or "", **kept), alt)


def _card(title: str, address: str, alt: str) -> SafeString:
    said = {
        "og:title": title,
        "og:image": settings.SITE_URL + address,
        "og:image:type": "image/png",
        "og:image:width": canvas.WIDTH,
        "og:image:height": canvas.HEIGHT,
        "og:image:alt": alt,
    }
    return format_html(
        '{}\n<meta name="twitter:card" content="summary_large_image">',
        format_html_join("\n", '<meta property="{}" content="{}">', said.items()),
    )


@register.simple_tag(takes_context=True)
def rumour_card(context: template.Context, row, pk: int) -> SafeString:
    """What is only said is called a rumour, in the title and in the words for the picture."""
    names = {"coach": row.coach.name, "club": row.club.called}
    if row.fact.status == "confirmed":
        title, about = (
            f"{row.coach.name}, {row.club.called}",
            gettext("Confirmed: %(coach)s, %(club)s") % names,
        )
    else:
        title = gettext("Rumour: %(coach)s, %(club)s") % names
        about = gettext("A rumour, not a fact: %(coach)s, %(club)s, with the stages that it reached") % names
    return page_card(context, "rumour-card", title, pk, about=about)


@register.simple_tag(takes_context=True)
def feed_of_page(context: template.Context, name: str, *args) -> SafeString:
    """Where a program that reads feeds finds the page's own, in the language that the address asks for."""
    return format_html(
        '<link rel="alternate" type="application/atom+xml" title="{}" href="{}">',
        gettext("What is new, as a feed"),
        _feed(context, name, *args),
    )


@register.simple_tag(takes_context=True)
def feed_link(context: template.Context, name: str, *args) -> SafeString:
    """The same for readers, at the foot."""
    return format_html('<a href="{}">{}</a>', _feed(context, name, *args), gettext("Feed"))


def _feed(context: template.Context, name: str, *args) -> str:
    return languages.address(reverse(name, args=args), languages.asked(context["request"]))


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> SafeString:
    """The same page in each language, as search engines find it."""
    given, here = context["request"].GET.copy(), get_language()
    links = []
    for code in languages.CODES:
        given[languages.WORD] = code
        links.append(
            format_html(
                '<a href="?{}" lang="{}" hreflang="{}" aria-label="{}"{}>{}</a>',
                given.urlencode(),
                code,
                code,
                get_language_info(code)["name_local"],
                mark_safe(' aria-current="true"') if code == here else "",
                code.upper(),
            )
        )
    return SafeString("".join(links))


@register.simple_tag
def linked_data(facts: dict) -> SafeString:
    """The facts as JSON-LD. A data block is no script: the content policy has nothing to allow."""
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
