"""An editor's own page: what he has done, and whether he wants the mail of the day."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from carousel import desk_mails
from carousel.own_work import DAYS, own_work
from carousel.views.access import editors_only


@require_safe
@editors_only
def me(request: HttpRequest) -> HttpResponse:
    """Seen by nobody but the editor."""
    work = own_work(request.user, at=timezone.now())
    context = {
        "work": work,
        "days": DAYS,
        "most": max((count for _day, count in work.per_day), default=0),
        "is_wanted": desk_mails.is_wanted(request.user),
    }
    return render(request, "carousel/desk/me.html", context)


@require_POST
@editors_only
def mail(request: HttpRequest) -> HttpResponse:
    """The mail of the day is wanted, or not any more."""
    is_wanted = "is_wanted" in request.POST
    desk_mails.want(request.user, is_wanted=is_wanted)
    said = _("You get one mail a day while something waits.") if is_wanted else _("You get no mail.")
    messages.success(request, said)
    return redirect("desk-me")
