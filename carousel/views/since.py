"""What changed since the reader was here last, as the page of today tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from operator import itemgetter

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carousel import since
from carousel.editions import Edition
from carousel.models import Club, Coach, Rumour
from carousel.moves import Move
from carousel.views.parts_of_lists import part_of
from carousel.views.rumour_rows import RumourRow
from carousel.wording import days_counted, moment_in_words

# Of the moves so many stand in the list that the front page gets; a page of all has so many rows.
MOVES, SIZE = 20, 60
AHEAD = timedelta(days=1)


@dataclass(frozen=True)
class Changed:
    """The list and its sum in words; ``groups`` of rumours by what became of them.

    ``after`` is the key of the next part's beginning; ``is_cut`` says that the list has not all of it.
    """

    note: str
    moves: tuple[tuple[Club, Coach | None, Coach | None, object], ...]
    groups: tuple[tuple[str, tuple[RumourRow, ...]], ...]
    after: str = ""
    is_further: bool = False
    is_cut: bool = False


def asked_since(request: HttpRequest, now: datetime) -> datetime | None:
    """The day or moment in ``since``; ``None`` where none is asked for.

    Raises ``BadRequest`` where it is none or is still to come. A reader's clock may be ahead of ours.
    """
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
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if moment > now + AHEAD:
        raise BadRequest(_("That day is still to come. The record reaches up to today."))
    return moment


def changed_since(moment: datetime, edition: Edition, now: datetime) -> Changed:
    """The list for the front page."""
    found = since.since(moment, edition, now)
    rumours = [(name, rumour) for name, told in _groups(found) for rumour in told]
    return _changed(found, found.moves[:MOVES], rumours, edition, is_cut=len(found.moves) > MOVES)


def part_of_changes(moment: datetime, edition: Edition, now: datetime, after: str) -> Changed:
    """All of it, a page at a time, the moves first."""
    found = since.since(moment, edition, now)
    told: list[tuple[str, Move | Rumour]] = [("", move) for move in found.moves]
    told += [(name, rumour) for name, rumours in _groups(found) for rumour in rumours]
    part = part_of(told, after, SIZE, _key_of)
    moves = [row for name, row in part.rows if not name]
    rumours = [(name, row) for name, row in part.rows if name]
    return _changed(found, moves, rumours, edition, after=part.after, is_further=part.is_further)


def _groups(found: since.Since) -> tuple[tuple[str, tuple[Rumour, ...]], ...]:
    return ((_("Opened"), found.opened), (_("Came further"), found.climbed), (_("Ended"), found.ended))


def _key_of(told: tuple[str, Move | Rumour]) -> str:
    row = told[1]
    if isinstance(row, Rumour):
        return f"r{row.pk}"
    people = (stint.coach_id if stint else "" for stint in (row.left, row.came))
    return "-".join(str(part) for part in (f"m{row.club_id}", *people, row.on.key()[0].toordinal()))


def _changed(
    found: since.Since,
    moves: Iterable[Move],
    rumours: Iterable[tuple[str, Rumour]],
    edition: Edition,
    **beside,
) -> Changed:
    return Changed(
        note=_note(found),
        moves=tuple(
            (
                edition.clubs[move.club_id],
                edition.coaches[move.left.coach_id] if move.left else None,
                edition.coaches[move.came.coach_id] if move.came else None,
                move.on,
            )
            for move in moves
        ),
        groups=tuple(
            (name, tuple(_row(rumour) for _name, rumour in group))
            for name, group in groupby(rumours, key=itemgetter(0))
        ),
        **beside,
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
    """ "Since 2 Nov 2020 14:30: 2 moves, 3 rumours.", and where that is not the moment asked for, why."""
    if not found.is_cut:
        return _counted(found)
    days = since.LONGEST.days
    return f"{_counted(found)} " + _("The list reaches back %(days)s, no further.") % {
        "days": days_counted((days, days))
    }


def _counted(found: since.Since) -> str:
    at = {"moment": moment_in_words(found.moment)}
    if not found:
        return _("Since %(moment)s nothing has changed.") % at
    count = len(found.moves)
    told = [ngettext("%(count)s move", "%(count)s moves", count) % {"count": count}] * bool(count)
    count = found.rumours
    told += [ngettext("%(count)s rumour", "%(count)s rumours", count) % {"count": count}] * bool(count)
    return _("Since %(moment)s: %(what)s.") % {**at, "what": ", ".join(told)}
