"""Open questions by the thousand, about invented people, in a database that holds nothing else."""

from __future__ import annotations

import hashlib
import random
from datetime import UTC, datetime, time, timedelta

# What is claimed, how often, and with which stage; of those that hold a post, the last two.
KINDS = ["candidacy"] * 14 + ["appointment"] * 3 + ["pressure"] * 2 + ["departure"]
STAGES = ["linked", "candidate", "favourite", "talks", "agreed", "imminent"]
CUES = {"departure": "er fyret i", "appointment": "er ny træner i", "pressure": "er presset i"}
GIVEN = "Aksel Bo Carl Dag Einar Finn Geir Ivar Jens Knut Leif Magne Nils Odd Per Rune Stig"
FAMILY = "Aas Berg Dahl Eide Fjeld Grønn Holm Juul Krog Lien Moe Næss Ravn Sand Toft Vik"
ENDS = "by havn stad mark dal vang torp sund holt rup"
CANDIDATES = 4  # of one club
REPORTS = (1, 1, 2, 3)  # articles on one question


class Filling:
    """Fills on from where it stopped: clubs, the coach of each, and who is named for the post."""

    def __init__(self, choose: random.Random) -> None:
        from django.contrib.auth.models import Group, User

        from articles.models import Outlet

        self.choose, self.number, self.told = choose, 0, 0
        self.day = datetime.now(UTC).date()
        self.editor = User.objects.create_user("bench")
        self.editor.groups.add(Group.objects.get(name="editor"))
        outlets = [
            Outlet(slug=f"bench-{n}", name=f"Outlet {n}", language="da", tier=2 + n % 3) for n in range(40)
        ]
        self.outlets = Outlet.objects.bulk_create(outlets)

    def fill(self, wanted: int) -> None:
        """At least so many questions are open, and the planner knows how many rows there are."""
        from bench.planner import analyze
        from carousel import store

        while (missing := wanted - self.open_count()) > 0:
            self.add_clubs(missing // CANDIDATES + 1)
            store.rebuild()
        analyze()

    def open_count(self) -> int:
        from carousel.models import Rumour

        return Rumour.objects.open().count()

    def add_clubs(self, count: int) -> None:
        from django.db.backends.postgresql.psycopg_any import DateRange

        from carousel.models import Club, Coach, StintEntry

        first = self.number
        self.number += count
        clubs = Club.objects.bulk_create(self.club(n) for n in range(first, self.number))
        # Two posts for which each is named, on the average.
        people = [self.coach(n) for n in range(first * 3, self.number * 3)]
        coaches = Coach.objects.bulk_create(people)
        began = DateRange(self.day - timedelta(days=400), self.day - timedelta(days=399), "[)")
        holders, others = coaches[:count], coaches[count:]
        StintEntry.objects.bulk_create(
            StintEntry(coach=coach, club=club, started=began)
            for coach, club in zip(holders, clubs, strict=True)
        )
        questions = []
        for holder, club in zip(holders, clubs, strict=True):
            named = self.choose.sample(others, min(CANDIDATES, len(others)))
            for coach in named:
                kind = self.choose.choice(KINDS)
                questions.append((kind, holder if kind in ("departure", "pressure") else coach, club))
        self.report(questions)

    def club(self, n: int):
        from carousel.models import Club

        name = f"{self.choose.choice(FAMILY.split())}{self.choose.choice(ENDS.split())} {n}"
        return Club(name=name, slug=f"club-{n}", country="DK", colour1="#2b3f9e", colour2="#e8edf8")

    def coach(self, n: int):
        from carousel.models import Coach

        return Coach(
            name=f"{self.choose.choice(GIVEN.split())} {self.choose.choice(FAMILY.split())} {n}",
            slug=f"coach-{n}",
        )

    def report(self, questions) -> None:
        """Some articles on each, in a text long enough to look for the sentence."""
        from articles.models import Article, Claim
        from carousel.models import ClaimSubject

        asked = [one for one in questions for _n in range(self.choose.choice(REPORTS))]
        articles = Article.objects.bulk_create(self.article(*one) for one in asked)
        pairs = list(zip(articles, asked, strict=True))
        claims = Claim.objects.bulk_create(self.claim(article, *one) for article, one in pairs)
        ClaimSubject.objects.bulk_create(
            ClaimSubject(claim=claim, coach=coach, club=club, how="known name")
            for claim, (_kind, coach, club) in zip(claims, asked, strict=True)
        )

    def article(self, kind, coach, club):
        from articles.models import Article

        known = self.day - timedelta(days=self.choose.randrange(10))
        sentence = f"{coach.name} {CUES.get(kind, 'er kandidat i')} {club.name}."
        text = f"Det hedder sig på havnen i dag. {sentence} " + "Klubben siger ikke noget om sagen. " * 30
        self.told += 1
        return Article(
            outlet=self.choose.choice(self.outlets),
            title=f"Nyt fra bænken {self.told}",
            text=text,
            text_key=hashlib.sha256(f"{self.told}".encode()).hexdigest(),
            language="da",
            published_on=known,
            published_from="given",
            arrived_at=datetime.combine(known, time(8), UTC),
            read_at=datetime.combine(known, time(8), UTC),
            state=Article.State.READ,
        )

    def claim(self, article, kind, coach, club):
        from articles.models import Claim

        start = article.text.index(coach.name)
        end = article.text.index(club.name) + len(club.name) + 1
        club_at = end - 1 - len(club.name)
        marks = [["coach", "text", start, start + len(coach.name)], ["club", "text", club_at, end - 1]]
        return Claim(
            article=article,
            fingerprint=hashlib.sha256(f"claim {article.pk}".encode()).hexdigest(),
            kind=kind,
            coach_name=coach.name,
            coach_key=coach.slug,
            club_name=club.name,
            club_key=club.slug,
            role="head_coach",
            manner="sacked" if kind == "departure" else "",
            stage=self.choose.choice(STAGES)
            if kind == "candidacy"
            else "pressure"
            if kind == "pressure"
            else "",
            part="text",
            start=start,
            end=end,
            passage=article.text[start:end],
            marks=marks,
            rule="bench",
            confidence=0.9,
            read_by="bench",
        )


def drop(server, name: str) -> None:
    """The database is gone, whoever is still connected to it."""
    import psycopg

    from config.embedded import conninfo

    with psycopg.connect(conninfo(server.data, "postgres"), autocommit=True) as connection:
        statement = psycopg.sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        connection.execute(statement.format(psycopg.sql.Identifier(name)))
