"""The project's own reference data: clubs, coaches, outlets, feeds and hand-entered stints.

``parse`` reads the files, ``apply`` brings the database up to them. Running again
changes nothing, and what an editor changed is left as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.db import transaction

from articles.models import Outlet
from carousel import store
from carousel.dates import to_range
from carousel.importers import competitions, feeds, stints
from carousel.importers.keeping import Keeper
from carousel.importers.reading import parse
from carousel.importers.rows import ClubRow, CoachRow, ImportResult, OutletRow, Reference, Refusal
from carousel.models import Club, Coach, StintEntry

__all__ = ["FOLDER", "apply", "parse"]

FOLDER = Path(__file__).resolve().parent.parent / "reference"

# What a record holds that nobody has filled in: such a field takes the file's word.
CLUB_BLANK = {
    "name": "", "short_name": "", "country": "", "city": "", "level": None, "side": "men", "kind": "club",
    "colour1": "", "colour2": "", "wikidata": "",
}  # fmt: skip
COACH_BLANK = {"name": "", "born": None, "nationality": "", "gender": "", "known_for": []}
OUTLET_BLANK = {
    "name": "", "language": "", "country": "", "domain": "", "kind": "newspaper", "tier": 3, "cited_as": [],
    "feed_url": "",
}  # fmt: skip


@transaction.atomic
def apply(reference: Reference, at: datetime) -> ImportResult:
    """The database holds every row of the reference files, save what editors changed in it.

    The record follows from the stints that are new in the ledger.
    """
    store.lock_record()
    result = ImportResult(refused=list(reference.refused))
    clubs, coaches = reference.clubs, reference.coaches
    result.add(Keeper(Club, CLUB_BLANK, at).bring(_values(clubs, _club), _forms(clubs)))
    result.add(Keeper(Coach, COACH_BLANK, at).bring(_values(coaches, _coach), _forms(coaches)))
    result.add(Keeper(Outlet, OUTLET_BLANK, at).bring(_values(reference.outlets, _outlet)))
    result.add(feeds.enter(reference.feeds))
    result.add(competitions.enter(reference.competitions, reference.seasons))
    result.add(stints.enter(reference.stints, at))
    if result.pairs:
        coaches_touched, clubs_touched = zip(*result.pairs, strict=True)
        changes = store.update(coaches=coaches_touched, clubs=clubs_touched)
        result.refused += _without_room([entry for entry, _ in changes.refused])
    return result


def _without_room(entries: list[int]) -> list[Refusal]:
    keys = StintEntry.objects.filter(pk__in=entries, reference_key__isnull=False)
    reason = "The ledger has this stint, the record cannot: another head coach held the post at the time."
    return [Refusal(f"stint {key}", 0, reason) for key in keys.values_list("reference_key", flat=True)]


def _values(rows: Mapping, of) -> dict[str, dict[str, object]]:
    return {key: of(row) for key, row in rows.items()}


def _forms(rows: Mapping[str, ClubRow | CoachRow]):
    return {key: row.forms for key, row in rows.items()}


def _club(row: ClubRow) -> dict[str, object]:
    return {field: getattr(row, field) for field in CLUB_BLANK}


def _coach(row: CoachRow) -> dict[str, object]:
    born, known_for = row.born and to_range(row.born), list(row.known_for)
    return {field: getattr(row, field) for field in COACH_BLANK} | {"born": born, "known_for": known_for}


def _outlet(row: OutletRow) -> dict[str, object]:
    return {field: getattr(row, field) for field in OUTLET_BLANK} | {"cited_as": list(row.cited_as)}
