"""What the desk shows of one rumour: what was said, what would change, what speaks against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Claim
from carousel import calling_off, desk, four_eyes, likelihoods, presences, snoozing, store, wording
from carousel.likelihood.boards import Likelihood
from carousel.models import Decision, Rumour, Snooze
from carousel.prepared import Given, Prepared
from carousel.refusing import name_of
from carousel.views import desk_ahead, desk_rows, desk_toasts
from carousel.views.desk_asked import Asked
from carousel.views.desk_change import ChangeTable
from carousel.views.desk_conflict import Conflict, conflict_of
from carousel.views.desk_fields import EditFields
from carousel.views.desk_presence import Beside
from carousel.views.desk_presence import told as told_beside
from carousel.views.desk_said import MOST_CLAIMS, Said, all_said
from carousel.views.desk_shown import BatchShown, Shown, calling_off_shown, other_than, rejection_shown, shown
from carousel.views.desk_toasts import Toast
from carousel.views.desk_withdrawn import Withdrawn, withdrawn_of

OPEN_AT_ONCE = 2
NAMED = ("coach", "club")
HEAD_COACH = Claim.Role.HEAD_COACH.value
# What stands against it, and who decided it: few items have any.
SELDOM_NAMED = (
    "contradicts__coach",
    "contradicts__club",
    "contested_by__article__outlet",
    "contested_by__source_outlet",
    "decision__editor",
    "decision__undone_by",
    "decision__read_coach",
    "decision__read_club",
)
WITH_NAMES = Prepared(lambda: Rumour.objects.select_related(*NAMED).filter(pk=Given("pk")))
WITH_ALL_NAMED = Prepared(lambda: Rumour.objects.select_related(*NAMED, *SELDOM_NAMED).filter(pk=Given("pk")))


@dataclass(frozen=True)
class Refusal:
    """Why a move was refused, and the newest claim that the editor had before him then."""

    sentence: str
    seen_claim: int | None = None


@dataclass(frozen=True)
class Typed:
    """What an editor has typed, as he typed it; what he left alone stands as it was read."""

    on: str = ""
    note: str = ""
    coach: str = ""
    club: str = ""
    role: str = ""
    manner: str = ""
    stage: str = ""
    until: str = ""

    @classmethod
    def of(cls, rumour: Rumour, typed: Mapping[str, str] | None) -> Typed:
        read = cls(coach=rumour.coach.name, club=rumour.club.name, role=rumour.role)
        if not typed:
            return read
        return cls(**{f.name: typed.get(f.name) or getattr(read, f.name) for f in fields(cls)})

    @classmethod
    def given(cls, typed: Mapping[str, str]) -> Typed:
        """The same where nobody knows any more what was read."""
        return cls(**{f.name: typed.get(f.name, "") for f in fields(cls)})

    def beside(self, read: Typed) -> list[tuple[str, str]]:
        """What differs from what was read, each with the name of its field."""
        said = replace(
            self,
            role=wording.role_in_words(self.role),
            manner=wording.manner_in_words(self.manner),
            stage=wording.stage_in_words(self.stage),
        )
        names = {
            "on": _("When"),
            "coach": _("Coach"),
            "club": _("Club"),
            "role": _("Role"),
            "manner": _("How it ended"),
            "stage": _("Stage"),
            "until": _("Snooze"),
            "note": _("Note"),
        }
        typed = (name for name in names if getattr(self, name) not in ("", getattr(read, name)))
        return [(names[name], getattr(said, name)) for name in typed]

    def edits(self, rumour: Rumour) -> bool:
        """Whether anything is put right, beside the day."""
        return replace(self, on="", note="", until="") != Typed.of(rumour, None)


@dataclass(frozen=True)
class Pane:
    """One item; without a rumour the pane says that nothing waits, or that the page holds the next.

    ``waiting`` is then how many wait all the same, which are not on the list that is asked for.
    ``batch`` is what deciding on all that is chosen would change, which then stands in place of the item.
    """

    asked: Asked
    batch: BatchShown | None = None
    rumour: Rumour | None = None
    row: desk_rows.Row | None = None
    said: list[Said] = field(default_factory=list)
    older: list[Said] = field(default_factory=list)
    left_out: int = 0
    newest_claim: int = 0
    shown: Shown = field(default_factory=Shown)
    seen: ChangeTable | None = None
    rejection: Shown | None = None
    seen_rejection: ChangeTable | None = None
    seen_record: ChangeTable | None = None
    calling_off: Shown | None = None
    seen_calling_off: ChangeTable | None = None
    can_be_called_off: bool = False
    callers: list[tuple[str, str]] = field(default_factory=list)
    conflict: Conflict | None = None
    edit: EditFields | None = None
    refusal: Refusal | None = None
    typed: Typed = Typed()
    unwritten: list[tuple[str, str]] = field(default_factory=list)
    decided: Decision | None = None
    can_undo_decided: bool = False
    last_reason: tuple[str, str] | None = None
    reasons: list[tuple[str, str]] = field(default_factory=list)
    undo: Toast | None = None
    next_address: str = ""
    likelihood: Likelihood | None = None
    snoozed: Snooze | None = None
    beside: list[Beside] = field(default_factory=list)
    eyes: list[str] = field(default_factory=list)
    withdrawn: Withdrawn | None = None
    is_held: bool = False
    waiting: int = 0

    @property
    def asleep(self) -> str:
        """Who put it off, and until when; empty for what is awake."""
        return snoozing.until_in_words(self.snoozed) if self.snoozed else ""

    @property
    def stamp(self) -> str:
        """By what a page that has loaded the item ahead tells which it is."""
        return desk_ahead.stamp(self.rumour) if self.rumour else ""

    @property
    def is_edited(self) -> bool:
        """Whether anything stands in the form that was not read so."""
        return self.rumour is not None and self.typed.edits(self.rumour)


def pane(
    pk: int | None,
    *,
    editor,
    at: datetime,
    asked: Asked,
    refusal: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
    said: Mapping[str, Any] | None = None,
    seen: Shown | None = None,
    seen_rejection: Shown | None = None,
    seen_calling_off: Shown | None = None,
    seen_record: Shown | None = None,
    seen_ways: Mapping[str, Shown] | None = None,
    undo: Toast | None = None,
) -> Pane:
    """The item as it stands now. Nothing is written: what would change is computed and taken back.

    ``typed`` is what the editor wrote into the form, ``said`` what it means, and ``seen`` the change
    that he had before him, which is shown beside the new one where that is another. What rejecting would
    change is only computed for who asks for it, and then ``seen_rejection`` is the like for that;
    ``seen_calling_off`` is it for calling off, ``seen_record`` for leaving the record as it is and
    ``seen_ways`` for each way by which both stand. ``undo`` is what he did just now, where that is known.
    """
    undo = undo if undo and undo.undo_address else desk_toasts.last_of(editor)
    if pk is None:
        return Pane(asked=asked, undo=undo, waiting=desk.counts()["all"])
    rumour = _with_all_named(pk)
    told = all_said(rumour, refusal.seen_claim if refusal else None)
    with store.read_once():
        now = shown(rumour, editor, at, **(said or {}))
        rejection = rejection_shown(rumour, editor, at) if seen_rejection else None
        would_call_off = calling_off_shown(rumour, editor, at) if seen_calling_off else None
        conflict = conflict_of(rumour, told, editor, at, seen=seen_ways or {}, **(said or {}))
    decided = rumour.decision if rumour.decision_id and not rumour.is_open else None
    next_address = ""
    if not rumour.waits:
        upcoming = desk.next_after(desk.Place.of(rumour), asked.wanted)
        next_address = asked.address(upcoming.pk if upcoming else None)
    return Pane(
        asked=asked,
        rumour=rumour,
        row=desk_rows.row(rumour, asked),
        said=told[:OPEN_AT_ONCE],
        older=told[OPEN_AT_ONCE:],
        left_out=max(0, rumour.article_count - len(told)) if len(told) == MOST_CLAIMS else 0,
        newest_claim=max((one.claim.pk for one in told), default=0),
        shown=now,
        seen=other_than(now, seen),
        rejection=rejection,
        seen_rejection=other_than(rejection, seen_rejection),
        calling_off=would_call_off,
        seen_calling_off=other_than(would_call_off, seen_calling_off),
        can_be_called_off=calling_off.may_be(rumour) and not rumour.is_conflict,
        callers=[(by, wording.ending_in_words("withdrawn", by, rumour.stage)) for by in Claim.By.values],
        conflict=conflict,
        seen_record=other_than(conflict.kept if conflict else None, seen_record),
        edit=EditFields.of(rumour) if rumour.is_open else None,
        refusal=refusal,
        typed=Typed.of(rumour, typed),
        unwritten=[] if rumour.waits else Typed.of(rumour, typed).beside(Typed.of(rumour, None)),
        decided=decided,
        can_undo_decided=decided is not None and not hasattr(decided, "undone_by"),
        last_reason=desk_toasts.last_reason(editor),
        reasons=Decision.Reason.choices,
        undo=undo,
        next_address=next_address,
        likelihood=_likelihood(rumour, at),
        withdrawn=withdrawn_of(rumour, editor, at),
        eyes=four_eyes.in_words(rumour, editor),
        beside=told_beside(presences.others_at(rumour, editor=editor, at=at), at),
        snoozed=snoozing.snooze_of(rumour, timezone.localdate(at)) if rumour.is_open else None,
    )


def _with_all_named(pk: int) -> Rumour:
    """The rumour with whatever it names."""
    rumour: Rumour | None = WITH_NAMES.first(pk=pk)
    if rumour and (rumour.is_conflict or rumour.decision_id):
        rumour = WITH_ALL_NAMED.first(pk=pk)
    if rumour is None:
        raise Rumour.DoesNotExist
    return rumour


def _likelihood(rumour: Rumour, at: datetime) -> Likelihood | None:
    """How likely an open rumour is; as a figure beside the stage, never a reason to confirm."""
    return likelihoods.of_rows([rumour], timezone.localdate(at)).get(rumour.key)


def gone(decision: Decision | None, *, editor, asked: Asked, typed: Mapping[str, str] | None = None) -> Pane:
    """The pane in place of a question that is none any more, with who answered it and what was ``typed``."""
    if decision is None:
        sentence = _("This is no longer at the desk. Its reports were decided, or taken back.")
    else:
        sentence = _("%(what)s. %(who)s has decided this, %(when)s.") % {
            "what": desk_rows.decision_in_words(decision),
            "who": name_of(decision.editor),
            "when": wording.moment_in_words(decision.made_at),
        }
    upcoming = desk.waiting(asked.wanted).first()
    return Pane(
        asked=asked,
        refusal=Refusal(sentence),
        unwritten=Typed.given(typed or {}).beside(_as_read(decision)),
        undo=desk_toasts.last_of(editor),
        next_address=asked.address(upcoming.pk) if upcoming else "",
        waiting=0 if upcoming else desk.counts()["all"],
    )


def _as_read(decision: Decision | None) -> Typed:
    """What the fields of the question had before anybody typed, as far as its decision says."""
    if decision is None or decision.coach is None or decision.club is None:
        return Typed(role=HEAD_COACH)
    coach, club = decision.read_coach or decision.coach, decision.read_club or decision.club
    return Typed(coach=coach.name, club=club.name, role=decision.read_role or decision.role)


def rumour_of(decision: Decision) -> Rumour | None:
    """The rumour that the decision was on, as it is now: of whom it was read, once a correction is undone."""
    same = Rumour.objects.filter(coach=decision.coach_id, club=decision.club_id, direction=decision.direction)
    if decision.kind in (Decision.Kind.KEEP, Decision.Kind.TAKE_BACK):
        asked_again = same.without_source().filter(evidence__claim__article__in=decision.articles.all())
        if found := asked_again.first():
            return found
    if decision.read_coach_id:
        read = Rumour.objects.filter(
            coach=decision.read_coach_id, club=decision.read_club_id, direction=decision.direction
        )
        if found := same.filter(decision=decision).first() or read.order_by("-ordinal").first():
            return found
    told = list(same.order_by("ordinal"))
    decided = (rumour for rumour in told if rumour.decision_id == decision.pk)
    return next(decided, told[-1] if told else None)
