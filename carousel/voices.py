"""The voices of rumours as they lie in the table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from carousel.models import RumourVoice
from carousel.record.voices import Voice

FIELDS = ("origin", "stage", "first_on", "newest_on", "claim_id", "is_first", "is_borne_out")


def write(wanted: Mapping[int, Iterable[Voice]]) -> tuple[int, int]:
    """The rumours' voices are these; returns how many rows were added and how many removed."""
    asked = {(pk, v.origin, v.stage): (pk, v) for pk, voices in wanted.items() for v in voices}
    standing = {
        (row.rumour_id, row.origin, row.stage): row
        for row in RumourVoice.objects.filter(rumour__in=list(wanted))
    }
    gone = [key for key, row in standing.items() if key not in asked or _voice(row) != asked[key][1]]
    RumourVoice.objects.filter(pk__in=[standing[key].pk for key in gone]).delete()
    leaving = set(gone)
    new = [_row(*told) for key, told in asked.items() if key not in standing or key in leaving]
    RumourVoice.objects.bulk_create(new, batch_size=1000)
    return len(new), len(gone)


def of(rumours: Iterable[int]) -> dict[int, tuple[Voice, ...]]:
    """The voices of each of the rumours, in one query."""
    found: dict[int, list[Voice]] = defaultdict(list)
    for row in RumourVoice.objects.filter(rumour__in=list(rumours)).order_by("first_on", "origin", "stage"):
        found[row.rumour_id].append(_voice(row))
    return {pk: tuple(voices) for pk, voices in found.items()}


def _voice(row: RumourVoice) -> Voice:
    return Voice(
        row.origin, row.stage, row.first_on, row.newest_on, row.claim_id, row.is_first, row.is_borne_out
    )


def _row(rumour: int, voice: Voice) -> RumourVoice:
    told: tuple[Any, ...] = (
        voice.origin,
        voice.stage,
        voice.first_on,
        voice.newest_on,
        voice.claim,
        voice.is_first,
        voice.is_borne_out,
    )
    return RumourVoice(rumour_id=rumour, **dict(zip(FIELDS, told, strict=True)))
