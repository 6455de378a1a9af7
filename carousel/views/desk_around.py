"""What stands around an item at the desk: what else was said of coach and seat, and how it came so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Claim
from carousel import wording
from carousel.models import Decision, Rumour
from carousel.views import desk_rows
from carousel.views.access import editors_only
from carousel.views.desk_answers import vary

MOST = 8


@dataclass(frozen=True)
class Around:
    """Always in the same number of queries."""

    rumour: Rumour
    of_coach: list[Claim]
    of_seat: list[Claim]
    steps: list[tuple[date, str]]
    others: list[tuple[Rumour, str]]
    decisions: list[tuple[Decision, str]]


@require_safe
@editors_only
def around(request: HttpRequest, pk: int) -> HttpResponse:
    """The neighbours of the item; for HTMX the part that opens in the pane, else a page of their own."""
    rumour = get_object_or_404(Rumour.objects.select_related("coach", "club"), pk=pk)
    is_part = request.htmx and not request.htmx.history_restore_request
    template = "carousel/desk/_neighbours.html" if is_part else "carousel/desk/around.html"
    return vary(render(request, template, {"around": around_of(rumour)}))


def around_of(rumour: Rumour) -> Around:
    claims = Claim.objects.standing().exclude(rumour_evidence__rumour=rumour)
    others = Rumour.objects.filter(coach=rumour.coach_id, club=rumour.club_id).exclude(pk=rumour.pk)
    made = Decision.objects.filter(coach=rumour.coach_id, club=rumour.club_id)
    related = ("coach", "club", "editor", "merge", "undoes__coach", "undoes__club", "undoes__merge")
    return Around(
        rumour=rumour,
        of_coach=_newest(claims.filter(subject__coach=rumour.coach_id)),
        of_seat=_newest(claims.filter(subject__club=rumour.club_id).exclude(subject__coach=rumour.coach_id)),
        steps=[
            (date.fromisoformat(day), wording.stage_in_words(stage)) for day, stage, _claim in rumour.steps
        ],
        others=[
            (other, desk_rows.label_of(other))
            for other in others.select_related("coach", "club").order_by("-opened_on", "-pk")[:MOST]
        ],
        decisions=[
            (decision, desk_rows.decision_in_words(decision))
            for decision in made.select_related(*related).prefetch_related("articles", "undoes__articles")[
                :MOST
            ]
        ],
    )


def _newest(claims: QuerySet[Claim]) -> list[Claim]:
    published = Coalesce(F("article__published_on"), TruncDate("article__arrived_at"))
    related = ("article__outlet", "source_outlet", "subject__coach", "subject__club")
    return list(claims.select_related(*related).order_by(published.desc(), "-id")[:MOST])
