"""The first address that no other record has. Pure."""

from __future__ import annotations

from collections.abc import Container
from itertools import count


def first_free(base: str, taken: Container[str]) -> str:
    """``base``, else ``base-2``, ``base-3`` and so on: the first that is not taken."""
    if base not in taken:
        return base
    return next(slug for number in count(2) if (slug := f"{base}-{number}") not in taken)
