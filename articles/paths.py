"""The paths of pages that show one row each. A page names a hundred of them, and the table of addresses is
asked for the first of a kind alone."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse

MARK = "1234567890"  # a number as well as a slug


def path_to(name: str, key: int | str) -> str:
    """What ``reverse`` says of the page with this name and one key, a number or a slug."""
    before, after = _around(name, get_script_prefix())
    return f"{before}{key}{after}"


def path_of(name: str) -> str:
    """What ``reverse`` says of a page without a key."""
    return _of(name, get_script_prefix())


@lru_cache(maxsize=64)
def _of(name: str, _prefix: str) -> str:
    return reverse(name)


@lru_cache(maxsize=64)
def _around(name: str, _prefix: str) -> tuple[str, str]:
    """What stands before and behind the key."""
    before, after = reverse(name, args=[MARK]).split(MARK)
    return before, after
