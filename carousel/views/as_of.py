"""The day that a reader asks for, ``?as_of=YYYY-MM-DD``, and the days to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from carousel import changed_days
from carousel.changed_days import ChangedDay
from carousel.wording import day_in_words

EARLIEST = date(1863, 1, 1)  # before it no club had a coach to speak of


def requested_day(request: HttpRequest, *, today: date) -> date | None:
    """The day in ``as_of``, or ``None`` for the record as it stands, which is also today's.

    Raises ``BadRequest`` with a sentence for the reader where the day is none or is still to come.
    """
    given = request.GET.get("as_of", "").strip()
    if not given:
        return None
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise BadRequest(
            gettext("“%(given)s” is not a day. Write it as year, month and day, like 2020-09-21.")
            % {"given": given[:40]}
        ) from None
    if day > today:
        raise BadRequest(gettext("That day is still to come. The record reaches up to today."))
    if day < EARLIEST:
        raise BadRequest(gettext("The record does not reach that far back."))
    return day if day < today else None


@dataclass(frozen=True)
class Halt:
    """A day at which the slider halts, and what changed on it. No day is today."""

    day: date | None
    note: str


@dataclass(frozen=True)
class Halts:
    """Where the slider of a page halts, oldest first and today last, and at which it stands.

    ``earlier`` and ``later`` are the changed days on either side of the day that is read; without a
    script they are the way from one to the next.
    """

    halts: tuple[Halt, ...]
    at: int
    earlier: date | None
    later: date | None

    @property
    def last(self) -> int:
        return len(self.halts) - 1

    @property
    def note(self) -> str:
        return self.halts[self.at].note

    @property
    def days(self) -> str:
        """All of them for the script of the slider, parted by spaces."""
        return " ".join(halt.day.isoformat() if halt.day else "today" for halt in self.halts)

    @property
    def notes(self) -> str:
        """What the slider says at each, parted by bars."""
        return "|".join(halt.note.replace("|", "") for halt in self.halts)


def halts_of(
    changed: Iterable[ChangedDay],
    as_of: date | None,
    note: Callable[[ChangedDay], str] | None = None,
) -> Halts:
    """The halts for the page as it is read; ``note`` says what changed on a day that has come by then."""
    note = note or note_of
    changed = list(changed)
    halts = [_halt(one, as_of, note) for one in changed]
    today = Halt(None, gettext("Today: the record as it stands"))
    days = [one.day for one in changed]
    known = [n for n, day in enumerate(days) if as_of is not None and day <= as_of]
    return Halts(
        halts=(*halts, today),
        at=len(halts) if as_of is None else known[-1] if known else 0,
        earlier=max((day for day in days if as_of is None or day < as_of), default=None),
        later=min((day for day in days if as_of is not None and day > as_of), default=None),
    )


def halts_of_record(as_of: date | None, today: date) -> Halts:
    """The halts of a page that shows the whole record: every seat and every rumour."""
    return halts_of(changed_days.of_record(as_of or today, today), as_of)


def note_of(changed: ChangedDay) -> str:
    """ "20 Aug 2020: 1 move, 2 rumours"."""
    moves = ngettext("%(count)s move", "%(count)s moves", changed.moves) % {"count": changed.moves}
    rumours = ngettext("%(count)s rumour", "%(count)s rumours", changed.rumours) % {"count": changed.rumours}
    told = [moves] * bool(changed.moves) + [rumours] * bool(changed.rumours)
    what = ", ".join(told) or gettext("new reports")
    return f"{day_in_words(changed.day)}: {what}"


def _halt(changed: ChangedDay, as_of: date | None, note: Callable[[ChangedDay], str]) -> Halt:
    if as_of is not None and changed.day > as_of:
        return Halt(
            changed.day,
            gettext("%(day)s: later than the day shown") % {"day": day_in_words(changed.day)},
        )
    return Halt(changed.day, note(changed))
