"""Seasons that are invented, in which the truth is known.

A club's seat comes open. Some coaches are really considered, each with a chance that is
drawn first; who gets the post is drawn by these chances. Outlets of known quality report
on what happens, soon or late; the poor ones make names up and make too much of what they
heard. Others repeat them, and repeat what is sensational most. The result is a ledger like
any other, and the record of it is computed by the code that computes the real one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from random import Random

from carousel.record.days import Days
from carousel.record.facts import LADDER
from carousel.record.ledger import ClaimRow, EntryRow, Ledger

FIRST_DAY = date(2010, 7, 1)
SEATS_A_YEAR = 60


@dataclass(frozen=True)
class Outlet:
    """``quality`` is the share of its stories that have ground; ``reach`` how much of the truth it learns."""

    name: str
    quality: float
    reach: float
    delay: float


@dataclass(frozen=True)
class Considered:
    """Somebody who really is considered, and the chance with which he gets the post."""

    coach_id: int
    chance: float


@dataclass
class Season:
    """What was invented: the ledger, and the chance of each coach who was really considered."""

    claims: list[ClaimRow] = field(default_factory=list)
    entries: list[EntryRow] = field(default_factory=list)
    chances: dict[tuple[int, int], float] = field(default_factory=dict)
    last_day: date = FIRST_DAY

    @property
    def ledger(self) -> Ledger:
        return Ledger(claims=tuple(self.claims), entries=tuple(self.entries), today=self.last_day)


def outlets() -> tuple[Outlet, ...]:
    """Fourteen outlets from the excellent to the worthless."""
    return tuple(
        Outlet(
            name=f"paper-{number:02}",
            quality=0.97 - 0.055 * number,
            reach=0.45 - 0.022 * number,
            delay=0.5 + (number % 4) * 0.7,
        )
        for number in range(14)
    )


def invent(seats: int, seed: int) -> Season:
    """So many searches for a head coach, one club each. The same seed gives the same season."""
    season, random = Season(), Random(seed)
    writer = _Writer(season, random, outlets())
    for number in range(seats):
        opened = FIRST_DAY + timedelta(days=number * 365 // SEATS_A_YEAR)
        writer.search(club_id=100_000 + number, opened=opened)
    season.last_day = max(claim.known_on for claim in season.claims) + timedelta(days=200)
    return season


def with_echoes_as_voices(season: Season) -> Season:
    """The same season, read by somebody who takes every repetition for a report of its own."""
    return replace(season, claims=[replace(c, origin=f"outlet:{_printed_by(c)}") for c in season.claims])


def _printed_by(claim: ClaimRow) -> str:
    return claim.stable.split(":")[1]


class _Writer:
    """Writes the reports of one search after another."""

    def __init__(self, season: Season, random: Random, papers: tuple[Outlet, ...]) -> None:
        self.season, self.random, self.papers = season, random, papers
        self.ids, self.coaches = count(1), count(1)

    def search(self, *, club_id: int, opened: date) -> None:
        """One search from the day on which the seat comes open, or is said to, to the appointment."""
        random, old = self.random, next(self.coaches)
        length = random.randint(10, 40)
        if random.random() < 0.25:
            self._enter(old, club_id, opened - timedelta(days=500), opened + timedelta(days=500))
            return self._made_up(club_id, opened, length, [next(self.coaches)])
        # In a third of the searches the old coach is still in the post while others are sounded out.
        leaves = opened if random.random() < 0.65 else opened + timedelta(days=random.randint(5, length))
        self._enter(old, club_id, opened - timedelta(days=500), leaves)
        considered = self._considered(club_id)
        winner = self._drawn(considered)
        named = [one.coach_id for one in considered]
        for coach in named:
            self._really(coach, club_id, opened, length, is_winner=coach == winner)
        self._made_up(club_id, opened, length, named)
        day = opened + timedelta(days=length)
        appointed = winner if winner is not None else next(self.coaches)
        self._write("appointment", appointed, club_id, max(day, leaves), "club", is_official=True)

    def _considered(self, club_id: int) -> list[Considered]:
        strengths = [self.random.gammavariate(0.8, 1.0) for _ in range(self.random.randint(2, 4))]
        dark_horse = self.random.gammavariate(0.8, 1.0)
        whole = sum(strengths) + dark_horse
        considered = [Considered(next(self.coaches), s / whole) for s in strengths]
        for one in considered:
            self.season.chances[one.coach_id, club_id] = one.chance
        return considered

    def _drawn(self, considered: list[Considered]) -> int | None:
        at = self.random.random()
        for one in considered:
            at -= one.chance
            if at < 0:
                return one.coach_id
        return None

    def _really(self, coach: int, club: int, opened: date, length: int, *, is_winner: bool) -> None:
        """What truly happens to somebody who is considered: the winner goes all the way, the others stop."""
        highest = 5 if is_winner else self.random.choice((0, 1, 1, 2, 2, 3, 3))
        days = sorted(self.random.randint(0, length - 1) for _ in range(highest + 1))
        for stage, offset in zip(LADDER[: highest + 1], days, strict=True):
            self._reported(coach, club, opened + timedelta(days=offset), stage, is_true=True)
        if not is_winner and self.random.random() < 0.25:
            self._denied(coach, club, opened + timedelta(days=min(days[-1] + 2, length)))

    def _reported(self, coach: int, club: int, day: date, stage: str, *, is_true: bool) -> None:
        """Those who hear of it report it, the poor ones a stage too high, and others repeat them."""
        for paper in self.papers:
            if self.random.random() < paper.reach * paper.quality:
                told = stage
                if self.random.random() < (1 - paper.quality) * 0.5:
                    told = LADDER[min(LADDER.index(stage) + self.random.randint(1, 2), 4)]
                late = timedelta(days=int(self.random.expovariate(1 / paper.delay)))
                self._print(paper, coach, club, day + late, told, echoes=1.0)

    def _made_up(self, club: int, opened: date, length: int, named: list[int]) -> None:
        """Names that nobody at the club has thought of, and turns that a search never took."""
        for paper in self.papers:
            while self.random.random() < (1 - paper.quality) * 0.35:
                day = opened + timedelta(days=self.random.randint(0, length - 1))
                coach = self.random.choice(named) if self.random.random() < 0.3 else next(self.coaches)
                stage = self.random.choice(
                    ("linked", "candidate", "candidate", "favourite", "talks", "agreed")
                )
                self._print(paper, coach, club, day, stage, echoes=3.5)
                if self.random.random() < 0.3:
                    self._denied(coach, club, day + timedelta(days=2))

    def _denied(self, coach: int, club: int, day: date) -> None:
        paper = self.random.choice(self.papers[:6])
        self._write("withdrawal", coach, club, day, paper.name, by="coach")

    def _print(self, paper: Outlet, coach: int, club: int, day: date, stage: str, *, echoes: float) -> None:
        self._write("candidacy", coach, club, day, paper.name, stage=stage)
        for _ in range(int(self.random.expovariate(1 / echoes))):
            other = self.random.choice(self.papers)
            after = day + timedelta(days=self.random.randint(0, 2))
            self._write("candidacy", coach, club, after, other.name, stage=stage, origin=paper.name)

    def _write(
        self,
        kind: str,
        coach: int,
        club: int,
        day: date,
        paper: str,
        *,
        stage: str = "",
        by: str = "",
        origin: str = "",
        is_official: bool = False,
    ) -> None:
        number = next(self.ids)
        self.season.claims.append(
            ClaimRow(
                id=number,
                article_id=number,
                coach_id=coach,
                club_id=club,
                kind=kind,
                role="head_coach",
                manner="",
                stage=stage,
                by=by,
                tense="",
                when=Days.on(day) if kind == "appointment" else None,
                until=None,
                known_on=day,
                origin=f"outlet:{origin or paper}",
                is_official=is_official,
                is_trusted=False,
                confidence=0.97,
                stable=f"{number:08}:{paper}",
            )
        )

    def _enter(self, coach: int, club: int, started: date, ended: date) -> None:
        self.season.entries.append(
            EntryRow(
                id=next(self.ids),
                coach_id=coach,
                club_id=club,
                role="head_coach",
                arrangement="",
                started=Days.on(started),
                ended=Days.on(ended),
                manner="sacked",
                until=None,
                known_since=None,
            )
        )
