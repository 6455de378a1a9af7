"""Earlier rumours as they stood on the days on which something was said, with what became of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from carousel.likelihood.cases import Case, Seats, case_of, choice_of
from carousel.likelihood.fitting import Choice, shares
from carousel.likelihood.history import History
from carousel.likelihood.parts import Weights, numbers_of
from carousel.likelihood.scoring import Forecast, brier
from carousel.likelihood.truth import came_true
from carousel.record.ages import HALF_LIFE
from carousel.record.facts import Record, RumourFact, RumourKey


@dataclass(frozen=True)
class Snapshot:
    """The candidates of a seat on a day. Nothing in it was unknown on that day but ``choice.winner``."""

    day: date
    cases: tuple[Case, ...]
    choice: Choice


def snapshots_of(
    record: Record, direction: str, reasons: Mapping[RumourKey, str] | None = None
) -> list[Snapshot]:
    """Every seat on every day on which a rumour of it that is over was added to, oldest first.

    ``reasons`` says why a rumour was rejected. A silence is looked at too, once it has lasted
    a half-life, so that the weight of age can be learnt.
    """
    reasons = reasons or {}
    facts = [f for f in record.rumours if f.direction == direction and f.voices]
    judged = [f for f in facts if came_true(f.status, reasons.get(f.key, "")) is not None]
    of_choice: dict[tuple, list[RumourFact]] = defaultdict(list)
    for fact in judged:
        of_choice[choice_of(fact.key, fact.role)].append(fact)
    of_pair: dict[tuple, list[RumourFact]] = defaultdict(list)
    for fact in facts:
        of_pair[fact.key[:3]].append(fact)
    days = {fact.key: _days_of(fact) for fact in judged}
    looks = sorted({(day, choice_of(fact.key, fact.role)) for fact in judged for day in days[fact.key]})
    over = sorted(judged, key=lambda f: (f.ended_on or date.max, f.key))
    leaving = [f for f in record.rumours if f.direction == "out"]
    history, seats = History(), Seats(record.stints, record.vacancies, leaving)
    found, done = [], 0
    for day, choice in looks:
        while done < len(over) and (over[done].ended_on or date.max) <= day:
            history.add(over[done], reasons.get(over[done].key, ""))
            done += 1
        running = [f for f in of_choice[choice] if f.opened_on <= day and (f.ended_on or date.max) > day]
        cases = [
            (fact, case)
            for fact in running
            if (case := case_of(fact, day, seat=seats.on(fact, day), earlier=_earlier(fact, of_pair)))
        ]
        if cases:
            found.append(_snapshot(day, cases, history, days))
    return found


def _days_of(fact: RumourFact) -> list[date]:
    """The days on which somebody said something new, and the day on which a silence grew old."""
    end = fact.ended_on or date.max
    days = {day for v in fact.voices for day in (v.first_on, v.newest_on)}
    newest = max(days)
    days.add(newest + timedelta(days=HALF_LIFE.get(fact.stage, 14)))
    return sorted(day for day in days if fact.opened_on <= day < end)


def _earlier(fact: RumourFact, of_pair: Mapping[tuple, Sequence[RumourFact]]) -> list[RumourFact]:
    return [other for other in of_pair[fact.key[:3]] if other.ended_on and other.ended_on <= fact.opened_on]


def _snapshot(
    day: date,
    cases: list[tuple[RumourFact, Case]],
    history: History,
    days: Mapping[RumourKey, Sequence[date]],
) -> Snapshot:
    winner = next((n for n, (fact, _case) in enumerate(cases) if fact.status == "confirmed"), None)
    choice = Choice(
        club_id=cases[0][0].club_id,
        numbers=tuple(numbers_of(case, history) for _fact, case in cases),
        winner=winner,
        weights=tuple(1 / len(own) if day in (own := days[fact.key]) else 0.0 for fact, _case in cases),
    )
    return Snapshot(day, tuple(case for _fact, case in cases), choice)


def forecasts(snapshots: Iterable[Snapshot], weights: Weights) -> list[Forecast]:
    """What was said of each candidate; a rumour counts as one, however often it was looked at."""
    told = []
    for snapshot in snapshots:
        choice = snapshot.choice
        for place, share in enumerate(shares(choice, weights)):
            if choice.weights[place]:
                rumour = snapshot.cases[place].key
                told.append(Forecast(share, place == choice.winner, choice.weights[place], rumour))
    return told


def best_single_outlet(snapshots: Sequence[Snapshot]) -> tuple[str, float]:
    """The origin that predicts best by itself, and its Brier score.

    Whoever follows one outlet says, of each rumour, how often the rumours that it put at this
    stage came true, and how often those came true of which it said nothing. Judged with
    hindsight, which flatters it.
    """
    origins = {v.origin for s in snapshots for c in s.cases for v in c.voices}
    scores = [(brier(_following(origin, snapshots)), origin) for origin in sorted(origins)]
    score, origin = min(scores, default=(0.0, ""))
    return origin, score


def _following(origin: str, snapshots: Sequence[Snapshot]) -> list[Forecast]:
    came: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    told = []
    for snapshot in snapshots:
        for place, case in enumerate(snapshot.cases):
            stage = next((v.stage for v in case.voices if v.origin == origin), "")
            is_true, weight = place == snapshot.choice.winner, snapshot.choice.weights[place]
            if not weight:
                continue
            came[stage][0] += weight * is_true
            came[stage][1] += weight
            told.append((stage, is_true, weight))
    return [Forecast(came[stage][0] / came[stage][1], is_true, weight) for stage, is_true, weight in told]
