"""The one module that writes the record's tables.

A change to the ledger touches some coaches and clubs; their part of the record is
computed anew and compared with the rows that stand, and only what differs is
written. A rebuild does the same for everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from carousel import ledger, voices
from carousel.dates import to_range
from carousel.models import Rumour, RumourEvidence, Stint, StintEvidence, Vacancy
from carousel.record import endings
from carousel.record.compute import record_of
from carousel.record.facts import Record, RumourFact, StintFact, StintKey, VacancyFact

# The record is written by one transaction at a time: any number that no other advisory lock here uses.
RECORD_LOCK = 7206
TOLD = ("rumour__direction", "claim", "rumour__status")


@dataclass
class Changes:
    """How many rows of the record were added, changed and removed, by table."""

    created: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    updated: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    deleted: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    refused: tuple[tuple[int, StintKey], ...] = ()

    def __bool__(self) -> bool:
        return any(sum(counts.values()) for counts in (self.created, self.updated, self.deleted))

    def __str__(self) -> str:
        if not self:
            return "nothing to change"
        parts = []
        for verb in ("created", "updated", "deleted"):
            counts: dict[str, int] = getattr(self, verb)
            parts += [f"{number} {table} {verb}" for table, number in sorted(counts.items()) if number]
        return ", ".join(parts)


@dataclass(frozen=True)
class Reach:
    """Whose rows may change: the stints and rumours of these coaches, the vacancies of these clubs."""

    coaches: frozenset[int]
    clubs: frozenset[int]


def today() -> date:
    """The day by which rumours age in the tables."""
    return timezone.localdate()


def lock_record() -> None:
    """Until this transaction ends, no other one changes the ledger or the record."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECORD_LOCK])


@transaction.atomic
def update(*, coaches: Iterable[int], clubs: Iterable[int], by: str | None = None) -> Changes:
    """The record of these coaches and clubs, and of whom they touch, is what the ledger now says.

    ``by`` is who made the step that the ledger took, as ``carousel.record.endings`` names them.
    """
    lock_record()
    return follow(coaches=set(coaches), clubs=set(clubs), by=by)


def follow(*, coaches: Collection[int], clubs: Collection[int], by: str | None = None) -> Changes:
    """As ``update``, for a transaction that holds the record already."""
    if not (coaches or clubs):
        return Changes()
    reach, scope = neighbourhood(set(coaches), set(clubs))
    record = record_of(ledger.load(scope, today=today()))
    if settings.CHECK_ENDINGS:
        _check_endings(record, reach, by)
    return _write(record, reach)


@transaction.atomic
def rebuild() -> Changes:
    """The whole record is what the ledger says; on a sound record nothing changes."""
    lock_record()
    return _write(record_of(ledger.load(today=today())), None)


def check() -> Changes:
    """What a rebuild would change; nothing is written."""
    with transaction.atomic():
        changes = rebuild()
        transaction.set_rollback(True)
    return changes


def neighbourhood(coaches: Set[int], clubs: Set[int]) -> tuple[Reach, ledger.Scope]:
    """Whose rows a change at these coaches and clubs can reach, and the ledger that decides about them.

    A stint bears on its club's other stints (one head coach at a time), on its
    coach's others (a new job ends the old) and on the rumours of both; what it
    pushes out bears on that coach's others in turn. To decide about those rows one
    must see everything of the clubs and coaches that they name.
    """
    reached, seats, seen, context = ledger.around(coaches=coaches, clubs=clubs)
    return Reach(frozenset(reached), frozenset(seats)), ledger.Scope(frozenset(seen), frozenset(context))


def _check_endings(record: Record, reach: Reach, by: str | None) -> None:
    """Raises where a rumour would end, or come back, as the table of endings does not allow."""
    laid = RumourEvidence.objects.filter(rumour__coach__in=reach.coaches)
    before = {(way, claim): status for way, claim, status in laid.values_list(*TOLD)}
    rumours = (rumour for rumour in record.rumours if rumour.coach_id in reach.coaches)
    endings.check(before, endings.told(rumours), by)


def _write(record: Record, reach: Reach | None) -> Changes:
    changes = Changes(refused=record.refused)
    stints = _write_stints(record.stints, reach, changes)
    _write_rumours(record.rumours, stints, reach, changes)
    _write_vacancies(record.vacancies, stints, reach, changes)
    return changes


def _stint_values(fact: StintFact) -> dict[str, Any]:
    return {
        "role": fact.role,
        "arrangement": fact.arrangement,
        "started": to_range(fact.started),
        "ended": to_range(fact.ended) if fact.ended else None,
        "start_basis": fact.start_basis,
        "end_basis": fact.end_basis,
        "start_is_disputed": fact.start_is_disputed,
        "end_is_disputed": fact.end_is_disputed,
        "manner": fact.manner,
        "manner_reported": fact.manner_reported,
        "contract_until": to_range(fact.contract_until) if fact.contract_until else None,
        "known_on": fact.known_on,
        "start_announced_on": fact.start_announced_on,
        "end_announced_on": fact.end_announced_on,
        "first_match_on": fact.first_match_on,
        "interrupted": to_range(fact.interrupted) if fact.interrupted else None,
    }


def _write_stints(facts: Iterable[StintFact], reach: Reach | None, changes: Changes) -> dict[StintKey, Stint]:
    """The stint rows by key, after writing. A stint that goes takes its vacancy with it."""
    rows = Stint.objects.all() if reach is None else Stint.objects.filter(coach_id__in=reach.coaches)
    wanted = {fact.key: fact for fact in facts if reach is None or fact.coach_id in reach.coaches}
    standing = {(row.coach_id, row.club_id, row.ordinal): row for row in rows}
    stints = _match(
        Stint, standing, wanted, _stint_values, ("coach_id", "club_id", "ordinal"), changes, "stints"
    )
    evidence = {stints[key].pk: dict(fact.evidence) for key, fact in wanted.items()}
    _write_evidence(StintEvidence, "stint_id", evidence, changes, "bears_on")
    return stints


def _rumour_values(fact: RumourFact, stints: dict[StintKey, int]) -> dict[str, Any]:
    return {
        "role": fact.role,
        "status": fact.status,
        "stage": fact.stage,
        "by": fact.by,
        "opened_on": fact.opened_on,
        "newest_on": fact.newest_on,
        "ended_on": fact.ended_on,
        "expires_on": fact.expires_on,
        "article_count": len(fact.articles),
        "origin_count": len(fact.origins),
        "steps": [[day.isoformat(), stage, claim] for day, stage, claim in fact.steps],
        "is_fact_claimed": fact.is_fact_claimed,
        "contradicts_id": stints.get(fact.contradicts) if fact.contradicts else None,
        "contested_by_id": fact.contested_by,
        "decision_id": fact.decision_id,
    }


def _write_rumours(
    facts: Iterable[RumourFact], stints: dict[StintKey, Stint], reach: Reach | None, changes: Changes
) -> None:
    rows = Rumour.objects.all() if reach is None else Rumour.objects.filter(coach_id__in=reach.coaches)
    wanted = {fact.key: fact for fact in facts if reach is None or fact.coach_id in reach.coaches}
    standing = {row.key: row for row in rows}
    ids = _stint_ids((fact.contradicts for fact in wanted.values()), stints)
    names = ("coach_id", "club_id", "direction", "ordinal")
    rumours = _match(
        Rumour, standing, wanted, lambda fact: _rumour_values(fact, ids), names, changes, "rumours"
    )
    evidence: dict[int, dict[int, str]] = {
        rumours[key].pk: dict.fromkeys(fact.claims, "") for key, fact in wanted.items()
    }
    told_anew = _write_evidence(RumourEvidence, "rumour_id", evidence, changes)
    added, removed = voices.write({rumours[key].pk: fact for key, fact in wanted.items()})
    changes.created["voices"] += added
    changes.deleted["voices"] += removed
    fresh = {row.pk for key, row in rumours.items() if key not in standing}
    Rumour.objects.filter(pk__in=told_anew - fresh).update(revision=models.F("revision") + 1)


def _stint_ids(keys: Iterable[StintKey | None], stints: dict[StintKey, Stint]) -> dict[StintKey, int]:
    """The rows of the keys, also of those that lie outside what was written."""
    ids = {key: row.pk for key, row in stints.items()}
    missing = {key for key in keys if key is not None and key not in ids}
    for coach, club, ordinal, pk in Stint.objects.filter(
        coach_id__in={key[0] for key in missing}, club_id__in={key[1] for key in missing}
    ).values_list("coach_id", "club_id", "ordinal", "pk"):
        ids[coach, club, ordinal] = pk
    return ids


def _write_vacancies(
    facts: Iterable[VacancyFact], stints: dict[StintKey, Stint], reach: Reach | None, changes: Changes
) -> None:
    rows = Vacancy.objects.all() if reach is None else Vacancy.objects.filter(club_id__in=reach.clubs)
    facts = [fact for fact in facts if reach is None or fact.club_id in reach.clubs]
    ids = _stint_ids([key for fact in facts for key in (fact.predecessor, fact.successor)], stints)
    wanted = {(ids[fact.predecessor],): fact for fact in facts}
    standing = {(row.predecessor_id,): row for row in rows}

    def values(fact: VacancyFact) -> dict[str, Any]:
        return {
            "club_id": fact.club_id,
            "successor_id": ids[fact.successor] if fact.successor else None,
            "opened": to_range(fact.opened),
            "filled": to_range(fact.filled) if fact.filled else None,
        }

    _free_successors(standing, {key: values(fact)["successor_id"] for key, fact in wanted.items()})
    _match(Vacancy, standing, wanted, values, ("predecessor_id",), changes, "vacancies")


def _free_successors(standing: dict[tuple, Vacancy], wanted: dict[tuple, int | None]) -> None:
    """No vacancy whose successor changes holds the old one, which may be another's from now on.

    A stint that is put in before others moves them all on by one place, and a
    stint fills one vacancy at a time even while the rows are being written.
    """
    moving = [
        row.pk
        for key, row in standing.items()
        if key in wanted and row.successor_id not in (None, wanted[key])
    ]
    if moving:
        Vacancy.objects.filter(pk__in=moving).update(successor=None, filled=None)


def _match(
    model: type[models.Model],
    standing: dict[tuple, Any],
    wanted: dict[tuple, Any],
    values_of: Callable[[Any], dict[str, Any]],
    key_names: tuple[str, ...],
    changes: Changes,
    table: str,
) -> dict[tuple, Any]:
    """Rows that no fact asks for go, rows that differ are changed, missing ones are added."""
    gone = [row.pk for key, row in standing.items() if key not in wanted]
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
        changes.deleted[table] += len(gone)
    rows, changed, new = {}, [], []
    for key, fact in wanted.items():
        values = values_of(fact)
        row = standing.get(key)
        if row is None:
            row = model(**dict(zip(key_names, key, strict=True)), **values)
            new.append(row)
        elif differing := {name: v for name, v in values.items() if getattr(row, name) != v}:
            for name, value in differing.items():
                setattr(row, name, value)
            if model is Rumour:
                row.revision += 1
            changed.append((row, list(differing)))
        rows[key] = row
    _save_changed(model, changed)
    model._default_manager.bulk_create(new, batch_size=1000)
    changes.updated[table] += len(changed)
    changes.created[table] += len(new)
    return rows


def _save_changed(model: type[models.Model], changed: list[tuple[Any, list[str]]]) -> None:
    """Rumours that close are written before those that open, since only one of a pair may be open."""
    if not changed:
        return
    differing = {name.removesuffix("_id") for _row, names in changed for name in names}
    names = sorted(differing | ({"revision"} if model is Rumour else set()))
    rows = [row for row, _ in changed]
    opening = [row for row in rows if getattr(row, "status", "") == "open"]
    closing = [row for row in rows if getattr(row, "status", "") != "open"]
    for batch in (closing, opening):
        if batch:
            model._default_manager.bulk_update(batch, names, batch_size=500)


def _write_evidence(
    model: type[models.Model],
    owner: str,
    wanted: dict[int, dict[int, str]],
    changes: Changes,
    detail: str = "",
) -> set[int]:
    """The rows that tie claims to their owners; returns the owners whose evidence changed."""
    standing = {
        (getattr(row, owner), row.claim_id): row
        for row in model._default_manager.filter(**{f"{owner}__in": list(wanted)})
    }
    asked = {(pk, claim): word for pk, claims in wanted.items() for claim, word in claims.items()}
    gone = [
        key
        for key, row in standing.items()
        if key not in asked or (detail and getattr(row, detail) != asked[key])
    ]
    model._default_manager.filter(pk__in=[standing[key].pk for key in gone]).delete()
    new = [key for key in asked if key not in standing or key in gone]
    model._default_manager.bulk_create(
        [
            model(**{owner: pk, "claim_id": claim} | ({detail: asked[pk, claim]} if detail else {}))
            for pk, claim in new
        ],
        batch_size=1000,
    )
    changes.created["evidence"] += len(new)
    changes.deleted["evidence"] += len(gone)
    return {pk for pk, _ in (*gone, *new)}
