"""What an editor may do to the record: every decision and its undoing.

Which moves are allowed stands in `carousel.record.endings`.

Each function is one transaction: the record locked, the row locked, the move
checked again, the ledger written, the record computed anew. Page, admin, command
and task all come through here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article
from carousel import four_eyes, naming, store
from carousel.dates import to_range
from carousel.edits import AS_READ, Edit, pairs_of
from carousel.models import Decision, Direction, Opinion, Rumour, Stint
from carousel.permissions import require_editor
from carousel.record import endings
from carousel.record.days import Days
from carousel.refusing import MoveRefused as MoveRefused
from carousel.refusing import User as User
from carousel.refusing import said as _said
from carousel.wording import days_in_words, of_range

Status = Rumour.Status


def may_become(rumour: Rumour, status: str) -> bool:
    return status in endings.editors_moves(rumour.status)


def check_move(rumour: Rumour, status: str, *, seen_revision: int | None = None) -> None:
    """Raises ``MoveRefused`` if the rumour cannot become ``status``, or is no longer what the editor saw."""
    if not may_become(rumour, status):
        raise MoveRefused(_why_not(rumour), decision=rumour.decision)
    check_revision(rumour, seen_revision)


def check_revision(rumour: Rumour, seen_revision: int | None) -> None:
    """Raises ``MoveRefused`` if the rumour is no longer what the editor saw."""
    if seen_revision is not None and seen_revision != rumour.revision:
        raise MoveRefused(
            _("New reports have come in since you opened this. Look at them, then decide again."),
            decision=rumour.decision,
        )


def check_order(rumour: Rumour, on: Days | None) -> None:
    """Raises ``MoveRefused`` where the day given for an end lies before the coach had begun."""
    if on is None or on.latest is None or rumour.direction != Direction.OUT:
        return
    first = Stint.objects.filter(coach=rumour.coach_id, club=rumour.club_id).order_by("started").first()
    began = of_range(first.started) if first else None
    if began and began.earliest and began.earliest > on.latest:
        raise MoveRefused(
            _("%(coach)s began at %(club)s %(began)s and cannot have left before that.")
            % {"coach": rumour.coach, "club": rumour.club, "began": days_in_words(began)}
        )


def confirm(
    rumour_id: int,
    *,
    editor: User,
    at: datetime,
    seen_revision: int | None = None,
    on: Days | None = None,
    edit: Edit = AS_READ,
    is_trial: bool = False,
    **fields: Any,
) -> Decision:
    """The rumour is true and closed, and the stint that it foretold has begun, or ended.

    ``on`` is the day of the start or end, where the editor knows it; ``edit`` puts right what was
    misread. Of the fields that the decision keeps besides, ``arrangement`` makes room beside another
    head coach, with whom the post is then shared; ``is_contested`` marks what stands as disputed;
    ``against`` is the claim that it outweighs. A trial, which is taken back, needs no second editor.
    """
    require_editor(editor)
    with transaction.atomic():
        rumour = locked(rumour_id)
        check_move(rumour, Status.CONFIRMED, seen_revision=seen_revision)
        if not is_trial:
            four_eyes.check(rumour, Opinion.Verdict.CONFIRM, editor)
        check_order(rumour, on)
        given = edit.fields(rumour) | fields
        decision = decide(rumour, Decision.Kind.CONFIRM, editor, at, on=to_range(on) if on else None, **given)
        _recompute(decision, endings.EDITOR)
        _check_took_hold(rumour, decision)
        four_eyes.settle(rumour, at=at)
    return decision


def reject(
    rumour_id: int,
    *,
    editor: User,
    at: datetime,
    reason: str,
    seen_revision: int | None = None,
    is_trial: bool = False,
    **fields: Any,
) -> Decision:
    """The rumour was never true: no reader sees it again, and its articles say nothing more about it."""
    require_editor(editor)
    if reason not in Decision.Reason.values:
        raise MoveRefused(_("Say why: a rejection needs one of the reasons."))
    with transaction.atomic():
        rumour = locked(rumour_id)
        check_move(rumour, Status.REJECTED, seen_revision=seen_revision)
        if not is_trial:
            four_eyes.check(rumour, Opinion.Verdict.REJECT, editor)
        decision = decide(rumour, Decision.Kind.REJECT, editor, at, reason=reason, **fields)
        _recompute(decision, endings.EDITOR)
        four_eyes.settle(rumour, at=at)
    return decision


def undo(decision_id: int, *, editor: User, at: datetime, reason: str = "", note: str = "") -> Decision:
    """The decision counts no more, and all that rested on it is as if it had not been made."""
    require_editor(editor)
    with transaction.atomic():
        store.lock_record()
        decision = Decision.objects.select_for_update().get(pk=decision_id)
        if decision.kind == Decision.Kind.UNDO:
            raise MoveRefused(_("Undoing cannot be undone. Decide again instead."), decision=decision)
        undone = Decision.objects.filter(undoes=decision).select_related("editor").first()
        if undone:
            raise MoveRefused(_said(undone, _("%(who)s has undone this already, %(when)s.")), decision=undone)
        undoing = Decision.objects.create(
            kind=Decision.Kind.UNDO,
            coach=decision.coach,
            club=decision.club,
            direction=decision.direction,
            undoes=decision,
            reason=reason,
            note=note,
            editor=editor,
            made_at=at,
        )
        if decision.kind in naming.KINDS:
            # Whose a name is may bring any rumour to any end, as if it had been so from the first report.
            coaches, clubs = naming.take_back(decision, at=at)
            store.update(coaches=coaches, clubs=clubs)
        else:
            _recompute(decision, endings.UNDO)
    return undoing


def retract(article_id: int, *, editor: User, at: datetime, note: str = "") -> Decision:
    """The article is wrong: its claims count no more, and what rested on them alone leaves the record."""
    require_editor(editor)
    with transaction.atomic():
        store.lock_record()
        article = Article.objects.get(pk=article_id)
        standing = standing_retraction(article)
        if standing:
            raise MoveRefused(
                _said(standing, _("%(who)s has retracted this already, %(when)s.")), decision=standing
            )
        decision = Decision.objects.create(kind=Decision.Kind.RETRACT, editor=editor, made_at=at, note=note)
        decision.articles.add(article)
        _recompute(decision, endings.RETRACTION)
    return decision


def standing_retraction(article: Article) -> Decision | None:
    """The decision by which the article is retracted, if it is."""
    retractions = Decision.objects.filter(
        kind=Decision.Kind.RETRACT, articles=article, undone_by__isnull=True
    )
    return retractions.select_related("editor").first()


def locked(rumour_id: int) -> Rumour:
    """The rumour, which nobody else changes until this transaction ends; nor the record."""
    store.lock_record()
    rumours = Rumour.objects.select_for_update(of=("self",))
    return rumours.select_related("coach", "club", "decision__editor").get(pk=rumour_id)


def decide(rumour: Rumour, kind: str, editor: User, at: datetime, **fields: Any) -> Decision:
    """The ledger has the decision, on the question and the articles that the editor had before him."""
    given = {"coach": rumour.coach, "club": rumour.club, "role": rumour.role, **fields}
    decision = Decision.objects.create(
        kind=kind, direction=rumour.direction, editor=editor, made_at=at, **given
    )
    decision.articles.set(Article.objects.filter(claims__rumour_evidence__rumour=rumour).distinct())
    return decision


def _recompute(decision: Decision, by: str) -> None:
    coaches, clubs = _touched(decision)
    store.update(coaches=coaches, clubs=clubs, by=by)


def _check_took_hold(rumour: Rumour, decision: Decision) -> None:
    """A confirmation that the record has no room for is refused, and taken back with the transaction.

    A question that only stated a fact is gone once the fact is believed: its claims now bear on the stint.
    """
    about = Rumour.objects.filter(pk=rumour.pk)
    if decision.read_coach_id:
        pair = Rumour.objects.open().filter(coach=decision.coach_id, club=decision.club_id)
        about = pair.filter(evidence__claim__article__in=decision.articles.all())
    now = about.select_related("coach", "club", "contradicts").first()
    if now is None or now.status == Status.CONFIRMED:
        return
    rumour = now
    in_the_way = rumour.contradicts
    if in_the_way is None and rumour.direction == Direction.IN:
        in_the_way = Stint.objects.filter(club=rumour.club_id, role="head_coach").order_by("-started").first()
    if in_the_way is None:
        raise MoveRefused(_("The record has no room for this."))
    raise MoveRefused(
        _("%(coach)s stands in the record as %(role)s of %(club)s, by an editor's word. Correct that first.")
        % {"coach": in_the_way.coach, "role": in_the_way.get_role_display(), "club": in_the_way.club}
    )


def _touched(decision: Decision) -> tuple[set[int], set[int]]:
    """The coaches and clubs that a decision bears on, with those that it corrects."""
    if decision.coach_id and decision.club_id:
        coaches = {decision.coach_id, decision.read_coach_id or decision.coach_id}
        return coaches, {decision.club_id, decision.read_club_id or decision.club_id}
    subjects = decision.articles.filter(claims__subject__isnull=False).values_list(
        "claims__subject__coach_id", "claims__subject__club_id"
    )
    pairs = set(subjects) | pairs_of(decision.articles.values_list("pk", flat=True))
    return {coach for coach, _club in pairs}, {club for _coach, club in pairs}


def _why_not(rumour: Rumour) -> str:
    if rumour.decision:
        verbs = {
            Status.CONFIRMED: _("%(who)s has confirmed this already, %(when)s."),
            Status.REJECTED: _("%(who)s has rejected this already, %(when)s."),
        }
        return _said(
            rumour.decision,
            verbs.get(Status(rumour.status), _("%(who)s has decided this already, %(when)s.")),
        )
    return _("This is no longer open: %(status)s.") % {"status": rumour.get_status_display()}
