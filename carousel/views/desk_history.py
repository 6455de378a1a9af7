"""What was decided at the desk, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from carousel.models import Decision
from carousel.views import desk_rows

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One decision; ``undone_by`` names who took it back, and ``can_undo`` says that it stands."""

    id: int
    text: str
    reason: str
    note: str
    editor: str
    made_at: datetime
    undone_by: str
    undone_at: datetime | None
    can_undo: bool


@dataclass(frozen=True)
class HistoryPage:
    lines: list[Line]
    next_place: int | None


def history_page(before: int | None) -> HistoryPage:
    """The decisions made before that one, or the newest; always the same number of queries."""
    found = Decision.objects.select_related(
        *("coach", "club", "merge", "editor", "undoes__coach", "undoes__club", "undoes__merge"),
        "undone_by__editor",
    ).prefetch_related("articles", "undoes__articles")
    if before is not None:
        found = found.filter(pk__lt=before)
    decisions = list(found.order_by("-pk")[: PAGE + 1])
    more = decisions[PAGE - 1].pk if len(decisions) > PAGE else None
    return HistoryPage([_line(decision) for decision in decisions[:PAGE]], more)


def _line(decision: Decision) -> Line:
    undoing = getattr(decision, "undone_by", None)
    return Line(
        id=decision.pk,
        text=desk_rows.decision_in_words(decision),
        reason=decision.get_reason_display() if decision.reason else "",
        note=decision.note,
        editor=decision.editor.get_username(),
        made_at=decision.made_at,
        undone_by=undoing.editor.get_username() if undoing else "",
        undone_at=undoing.made_at if undoing else None,
        can_undo=undoing is None and decision.kind != Decision.Kind.UNDO,
    )
