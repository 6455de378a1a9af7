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

# Of a request: the stamp of what the page holds. Of the answer: that this is what comes next.
HEADER = "X-Ahead"

# The coaches and clubs that a decision was about.
Touched = tuple[Set[int], Set[int]]
# What changes nothing in the record is about nobody.
NOBODY: Touched = (frozenset(), frozenset())


def stamp(rumour: Rumour, last_reason: tuple[str, str] | None) -> str:
    """What tells whether an item that was loaded ahead is still as it would be loaded now."""
    return f"{rumour.pk}:{rumour.revision}:{last_reason[0] if last_reason else ''}"


def is_held(request: HttpRequest, upcoming: Rumour, last_reason: tuple[str, str] | None, of: Touched) -> bool:
    """Whether the page holds what comes next, and a decision on ``of`` has not changed it."""
    if request.headers.get(HEADER) != stamp(upcoming, last_reason):
        return False
    reach, _scope = store.neighbourhood(*of)
    return upcoming.coach_id not in reach.coaches and upcoming.club_id not in reach.clubs
