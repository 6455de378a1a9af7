"""How often coaches go, how, and after how long: tables over the record. Pure.

A *movement* is the end of a stint in a seat. Where a day is a range, counts take its last day and
lengths are the fewest and the most days. Manners are read as announced or as reported.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import mean, median

from carousel.record.days import Days, days_empty, is_known_length, span_in_days
from carousel.record.facts import ANNOUNCED, StintFact, StintKey, VacancyFact

SHOWN_MANNERS = ("sacked", "resigned", "mutual_consent", "contract_ended", "left_for_club")
FEWEST_ON_A_LIST = 10
YEAR = 365.25
Count = tuple[int | None, int | None]


@dataclass(frozen=True)
class Choice:
    """What is counted: the years of the ends, whose seats, which reading of manners, caretakers or not.

    With ``seasons`` it is the days of a season instead of years, for each club those of its own league.
    What still lies ahead of ``until`` is not counted, though it has been announced.
    """

    first_year: int
    last_year: int
    clubs: frozenset[int] | None = None
    reading: str = ANNOUNCED
    with_caretakers: bool = False
    until: date = date.max
    seasons: Mapping[int, Days] | None = None

    def has_come(self, time: Days | None, club: int) -> bool:
        """Whether the time is of the years or the season that are counted and surely past by then."""
        if time is None or time.latest is None or time.latest > self.until:
            return False
        if self.seasons is not None:
            return club in self.seasons and _is_within(time, self.seasons[club])
        year = year_of(time)
        return year is not None and self.first_year <= year <= self.last_year

    def takes(self, stint: StintFact) -> bool:
        """Whether the stint is of a seat and kind that is counted."""
        is_kind = stint.is_head or (self.with_caretakers and stint.is_caretaker)
        return is_kind and (self.clubs is None or stint.club_id in self.clubs)


def _is_within(time: Days, season: Days) -> bool:
    """Whether it surely was in the season; its first and last day are known."""
    assert season.earliest is not None
    assert season.latest is not None
    if time.earliest is None or time.latest is None:
        return False
    return season.earliest <= time.earliest and time.latest <= season.latest


@dataclass(frozen=True)
class Lengths:
    """Some lengths in days, each the fewest and the most that it can be; ``number`` counts those known."""

    number: int
    mean: tuple[float, float] | None
    median: tuple[float, float] | None

    @classmethod
    def of(cls, spans: Iterable[Count]) -> Lengths:
        known = [span for span in spans if is_known_length(span)]
        if not known:
            return cls(0, None, None)
        fewest, most = [k[0] for k in known], [k[1] for k in known]
        return cls(len(known), (mean(fewest), mean(most)), (median(fewest), median(most)))


@dataclass(frozen=True)
class NextJob:
    """How long those who left a seat waited for the next one on record."""

    lengths: Lengths
    left: int
    within_a_year: int


def ended(stints: Iterable[StintFact], choice: Choice) -> list[StintFact]:
    """The stints that ended in the years chosen, oldest first."""
    found = [stint for stint in stints if choice.takes(stint) and choice.has_come(stint.ended, stint.club_id)]
    return sorted(found, key=lambda s: (s.ended.key()[1] if s.ended else date.min, s.key))


def year_of(time: Days | None) -> int | None:
    day = time and (time.latest or time.earliest)
    return day.year if day else None


def by_year_and_manner(stints: Iterable[StintFact], choice: Choice) -> dict[int, Counter[str]]:
    """For each year the movements by manner; what is none of the five shown is ``other``."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for stint in ended(stints, choice):
        manner = stint.manner_as(choice.reading)
        year = year_of(stint.ended)
        assert year is not None
        found[year][manner if manner in SHOWN_MANNERS else "other"] += 1
    return dict(sorted(found.items()))


def dismissals_by_year_and_league(
    stints: Iterable[StintFact], choice: Choice, league_of: Mapping[int, str]
) -> dict[str, Counter[int]]:
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for stint in ended(stints, choice):
        if stint.manner_as(choice.reading) == "sacked":
            year = year_of(stint.ended)
            assert year is not None
            found[league_of.get(stint.club_id, "")][year] += 1
    return dict(sorted(found.items(), key=lambda item: (-item[1].total(), item[0])))


def tenure_of_dismissed(
    stints: Iterable[StintFact], choice: Choice, league_of: Mapping[int, str]
) -> dict[str, Lengths]:
    dismissed = [s for s in ended(stints, choice) if s.manner_as(choice.reading) == "sacked"]
    return _by(dismissed, lambda s: league_of.get(s.club_id, ""), lambda s: span_in_days(s.started, s.ended))


def tenure_by_manner(stints: Iterable[StintFact], choice: Choice) -> dict[str, Lengths]:
    def manner(stint: StintFact) -> str:
        told = stint.manner_as(choice.reading)
        return told if told in SHOWN_MANNERS else "other"

    return _by(ended(stints, choice), manner, lambda s: span_in_days(s.started, s.ended))


def running(stints: Iterable[StintFact], choice: Choice, day: date) -> list[StintFact]:
    """Who is in a seat on the day, the longest first."""
    found = [s for s in stints if choice.takes(s) and s.started.latest is not None and s.may_run_on(day)]
    return sorted(found, key=lambda s: (s.started.key()[1], s.key))


def tenure_of_current(
    stints: Iterable[StintFact], choice: Choice, day: date, league_of: Mapping[int, str]
) -> dict[str, Lengths]:
    return _by(
        running(stints, choice, day), lambda s: league_of.get(s.club_id, ""), lambda s: days_by(s, day)
    )


def days_by(stint: StintFact, day: date) -> Count:
    """Fewest and most days in post up to the day; an end that is announced for later has not come."""
    if stint.ended is None:
        return stint.days(day)
    first, last = stint.ended.earliest, stint.ended.latest
    return span_in_days(stint.started, Days(first and min(first, day), last and min(last, day)))


def left_for_next(stints: Iterable[StintFact], choice: Choice, which: str) -> list[StintFact]:
    """Of the stints that ended all, those with a ``next`` seat on record, or with one ``soon``: in a year."""
    everything = [s for s in stints if s.is_head or s.is_caretaker]
    waits = dict(_waits(everything, choice))
    if which == "next":
        return [s for s in ended(everything, choice) if _is_known(waits.get(s.key))]
    if which == "soon":
        return [s for s in ended(everything, choice) if _is_soon(waits.get(s.key))]
    return ended(everything, choice)


def next_jobs(stints: Iterable[StintFact], choice: Choice) -> NextJob:
    """From the end of each stint chosen to the coach's next seat on record, at any club."""
    everything = [s for s in stints if s.is_head or s.is_caretaker]
    waits = [wait for _key, wait in _waits(everything, choice)]
    soon = sum(1 for wait in waits if _is_soon(wait))
    return NextJob(Lengths.of(waits), len(ended(everything, choice)), soon)


def _waits(seats: list[StintFact], choice: Choice) -> list[tuple[StintKey, Count]]:
    """For each stint that ended and that another seat of the coach followed, the days between."""
    careers: dict[int, list[StintFact]] = defaultdict(list)
    for stint in seats:
        careers[stint.coach_id].append(stint)
    found = []
    for stint in ended(seats, choice):
        later = [s for s in careers[stint.coach_id] if _follows(s, stint)]
        if later and stint.ended:
            following = min(later, key=lambda s: s.started.key())
            found.append((stint.key, span_in_days(stint.ended, following.started)))
    return found


def _is_known(wait: Count | None) -> bool:
    return wait is not None and is_known_length(wait)


def _is_soon(wait: Count | None) -> bool:
    return wait is not None and is_known_length(wait) and wait[0] is not None and wait[0] <= YEAR


def _follows(other: StintFact, stint: StintFact) -> bool:
    ended_on, began = stint.ended and stint.ended.earliest, other.started.latest
    return other.key != stint.key and ended_on is not None and began is not None and began >= ended_on


def first_timers(stints: Iterable[StintFact], choice: Choice) -> dict[int, tuple[int, int]]:
    """For each year how many seats were taken, and how many by a coach without an earlier one on record."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for stint, is_first in _taken(list(stints), choice):
        year = year_of(stint.started)
        assert year is not None
        found[year][0] += 1
        found[year][1] += is_first
    return {year: (taken, first) for year, (taken, first) in sorted(found.items())}


def taken(stints: Iterable[StintFact], choice: Choice, year: str, *, only_first: bool) -> list[StintFact]:
    """The stints that ``first_timers`` counts in the year."""
    found = _taken(list(stints), choice)
    return [s for s, first in found if year in ("all", str(year_of(s.started))) and (first or not only_first)]


def _taken(stints: list[StintFact], choice: Choice) -> list[tuple[StintFact, bool]]:
    """Each head coach's stint that began in the years chosen, and whether it was the coach's first."""
    everything = [s for s in stints if s.is_head and s.started.latest]
    everything.sort(key=lambda s: (s.started.key(), s.key))
    firsts: dict[int, StintKey] = {}
    for stint in everything:
        firsts.setdefault(stint.coach_id, stint.key)
    chosen = [s for s in everything if choice.takes(s) and choice.has_come(s.started, s.club_id)]
    return [(stint, firsts[stint.coach_id] == stint.key) for stint in chosen]


def empty_seats(vacancies: Iterable[VacancyFact], choice: Choice) -> Lengths:
    """How long seats stood without a head coach that were filled in the years chosen."""
    return Lengths.of(_empty(v) for v in filled(vacancies, choice))


def empty_by_year(vacancies: Iterable[VacancyFact], choice: Choice) -> dict[int, Lengths]:
    """The same by the year in which the seat was filled."""
    spans: dict[int, list[Count]] = defaultdict(list)
    for vacancy in filled(vacancies, choice):
        year = year_of(vacancy.filled)
        assert year is not None
        spans[year].append(_empty(vacancy))
    return {year: Lengths.of(counts) for year, counts in sorted(spans.items())}


def _empty(vacancy: VacancyFact) -> Count:
    return days_empty(vacancy.opened, vacancy.filled) if vacancy.filled else (None, None)


def filled(vacancies: Iterable[VacancyFact], choice: Choice) -> list[VacancyFact]:
    """The vacancies that ended in the years chosen and of which the days are known."""
    return [
        v
        for v in vacancies
        if v.filled is not None
        and (choice.clubs is None or v.club_id in choice.clubs)
        and choice.has_come(v.filled, v.club_id)
        and is_known_length(span_in_days(v.opened, v.filled))
    ]


def most_changes(stints: Iterable[StintFact], choice: Choice) -> list[tuple[int, int]]:
    """The clubs that changed most often, with how often."""
    found = Counter(stint.club_id for stint in ended(stints, choice))
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))[:FEWEST_ON_A_LIST]


@dataclass(frozen=True)
class Served:
    """A coach's time in seats: how many posts, and the fewest and the most days that they add up to."""

    coach_id: int
    posts: int
    days: tuple[int, int]


def most_days(stints: Iterable[StintFact], choice: Choice) -> list[Served]:
    """Who was in charge for the most days up to the day of the choice, in all years, the longest first."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for stint in served(stints, choice):
        few, most = days_by(stint, choice.until)
        found[stint.coach_id].append((few or 0, most or 0))
    added = [
        Served(coach, len(spans), (sum(few for few, _ in spans), sum(most for _, most in spans)))
        for coach, spans in found.items()
    ]
    return sorted(added, key=lambda one: (-one.days[0], -one.days[1], one.coach_id))[:FEWEST_ON_A_LIST]


def served(stints: Iterable[StintFact], choice: Choice) -> list[StintFact]:
    """The stints whose days ``most_days`` adds up: those that had begun and whose days are known."""
    begun = [s for s in stints if choice.takes(s) and s.started.latest and s.started.latest <= choice.until]
    return [stint for stint in begun if is_known_length(days_by(stint, choice.until))]


def _by(
    stints: Iterable[StintFact], group: Callable[[StintFact], str], length: Callable[[StintFact], Count]
) -> dict[str, Lengths]:
    spans: dict[str, list[Count]] = defaultdict(list)
    for stint in stints:
        spans[group(stint)].append(length(stint))
    found = {name: Lengths.of(counts) for name, counts in spans.items()}
    return dict(sorted(found.items(), key=lambda item: (-item[1].number, item[0])))
