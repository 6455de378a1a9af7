"""The day that a reader asks for: ``?as_of=YYYY-MM-DD``."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext

EARLIEST = date(1863, 1, 1)  # before it no club had a coach to speak of


def requested_day(request: HttpRequest, *, today: date) -> date | None:
    """The day in ``as_of``, or ``None`` for the record as it stands, which is also today's.

    Raises ``BadRequest`` with a sentence for the reader where the day is none or is still to come.
    """
    given = request.GET.get("as_of", "").strip()
    if not given:
        return None
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise BadRequest(
            gettext("“%(given)s” is not a day. Write it as year, month and day, like 2020-09-21.")
            % {"given": given[:40]}
        ) from None
    if day > today:
        raise BadRequest(gettext("That day is still to come. The record reaches up to today."))
    if day < EARLIEST:
        raise BadRequest(gettext("The record does not reach that far back."))
    return day if day < today else None
