"""How the race for a seat has run: the drawing of the club's page, and the same as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from carousel.charts import race as chart
from carousel.editions import Edition
from carousel.likelihood.races import Race
from carousel.record.facts import RumourFact, RumourKey
from carousel.record.voices import AGAINST
from carousel.views.rumour_rows import RumourRow, row_of
from carousel.wording import day_in_words, ending_in_words, short_day_in_words, stage_in_words

# So many names have a line of their own; more of them could not be told apart.
MOST_NAMES = 6


@dataclass(frozen=True)
class Day:
    """A row of the table: ``numbers`` are points of a hundred, how it ended, or ``None``, one a name."""

    day: date
    changes: tuple[str, ...]
    numbers: tuple[int | str | None, ...]
    further: int
    somebody_else: int


@dataclass(frozen=True)
class RaceShown:
    """``further`` counts the names without a line of their own, whose numbers the table adds up."""

    wide: SafeString
    tall: SafeString
    names: tuple[RumourRow, ...]
    days: tuple[Day, ...]
    further: int
    opened: date | None
    is_cut: bool


def shown(race: Race | None, course: Sequence[Mapping[RumourKey, int]], edition: Edition) -> RaceShown | None:
    """The race; nothing where nobody in it ever had a number."""
    if race is None:
        return None
    told = [r for r in race.runners if any(r.key in numbers for numbers in course)]
    if not told:
        return None
    ordered = sorted(told, key=lambda r: _place(r, course[-1]))
    names, further = ordered[:MOST_NAMES], ordered[MOST_NAMES:]
    figure = _figure(race, course, names, edition)
    return RaceShown(
        wide=chart.wide(figure),
        tall=chart.tall(figure),
        names=tuple(row_of(rumour, edition) for rumour in names),
        days=tuple(
            _day(number, race, course, names, {r.key for r in further}, edition)
            for number in range(len(race.days))
        ),
        further=len(further),
        opened=race.opened,
        is_cut=race.is_cut,
    )


def last_of(rumour: RumourFact, course: Sequence[Mapping[RumourKey, int]]) -> int | None:
    """What it had on the last day of the race on which it was open; ``None`` where it was not in it."""
    return next((numbers[rumour.key] for numbers in reversed(course) if rumour.key in numbers), None)


def _place(rumour: RumourFact, now: Mapping[RumourKey, int]) -> tuple:
    """Who is in it now and likeliest first; then who left it last."""
    if rumour.ended_on is None:
        return (0, -now.get(rumour.key, 0), rumour.key)
    return (1, -rumour.ended_on.toordinal(), rumour.key)


def _figure(
    race: Race, course: Sequence[Mapping[RumourKey, int]], names: Sequence[RumourFact], edition: Edition
) -> chart.Figure:
    runners = tuple(_runner(rumour, course, edition) for rumour in names)
    span = {"first": day_in_words(race.days[0]), "last": day_in_words(race.days[-1])}
    return chart.Figure(
        title=_("Likelihood of each candidate, %(first)s to %(last)s") % span,
        description=" ".join(
            [*(_in_words(runner) for runner in runners), _("Dotted, because all of it is rumour.")]
        ),
        days=race.days,
        runners=runners,
        tick=lambda day, with_year: day_in_words(day) if with_year else short_day_in_words(day),
        was=lambda name, points: _("%(coach)s, was %(points)s") % {"coach": name, "points": points},
    )


def _runner(rumour: RumourFact, course: Sequence[Mapping[RumourKey, int]], edition: Edition) -> chart.Runner:
    return chart.Runner(
        name=edition.coaches[rumour.coach_id].name,
        points=tuple(numbers.get(rumour.key) for numbers in course),
        reports=frozenset(day for voice in rumour.voices for day in (voice.first_on, voice.newest_on)),
        said=stage_in_words(rumour.stage),
        ending=_ending(rumour),
        ended=rumour.ended_on,
    )


def _ending(rumour: RumourFact) -> str:
    return ending_in_words(rumour.status, rumour.by, rumour.stage, rumour.direction)


def _in_words(runner: chart.Runner) -> str:
    """What the line of one candidate says."""
    first = next(points for points in runner.points if points is not None)
    known = {"coach": runner.name, "first": first, "last": runner.last}
    if runner.ended:
        known |= {"ending": runner.ending, "day": day_in_words(runner.ended)}
        return _("%(coach)s: from %(first)s to %(last)s, then %(day)s: %(ending)s.") % known
    return _("%(coach)s: from %(first)s to %(last)s.") % known


def _day(
    number: int,
    race: Race,
    course: Sequence[Mapping[RumourKey, int]],
    names: Sequence[RumourFact],
    further: set[RumourKey],
    edition: Edition,
) -> Day:
    day, points = race.days[number], course[number]
    told = {rumour.key for rumour in race.runners}
    return Day(
        day=day,
        changes=tuple(_changes(day, race, edition)),
        numbers=tuple(_ending(r) if r.ended_on == day else points.get(r.key) for r in names),
        further=sum(points.get(key, 0) for key in further),
        somebody_else=100 - sum(found for key, found in points.items() if key in told),
    )


def _changes(day: date, race: Race, edition: Edition) -> list[str]:
    """What was new that day: who climbed to which stage, who was spoken of again, who is out of it."""
    found = [_("the seat came open")] if day == race.opened else []
    for rumour in race.runners:
        name = {"coach": edition.coaches[rumour.coach_id].name}
        climbed = [stage for on, stage, _claim in rumour.steps if on == day]
        spoken = [voice for voice in rumour.voices if day in (voice.first_on, voice.newest_on)]
        if rumour.ended_on == day:
            found.append(_("%(coach)s: out of it") % name)
        elif climbed:
            found.append(f"{name['coach']}: {stage_in_words(climbed[-1])}")
        elif any(voice.stage != AGAINST for voice in spoken):
            found.append(_("%(coach)s: reported again") % name)
        elif spoken:
            found.append(_("%(coach)s: denied") % name)
    return found
