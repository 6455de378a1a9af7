"""The public log of corrections."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from carousel import changed_days, corrections
from carousel.changed_days import ChangedDay
from carousel.views import described
from carousel.views.as_of import halts_of, requested_day
from carousel.views.headlines import withhold_untrue
from carousel.views.pages import render_page
from carousel.views.paging import page_by_moment
from carousel.views.unchanged import kept_while_unchanged
from carousel.wording import day_in_words


@require_safe
@kept_while_unchanged
def correction_list(request: HttpRequest) -> HttpResponse:
    """What was published and then taken back or changed, the newest first."""
    today = timezone.localdate()
    as_of = requested_day(request, today=today)
    moments = corrections.MOMENT
    page = page_by_moment(corrections.log(as_of), moments, request.GET.get("after", ""))
    rows = corrections.told(page.rows)
    withhold_untrue(row.article for row in rows if row.article)
    context = {"today": today, "as_of": as_of, "rows": rows, "after": page.after}
    changed = changed_days.of_rows(corrections.log(), moments, as_of or today, today)
    context["halts"] = halts_of(changed, as_of, _note)
    context["about"] = described.of_list("corrections")
    return render_page(request, "carousel/corrections/list.html", context)


def _note(changed: ChangedDay) -> str:
    return gettext("%(day)s: corrections") % {"day": day_in_words(changed.day)}
