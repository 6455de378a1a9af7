"""What came into the record after a moment: moves, and rumours that opened, climbed or ended.

Only the moment is asked for, which a reader's own browser keeps; nothing is known of the reader.
Something counts from when its article came in or an editor said so. What was told more than a week
before the moment is history that came in late, and no news.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from carousel.editions import Edition
from carousel.models import Decision, Rumour, RumourEvidence, StintEntry
from carousel.moves import Move, moves

LATE = timedelta(days=7)
LONGEST = timedelta(days=31)
MOST = 100
# A confirmed rumour is told by the move that it became; a retracted one is no news.
NO_NEWS = ("confirmed", "retracted")
# These end with what became of others, without a report of their own.
BY_OTHERS = ("seat_filled", "took_other_job")


@dataclass(frozen=True)
class Since:
    """Each rumour stands once: where it ended that is told, else that it opened, else that it climbed.

    ``is_cut`` says that an earlier moment was asked for than the list reaches back to.
    """

    moment: datetime
    moves: tuple[Move, ...]
    opened: tuple[Rumour, ...]
    climbed: tuple[Rumour, ...]
    ended: tuple[Rumour, ...]
    is_cut: bool = False

    @property
    def rumours(self) -> int:
        return len(self.opened) + len(self.climbed) + len(self.ended)

    def __bool__(self) -> bool:
        return bool(self.moves or self.rumours)


def since(moment: datetime, edition: Edition, now: datetime) -> Since:
    """What is new in the edition of today's front page and among the rumours; four queries."""
    asked, moment = moment, min(max(moment, now - LONGEST), now)
    first = moment.date() - LATE
    found = list(_rumours(first))
    came_in = _came_in(found)
    told: dict[str, list[Rumour]] = defaultdict(list)
    for rumour in found:
        told[_what(rumour, came_in[rumour.pk], moment)].append(rumour)
    return Since(
        moment=moment,
        moves=tuple(_moves(edition, moment, first)),
        opened=tuple(told["opened"]),
        climbed=tuple(told["climbed"]),
        ended=tuple(told["ended"]),
        is_cut=asked < moment,
    )


def _rumours(first: date):
    changed = Q(newest_on__gte=first) | Q(ended_on__gte=first)
    rows = Rumour.objects.public().exclude(status__in=NO_NEWS).filter(changed)
    return rows.select_related("coach", "club", "decision").order_by("-newest_on", "-pk")[:MOST]


def _came_in(rumours: list[Rumour]) -> dict[int, dict[int, datetime]]:
    """By rumour when the article of each of its claims came in."""
    found: dict[int, dict[int, datetime]] = defaultdict(dict)
    rows = RumourEvidence.objects.filter(rumour__in=rumours)
    for rumour, claim, at in rows.values_list("rumour", "claim", "claim__article__arrived_at"):
        found[rumour][claim] = at
    return found


def _what(rumour: Rumour, came_in: dict[int, datetime], moment: datetime) -> str:
    """``opened``, ``climbed`` or ``ended`` since the moment; empty where it was all known by then."""
    if rumour.ended_on:
        return "ended" if _has_ended(rumour, came_in, moment) else ""
    if came_in and min(came_in.values()) > moment:
        return "opened"
    last = came_in.get(rumour.steps[-1][2]) if len(rumour.steps) > 1 else None
    return "climbed" if last and last > moment else ""


def _has_ended(rumour: Rumour, came_in: dict[int, datetime], moment: datetime) -> bool:
    if rumour.ended_on > moment.date() or (rumour.ended_on == moment.date() and rumour.status in BY_OTHERS):
        return True
    decided = rumour.decision.made_at if rumour.decision else moment
    return rumour.ended_on >= moment.date() - LATE and max([decided, *came_in.values()]) > moment


def _moves(edition: Edition, moment: datetime, first: date) -> list[Move]:
    """The moves of the edition, newest first, that took place or became known after the moment."""
    by_hand = _by_hand(moment)
    return [
        move
        for move in moves(edition.record, day=edition.day, with_caretakers=True)
        if (day := move.on.latest or move.on.earliest) and day >= first
        if day > moment.date() or _is_told_since(move, edition, moment, by_hand)
    ]


def _by_hand(moment: datetime) -> set[tuple[int | None, int | None]]:
    """The coaches and clubs of which an editor decided or entered something after the moment."""
    decided = Decision.objects.filter(kind=Decision.Kind.CONFIRM, made_at__gt=moment, undone_by__isnull=True)
    entered = StintEntry.objects.filter(
        entered_at__gt=moment, withdrawn_at__isnull=True, reference_key__isnull=True
    )
    pairs = ("coach_id", "club_id")
    return {*decided.values_list(*pairs), *entered.values_list(*pairs)}


def _is_told_since(move: Move, edition: Edition, moment: datetime, by_hand: set) -> bool:
    ends = [(move.came, "start"), (move.left, "end")]
    stint, bears_on = next((stint, on) for stint, on in ends if stint)
    told = [edition.claims[pk] for pk, on in stint.evidence if on == bears_on and pk in edition.claims]
    came_in = min((claim.article.arrived_at for claim in told), default=moment)
    return came_in > moment or (stint.coach_id, stint.club_id) in by_hand
