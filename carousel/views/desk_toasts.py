"""What an editor just did, in a sentence with its Undo: one decision, a batch, or a snooze."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carousel import four_eyes, snoozing
from carousel.editorial import User
from carousel.models import Batch, Decision, Opinion, Snooze
from carousel.prepared import Given, Prepared
from carousel.views.desk_rows import decision_in_words

# What is done at an item, by a key of its own; the page of names has its own way back.
KINDS = (*Decision.ON_RUMOURS, Decision.Kind.MERGE)
DECIDED = Prepared(
    lambda: Decision.objects.filter(
        editor=Given("editor"), kind__in=KINDS, undone_by__isnull=True
    ).select_related("coach", "club")[:1]
)
PUT_OFF = Prepared(
    lambda: Snooze.objects.filter(editor=Given("editor"), woken_at__isnull=True).select_related(
        "coach", "club"
    )[:1]
)
KEPT_UNSEEN = Prepared(
    lambda: (
        Opinion.objects.filter(editor=Given("editor"), settled_at__isnull=True)
        .select_related("coach", "club")
        .order_by("-given_at")[:1]
    )
)
# Who settles a conflict chooses a side: the reason that this implies is none of his choosing.
REASONS = Prepared(
    lambda: Decision.objects.filter(
        editor=Given("editor"), kind=Decision.Kind.REJECT, undone_by__isnull=True, against__isnull=True
    ).values_list("reason", flat=True)[:1]
)


@dataclass(frozen=True)
class Toast:
    """What was done, and where it is taken back, if it can be."""

    text: str
    undo_address: str = ""


def asked_for(given: Mapping[str, str]) -> Toast | None:
    """What the address of a page says was just done."""
    kinds = {"done": of_decision, "batch": of_batch, "snooze": of_snooze, "opinion": of_opinion}
    for name, of in kinds.items():
        if pk := number(given.get(name, "")):
            return of(pk)
    return None


def last_of(editor: User) -> Toast | None:
    """What the editor did last that still stands: a batch whole, a snooze or a first verdict as any."""
    decision, snooze = DECIDED.first(editor=editor.pk), PUT_OFF.first(editor=editor.pk)
    opinion = KEPT_UNSEEN.first(editor=editor.pk) if settings.FOUR_EYES else None
    if opinion and all(opinion.given_at > one.made_at for one in (decision, snooze) if one):
        return kept_unseen(opinion)
    if decision and (snooze is None or decision.made_at >= snooze.made_at):
        if decision.batch_id:
            return of_batch(decision.batch_id)
        return Toast(decision_in_words(decision), reverse("decision-undo", args=[decision.pk]))
    if snooze is None:
        return None
    return of_batch(snooze.batch_id) if snooze.batch_id else _of_snooze(snooze)


def last_reason(editor) -> tuple[str, str] | None:
    """The reason that the editor chose last for a rejection which still stands, and its words."""
    reason = REASONS.first(editor=editor.pk)
    return (reason, str(Decision.Reason(reason).label)) if reason else None


def of_decision(pk: int) -> Toast | None:
    related = ("coach", "club", "merge", "undoes__coach", "undoes__club", "undoes__merge", "undone_by")
    decision = Decision.objects.filter(pk=pk).select_related(*related).first()
    if decision is None:
        return None
    return Toast(decision_in_words(decision)) if hasattr(decision, "undone_by") else made(decision)


def made(decision: Decision) -> Toast:
    """Of a decision that stands, or of an undoing, which cannot be undone."""
    if decision.kind == Decision.Kind.UNDO:
        return Toast(decision_in_words(decision))
    return Toast(decision_in_words(decision), reverse("decision-undo", args=[decision.pk]))


def of_opinion(pk: int) -> Toast | None:
    opinion = Opinion.objects.filter(pk=pk).select_related("coach", "club").first()
    if opinion is None:
        return None
    return kept_unseen(opinion) if opinion.settled_at is None else taken_back(opinion)


def kept_unseen(opinion: Opinion) -> Toast:
    """Of a verdict that waits for a second."""
    said = _("Your verdict is kept unseen until another editor has given his.")
    return Toast(said, reverse("opinion-undo", args=[opinion.pk]))


def taken_back(opinion: Opinion) -> Toast | None:
    """Of a verdict that its editor took back before another had given his; there is none else."""
    if not four_eyes.is_taken_back(opinion):
        return None
    names = {"coach": opinion.coach, "club": opinion.club}
    return Toast(_("Your verdict is taken back: %(coach)s, %(club)s") % names)


def of_snooze(pk: int) -> Toast | None:
    snooze = Snooze.objects.filter(pk=pk).select_related("coach", "club").first()
    return _of_snooze(snooze) if snooze else None


def _of_snooze(snooze: Snooze) -> Toast:
    address = reverse("snooze-wake", args=[snooze.pk]) if snooze.woken_at is None else ""
    return Toast(snoozing.snooze_in_words(snooze), address)


def of_batch(pk: int) -> Toast | None:
    """ "Confirmed 12"; once it is undone, how many were taken back."""
    standing = Count("decisions", filter=Q(decisions__undone_by__isnull=True), distinct=True)
    asleep = Count("snoozes", filter=Q(snoozes__woken_at__isnull=True), distinct=True)
    whole = Count("decisions", distinct=True) + Count("snoozes", distinct=True)
    batch = Batch.objects.filter(pk=pk).annotate(stands=standing + asleep, whole=whole).first()
    if batch is None:
        return None
    if not batch.stands:
        return Toast(
            ngettext("%(count)s taken back.", "%(count)s taken back.", batch.whole) % {"count": batch.whole}
        )
    return Toast(_batch_in_words(batch.kind, batch.stands), reverse("batch-undo", args=[batch.pk]))


def _batch_in_words(kind: str, count: int) -> str:
    if kind == Batch.Kind.CONFIRM:
        return _("Confirmed in one go: %(count)s") % {"count": count}
    if kind == Batch.Kind.REJECT:
        return _("Rejected in one go: %(count)s") % {"count": count}
    return _("Snoozed in one go: %(count)s") % {"count": count}


def number(written: str) -> int | None:
    """A row's number as an address carries it; ``None`` for what is none."""
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 18 else None
