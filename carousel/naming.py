"""What an editor says of a name: whose it is, that it is a record of its own, or that it is nobody's.

Each function is one transaction: the record locked, the rows locked, the move checked again, the
decision written, the record computed anew. ``editorial.undo`` takes each back.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from carousel import merging, store
from carousel.merging import Known, noun_of
from carousel.models import ClaimSubject, Club, Coach, Decision, Merge, Rumour
from carousel.permissions import require_editor
from carousel.refusing import MoveRefused, User

KINDS = Decision.ON_NAMES


def link(gone: Known, kept: Known, *, editor: User, at: datetime, note: str = "") -> Decision:
    """The name that nobody knew is one more way to write ``kept``; what was said of it is about that."""
    require_editor(editor)
    with transaction.atomic():
        gone, kept = _locked(gone, kept)
        if not gone.is_provisional:
            raise MoveRefused(_("%(name)s is no longer an open question.") % {"name": gone})
        return _join(Decision.Kind.LINK, gone, kept, editor, at, note)


def merge(gone: Known, kept: Known, *, editor: User, at: datetime, note: str = "") -> Decision:
    """The two records are one: ``kept``. The address of ``gone`` leads there for good."""
    require_editor(editor)
    with transaction.atomic():
        gone, kept = _locked(gone, kept)
        return _join(Decision.Kind.MERGE, gone, kept, editor, at, note)


def create(known: Known, *, editor: User, at: datetime, note: str = "") -> Decision:
    """The name is that of a coach or club of its own, and unverified no more."""
    require_editor(editor)
    with transaction.atomic():
        known = _open_name(known)
        type(known).everyone.filter(pk=known.pk).update(is_provisional=False)
        return _decide(Decision.Kind.CREATE, known, editor, at, note)


def ignore(known: Known, *, editor: User, at: datetime, note: str = "") -> Decision:
    """The name is no coach's or no club's: what is said of it counts for nothing, later reports included."""
    require_editor(editor)
    with transaction.atomic():
        known = _open_name(known)
        if known.stint_entries.filter(withdrawn_at__isnull=True).exists():
            raise MoveRefused(
                _("%(name)s has stints that were entered by hand. Withdraw those first.") % {"name": known}
            )
        coaches, clubs = merging.beside(noun_of(known), {known.pk})
        type(known).everyone.filter(pk=known.pk).update(is_ignored=True)
        decision = _decide(Decision.Kind.IGNORE, known, editor, at, note)
        store.follow(coaches=coaches, clubs=clubs)
        return decision


def take_back(decision: Decision, *, at: datetime) -> tuple[set[int], set[int]]:
    """The decision on a name counts no more; returns the coaches and clubs to be computed anew.

    For ``editorial.undo``, which holds the record.
    """
    if decision.kind in (Decision.Kind.LINK, Decision.Kind.MERGE):
        return _part(decision, at)
    known = decision.coach or decision.club
    assert known is not None
    _check_not_merged_since(decision, known)
    rows = type(known).everyone.filter(pk=known.pk)
    if decision.kind == Decision.Kind.CREATE:
        rows.update(is_provisional=True)
        return set(), set()
    rows.update(is_ignored=False)
    return merging.beside(noun_of(known), {known.pk})


def led_to(model: type[Known], slug: str) -> Known | None:
    """The record that an address of a merged one leads to."""
    noun = "coach" if model is Coach else "club"
    standing = Merge.objects.filter(slug=slug, undone_at__isnull=True, **{f"{noun}__isnull": False})
    found = standing.select_related(noun).first()
    return getattr(found, noun) if found else None


# ---------------------------------------------------------------- the checks and the steps


def _locked(gone: Known, kept: Known) -> tuple[Known, Known]:
    store.lock_record()
    model = type(kept)
    rows = model.everyone.select_for_update().in_bulk({gone.pk, kept.pk})
    if gone.pk not in rows:
        merged = Merge.objects.filter(row__id=gone.pk, row__model=model._meta.label, undone_at__isnull=True)
        done = merged.select_related("coach", "club", "decision__editor").first()
        if done:
            into = done.coach or done.club
            raise MoveRefused(
                _("%(name)s is part of %(into)s already.") % {"name": done.name, "into": into},
                decision=done.decision,
            )
        raise MoveRefused(_("This record is gone."))
    if kept.pk not in rows:
        raise MoveRefused(_("The record to stay is gone. Choose another."))
    return rows[gone.pk], rows[kept.pk]


def _join(kind: str, gone: Known, kept: Known, editor: User, at: datetime, note: str) -> Decision:
    if gone.pk == kept.pk:
        raise MoveRefused(_("A record cannot be merged into itself."))
    if kept.is_ignored:
        raise MoveRefused(_("%(name)s is ignored. Undo that first.") % {"name": kept})
    if kept.is_provisional and not gone.is_provisional:
        raise MoveRefused(
            _("%(kept)s is unverified: merge it into %(gone)s, not the other way round.")
            % {"kept": kept, "gone": gone}
        )
    if isinstance(gone, Club) and isinstance(kept, Club) and not _may_be_one(gone, kept):
        raise MoveRefused(_("A club, a national side and a women's side are never one record."))
    decision = _decide(kind, kept, editor, at, note)
    merging.join(gone, kept, decision)
    return decision


def _may_be_one(gone: Club, kept: Club) -> bool:
    """Of a name that nobody has looked at it is not known whose side it is."""
    return gone.is_provisional or (gone.kind, gone.side) == (kept.kind, kept.side)


def _open_name(known: Known) -> Known:
    store.lock_record()
    row = type(known).everyone.select_for_update().filter(pk=known.pk).first()
    if row is None or not row.is_provisional or row.is_ignored:
        name = row or known
        raise MoveRefused(
            _("%(name)s is no longer an open question.") % {"name": name}, decision=_decided(known)
        )
    return row


def _decided(known: Known) -> Decision | None:
    on_it = Decision.objects.filter(
        kind__in=KINDS, undone_by__isnull=True, **{f"{noun_of(known)}_id": known.pk}
    )
    return on_it.select_related("editor").first()


def _decide(kind: str, known: Known, editor: User, at: datetime, note: str) -> Decision:
    return Decision.objects.create(
        kind=kind, editor=editor, made_at=at, note=note[:300], **{noun_of(known): known}
    )


def _part(decision: Decision, at: datetime) -> tuple[set[int], set[int]]:
    merge = Merge.objects.select_for_update().get(decision=decision)
    into = decision.coach or decision.club
    model = type(into)
    if merge.kept_pk != (merge.coach_id or merge.club_id):
        raise MoveRefused(
            _("What it was merged into is itself part of %(into)s now. Undo that first.") % {"into": into},
        )
    if model.everyone.filter(slug=merge.slug).exists():
        raise MoveRefused(
            _("Another record has the address “%(slug)s” now. Rename it first.") % {"slug": merge.slug}
        )
    return merging.part(merge, at=at)


def _check_not_merged_since(decision: Decision, known: Known) -> None:
    relation = f"carousel.Decision.{noun_of(known)}"
    if Merge.objects.filter(undone_at__isnull=True, moved__contains={relation: [decision.pk]}).exists():
        raise MoveRefused(
            _("The name has since been merged into %(into)s. Undo that first.") % {"into": known}
        )


def weight_of(known: Known) -> tuple[int, int]:
    """How many standing claims and open rumours hang on the name."""
    noun = noun_of(known)
    claims = ClaimSubject.objects.filter(claim__superseded_at__isnull=True, **{noun: known})
    return claims.count(), Rumour.objects.open().filter(**{noun: known}).count()
