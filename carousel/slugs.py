"""What the address of a record is made of, and the first that no other record has. Pure."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

from django.utils.text import slugify

from articles.extraction.fold import fold


def slug_of(name: str, longest: int) -> str:
    """The name as an address writes it: letters that are no plain ones as those nearest to them, ø as o."""
    return slugify(fold(name))[:longest]


def first_free(base: str, taken: Container[str]) -> str:
    """``base``, else ``base-2``, ``base-3`` and so on: the first that is not taken."""
    if base not in taken:
        return base
    return next(slug for number in count(2) if (slug := f"{base}-{number}") not in taken)
