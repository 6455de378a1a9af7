"""What a report counts as: the outlet that it cites, the one whose text it copies, or its own.

Ten papers that print one agency's text are one voice. Articles are tied into stories by
their texts and times (`articles.stories`); of the articles of a story that say the same
thing, all count as the earliest. An official outlet speaks for itself, whoever printed
its words before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import QuerySet

from articles.models import Article, Claim, Imprint
from carousel import edits
from carousel.record.ledger import UNNAMED

# Whose subjects may count as something else from now on, with an article's place in its story.
Places = frozenset[tuple[int, int]]


def with_origins(rows: QuerySet, prefix: str = "") -> QuerySet:
    """The rows with all that is needed to tell what their claims count as, and without the texts."""
    come_along = ("article__outlet", "source_outlet", "article__imprint")
    left_behind = ("article__text", "article__regions", "article__imprint__sample")
    rows = rows.select_related(*(prefix + name for name in come_along))
    return rows.defer(*(prefix + name for name in left_behind))


def leaders(claims: Iterable[Claim]) -> dict[int, Claim]:
    """For each claim the report that it counts as; the claims are about one coach and one club."""
    claims = list(claims)
    firsts: dict[tuple[int, str], Claim] = {}
    for claim in sorted(claims, key=_rank):
        if (story := story_of(claim.article)) is not None:
            firsts.setdefault((story, claim.kind), claim)
    counted = {}
    for claim in claims:
        story = story_of(claim.article)
        speaks_for_itself = story is None or (not _cites(claim) and _is_official(claim.article))
        counted[claim.pk] = claim if speaks_for_itself else firsts[story, claim.kind]
    return counted


def origins(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The independent voices in claims about one coach and one club, in a stable order."""
    return tuple(sorted({origin_of(leader) for leader in leaders(claims).values()}))


def origin_of(leader: Claim) -> str:
    """The outlet that a report cites, else its own; an article without one is its own."""
    if leader.source_outlet:
        return f"outlet:{leader.source_outlet.slug}"
    if leader.source:
        return f"name:{leader.source.casefold()}"
    if leader.article.outlet:
        return f"outlet:{leader.article.outlet.slug}"
    return f"{UNNAMED}{leader.article.text_key}"


def is_own(claim: Claim, leader: Claim) -> bool:
    """Whether the outlet says it by itself: it neither cites another nor prints another's text."""
    own = claim.article.outlet_id
    if _cites(claim) and (own is None or claim.source_outlet_id != own):
        return False
    if leader.pk == claim.pk:
        return True
    return own is not None and own in (leader.source_outlet_id, leader.article.outlet_id)


def story_of(article: Article) -> int | None:
    """The story that the article belongs to; an article that has not been tied has none."""
    imprint = getattr(article, "imprint", None)
    return imprint.story_id if imprint else None


def places_of(article_id: int) -> Places:
    """The article's story with every article in it; empty for an article that stands alone."""
    around = Imprint.objects.filter(story__imprints__article=article_id)
    return frozenset(around.values_list("article_id", "story_id"))


def told_anew(before: Places, after: Places) -> set[tuple[int, int]]:
    """The coaches and clubs of whom reports may count as something else, once a story has changed."""
    if before == after:
        return set()
    return named_in({article for article, _story in before | after})


def named_in(articles: Collection[int]) -> set[tuple[int, int]]:
    """The coaches and clubs that the articles name together, as read and as corrected."""
    subjects = Claim.objects.weighed().filter(article__in=articles, subject__isnull=False)
    return set(subjects.values_list("subject__coach_id", "subject__club_id")) | edits.pairs_of(articles)


def _rank(claim: Claim) -> tuple[datetime, datetime, int, int]:
    """Earliest first, as stories have it."""
    article = claim.article
    imprint = getattr(article, "imprint", None)
    return (imprint.appeared_at if imprint else article.arrived_at, article.arrived_at, article.pk, claim.pk)


def _cites(claim: Claim) -> bool:
    return bool(claim.source or claim.source_outlet_id)


def _is_official(article: Article) -> bool:
    return bool(article.outlet and article.outlet.is_official)
