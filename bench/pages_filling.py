"""Invented people for `bench.pages`: a long career, a seat that many held, a league of twenty seasons."""

import hashlib
import random
from datetime import UTC, date, datetime, time, timedelta

from bench.desk_filling import ENDS, FAMILY, GIVEN

STAGES = ["linked", "candidate", "favourite", "talks", "agreed", "imminent"]
COLOURS = [("#2b3f9e", "#e8edf8"), ("#c8102e", "#ffffff"), ("#0b6b3a", "#f2c400"), ("#111111", "#ffffff")]
STINTS, RUMOURS, OPEN = 30, 300, 12
HOLDERS, NAMED, NAMED_NOW = 80, 30, 8
SEASONS, TEAMS, CHANGES = 20, 16, 12


class Filling:
    """What is reported and entered waits here until `save`, which writes it and computes the record."""

    def __init__(self, choose: random.Random) -> None:
        from articles.models import Outlet

        self.choose, self.number = choose, 0
        self.day = datetime.now(UTC).date()
        made = [
            Outlet(slug=f"bench-{n}", name=f"Havneavisen {n}", language="da", tier=2 + n % 3)
            for n in range(20)
        ]
        self.outlets = Outlet.objects.bulk_create(made)
        self.told, self.entries = [], []

    # ------------------------------------------------------------ the three

    def career(self):
        """Thirty posts, each begun and ended by the word of two outlets, and three hundred rumours beside."""
        coach, day = self.coach(), self.day - timedelta(days=STINTS * 370)
        for _post in range(STINTS):
            club, end = self.club(), day + timedelta(days=300)
            self.report("appointment", coach, club, day, 2, when=day)
            self.report("departure", coach, club, end, 2, when=end, manner="sacked")
            day = end + timedelta(days=70)
        for number in range(RUMOURS):
            age = number % 25 if number < OPEN else 200 + number * 30
            stage = self.choose.choice(STAGES)
            self.report(
                "candidacy", coach, self.club(), self.day - timedelta(days=age), 1 + number % 3, stage=stage
            )
        return coach

    def seat(self):
        """Eighty who held it, half of them by the word of outlets, and names for who comes next."""
        club, day = self.club(), self.day - timedelta(days=HOLDERS * 400)
        for number in range(HOLDERS):
            coach, end = self.coach(), day + timedelta(days=380)
            if number < HOLDERS // 2:
                self.enter(coach, club, day, end)
            else:
                self.report("appointment", coach, club, day, 2, when=day)
                self.report("departure", coach, club, end, 2, when=end, manner="sacked")
            day = end + timedelta(days=20)
        for number in range(NAMED):
            age = number % 10 if number < NAMED_NOW else 300 + number * 40
            stage = self.choose.choice(STAGES)
            self.report("candidacy", self.coach(), club, self.day - timedelta(days=age), 2, stage=stage)
        return club

    def league(self):
        """Twenty seasons of sixteen clubs; the last is the one that is measured."""
        from carousel.models import Competition, Participation, Season

        league = Competition.objects.create(slug="bench", name="Kystligaen", country="DK", level=1)
        clubs = [self.club() for _team in range(TEAMS)]
        began = {club: self.day - timedelta(days=(SEASONS + 1) * 365) for club in clubs}
        for number in range(SEASONS):
            first = date(self.day.year - SEASONS + number, 7, 1)
            season = Season.objects.create(
                competition=league, slug=f"{first.year}-{(first.year + 1) % 100:02}",
                starts_on=first, ends_on=date(first.year + 1, 6, 30),
            )  # fmt: skip
            Participation.objects.bulk_create(Participation(season=season, club=club) for club in clubs)
            for club in self.choose.sample(clubs, CHANGES):
                end = first + timedelta(days=self.choose.randrange(20, 300))
                self.enter(self.coach(), club, began[club], end)
                began[club] = end + timedelta(days=self.choose.randrange(1, 30))
        for club in clubs:
            self.enter(self.coach(), club, began[club], None)
        return season

    # ------------------------------------------------------------ rows

    def coach(self):
        from carousel.models import Coach

        self.number += 1
        name = f"{self.choose.choice(GIVEN.split())} {self.choose.choice(FAMILY.split())} {self.number}"
        return Coach.objects.create(name=name, slug=f"coach-{self.number}", nationality="DK")

    def club(self):
        from carousel.models import Club

        self.number += 1
        first, second = self.choose.choice(COLOURS)
        name = f"{self.choose.choice(FAMILY.split())}{self.choose.choice(ENDS.split())} {self.number}"
        return Club.objects.create(
            name=name, slug=f"club-{self.number}", country="DK", colour1=first, colour2=second
        )

    def enter(self, coach, club, start: date, end: date | None) -> None:
        from carousel.models import StintEntry

        ended, manner = (on(end), "sacked") if end else (None, "")
        self.entries.append(StintEntry(coach=coach, club=club, started=on(start), ended=ended, manner=manner))

    def report(
        self, kind: str, coach, club, day: date, outlets: int, *, when: date | None = None, **fields
    ) -> None:
        """So many outlets say so, each in an article of its own."""
        for outlet in self.choose.sample(self.outlets, outlets):
            self.told.append((self.article(outlet, kind, coach, club, day), kind, coach, club, when, fields))

    def article(self, outlet, kind: str, coach, club, day: date):
        from articles.models import Article

        self.number += 1
        words = {"departure": "er fyret i", "appointment": "er ny træner i"}.get(kind, "er kandidat i")
        text = f"{coach.name} {words} {club.name}, skriver avisen på sin hjemmeside fredag. Mere følger."
        return Article(
            outlet=outlet, title=f"Nyt fra bænken {self.number}", text=text, language="da", published_on=day,
            text_key=hashlib.sha256(f"{self.number}".encode()).hexdigest(), published_from="given",
            url=f"https://havneavisen.example/{self.number}", url_key=f"{self.number}",
            arrived_at=datetime.combine(day, time(8), UTC), read_at=datetime.combine(day, time(8), UTC),
            state=Article.State.READ,
        )  # fmt: skip

    def save(self) -> None:
        """The record as the real site computes it, and figures for the planner."""
        from articles.models import Article, Claim
        from bench.planner import analyze
        from carousel import store
        from carousel.models import ClaimSubject, StintEntry

        StintEntry.objects.bulk_create(self.entries)
        Article.objects.bulk_create(article for article, *_rest in self.told)
        claims = Claim.objects.bulk_create(claim_of(*one) for one in self.told)
        ClaimSubject.objects.bulk_create(
            ClaimSubject(claim=claim, coach=coach, club=club, how="known name")
            for claim, (_article, _kind, coach, club, *_rest) in zip(claims, self.told, strict=True)
        )
        store.rebuild()
        analyze()


def claim_of(article, kind: str, coach, club, when: date | None, fields: dict):
    from articles.models import Claim

    end = article.text.index(",")
    return Claim(
        article=article, kind=kind, coach_name=coach.name, coach_key=coach.slug, club_name=club.name,
        fingerprint=hashlib.sha256(f"claim {article.pk}".encode()).hexdigest(), club_key=club.slug,
        role="head_coach", when=on(when) if when else None, part="text", start=0, end=end,
        passage=article.text[:end], rule="bench", confidence=0.9, read_by="bench", **fields,
    )  # fmt: skip


def on(day: date):
    from django.db.backends.postgresql.psycopg_any import DateRange

    return DateRange(day, day + timedelta(days=1), "[)")
