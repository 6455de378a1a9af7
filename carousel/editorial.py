"""What an editor may do to the record: every decision and its undoing.

Which moves are allowed stands in `carousel.record.endings`.

Each function is one transaction: the record locked, the row locked, the move
checked again, the ledger written, the record computed anew. Page, admin, command
and task all come through here.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article
from carousel import four_eyes, ledger, naming, store
from carousel.dates import to_range
from carousel.differences import Changes
from carousel.edits import AS_READ, Edit, pairs_of
from carousel.models import Decision, Direction, Opinion, Rumour, Stint
from carousel.permissions import require_editor
from carousel.prepared import Given, Prepared
from carousel.record import endings
from carousel.record.days import Days
from carousel.record.facts import Record, StintKey
from carousel.refusing import MoveRefused as MoveRefused
from carousel.refusing import User as User
from carousel.refusing import said as _said
from carousel.wording import days_in_words, of_range

Status = Rumour.Status
LOCKED = Prepared(
    lambda: (
        Rumour.objects.select_for_update(of=("self",)).select_related("coach", "club").filter(pk=Given("pk"))
    )
)


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


def check_order(rumour: Rumour, on: Days | None, edit: Edit = AS_READ) -> None:
    """Raises ``MoveRefused`` where the day given for an end lies before the coach had begun.

    The coach and the club are those that the edit names.
    """
    if on is None or on.latest is None or rumour.direction != Direction.OUT:
        return
    coach, club = edit.coach or rumour.coach, edit.club or rumour.club
    first = Stint.objects.filter(coach=coach, club=club).order_by("started").first()
    began = of_range(first.started) if first else None
    if began and began.earliest and began.earliest > on.latest:
        raise MoveRefused(
            _("%(coach)s began at %(club)s %(began)s and cannot have left before that.")
            % {"coach": coach, "club": club, "began": days_in_words(began)}
        )


def confirm(rumour_id: int, *, editor: User, at: datetime, **said: Any) -> Decision:
    """The rumour is true and closed, and the stint that it foretold has begun, or ended.

    Of what is ``said``, ``seen_revision`` is that of the rumour as the editor saw it; ``on`` the day of the
    start or end, where he knows it; ``edit`` puts right what was misread. Of the fields that the decision
    keeps besides, ``arrangement`` makes room beside another head coach, with whom the post is then shared;
    ``is_contested`` marks what stands as disputed; ``against`` is the claim that it outweighs.
    """
    return confirmed(rumour_id, editor=editor, at=at, **said).decision


@dataclass(frozen=True)
class Made:
    """A decision, and what it changed in the record."""

    decision: Decision
    changes: Changes


def confirmed(
    rumour_id: int, *, editor: User, at: datetime, seen_revision: int | None = None, **said: Any
) -> Made:
    """As ``confirm``, with what it changed."""
    with transaction.atomic():
        rumour = locked(rumour_id)
        return confirmed_in_hand(rumour, editor=editor, at=at, seen_revision=seen_revision, **said)


def confirmed_in_hand(
    rumour: Rumour, *, editor: User, at: datetime, seen_revision: int | None = None, **said: Any
) -> Made:
    """As ``confirmed``, of a rumour that this transaction has ``locked``."""
    require_editor(editor)
    check_move(rumour, Status.CONFIRMED, seen_revision=seen_revision)
    four_eyes.check(rumour, Opinion.Verdict.CONFIRM, editor)
    four_eyes.settle(rumour, at=at)
    decision = _confirmation(rumour, editor, at, **said)
    articles = _save(decision, rumour)
    changes = _recompute(decision, endings.EDITOR)
    _check_took_hold(rumour, decision, articles, changes.record)
    return Made(decision, changes)


def foreseen(rumour: Rumour, *, editor: User, at: datetime, **said: Any) -> Changes:
    """What ``confirm`` would change, computed as it computes it; nothing is written.

    It needs no second editor. Raises ``MoveRefused`` where the confirmation would be refused.
    """
    require_editor(editor)
    check_move(rumour, Status.CONFIRMED)
    decision, articles = _confirmation(rumour, editor, at, **said), store.articles_of(rumour)
    changes = _foresee(decision, articles)
    _check_took_hold(rumour, decision, articles, changes.record)
    return changes


def rejection_foreseen(rumour: Rumour, *, editor: User, at: datetime) -> Changes:
    """What ``reject`` would change, for whatever reason, computed as it computes it; nothing is written.

    It needs no second editor. Raises ``MoveRefused`` where the rejection would be refused.
    """
    require_editor(editor)
    check_move(rumour, Status.REJECTED)
    return _foresee(unsaved(rumour, Decision.Kind.REJECT, editor, at), store.articles_of(rumour))


def _foresee(decision: Decision, articles: frozenset[int]) -> Changes:
    coaches, clubs = touched(decision)
    return store.foresee(ledger.row_of(decision, articles), coaches=coaches, clubs=clubs)


def _confirmation(
    rumour: Rumour,
    editor: User,
    at: datetime,
    *,
    on: Days | None = None,
    edit: Edit = AS_READ,
    **fields: Any,
) -> Decision:
    """The decision that confirms the rumour, not saved."""
    check_order(rumour, on, edit)
    given = edit.fields(rumour) | fields
    return unsaved(rumour, Decision.Kind.CONFIRM, editor, at, on=to_range(on) if on else None, **given)


def reject(rumour_id: int, *, editor: User, at: datetime, **said: Any) -> Decision:
    """The rumour was never true: no reader sees it again, and its articles say nothing more about it.

    Of what is ``said``, ``reason`` is why; ``seen_revision`` as for ``confirm``.
    """
    return rejected(rumour_id, editor=editor, at=at, **said).decision


def rejected(rumour_id: int, *, editor: User, at: datetime, **said: Any) -> Made:
    """As ``reject``, with what it changed."""
    with transaction.atomic():
        return rejected_in_hand(locked(rumour_id), editor=editor, at=at, **said)


def rejected_in_hand(
    rumour: Rumour,
    *,
    editor: User,
    at: datetime,
    reason: str,
    seen_revision: int | None = None,
    **fields: Any,
) -> Made:
    """As ``rejected``, of a rumour that this transaction has ``locked``."""
    require_editor(editor)
    if reason not in Decision.Reason.values:
        raise MoveRefused(_("Say why: a rejection needs one of the reasons."))
    check_move(rumour, Status.REJECTED, seen_revision=seen_revision)
    four_eyes.check(rumour, Opinion.Verdict.REJECT, editor)
    four_eyes.settle(rumour, at=at)
    decision = decide(rumour, Decision.Kind.REJECT, editor, at, reason=reason, **fields)
    changes = _recompute(decision, endings.EDITOR)
    return Made(decision, changes)


def undo(decision_id: int, *, editor: User, at: datetime, reason: str = "", note: str = "") -> Decision:
    """The decision counts no more, and all that rested on it is as if it had not been made."""
    require_editor(editor)
    with transaction.atomic():
        store.lock_record()
        decisions = Decision.objects.select_for_update(of=("self",)).select_related("coach", "club")
        decision = decisions.get(pk=decision_id)
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
            store.follow(coaches=coaches, clubs=clubs)
        else:
            _recompute(decision, endings.UNDO)
    return undoing


def retract(article_id: int, *, editor: User, at: datetime, reason: str = "", note: str = "") -> Decision:
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
        decision = Decision.objects.create(
            kind=Decision.Kind.RETRACT, editor=editor, made_at=at, reason=reason, note=note
        )
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
    rumour: Rumour | None = LOCKED.first(pk=rumour_id)
    if rumour is None:
        raise Rumour.DoesNotExist
    return rumour


def decide(rumour: Rumour, kind: str, editor: User, at: datetime, **fields: Any) -> Decision:
    """The ledger has the decision, on the question and the articles that the editor had before him."""
    decision = unsaved(rumour, kind, editor, at, **fields)
    _save(decision, rumour)
    return decision


def unsaved(rumour: Rumour, kind: str, editor: User, at: datetime, **fields: Any) -> Decision:
    """A decision on the rumour that is in no ledger yet."""
    given = {"coach": rumour.coach, "club": rumour.club, "role": rumour.role, **fields}
    return Decision(kind=kind, direction=rumour.direction, editor=editor, made_at=at, **given)


def _save(decision: Decision, rumour: Rumour) -> frozenset[int]:
    """The decision is in the ledger, with the articles that the rumour rests on, which are returned."""
    decision.save(force_insert=True)
    articles, through = store.articles_of(rumour), Decision.articles.through
    through._default_manager.bulk_create(
        through(decision_id=decision.pk, article_id=article) for article in sorted(articles)
    )
    return articles


def _recompute(decision: Decision, by: str) -> Changes:
    """The record follows the decision; whoever made it holds the record."""
    coaches, clubs = touched(decision)
    return store.follow(coaches=coaches, clubs=clubs, by=by)


def _check_took_hold(rumour: Rumour, decision: Decision, articles: Set[int], record: Record) -> None:
    """A confirmation that the record has no room for is refused, and taken back with the transaction.

    A question that only stated a fact is gone once the fact is believed: its claims now bear on the stint.
    """
    if decision.read_coach_id:
        pair = (decision.coach_id, decision.club_id, decision.direction)
        about = [r for r in record.rumours if r.key[:3] == pair and r.is_open and articles & {*r.articles}]
    else:
        about = [r for r in record.rumours if r.key == rumour.key]
    now = about[0] if about else None
    if now is None or now.status == Status.CONFIRMED:
        return
    in_the_way = _stint(now.contradicts) if now.contradicts else None
    if in_the_way is None and now.direction == Direction.IN:
        in_the_way = Stint.objects.filter(club=now.club_id, role="head_coach").order_by("-started").first()
    if in_the_way is None:
        raise MoveRefused(_("The record has no room for this."))
    raise MoveRefused(
        _("%(coach)s stands in the record as %(role)s of %(club)s, by an editor's word. Correct that first.")
        % {"coach": in_the_way.coach, "role": in_the_way.get_role_display(), "club": in_the_way.club}
    )


def _stint(key: StintKey) -> Stint | None:
    coach, club, ordinal = key
    found = Stint.objects.filter(coach=coach, club=club, ordinal=ordinal)
    return found.select_related("coach", "club").first()


def touched(decision: Decision) -> tuple[set[int], set[int]]:
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
