"""The names that a reading is given: a compiled snapshot of coaches, clubs and outlets.

Provisional records are left out: a name that nobody has looked at yet would
otherwise vouch for itself in the next article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

from articles.extraction import Names
from articles.extraction.claims import KnownCoach, KnownName
from articles.extraction.known import outlet_names
from articles.models import Outlet
from carousel.dates import from_range
from carousel.models import Club, ClubAlias, Coach, CoachAlias

# Compiling takes half a second, so that one snapshot serves until a name has changed.
_snapshot: tuple[tuple[int, ...] | None, Names] | None = None


def snapshot() -> Names:
    """The names as the tables hold them now; compiled anew only when a row has changed."""
    global _snapshot
    version = _version()
    if _snapshot is None or _snapshot[0] != version:
        _snapshot = (version, Names.compile(_known(), _coaches()))
    return _snapshot[1]


def _version() -> tuple[int, ...] | None:
    """Differs whenever a row with a name in it does: the database itself numbers those changes.

    Triggers do it (migration ``names_numbered``), so that no way of writing is missed; comparing
    the rows themselves took longer than reading an article.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(number ORDER BY slot) FROM carousel_name_changes")
        numbers = cursor.fetchone()[0]
    return tuple(numbers) if numbers else None


def _known() -> Iterable[KnownName]:
    yield from _coach_names()
    yield from _club_names()
    for outlet in Outlet.objects.only("slug", "name", "cited_as", "kind"):
        yield from outlet_names(outlet.slug, outlet.name, "|".join(outlet.cited_as), outlet.kind)


def _coach_names() -> Iterable[KnownName]:
    aliases: dict[int, dict[str, bool]] = defaultdict(dict)
    for alias in CoachAlias.objects.all():
        aliases[alias.coach_id][alias.text] = alias.is_ambiguous
    for coach in Coach.objects.filter(is_provisional=False).only("slug", "name"):
        forms = {coach.name: False} | aliases[coach.pk]
        for text, is_ambiguous in forms.items():
            yield KnownName(text, coach.slug, "coach", is_ambiguous=is_ambiguous)


def _club_names() -> Iterable[KnownName]:
    aliases: dict[int, list[ClubAlias]] = defaultdict(list)
    for alias in ClubAlias.objects.all():
        aliases[alias.club_id].append(alias)
    for club in Club.objects.filter(is_provisional=False).only("slug", "name", "short_name", "kind"):
        kind = "national" if club.is_national else "club"
        forms = {text: False for text in (club.name, club.short_name) if text}
        for alias in aliases[club.pk]:
            if alias.is_epithet:
                yield KnownName(
                    alias.text, club.slug, kind, alias.is_ambiguous, alias.language, is_epithet=True
                )
            elif (
                not alias.is_shown
            ):  # that is for readers; what is read stands beside it as a form of its own
                forms[alias.text] = alias.is_ambiguous
        for text, is_ambiguous in forms.items():
            yield KnownName(text, club.slug, kind, is_ambiguous=is_ambiguous)


def _coaches() -> Iterable[KnownCoach]:
    for coach in Coach.objects.filter(is_provisional=False).only("slug", "nationality", "born"):
        born = from_range(coach.born)
        yield KnownCoach(coach.slug, coach.nationality or None, born.earliest if born else None)
