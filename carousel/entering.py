"""Stints that people enter by hand: an editor's word, entered, corrected and withdrawn.

Each function is one transaction: the record locked, the ledger written, the record
computed anew. An entry that another one leaves no room for is refused.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from carousel import store
from carousel.editorial import MoveRefused, User
from carousel.models import Stint, StintEntry
from carousel.permissions import require_administrator
from carousel.record import endings


def enter_stint(entry: StintEntry, *, editor: User, at: datetime) -> StintEntry:
    """The stint stands in the ledger as an editor's word, and the record follows it.

    Raises ``MoveRefused`` where another hand-entered stint leaves no room for it.
    """
    require_administrator(editor)
    with transaction.atomic():
        store.lock_record()
        entry.entered_by = editor
        entry.save(force_insert=True)
        _accept(store.update(coaches=[entry.coach_id], clubs=[entry.club_id], by=endings.RECORD), entry)
    return entry


def correct_stint(entry_id: int, changed: StintEntry, *, editor: User, at: datetime) -> StintEntry:
    """The entry is withdrawn and ``changed`` stands in its place; both stay in the ledger."""
    require_administrator(editor)
    with transaction.atomic():
        store.lock_record()
        old = _standing_entry(entry_id)
        old.withdrawn_at = at
        old.save(update_fields=["withdrawn_at"])
        changed.pk, changed.replaces, changed.entered_by = None, old, editor
        changed.reference_key = old.reference_key
        changed.withdrawn_at = None
        changed.save(force_insert=True)
        coaches, clubs = {old.coach_id, changed.coach_id}, {old.club_id, changed.club_id}
        touched = store.update(coaches=coaches, clubs=clubs, by=endings.RECORD)
        _accept(touched, changed)
    return changed


def withdraw_stint(entry_id: int, *, editor: User, at: datetime) -> StintEntry:
    """The entry counts no more; its row stays in the ledger."""
    require_administrator(editor)
    with transaction.atomic():
        store.lock_record()
        entry = _standing_entry(entry_id)
        entry.withdrawn_at = at
        entry.save(update_fields=["withdrawn_at"])
        store.update(coaches=[entry.coach_id], clubs=[entry.club_id], by=endings.RECORD)
    return entry


def _accept(changes: store.Changes, entry: StintEntry) -> None:
    winner = dict(changes.refused).get(entry.pk)
    if winner is None:
        return
    stint = Stint.objects.select_related("coach", "club").get(
        coach=winner[0], club=winner[1], ordinal=winner[2]
    )
    raise MoveRefused(
        _("%(coach)s was head coach of %(club)s then. A club has one head coach, unless the post is shared.")
        % {"coach": stint.coach, "club": stint.club}
    )


def _standing_entry(entry_id: int) -> StintEntry:
    entry = StintEntry.objects.select_for_update().get(pk=entry_id)
    if entry.withdrawn_at is not None:
        raise MoveRefused(_("Somebody has changed this stint since you opened it. Load it again."))
    return entry
