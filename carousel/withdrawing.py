"""What an editor says of a question whose only source was withdrawn: keep it all the same, or take it back.

Each is one transaction, as in `carousel.editorial`, and is undone there like any other decision.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from carousel import ledger, store
from carousel.differences import Changes
from carousel.editorial import MoveRefused, User, check_revision, decide, locked, unsaved
from carousel.models import Decision, Rumour
from carousel.permissions import require_editor
from carousel.record import endings

NOT_WITHDRAWN = _("Its source is not withdrawn, or this was decided already.")


def keep(rumour_id: int, *, editor: User, at: datetime, **said: Any) -> Decision:
    """What the withdrawn reports said of the pair counts as before."""
    return _decide(rumour_id, Decision.Kind.KEEP, endings.KEEP, editor, at, **said)


def take_back(rumour_id: int, *, editor: User, at: datetime, **said: Any) -> Decision:
    """What rested on the withdrawn reports is gone for good, an editor's confirmation of it included."""
    return _decide(rumour_id, Decision.Kind.TAKE_BACK, endings.EDITOR, editor, at, **said)


def foreseen(rumour: Rumour, kind: str, *, editor: User, at: datetime) -> Changes:
    """What the decision would change, computed as it computes it; nothing is written."""
    require_editor(editor)
    _check(rumour)
    decision, articles = unsaved(rumour, kind, editor, at), store.articles_of(rumour)
    return store.foresee(ledger.row_of(decision, articles), coaches=[rumour.coach_id], clubs=[rumour.club_id])


def _check(rumour: Rumour) -> None:
    if not rumour.has_lost_source:
        raise MoveRefused(str(NOT_WITHDRAWN))


def _decide(
    rumour_id: int,
    kind: str,
    by: str,
    editor: User,
    at: datetime,
    *,
    seen_revision: int | None = None,
    note: str = "",
) -> Decision:
    require_editor(editor)
    with transaction.atomic():
        rumour = locked(rumour_id)
        _check(rumour)
        check_revision(rumour, seen_revision)
        decision = decide(rumour, kind, editor, at, note=note)
        store.follow(coaches=[rumour.coach_id], clubs=[rumour.club_id], by=by)
    return decision
