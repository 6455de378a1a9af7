"""What a decision would change, found by making it and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from carousel.editorial import User, confirm, reject
from carousel.models import Decision, Rumour, Stint
from carousel.record.days import Days


@dataclass(frozen=True)
class Change:
    """One row that a decision would change: of the rumour, or of what follows from it.

    ``before`` and ``after`` are rows of one table; ``None`` means that there is none.
    """

    before: Rumour | Stint | None
    after: Rumour | Stint | None


@dataclass(frozen=True)
class Preview:
    rumour: Change
    follows: tuple[Change, ...]


class _RollBack(Exception):
    pass


def preview(rumour_id: int, verb: str, *, editor: User, at: datetime, on: Days | None = None) -> Preview:
    """What ``confirm`` or ``reject`` would change, found by doing it and taking it back.

    Raises ``MoveRefused`` where the decision would be refused.
    """
    rumour = Rumour.objects.get(pk=rumour_id)
    before = _rows_around(rumour)
    after: dict = {}
    try:
        with transaction.atomic():
            if verb == "confirm":
                confirm(rumour_id, editor=editor, at=at, on=on)
            else:
                reject(rumour_id, editor=editor, at=at, reason=Decision.Reason.OTHER)
            after = _rows_around(rumour)
            raise _RollBack
    except _RollBack:
        pass
    own = (Rumour, rumour_id)
    follows = [
        Change(before.get(key), after.get(key))
        for key in sorted({*before, *after} - {own}, key=lambda k: (k[0].__name__, k[1]))
        if _differs(before.get(key), after.get(key))
    ]
    return Preview(Change(before.get(own), after.get(own)), tuple(follows))


def _rows_around(rumour: Rumour) -> dict[tuple[type, int], Rumour | Stint]:
    """The rumours and stints of the rumour's coach and club."""
    rows: dict[tuple[type, int], Rumour | Stint] = {}
    for model in (Rumour, Stint):
        around = model.objects.filter(coach=rumour.coach_id) | model.objects.filter(club=rumour.club_id)
        for row in around.select_related("coach", "club"):
            rows[model, row.pk] = row
    return rows


def _differs(before: Rumour | Stint | None, after: Rumour | Stint | None) -> bool:
    if before is None or after is None:
        return before is not after
    fields = [f.attname for f in before._meta.concrete_fields if f.attname != "revision"]
    return any(getattr(before, name) != getattr(after, name) for name in fields)
