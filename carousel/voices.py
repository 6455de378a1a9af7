"""The voices of rumours as they lie in the table, each with what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from carousel.likelihood.truth import came_true, was_right
from carousel.models import Decision, RumourVoice
from carousel.prepared import AnyOf, Prepared
from carousel.record.facts import RumourFact
from carousel.record.voices import AGAINST, Voice

# Ordered as a rumour's voices are told.
VOICES = Prepared(
    lambda: RumourVoice.objects.filter(rumour_id=AnyOf("rumours")).order_by("first_on", "origin", "stage")
)


@dataclass(frozen=True)
class _Judged:
    """A voice with what can be said of it now."""

    voice: Voice
    ended_on: date | None
    is_right: bool | None
    came_true: bool | None


def write(wanted: Mapping[int, RumourFact]) -> tuple[int, int]:
    """The voices of these rumours are those of the facts; returns how many rows came and how many went."""
    reasons = _reasons(wanted.values())
    asked = {
        (pk, judged.voice.origin, judged.voice.stage): judged
        for pk, fact in wanted.items()
        for judged in _judge(fact, reasons.get(fact.decision_id or 0, ""))
    }
    standing = {(row.rumour_id, row.origin, row.stage): row for row in VOICES.ask(rumours=list(wanted))}
    gone = {key for key, row in standing.items() if key not in asked or _of_row(row) != asked[key]}
    if gone:
        RumourVoice.objects.filter(pk__in=[standing[key].pk for key in gone]).delete()
    new = [_row(key[0], told) for key, told in asked.items() if key not in standing or key in gone]
    RumourVoice.objects.bulk_create(new, batch_size=1000)
    return len(new), len(gone)


def of(rumours: Iterable[int]) -> dict[int, tuple[Voice, ...]]:
    """The voices of each of the rumours, in one query."""
    found: dict[int, list[Voice]] = defaultdict(list)
    asked = list(rumours)
    for row in VOICES.ask(rumours=asked) if asked else ():
        found[row.rumour_id].append(_voice(row))
    return {pk: tuple(told) for pk, told in found.items()}


def _reasons(facts: Iterable[RumourFact]) -> dict[int, str]:
    """Why rumours were rejected, by the decision."""
    rejections = [fact.decision_id for fact in facts if fact.status == "rejected"]
    return dict(Decision.objects.filter(pk__in=rejections).values_list("pk", "reason")) if rejections else {}


def _judge(fact: RumourFact, reason: str) -> Iterable[_Judged]:
    stages: set[str] = set()
    for voice in fact.voices:
        is_first_at_stage = voice.stage not in stages
        stages.add(voice.stage)
        speaks_for = voice.stage != AGAINST
        right = was_right(
            fact.direction, voice.stage, fact.status, is_borne_out=voice.is_borne_out, reason=reason
        )
        came = came_true(fact.status, reason) if speaks_for and is_first_at_stage else None
        yield _Judged(voice, fact.ended_on, right, came)


def _voice(row: RumourVoice) -> Voice:
    return Voice(
        row.origin, row.stage, row.first_on, row.newest_on, row.claim_id, row.is_first, row.is_borne_out
    )


def _of_row(row: RumourVoice) -> _Judged:
    return _Judged(_voice(row), row.ended_on, row.is_right, row.came_true)


def _row(rumour: int, judged: _Judged) -> RumourVoice:
    voice = judged.voice
    told: dict[str, Any] = {
        name: getattr(voice, name)
        for name in ("origin", "stage", "first_on", "newest_on", "is_first", "is_borne_out")
    }
    return RumourVoice(
        rumour_id=rumour,
        claim_id=voice.claim,
        ended_on=judged.ended_on,
        is_right=judged.is_right,
        came_true=judged.came_true,
        **told,
    )
