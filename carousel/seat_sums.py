"""For how many days a club's seat stood empty and for how many somebody minded it, all in all. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from carousel.record.days import Days
from carousel.record.days import days_empty as days_between
from carousel.record.facts import StintFact, VacancyFact

Span = tuple[date, date]


@dataclass(frozen=True)
class Sum:
    """``times`` is how often, as far as the days are known; ``days`` fewest and most, each day once."""

    times: int
    days: tuple[int, int]


def days_empty(vacancies: Iterable[VacancyFact], day: date) -> Sum:
    """The days up to ``day`` without a head coach, whether or not somebody minded the seat.

    A seat that was handed on from one day to the next did not stand empty.
    """
    empty = [v for v in vacancies if v.filled is None or days_between(v.opened, v.filled) != (0, 0)]
    return _sum_of(((vacancy.opened, vacancy.filled) for vacancy in empty), day)


def days_minded(stints: Iterable[StintFact], day: date) -> Sum:
    """The days up to ``day`` on which a caretaker was in charge."""
    return _sum_of(((stint.started, stint.ended) for stint in stints if stint.is_caretaker), day)


def each_end(counts: Sequence[tuple[int, int]], middle: Callable) -> tuple[int, int] | None:
    """The middle of the fewest days and the middle of the most; of none ``None``."""
    if not counts:
        return None
    return round(middle(few for few, _most in counts)), round(middle(most for _few, most in counts))


def _sum_of(times: Iterable[tuple[Days, Days | None]], day: date) -> Sum:
    now = Days.on(day)
    known = [(start, end or now) for start, end in times if start.is_bounded and (end or now).is_bounded]
    begun = [(start, end) for start, end in known if start.earliest <= day]
    sure = _covered(((start.latest, end.earliest) for start, end in begun), day)
    maybe = _covered(((start.earliest, end.latest) for start, end in begun), day)
    return Sum(len(begun), (sure, maybe))


def _covered(spans: Iterable[Span], day: date) -> int:
    """How many days up to ``day`` lie in at least one of the spans; the last day of a span does not count."""
    total, reached = 0, date.min
    for start, end in sorted(spans):
        first, last = max(start, reached), min(end, day)
        if last > first:
            total, reached = total + (last - first).days, last
    return total
