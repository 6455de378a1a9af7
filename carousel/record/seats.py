"""What the stints of one club, and of one coach, say of each other.

A club has one head coach at a time, unless the post is shared. A stint without a
known end therefore ended when the next one began, and two stints that cannot
both be true are a conflict, which the weaker word loses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from carousel.record.days import Days, span_in_days
from carousel.record.events import Event, post_of
from carousel.record.facts import StintFact, VacancyFact
from carousel.record.stints import Draft

# A seat that stood empty for longer than a year is a gap in our record, not in the club's history.
LONGEST_VACANCY = timedelta(days=366)
# A coach who goes straight from seat to seat has at most this long between the two, holidays included.
STRAIGHT = timedelta(days=60)
# A coach of whom nothing has been told for longer has left the trade, or our record has lost sight of him.
LOST_SIGHT = timedelta(days=3 * 366)


@dataclass
class Conflicts:
    """Events that lost against a stint, and hand-entered stints that found no room."""

    events: list[tuple[Event, Draft]] = field(default_factory=list)
    entries: list[tuple[int, Draft]] = field(default_factory=list)


def by_club(drafts: Iterable[Draft]) -> dict[int, list[Draft]]:
    """The sole head-coach stints of each club, oldest first."""
    seats: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.role == "head_coach" and not draft.arrangement:
            seats[draft.club_id].append(draft)
    for seat in seats.values():
        seat.sort(key=lambda d: d.position)
    return seats


def settle_conflicts(drafts: list[Draft]) -> tuple[list[Draft], Conflicts]:
    """The drafts that can stand beside each other; what had to give way is in the conflicts."""
    conflicts = Conflicts()
    for seat in by_club(drafts).values():
        while (clash := _first_clash(seat)) is not None:
            earlier, later = clash
            if _end_gives_way(earlier, later):
                conflicts.events += [(event, later) for event in earlier.end_events]
                earlier.unend()
                continue
            loser, winner = (later, earlier) if _weight(later) < _weight(earlier) else (earlier, later)
            lost = (*loser.start_events, *loser.end_events, *loser.too_early)
            conflicts.events += [(event, winner) for event in lost]
            if loser.entry:
                conflicts.entries.append((loser.entry.id, winner))
            seat.remove(loser)
            drafts = [draft for draft in drafts if draft is not loser]
    conflicts.events += [(event, draft) for draft in drafts for event in draft.too_early]
    return drafts, conflicts


def _first_clash(seat: list[Draft]) -> tuple[Draft, Draft] | None:
    for index, earlier in enumerate(seat):
        for later in seat[index + 1 :]:
            if _overlap(_certain(earlier), _certain(later)):
                return earlier, later
    return None


def ran_together(one: StintFact, other: StintFact) -> bool:
    """Whether there surely was a day on which both ran, as where a post is shared."""
    return _overlap(_certain(one), _certain(other))


def _certain(draft: Draft | StintFact) -> tuple[date, date] | None:
    """First and last day on which the stint surely ran; an open one counts for its first day alone."""
    first = draft.started.latest
    if first is None:
        return None
    if draft.ended is None:
        return first, first
    if draft.ended.earliest is None or draft.ended.earliest <= first:
        return None
    return first, date.fromordinal(draft.ended.earliest.toordinal() - 1)


def _overlap(one: tuple[date, date] | None, other: tuple[date, date] | None) -> bool:
    return one is not None and other is not None and one[0] <= other[1] and other[0] <= one[1]


def _end_gives_way(earlier: Draft, later: Draft) -> bool:
    """Whether the earlier stint's reported end is what the later stint's start refutes."""
    if earlier.ended is None or not earlier.end_events or earlier.end_basis in ("editor", "reference"):
        return False
    starts_on_one_day = earlier.started.latest == later.started.latest
    return not starts_on_one_day and earlier.end_strength <= later.start_strength


def _weight(draft: Draft) -> tuple[int, bool, int, int]:
    """An editor's word outweighs an outlet's, an entered stint a confirmed rumour; else the first stands."""
    strength = max(draft.start_strength, draft.end_strength)
    began = draft.started.latest or date.max
    entered = draft.entry.id if draft.entry else 0
    return (strength, draft.entry is not None, -entered, -began.toordinal())


def infer_ends(drafts: list[Draft]) -> None:
    """End each open stint where a later one, of the club or of the coach, shows that it is over."""
    seats = by_club(drafts)
    posts: dict[int, list[Draft]] = defaultdict(list)
    careers: dict[int, list[Draft]] = defaultdict(list)
    for draft in sorted(drafts, key=lambda d: d.position):
        if post_of(draft.role) == "head":
            posts[draft.club_id].append(draft)
            careers[draft.coach_id].append(draft)
    for draft in drafts:
        is_told = draft.ended is not None and draft.ended.latest is not None
        if is_told or post_of(draft.role) != "head" or draft.arrangement:
            continue
        rivals = seats.get(draft.club_id, []) if draft.role == "head_coach" else posts[draft.club_id]
        successor = _next(draft, rivals)
        move = _next(draft, [d for d in careers[draft.coach_id] if d.club_id != draft.club_id])
        _infer_end(draft, successor, move)


def _next(draft: Draft, others: list[Draft]) -> Draft | None:
    began = draft.started.latest
    if began is None:
        return None
    later = [
        d
        for d in others
        if d is not draft and d.started.latest and d.started.latest >= began and d.position > draft.position
    ]
    return later[0] if later else None


def _infer_end(draft: Draft, successor: Draft | None, move: Draft | None) -> None:
    """End it by whichever comes first, where that tells when it ended; else the end is not on record.

    A new post says that the old one is over, and nothing of the years between.
    """
    bounds = [d for d in (successor, move) if d is not None]
    if not bounds:
        return
    bound = min(bounds, key=lambda d: d.position)
    latest = bound.started.latest
    assert latest is not None
    told = draft.ended.earliest if draft.ended else None
    if told and told > latest + STRAIGHT:
        told = None  # that he was there so long cannot be, and says nothing of when he left
    seen = min(max(draft.last_seen(), told or date.min), latest)
    is_caretaker = draft.role == "caretaker"
    if latest - seen > LONGEST_VACANCY and (is_caretaker or not _is_held_until(draft, bound, successor)):
        draft.end(Days(seen, None), draft.end_basis or "inferred")
        return
    is_straight = draft.ended is None or latest - seen <= STRAIGHT
    if is_caretaker and bound is successor and bound.started.earliest:
        seen = bound.started.earliest
    draft.end(Days(seen, latest), "inferred")
    draft.is_end_by_successor = bound is successor
    if draft.manner:
        return
    if is_caretaker:
        draft.manner = "caretaker_ended"
    elif is_straight and bound is move and bound is not successor:
        draft.manner = "left_for_club"


def _is_held_until(draft: Draft, bound: Draft, successor: Draft | None) -> bool:
    """Whether the record has the coach in the post up to the start that ends it, however long ago he came.

    It has not where he is told to have gone at some time; nor where his own next post is all that was
    heard of him for years, unless a person entered him as still in the post.
    """
    if draft.ended is not None:
        return False
    latest = bound.started.latest
    assert latest is not None
    return bound is successor or draft.entry is not None or latest - draft.last_seen() <= LOST_SIGHT


def vacancies_of(drafts: list[Draft], keys: dict[Draft, tuple[int, int, int]]) -> list[VacancyFact]:
    """The times between two head coaches of each club, and the last seat while it is not filled.

    Nothing is said of a gap that is longer than any vacancy.
    """
    found = []
    for club_id, seat in sorted(by_club(drafts).items()):
        for predecessor, successor in zip(seat, [*seat[1:], None], strict=True):
            opened = predecessor.ended
            if opened is None or opened.latest is None or predecessor.is_end_by_successor:
                continue
            if successor and is_gap(opened, successor.started):
                continue
            found.append(
                VacancyFact(
                    club_id=club_id,
                    predecessor=keys[predecessor],
                    successor=keys[successor] if successor else None,
                    opened=opened,
                    filled=successor.started if successor else None,
                )
            )
    return found


def is_gap(opened: Days, filled: Days) -> bool:
    """Whether so long lies between that the record, not the seat, may be what stood empty."""
    fewest, _most = span_in_days(opened, filled)
    return fewest is None or fewest > LONGEST_VACANCY.days
