"""The claims of the ledger, read from the tables as plain values that keep the rules of their models."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from articles.models import Article, Claim, Outlet
from carousel import origins
from carousel.dates import from_range
from carousel.models import Club, Coach, Decision
from carousel.prepared import AnyOf, Prepared
from carousel.record.ledger import ClaimRow

# What is told of a move that may come, and makes no stint by itself.
NO_FACTS = (Claim.Kind.CANDIDACY, Claim.Kind.WITHDRAWAL)
OF_CLAIM = (
    "pk",
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
    "subject__coach_id",
    "subject__club_id",
)
OF_ARTICLE = ("pk", "text_key", "arrived_at", "published_on", "published_at", "gone_at")
OF_OUTLET = ("pk", "slug", "tier", "country")
OF_IMPRINT = ("story_id", "appeared_at")
KNOWN = (("coach", Coach), ("club", Club))
READ = (
    *OF_CLAIM,
    *(f"article__{name}" for name in OF_ARTICLE),
    *(f"article__outlet__{name}" for name in OF_OUTLET),
    *(f"article__imprint__{name}" for name in OF_IMPRINT),
    *(f"source_outlet__{name}" for name in OF_OUTLET),
)


@dataclass(frozen=True, slots=True)
class ToldOutlet:
    """An outlet, as far as the record asks."""

    pk: int
    slug: str
    tier: int
    country: str

    Tier = Outlet.Tier
    is_official = Outlet.is_official


@dataclass(frozen=True, slots=True)
class ToldImprint:
    """Where an article stands in its story."""

    story_id: int | None
    appeared_at: datetime


@dataclass(frozen=True, slots=True)
class ToldArticle:
    """An article without its text."""

    pk: int
    text_key: str
    arrived_at: datetime
    published_on: date | None
    published_at: datetime | None
    gone_at: datetime | None
    outlet: ToldOutlet | None
    imprint: ToldImprint | None

    known_on = Article.known_on

    @property
    def outlet_id(self) -> int | None:
        return self.outlet.pk if self.outlet else None


@dataclass(frozen=True, slots=True)
class Told:
    """A claim on a coach and a club that are known, with what it stands in."""

    pk: int
    kind: str
    role: str
    manner: str
    stage: str
    by: str
    tense: str
    when: Any
    until: Any
    source: str
    confidence: float
    fingerprint: str
    withdrawn_at: datetime | None
    coach_id: int
    club_id: int
    article: ToldArticle
    source_outlet: ToldOutlet | None

    @property
    def source_outlet_id(self) -> int | None:
        return self.source_outlet.pk if self.source_outlet else None

    @classmethod
    def of(cls, row: tuple) -> Told:
        """The values of ``READ`` in that order."""
        ends = (len(OF_CLAIM), len(OF_ARTICLE), len(OF_OUTLET), len(OF_IMPRINT), len(OF_OUTLET))
        parts, at = [], 0
        for length in ends:
            parts.append(row[at : at + length])
            at += length
        claim, article, outlet, imprint, source = parts
        printed = ToldImprint(*imprint) if imprint[1] is not None else None
        told_in = ToldArticle(*article, outlet=_outlet(outlet), imprint=printed)
        return cls(*claim, article=told_in, source_outlet=_outlet(source))


def _outlet(values: tuple) -> ToldOutlet | None:
    return ToldOutlet(*values) if values[0] is not None else None


def _weighed() -> QuerySet[Claim]:
    """What is said of a name that is nobody's counts for nothing. All ignored names are looked up once."""
    claims = Claim.objects.weighed().filter(subject__isnull=False)
    # Not by a join with coaches and clubs: on tables that nobody has analysed the planner would begin there.
    for name, known in KNOWN:
        ignored = known.everyone.filter(is_ignored=True)
        claims = claims.exclude(**{f"subject__{name}__in": ignored.values("pk")})
    return _read(claims)


def _some_weighed() -> QuerySet[Claim]:
    """The same, with each name looked up by itself: for a few claims that is less than all ignored ones."""
    claims = Claim.objects.weighed().filter(subject__isnull=False)
    for name, known in KNOWN:
        found = known.everyone.filter(pk=OuterRef(f"subject__{name}_id")).order_by()
        claims = claims.alias(**{f"no_{name}": Subquery(found.values("is_ignored"))})
        claims = claims.filter(**{f"no_{name}": False})
    return _read(claims)


def _read(claims: QuerySet[Claim]) -> QuerySet:
    return claims.order_by().values_list(*READ)


def _retractions() -> QuerySet:
    """Those of the articles that stand retracted by an editor, each with the moment."""
    of_articles = Decision.articles.through._default_manager.filter(article_id=AnyOf("articles"))
    standing = of_articles.filter(decision__kind=Decision.Kind.RETRACT, decision__undone_by__isnull=True)
    return standing.order_by().values_list("article_id", "decision__made_at")


IN_SCOPE = Q(subject__coach_id=AnyOf("coaches")) | Q(subject__club_id=AnyOf("clubs"))
BEARS = Q(subject__coach_id=AnyOf("rumours_of")) | ~Q(kind__in=NO_FACTS) | Q(article=AnyOf("decided"))
IN_ALL = Prepared(_weighed)
ON_THESE = Prepared(lambda: _some_weighed().filter(IN_SCOPE))
# Of the coaches whose rumours are not asked for only that is needed which may make a stint.
AROUND_THESE = Prepared(lambda: _some_weighed().filter(IN_SCOPE, BEARS))
RETRACTED = Prepared(_retractions)
OF_ARTICLES = Prepared(lambda: _some_weighed().filter(article=AnyOf("articles")))


def found(
    coaches: Collection[int],
    clubs: Collection[int],
    rumours_of: Collection[int] | None,
    *,
    decided: Collection[int],
    corrected: Collection[int],
) -> list[Told]:
    """The claims on these coaches and at these clubs, and all of ``corrected`` articles.

    ``decided`` are the articles that decisions rest on, which are needed whatever they tell.
    """
    given = {"coaches": list(coaches), "clubs": list(clubs)}
    if rumours_of is None:
        rows = ON_THESE.ask(**given)
    else:
        rows = AROUND_THESE.ask(**given, rumours_of=list(rumours_of), decided=list(decided))
    if corrected:
        # Not in one condition with the others: no index would answer it.
        rows += OF_ARTICLES.ask(articles=list(corrected))
    return [Told.of(row) for row in {row[0]: row for row in rows}.values()]


def all_found() -> list[Told]:
    return [Told.of(row) for row in IN_ALL.ask()]


def retracted(told: Iterable[Told]) -> dict[int, date]:
    """The articles of these claims that stand retracted by an editor, each with the day on which it was."""
    articles = list({claim.article.pk for claim in told})
    return {article: made_at.date() for article, made_at in RETRACTED.ask(articles=articles)}


def rows_of(told: Iterable[Told], retracted: dict[int, date], as_of: date | None) -> Iterable[ClaimRow]:
    """The claims as the record weighs them.

    Among them are those that their source took back, each with the day from which it did.
    """
    by_pair: dict[tuple[int, int], list[Told]] = defaultdict(list)
    for claim in told:
        if as_of is None or claim.article.known_on <= as_of:
            by_pair[claim.coach_id, claim.club_id].append(claim)
    for pair in by_pair.values():
        leaders: dict[int, Any] = origins.leaders(pair)
        for claim in pair:
            taken_back = _retracted_on(claim, retracted.get(claim.article.pk), as_of)
            yield _row(claim, leaders[claim.pk], taken_back)


def _retracted_on(claim: Told, by_editor: date | None, as_of: date | None) -> date | None:
    """The first day on which an editor retracted its article or the source took it back, if it had come."""
    moments = (claim.withdrawn_at, claim.article.gone_at)
    days = [by_editor, *(moment.date() for moment in moments if moment)]
    return min((day for day in days if day and (as_of is None or day <= as_of)), default=None)


def _row(claim: Told, leader: Told, retracted_on: date | None) -> ClaimRow:
    article, outlet = claim.article, claim.article.outlet
    is_own, story = origins.is_own(claim, leader), origins.story_of(article)
    return ClaimRow(
        id=claim.pk,
        article_id=article.pk,
        coach_id=claim.coach_id,
        club_id=claim.club_id,
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
