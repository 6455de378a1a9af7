"""Standing: the record as the tables hold it today, as the facts that an older one is computed into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from articles.models import Claim
from carousel import voices
from carousel.dates import from_range
from carousel.models import Rumour, RumourEvidence, Stint, StintEvidence, Vacancy
from carousel.origins import origins, with_origins
from carousel.prepared import AnyOf, Prepared
from carousel.record.days import Days
from carousel.record.facts import Record, RumourFact, RumourKey, StintFact, StintKey, VacancyFact, rumour_key
from carousel.record.voices import Voice

# Of a record without what it rests on, the keys of those stints and rumours that a page shows with it.
Shown = Callable[[Record], Container[StintKey | RumourKey]]

# What a fact is made of, as the tables hold it.
STINT = (
    *("pk", "coach_id", "club_id", "ordinal", "role", "arrangement", "started", "ended", "known_on"),
    *("start_basis", "end_basis", "start_is_disputed", "end_is_disputed", "manner", "manner_reported"),
    *("contract_until", "start_announced_on", "end_announced_on", "first_match_on", "interrupted"),
)
RUMOUR = (
    *("pk", "coach_id", "club_id", "direction", "ordinal", "role", "status", "stage", "by", "opened_on"),
    *("newest_on", "ended_on", "steps", "is_fact_claimed", "contested_by_id", "decision_id", "expires_on"),
    *("origin_count", "article_count"),
    *("contradicts__coach_id", "contradicts__club_id", "contradicts__ordinal"),
)
VACANCY = ("club_id", "predecessor_id", "successor_id", "opened", "filled")
NOTHING: tuple = ()


def standing(
    stints: Iterable[Any],
    rumours: Iterable[Any],
    vacancies: Iterable[Any],
    shown: Shown | None = None,
    *,
    with_voices: bool = True,
) -> Record:
    """The record as the tables hold it; with ``shown`` the rest is there without what it rests on.

    The rows are those of ``stint_rows``, ``rumour_rows`` and ``vacancy_rows``, or come from a prepared
    query of them.
    """
    bare = {row.pk: _stint_fact(row) for row in stints}
    told_of = list(rumours)
    keys = {pk: stint.key for pk, stint in bare.items()}
    between = tuple(_vacancy_fact(row, keys) for row in vacancies if row.predecessor_id in keys)
    heard = voices.of(row.pk for row in told_of) if with_voices else {}
    rest: dict[RumourKey, RumourFact] = {}
    wanted_stints, wanted_rumours = list(bare), told_of
    if shown is not None:
        rest = {rumour_key(row): _counted(row, heard.get(row.pk, ())) for row in told_of}
        chosen = shown(Record(tuple(bare.values()), tuple(rest.values()), between))
        wanted_stints = [pk for pk, key in keys.items() if key in chosen]
        wanted_rumours = [row for row in told_of if rumour_key(row) in chosen]
    laid = _with_evidence(bare, wanted_stints)
    told = _told(wanted_rumours)
    full = {
        rumour_key(row): rumour_fact(row, told[row.pk], heard.get(row.pk, ()))
        for row in wanted_rumours
        if row.pk in told
    }
    return Record(
        stints=tuple((bare | laid).values()),
        rumours=tuple((rest | full).values()),
        vacancies=between,
    )


def stint_rows(stints: QuerySet[Stint]) -> QuerySet:
    """The rows as named values: a record has hundreds of them, and no row of a model is asked for."""
    return stints.values_list(*STINT, named=True)


def rumour_rows(rumours: QuerySet[Rumour]) -> QuerySet:
    return rumours.values_list(*RUMOUR, named=True)


def vacancy_rows(vacancies: QuerySet[Vacancy]) -> QuerySet:
    return vacancies.values_list(*VACANCY, named=True)


def standing_stints(stints: Iterable[Any], vacancies: Iterable[Any]) -> Record:
    """The record without its rumours, as these rows or their values hold it."""
    bare = {row.pk: _stint_fact(row) for row in stints}
    keys = {pk: stint.key for pk, stint in bare.items()}
    return Record(
        stints=tuple((bare | _with_evidence(bare, list(bare))).values()),
        vacancies=tuple(_vacancy_fact(row, keys) for row in vacancies if row.predecessor_id in keys),
    )


def stints_of(rows: Iterable[Any]) -> Iterable[StintFact]:
    """The facts of these ``stint_rows``, without what they rest on."""
    return (_stint_fact(row) for row in rows)


def _with_evidence(bare: Mapping[int, StintFact], stints: list[int]) -> dict[int, StintFact]:
    return {pk: replace(bare[pk], evidence=tuple(sorted(rows))) for pk, rows in _laid(stints).items()}


LAID = Prepared(
    lambda: (
        StintEvidence.objects.filter(stint_id=AnyOf("stints"))
        .order_by()
        .values_list("stint_id", "claim_id", "bears_on")
    )
)


def _laid(stints: list[int]) -> dict[int, list[tuple[int, str]]]:
    """What each of the stints rests on, and on which end it bears."""
    laid: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for stint, claim, bearing in LAID.ask(stints=stints) if stints else ():
        laid[stint].append((claim, bearing))
    return laid


TOLD = Prepared(
    lambda: with_origins(
        RumourEvidence.objects.filter(rumour_id=AnyOf("rumours")).select_related("claim"), "claim__"
    )
)


def _told(rumours: list) -> dict[int, list[Claim]]:
    """What each of the rumours rests on."""
    told: dict[int, list[Claim]] = defaultdict(list)
    for row in TOLD.ask(rumours=[rumour.pk for rumour in rumours]) if rumours else ():
        told[row.rumour_id].append(row.claim)
    return told


def _stint_fact(row: Any) -> StintFact:
    """The fact that a row of the record holds, without what it rests on."""
    return StintFact(
        coach_id=row.coach_id,
        club_id=row.club_id,
        ordinal=row.ordinal,
        role=row.role,
        arrangement=row.arrangement,
        started=from_range(row.started) or Days(None, None),
        ended=from_range(row.ended),
        start_basis=row.start_basis,
        end_basis=row.end_basis,
        start_is_disputed=row.start_is_disputed,
        end_is_disputed=row.end_is_disputed,
        manner=row.manner,
        manner_reported=row.manner_reported,
        contract_until=from_range(row.contract_until),
        known_on=row.known_on,
        evidence=(),
        start_announced_on=row.start_announced_on,
        end_announced_on=row.end_announced_on,
        first_match_on=row.first_match_on,
        interrupted=from_range(row.interrupted),
    )


def rumour_fact(row: Any, claims: Iterable[Claim], heard: tuple[Voice, ...] = ()) -> RumourFact:
    """The fact that a row of the record holds; ``claims`` are those that it rests on."""
    claims = sorted(claims, key=lambda c: (c.article.known_on, c.pk))
    return _fact(
        row,
        heard,
        claims=tuple(claim.pk for claim in claims),
        articles=tuple(dict.fromkeys(claim.article_id for claim in claims)),
        origins=origins(claims),
    )


def _against(row: Any) -> StintKey | None:
    """The stint that it speaks against, of a row of the model or of its values."""
    if isinstance(row, Rumour):
        against = row.contradicts
        return (against.coach_id, against.club_id, against.ordinal) if against else None
    key = (row.contradicts__coach_id, row.contradicts__club_id, row.contradicts__ordinal)
    return None if key[0] is None else key


def _fact(row: Any, heard: tuple[Voice, ...], **told: tuple) -> RumourFact:
    return RumourFact(
        coach_id=row.coach_id,
        club_id=row.club_id,
        direction=row.direction,
        ordinal=row.ordinal,
        role=row.role,
        status=row.status,
        stage=row.stage,
        by=row.by,
        opened_on=row.opened_on,
        newest_on=row.newest_on,
        ended_on=row.ended_on,
        steps=tuple((date.fromisoformat(day), stage, claim) for day, stage, claim in row.steps),
        is_fact_claimed=row.is_fact_claimed,
        contradicts=_against(row),
        contested_by=row.contested_by_id,
        decision_id=row.decision_id,
        expires_on=row.expires_on,
        voices=heard,
        **told,
    )


def _counted(row: Any, heard: tuple[Voice, ...]) -> RumourFact:
    """The fact of a row whose claims stay where they are: numbers stand for its articles and its outlets,
    of which it is only asked how many there are.
    """
    outlets = tuple(str(number) for number in range(row.origin_count))
    return _fact(row, heard, claims=(), articles=tuple(range(row.article_count)), origins=outlets)


def _vacancy_fact(row: Any, keys: dict[int, StintKey]) -> VacancyFact:
    return VacancyFact(
        club_id=row.club_id,
        predecessor=keys[row.predecessor_id],
        successor=keys.get(row.successor_id) if row.successor_id else None,
        opened=from_range(row.opened) or Days(None, None),
        filled=from_range(row.filled),
    )
