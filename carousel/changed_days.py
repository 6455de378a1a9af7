"""The days on which something changed: where the slider of a page halts.

A day of the record is one on which a move was told or took place, or a rumour opened, climbed or
ended. Nothing of a rejected rumour is among them. One query, whatever is on record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Coalesce, TruncDate

from articles.models import Article
from carousel.record.facts import SEAT_ROLES

# A slider takes so many halts, those nearest to the day that is read; further ones are a move away.
MOST = 50

STINTS = """
    SELECT DISTINCT ON (id, told.day) told.day, 1 AS moves, 0 AS rumours
    FROM carousel_stint, LATERAL (VALUES
        (start_announced_on),
        (end_announced_on),
        (CASE WHEN upper(started) - lower(started) = 1 THEN lower(started) END),
        (CASE WHEN upper(ended) - lower(ended) = 1 THEN lower(ended) END)
    ) AS told(day)
    WHERE {stints}
"""
RUMOURS = """
    SELECT DISTINCT ON (id, told.day) told.day, 0 AS moves, 1 AS rumours
    FROM carousel_rumour, LATERAL (
        SELECT opened_on AS day UNION SELECT ended_on
        UNION SELECT (step->>0)::date FROM jsonb_array_elements(steps) AS step
    ) AS told
    WHERE status <> 'rejected' AND direction <> 'held' AND {rumours}
"""
NEAREST = """
    WITH changed AS ({told}),
    counted AS (
        SELECT day, sum(moves) AS moves, sum(rumours) AS rumours
        FROM changed WHERE day >= %(first)s AND day < %(today)s GROUP BY day
    )
    SELECT day, moves, rumours FROM counted ORDER BY abs(day - %(day)s), day LIMIT %(most)s
"""
SEATS = f"role IN {SEAT_ROLES}"


@dataclass(frozen=True)
class ChangedDay:
    """So many moves and rumours changed on the day; none of them where there were new reports alone."""

    day: date
    moves: int = 0
    rumours: int = 0


def of_record(day: date, today: date) -> list[ChangedDay]:
    """The days nearest to ``day`` on which a seat or a rumour changed, oldest first, before ``today``."""
    return _nearest(SEATS, "true", day, today)


def of_clubs(clubs: Collection[int], day: date, today: date, *, first: date = date.min) -> list[ChangedDay]:
    """The same of the seats of these clubs alone, from ``first`` on; no rumours."""
    return _nearest(f"{SEATS} AND club_id = ANY(%(ids)s)", "false", day, today, ids=list(clubs), first=first)


def of_coach(coach: int, reports: Iterable[date], day: date, today: date) -> list[ChangedDay]:
    """Those of everything about the coach; ``reports`` are the days of what was said besides."""
    found = _nearest("coach_id = %(id)s", "coach_id = %(id)s", day, today, id=coach)
    return _with_reports(found, reports, day, today)


def of_club(club: int, reports: Iterable[date], day: date, today: date) -> list[ChangedDay]:
    found = _nearest("club_id = %(id)s", "club_id = %(id)s", day, today, id=club)
    return _with_reports(found, reports, day, today)


def of_rumour(rumour: int, reports: Iterable[date], day: date, today: date) -> list[ChangedDay]:
    return _with_reports(_nearest("false", "id = %(id)s", day, today, id=rumour), reports, day, today)


def of_articles(articles: QuerySet[Article], day: date, today: date) -> list[ChangedDay]:
    """The days on which these articles were published, or came in where that is unknown."""
    days = articles.annotate(day=Coalesce("published_on", TruncDate("arrived_at"))).order_by()
    return _with_reports([], days.values_list("day", flat=True).distinct(), day, today)


def of_rows(
    kinds: Mapping[str, QuerySet], moments: Mapping[str, str], day: date, today: date
) -> list[ChangedDay]:
    """The days of the rows of several kinds; ``moments`` names the field of each that counts."""
    days = [
        rows.select_related(None)
        .prefetch_related(None)
        .annotate(day=TruncDate(moments[kind]))
        .order_by()
        .values_list("day")
        for kind, rows in kinds.items()
    ]
    found = days[0].union(*days[1:])
    return _with_reports([], (told for (told,) in found), day, today)


def _nearest(stints: str, rumours: str, day: date, today: date, **given: Any) -> list[ChangedDay]:
    told = f"{STINTS.format(stints=stints)} UNION ALL {RUMOURS.format(rumours=rumours)}"
    given = {"first": date.min, **given, "day": day, "today": today, "most": MOST}
    with connection.cursor() as cursor:
        cursor.execute(NEAREST.format(told=told), given)
        return sorted((ChangedDay(*row) for row in cursor.fetchall()), key=lambda changed: changed.day)


def _with_reports(
    found: Iterable[ChangedDay], reports: Iterable[date], day: date, today: date
) -> list[ChangedDay]:
    by_day = {told: ChangedDay(told) for told in reports if told < today}
    by_day |= {changed.day: changed for changed in found}
    nearest = sorted(by_day.values(), key=lambda changed: (abs(changed.day - day), changed.day))[:MOST]
    return sorted(nearest, key=lambda changed: changed.day)
