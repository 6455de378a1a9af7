"""The next item, which a page loads while the editor reads the one before it.

Once he has decided, the page shows it at once, if it is still what waits next and nothing that was decided
bears on it; else the answer brings it anew. Were it out of date all the same, its fingerprint would not fit
what confirming it would change, and the confirmation would be refused with the new change.
"""

from __future__ import annotations

from collections.abc import Set

from django.http import HttpRequest

from carousel import store
from carousel.models import Rumour
from carousel.views import desk_toasts

# Of a request: the stamp of what the page holds. Of the answer: that this is what comes next.
HEADER = "X-Ahead"

# The coaches and clubs that a decision was about.
Touched = tuple[Set[int], Set[int]]
# What changes nothing in the record is about nobody.
NOBODY: Touched = (frozenset(), frozenset())


def stamp(rumour: Rumour, last_reason: tuple[str, str] | None) -> str:
    """What tells whether an item that was loaded ahead is still as it would be loaded now."""
    return f"{rumour.pk}:{rumour.revision}:{last_reason[0] if last_reason else ''}"


def is_held(request: HttpRequest, upcoming: Rumour, of: Touched) -> bool:
    """Whether the page holds what comes next, and a decision on ``of`` has not changed it."""
    held = request.headers.get(HEADER)
    if held is None or held != stamp(upcoming, desk_toasts.last_reason(request.user)):
        return False
    reach, _scope = store.neighbourhood(*of)
    return upcoming.coach_id not in reach.coaches and upcoming.club_id not in reach.clubs
