"""How long those stayed who left a seat of the league in the season, and which seat stood empty longest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from carousel.editions import Edition
from carousel.models import Club, Coach
from carousel.record.days import is_known_length
from carousel.record.facts import StintFact
from carousel.season_table import Line
from carousel.seat_sums import each_end
from carousel.views.career import anchor_of


@dataclass(frozen=True)
class Stay:
    coach: Coach
    club: Club
    days: tuple[int, int]
    anchor: str


@dataclass(frozen=True)
class Stays:
    """``rows`` are those who left and whose days are known, the longest stay first, caretakers by the switch.

    ``median`` is over them, as fewest and most; ``longest_empty`` the seat with its days.
    """

    rows: tuple[Stay, ...]
    median: tuple[int, int] | None
    longest_empty: tuple[Club, tuple[int, int]] | None


def stays_of(
    lines: Iterable[Line], permanent: Iterable[Line], edition: Edition, clubs: Mapping[int, Club]
) -> Stays:
    """Of those who left by ``lines``; how long seats stood empty is told by the ``permanent`` changes."""
    left = {line.left.key: line.left for line in lines if line.left}
    rows = [stay for stint in left.values() for stay in _stay(stint, edition, clubs)]
    empty = [
        (clubs[line.club_id], line.days_empty)
        for line in permanent
        if line.days_empty and None not in line.days_empty and line.days_empty[1]
    ]
    return Stays(
        rows=tuple(sorted(rows, key=lambda stay: (-stay.days[0], stay.coach.name))),
        median=each_end([stay.days for stay in rows], median),
        longest_empty=max(empty, key=lambda found: found[1], default=None),
    )


def _stay(stint: StintFact, edition: Edition, clubs: Mapping[int, Club]) -> list[Stay]:
    few, most = stint.days(edition.day)
    if few is None or most is None or not is_known_length((few, most)):
        return []
    return [Stay(edition.coaches[stint.coach_id], clubs[stint.club_id], (few, most), anchor_of(stint))]
