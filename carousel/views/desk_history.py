"""What was decided at the desk, newest first, as a whole or by kind and editor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Claim
from carousel.corrections import PUT_RIGHT
from carousel.models import Decision
from carousel.views import desk_rows
from carousel.views.desk_toasts import number

PAGE = 50
LONGEST_NAME = 150

Kind = Decision.Kind
SHOWN = {
    "all": Q(),
    "confirmed": Q(kind=Kind.CONFIRM, undone_by__isnull=True),
    "rejected": Q(kind=Kind.REJECT, undone_by__isnull=True),
    "called_off": Q(kind=Kind.CALL_OFF, undone_by__isnull=True),
    "edited": PUT_RIGHT,
    "conflicts": Q(against__isnull=False),
    "undone": Q(undone_by__isnull=False),
}


@dataclass(frozen=True)
class Filter:
    label: str
    is_chosen: bool
    address: str


@dataclass(frozen=True)
class Line:
    """One decision; ``undone_by`` names who took it back, and ``can_undo`` says that it stands."""

    id: int
    text: str
    read_as: str
    against: Claim | None
    reason: str
    note: str
    editor: str
    made_at: datetime
    undone_by: str
    undone_at: datetime | None
    can_undo: bool


@dataclass(frozen=True)
class Decided:
    """The list as an address asks for it: which decisions, whose, and from which on."""

    show: str = "all"
    by: str = ""
    before: int | None = None

    @classmethod
    def by_address(cls, given: Mapping[str, str]) -> Decided:
        show = given.get("show", "")
        before = number(given.get("before", ""))
        by = given.get("by", "").replace("\0", "")[:LONGEST_NAME]
        return cls(show if show in SHOWN else "all", by, before)

    def address(self, **other: object) -> str:
        """The page, or the same with something changed; another list begins at the top."""
        asked = replace(self, **({"before": None} | other))
        query = {"show": asked.show if asked.show != "all" else "", "by": asked.by, "before": asked.before}
        query = {name: value for name, value in query.items() if value}
        path = reverse("desk-history")
        return f"{path}?{urlencode(query)}" if query else path


@dataclass(frozen=True)
class HistoryPage:
    asked: Decided
    lines: list[Line]
    filters: list[Filter]
    next_address: str


def history_page(asked: Decided) -> HistoryPage:
    """The decisions asked for, the newest first; always the same number of queries."""
    found = Decision.objects.select_related(
        *("coach", "club", "merge", "editor", "undoes__coach", "undoes__club", "undoes__merge"),
        *("undone_by__editor", "read_coach", "read_club", "against__article__outlet"),
    ).prefetch_related("articles", "undoes__articles")
    found = found.filter(SHOWN[asked.show])
    if asked.by:
        found = found.filter(editor__username=asked.by)
    if asked.before is not None:
        found = found.filter(pk__lt=asked.before)
    decisions = list(found.order_by("-pk")[: PAGE + 1])
    more = asked.address(before=decisions[PAGE - 1].pk) if len(decisions) > PAGE else ""
    return HistoryPage(asked, [_line(decision) for decision in decisions[:PAGE]], _filters(asked), more)


def _filters(asked: Decided) -> list[Filter]:
    labels = {
        "all": _("All"),
        "confirmed": _("Confirmed"),
        "rejected": _("Rejected"),
        "called_off": _("Called off"),
        "edited": _("Put right"),
        "conflicts": _("Conflicts"),
        "undone": _("Taken back"),
    }
    return [Filter(labels[show], show == asked.show, asked.address(show=show)) for show in SHOWN]


def _line(decision: Decision) -> Line:
    undoing = getattr(decision, "undone_by", None)
    return Line(
        id=decision.pk,
        text=desk_rows.decision_in_words(decision),
        read_as=_("%(coach)s, %(club)s") % {"coach": decision.read_coach, "club": decision.read_club}
        if decision.read_coach
        else "",
        against=decision.against,
        reason=decision.get_reason_display() if decision.reason else "",
        note=decision.note,
        editor=decision.editor.get_username(),
        made_at=decision.made_at,
        undone_by=undoing.editor.get_username() if undoing else "",
        undone_at=undoing.made_at if undoing else None,
        can_undo=undoing is None and decision.kind != Decision.Kind.UNDO,
    )
