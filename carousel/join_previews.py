"""What it would change that a name is somebody's, or that two records are one; and that no other is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from carousel import merging, naming, store
from carousel.differences import Change, differs, fingerprint_of, key_of
from carousel.merging import Known, noun_of
from carousel.models import Decision, Rumour, Stint
from carousel.refusing import PreviewMoved, User


@dataclass(frozen=True)
class Joined:
    """How much would move to the one that stays, and each stint and rumour before and after.

    ``forms`` are the ways in which it would be written, ``stints`` and ``rumours`` all that it would have.
    """

    claims: int
    entries: int
    decisions: int
    forms: tuple[str, ...]
    stints: tuple[Stint, ...]
    rumours: tuple[Rumour, ...]
    changes: tuple[Change, ...]

    @property
    def fingerprint(self) -> str:
        """The same for what would be the same afterwards, whenever and by whomever it is tried."""
        kept = [Change(None, row) for row in (*self.stints, *self.rumours)]
        return fingerprint_of((*self.changes, *kept), self.claims, self.entries, self.decisions, self.forms)


class _OnlyTried(Exception):
    """Takes back what was joined to be looked at."""


def link_foreseen(name: Known, kept: Known, *, editor: User, at: datetime) -> Joined:
    """What ``naming.link`` would change; nothing is written. Raises ``MoveRefused`` as that does."""
    return _foreseen(naming.link, name, kept, editor=editor, at=at)


def merge_foreseen(gone: Known, kept: Known, *, editor: User, at: datetime) -> Joined:
    """The same of ``naming.merge``."""
    return _foreseen(naming.merge, gone, kept, editor=editor, at=at)


def link_as_seen(name: Known, kept: Known, seen: str, *, editor: User, at: datetime) -> Decision:
    """As ``naming.link``; nothing is done unless it is what the editor saw, whose fingerprint is ``seen``."""
    return _as_seen(naming.link, name, kept, seen, editor=editor, at=at)


def merge_as_seen(
    gone: Known, kept: Known, seen: str, *, editor: User, at: datetime, note: str = ""
) -> Decision:
    """As ``naming.merge``, likewise held to what the editor saw."""
    return _as_seen(naming.merge, gone, kept, seen, editor=editor, at=at, note=note)


def _foreseen(join: Callable[..., Decision], gone: Known, kept: Known, **said) -> Joined:
    """Found by doing it and taking it back."""
    try:
        with transaction.atomic():
            found, _decision = _joined(join, gone, kept, **said)
            raise _OnlyTried
    except _OnlyTried:
        return found


def _as_seen(join: Callable[..., Decision], gone: Known, kept: Known, seen: str, **said) -> Decision:
    with transaction.atomic():
        found, decision = _joined(join, gone, kept, **said)
        if found.fingerprint != seen:
            raise PreviewMoved(_("This would change something else than you were shown. Look again."))
    return decision


def _joined(join: Callable[..., Decision], gone: Known, kept: Known, **said) -> tuple[Joined, Decision]:
    """The two are one, with what that changed in the stints and rumours of all whom it touches."""
    store.lock_record()
    noun = noun_of(kept)
    reach, _scope = store.neighbourhood(*merging.beside(noun, {gone.pk, kept.pk}))
    before = _rows_of(reach)
    decision = join(gone, kept, **said)
    after = _rows_of(reach)
    keys = sorted(before.keys() | after.keys())
    changes = [Change(before.get(key), after.get(key)) for key in keys]
    moved, around = decision.merge.moved, {noun: kept.pk}
    found = Joined(
        claims=len(moved.get(f"carousel.ClaimSubject.{noun}", ())),
        entries=len(moved.get(f"carousel.StintEntry.{noun}", ())),
        decisions=len(moved.get(f"carousel.Decision.{noun}", ())),
        forms=tuple(merging.forms_of(type(kept).everyone.get(pk=kept.pk))),
        stints=tuple(
            Stint.objects.filter(**around).select_related("coach", "club").order_by("-started", "-pk")
        ),
        rumours=tuple(
            Rumour.objects.filter(**around).select_related("coach", "club").order_by("-newest_on", "-pk")
        ),
        changes=tuple(change for change in changes if differs(change)),
    )
    return found, decision


def _rows_of(reach: store.Reach) -> dict[tuple, Stint | Rumour]:
    """The stints and rumours that readers may see or editors are asked, of the coaches in reach."""
    rows: list[Stint | Rumour] = []
    for model in (Stint, Rumour):
        rows += model._default_manager.filter(coach__in=reach.coaches).select_related("coach", "club")
    return {key_of(row): row for row in rows}
