"""The ledger as it lies in the tables, turned into the values that the record is computed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import Q, Value

from articles.models import Claim
from carousel import origins
from carousel.dates import from_range
from carousel.models import Club, Coach, Decision, StintEntry
from carousel.record.days import Days
from carousel.record.ledger import ClaimRow, DecisionRow, EntryRow, Ledger

# What is told of a move that may come, and makes no stint by itself.
NO_FACTS = (Claim.Kind.CANDIDACY, Claim.Kind.WITHDRAWAL)
# What the record asks of a claim and of what it stands in; the rest of those rows stays behind.
OF_CLAIM = (
    "kind",
    "role",
    "manner",
    "stage",
    "by",
    "tense",
    "when",
    "until",
    "source",
    "confidence",
    "fingerprint",
    "withdrawn_at",
    "source_outlet__slug",
    "subject__coach",
    "subject__club",
    "article__outlet__slug",
    "article__outlet__tier",
    "article__imprint__story",
    "article__imprint__appeared_at",
    "article__text_key",
    "article__arrived_at",
    "article__published_on",
    "article__published_at",
    "article__outlet__country",
    "article__gone_at",
)
BESIDE_CLAIM = ("subject", "source_outlet", "article__outlet", "article__imprint")
# Undoing takes a decision out by itself, and those on names have moved the rows that they are about.
NOT_DECIDED = (Decision.Kind.UNDO, *Decision.ON_NAMES)
# The number of a decision that is only tried: no row will have it.
NOT_MADE = 2**63 - 1
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


def _beside(wanted: str, given: str, before: str) -> str:
    """SQL for the ``wanted`` of every pair that has one of ``before`` as its ``given``."""
    among = f"{given}_id = ANY(ARRAY(SELECT id FROM {before}))"
    return f"""
        SELECT subject.{wanted}_id FROM carousel_claimsubject AS subject
        JOIN articles_claim AS claim ON claim.id = subject.claim_id
        WHERE (claim.superseded_at IS NULL OR claim.withdrawn_at IS NOT NULL) AND subject.{among}
        UNION SELECT {wanted}_id FROM carousel_stintentry WHERE withdrawn_at IS NULL AND {among}
        UNION SELECT {wanted}_id FROM carousel_decision WHERE {wanted}_id IS NOT NULL AND {among}
    """


AROUND = f"""
    WITH club AS (SELECT unnest(%(clubs)s::bigint[]) AS id),
    reached(id) AS (SELECT unnest(%(coaches)s::bigint[]) UNION {_beside("coach", "club", "club")}),
    seat(id) AS (SELECT id FROM club UNION {_beside("club", "coach", "reached")}),
    seen(id) AS (SELECT id FROM reached UNION {_beside("coach", "club", "seat")}),
    context(id) AS (SELECT id FROM seat UNION {_beside("club", "coach", "seen")})
    SELECT ARRAY(SELECT id FROM reached), ARRAY(SELECT id FROM seat),
           ARRAY(SELECT id FROM seen), ARRAY(SELECT id FROM context)
"""


@dataclass(frozen=True)
class Scope:
    """Which part of the ledger: every row of these coaches, and every row of these clubs.

    ``rumours_of`` are the coaches whose rumours are asked for; of the others only that is needed which may
    make a stint. All are, where it is ``None``.
    """

    coaches: frozenset[int]
    clubs: frozenset[int]
    rumours_of: frozenset[int] | None = None

    def rows(self, prefix: str = "") -> Q:
        return Q(**{f"{prefix}coach_id__in": self.coaches}) | Q(**{f"{prefix}club_id__in": self.clubs})

    def claims(self, decided: Set[int]) -> Q:
        """The claims in scope; ``decided`` are the articles that decisions rest on, whatever they tell."""
        rows = self.rows("subject__")
        if self.rumours_of is None:
            return rows
        bears = Q(subject__coach_id__in=self.rumours_of) | ~Q(kind__in=NO_FACTS)
        return rows & (bears | Q(article__in=decided) if decided else bears)


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
    decisions, retracted = _decisions(scope, as_of, for_readers)
    return Ledger(
        claims=tuple(_claims(scope, as_of, retracted, decisions)),
        entries=tuple(_entries(scope, as_of, with_ahead)),
        decisions=tuple(decisions),
        today=as_of or today,
    )


def around(*, coaches: Set[int], clubs: Set[int]) -> tuple[set[int], set[int], set[int], set[int]]:
    """Whom the ledger names together, four steps out: coaches, clubs, their coaches, and their clubs.

    The first are ``coaches`` and everybody at ``clubs``; then ``clubs`` and wherever those were; then
    everybody there; then wherever they were. One query, since each change asks for it.
    """
    with connection.cursor() as cursor:
        cursor.execute(AROUND, {"coaches": list(coaches), "clubs": list(clubs)})
        steps = cursor.fetchone()
    reached, seats, seen, context = (set(step) for step in steps)
    return reached, seats, seen, context


def _claims(
    scope: Scope | None, as_of: date | None, retracted: dict[int, date], decisions: Iterable[DecisionRow]
) -> Iterable[ClaimRow]:
    """The claims in scope, and those of corrected articles, which may count for a pair in scope.

    Among them are those that their source took back, each with the day from which it did.
    """
    # What is said of a name that is nobody's counts for nothing.
    claims = Claim.objects.weighed().filter(subject__isnull=False)
    # Not by a join with coaches and clubs: on tables that nobody has analysed the planner would begin there.
    for name, known in (("coach", Coach), ("club", Club)):
        ignored = known.everyone.filter(is_ignored=True)
        claims = claims.exclude(**{f"subject__{name}__in": ignored.values("pk")})
    if scope is not None:
        corrected = {article for d in decisions if d.read_coach_id for article in d.articles}
        in_scope = scope.claims({article for d in decisions for article in d.articles})
        claims = claims.filter(in_scope | Q(article__in=corrected) if corrected else in_scope)
    claims = claims.select_related(*BESIDE_CLAIM).only(*OF_CLAIM)
    by_pair: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in claims.order_by():
        if as_of is None or claim.article.known_on <= as_of:
            by_pair[claim.subject.coach_id, claim.subject.club_id].append(claim)
    for told in by_pair.values():
        leaders = origins.leaders(told)
        for claim in told:
            taken_back = _retracted_on(claim, retracted.get(claim.article_id), as_of)
            yield _claim_row(claim, leaders[claim.pk], taken_back)


def _retracted_on(claim: Claim, by_editor: date | None, as_of: date | None) -> date | None:
    """The first day on which an editor retracted its article or the source took it back, if it had come."""
    moments = (claim.withdrawn_at, claim.article.gone_at)
    days = [by_editor, *(moment.date() for moment in moments if moment)]
    return min((day for day in days if day and (as_of is None or day <= as_of)), default=None)


def _claim_row(claim: Claim, leader: Claim, retracted_on: date | None) -> ClaimRow:
    article, outlet = claim.article, claim.article.outlet
    is_own, story = origins.is_own(claim, leader), origins.story_of(article)
    return ClaimRow(
        id=claim.pk,
        article_id=article.pk,
        coach_id=claim.subject.coach_id,
        club_id=claim.subject.club_id,
        kind=claim.kind,
        role=claim.role,
        manner=claim.manner,
        stage=claim.stage,
        by=claim.by,
        tense=claim.tense,
        when=from_range(claim.when),
        until=from_range(claim.until),
        known_on=article.known_on,
        origin=origins.origin_of(leader),
        is_official=bool(is_own and outlet and outlet.is_official),
        is_trusted=bool(is_own and outlet and outlet.tier <= outlet.Tier.TRUSTED),
        confidence=claim.confidence,
        stable=f"{article.text_key}:{outlet.slug if outlet else ''}:{claim.fingerprint}",
        retracted_on=retracted_on,
        story=str(story or ""),
    )


def _entries(scope: Scope | None, as_of: date | None, with_ahead: bool) -> Iterable[EntryRow]:
    entries = StintEntry.objects.filter(withdrawn_at__isnull=True)
    if scope is not None:
        entries = entries.filter(scope.rows())
    if as_of is not None:
        entries = entries.filter(Q(known_since__isnull=True) | Q(known_since__lte=as_of))
    for entry in entries:
        started, ended = from_range(entry.started), from_range(entry.ended)
        is_later = not with_ahead and as_of is not None and entry.entered_at.date() > as_of
        if is_later and _lies_ahead(started, as_of):
            continue
        is_ahead = bool(entry.known_since or is_later) and _lies_ahead(ended, as_of)
        yield EntryRow(
            id=entry.pk,
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


def _decisions(
    scope: Scope | None, as_of: date | None, for_readers: bool
) -> tuple[list[DecisionRow], dict[int, date]]:
    """The decisions on rumours that stand, and the articles that stand retracted, with the day."""
    decisions = Decision.objects.exclude(kind__in=NOT_DECIDED)
    if as_of is None:
        decisions = decisions.filter(undone_by__isnull=True)
    else:
        stood = Q(made_at__date__lte=as_of) & (
            Q(undone_by__isnull=True) | Q(undone_by__made_at__date__gt=as_of)
        )
        hidden = Q(kind=Decision.Kind.REJECT, undone_by__isnull=True) if for_readers else Q(pk__in=[])
        decisions = decisions.filter(stood | hidden)
    if scope is not None:
        retractions = Q(kind=Decision.Kind.RETRACT)
        corrections = Q(read_coach_id__in=scope.coaches) | Q(read_club_id__in=scope.clubs)
        decisions = decisions.filter(retractions | scope.rows() | corrections)
    rows, retracted = [], {}
    # `array_agg` of a row without articles is `{NULL}`, which the filter leaves out.
    of = ArrayAgg("articles", filter=Q(articles__isnull=False), default=Value([]))
    for decision in decisions.annotate(of=of).order_by():
        articles = frozenset(decision.of)
        if decision.kind == Decision.Kind.RETRACT:
            retracted.update(dict.fromkeys(articles, decision.made_at.date()))
        else:
            rows.append(row_of(decision, articles))
    return rows, retracted


def row_of(decision: Decision, articles: frozenset[int]) -> DecisionRow:
    """The decision as the record weighs it; one that is not made yet comes after all others."""
    fields: dict[str, Any] = {name: getattr(decision, name) for name in DECIDED}
    return DecisionRow(id=decision.pk or NOT_MADE, articles=articles, on=from_range(decision.on), **fields)
