"""A rumour that came to nothing, ended by an editor who says who called it off; it was not untrue.

One transaction, as in `carousel.editorial`, and undone there like any other decision.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Claim
from carousel import editorial, four_eyes, ledger, store
from carousel.differences import Changes
from carousel.editorial import Made, MoveRefused, User
from carousel.models import Decision, Direction, Rumour
from carousel.permissions import require_editor
from carousel.record import endings
from carousel.record.facts import Record


def call_off(rumour_id: int, *, editor: User, at: datetime, by: str, **said: str | int | None) -> Decision:
    """The rumour is withdrawn: by the coach, the club, the coach's current club, or since talks failed.

    Of what is ``said``, ``seen_revision`` is that of the rumour as the editor saw it, and ``note`` his own.
    """
    with transaction.atomic():
        rumour = editorial.locked(rumour_id)
        return called_off_in_hand(rumour, editor=editor, at=at, by=by, **said).decision


def called_off_in_hand(
    rumour: Rumour, *, editor: User, at: datetime, by: str, seen_revision: int | None = None, note: str = ""
) -> Made:
    """As ``call_off``, of a rumour that this transaction has ``locked``, with what it changed."""
    require_editor(editor)
    if by not in Claim.By.values:
        raise MoveRefused(_("Say who called it off."))
    _check(rumour)
    editorial.check_revision(rumour, seen_revision)
    four_eyes.check(rumour, Decision.Kind.CALL_OFF, editor)
    decision = editorial.decide(rumour, Decision.Kind.CALL_OFF, editor, at, by=by, note=note)
    changes = store.follow(coaches=[rumour.coach_id], clubs=[rumour.club_id], by=endings.EDITOR)
    _check_took_hold(rumour, changes.record)
    return Made(decision, changes)


def foreseen(rumour: Rumour, *, editor: User, at: datetime) -> Changes:
    """What ``call_off`` would change, computed as it computes it; nothing is written.

    Who called it off is told of the rumour alone, and left open here.
    """
    require_editor(editor)
    _check(rumour)
    decision = editorial.unsaved(rumour, Decision.Kind.CALL_OFF, editor, at)
    row = ledger.row_of(decision, store.articles_of(rumour))
    changes = store.foresee(row, coaches=[rumour.coach_id], clubs=[rumour.club_id])
    _check_took_hold(rumour, changes.record)
    return changes


def may_be(rumour: Rumour) -> bool:
    """Whether it is a move to a post that can come to nothing."""
    return rumour.direction == Direction.IN and editorial.may_become(rumour, Rumour.Status.WITHDRAWN)


def _check(rumour: Rumour) -> None:
    if rumour.direction != Direction.IN:
        raise MoveRefused(_("Only a move to a post can be called off."))
    editorial.check_move(rumour, Rumour.Status.WITHDRAWN)


def _check_took_hold(rumour: Rumour, record: Record) -> None:
    """What the record contradicts stays open until somebody has chosen."""
    now = next((r for r in record.rumours if r.key == rumour.key), None)
    if now is None or now.status != Rumour.Status.WITHDRAWN:
        raise MoveRefused(_("The record says otherwise. Decide that first."))
