"""A season's changes as rows of its table: as printed, what they are sorted by, their keys and weights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language

from carousel.collation import in_index
from carousel.editions import Edition
from carousel.models import Club, Coach
from carousel.record.days import Days
from carousel.record.facts import StintFact
from carousel.season_table import Line, Person
from carousel.views.parts_of_lists import LONGEST_KEY
from carousel.views.told import Told, told_of
from carousel.wording import days_in_words, manner_in_words, place_in_words


@dataclass(frozen=True)
class Named:
    coach: Coach
    is_caretaker: bool
    arrangement: str = ""
    is_called_so: bool = True


@dataclass(frozen=True)
class Row:
    """A line of the table as the page prints it: the printed words where a table gave them."""

    line: Line
    club: Club
    team: str
    outgoing: tuple[Named, ...]
    manner: str
    vacancy: str
    position: str
    incoming: tuple[Named, ...]
    appointment: str
    left_told: Told | None = None
    came_told: Told | None = None

    @property
    def people(self) -> str:
        """Who went and who came, by name, as far as known."""
        return ", ".join(named.coach.name for named in (*self.outgoing, *self.incoming))


def rows_of(lines: list[Line], edition: Edition, clubs: dict[int, Club]) -> list[Row]:
    wanted = {p.coach_id for line in lines for p in (*line.outgoing, *line.incoming)}
    coaches = edition.coaches | Coach.objects.in_bulk(wanted - set(edition.coaches))
    return [
        Row(
            line=line,
            club=clubs[line.club_id],
            team=_team(line, clubs[line.club_id]),
            outgoing=_named(line.outgoing, line.left, coaches),
            manner=_manner(line),
            vacancy=_day(line.vacated, line.words.get("vacancy", "")),
            position=place_in_words(line.position),
            incoming=_named(line.incoming, line.came, coaches),
            appointment=_day(line.appointed, line.words.get("appointment", "")),
            left_told=told_of(line.left, "end", edition),
            came_told=told_of(line.came, "start", edition),
        )
        for line in lines
    ]


def _named(
    people: Iterable[Person], stint: StintFact | None, coaches: Mapping[int, Coach]
) -> tuple[Named, ...]:
    """Who went, or who came; how the post was shared is known of whoever has the stint on record."""
    held = {stint.coach_id: stint.arrangement} if stint else {}
    return tuple(
        Named(coaches[p.coach_id], p.is_caretaker, held.get(p.coach_id, ""), p.is_called_so) for p in people
    )


def _team(line: Line, club: Club) -> str:
    """The club as the table prints it, where that is in the language of the reader; else as we call it."""
    printed = line.words.get("team", "")
    return printed if printed and get_language() == "en" else club.called


def _manner(line: Line) -> str:
    """The printed words, where the reader's language is that of the table; else ours."""
    words = line.words.get("manner", "")
    if words and get_language() == "en":
        return capfirst(words)
    return capfirst(manner_in_words(line.manner))


def _day(time: Days | None, printed: str) -> str:
    """The day in words; where no day is known the words that were printed."""
    if time is not None and time.is_exact:
        return days_in_words(time)
    return capfirst(printed) if printed else days_in_words(time) if time else ""


def _day_in_order(time: Days | None) -> date | None:
    return (time.latest or time.earliest) if time else None


def _names_in_order(people: tuple[Named, ...]) -> str | None:
    """As the column prints them; of nobody there is nothing to sort by."""
    return in_index(", ".join(named.coach.name for named in people)) or None


def _place_in_order(row: Row) -> int | None:
    """The number in "12th"; words such as "Pre-season" have none."""
    digits = "".join(c for c in row.position if c.isdecimal())
    return int(digits) if digits else None


# What each column is sorted by; rows that are alike stand by the day of the vacancy.
KEYS: dict[str, Callable[[Row], Any]] = {
    "team": lambda row: in_index(row.team),
    "outgoing": lambda row: _names_in_order(row.outgoing),
    "manner": lambda row: row.manner.casefold() or None,
    "vacancy": lambda row: _day_in_order(row.line.vacated or row.line.appointed),
    "position": _place_in_order,
    "incoming": lambda row: _names_in_order(row.incoming),
    "appointment": lambda row: _day_in_order(row.line.appointed),
}


def key_of_row(row: Row) -> str:
    """The club, the day and the people of a change; of one printed twice the first stands for both."""
    people = "-".join(str(named.coach.pk) for named in (*row.outgoing, *row.incoming))
    day = _day_in_order(row.line.vacated or row.line.appointed)
    return f"{row.club.pk}-{day.toordinal() if day else ''}-{people}"[:LONGEST_KEY]


def weight_of_row(row: Row) -> int:
    """A row, the signs of a caretaker or an unverified name, and what its start and its end rest on."""
    signs = sum(named.is_caretaker + named.coach.is_provisional for named in (*row.outgoing, *row.incoming))
    return 680 + 135 * signs + 480 * bool(row.left_told) + 320 * bool(row.came_told)
