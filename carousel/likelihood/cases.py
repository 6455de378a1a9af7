"""What is known of one candidacy on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from carousel.likelihood import priors
from carousel.record.facts import RumourFact, RumourKey, StintFact, VacancyFact, ladder_of
from carousel.record.seats import LONGEST_VACANCY
from carousel.record.voices import AGAINST, Voice


@dataclass(frozen=True)
class Seat:
    """A seat that is ``open``, ``held``, ``leaving`` (held, and talked of as soon free) or unknown (``""``).

    ``evidence`` lists the claims on which the state rests, ``since`` when it came open.
    """

    state: str = ""
    since: date | None = None
    coach_id: int | None = None
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True)
class Case:
    """One candidacy. ``voices`` holds each origin at the highest stage it told, newest last; ``against``
    those who spoke against it, in this rumour or in one of the same pair that ended shortly before.

    ``is_done`` says that somebody had reported it as done, which silence does not make less likely.
    """

    key: RumourKey
    role: str
    stage: str
    day: date
    newest_on: date
    voices: tuple[Voice, ...]
    against: tuple[Voice, ...]
    seat: Seat
    is_done: bool = False

    @property
    def direction(self) -> str:
        return self.key[2]

    @property
    def age(self) -> int:
        return 0 if self.is_done else max((self.day - self.newest_on).days, 0)

    @property
    def standing(self) -> tuple[Voice, ...]:
        """The voices that carry it: those at its stage, or one stop below."""
        ladder = ladder_of(self.direction)
        floor = ladder.index(self.stage) - 1
        return tuple(v for v in self.voices if ladder.index(v.stage) >= floor)

    @property
    def choice(self) -> tuple:
        """What its rivals share with it: the seat, and the question. Whether a coach leaves has no rivals."""
        return choice_of(self.key, self.role)


def choice_of(key: RumourKey, role: str) -> tuple:
    """What the rivals of a rumour share with it; whether a coach leaves has no rivals."""
    coach, club, direction, _ordinal = key
    return (club, direction, role, coach if direction == "out" else 0)


def case_of(fact: RumourFact, day: date, *, seat: Seat, earlier: Iterable[RumourFact] = ()) -> Case | None:
    """The candidacy as far as it was known on the day; ``None`` where no stage was on record.

    ``earlier`` are the rumours of the same pair and question that were over before.
    """
    ladder = ladder_of(fact.direction)
    heard = [v for v in fact.voices if v.first_on <= day]
    told = [v for v in heard if v.stage != AGAINST]
    if not told:
        return None
    highest = _highest(told, ladder)
    return Case(
        key=fact.key,
        role=fact.role,
        stage=max((v.stage for v in told), key=ladder.index),
        day=day,
        newest_on=max(v.newest_on if v.newest_on <= day else v.first_on for v in heard),
        voices=highest,
        against=_against(heard, earlier, day),
        seat=seat,
        # Of what was told later it is not known on the day which of it was reported as done.
        is_done=fact.is_fact_claimed and all(v.newest_on <= day for v in fact.voices),
    )


def _highest(voices: Sequence[Voice], ladder: Sequence[str]) -> tuple[Voice, ...]:
    best: dict[str, Voice] = {}
    for voice in voices:
        known = best.get(voice.origin)
        if known is None or ladder.index(voice.stage) > ladder.index(known.stage):
            best[voice.origin] = voice
    return tuple(sorted(best.values(), key=lambda v: (v.first_on, v.origin)))


def _against(heard: Iterable[Voice], earlier: Iterable[RumourFact], day: date) -> tuple[Voice, ...]:
    kept = timedelta(days=priors.DENIALS_KEPT)
    told = [v for v in heard if v.stage == AGAINST]
    for fact in earlier:
        told += [v for v in fact.voices if v.stage == AGAINST and v.first_on <= day]
    newest: dict[str, Voice] = {}
    for voice in sorted(told, key=lambda v: (v.first_on, v.origin)):
        if day - voice.first_on <= kept:
            newest[voice.origin] = voice
    return tuple(sorted(newest.values(), key=lambda v: (v.first_on, v.origin)))


def seat_of(
    club_id: int,
    day: date,
    stints: Iterable[StintFact],
    vacancies: Iterable[VacancyFact],
    leaving: Iterable[RumourFact] = (),
) -> Seat:
    """Whether the head coach's post of the club is open on the day, as far as the record says.

    A coach whose end is known to come, or of whom it is said that he may go, is ``leaving``.
    """
    stints = [s for s in stints if s.club_id == club_id]
    for vacancy in vacancies:
        if vacancy.club_id == club_id and _is_empty(vacancy, day):
            left = next((s for s in stints if s.key == vacancy.predecessor), None)
            evidence = tuple(c for c, on in left.evidence if on == "end") if left else ()
            return Seat("open", vacancy.opened.latest, vacancy.predecessor[0], evidence)
    heads = [s for s in stints if s.is_head and _is_in_post(s, day)]
    if not heads:
        return Seat("open") if any(s.is_caretaker and s.may_run_on(day) for s in stints) else Seat()
    head = max(heads, key=lambda s: s.started.key())
    said = [
        r
        for r in leaving
        if (r.coach_id, r.club_id, r.direction) == (head.coach_id, club_id, "out") and _is_open(r, day)
    ]
    if said:
        return Seat(
            "leaving", None, head.coach_id, tuple(v.claim for v in said[0].voices if v.first_on <= day)
        )
    state = "leaving" if head.ended and head.ended.latest and head.known_on <= day else "held"
    return Seat(state, None, head.coach_id, tuple(c for c, on in head.evidence if on == "start"))


class Seats:
    """The state of every seat on any day, asked of the rows of its club alone."""

    def __init__(
        self,
        stints: Iterable[StintFact],
        vacancies: Iterable[VacancyFact],
        leaving: Iterable[RumourFact],
    ) -> None:
        self.stints, self.vacancies = defaultdict(list), defaultdict(list)
        self.leaving = defaultdict(list)
        self._known: dict[tuple[int, date], Seat] = {}
        for stint in stints:
            self.stints[stint.club_id].append(stint)
        for vacancy in vacancies:
            self.vacancies[vacancy.club_id].append(vacancy)
        for fact in leaving:
            self.leaving[fact.club_id].append(fact)

    def on(self, fact: RumourFact, day: date) -> Seat:
        """The seat that the rumour is about; of other posts the head coach's says nothing."""
        if fact.role != "head_coach":
            return Seat()
        club = fact.club_id
        if (club, day) not in self._known:
            self._known[club, day] = seat_of(
                club, day, self.stints[club], self.vacancies[club], self.leaving[club]
            )
        return self._known[club, day]


def _is_empty(vacancy: VacancyFact, day: date) -> bool:
    opened = vacancy.opened.latest
    if opened is None or opened > day or day - opened > LONGEST_VACANCY:
        return False
    return vacancy.filled is None or vacancy.filled.earliest is None or vacancy.filled.earliest > day


def _is_in_post(stint: StintFact, day: date) -> bool:
    """On the day on which a coach may have left the seat counts as left."""
    return stint.may_run_on(day) and stint.started.latest is not None


def _is_open(fact: RumourFact, day: date) -> bool:
    return fact.opened_on <= day and (fact.ended_on is None or fact.ended_on > day)
