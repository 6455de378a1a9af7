"""The reports that an outlet's track record counts: the rumour, the stage, and whether it was right."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Outlet
from carousel import changed_days, reports
from carousel.likelihoods import counted
from carousel.models import Decision, Rumour, RumourVoice
from carousel.views.as_of import halts_of, requested_day
from carousel.views.choices import no_such_filter
from carousel.views.outlets_record import PREFIX, STAGES
from carousel.views.pages import render_page
from carousel.views.paging import page_by_id
from carousel.views.rumour_rows import RumourRow
from carousel.views.unchanged import kept_while_unchanged
from carousel.wording import stage_in_words

WHICH = ("", "right", "first", "ahead", "rejected")


@require_safe
@kept_while_unchanged
def outlet_reports(request: HttpRequest, slug: str) -> HttpResponse:
    """Those that were resolved by the day; of what an editor rejected readers get the number alone."""
    outlet = get_object_or_404(Outlet, slug=slug)
    today = timezone.localdate()
    as_of = requested_day(request, today=today)
    stage, which, reason = (request.GET.get(name, "") for name in ("stage", "which", "reason"))
    if stage not in ("", *STAGES) or which not in WHICH or reason not in ("", *Decision.Reason.values):
        raise no_such_filter()
    found = _chosen(f"{PREFIX}{slug}", as_of or today, which)
    found = found.filter(stage=stage) if stage else found
    found = found.filter(rumour__decision__reason=reason) if reason else found
    hidden = found.filter(rumour__status=Rumour.Status.REJECTED).count()
    shown = found.exclude(rumour__status=Rumour.Status.REJECTED).exclude(rumour__direction="held")
    page = page_by_id(shown.select_related("rumour__coach", "rumour__club"), request.GET.get("after", ""))
    context = {
        "today": today,
        "as_of": as_of,
        "halts": halts_of(changed_days.of_articles(outlet.articles.all(), as_of or today, today), as_of),
        "outlet": outlet,
        "chosen": Decision.Reason(reason).label if reason else stage_in_words(stage),
        "which": which,
        "rows": [
            (voice, RumourRow(voice.rumour, voice.rumour.coach, voice.rumour.club, voice.rumour_id))
            for voice in page.rows
        ],
        "after": page.after,
        "number": shown.count(),
        "hidden": hidden,
    }
    return render_page(request, "carousel/outlets/reports.html", context)


def _chosen(origin: str, day: date, which: str) -> QuerySet[RumourVoice]:
    """Of the outlet's reports on rumours that were over those that a figure of its record counts."""
    found = counted(day).filter(origin=origin)
    if which == "first":
        return found.filter(is_first=True)
    if which == "ahead":
        return found.filter(pk__in=list(reports.ahead_up_to(day, origin).get(origin, ())))
    if which == "rejected":
        return found.filter(rumour__status=Rumour.Status.REJECTED)
    return found.filter(is_right=True) if which == "right" else found.filter(is_right__isnull=False)
