"""The record is a function of the ledger: order does not matter, and the rules of the database hold."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from carousel.record.days import Days
from carousel.record.facts import Record
from carousel.record.ledger import ClaimRow, DecisionRow, EntryRow

from .builders import claim, decision, entry, record

START = date(2020, 8, 1)
KINDS = ("departure", "appointment", "candidacy", "withdrawal", "pressure", "extension", "tenure")


@st.composite
def claims(draw) -> ClaimRow:
    known = START + timedelta(days=draw(st.integers(0, 120)))
    kind = draw(st.sampled_from(KINDS))
    first = known - timedelta(days=draw(st.integers(0, 90)))
    last = first + timedelta(days=draw(st.integers(0, 40)))
    when = draw(st.sampled_from([None, f"{first}", f"{first}/{last}"]))
    stage = {"candidacy": ["linked", "talks", "imminent"], "pressure": ["pressure", "expected"]}.get(
        kind, [""]
    )
    official = draw(st.booleans())
    return claim(
        kind,
        draw(st.integers(1, 3)),
        draw(st.integers(11, 13)),
        known.isoformat(),
        when=when,
        stage=draw(st.sampled_from(stage)),
        role=draw(st.sampled_from(["head_coach", "head_coach", "caretaker"])),
        outlet=draw(st.sampled_from(["herald", "post", "times"])),
        is_official=official,
        is_trusted=official or draw(st.booleans()),
        confidence=draw(st.sampled_from([0.5, 0.8, 0.97])),
    )


@st.composite
def ledgers(draw) -> list[ClaimRow | EntryRow | DecisionRow]:
    told = draw(st.lists(claims(), min_size=1, max_size=14))
    rows: list[ClaimRow | EntryRow | DecisionRow] = list(told)
    for _ in range(draw(st.integers(0, 2))):
        began = START - timedelta(days=draw(st.integers(0, 900)))
        ended = began + timedelta(days=draw(st.integers(1, 900)))
        coach, club = draw(st.integers(1, 3)), draw(st.integers(11, 13))
        rows.append(entry(coach, club, began.isoformat(), draw(st.sampled_from(["", ended.isoformat()]))))
    for seen in draw(st.lists(st.sampled_from(told), max_size=3, unique=True)):
        kind, direction = (
            draw(st.sampled_from(["confirm", "reject"])),
            draw(st.sampled_from(["in", "out", "held"])),
        )
        rows.append(decision(kind, direction, seen, made="2020-12-10"))
    return rows


@given(ledgers().flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
@settings(max_examples=300, deadline=None)
def test_the_same_ledger_in_any_order_gives_the_same_record(both):
    rows, shuffled = both
    assert record(*rows) == record(*shuffled)


def certain(started: Days, ended: Days | None) -> tuple[date, date] | None:
    first = started.latest
    if first is None or (ended and (ended.earliest is None or ended.earliest <= first)):
        return None
    return first, ended.earliest if ended and ended.earliest else date.max


def overlapping(found: Record) -> list:
    heads = [s for s in found.stints if s.is_head and not s.arrangement]
    spans = [(s, certain(s.started, s.ended)) for s in heads]
    return [
        (one.key, other.key)
        for n, (one, a) in enumerate(spans)
        for other, b in spans[n + 1 :]
        if a and b and one.club_id == other.club_id and a[0] < b[1] and b[0] < a[1]
    ]


@given(ledgers())
@settings(max_examples=300, deadline=None)
def test_no_club_ever_has_two_head_coaches_at_once(rows):
    assert overlapping(record(*rows)) == []


@given(ledgers())
@settings(max_examples=200, deadline=None)
def test_no_stint_ends_before_it_begins_and_no_rumour_before_it_opens(rows):
    found = record(*rows)
    for stint in found.stints:
        if stint.ended and stint.ended.latest and stint.started.earliest:
            assert stint.started.earliest <= stint.ended.latest
    assert all(r.ended_on is None or r.opened_on <= r.ended_on for r in found.rumours)
    assert all(r.is_open == (r.ended_on is None) for r in found.rumours)


@given(ledgers())
@settings(max_examples=200, deadline=None)
def test_one_rumour_at_most_is_open_for_each_coach_club_and_direction(rows):
    open_ones = [r.key[:3] for r in record(*rows).rumours if r.is_open]
    assert len(open_ones) == len(set(open_ones))


@given(ledgers())
@settings(max_examples=200, deadline=None)
def test_every_standing_claim_of_a_rumour_has_one_rumour_at_most(rows):
    told = [c for r in record(*rows).rumours for c in r.claims if r.status not in ("confirmed",)]
    assert len(told) == len(set(told))
