"""The next item, which a page loads while the editor reads, and paints once he has decided.

It is given only where no verdict that is still to be written bears on it, so that what it shows holds
whatever those say. The answer to the verdict tells whether it still is what comes next, and else brings that.
Were it out of date all the same, its fingerprint would not fit what confirming it would change, and the
confirmation would be refused with the new change.
"""

from __future__ import annotations

from collections.abc import Set

from django.http import Http404, HttpRequest

from carousel import desk, store
from carousel.desk_filters import Wanted
from carousel.models import Rumour

# Of a request: the stamp of what the page shows by now. Of the answer: that this is what comes next.
HEADER = "X-Ahead"
# So many verdicts of one page at most are on their way at once.
MOST_UNDER_WAY = 50

# The coaches and clubs that a decision was about.
Touched = tuple[Set[int], Set[int]]
# What changes nothing in the record is about nobody.
NOBODY: Touched = (frozenset(), frozenset())


def stamp(rumour: Rumour) -> str:
    """What tells whether an item that was loaded ahead is still as it would be loaded now."""
    return f"{rumour.pk}:{rumour.revision}"


def upcoming_after(pk: int, wanted: Wanted, under_way: Set[int]) -> Rumour | None:
    """What waits next once the item and those ``under_way`` are decided.

    ``None`` where nothing does, or where one of these verdicts may change it. Raises ``Http404`` where there
    is no such item.
    """
    decided = Rumour.objects.in_bulk({pk, *under_way})
    if pk not in decided:
        raise Http404
    upcoming = desk.next_after(desk.Place.of(decided[pk]), wanted, besides=decided.keys())
    of = ({one.coach_id for one in decided.values()}, {one.club_id for one in decided.values()})
    return None if upcoming is None or _bears_on(of, upcoming) else upcoming


def is_held(request: HttpRequest, upcoming: Rumour, of: Touched) -> bool:
    """Whether the page holds what comes next, and a decision on ``of`` has not changed it."""
    return request.headers.get(HEADER) == stamp(upcoming) and not _bears_on(of, upcoming)


def _bears_on(of: Touched, rumour: Rumour) -> bool:
    """Whether decisions on these coaches and clubs can reach the rumour."""
    reach, _scope = store.neighbourhood(*of)
    return rumour.coach_id in reach.coaches or rumour.club_id in reach.clubs
