"""The market: who is without a club, with filters that live in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from carousel import editions
from carousel.editions import Edition, Shown
from carousel.market import Free, free_on
from carousel.models import Club, Coach
from carousel.views.as_of import halts_of_record, requested_day
from carousel.views.career import anchor_of
from carousel.views.pages import render_page
from carousel.views.phrases import how_it_ended
from carousel.views.rumour_rows import RumourRow, row_of
from carousel.views.told import Told, told_of
from carousel.views.unchanged import kept_while_unchanged
from carousel.wording import country_in_words

MOST = 200


@dataclass(frozen=True)
class FreeRow:
    free: Free
    coach: Coach
    club: Club
    how: str
    told: Told | None
    rumours: tuple[RumourRow, ...]

    @property
    def anchor(self) -> str:
        return f"m{self.coach.pk}"

    @property
    def stint_anchor(self) -> str:
        """Where his last post stands on his own page."""
        return anchor_of(self.free.last)


@require_safe
@kept_while_unchanged
def market(request: HttpRequest) -> HttpResponse:
    """Coaches without a club; ``nationality``, ``country`` of the last club, ``rumoured`` narrow it."""
    today = timezone.localdate()
    as_of = requested_day(request, today=today)
    edition = editions.of_seats(
        as_of=as_of, today=today, with_rumours=True, shown=_last_posts(min(as_of or today, today))
    )
    rows = [
        _row(free, edition) for free in free_on(edition.record.stints, edition.record.rumours, edition.day)
    ]
    wanted = {name: request.GET.get(name, "") for name in ("nationality", "country", "rumoured")}
    shown = [row for row in rows if _fits(row, wanted)]
    context = {
        "today": today,
        "edition": edition,
        "halts": halts_of_record(as_of, today),
        "rows": shown[:MOST],
        "number": len(shown),
        "nationalities": _choices(row.coach.nationality for row in rows),
        "countries": _choices(row.club.country for row in rows),
        "wanted": wanted,
    }
    return render_page(request, "carousel/market/market.html", context)


def _last_posts(day: date) -> Shown:
    """The posts whose ends the page tells of."""
    return lambda record: {free.last.key for free in free_on(record.stints, (), day)}


def _row(free: Free, edition: Edition) -> FreeRow:
    return FreeRow(
        free=free,
        coach=edition.coaches[free.coach_id],
        club=edition.clubs[free.last.club_id],
        how=how_it_ended(free.last, edition),
        told=told_of(free.last, "end", edition),
        rumours=tuple(row_of(rumour, edition) for rumour in free.rumours),
    )


def _fits(row: FreeRow, wanted: dict[str, str]) -> bool:
    return (
        wanted["nationality"] in ("", row.coach.nationality)
        and wanted["country"] in ("", row.club.country)
        and (not wanted["rumoured"] or bool(row.rumours))
    )


def _choices(codes) -> list[tuple[str, str]]:
    return sorted(
        ((code, country_in_words(code)) for code in {c for c in codes if c}), key=lambda pair: pair[1]
    )
