"""Records of the files that an editor merged into others: they are not brought back."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from carousel.models import Club, Coach, Merge


def ids_by_key(model: type[Any], keys: Collection[str]) -> dict[str, int]:
    """The records that were loaded under the keys, or those that they are part of now."""
    known = model._base_manager.filter(reference__key__in=list(keys))
    own = {key: pk for pk, key in known.values_list("pk", "reference__key")}
    return merged_keys(model, keys) | own


def merged_keys(model: type[Any], keys: Collection[str]) -> dict[str, int]:
    """Keys whose record became part of another, and of which."""
    noun = {Coach: "coach", Club: "club"}.get(model)
    if noun is None:
        return {}
    merged = Merge.objects.filter(
        row__reference__key__in=list(keys), undone_at__isnull=True, **{f"{noun}__isnull": False}
    )
    return dict(merged.values_list("row__reference__key", noun))


def taken_slugs(model: type[Any], slugs: Collection[str]) -> set[str]:
    """Those that lead on to another record, and are nobody else's."""
    if model not in (Coach, Club):
        return set()
    merged = Merge.objects.filter(slug__in=list(slugs), undone_at__isnull=True)
    return set(merged.values_list("slug", flat=True))
