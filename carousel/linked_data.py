"""A page's facts as schema.org has them: a person, a team, and the roles between with their days.

Only facts of the record are said, never a rumour; a day is given where it is known to the day, else
as far as it is known (a month, a year), else not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from carousel.editions import Edition
from carousel.models import Club, Coach
from carousel.record.days import Days
from carousel.record.facts import StintFact

CONTEXT = "https://schema.org"
NEWEST = 8  # roles that are told of a long career or a much-used seat


def of_coach(coach: Coach, edition: Edition, site: str) -> dict[str, Any]:
    """The person with a role for each stint on record."""
    stints = [s for s in edition.record.stints if s.coach_id == coach.pk]
    return _tidy(
        {
            "@context": CONTEXT,
            "@type": "Person",
            "name": coach.name,
            "url": site + coach.get_absolute_url(),
            "jobTitle": "Football coach",
            "memberOf": [
                _role(stint, "memberOf", _team(edition.clubs[stint.club_id], site))
                for stint in _dated(stints)
            ],
        }
    )


def of_club(club: Club, edition: Edition, site: str) -> dict[str, Any]:
    """The team with a role for each head coach and caretaker on record."""
    stints = [s for s in edition.record.stints if s.club_id == club.pk and (s.is_head or s.is_caretaker)]
    return _tidy(
        {
            "@context": CONTEXT,
            **_team(club, site),
            "sport": "Association football",
            "coach": [
                _role(stint, "coach", _person(edition.coaches[stint.coach_id], site))
                for stint in _dated(stints)
            ],
        }
    )


def written(time: Days | None) -> str | None:
    """A time as ISO 8601 writes it: a day, a month, a year; ``None`` where it is less sure."""
    if time is None or time.earliest is None or time.latest is None:
        return None
    first, last = time.earliest, time.latest
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return f"{first:%Y}" if first.year == last.year else None


def _dated(stints: Iterable[StintFact]) -> list[StintFact]:
    return sorted(stints, key=lambda stint: (stint.started.key(), stint.key))[-NEWEST:]


def _role(stint: StintFact, of: str, other: dict[str, Any]) -> dict[str, Any]:
    return _tidy(
        {
            "@type": "OrganizationRole",
            of: other,
            "roleName": stint.role.replace("_", " "),
            "startDate": written(stint.started),
            "endDate": written(stint.ended),
        }
    )


def _team(club: Club, site: str) -> dict[str, Any]:
    return {"@type": "SportsTeam", "name": club.called, "url": site + club.get_absolute_url()}


def _person(coach: Coach, site: str) -> dict[str, Any]:
    return {"@type": "Person", "name": coach.name, "url": site + coach.get_absolute_url()}


def _tidy(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}
