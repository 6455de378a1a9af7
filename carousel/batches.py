"""Many questions decided in one go: what must not be decided so is held back, and one undo takes all back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from carousel import editorial, snoozing, store
from carousel.differences import Changes
from carousel.editorial import MoveRefused, User
from carousel.models import Batch, Decision, Presence, Rumour, Snooze
from carousel.permissions import require_editor
from carousel.refusing import name_of

# So many at most, so that one batch does not keep the record from everybody else.
MOST = 100
# What was read with less is not confirmed unseen; a single report is not believed below it either.
SURE = 0.7

Act = Callable[[Rumour, Batch], Changes]
# What looks at the outcome before it is kept, and takes it back by raising.
Look = Callable[["Outcome"], None]


def _unseen(outcome: Outcome) -> None:
    """Nobody has to have seen it."""


@dataclass(frozen=True)
class Chosen:
    """A rumour, in the revision in which the editor saw it."""

    pk: int
    revision: int


@dataclass(frozen=True)
class Held:
    """What was left out of a batch, and the sentence why; it is still chosen."""

    rumour: Rumour
    sentence: str


@dataclass
class Outcome:
    """``batch`` is ``None`` where nothing could be done; ``done`` are the rumours as they were before.

    ``gone`` counts those that are no question any more, since somebody decided them meanwhile;
    ``changes`` are those of each that was done, in turn.
    """

    batch: Batch | None = None
    done: list[Rumour] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    gone: int = 0
    changes: list[Changes] = field(default_factory=list)


@dataclass(frozen=True)
class Undone:
    """How many were taken back, and of each of the others why not."""

    count: int
    stuck: list[str]


def confirm(chosen: Sequence[Chosen], *, editor: User, at: datetime, look: Look = _unseen) -> Outcome:
    """All that pass the checks are confirmed."""

    def act(rumour: Rumour, batch: Batch) -> Changes:
        return editorial.confirmed(rumour.pk, editor=editor, at=at, batch=batch).changes

    return _all(chosen, Batch.Kind.CONFIRM, act, editor=editor, at=at, why_not=_why_not_confirmed, look=look)


def reject(
    chosen: Sequence[Chosen], *, editor: User, at: datetime, reason: str, look: Look = _unseen
) -> Outcome:
    """All that pass the checks are rejected, for one reason."""
    if reason not in Decision.Reason.values:
        raise MoveRefused(_("Say why: a rejection needs one of the reasons."))

    def act(rumour: Rumour, batch: Batch) -> Changes:
        return editorial.rejected(rumour.pk, editor=editor, at=at, reason=reason, batch=batch).changes

    return _all(chosen, Batch.Kind.REJECT, act, editor=editor, at=at, look=look)


def snooze(chosen: Sequence[Chosen], *, editor: User, at: datetime, today: date, until: date) -> Outcome:
    """All that pass the checks are off the list until the day."""

    def act(rumour: Rumour, batch: Batch) -> Changes:
        snoozing.snooze(rumour.pk, editor=editor, at=at, today=today, until=until, batch=batch)
        return Changes()

    return _all(chosen, Batch.Kind.SNOOZE, act, editor=editor, at=at)


def undo(batch_id: int, *, editor: User, at: datetime) -> Undone:
    """All of the batch that still stands as it was left is taken back, in one transaction."""
    require_editor(editor)
    count, stuck = 0, []
    with transaction.atomic():
        store.lock_record()
        batch = Batch.objects.select_for_update().get(pk=batch_id)
        for made in _made_in(batch):
            try:
                with transaction.atomic():
                    _take_back(made, editor, at)
                count += 1
            except MoveRefused as refused:
                stuck.append(f"{made.coach}, {made.club}: {refused}")
    if not count:
        raise MoveRefused(" ".join(stuck) or _("This is undone already."))
    return Undone(count, stuck)


def _all(
    chosen: Sequence[Chosen],
    kind: str,
    act: Act,
    *,
    editor: User,
    at: datetime,
    why_not: Callable[[Rumour], str] = lambda rumour: "",
    look: Look = _unseen,
) -> Outcome:
    """Each in turn, in one transaction: what is refused is held back and stops no other."""
    require_editor(editor)
    if not chosen:
        raise MoveRefused(_("Nothing is chosen. Tick what you mean, then decide."))
    if len(chosen) > MOST:
        raise MoveRefused(_("Choose %(most)s at most in one go.") % {"most": MOST})
    outcome = Outcome()
    with transaction.atomic():
        store.lock_record()
        rumours = _rumours(chosen)
        watched = _watched(rumours.values(), editor, at)
        batch = Batch.objects.create(kind=kind, editor=editor, made_at=at)
        for one in chosen:
            rumour = rumours.get(one.pk)
            if rumour is None:
                outcome.gone += 1
                continue
            pair = (rumour.coach_id, rumour.club_id, rumour.direction)
            sentence = watched.get(pair) or _of_withdrawn(rumour) or why_not(rumour)
            sentence = sentence or _refusal(act, rumour, one.revision, batch, outcome)
            if sentence:
                outcome.held.append(Held(rumour, sentence))
            else:
                outcome.done.append(rumour)
        look(outcome)
        if outcome.done:
            outcome.batch = batch
        else:
            batch.delete()
    return outcome


def _refusal(act: Act, rumour: Rumour, revision: int, batch: Batch, outcome: Outcome) -> str:
    """Why the act was refused; empty where it was done, with what it changed laid to the outcome.

    The revision is that from before the batch: what earlier ones of it moved, the editor moved himself.
    """
    try:
        with transaction.atomic():
            if rumour.is_open:
                editorial.check_revision(rumour, revision)
            changes = act(rumour, batch)
        outcome.changes.append(changes)
    except MoveRefused as refused:
        return str(refused)
    except Rumour.DoesNotExist:
        return _("This is no longer at the desk.")
    return ""


def _rumours(chosen: Iterable[Chosen]) -> dict[int, Rumour]:
    found = Rumour.objects.filter(pk__in=[one.pk for one in chosen]).select_related("coach", "club")
    standing = Q(evidence__claim__superseded_at__isnull=True)
    return {
        rumour.pk: rumour
        for rumour in found.annotate(surest=Max("evidence__claim__confidence", filter=standing))
    }


def _of_withdrawn(rumour: Rumour) -> str:
    if not rumour.has_lost_source:
        return ""
    return _("Its source was withdrawn. Open it, then keep it or take it back.")


def _why_not_confirmed(rumour: Rumour) -> str:
    if rumour.is_open and rumour.is_conflict:
        return _("The record says otherwise. Open it and decide it by itself.")
    if rumour.is_open and (rumour.surest or 0) < SURE:
        return _("It was read with little confidence. Open it and look at the sentence.")
    return ""


def _watched(rumours: Iterable[Rumour], editor: User, at: datetime) -> dict[tuple, str]:
    """The questions that another editor has open now, each with who it is."""
    rumours = list(rumours)
    present = Presence.objects.exclude(editor=editor.pk).filter(
        seen_at__gt=at - Presence.HOLDS, coach__in={rumour.coach_id for rumour in rumours}
    )
    return {
        (one.coach_id, one.club_id, one.direction): _("%(who)s has this open.") % {"who": name_of(one.editor)}
        for one in present.select_related("editor")
    }


def _made_in(batch: Batch) -> list[Decision | Snooze]:
    """What the batch made and nobody has taken back, the newest first."""
    decisions = batch.decisions.filter(undone_by__isnull=True).select_related("coach", "club")
    snoozes = batch.snoozes.filter(woken_at__isnull=True).select_related("coach", "club")
    return [*decisions.order_by("-pk"), *snoozes.order_by("-pk")]


def _take_back(made: Decision | Snooze, editor: User, at: datetime) -> None:
    if isinstance(made, Snooze):
        snoozing.wake(made.pk, editor=editor, at=at)
        return
    own = Q(coach=made.coach_id, club=made.club_id)
    # Another's correction is about the pair that it names, and takes the reports of the pair that was read.
    read = Q(read_coach=made.coach_id, read_club=made.club_id)
    later = Decision.objects.filter(own | read, direction=made.direction, pk__gt=made.pk)
    later = later.filter(kind__in=Decision.ON_RUMOURS, undone_by__isnull=True).select_related("editor")
    if newer := later.exclude(batch=made.batch_id).first():
        sentence = _("%(who)s has decided on it again since.")
        raise MoveRefused(sentence % {"who": name_of(newer.editor)}, decision=newer)
    editorial.undo(made.pk, editor=editor, at=at)
