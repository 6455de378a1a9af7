"""Rumours: the list, and the page of one with its answer, its climb and who said what."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import BadRequest
from django.db.models import Case, Q, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Claim
from carousel import changed_days, edition_rows, editions, likelihoods
from carousel.charts import climb as chart
from carousel.editions import Edition
from carousel.models import Decision, Rumour
from carousel.origins import with_origins
from carousel.permissions import is_editor
from carousel.record.facts import RumourFact
from carousel.standing import rumour_fact
from carousel.views import described, rumour_answer, rumour_choices, rumour_claims, rumour_filters
from carousel.views.as_of import Halts, halts_of, halts_of_record, requested_day
from carousel.views.headlines import withhold_untrue
from carousel.views.likelihood_parts import likelihood_of_page, likely
from carousel.views.pages import render_page
from carousel.views.paging import Page
from carousel.views.rumour_filters import DIRECTIONS, Filters
from carousel.views.rumour_rows import RumourRow, row_of
from carousel.views.unchanged import kept_while_unchanged

NEARBY = timedelta(days=14)
SIZE = 30  # rumours of a page of the list


@require_safe
@kept_while_unchanged
def rumour_list(request: HttpRequest) -> HttpResponse:
    """Open rumours first, then the ended ones, the newest report first in both."""
    day = timezone.localdate()
    as_of = requested_day(request, today=day)
    filters = rumour_filters.asked(request, as_of or day)
    after = request.GET.get("after", "")
    context = {"today": day, "as_of": as_of, "filters": filters, "wanted": filters.wanted}
    context["halts"] = halts_of_record(as_of, day)
    context["about"] = described.of_list("rumours")
    if as_of is not None:
        edition = editions.of_rumours(as_of=as_of, today=day)
        context["edition"] = edition
        page = _page_of_edition(edition, filters, after)
    else:
        edition = None
        page = _page_of_rows(filters, after)
    context["page"] = page
    context["choices"] = rumour_choices.of_form(filters, edition)
    context["chosen_words"] = rumour_choices.chosen(filters, context["choices"])
    return render_page(request, "carousel/rumours/list.html", context)


@require_safe
@kept_while_unchanged
def rumour_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One rumour; a rejected one is gone for readers, and what it said is not repeated."""
    rumour = get_object_or_404(Rumour.objects.select_related("coach", "club", "contradicts"), pk=pk)
    may_edit = is_editor(request.user)
    if rumour.status == Rumour.Status.REJECTED and not may_edit:
        return _gone(request)
    if rumour.direction not in DIRECTIONS and not may_edit:
        raise Http404
    day = timezone.localdate()
    as_of = requested_day(request, today=day)
    edition = editions.of_club(rumour.club, as_of=as_of, today=day)
    key = next((key for key, found in edition.rumour_ids.items() if found == pk), None)
    fact = edition.rumour(key) if key else None
    claims = [edition.claims[c] for c in fact.claims if c in edition.claims] if fact else []
    if fact is None and may_edit and not edition.is_past:
        fact, claims = _hidden(rumour)
    context = {"today": day, "edition": edition, "rumour": rumour, "may_edit": may_edit}
    context["halts"] = _halts(rumour, as_of, day)
    if fact is None:
        return render_page(request, "carousel/rumours/not_yet.html", context, status=404)
    context |= rumour_page(rumour, fact, claims, edition)
    context["about"] = described.rumour(fact, context["answer"])
    if not may_edit:
        told = [one for group in context["groups"] for one in (*group.own, *group.echoes)]
        withhold_untrue(one.claim.article for one in told)
    response = render_page(request, "carousel/rumours/detail.html", context)
    if not fact.is_public:
        response["X-Robots-Tag"] = "noindex"
    return response


def rumour_page(rumour: Rumour, fact: RumourFact, claims: list[Claim], edition: Edition) -> dict:
    """Everything that the page of one rumour shows of the edition."""
    settling = rumour_claims.settling(fact, rumour_answer.stint_of(fact, edition), edition)
    numbers = likelihoods.of_edition(edition)
    (row,) = likely([RumourRow(fact, rumour.coach, rumour.club, rumour.pk)], numbers)
    drawn = chart.figure_of(fact, {claim.pk: claim for claim in claims}, edition.day)
    return {
        "row": row,
        "fact": fact,
        "answer": rumour_answer.of(row, edition),
        "decision": _decision(fact),
        "steps": rumour_claims.steps_of(fact, claims),
        "climb_wide": chart.wide(drawn),
        "climb_tall": chart.tall(drawn),
        "groups": rumour_claims.grouped([*claims, *settling], settling={claim.pk for claim in settling}),
        "same_seat": likely([row_of(other, edition) for other in _same_seat(fact, edition)], numbers),
        **likelihood_of_page(row, edition, claims),
    }


def _halts(rumour: Rumour, as_of: date | None, today: date) -> Halts:
    """The days of its reports, and those on which it climbed or ended."""
    reports = edition_rows.days_told(edition_rows.TOLD_OF_RUMOUR, rumour=rumour.pk)
    return halts_of(changed_days.of_rumour(rumour.pk, reports, as_of or today, today), as_of)


def _gone(request: HttpRequest) -> HttpResponse:
    response = render(request, "410.html", status=410)
    response["X-Robots-Tag"] = "noindex"
    return response


def _hidden(rumour: Rumour) -> tuple[RumourFact, list[Claim]]:
    """A rumour that editions leave out, from its row: rejected, or a question about the past."""
    claims = list(
        with_origins(Claim.objects.filter(rumour_evidence__rumour=rumour)).order_by(
            "article__published_on", "pk"
        )
    )
    return rumour_fact(rumour, claims), claims


def _decision(fact: RumourFact) -> Decision | None:
    if fact.decision_id is None:
        return None
    return Decision.objects.select_related("editor").filter(pk=fact.decision_id).first()


def _same_seat(fact: RumourFact, edition: Edition) -> list[RumourFact]:
    """The others who were named for the seat at about the same time, open ones first."""
    if fact.direction != "in":
        return []
    first, last = fact.opened_on - NEARBY, (fact.ended_on or edition.day) + NEARBY
    others = [
        other
        for other in edition.record.rumours
        if other.key != fact.key
        and (other.club_id, other.direction) == (fact.club_id, fact.direction)
        and other.is_public
        and other.opened_on <= last
        and (other.ended_on or edition.day) >= first
    ]
    return sorted(others, key=lambda other: (not other.is_open, -other.newest_on.toordinal(), other.key))


def _page_of_rows(filters: Filters, after: str) -> Page:
    rows, day = filters.rows(Rumour.objects.public()), filters.day
    if filters.asks_number:
        running = list(rows.open())
        numbers = likelihoods.of_rows(running, day, moved=True)
        rows = rows.filter(pk__in=[row.pk for row in running if filters.number_fits(numbers.get(row.key))])
    page = _cut_rows(rows, after)
    if not filters.asks_number:
        numbers = likelihoods.of_rows((row.fact for row in page.rows), day, moved=True)
    return Page(likely(page.rows, numbers), page.after)


def _cut_rows(rows: QuerySet, after: str) -> Page:
    ordered = rows.select_related("coach", "club")
    ordered = ordered.annotate(is_over=Case(When(status="open", then=Value(0)), default=Value(1)))
    ordered = ordered.order_by("is_over", "-newest_on", "-pk")
    if after:
        over, newest, pk = _key(after)
        ordered = ordered.filter(
            Q(is_over__gt=over)
            | Q(is_over=over, newest_on__lt=newest)
            | Q(is_over=over, newest_on=newest, pk__lt=pk)
        )
    found = [RumourRow(rumour, rumour.coach, rumour.club, rumour.pk) for rumour in ordered[: SIZE + 1]]
    return _cut(found)


def _page_of_edition(edition: Edition, filters: Filters, after: str) -> Page:
    facts = filters.facts(edition.record.rumours, edition.clubs)
    if filters.asks_number:
        numbers = likelihoods.of_edition(edition, facts, moved=True)
        facts = [fact for fact in facts if filters.number_fits(numbers.get(fact.key))]
    rows = sorted((row_of(fact, edition) for fact in facts), key=_place)
    if after:
        over, newest, pk = _key(after)
        rows = [row for row in rows if _place(row) > (over, -newest.toordinal(), -pk)]
    page = _cut(rows[: SIZE + 1])
    if not filters.asks_number:
        numbers = likelihoods.of_edition(edition, [row.fact for row in page.rows], moved=True)
    return Page(likely(page.rows, numbers), page.after)


def _place(row: RumourRow) -> tuple[int, int, int]:
    return (int(not row.is_open), -row.fact.newest_on.toordinal(), -(row.pk or 0))


def _cut(found: list[RumourRow]) -> Page:
    rows = found[:SIZE]
    last = rows[-1] if len(found) > SIZE else None
    return Page(rows, f"{int(not last.is_open)}:{last.fact.newest_on}:{last.pk or 0}" if last else "")


def _key(after: str) -> tuple[int, date, int]:
    try:
        over, newest, pk = after.split(":")
        key = (int(over), date.fromisoformat(newest), int(pk))
    except ValueError:
        key = None
    if key is None or not 0 <= key[2] < 2**63 or key[0] not in (0, 1):
        raise BadRequest(_("This address names no place in the list. Start again from the top."))
    return key
