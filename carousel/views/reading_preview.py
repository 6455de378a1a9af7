"""What would be read out of a text that somebody is about to bring in."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import keeping
from articles.extraction.claims import Claim, Reading
from articles.keeping import Submission
from articles.models import Article
from articles.models import Claim as ClaimRow
from carousel import reading, wording
from carousel.passages import Segment, cut
from carousel.record.days import Days

SHORTEST_TEXT = 20
LONGEST_SHOWN = 90
SET_ASIDE = ("related", "teaser", "caption", "signoff")


@dataclass(frozen=True)
class Found:
    """One claim: ``kind`` is fact, rumour or ended, and ``fields`` says in words what was read."""

    kind: str
    label: str
    coach: str
    club: str
    link: str
    is_rumour: bool
    fields: list[str]
    passage: str


@dataclass(frozen=True)
class SetAside:
    label: str
    example: str


@dataclass(frozen=True)
class Preview:
    """``is_read`` is false while there is too little text to read."""

    is_read: bool = False
    language: str = ""
    language_name: str = ""
    known: Article | None = None
    found: tuple[Found, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    text: tuple[Segment, ...] = ()
    seconds: float = 0.0


NOTHING = Preview()


def of(submission: Submission) -> Preview:
    """What a reading finds; nothing is written."""
    if len(submission.text.strip()) < SHORTEST_TEXT:
        return NOTHING
    began = time.perf_counter()
    read = reading.preview(submission)
    marks = [
        (mark.kind, "text", mark.passage.start, mark.passage.end)
        for claim in read.claims
        for mark in claim.marks
        if mark.passage.part == "text"
    ]
    return Preview(
        is_read=True,
        language=read.language,
        language_name=wording.language_in_words(read.language),
        known=keeping.find(replace(submission, url="")),
        found=tuple(found_of(claim) for claim in read.claims),
        set_aside=_set_aside(submission, read),
        text=cut(submission.text, 0, len(submission.text), marks),
        seconds=time.perf_counter() - began,
    )


def found_of(claim: Claim) -> Found:
    """A claim in words, as the one who pasted the text is shown it."""
    is_rumour = claim.kind in ("candidacy", "pressure")
    times = Days(claim.when.earliest, claim.when.latest) if claim.when else None
    fields = [
        str(ClaimRow.Role(claim.role).label),
        wording.days_in_words(times) if times else _("no date"),
        _("names %(source)s") % {"source": claim.source} if claim.source else "",
        _("confidence %(share)s") % {"share": number_format(claim.confidence, 2)},
    ]
    return Found(
        kind="rumour" if is_rumour else "ended" if claim.kind == "withdrawal" else "fact",
        label=_label(claim),
        coach=claim.coach.name,
        club=claim.club.name,
        link={
            "departure": _("left"),
            "pressure": _("may leave"),
            "tenure": _("at"),
            "extension": _("at"),
        }.get(claim.kind, ""),
        is_rumour=is_rumour or claim.kind == "withdrawal",
        fields=[field for field in fields if field],
        passage=claim.evidence.text,
    )


def _label(claim: Claim) -> str:
    words = capfirst(str(ClaimRow.Kind(claim.kind).label))
    detail = claim.stage and ClaimRow.Stage(claim.stage).label
    if claim.manner and claim.manner != "unspecified":
        detail = ClaimRow.Manner(claim.manner).label
    return f"{words}: {detail}" if detail else words


def _set_aside(submission: Submission, read: Reading) -> tuple[SetAside, ...]:
    """The stretches that were recognised as no part of the story, by what they are."""
    stretches: dict[str, list[str]] = {}
    for span in read.regions:
        if span.region in SET_ASIDE:
            whole = submission.title if span.part == "title" else submission.text
            stretches.setdefault(span.region, []).append(whole[span.start : span.end].strip())
    return tuple(
        SetAside(_counted(region, len(texts)), _shortened(texts[0])) for region, texts in stretches.items()
    )


def _counted(region: str, count: int) -> str:
    words = {
        "related": ngettext("%(count)s link to another article", "%(count)s links to other articles", count),
        "teaser": ngettext("%(count)s teaser headline", "%(count)s teaser headlines", count),
        "caption": ngettext("%(count)s caption", "%(count)s captions", count),
        "signoff": ngettext("%(count)s credit line", "%(count)s credit lines", count),
    }
    return words[region] % {"count": count}


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN].rpartition(" ")[0] + " …"
