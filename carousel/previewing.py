"""What a decision would change, found by making it and taking it back; and that no other is made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from carousel import store
from carousel.editorial import MoveRefused, User, confirm, reject
from carousel.edits import AS_READ, Edit
from carousel.models import Decision, Rumour, Stint

# What does not tell one change from another: numbers that are given anew each time it is tried.
NOT_TOLD = frozenset({"id", "revision", "decision_id", "contradicts_id"})


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
    edit: Edit = AS_READ

    @property
    def fingerprint(self) -> str:
        """The same for the same change, whenever and by whomever it is tried."""
        told = [_told(change) for change in (self.rumour, *self.follows)]
        return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


class PreviewMoved(MoveRefused):
    """Raised where a decision would change something else than the editor saw."""


class _RollBack(Exception):
    pass


def preview(rumour_id: int, verb: str, *, editor: User, at: datetime, **said: Any) -> Preview:
    """What ``confirm`` or ``reject`` would change, found by doing it and taking it back.

    Raises ``MoveRefused`` where the decision would be refused.
    """

    def decide() -> Decision:
        if verb == "confirm":
            return confirm(rumour_id, editor=editor, at=at, is_trial=True, **said)
        return reject(rumour_id, editor=editor, at=at, is_trial=True, reason=Decision.Reason.OTHER)

    return tried(rumour_id, decide, edit=said.get("edit", AS_READ))


def tried(rumour_id: int, decide: Callable[[], Decision], *, edit: Edit = AS_READ) -> Preview:
    """What the decision on the rumour changes, found by making it and taking it back."""
    found: list[Preview] = []
    try:
        with transaction.atomic():
            found.append(_watched(rumour_id, decide, edit)[1])
            raise _RollBack
    except _RollBack:
        pass
    return found[0]


def confirm_as_seen(rumour_id: int, seen: str, *, editor: User, at: datetime, **said: Any) -> Decision:
    """As ``confirm``; nothing is changed unless it is what the editor saw, whose fingerprint is ``seen``."""
    with transaction.atomic():
        decision, made = _watched(
            rumour_id,
            lambda: confirm(rumour_id, editor=editor, at=at, **said),
            said.get("edit", AS_READ),
        )
        if made.fingerprint != seen:
            raise PreviewMoved(
                _("This would change something else than you were shown. Look again, then confirm.")
            )
    return decision


def _watched(rumour_id: int, decide: Callable[[], Decision], edit: Edit) -> tuple[Decision, Preview]:
    """The decision, made, and what it changed. The record is held, so that nobody else changes it between."""
    store.lock_record()
    rumour = Rumour.objects.select_related("coach", "club").get(pk=rumour_id)
    coaches = {rumour.coach_id, edit.coach.pk if edit.coach else rumour.coach_id}
    clubs = {rumour.club_id, edit.club.pk if edit.club else rumour.club_id}
    before = _rows_around(coaches, clubs)
    decision = decide()
    after = _rows_around(coaches, clubs)
    own = _key(rumour)
    follows = [
        Change(before.get(key), after.get(key))
        for key in sorted({*before, *after} - {own})
        if _differs(before.get(key), after.get(key))
    ]
    return decision, Preview(Change(before.get(own), after.get(own)), tuple(follows), edit)


def _rows_around(coaches: set[int], clubs: set[int]) -> dict[tuple, Rumour | Stint]:
    """The rumours and stints of these coaches and clubs, by what they are called whatever their number."""
    rows: dict[tuple, Rumour | Stint] = {}
    for model in (Rumour, Stint):
        around = model.objects.filter(coach__in=coaches) | model.objects.filter(club__in=clubs)
        for row in around.select_related("coach", "club"):
            rows[_key(row)] = row
    return rows


def _key(row: Rumour | Stint) -> tuple:
    direction = row.direction if isinstance(row, Rumour) else ""
    return (type(row).__name__, row.coach_id, row.club_id, direction, row.ordinal)


def _values(row: Rumour | Stint) -> dict[str, Any]:
    names = [field.attname for field in row._meta.concrete_fields if field.attname not in NOT_TOLD]
    return {name: getattr(row, name) for name in names}


def _told(change: Change) -> list:
    return [None if row is None else [_key(row), _values(row)] for row in (change.before, change.after)]


def _differs(before: Rumour | Stint | None, after: Rumour | Stint | None) -> bool:
    if before is None or after is None:
        return before is not after
    fields = [f.attname for f in before._meta.concrete_fields if f.attname not in ("id", "revision")]
    return any(getattr(before, name) != getattr(after, name) for name in fields)
