"""What a decision would change, told beforehand; and that no other is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from carousel import calling_off, editorial, store, withdrawing
from carousel.differences import Change, Changes, fingerprint_of, key_of
from carousel.editorial import Made, User
from carousel.edits import AS_READ, Edit
from carousel.models import Club, Coach, Decision, Rumour
from carousel.prepared import AnyOf, Prepared
from carousel.refusing import PreviewMoved

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
        return fingerprint_of((self.rumour, *self.follows))


def preview(rumour: Rumour, *, editor: User, at: datetime, **said: Any) -> Preview:
    """What ``confirm`` would change; nothing is written, and nobody has to wait for it.

    Raises ``MoveRefused`` where the decision would be refused.
    """
    changes = editorial.foreseen(rumour, editor=editor, at=at, **said)
    return _named(_preview(rumour, changes, said.get("edit", AS_READ)))


def preview_rejection(rumour: Rumour, *, editor: User, at: datetime) -> Preview:
    """The same of ``reject``, which changes the same for whatever reason."""
    return _named(_preview(rumour, editorial.rejection_foreseen(rumour, editor=editor, at=at)))


def preview_withdrawn(rumour: Rumour, kind: str, *, editor: User, at: datetime) -> Preview:
    """The same of what is said of a question that lost its source: ``keep`` or ``take_back``."""
    return _named(_preview(rumour, withdrawing.foreseen(rumour, kind, editor=editor, at=at)))


def preview_calling_off(rumour: Rumour, *, editor: User, at: datetime) -> Preview:
    """The same of ``call_off``, which changes the same whoever it was that called it off."""
    changes = calling_off.foreseen(rumour, editor=editor, at=at)
    return _named(_by_whomever(rumour, changes))


def confirm_as_seen(rumour_id: int, seen: str, *, editor: User, at: datetime, **said: Any) -> Decision:
    """As ``confirm``; nothing is changed unless it is what the editor saw, whose fingerprint is ``seen``."""
    again = _("This would change something else than you were shown. Look again, then confirm.")
    return _as_seen(editorial.confirmed_in_hand, rumour_id, seen, again, editor=editor, at=at, **said)


def reject_as_seen(rumour_id: int, seen: str, *, editor: User, at: datetime, **said: Any) -> Decision:
    """As ``reject``, likewise held to what the editor saw."""
    again = _("This would change something else than you were shown. Look again, then reject.")
    return _as_seen(editorial.rejected_in_hand, rumour_id, seen, again, editor=editor, at=at, **said)


def call_off_as_seen(rumour_id: int, seen: str, *, editor: User, at: datetime, **said: Any) -> Decision:
    """As ``call_off``, likewise; it does not matter whom the editor was shown to have called it off."""
    again = _("This would change something else than you were shown. Look again, then call it off.")
    decide = calling_off.called_off_in_hand
    return _as_seen(decide, rumour_id, seen, again, told=_by_whomever, editor=editor, at=at, **said)


def _preview(rumour: Rumour, changes: Changes, edit: Edit = AS_READ) -> Preview:
    """What is told of the changes: the rumour's own, and those at its coach and club, read and corrected."""
    coaches = {rumour.coach_id, edit.coach.pk if edit.coach else rumour.coach_id}
    clubs = {rumour.club_id, edit.club.pk if edit.club else rumour.club_id}
    own, beside = Change(rumour, rumour), {}
    for change in changes.rows:
        row = change.after or change.before
        assert row is not None
        if key_of(row) == key_of(rumour):
            own = change
        elif row.coach_id in coaches or row.club_id in clubs:
            beside[key_of(row)] = change
    return Preview(own, tuple(beside[key] for key in sorted(beside)), edit)


def _by_whomever(rumour: Rumour, changes: Changes, edit: Edit = AS_READ) -> Preview:
    """The same, without who called the rumour off."""
    preview = _preview(rumour, changes, edit)
    after = copy(preview.rumour.after)
    if after is not None:
        after.by = ""
    return replace(preview, rumour=Change(preview.rumour.before, after))


def _as_seen(
    decide: Callable[..., Made],
    rumour_id: int,
    seen: str,
    again: str,
    *,
    told: Callable[[Rumour, Changes, Edit], Preview] = _preview,
    **said: Any,
) -> Decision:
    """The rumour decided on by ``decide``; ``again`` is said where that is not what was ``seen``."""
    with transaction.atomic():
        rumour = editorial.locked(rumour_id)
        made = decide(rumour, **said)
        if told(rumour, made.changes, said.get("edit", AS_READ)).fingerprint != seen:
            raise PreviewMoved(again)
    return made.decision


def _named(preview: Preview) -> Preview:
    """The same with the coaches and clubs of all rows at hand."""
    name_rows((preview.rumour, *preview.follows))
    return preview


def name_rows(changes: Iterable[Change]) -> None:
    """The coaches and clubs of all rows are at hand, in two queries."""
    rows = [row for change in changes for row in (change.before, change.after) if row]
    coaches = {one.pk: one for one in store.asked_once(COACHES, pks=list({row.coach_id for row in rows}))}
    clubs = {one.pk: one for one in store.asked_once(CLUBS, pks=list({row.club_id for row in rows}))}
    for row in rows:
        row.coach, row.club = coaches[row.coach_id], clubs[row.club_id]
