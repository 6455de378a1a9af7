"""The ledger as it lies in the tables, turned into the values that the record is computed from."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet, Value

from carousel import ledger_claims
from carousel.dates import from_range
from carousel.ledger_claims import Told
from carousel.models import Decision, StintEntry
from carousel.prepared import AnyOf, Prepared, Statement
from carousel.record.days import Days
from carousel.record.ledger import DecisionRow, EntryRow, Ledger

# Undoing takes a decision out by itself, those on names have moved the rows that they are about, and a
# retraction is on an article.
NOT_ON_RUMOURS = (Decision.Kind.UNDO, Decision.Kind.RETRACT, *Decision.ON_NAMES)
# The number of a decision that is only tried: no row will have it.
NOT_MADE = 2**63 - 1
# What the record asks of a hand-entered stint.
ENTERED = (
    "id",
    "coach_id",
    "club_id",
    "role",
    "arrangement",
    "started",
    "ended",
    "manner",
    "contract_until",
    "known_since",
    "entered_at",
    "first_match_on",
    "reference_key",
    "entered_by_id",
)
# What the record asks of a decision, beside its articles and its day.
DECIDED = (
    "kind",
    "coach_id",
    "club_id",
    "direction",
    "role",
    "made_at",
    "arrangement",
    "is_contested",
    "read_coach_id",
    "read_club_id",
    "read_role",
    "manner",
    "stage",
    "by",
)


def _beside(wanted: str, given: str, before: str, told: str = "") -> str:
    """SQL for the ``wanted`` of every pair that has one of ``before`` as its ``given``.

    ``told`` is a condition on the claims that name such a pair.
    """
    among = f"{given}_id = ANY(ARRAY(SELECT id FROM {before}))"
    return f"""
        SELECT subject.{wanted}_id FROM carousel_claimsubject AS subject
        JOIN articles_claim AS claim ON claim.id = subject.claim_id
        WHERE (claim.superseded_at IS NULL OR claim.withdrawn_at IS NOT NULL) {told} AND subject.{among}
        UNION SELECT {wanted}_id FROM carousel_stintentry WHERE withdrawn_at IS NULL AND {among}
        UNION SELECT {wanted}_id FROM carousel_decision WHERE {wanted}_id IS NOT NULL AND {among}
    """


# Who is only named for a post makes no stint there that could bear on another: a decision would have to.
FACTS = f"AND claim.kind NOT IN {tuple(kind.value for kind in ledger_claims.NO_FACTS)}"
AROUND = Statement(
    f"""
    WITH club AS (SELECT unnest($2::bigint[]) AS id),
    reached(id) AS (SELECT unnest($1::bigint[]) UNION {_beside("coach", "club", "club")}),
    seat(id) AS (SELECT id FROM club UNION {_beside("club", "coach", "reached")}),
    seen(id) AS (SELECT id FROM reached UNION {_beside("coach", "club", "seat", FACTS)}),
    context(id) AS (SELECT id FROM seat UNION {_beside("club", "coach", "seen", FACTS)})
    SELECT ARRAY(SELECT id FROM reached), ARRAY(SELECT id FROM seat),
           ARRAY(SELECT id FROM seen), ARRAY(SELECT id FROM context)
    """,
    ("coaches", "clubs"),
)


@dataclass(frozen=True)
class Scope:
    """Which part of the ledger: every row of these coaches, and every row of these clubs.

    ``rumours_of`` are the coaches whose rumours are asked for; of the others only that is needed which may
    make a stint. All are, where it is ``None``.
    """

    coaches: frozenset[int]
    clubs: frozenset[int]
    rumours_of: frozenset[int] | None = None

    @property
    def given(self) -> dict[str, list[int]]:
        """The coaches and clubs, as a prepared query takes them."""
        return {"coaches": list(self.coaches), "clubs": list(self.clubs)}


IN_SCOPE = Q(coach_id=AnyOf("coaches")) | Q(club_id=AnyOf("clubs"))
STANDS = Q(undone_by__isnull=True)


def _about(coaches: Any, clubs: Any, lookup: str = "") -> Q:
    """Decisions on these coaches or at these clubs, as they were read or as they were put right."""
    read_or_right = [(f"{read}coach_id{lookup}", coaches) for read in ("", "read_")]
    read_or_right += [(f"{read}club_id{lookup}", clubs) for read in ("", "read_")]
    return Q(*read_or_right, _connector=Q.OR)


def _on_rumours() -> QuerySet[Decision]:
    """The decisions on rumours, each with its articles."""
    # `array_agg` of a row without articles is `{NULL}`, which the filter leaves out.
    of = ArrayAgg("articles", filter=Q(articles__isnull=False), default=Value([]))
    return Decision.objects.exclude(kind__in=NOT_ON_RUMOURS).annotate(of=of).order_by()


def _entered() -> QuerySet:
    return StintEntry.objects.filter(withdrawn_at__isnull=True).order_by().values_list(*ENTERED, named=True)


DECISIONS = Prepared(lambda: _on_rumours().filter(STANDS))
DECISIONS_IN_SCOPE = Prepared(lambda: _on_rumours().filter(STANDS, _about(AnyOf("coaches"), AnyOf("clubs"))))
ENTRIES = Prepared(_entered)
ENTRIES_IN_SCOPE = Prepared(lambda: _entered().filter(IN_SCOPE))


def load(
    scope: Scope | None = None,
    *,
    as_of: date | None = None,
    today: date | None = None,
    for_readers: bool = False,
    with_ahead: bool = True,
) -> Ledger:
    """The ledger, or the part of it in ``scope``, as it stood at the end of the day ``as_of``.

    A claim counts from the publication of its article, a decision from the moment
    it was made (its day in UTC), a hand-entered stint for all time unless it says
    since when it was known; of such a stint the end counts when it has come. For
    readers a rejection counts at all times: what was never true of a living person
    is not shown again because somebody asks for an older day. Without ``with_ahead`` an
    entered start or end that still lay ahead of ``as_of`` is left out, unless it had been
    entered by then. Rumours age by ``as_of``, else by ``today``.
    """
    decisions = _decisions(scope, as_of, for_readers)
    told = _claims(scope, decisions)
    retracted = ledger_claims.retracted(told) if as_of is None else _retracted_on(as_of)
    return Ledger(
        claims=tuple(ledger_claims.rows_of(told, retracted, as_of)),
        entries=tuple(_entries(scope, as_of, with_ahead)),
        decisions=tuple(decisions),
        today=as_of or today,
    )


def around(*, coaches: Set[int], clubs: Set[int]) -> tuple[set[int], set[int], set[int], set[int]]:
    """Whom the ledger names together, four steps out: coaches, clubs, their coaches, and their clubs.

    The first are ``coaches`` and everybody at ``clubs``; then ``clubs`` and wherever those were; then
    everybody there; then wherever they were. Of the last two, who was there by more than a word that he may
    come. One query, since each change asks for it.
    """
    [steps] = AROUND.rows(coaches=coaches, clubs=clubs)
    reached, seats, seen, context = (set(step) for step in steps)
    return reached, seats, seen, context


def _claims(scope: Scope | None, decisions: list[DecisionRow]) -> list[Told]:
    """The claims in scope, and those of corrected articles, which may count for a pair in scope."""
    if scope is None:
        return ledger_claims.all_found()
    return ledger_claims.found(
        scope.coaches,
        scope.clubs,
        scope.rumours_of,
        decided={article for d in decisions for article in d.articles},
        corrected={article for d in decisions if d.read_coach_id for article in d.articles},
    )


def _entries(scope: Scope | None, as_of: date | None, with_ahead: bool) -> Iterable[EntryRow]:
    entries = ENTRIES.ask() if scope is None else ENTRIES_IN_SCOPE.ask(**scope.given)
    for entry in entries:
        if as_of is not None and entry.known_since is not None and entry.known_since > as_of:
            continue
        started, ended = from_range(entry.started), from_range(entry.ended)
        is_later = not with_ahead and as_of is not None and entry.entered_at.date() > as_of
        if is_later and _lies_ahead(started, as_of):
            continue
        is_ahead = bool(entry.known_since or is_later) and _lies_ahead(ended, as_of)
        yield EntryRow(
            id=entry.id,
            coach_id=entry.coach_id,
            club_id=entry.club_id,
            role=entry.role,
            arrangement=entry.arrangement,
            started=started,
            ended=None if is_ahead else ended,
            manner="" if is_ahead else entry.manner,
            until=from_range(entry.contract_until),
            known_since=entry.known_since,
            entered_on=entry.entered_at.date(),
            first_match_on=entry.first_match_on,
            is_reference=entry.reference_key is not None and entry.entered_by_id is None,
        )


def _lies_ahead(time: Days | None, as_of: date | None) -> bool:
    return bool(as_of and time and time.earliest and time.earliest > as_of)


def _decisions(scope: Scope | None, as_of: date | None, for_readers: bool) -> list[DecisionRow]:
    """The decisions on rumours that stand."""
    if as_of is None:
        found = DECISIONS.ask() if scope is None else DECISIONS_IN_SCOPE.ask(**scope.given)
    else:
        hidden = STANDS & Q(kind=Decision.Kind.REJECT) if for_readers else Q(pk__in=[])
        found = _on_rumours().filter(_stood_on(as_of) | hidden)
        if scope is not None:
            found = found.filter(_about(scope.coaches, scope.clubs, "__in"))
    return [row_of(decision, frozenset(decision.of)) for decision in found]


def _stood_on(day: date, decision: str = "") -> Q:
    """Made by then, and not undone by then."""
    undone = f"{decision}undone_by"
    stood = Q(**{f"{undone}__isnull": True}) | Q(**{f"{undone}__made_at__date__gt": day})
    return Q(**{f"{decision}made_at__date__lte": day}) & stood


def _retracted_on(day: date) -> dict[int, date]:
    """All articles that stood retracted by an editor on that day, each with the day on which it was."""
    pairs = Decision.articles.through._default_manager.filter(decision__kind=Decision.Kind.RETRACT)
    stood = pairs.filter(_stood_on(day, "decision__")).values_list("article_id", "decision__made_at")
    return {article: made_at.date() for article, made_at in stood}


def row_of(decision: Decision, articles: frozenset[int]) -> DecisionRow:
    """The decision as the record weighs it; one that is not made yet comes after all others."""
    fields: dict[str, Any] = {name: getattr(decision, name) for name in DECIDED}
    return DecisionRow(id=decision.pk or NOT_MADE, articles=articles, on=from_range(decision.on), **fields)
