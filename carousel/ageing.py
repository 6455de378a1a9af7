"""Rumours that nobody has reported on for too long end as expired."""

from __future__ import annotations

from carousel import store
from carousel.models import Rumour
from carousel.record import endings

AT_ONCE = 25  # rumours to a transaction: so long the record is locked for everybody else


def expire_due() -> int:
    """Every rumour whose day has come is computed anew; returns how many ended.

    Stopped anywhere, the next call goes on with what is left.
    """
    due = Rumour.objects.expiring(store.today()).order_by("expires_on", "pk")
    before = left = due.count()
    while left:
        pairs = list(due.values_list("coach", "club")[:AT_ONCE])
        coaches, clubs = {coach for coach, _club in pairs}, {club for _coach, club in pairs}
        store.update(coaches=coaches, clubs=clubs, by=endings.CLOCK)
        was, left = left, due.count()
        if left >= was:
            break  # none of these has ended, and asking again would not end them
    return before - left
