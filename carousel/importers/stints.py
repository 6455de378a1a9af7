"""Hand-entered stints from the reference files: rows of the ledger, which are only ever added."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from carousel.dates import to_range
from carousel.importers.keeping import AT_ONCE
from carousel.importers.merged import ids_by_key
from carousel.importers.rows import ImportResult, StintRow
from carousel.models import Club, Coach, StintEntry

# fmt: off
FIELDS = ("coach_id", "club_id", "role", "started", "ended", "manner", "contract_until", "known_since",
          "source", "note")
# fmt: on


def enter(rows: Mapping[str, StintRow], at: datetime) -> ImportResult:
    """The ledger holds each row once; a row that says something new replaces what it said before.

    An entry that an editor withdrew or replaced is the editor's word against the file's and stays so.
    """
    result = ImportResult()
    coaches = ids_by_key(Coach, {row.coach for row in rows.values()})
    clubs = ids_by_key(Club, {row.club for row in rows.values()})
    last: dict[str, StintEntry] = {}
    for entry in StintEntry.objects.filter(reference_key__in=list(rows)).order_by("id"):
        last[entry.reference_key] = entry
    new, withdrawn = [], []
    for key, row in rows.items():
        entry = StintEntry(reference_key=key, **_values(row, coaches, clubs))
        before = last.get(key)
        if before is None:
            new.append(entry)
            result.created.append(f"stint {key}")
        elif before.withdrawn_at:
            result.kept.append(f"stint {key}: withdrawn")
        elif changed := [name for name in FIELDS if getattr(before, name) != getattr(entry, name)]:
            before.withdrawn_at, entry.replaces = at, before
            withdrawn.append(before)
            new.append(entry)
            result.updated.append(f"stint {key}: {', '.join(changed)}")
        else:
            result.unchanged += 1
    StintEntry.objects.bulk_update(withdrawn, ["withdrawn_at"], batch_size=500)
    StintEntry.objects.bulk_create(new, batch_size=AT_ONCE)
    result.pairs = {(entry.coach_id, entry.club_id) for entry in [*new, *withdrawn]}
    return result


def _values(row: StintRow, coaches: Mapping[str, int], clubs: Mapping[str, int]) -> dict[str, object]:
    return {
        "coach_id": coaches[row.coach],
        "club_id": clubs[row.club],
        "role": row.role,
        "started": row.started and to_range(row.started),
        "ended": row.ended and to_range(row.ended),
        "manner": row.manner,
        "contract_until": row.contract_until and to_range(row.contract_until),
        "known_since": row.known_since,
        "source": row.source,
        "note": row.note,
    }
