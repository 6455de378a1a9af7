"""Who played in which season, as the reference files have it: as many clubs as the leagues had."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest

import carousel

FILE = Path(carousel.__file__).parent / "reference" / "seasons.csv"
YEARS = [f"{year}-{(year + 1) % 100}" for year in range(2018, 2027)]
SIZES = {
    "superligaen": [14, 14, 12, 12, 12, 12, 12, 12, 12],
    "belgian-pro-league": [16, 16, 18, 18, 18, 16, 16, 16, 18],
}


@pytest.fixture(scope="module")
def seasons() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    with FILE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["competition"], {})[row["season"]] = row["clubs"].split("|")
    return found


@pytest.mark.parametrize("league", SIZES)
def test_a_season_has_as_many_clubs_as_the_league_had(seasons, league):
    assert {year: len(set(clubs)) for year, clubs in seasons[league].items()} == dict(
        zip(YEARS, SIZES[league], strict=True)
    )


@pytest.mark.parametrize("league", SIZES)
def test_most_clubs_stay_from_one_season_to_the_next(seasons, league):
    played = [set(seasons[league][year]) for year in YEARS]
    new = [len(later - earlier) for earlier, later in pairwise(played)]
    assert all(1 <= number <= 3 for number in new)
