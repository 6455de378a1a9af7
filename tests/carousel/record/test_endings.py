"""Whatever is added to a ledger, rumours only make moves that the table of endings has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carousel.record import endings
from carousel.record.compute import record_of
from carousel.record.events import direction_of
from carousel.record.ledger import Ledger

from . import builders
from .builders import ANNA, BO, NORTH, SOUTH, claim, entry

START = date(2020, 8, 1)
STATUSES = set(endings.TABLE)

REPORTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(
            ["departure", "appointment", "candidacy", "candidacy", "withdrawal", "pressure", "extension"]
        ),
        "coach": st.sampled_from([ANNA, BO]),
        "club": st.sampled_from([NORTH, SOUTH]),
        "late": st.sampled_from([0, 0, 0, 1, 5, 25]),
        "ahead": st.sampled_from([0, 0, 0, 40]),
        "outlet": st.sampled_from(["herald", "globe"]),
        "stage": st.sampled_from(["linked", "talks", "imminent"]),
        "official": st.booleans(),
    }
)
STEPS = st.lists(
    st.one_of(
        REPORTS.map(lambda told: ("report", told)),
        st.tuples(
            st.sampled_from(["confirm", "reject", "call_off", "undo", "retract", "enter", "age"]),
            st.integers(0, 30),
        ),
    ),
    min_size=2,
    max_size=14,
)


class Newsroom:
    """A ledger that grows step by step; each step says who makes it."""

    def __init__(self) -> None:
        self.ledger = Ledger(today=START)
        self.record = record_of(self.ledger)

    def step(self, verb: str, detail) -> None:
        by, ledger = getattr(self, verb)(detail)
        record = record_of(ledger)
        endings.check(endings.told(self.record.rumours), endings.told(record.rumours), by)
        self.ledger, self.record = ledger, record

    def report(self, told: dict):
        known = self.ledger.today - timedelta(days=told["late"])
        stage = {"candidacy": told["stage"], "pressure": "expected"}.get(told["kind"], "")
        fields = {"is_official": told["official"], "outlet": told["outlet"], "stage": stage}
        if told["kind"] in ("appointment", "departure"):
            fields["when"] = (known + timedelta(days=told["ahead"])).isoformat()
        new = claim(told["kind"], told["coach"], told["club"], known.isoformat(), **fields)
        return endings.REPORT, replace(self.ledger, claims=(*self.ledger.claims, new))

    def confirm(self, n: int):
        return self._decide("confirmed", "confirm", n)

    def reject(self, n: int):
        return self._decide("rejected", "reject", n)

    def call_off(self, n: int):
        return self._decide("withdrawn", "call_off", n)

    def _decide(self, status: str, kind: str, n: int):
        asked = [r for r in self.record.rumours if status in endings.editors_moves(r.status)]
        if kind == "call_off":
            asked = [r for r in asked if r.direction == "in"]
        if not asked:
            return endings.EDITOR, self.ledger
        rumour = asked[n % len(asked)]
        claims = [
            c for c in self.ledger.claims if c.id in rumour.claims and direction_of(c) == rumour.direction
        ]
        made = builders.decision(kind, rumour.direction, *claims, made=self.ledger.today.isoformat())
        return endings.EDITOR, replace(self.ledger, decisions=(*self.ledger.decisions, made))

    def undo(self, n: int):
        """A decision is taken back, or the retraction of an article."""
        made = [*self.ledger.decisions, *(c for c in self.ledger.claims if c.retracted_on)]
        gone = made[n % len(made)] if made else None
        return endings.UNDO, replace(
            self.ledger,
            decisions=tuple(d for d in self.ledger.decisions if d is not gone),
            claims=tuple(replace(c, retracted_on=None) if c is gone else c for c in self.ledger.claims),
        )

    def retract(self, n: int):
        claims = list(self.ledger.claims)
        if claims:
            claims[n % len(claims)] = replace(claims[n % len(claims)], retracted_on=self.ledger.today)
        return endings.RETRACTION, replace(self.ledger, claims=tuple(claims))

    def enter(self, n: int):
        began = (self.ledger.today + timedelta(days=5 * n - 60)).isoformat()
        coach, club = [ANNA, BO][n % 2], [NORTH, SOUTH][n // 2 % 2]
        new = entry(coach, club, began, entered_on=self.ledger.today)
        return endings.RECORD, replace(self.ledger, entries=(*self.ledger.entries, new))

    def age(self, n: int):
        return endings.CLOCK, replace(self.ledger, today=self.ledger.today + timedelta(days=n))


@given(STEPS)
@settings(max_examples=300, deadline=None)
def test_random_ledgers_only_make_moves_of_the_table(steps):
    newsroom = Newsroom()
    for verb, detail in steps:
        newsroom.step(verb, detail)


def test_that_a_coach_stays_is_no_rumour_once_his_leaving_is_confirmed():
    newsroom, told = Newsroom(), {"coach": ANNA, "club": NORTH, "late": 0, "ahead": 0}
    told |= {"outlet": "herald", "stage": "linked", "official": False}
    leaves, stays = ({"kind": kind, **told} for kind in ("departure", "extension"))
    steps = [("report", leaves), ("report", stays), ("age", 8), ("report", stays), ("confirm", 0)]
    for verb, detail in steps:
        newsroom.step(verb, detail)
    assert [rumour.status for rumour in newsroom.record.rumours] == ["confirmed"]


def test_the_table_knows_every_status_and_every_mover():
    assert {after for moves in endings.TABLE.values() for after in moves} == STATUSES
    named = {mover for moves in endings.TABLE.values() for by in moves.values() for mover in by.split()}
    assert named == set(endings.MOVERS)


def test_only_an_editor_rejects_and_only_undoing_brings_back():
    rejects = {by for moves in endings.TABLE.values() for after, by in moves.items() if after == "rejected"}
    assert rejects == {"editor"}
    assert set(endings.TABLE["rejected"].values()) == {"undo"}


def test_time_alone_only_ends_what_is_open():
    by_clock = {(a, b) for a, to in endings.TABLE.items() for b in to if endings.may_move(a, b, "clock")}
    assert by_clock == {("open", "expired")}


@pytest.mark.parametrize(
    ("before", "after", "by"),
    [("rejected", "open", "report"), ("confirmed", "rejected", "editor"), ("withdrawn", "expired", "clock")],
)
def test_a_move_that_is_not_in_the_table_is_refused(before, after, by):
    with pytest.raises(endings.WrongEnding, match=f"{before} became {after} by {by}"):
        endings.check({("in", 1): before}, {("in", 1): after}, by)
