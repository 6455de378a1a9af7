"""What an editor has done, counted for the editor alone: from the decisions, which are never lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median

from django.utils import timezone

from carousel.editorial import User
from carousel.models import Decision

DAYS = 30
# Between two decisions further apart than this there was a pause.
PAUSE = timedelta(minutes=10)
FEWEST = 5
Kind = Decision.Kind
COUNTED = (*Decision.ON_RUMOURS, *Decision.ON_NAMES)


@dataclass(frozen=True)
class OwnWork:
    """``per_day`` has every day of the time, newest first; ``seconds`` is ``None`` where too little is known.

    ``withdrawn`` counts the answers on what had lost its source, ``names`` those on whose a name is.
    ``by_self`` and ``by_others`` count the decisions that were taken back; ``agreed`` is the share, of a
    hundred, that no other editor took back.
    """

    per_day: tuple[tuple[date, int], ...]
    confirmed: int
    rejected: int
    called_off: int
    withdrawn: int
    names: int
    by_self: int
    by_others: int
    seconds: int | None

    @property
    def made(self) -> int:
        return sum(count for _day, count in self.per_day)

    @property
    def agreed(self) -> int | None:
        return round(100 * (self.made - self.by_others) / self.made) if self.made else None


def own_work(editor: User, *, at: datetime) -> OwnWork:
    """The editor's decisions of the last thirty days; one query."""
    today = timezone.localdate(at)
    since = today - timedelta(days=DAYS - 1)
    made = Decision.objects.filter(editor=editor.pk, kind__in=COUNTED, made_at__lte=at)
    rows = [
        (kind, timezone.localtime(moment), taken_back_by)
        for kind, moment, taken_back_by in made.filter(
            made_at__date__gte=since - timedelta(days=1)
        ).values_list("kind", "made_at", "undone_by__editor")
    ]
    rows = [row for row in rows if row[1].date() >= since]
    days = Counter(moment.date() for _kind, moment, _by in rows)
    kinds = Counter(kind for kind, _moment, _by in rows)
    return OwnWork(
        per_day=tuple((day, days[day]) for day in (today - timedelta(days=n) for n in range(DAYS))),
        confirmed=kinds[Kind.CONFIRM],
        rejected=kinds[Kind.REJECT],
        called_off=kinds[Kind.CALL_OFF],
        withdrawn=kinds[Kind.KEEP] + kinds[Kind.TAKE_BACK],
        names=sum(kinds[kind] for kind in Decision.ON_NAMES),
        by_self=sum(by == editor.pk for _kind, _moment, by in rows),
        by_others=sum(by not in (None, editor.pk) for _kind, _moment, by in rows),
        seconds=_seconds(sorted(moment for _kind, moment, _by in rows)),
    )


def _seconds(moments: list[datetime]) -> int | None:
    """The median time from one decision to the next. Those of a batch were made at one moment."""
    apart = [later - earlier for earlier, later in pairwise(moments)]
    apart = [gap for gap in apart if timedelta(seconds=1) <= gap <= PAUSE]
    if len(apart) < FEWEST:
        return None
    return round(median(gap.total_seconds() for gap in apart))
