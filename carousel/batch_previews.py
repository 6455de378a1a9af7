"""What a batch would change, told beforehand by the code that will do it; and that no other is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from carousel import batches, previewing
from carousel.batches import Chosen, Held, Outcome
from carousel.differences import Change, differs, fingerprint_of, key_of
from carousel.editorial import User
from carousel.models import Batch
from carousel.refusing import PreviewMoved


@dataclass(frozen=True)
class BatchPreview:
    """The change of each question that would be decided, of what follows, and what would be held back."""

    done: tuple[Change, ...]
    follows: tuple[Change, ...]
    held: tuple[Held, ...]
    gone: int

    @property
    def fingerprint(self) -> str:
        """The same for the same batch, whenever and by whomever it is tried."""
        held = sorted((str(key_of(one.rumour)), one.sentence) for one in self.held)
        return fingerprint_of((*self.done, *self.follows), held, self.gone)


class _OnlyTried(Exception):
    """Takes back a batch that was made to be looked at."""

    def __init__(self, outcome: Outcome):
        super().__init__()
        self.outcome = outcome


def preview(kind: str, chosen: Sequence[Chosen], *, editor: User, at: datetime, **said: Any) -> BatchPreview:
    """What ``confirm`` or ``reject`` would change and hold back: each in turn, all of it taken back again.

    What the first changes may hold back the second, so that it is tried and not added up; meanwhile the
    record waits, as it does for the batch itself. Raises ``MoveRefused`` as they do.
    """

    def look(outcome: Outcome) -> None:
        raise _OnlyTried(outcome)

    try:
        _made(kind, chosen, editor=editor, at=at, look=look, **said)
    except _OnlyTried as tried:
        found = _of(tried.outcome)
    previewing.name_rows(found.done + found.follows)
    return found


def make_as_seen(
    kind: str, chosen: Sequence[Chosen], seen: str, *, editor: User, at: datetime, **said: Any
) -> Outcome:
    """As ``confirm`` or ``reject``; nothing is done unless it is what the editor saw, known by ``seen``."""

    def look(outcome: Outcome) -> None:
        if _of(outcome).fingerprint != seen:
            raise PreviewMoved(_("This would change something else than you were shown. Look again."))

    return _made(kind, chosen, editor=editor, at=at, look=look, **said)


def _made(kind: str, chosen: Sequence[Chosen], **said: Any) -> Outcome:
    return {Batch.Kind.CONFIRM: batches.confirm, Batch.Kind.REJECT: batches.reject}[Batch.Kind(kind)](
        chosen, **said
    )


def _of(outcome: Outcome) -> BatchPreview:
    """Of each row its first state and its last; those at the coaches and clubs that were decided on."""
    coaches = {rumour.coach_id for rumour in outcome.done}
    clubs = {rumour.club_id for rumour in outcome.done}
    own = {key_of(rumour): Change(rumour, rumour) for rumour in outcome.done}
    follows: dict[tuple, Change] = {}
    for change in (change for changes in outcome.changes for change in changes.rows):
        row = change.after or change.before
        assert row is not None
        key = key_of(row)
        if key in own:
            own[key] = Change(own[key].before, change.after)
        elif row.coach_id in coaches or row.club_id in clubs:
            first = follows.get(key, change).before
            follows[key] = Change(first, change.after)
    told = [follows[key] for key in sorted(follows)]
    changed = tuple(change for change in told if differs(change))
    return BatchPreview(tuple(own[key] for key in sorted(own)), changed, tuple(outcome.held), outcome.gone)
