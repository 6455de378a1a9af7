"""What a decision would change, told beforehand; and that no other is made."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from carousel import editorial, withdrawing
from carousel.differences import Change, Changes
from carousel.editorial import MoveRefused, User
from carousel.edits import AS_READ, Edit
from carousel.models import Club, Coach, Decision, Rumour, Stint
from carousel.prepared import AnyOf, Prepared

# What does not tell one change from another: numbers that are given anew each time it is tried, and what
# the database computes by itself.
NOT_TOLD = frozenset({"id", "revision", "decision_id", "contradicts_id", "urgency", "certain"})
COACHES = Prepared(lambda: Coach._base_manager.filter(pk=AnyOf("pks")).order_by())
CLUBS = Prepared(lambda: Club._base_manager.filter(pk=AnyOf("pks")).order_by())


@dataclass(frozen=True)
class Preview:
    """The change of the rumour itself, and of the rumours and stints beside it."""

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


def preview(rumour: Rumour, *, editor: User, at: datetime, **said: Any) -> Preview:
    """What ``confirm`` would change; nothing is written, and nobody has to wait for it.

    Raises ``MoveRefused`` where the decision would be refused.
    """
    changes = editorial.foreseen(rumour, editor=editor, at=at, **said)
    return _named(_preview(rumour, changes, said.get("edit", AS_READ)))


def preview_rejection(rumour: Rumour, *, editor: User, at: datetime) -> Preview:
    """The same of ``reject``, which changes the same for whatever reason."""
    return _named(_preview(rumour, editorial.rejection_foreseen(rumour, editor=editor, at=at), AS_READ))


def preview_withdrawn(rumour: Rumour, kind: str, *, editor: User, at: datetime) -> Preview:
    """The same of what is said of a question that lost its source: ``keep`` or ``take_back``."""
    return _named(_preview(rumour, withdrawing.foreseen(rumour, kind, editor=editor, at=at), AS_READ))


def confirm_as_seen(rumour_id: int, seen: str, *, editor: User, at: datetime, **said: Any) -> Decision:
    """As ``confirm``; nothing is changed unless it is what the editor saw, whose fingerprint is ``seen``."""
    with transaction.atomic():
        rumour = editorial.locked(rumour_id)
        made = editorial.confirmed_in_hand(rumour, editor=editor, at=at, **said)
        if _preview(rumour, made.changes, said.get("edit", AS_READ)).fingerprint != seen:
            raise PreviewMoved(
                _("This would change something else than you were shown. Look again, then confirm.")
            )
    return made.decision


def reject_as_seen(rumour_id: int, seen: str, *, editor: User, at: datetime, **said: Any) -> Decision:
    """As ``reject``, likewise held to what the editor saw."""
    with transaction.atomic():
        rumour = editorial.locked(rumour_id)
        made = editorial.rejected_in_hand(rumour, editor=editor, at=at, **said)
        if _preview(rumour, made.changes, AS_READ).fingerprint != seen:
            raise PreviewMoved(
                _("This would change something else than you were shown. Look again, then reject.")
            )
    return made.decision


def _preview(rumour: Rumour, changes: Changes, edit: Edit) -> Preview:
    """What is told of the changes: the rumour's own, and those at its coach and club, read and corrected."""
    coaches = {rumour.coach_id, edit.coach.pk if edit.coach else rumour.coach_id}
    clubs = {rumour.club_id, edit.club.pk if edit.club else rumour.club_id}
    own, told = Change(rumour, rumour), {}
    for change in changes.rows:
        row = change.after or change.before
        assert row is not None
        if _key(row) == _key(rumour):
            own = change
        elif row.coach_id in coaches or row.club_id in clubs:
            told[_key(row)] = change
    return Preview(own, tuple(told[key] for key in sorted(told)), edit)


def _named(preview: Preview) -> Preview:
    """The same with the coaches and clubs of all rows at hand, in two queries."""
    changes = (preview.rumour, *preview.follows)
    rows = [row for change in changes for row in (change.before, change.after) if row]
    coaches = {one.pk: one for one in COACHES.ask(pks=list({row.coach_id for row in rows}))}
    clubs = {one.pk: one for one in CLUBS.ask(pks=list({row.club_id for row in rows}))}
    for row in rows:
        row.coach, row.club = coaches[row.coach_id], clubs[row.club_id]
    return preview


def _key(row: Rumour | Stint) -> tuple:
    direction = row.direction if isinstance(row, Rumour) else ""
    return (type(row).__name__, row.coach_id, row.club_id, direction, row.ordinal)


def _values(row: Rumour | Stint) -> dict[str, Any]:
    names = [field.attname for field in row._meta.concrete_fields if field.attname not in NOT_TOLD]
    return {name: getattr(row, name) for name in names}


def _told(change: Change) -> list:
    return [None if row is None else [_key(row), _values(row)] for row in (change.before, change.after)]
