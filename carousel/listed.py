"""Who and what leaves the site by name: in sitemaps and feeds, where nothing can be called back.

Never a rejected rumour or a question about the past, and never a name that nobody has verified.
"""

from __future__ import annotations

from django.db.models import QuerySet

from carousel.models import Club, Coach, Rumour

VERIFIED = {"is_provisional": False}


def coaches() -> QuerySet[Coach]:
    return Coach.objects.filter(**VERIFIED)


def clubs() -> QuerySet[Club]:
    return Club.objects.filter(**VERIFIED)


def rumours() -> QuerySet[Rumour]:
    """Those that readers may see, between a coach and a club that are both listed."""
    pair = {f"{of}__{name}": value for of in ("coach", "club") for name, value in VERIFIED.items()}
    return Rumour.objects.public().filter(**pair)


def is_listed(row: Coach | Club | None) -> bool:
    """Whether a coach or club at hand is one of these; what was ignored is at hand nowhere."""
    return row is not None and not row.is_provisional
