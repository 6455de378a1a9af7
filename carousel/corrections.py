"""The public log of corrections: what stood on the pages and was then taken back or changed, when and why.

What an editor rejected is never told again, neither whom it was about nor what it said: of it
the log has the kind, the day and the reason. Editors' notes are not public.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from articles.models import Article
from carousel.models import Decision, Direction, Rumour

Kind = Decision.Kind

# A decision that put right what was read, and what undoing of decisions takes back.
PUT_RIGHT = Q(kind=Kind.CONFIRM) & (
    Q(read_coach__isnull=False) | ~Q(read_role="") | ~Q(manner="") | ~Q(stage="")
)
WITHDRAWN = Q(kind__in=[Kind.REJECT, Kind.RETRACT, Kind.TAKE_BACK])
TAKEN_BACK = Q(kind=Kind.UNDO, undoes__kind__in=[Kind.CONFIRM, Kind.REJECT, Kind.RETRACT, Kind.TAKE_BACK])


@dataclass(frozen=True)
class Correction:
    """One entry. ``rumour`` and ``article`` are there only where their pages still stand for readers."""

    made_at: datetime
    what: str
    reason: str
    rumour: Rumour | None = None
    article: Article | None = None


def corrections(as_of: date | None = None) -> QuerySet[Decision]:
    """The decisions that corrected what readers could see; questions about the past were never shown."""
    found = Decision.objects.filter(WITHDRAWN | TAKEN_BACK | PUT_RIGHT).exclude(direction=Direction.HELD)
    if as_of is not None:
        found = found.filter(made_at__date__lte=as_of)
    return found.select_related("undoes").prefetch_related("articles", "undoes__articles")


def told(decisions: Iterable[Decision]) -> list[Correction]:
    """The entries as readers get them, in as many queries whatever their number."""
    decisions = list(decisions)
    standing = _standing(decisions)
    return [_entry(decision, standing) for decision in decisions]


def _standing(decisions: list[Decision]) -> dict[tuple, Rumour]:
    """The rumours of these questions that readers may see, the latest of each.

    Of a question that stands rejected there is none, though an older rumour of the pair may be seen.
    """
    coaches = {decision.coach_id for decision in decisions if decision.coach_id}
    clubs = {decision.club_id for decision in decisions if decision.club_id}
    shown = Rumour.objects.public().filter(coach__in=coaches, club__in=clubs).order_by("ordinal")
    rejections = Decision.objects.filter(kind=Kind.REJECT, undone_by__isnull=True)
    untrue = set(
        rejections.filter(coach__in=coaches, club__in=clubs).values_list("coach_id", "club_id", "direction")
    )
    found = {(r.coach_id, r.club_id, r.direction): r for r in shown.select_related("coach", "club")}
    return {key: rumour for key, rumour in found.items() if key not in untrue}


def _entry(decision: Decision, standing: dict[tuple, Rumour]) -> Correction:
    about = decision.undoes if decision.kind == Kind.UNDO and decision.undoes else decision
    is_rejected = decision.kind == Kind.REJECT
    rumour = standing.get((about.coach_id, about.club_id, about.direction))
    article = next(iter(about.articles.all()), None) if about.kind == Kind.RETRACT else None
    return Correction(
        made_at=decision.made_at,
        what=_what(decision, about),
        reason=str(Decision.Reason(decision.reason).label) if decision.reason else "",
        rumour=None if is_rejected or article else rumour,
        article=article,
    )


def _what(decision: Decision, about: Decision) -> str:
    if decision.kind == Kind.UNDO:
        return {
            Kind.CONFIRM: _("A confirmation was taken back"),
            Kind.REJECT: _("A rumour that had been withdrawn is open again"),
            Kind.RETRACT: _("A retracted article counts again"),
            Kind.TAKE_BACK: _("What had gone with a retracted article stands again"),
        }[Kind(about.kind)]
    if decision.kind == Kind.CONFIRM:
        return _("A report had been misread: %(what)s") % {"what": _misread(decision)}
    return {
        Kind.REJECT: _("A rumour was withdrawn"),
        Kind.RETRACT: _("An article was retracted"),
        Kind.TAKE_BACK: _("What rested on a retracted article was taken back"),
    }[Kind(decision.kind)]


def _misread(decision: Decision) -> str:
    words = [
        (decision.read_coach_id and decision.read_coach_id != decision.coach_id, _("coach")),
        (decision.read_club_id and decision.read_club_id != decision.club_id, _("club")),
        (decision.read_role, _("role")),
        (decision.manner, _("how it ended")),
        (decision.stage, _("stage")),
    ]
    return ", ".join(word for is_so, word in words if is_so)


def rejections_of(article: Article) -> list[tuple[str, int]]:
    """Why editors rejected what was read in the article: each reason, and how often."""
    made = article.decisions.filter(kind=Kind.REJECT, undone_by__isnull=True)
    reasons = list(made.values_list("reason", flat=True))
    return sorted((reason, reasons.count(reason)) for reason in set(reasons))
