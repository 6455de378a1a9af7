"""What was said of a rumour: each claim in its paragraph, with what was read in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext as _

from articles.models import Article, ArticleVersion, Claim
from carousel import wording
from carousel.models import Rumour
from carousel.passages import Passage, in_paragraph
from carousel.prepared import Given, Prepared
from carousel.record.days import Days

MOST_CLAIMS = 12
TOLD = Prepared(
    lambda: (
        Claim.objects.weighed()
        .filter(rumour_evidence__rumour=Given("rumour"))
        .select_related("article__outlet", "source_outlet")
        .order_by(Coalesce("article__published_on", TruncDate("article__arrived_at")).desc(), "-id")[
            :MOST_CLAIMS
        ]
    )
)


@dataclass(frozen=True)
class Said:
    """One claim, as the editor judges it."""

    claim: Claim
    outlet: str
    language: str
    published: Days | None
    passage: Passage
    reads_as: str
    marks: list[tuple[str, str, str]]
    is_new: bool


def all_said(rumour: Rumour, seen_claim: int | None) -> list[Said]:
    """One block a claim, newest first; those that came in behind the editor's back are marked."""
    told: list[Claim] = TOLD.ask(rumour=rumour.pk)
    before = _texts_before(claim for claim in told if claim.superseded_at is not None)
    return [_said(claim, before.get(claim.pk, claim.article), seen_claim) for claim in told]


def _texts_before(claims: Iterable[Claim]) -> dict[int, Article | ArticleVersion]:
    """For each claim that its article took back, the text in which it stood."""
    taken_back = list(claims)
    if not taken_back:
        return {}
    found: dict[int, Article | ArticleVersion] = {}
    for version in ArticleVersion.objects.filter(article__in={claim.article_id for claim in taken_back}):
        for claim in taken_back:
            if claim.article_id == version.article_id and _stands_in(claim, version):
                found[claim.pk] = version
    return found


def _whole(claim: Claim, text: Article | ArticleVersion) -> str:
    return text.title if claim.part == Claim.Part.TITLE else text.text


def _stands_in(claim: Claim, text: Article | ArticleVersion) -> bool:
    return _whole(claim, text)[claim.start : claim.end] == claim.passage


def _said(claim: Claim, text: Article | ArticleVersion, seen_claim: int | None) -> Said:
    article, whole = claim.article, _whole(claim, text)
    marks = [mark for mark in claim.marks if mark[1] == claim.part]
    return Said(
        claim=claim,
        outlet=article.outlet.name if article.outlet else _("outlet not known"),
        language=wording.language_in_words(article.language),
        published=Days.on(article.published_on) if article.published_on else None,
        passage=in_paragraph(whole, claim.start, claim.end, marks),
        reads_as=wording.reading_in_words(claim),
        marks=_legend(claim),
        is_new=seen_claim is not None and claim.pk > seen_claim,
    )


def _legend(claim: Claim) -> list[tuple[str, str, str]]:
    """What each mark was read as: its kind, its name and its reading."""
    readings = {
        "coach": (_("coach"), claim.coach_name),
        "club": (_("club"), claim.club_name),
        "cue": (_("cue"), wording.reading_in_words(claim)),
        "date": (_("date"), wording.days_in_words(wording.of_range(claim.when))),
        "source": (_("source"), claim.source_outlet.name if claim.source_outlet else claim.source),
    }
    marked = {mark[0] for mark in claim.marks}
    return [
        (kind, name, reading)
        for kind, (name, reading) in readings.items()
        if kind in marked or (kind in ("coach", "club", "source") and reading)
    ]
