"""The rows of the desk's list. Each is set once: most stand there again when the page is loaded anew."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from carousel.views.desk_rows import Row

register = template.Library()
MOST_KEPT = 4000


@register.simple_tag
def desk_row(row: Row, current: str, out_of_band: bool = False) -> SafeString:
    """One row of the list; ``current`` is the name of the one whose item stands beside it."""
    return _set(row, row.name == current, out_of_band, get_language())


@lru_cache(MOST_KEPT)
def _set(row: Row, is_current: bool, out_of_band: bool, _language: str) -> SafeString:
    """A row is all that it is made of, with the language of the page: the same is always set alike."""
    said = {"row": row, "current": row.name if is_current else "", "out_of_band": out_of_band}
    return get_template("carousel/desk/_row.html").render(said)
