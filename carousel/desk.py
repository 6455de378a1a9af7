"""The desk's queue: which rumours wait, in which order, and how many of each kind.

Facts come before rumours and rumours before background; within each the oldest
waits first. A place in that order is written as ``0-2020-09-22-41``, so that a
page goes on from a place and not from a number of rows, which others may decide meanwhile.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Now

from carousel.models import Decision, Direction, Rumour

PAGE = 25
# So long before a rumour expires the desk says that it will.
SOON = timedelta(days=3)

SHOWN = {
    "all": Q(),
    "conflicts": Q(contradicts__isnull=False),
    "facts": Q(is_fact_claimed=True) & ~Q(direction=Direction.HELD),
    "rumours": Q(is_fact_claimed=False) & ~Q(direction=Direction.HELD),
    "background": Q(direction=Direction.HELD),
    "expiring": Q(expires_on__lte=Now() + SOON),
}

RANK = Case(
    When(direction=Direction.HELD, then=Value(2)),
    When(is_fact_claimed=True, then=Value(0)),
    default=Value(1),
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class Place:
    """Where a rumour stands, or stood, in the queue."""

    rank: int
    opened_on: date
    id: int

    def __str__(self) -> str:
        return f"{self.rank}-{self.opened_on.isoformat()}-{self.id}"

    @classmethod
    def of(cls, rumour: Rumour) -> Place:
        rank = 2 if rumour.direction == Direction.HELD else 0 if rumour.is_fact_claimed else 1
        return cls(rank, rumour.opened_on, rumour.pk)

    @classmethod
    def read(cls, written: str) -> Place | None:
        """The place as an address carries it; ``None`` for what is none."""
        found = re.fullmatch(r"([012])-(\d{4}-\d{2}-\d{2})-(\d{1,18})", written, re.ASCII)
        try:
            return cls(int(found[1]), date.fromisoformat(found[2]), int(found[3])) if found else None
        except ValueError:
            return None


def waiting(show: str = "all", *, after: Place | None = None) -> QuerySet[Rumour]:
    """The open rumours of that kind, in the order in which they wait, from just behind ``after``."""
    found = Rumour.objects.open().filter(SHOWN[show]).annotate(rank=RANK)
    if after is not None:
        found = found.filter(
            Q(rank__gt=after.rank)
            | Q(rank=after.rank, opened_on__gt=after.opened_on)
            | Q(rank=after.rank, opened_on=after.opened_on, id__gt=after.id)
        )
    return found.select_related("coach", "club", "contradicts").order_by("rank", "opened_on", "id")


def next_after(place: Place, show: str = "all") -> Rumour | None:
    """What is to be looked at next: the one behind, or the first where none is; ``None`` if nothing waits."""
    return waiting(show, after=place).first() or waiting(show).first()


def days_left(rumour: Rumour, day: date) -> int | None:
    """In how many days the rumour expires, where that is soon."""
    if rumour.expires_on is None or rumour.expires_on > day + SOON:
        return None
    return max((rumour.expires_on - day).days, 0)


def counts() -> dict[str, int]:
    """How many wait of each kind, in one query."""
    return Rumour.objects.open().aggregate(**{name: Count("id", filter=kind) for name, kind in SHOWN.items()})


def open_beside(coach_id: int, club_id: int) -> dict[str, Rumour]:
    """The open rumours that a decision on this coach and club may close, or open again, by their names."""
    beside = Rumour.objects.open().filter(Q(coach=coach_id) | Q(club=club_id))
    return {name_of(rumour): rumour for rumour in beside.select_related("coach", "club")}


def name_of(rumour: Rumour) -> str:
    """What the question is called on a page: an open one keeps it when undoing gives it another row."""
    return f"{rumour.coach_id}-{rumour.club_id}-{rumour.direction}"


def decision_on(name: str) -> Decision | None:
    """The newest decision on the question of that name that stands, if there is one."""
    found = re.fullmatch(r"(\d{1,18})-(\d{1,18})-(in|out|held)", name, re.ASCII)
    if found is None:
        return None
    on_it = Decision.objects.filter(
        coach=found[1],
        club=found[2],
        direction=found[3],
        kind__in=["confirm", "reject"],
        undone_by__isnull=True,
    )
    return on_it.select_related("coach", "club", "editor").first()
