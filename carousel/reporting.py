"""Readers report errors, editors answer them: each one transaction."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from carousel.editorial import MoveRefused, User
from carousel.models import ErrorReport
from carousel.permissions import require_editor


class TooMany(Exception):
    """Raised with a sentence where more reports come in than people write."""


def report(*, path: str, row: str, wrong: str, source: str, at: datetime) -> ErrorReport:
    """The report waits at the desk. Raises ``TooMany`` after 100 within an hour."""
    recent = ErrorReport.objects.filter(made_at__gt=at - timedelta(hours=1)).count()
    if recent >= ErrorReport.MOST_OPEN_AN_HOUR:
        raise TooMany(_("Too many reports have come in within the hour. Try again later."))
    return ErrorReport.objects.create(
        path=path[:300], row=row[:200], wrong=wrong[:1000], source=source[:500], made_at=at
    )


def answer(report_id: int, *, state: str, words: str, editor: User, at: datetime) -> ErrorReport:
    """The report is answered, once; the reader sees the words at its address."""
    require_editor(editor)
    if state not in (ErrorReport.State.MENDED, ErrorReport.State.RIGHT):
        raise MoveRefused(_("Say whether it was mended or is right as it stands."))
    if not words.strip():
        raise MoveRefused(_("Answer in words: a reader took the trouble to write."))
    with transaction.atomic():
        found = ErrorReport.objects.select_for_update().get(pk=report_id)
        if found.state != ErrorReport.State.OPEN:
            raise MoveRefused(_("Somebody has answered this already."))
        found.state, found.answer = state, words.strip()[:1000]
        found.answered_by, found.answered_at = editor, at
        found.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    return found
