"""Rows with honest defaults, so that a test states only what matters to it.

Every coach, club and outlet made here is invented. Days may be given as a ``date``, a
``Days`` or text in ISO form ("2020-09-24"). ``make_stint``, ``make_rumour`` and
``make_vacancy`` write rows of the record directly, for tests of lists and admin; what
follows from claims is computed by the store, as on the real site.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from django.contrib.auth.models import Group, User
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.text import slugify

from articles.models import Article, Claim, Outlet
from carousel.models import (
    ClaimSubject,
    Club,
    Coach,
    Competition,
    Decision,
    Participation,
    Rumour,
    Season,
    Stint,
    StintEntry,
    Vacancy,
)
from carousel.record.days import Days

PASSWORD = "a long enough password"
number = count(1)


def day(value: str | date) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def time_range(value: str | date | Days | None) -> DateRange | None:
    """The database's half-open range for a day or a time."""
    if value is None:
        return None
    if not isinstance(value, Days):
        value = Days.on(day(value))
    return DateRange(value.earliest, value.latest and value.latest + timedelta(days=1), "[)")


def _slug(name: str) -> str:
    return f"{slugify(name) or 'row'}-{next(number)}"


def make_coach(name: str = "Aksel Brandvold", **fields) -> Coach:
    return Coach.objects.create(**{"name": name, "slug": _slug(name), **fields})


def make_club(name: str = "Havnestad BK", **fields) -> Club:
    colours = {"colour1": "#2b3f9e", "colour2": "#e8edf8"}
    return Club.objects.create(**{"name": name, "slug": _slug(name), "country": "DK", **colours, **fields})


def make_outlet(name: str = "Kystposten", **fields) -> Outlet:
    given = {"name": name, "slug": _slug(name), "language": "da", "country": "DK", "tier": Outlet.Tier.GOOD}
    return Outlet.objects.create(**{**given, **fields})


def make_article(
    outlet: Outlet | None = None,
    published_on: str | date | None = "2020-09-21",
    title: str = "",
    text: str = "",
    **fields,
) -> Article:
    """An article that has been read. Without a text it gets one of its own."""
    title = title or f"Nyt fra trænerbænken {next(number)}"
    text = text or f"{title}. Mere følger."
    published = day(published_on) if published_on else None
    given = {
        "language": "da",
        "text_key": hashlib.sha256(f"{title}\n{text}".encode()).hexdigest(),
        "arrived_at": datetime.combine(published or date(2020, 9, 21), time(12), UTC),
        "published_on": published,
        "published_from": "given" if published else "",
        "state": Article.State.READ,
    }
    return Article.objects.create(outlet=outlet, title=title, text=text, **{**given, **fields})


def make_claim(
    article: Article,
    kind: str = "candidacy",
    coach: Coach | None = None,
    club: Club | None = None,
    *,
    when: str | date | Days | None = None,
    until: str | date | Days | None = None,
    passage: str = "",
    **fields,
) -> Claim:
    """A standing claim with its subject. The passage is the article's text unless one of it is given."""
    coach, club = coach or make_coach(), club or make_club()
    passage = passage or article.text
    part = "title" if passage in article.title else "text"
    start = max((article.title if part == "title" else article.text).find(passage), 0)
    given = {
        "fingerprint": hashlib.sha256(f"{kind} {coach.pk} {club.pk} {next(number)}".encode()).hexdigest(),
        "coach_name": coach.name,
        "coach_key": coach.slug,
        "club_name": club.name,
        "club_key": club.slug,
        "part": part,
        "start": start,
        "end": start + len(passage),
        "passage": passage,
        "rule": "test.cue",
        "confidence": 0.9,
        "read_by": "test",
        "manner": "sacked" if kind == "departure" else "",
        "stage": {"candidacy": "candidate", "pressure": "pressure"}.get(kind, ""),
        "by": "unspecified" if kind == "withdrawal" else "",
        "tense": "current" if kind == "tenure" else "",
    }
    claim = Claim.objects.create(
        article=article, kind=kind, when=time_range(when), until=time_range(until), **{**given, **fields}
    )
    ClaimSubject.objects.create(claim=claim, coach=coach, club=club, how="known name")
    return claim


def make_user(group: str = "reader", username: str = "", **fields) -> User:
    """A user of the group, who signs in with ``PASSWORD``."""
    user = User.objects.create_user(username or f"{group}{next(number)}", password=PASSWORD, **fields)
    user.groups.add(Group.objects.get_or_create(name=group)[0])
    return user


def make_entry(
    coach: Coach | None = None,
    club: Club | None = None,
    started: str | date | Days | None = "2018-07-01",
    ended: str | date | Days | None = None,
    **fields,
) -> StintEntry:
    """A hand-entered stint. The row alone: whoever needs the record computes it."""
    return StintEntry.objects.create(
        coach=coach or make_coach(),
        club=club or make_club(),
        started=time_range(started),
        ended=time_range(ended),
        **fields,
    )


def make_stint(
    coach: Coach | None = None,
    club: Club | None = None,
    started: str | date | Days = "2018-07-01",
    ended: str | date | Days | None = None,
    **fields,
) -> Stint:
    """A stint in the record's table, as if it had been computed."""
    given = {"role": "head_coach", "ordinal": 1, "start_basis": "editor", "known_on": date(2018, 7, 1)}
    return Stint.objects.create(
        coach=coach or make_coach(),
        club=club or make_club(),
        started=time_range(started),
        ended=time_range(ended),
        **{**given, **fields},
    )


def make_rumour(
    coach: Coach | None = None,
    club: Club | None = None,
    direction: str = "in",
    status: str = "open",
    **fields,
) -> Rumour:
    """A rumour in the record's table, as if it had been computed. A rejected one gets its decision."""
    coach, club = coach or make_coach(), club or make_club()
    opened = day(fields.pop("opened_on", "2020-09-18"))
    if status == "rejected" and "decision" not in fields:
        fields["decision"] = make_decision("reject", coach, club, direction)
    given = {
        "role": "head_coach",
        "ordinal": 1,
        "stage": "pressure" if direction == "out" else "candidate",
        "newest_on": opened,
        "ended_on": None if status == "open" else opened + timedelta(days=3),
        "article_count": 1,
        "origin_count": 1,
    }
    return Rumour.objects.create(
        coach=coach, club=club, direction=direction, status=status, opened_on=opened, **{**given, **fields}
    )


def make_decision(
    kind: str = "confirm",
    coach: Coach | None = None,
    club: Club | None = None,
    direction: str = "in",
    *,
    articles: tuple[Article, ...] = (),
    **fields,
) -> Decision:
    given = {
        "editor": fields.pop("editor", None) or make_user("editor"),
        "made_at": datetime(2020, 9, 24, 15, 2, tzinfo=UTC),
        "reason": "not_said" if kind == "reject" else "",
        "role": "head_coach",
    }
    decision = Decision.objects.create(
        kind=kind,
        coach=coach or make_coach(),
        club=club or make_club(),
        direction=direction,
        **{**given, **fields},
    )
    decision.articles.set(articles)
    return decision


def make_vacancy(
    predecessor: Stint, opened: str | date | Days, successor: Stint | None = None, filled=None
) -> Vacancy:
    return Vacancy.objects.create(
        club=predecessor.club,
        predecessor=predecessor,
        successor=successor,
        opened=time_range(opened),
        filled=time_range(filled),
    )


def make_season(*clubs: Club, slug: str = "2020-21", competition: Competition | None = None) -> Season:
    """A season from July to June in which the clubs play."""
    name = f"Kystligaen {next(number)}"
    league = competition or Competition.objects.create(slug=slugify(name), name=name, country="DK")
    year = int(slug[:4])
    season = Season.objects.create(
        competition=league, slug=slug, starts_on=date(year, 7, 1), ends_on=date(year + 1, 6, 30)
    )
    Participation.objects.bulk_create([Participation(season=season, club=club) for club in clubs])
    return season
