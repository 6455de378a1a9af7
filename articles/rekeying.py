"""Addresses that were kept under another rule get the key of today's, by which they are known again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models, transaction

from articles.cleaning.urls import NotAnAddress, url_key
from articles.feeds.models import Feed
from articles.models import Article

SLICE = 500
KEPT: tuple[type[models.Model], ...] = (Article, Feed)


@dataclass(frozen=True)
class Rekeyed:
    """What became of one slice: rows looked at and changed, and those whose page another row has.

    Of two rows of one page the later keeps its old key: it is found by its text and never by its address.
    """

    looked_at: int
    changed: int
    doubles: tuple[tuple[models.Model, str], ...]


def rekey(model: type[models.Model]) -> Iterator[Rekeyed]:
    """Slice after slice, each committed by itself; whatever breaks it off, calling it again goes on."""
    last = 0
    while True:
        with transaction.atomic():
            rows = list(
                model._default_manager.filter(pk__gt=last, url_key__isnull=False)
                .only("pk", "url", "url_key")
                .order_by("pk")
                .select_for_update(no_key=True)[:SLICE]
            )
            if not rows:
                return
            done = _rekey(model, rows)
        yield done
        last = rows[-1].pk


def _rekey(model: type[models.Model], rows: list) -> Rekeyed:
    wanted = {row.pk: key for row in rows if (key := _key_of(row.url)) and key != row.url_key}
    found = model._default_manager.filter(url_key__in=wanted.values())
    taken = set(found.values_list("url_key", flat=True))
    changed, doubles = [], []
    for row in rows:
        key = wanted.get(row.pk)
        if key is None:
            continue
        if key in taken:
            doubles.append((row, row.url))
            continue
        taken.add(key)
        row.url_key = key
        changed.append(row)
    model._default_manager.bulk_update(changed, ["url_key"])
    return Rekeyed(len(rows), len(changed), tuple(doubles))


def _key_of(url: str) -> str:
    try:
        return url_key(url)
    except NotAnAddress:
        return ""
