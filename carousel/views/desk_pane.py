"""What the desk shows of one rumour: what was said, what would change, what speaks against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import OperationalError
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Claim
from carousel import desk, editorial, likelihoods, previewing, wording
from carousel.likelihood.boards import Likelihood
from carousel.models import Decision, Rumour, Stint
from carousel.passages import Passage, in_paragraph
from carousel.record.days import Days
from carousel.views import desk_rows
from carousel.views.desk_change import ChangeTable, table_of

MOST_CLAIMS = 12
OPEN_AT_ONCE = 2


@dataclass(frozen=True)
class Said:
    """One claim, as the editor judges it."""

    claim: Claim
    outlet: str
    language: str
    published: Days | None
    passage: Passage
    reads_as: str
    marks: list[tuple[str, str, str]]
    is_new: bool


@dataclass(frozen=True)
class Side:
    """One side of a conflict: a passage where there is one, and what it comes from."""

    words: str
    language: str
    origin: str
    is_on_record: bool


@dataclass(frozen=True)
class Refusal:
    """Why a move was refused, and the newest claim that the editor had before him then."""

    sentence: str
    seen_claim: int | None = None


@dataclass(frozen=True)
class Typed:
    on: str = ""
    note: str = ""


@dataclass(frozen=True)
class Pane:
    """One item; without a rumour the pane says that nothing waits."""

    asked: desk_rows.Asked
    rumour: Rumour | None = None
    row: desk_rows.Row | None = None
    said: list[Said] = field(default_factory=list)
    older: list[Said] = field(default_factory=list)
    left_out: int = 0
    newest_claim: int = 0
    change: ChangeTable | None = None
    change_refused: str = ""
    sides: list[Side] = field(default_factory=list)
    refusal: Refusal | None = None
    typed: Typed = Typed()
    decided: Decision | None = None
    can_undo_decided: bool = False
    last_reason: tuple[str, str] | None = None
    reasons: list[tuple[str, str]] = field(default_factory=list)
    undo: desk_rows.Toast | None = None
    next_address: str = ""
    likelihood: Likelihood | None = None


def pane(
    pk: int | None,
    *,
    editor,
    at: datetime,
    asked: desk_rows.Asked,
    refusal: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> Pane:
    """The item as it stands now. Nothing is written: what would change is computed and taken back."""
    if pk is None:
        return Pane(asked=asked, undo=_undo_of(editor))
    related = (
        "coach",
        "club",
        "contradicts__coach",
        "contradicts__club",
        "decision__editor",
        "decision__undone_by",
    )
    rumour = Rumour.objects.select_related(*related).get(pk=pk)
    said = _all_said(rumour, refusal.seen_claim if refusal else None)
    change, change_refused = _change(rumour, editor, at)
    decided = rumour.decision if rumour.decision_id and not rumour.is_open else None
    upcoming = None if rumour.is_open else desk.next_after(desk.Place.of(rumour), asked.show)
    return Pane(
        asked=asked,
        rumour=rumour,
        row=desk_rows.row(rumour, asked),
        said=said[:OPEN_AT_ONCE],
        older=said[OPEN_AT_ONCE:],
        left_out=max(0, rumour.article_count - len(said)) if len(said) == MOST_CLAIMS else 0,
        newest_claim=max((one.claim.pk for one in said), default=0),
        change=change,
        change_refused=change_refused,
        sides=_sides(rumour, said),
        refusal=refusal,
        typed=Typed(typed.get("on", ""), typed.get("note", "")) if typed else Typed(),
        decided=decided,
        can_undo_decided=decided is not None and not hasattr(decided, "undone_by"),
        last_reason=_last_reason(editor),
        reasons=Decision.Reason.choices,
        undo=_undo_of(editor),
        next_address=asked.address(upcoming.pk if upcoming else None),
        likelihood=_likelihood(rumour, at),
    )


def _likelihood(rumour: Rumour, at: datetime) -> Likelihood | None:
    """How likely an open rumour is; as a figure beside the stage, never a reason to confirm."""
    key = (rumour.coach_id, rumour.club_id, rumour.direction, rumour.ordinal)
    return likelihoods.of_rows([rumour], timezone.localdate(at)).get(key)


def gone(decision: Decision | None, *, editor, asked: desk_rows.Asked) -> Pane:
    """The pane in place of a question that is none any more, with who answered it."""
    if decision is None:
        sentence = _("This is no longer at the desk. Its reports were decided, or taken back.")
    else:
        sentence = _("%(what)s. %(who)s has decided this, %(when)s.") % {
            "what": desk_rows.decision_in_words(decision),
            "who": decision.editor.get_full_name() or decision.editor.get_username(),
            "when": wording.moment_in_words(decision.made_at),
        }
    upcoming = desk.waiting(asked.show).first()
    return Pane(
        asked=asked,
        refusal=Refusal(sentence),
        undo=_undo_of(editor),
        next_address=asked.address(upcoming.pk) if upcoming else "",
    )


def rumour_of(decision: Decision) -> Rumour | None:
    """The rumour that the decision was on, as it is now."""
    same = Rumour.objects.filter(coach=decision.coach_id, club=decision.club_id, direction=decision.direction)
    return same.filter(decision=decision).first() or same.order_by("-ordinal").first()


def _all_said(rumour: Rumour, seen_claim: int | None) -> list[Said]:
    """One block a claim, newest first; those that came in behind the editor's back are marked."""
    claims = (
        Claim.objects.standing()
        .filter(rumour_evidence__rumour=rumour)
        .select_related("article__outlet", "source_outlet")
        .order_by(Coalesce("article__published_on", TruncDate("article__arrived_at")).desc(), "-id")
    )
    return [_said(claim, seen_claim) for claim in claims[:MOST_CLAIMS]]


def _said(claim: Claim, seen_claim: int | None) -> Said:
    article = claim.article
    whole = article.title if claim.part == Claim.Part.TITLE else article.text
    marks = [mark for mark in claim.marks if mark[1] == claim.part]
    return Said(
        claim=claim,
        outlet=article.outlet.name if article.outlet else _("outlet not known"),
        language=wording.language_in_words(article.language),
        published=Days.on(article.published_on) if article.published_on else None,
        passage=in_paragraph(whole, claim.start, claim.end, marks),
        reads_as=wording.reading_in_words(claim),
        marks=_legend(claim),
        is_new=seen_claim is not None and claim.pk > seen_claim,
    )


def _legend(claim: Claim) -> list[tuple[str, str, str]]:
    """What each mark was read as: its kind, its name and its reading."""
    readings = {
        "coach": (_("coach"), claim.coach_name),
        "club": (_("club"), claim.club_name),
        "cue": (_("cue"), wording.reading_in_words(claim)),
        "date": (_("date"), wording.days_in_words(wording.of_range(claim.when))),
        "source": (_("source"), claim.source_outlet.name if claim.source_outlet else claim.source),
    }
    marked = {mark[0] for mark in claim.marks}
    return [
        (kind, name, reading)
        for kind, (name, reading) in readings.items()
        if kind in marked or (kind in ("coach", "club", "source") and reading)
    ]


def _change(rumour: Rumour, editor, at: datetime) -> tuple[ChangeTable | None, str]:
    """What confirming would change, or why it cannot be confirmed; nothing for what is decided."""
    if not rumour.is_open:
        return None, ""
    try:
        return table_of(previewing.preview(rumour.pk, "confirm", editor=editor, at=at)), ""
    except editorial.MoveRefused as refused:
        return None, str(refused)
    except OperationalError:
        # The record is locked for longer than a reader of it should wait.
        return None, _(
            "The record is being written at this moment. Load the page again to see what would change."
        )


def _sides(rumour: Rumour, said: list[Said]) -> list[Side]:
    """What the record says and what the newest article says, where the two exclude each other."""
    if rumour.contradicts is None or not said:
        return []
    new = said[0]
    words = "".join(segment.text for segment in new.passage.said)
    origin = _("New. %(outlet)s; reads as: %(reading)s")
    origin %= {"outlet": new.outlet, "reading": new.reads_as}
    return [_on_record(rumour.contradicts), Side(words, new.claim.article.language, origin, False)]


def _on_record(stint: Stint) -> Side:
    post = _("%(coach)s, %(role)s at %(club)s, from: %(start)s, to: %(end)s") % {
        "coach": stint.coach,
        "role": stint.get_role_display(),
        "club": stint.club,
        "start": wording.days_in_words(wording.of_range(stint.started)),
        "end": wording.days_in_words(wording.of_range(stint.ended)),
    }
    claims = Claim.objects.standing().filter(stint_evidence__stint=stint)
    claim = claims.select_related("article__outlet").order_by("-confidence", "id").first()
    if claim is None:
        return Side(post, "", _("On record: %(basis)s") % {"basis": stint.get_start_basis_display()}, True)
    outlet = claim.article.outlet.name if claim.article.outlet else _("outlet not known")
    origin = _("On record: %(post)s. %(outlet)s") % {"post": post, "outlet": outlet}
    return Side(claim.passage, claim.article.language, origin, True)


def _last_reason(editor) -> tuple[str, str] | None:
    rejected = Decision.objects.filter(editor=editor, kind=Decision.Kind.REJECT)
    reason = rejected.values_list("reason", flat=True).first()
    return (reason, str(Decision.Reason(reason).label)) if reason else None


def _undo_of(editor) -> desk_rows.Toast | None:
    """The editor's last decision that stands: what Undo takes back."""
    own = Decision.objects.filter(
        editor=editor, kind__in=[Decision.Kind.CONFIRM, Decision.Kind.REJECT], undone_by__isnull=True
    )
    last = own.select_related("coach", "club").first()
    return desk_rows.Toast(desk_rows.decision_in_words(last), last.pk) if last else None
