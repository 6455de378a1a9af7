"""What stands in the head of a page for other machines: its address, its card, its facts."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# What JSON may hold and a script element may not.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
# The words of an address that make it another page, and not another view of the same.
KEPT = ("after", "q")


@register.simple_tag(takes_context=True)
def page_address(context: template.Context) -> SafeString:
    """The one address of the page, whatever switches it was opened with, and its card."""
    request = context.get("request")
    if request is None:
        return SafeString("")
    kept = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
    url = f"{settings.SITE_URL}{request.path}" + (f"?{urlencode(kept)}" if kept else "")
    return format_html(
        '<link rel="canonical" href="{}">\n<meta property="og:url" content="{}">\n'
        '<meta property="og:site_name" content="Carousel">\n<meta property="og:type" content="website">',
        url,
        url,
    )


@register.simple_tag
def linked_data(facts: dict) -> SafeString:
    """The facts as JSON-LD. A data block is no script: the content policy has nothing to allow."""
    text = json.dumps(facts, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
