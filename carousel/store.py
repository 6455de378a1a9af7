"""The one module that writes the record's tables.

A change to the ledger touches some coaches and clubs; their part of the record is
computed anew and compared with the rows that stand, and only what differs is
written. A rebuild does the same for everything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from carousel import ledger, opinions, voices
from carousel.dates import to_range
from carousel.differences import Changes, Difference, compared, save
from carousel.models import Rumour, RumourEvidence, Stint, StintEvidence, Vacancy
from carousel.prepared import AnyOf, Given, Prepared
from carousel.record import endings
from carousel.record.compute import record_of
from carousel.record.facts import Record, RumourFact, StintFact, StintKey, VacancyFact
from carousel.record.ledger import DecisionRow, Ledger

# The record is written by one transaction at a time: any number that no other advisory lock here uses.
RECORD_LOCK = 7206
TOLD = ("rumour__direction", "claim", "rumour__status")
# The rows that stand within a reach, and what they rest on.
STINTS = Prepared(lambda: Stint.objects.filter(coach_id=AnyOf("coaches")).order_by())
RUMOURS = Prepared(lambda: Rumour.objects.filter(coach_id=AnyOf("coaches")).order_by())
VACANCIES = Prepared(lambda: Vacancy.objects.filter(club_id=AnyOf("clubs")).order_by())
NUMBERED = Prepared(
    lambda: (
        Stint.objects.filter(coach_id=AnyOf("coaches"), club_id=AnyOf("clubs"))
        .order_by()
        .values_list("coach_id", "club_id", "ordinal", "pk")
    )
)
ARTICLES = Prepared(
    lambda: RumourEvidence.objects.filter(rumour=Given("pk")).values_list("claim__article_id", flat=True)
)
EVIDENCE = {
    StintEvidence: Prepared(lambda: StintEvidence.objects.filter(stint_id=AnyOf("owners")).order_by()),
    RumourEvidence: Prepared(lambda: RumourEvidence.objects.filter(rumour_id=AnyOf("owners")).order_by()),
}


@dataclass(frozen=True)
class Reach:
    """Whose rows may change: the stints and rumours of these coaches, the vacancies of these clubs."""

    coaches: frozenset[int]
    clubs: frozenset[int]


# What was read within ``read_once``, by what was asked.
_READ: ContextVar[dict[Any, Any] | None] = ContextVar("read", default=None)


def today() -> date:
    """The day by which rumours age in the tables."""
    return timezone.localdate()


def articles_of(rumour: Rumour) -> frozenset[int]:
    """The articles that the rumour rests on."""
    return frozenset(asked_once(ARTICLES, pk=rumour.pk))


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
    record = record_of(ledger.load(scope, today=today()), rumours_of=reach.coaches)
    if settings.CHECK_ENDINGS:
        _check_endings(record, reach, by)
    return _write(record, reach)


def foresee(decision: DecisionRow, *, coaches: Collection[int], clubs: Collection[int]) -> Changes:
    """What ``follow`` would change once the ledger has the decision; nothing is written or locked."""
    reach, told = _reading(frozenset(coaches), frozenset(clubs))
    record = record_of(replace(told, decisions=(*told.decisions, decision)), rumours_of=reach.coaches)
    changes = Changes(record=record)
    stints = _stints_to_be(record.stints, reach)
    changes.rows += stints.changes()
    changes.rows += _rumours_to_be(record.rumours, stints.rows, reach).changes()
    return changes


@contextmanager
def read_once() -> Iterator[None]:
    """Within it what stands is read once, whatever number of decisions ``foresee`` is asked about.

    Nothing may be written in it.
    """
    before = _READ.set({})
    try:
        yield
    finally:
        _READ.reset(before)


def asked_once(query: Prepared, **given: Any) -> list:
    """What the query finds; within ``read_once`` the same rows whenever it is asked the same."""
    known = _READ.get()
    if known is None:
        return query.ask(**given)
    values = ((name, frozenset(v) if isinstance(v, list) else v) for name, v in given.items())
    asked = (query, *values)
    if asked not in known:
        known[asked] = query.ask(**given)
    return known[asked]


def _reading(coaches: frozenset[int], clubs: frozenset[int]) -> tuple[Reach, Ledger]:
    """Whose rows decisions on these coaches and clubs can reach, and the ledger that they rest on."""
    known = _READ.get()
    if known is not None and (coaches, clubs) in known:
        return known[coaches, clubs]
    reach, scope = neighbourhood(coaches, clubs)
    found = reach, ledger.load(scope, today=today())
    if known is not None:
        known[coaches, clubs] = found
    return found


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
    reach = Reach(frozenset(reached), frozenset(seats))
    return reach, ledger.Scope(frozenset(seen), frozenset(context), reach.coaches)


def _check_endings(record: Record, reach: Reach, by: str | None) -> None:
    """Raises where a rumour would end, or come back, as the table of endings does not allow."""
    laid = RumourEvidence.objects.filter(rumour__coach__in=reach.coaches)
    before = {(way, claim): status for way, claim, status in laid.values_list(*TOLD)}
    rumours = (rumour for rumour in record.rumours if rumour.coach_id in reach.coaches)
    endings.check(before, endings.told(rumours), by)


def _write(record: Record, reach: Reach | None) -> Changes:
    changes = Changes(refused=record.refused, record=record)
    stints = _write_stints(record.stints, reach, changes)
    _write_rumours(record.rumours, stints, reach, changes)
    _write_vacancies(record.vacancies, stints, reach, changes)
    opinions.follow(changes.rows, at=timezone.now())
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


def _stints_to_be(facts: Iterable[StintFact], reach: Reach | None) -> Difference:
    rows = Stint.objects.all() if reach is None else asked_once(STINTS, coaches=list(reach.coaches))
    wanted = {fact.key: fact for fact in facts if reach is None or fact.coach_id in reach.coaches}
    standing = {(row.coach_id, row.club_id, row.ordinal): row for row in rows}
    return compared(Stint, standing, wanted, _stint_values, ("coach_id", "club_id", "ordinal"))


def _write_stints(facts: Iterable[StintFact], reach: Reach | None, changes: Changes) -> dict[StintKey, Stint]:
    """The stint rows by key, after writing. A stint that goes takes its vacancy with it."""
    found = _stints_to_be(facts, reach)
    save(found, changes, "stints")
    changes.rows += found.changes()
    evidence = {row.pk: dict(found.wanted[key].evidence) for key, row in found.rows.items()}
    _write_evidence(StintEvidence, "stint_id", evidence, changes, "bears_on")
    return found.rows


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


def _rumours_to_be(
    facts: Iterable[RumourFact], stints: dict[StintKey, Stint], reach: Reach | None
) -> Difference:
    rows = Rumour.objects.all() if reach is None else asked_once(RUMOURS, coaches=list(reach.coaches))
    wanted = {fact.key: fact for fact in facts if reach is None or fact.coach_id in reach.coaches}
    standing = {row.key: row for row in rows}
    ids = _stint_ids((fact.contradicts for fact in wanted.values()), stints)
    names = ("coach_id", "club_id", "direction", "ordinal")
    return compared(Rumour, standing, wanted, lambda fact: _rumour_values(fact, ids), names)


def _write_rumours(
    facts: Iterable[RumourFact], stints: dict[StintKey, Stint], reach: Reach | None, changes: Changes
) -> None:
    found = _rumours_to_be(facts, stints, reach)
    save(found, changes, "rumours")
    changes.rows += found.changes()
    rumours, wanted = found.rows, found.wanted
    evidence: dict[int, dict[int, str]] = {
        rumours[key].pk: dict.fromkeys(fact.claims, "") for key, fact in wanted.items()
    }
    told_anew = _write_evidence(RumourEvidence, "rumour_id", evidence, changes)
    added, removed = voices.write({rumours[key].pk: fact for key, fact in wanted.items()})
    changes.created["voices"] += added
    changes.deleted["voices"] += removed
    if grown := told_anew - {row.pk for row in found.new}:
        Rumour.objects.filter(pk__in=grown).update(revision=models.F("revision") + 1)


def _stint_ids(keys: Iterable[StintKey | None], stints: dict[StintKey, Stint]) -> dict[StintKey, int]:
    """The rows of the keys, also of those that lie outside what was written."""
    # A stint that is not written, and has no number, is told from the others by one that no row has.
    ids = {key: row.pk or -place for place, (key, row) in enumerate(stints.items(), 1)}
    missing = {key for key in keys if key is not None and key not in ids}
    if not missing:
        return ids
    pairs = {"coaches": [key[0] for key in missing], "clubs": [key[1] for key in missing]}
    ids |= {(coach, club, ordinal): pk for coach, club, ordinal, pk in NUMBERED.ask(**pairs)}
    return ids


def _write_vacancies(
    facts: Iterable[VacancyFact], stints: dict[StintKey, Stint], reach: Reach | None, changes: Changes
) -> None:
    rows = Vacancy.objects.all() if reach is None else VACANCIES.ask(clubs=list(reach.clubs))
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
    save(compared(Vacancy, standing, wanted, values, ("predecessor_id",)), changes, "vacancies")


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


def _write_evidence(
    model: type[models.Model],
    owner: str,
    wanted: dict[int, dict[int, str]],
    changes: Changes,
    detail: str = "",
) -> set[int]:
    """The rows that tie claims to their owners; returns the owners whose evidence changed."""
    standing = {(getattr(row, owner), row.claim_id): row for row in EVIDENCE[model].ask(owners=list(wanted))}
    asked = {(pk, claim): word for pk, claims in wanted.items() for claim, word in claims.items()}
    gone = [
        key
        for key, row in standing.items()
        if key not in asked or (detail and getattr(row, detail) != asked[key])
    ]
    if gone:
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
