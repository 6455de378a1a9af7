"""What was said of a rumour: each claim in its paragraph, with what was read in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext as _

from articles.models import Claim
from carousel import wording
from carousel.models import Rumour
from carousel.passages import Passage, in_paragraph
from carousel.record.days import Days

MOST_CLAIMS = 12


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
    claims = (
        Claim.objects.standing()
        .filter(rumour_evidence__rumour=rumour)
        .select_related("article__outlet", "source_outlet")
        .order_by(Coalesce("article__published_on", TruncDate("article__arrived_at")).desc(), "-id")
    )
    return [_said(claim, seen_claim) for claim in claims[:MOST_CLAIMS]]


def _said(claim: Claim, seen_claim: int | None) -> Said:
    article = claim.article
    whole = article.title if claim.part == Claim.Part.TITLE else article.text
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
