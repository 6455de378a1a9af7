"""Ledger rows in one line each. Days are written in ISO form; a slash makes a range."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from itertools import count

from carousel.record.compute import record_of
from carousel.record.days import Days
from carousel.record.facts import Record, RumourFact, StintFact
from carousel.record.ledger import ClaimRow, DecisionRow, EntryRow, Ledger

ANNA, BO, CARL = 1, 2, 3
NORTH, SOUTH, WEST = 11, 12, 13
number = count(1)


def days(text: str | None) -> Days | None:
    if not text:
        return None
    first, _slash, last = text.partition("/")
    return Days(
        date.fromisoformat(first) if first not in ("", "..") else None,
        date.fromisoformat(last or first) if (last or first) != ".." else None,
    )


def claim(kind: str, coach: int = ANNA, club: int = NORTH, known: str = "2020-08-20", **fields) -> ClaimRow:
    """A claim by a good outlet, published on ``known``; a fact is dated to that day unless told otherwise."""
    n = next(number)
    when = fields.pop("when", known if kind in ("departure", "appointment") else None)
    given = {
        "id": n,
        "article_id": fields.pop("article", n),
        "role": "head_coach",
        "manner": "sacked" if kind == "departure" else "",
        "stage": {"candidacy": "candidate", "pressure": "pressure"}.get(kind, ""),
        "by": "unspecified" if kind == "withdrawal" else "",
        "tense": "past" if kind == "tenure" else "",
        "until": None,
        "origin": f"outlet:{fields.pop('outlet', 'herald')}",
        "is_official": False,
        "is_trusted": False,
        "confidence": 0.97,
        "stable": f"{n:06}",
    }
    day = date.fromisoformat(known)
    return ClaimRow(
        coach_id=coach, club_id=club, kind=kind, when=days(when), known_on=day, **{**given, **fields}
    )


def official(
    kind: str, coach: int = ANNA, club: int = NORTH, known: str = "2020-08-20", **fields
) -> ClaimRow:
    return claim(kind, coach, club, known, outlet="club", is_official=True, is_trusted=True, **fields)


def entry(coach: int = ANNA, club: int = NORTH, started: str = "", ended: str = "", **fields) -> EntryRow:
    given = {"role": "head_coach", "arrangement": "", "manner": "", "until": None, "known_since": None}
    return EntryRow(
        id=next(number),
        coach_id=coach,
        club_id=club,
        started=days(started),
        ended=days(ended),
        **{**given, **fields},
    )


def decision(
    kind: str, direction: str, *claims: ClaimRow, on: str = "", made: str = "2020-10-01"
) -> DecisionRow:
    first = claims[0]
    return DecisionRow(
        id=next(number),
        kind=kind,
        coach_id=first.coach_id,
        club_id=first.club_id,
        direction=direction,
        role=first.role,
        articles=frozenset(c.article_id for c in claims),
        on=days(on),
        made_at=datetime.combine(date.fromisoformat(made), time(12), UTC),
    )


def record(*rows: ClaimRow | EntryRow | DecisionRow, today: date | None = None) -> Record:
    return record_of(
        Ledger(
            claims=tuple(r for r in rows if isinstance(r, ClaimRow)),
            entries=tuple(r for r in rows if isinstance(r, EntryRow)),
            decisions=tuple(r for r in rows if isinstance(r, DecisionRow)),
            today=today,
        )
    )


def stint(found: Record, coach: int = ANNA, club: int = NORTH) -> StintFact:
    (only,) = [s for s in found.stints if (s.coach_id, s.club_id) == (coach, club)]
    return only


def rumour(found: Record, coach: int = ANNA, club: int = NORTH, direction: str = "in") -> RumourFact:
    (only,) = [r for r in found.rumours if (r.coach_id, r.club_id, r.direction) == (coach, club, direction)]
    return only
