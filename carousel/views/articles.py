"""An article: what it says, passage by passage, and what each claim counts as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.models import Article, Claim
from carousel.corrections import rejections_of
from carousel.marking import Mark, Stretch, stretches
from carousel.models import Decision, Rumour, Stint
from carousel.permissions import is_editor
from carousel.views import described
from carousel.views.articles_entry import article_new, article_retract, article_retry  # noqa: F401
from carousel.views.articles_story import edits, places
from carousel.views.articles_why import article_why  # noqa: F401
from carousel.views.as_of import halts_of_record, requested_day
from carousel.views.headlines import withhold_untrue
from carousel.views.pages import render_page
from carousel.views.unchanged import kept_while_unchanged

SET_ASIDE = {
    "related": gettext_lazy("Left out: link to another article"),
    "teaser": gettext_lazy("Left out: headline of another article"),
    "caption": gettext_lazy("Left out: caption"),
    "signoff": gettext_lazy("Left out: credits at the foot"),
}


@dataclass(frozen=True)
class ClaimLine:
    """A claim with its number on the page, and what it bears on; nothing of that where it waits."""

    number: int
    claim: Claim
    stints: tuple[tuple[Stint, str], ...]
    rumours: tuple[Rumour, ...]

    @property
    def waits(self) -> bool:
        return not self.stints and not self.rumours


@dataclass(frozen=True)
class Block:
    """A stretch of the text, with the words for why it is set aside."""

    stretch: Stretch
    reason: str


@require_safe
@kept_while_unchanged
def article_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Readers get the passages and the way to the original; editors the whole text, marked."""
    article = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    day = timezone.localdate()
    as_of = requested_day(request, today=day)
    may_edit = is_editor(request.user)
    context = {"today": day, "as_of": as_of, "article": article, "halts": halts_of_record(as_of, day)}
    if as_of and article.known_on > as_of:
        return render_page(request, "carousel/articles/not_yet.html", context, status=404)
    if not may_edit:
        withhold_untrue([article])
    retraction = _retraction(article, as_of)
    lines = claim_lines(article, may_edit=may_edit) if may_edit or retraction is None else []
    context |= {
        "may_edit": may_edit,
        "rejections": [(Decision.Reason(reason).label, count) for reason, count in rejections_of(article)]
        if may_edit
        else [],
        "retraction": retraction,
        "lines": lines,
        "is_past": as_of is not None,
        "story": places(article, as_of),
        "edits": edits(article) if may_edit and as_of is None else [],
        "title_blocks": blocks(article, lines, "title") if may_edit else [],
        "text_blocks": blocks(article, lines, "text") if may_edit else [],
    }
    if retraction is None and article.state == Article.State.READ:
        context["about"] = described.article(article, len(lines))
    return render_page(request, "carousel/articles/detail.html", context)


def claim_lines(article: Article, *, may_edit: bool) -> list[ClaimLine]:
    """The standing claims in the order of the text; readers see none that was rejected."""
    claims = (
        article.claims.standing()
        .select_related("subject__coach", "subject__club", "source_outlet")
        .prefetch_related(
            "stint_evidence__stint__coach",
            "stint_evidence__stint__club",
            "rumour_evidence__rumour__coach",
            "rumour_evidence__rumour__club",
        )
    )
    lines: list[ClaimLine] = []
    for claim in sorted(claims, key=lambda c: (c.part != "title", c.start, c.pk)):
        claim.article = article
        stints = tuple((e.stint, e.get_bears_on_display()) for e in claim.stint_evidence.all())
        rumours = tuple(e.rumour for e in claim.rumour_evidence.all())
        shown = rumours if may_edit else tuple(r for r in rumours if _is_public(r))
        is_rejected = bool(rumours) and all(r.status == Rumour.Status.REJECTED for r in rumours)
        if is_rejected and not stints and not may_edit:
            continue
        lines.append(ClaimLine(len(lines) + 1, claim, stints, shown))
    return lines


def blocks(article: Article, lines: list[ClaimLine], part: str) -> list[Block]:
    """The title or the text with the claims' marks in it, and what was set aside told apart."""
    whole = article.title if part == "title" else article.text
    marks = [
        Mark(kind, start, end)
        for line in lines
        for kind, where, start, end in line.claim.marks
        if where == part
    ]
    passages = [(line.number, line.claim.end) for line in lines if line.claim.part == part]
    regions = [(start, end, label) for where, start, end, label in article.regions if where == part]
    return [
        Block(stretch, str(SET_ASIDE.get(stretch.set_aside, stretch.set_aside)))
        for stretch in stretches(whole, marks, passages, regions)
    ]


def _is_public(rumour: Rumour) -> bool:
    return rumour.status != Rumour.Status.REJECTED and rumour.direction != "held"


def _retraction(article: Article, as_of: date | None) -> Decision | None:
    """The decision that took the article back, where one stands on the day."""
    made = article.decisions.filter(kind=Decision.Kind.RETRACT, undone_by__isnull=True)
    if as_of:
        made = made.filter(made_at__date__lte=as_of)
    return made.select_related("editor").order_by("-made_at").first()
