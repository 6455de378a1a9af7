"""The public log of corrections."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from carousel import changed_days, corrections
from carousel.views import described
from carousel.views.as_of import halts_of, requested_day
from carousel.views.headlines import withhold_untrue
from carousel.views.pages import render_page
from carousel.views.paging import page_by_id
from carousel.views.unchanged import kept_while_unchanged


@require_safe
@kept_while_unchanged
def correction_list(request: HttpRequest) -> HttpResponse:
    """What was published and then taken back or changed, the newest first."""
    today = timezone.localdate()
    as_of = requested_day(request, today=today)
    page = page_by_id(corrections.corrections(as_of), request.GET.get("after", ""))
    rows = corrections.told(page.rows)
    withhold_untrue(row.article for row in rows if row.article)
    context = {"today": today, "as_of": as_of, "rows": rows, "after": page.after}
    changed = changed_days.of_decisions(corrections.corrections(), as_of or today, today)
    context["halts"] = halts_of(changed, as_of)
    context["about"] = described.of_list("corrections")
    return render_page(request, "carousel/corrections/list.html", context)
