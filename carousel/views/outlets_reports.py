"""The reports that an outlet's track record counts: the rumour, the stage, and whether it was right."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Outlet
from carousel import changed_days
from carousel.likelihoods import counted
from carousel.models import Rumour
from carousel.views.as_of import halts_of, requested_day
from carousel.views.outlets_record import PREFIX, STAGES
from carousel.views.pages import render_page
from carousel.views.paging import page_by_id
from carousel.views.rumour_rows import RumourRow
from carousel.views.unchanged import kept_while_unchanged
from carousel.wording import stage_in_words


@require_safe
@kept_while_unchanged
def outlet_reports(request: HttpRequest, slug: str) -> HttpResponse:
    """Those that were resolved by the day; of what an editor rejected readers get the number alone."""
    outlet = get_object_or_404(Outlet, slug=slug)
    today = timezone.localdate()
    as_of = requested_day(request, today=today)
    stage, which = request.GET.get("stage", ""), request.GET.get("which", "")
    if stage not in ("", *STAGES) or which not in ("", "right"):
        raise BadRequest(_("There is no such filter. Choose one from the list."))
    found = counted(as_of or today).filter(origin=f"{PREFIX}{slug}", is_right__isnull=False)
    found = found.filter(stage=stage) if stage else found
    found = found.filter(is_right=True) if which else found
    hidden = found.filter(rumour__status=Rumour.Status.REJECTED).count()
    shown = found.exclude(rumour__status=Rumour.Status.REJECTED).exclude(rumour__direction="held")
    page = page_by_id(shown.select_related("rumour__coach", "rumour__club"), request.GET.get("after", ""))
    context = {
        "today": today,
        "as_of": as_of,
        "halts": halts_of(changed_days.of_articles(outlet.articles.all(), as_of or today, today), as_of),
        "outlet": outlet,
        "chosen": stage_in_words(stage),
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
