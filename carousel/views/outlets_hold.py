"""The rumours behind "Do our own numbers hold?": those that a tenth of the numbers counts, or all."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from carousel import likelihood_fits
from carousel.models import Rumour
from carousel.record.facts import RumourKey
from carousel.views.as_of import halts_of_record, requested_day
from carousel.views.choices import no_such_filter
from carousel.views.pages import render_page
from carousel.views.parts_of_lists import asked_after, part_of
from carousel.views.rumour_rows import RumourRow
from carousel.views.unchanged import kept_while_unchanged

SIZE = 50


@require_safe
@kept_while_unchanged
def outlet_hold(request: HttpRequest) -> HttpResponse:
    """Those that were over when the numbers were judged last; ``?from=30`` those that were given 30 to 40."""
    today = timezone.localdate()
    as_of = requested_day(request, today=today)
    low = request.GET.get("from", "")
    groups = _groups(as_of or today)
    chosen = [group for group in groups if low in ("", str(group.low))]
    if low and not chosen:
        raise no_such_filter()
    keys = {key for group in chosen for key in group.rumours}
    told = _rumours(keys)
    rows = [row for row in told if row.fact.status != Rumour.Status.REJECTED]
    part = part_of(rows, asked_after(request, "after"), SIZE, lambda row: str(row.pk))
    context = {
        "today": today,
        "as_of": as_of,
        "halts": halts_of_record(as_of, today),
        "group": chosen[0] if low else None,
        "number": len(told),
        "rows": part.rows,
        "part": part,
        "hidden": len(told) - len(rows),
    }
    return render_page(request, "carousel/outlets/hold.html", context)


def _groups(day: date) -> list:
    fit = likelihood_fits.fit_on(day, "in")
    return [group for group in likelihood_fits.groups_of(fit) if group.count] if fit else []


def _rumours(keys: Collection[RumourKey]) -> list[RumourRow]:
    """The one that ended last first; of those that were rejected readers get the number alone."""
    found = Rumour.objects.filter(
        coach__in={key[0] for key in keys}, club__in={key[1] for key in keys}, direction="in"
    )
    ordered = found.select_related("coach", "club").order_by("-ended_on", "-id")
    return [RumourRow(row, row.coach, row.club, row.pk) for row in ordered if row.key in keys]
