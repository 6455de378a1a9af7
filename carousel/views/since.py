"""What changed since the reader was here last, as the page of today tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carousel import since
from carousel.editions import Edition
from carousel.models import Club, Coach
from carousel.views.rumour_rows import RumourRow
from carousel.wording import moment_in_words

MOVES = 20


@dataclass(frozen=True)
class Changed:
    """The list and its sum in words; ``groups`` of rumours by what became of them."""

    note: str
    moves: tuple[tuple[Club, Coach | None, Coach | None, object], ...]
    groups: tuple[tuple[str, tuple[RumourRow, ...]], ...]


def asked_since(request: HttpRequest, now: datetime) -> datetime | None:
    """The day or moment in ``since``; ``None`` where none is asked for."""
    given = request.GET.get("since", "").strip()
    if not given:
        return None
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise BadRequest(
            _("“%(given)s” is not a day. Write it as year, month and day, like 2020-09-21.")
            % {"given": given[:40]}
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def changed_since(moment: datetime, edition: Edition, now: datetime) -> Changed:
    found = since.since(moment, edition, now)
    groups = (
        (_("Opened"), found.opened),
        (_("Came further"), found.climbed),
        (_("Ended"), found.ended),
    )
    return Changed(
        note=_note(found),
        moves=tuple(
            (
                edition.clubs[move.club_id],
                edition.coaches[move.left.coach_id] if move.left else None,
                edition.coaches[move.came.coach_id] if move.came else None,
                move.on,
            )
            for move in found.moves[:MOVES]
        ),
        groups=tuple((name, tuple(_row(r) for r in rumours)) for name, rumours in groups if rumours),
    )


def ways_back(now: datetime) -> dict[str, str]:
    """The days that readers without a script are offered."""
    return {
        "yesterday": (now.date() - timedelta(days=1)).isoformat(),
        "week_ago": (now.date() - timedelta(days=7)).isoformat(),
    }


def _row(rumour) -> RumourRow:
    return RumourRow(rumour, rumour.coach, rumour.club, rumour.pk)


def _note(found: since.Since) -> str:
    """ "Since 2 Nov 2020 14:30: 2 moves, 3 rumours."."""
    at = {"moment": moment_in_words(found.moment)}
    if not found:
        return _("Since %(moment)s nothing has changed.") % at
    count = len(found.moves)
    told = [ngettext("%(count)s move", "%(count)s moves", count) % {"count": count}] * bool(count)
    count = found.rumours
    told += [ngettext("%(count)s rumour", "%(count)s rumours", count) % {"count": count}] * bool(count)
    return _("Since %(moment)s: %(what)s.") % {**at, "what": ", ".join(told)}
