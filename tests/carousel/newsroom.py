"""A newsroom of invented people whose every step goes through the functions that pages and tasks call.

What an article says is given beside it: the reader of texts is put aside, all that follows is the real
thing. ``remembered`` keeps what came in, so that it can be told again to a newsroom without editors.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from articles import extraction
from articles.extraction.claims import Claim as ReadClaim
from articles.extraction.claims import Entity, Interval, Kind, Manner, Passage, Reading, Role, Stage
from articles.models import Article
from carousel import ageing, entering, names, reading, rereading, store
from carousel.models import Club, Coach, CoachAlias, Rumour, RumourVoice, Snooze, Stint, StintEntry, Vacancy
from tests.factories import make_article, make_club, make_coach, make_outlet, make_user, time_range

START = date(2020, 8, 1)
LAST_REPORT = START + timedelta(days=90)
COACHES = ("Aksel Brandvold", "Rune Sandmo", "Odd Strand")
UNKNOWN = ("R. Sandmo", "Nils Fjeldgaard")
CLUBS = ("Havnestad BK", "Nordhavn IF", "Fjordby FK")
MANNERS = {"departure": Manner.SACKED}
STAGES = {"pressure": Stage.EXPECTED}
WORDS = "havn mole bro tårn torv gade mark skov strand klit sund holm vig næs dal bakke kilde kær eng mose"


@dataclass(frozen=True)
class Report:
    """One thing that an article says, in the words of the reader."""

    kind: str
    coach: str
    club: str
    when: date | None = None
    role: str = "head_coach"
    stage: str = "talks"
    confidence: float = 0.9

    def claim(self, passage: Passage) -> ReadClaim:
        is_candidacy = self.kind == "candidacy"
        return ReadClaim(
            kind=Kind(self.kind),
            coach=Entity(self.coach),
            club=Entity(self.club),
            evidence=passage,
            rule="test.cue",
            role=Role(self.role),
            manner=MANNERS.get(self.kind),
            stage=Stage(self.stage) if is_candidacy else STAGES.get(self.kind),
            by="unspecified" if self.kind == "withdrawal" else None,
            tense="current" if self.kind == "tenure" else None,
            when=Interval(self.when, self.when) if self.when else None,
            confidence=self.confidence,
        )


@dataclass
class Newsroom:
    """Three coaches, three clubs, four outlets, two editors and a clock."""

    today: date = LAST_REPORT
    ticks: int = 0
    said: dict[str, tuple[Report, ...]] = field(default_factory=dict)
    remembered: list[Callable[[Newsroom], object]] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in COACHES:
            make_coach(name)
        for name in CLUBS:
            make_club(name)
        self.outlets = [make_outlet(f"Outlet {n}", slug=f"outlet-{n}", tier=n) for n in range(4)]
        self.administrator = make_user("administrator")
        self.editors = [make_user("editor", name, first_name=name.title()) for name in ("ida", "bo")]

    def lay_out(self, monkeypatch) -> None:
        """From now on articles are read as this newsroom says, and rumours age by its clock."""
        monkeypatch.setattr(extraction, "read", self.read)
        monkeypatch.setattr(names, "snapshot", lambda: None)
        monkeypatch.setattr(store, "today", lambda: self.today)

    def read(self, text, _names) -> Reading:
        passage = Passage("text", 0, 8, text.text[:8])
        return Reading("da", tuple(report.claim(passage) for report in self.said[text.title]))

    def now(self) -> datetime:
        """A later moment than any before it, on the newsroom's day."""
        self.ticks += 1
        return datetime.combine(self.today, time(8), UTC) + timedelta(seconds=self.ticks)

    # ------------------------------------------------ what comes in, and is never taken back

    def publish(
        self, outlet: int, known: date, reports: tuple[Report, ...], copied: int | None = None
    ) -> None:
        """An article comes in and is read; it may print the text of an earlier one."""
        self.remembered.append(lambda other: other.publish(outlet, known, reports, copied))
        number = len(self.articles)
        title = f"Title {number}"
        self.said[title] = reports
        article = make_article(
            self.outlets[outlet],
            known,
            title=title,
            text=_text(number if copied is None else copied % (number or 1)) + f" {number}.",
            state=Article.State.WAITING,
        )
        self.articles.append(article.pk)
        outcome = reading.read_article(article.pk, at=self.now())
        assert outcome.state == "done", outcome.article and outcome.article.failure

    def reread(self, number: int, reports: tuple[Report, ...]) -> None:
        """The article is read again, by a version that finds other claims in it."""
        self.remembered.append(lambda other: other.reread(number, reports))
        self.said[f"Title {number}"] = reports
        (reread,) = rereading.apply([self.articles[number]], at=self.now())
        assert not reread.failure, reread.failure

    def enter(self, coach: Coach, club: Club, started: date, ended: date | None) -> None:
        """A person enters a stint. Raises ``MoveRefused`` where another leaves no room."""
        entry = StintEntry(
            coach=coach, club=club, started=time_range(started), ended=ended and time_range(ended)
        )
        entering.enter_stint(entry, editor=self.administrator, at=self.now())
        told = {"started": started, "ended": ended, "entered_at": entry.entered_at}
        self.remembered.append(lambda other: other.lay(coach.name, club.name, **told))

    def lay(self, coach: str, club: str, *, started: date, ended: date | None, entered_at: datetime) -> None:
        """The entry as it was accepted, at the moment at which it was."""
        row = StintEntry.objects.create(
            coach=Coach.everyone.get(name=coach),
            club=Club.everyone.get(name=club),
            started=time_range(started),
            ended=ended and time_range(ended),
            entered_by=self.administrator,
        )
        StintEntry.objects.filter(pk=row.pk).update(entered_at=entered_at)
        store.update(coaches=[row.coach_id], clubs=[row.club_id])

    def pass_days(self, days: int) -> None:
        """Time goes by, and what nobody reported on any more ends."""
        self.remembered.append(lambda other: other.pass_days(days))
        self.today += timedelta(days=days)
        ageing.expire_due()

    def without_editors(self, monkeypatch) -> list[str]:
        """The record of a newsroom to which the same was told, and in which nobody decided anything."""
        other = Newsroom()
        other.lay_out(monkeypatch)
        for tell in self.remembered:
            with transaction.atomic():
                tell(other)
        return record()


def _text(number: int) -> str:
    """A text of its own for each number, long enough to be known again in print elsewhere."""
    words = WORDS.split()
    told = [words[(number * 7 + place * (number + 3)) % len(words)] + str(number) for place in range(60)]
    return " ".join(told).capitalize()


# ---------------------------------------------------------------- what is compared

PAIR = ("coach__name", "club__name")
CLAIM = ("claim__article__title", "claim__fingerprint")


def _rows(model: Any, *fields: str) -> list[tuple]:
    return [(model.__name__, *row) for row in model._default_manager.values_list(*fields)]


def _fields_of(model: Any, without: set[str]) -> list[str]:
    plain = (f for f in model._meta.concrete_fields if not f.is_relation)
    return [f.name for f in plain if f.name not in {"id", "revision", *without}]


def record() -> list[str]:
    """Every row of the record, and who is known, by names, days and words: what arrived when is not told."""
    rows = _rows(Stint, *PAIR, *_fields_of(Stint, set()))
    rows += _rows(
        Rumour,
        *PAIR,
        *_fields_of(Rumour, {"steps"}),
        "contradicts__coach__name",
        "contested_by__article__title",
    )
    rows += _rows(
        Vacancy, "club__name", "predecessor__coach__name", "predecessor__ordinal", "successor__coach__name"
    )
    rows += _rows(
        RumourVoice,
        *(f"rumour__{name}" for name in (*PAIR, "direction", "ordinal")),
        *CLAIM,
        *_fields_of(RumourVoice, set()),
    )
    rows += _rows(
        Rumour.evidence.rel.related_model,
        *(f"rumour__{name}" for name in (*PAIR, "direction", "ordinal")),
        *CLAIM,
    )
    rows += _rows(
        Stint.evidence.rel.related_model,
        *(f"stint__{name}" for name in (*PAIR, "ordinal")),
        *CLAIM,
        "bears_on",
    )
    rows += [("Coach", *row) for row in Coach.everyone.values_list("name", "is_provisional", "is_ignored")]
    rows += [("Club", *row) for row in Club.everyone.values_list("name", "is_provisional", "is_ignored")]
    rows += _rows(CoachAlias, "coach__name", "text")
    rows += [
        ("asleep", *row)
        for row in Snooze.objects.filter(woken_at__isnull=True).values_list(*PAIR, "direction")
    ]
    return sorted(str(row) for row in rows)
