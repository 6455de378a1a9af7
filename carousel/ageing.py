"""Rumours that nobody has reported on for too long end as expired."""

from __future__ import annotations

from carousel import store
from carousel.models import Rumour

AT_ONCE = 25  # rumours to a transaction: so long the record is locked for everybody else
MOST = 2000  # in one call: the rest waits for the next


def expire_due() -> int:
    """Every rumour whose day has come is computed anew; returns how many ended.

    Stopped anywhere, the next call goes on with what is left.
    """
    day = store.today()
    before, ended = -1, 0
    while ended < MOST and ended != before:
        due = list(Rumour.objects.expiring(day).order_by("expires_on", "pk")[:AT_ONCE])
        if not due:
            break
        before = ended
        store.update(coaches={r.coach_id for r in due}, clubs={r.club_id for r in due})
        left = Rumour.objects.expiring(day).filter(pk__in=[r.pk for r in due]).count()
        ended += len(due) - left
    return ended
