"""The record, computed from the ledger.

``record_of`` is a pure function: the same ledger in any order gives the same
record. It goes in three steps: events to the stints of each pair, stints of each
club and coach against each other, and rumours in the light of the stints.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from carousel.record.corrections import corrected
from carousel.record.days import Days, agreed
from carousel.record.events import FACTS, Event, direction_of, events_of, is_background, post_of
from carousel.record.facts import Record, RumourFact, StintKey
from carousel.record.finished import fact_of
from carousel.record.ledger import ClaimRow, DecisionRow, EntryRow, Ledger
from carousel.record.rumours import (
    Spell,
    Turn,
    rejected_spells,
    retracted_spell,
    rumour_of,
    silenced_by,
    spells_of,
    split_by_direction,
)
from carousel.record.seats import Conflicts, infer_ends, settle_conflicts, vacancies_of
from carousel.record.stints import Draft, add_background, corroborate, drafts_of_pair

Pair = tuple[int, int]


@dataclass
class PairLedger:
    """The ledger of one coach at one club, and what was made of it so far."""

    claims: list[ClaimRow] = field(default_factory=list)
    entries: list[EntryRow] = field(default_factory=list)
    decisions: list[DecisionRow] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    homeless: list[ClaimRow] = field(default_factory=list)
    settled: set[int] = field(default_factory=set)

    @cached_property
    def silenced(self) -> frozenset[int]:
        """The claims that were rejected, whether they stand or not."""
        rejections = [decision for decision in self.decisions if decision.kind == "reject"]
        return frozenset(claim for decision in rejections for claim in silenced_by(decision, self.claims))

    @cached_property
    def standing(self) -> list[ClaimRow]:
        """The claims that are neither retracted nor rejected; read once the pair's ledger is whole."""
        kept = {(d.direction, a) for d in self.decisions if d.kind == "keep" for a in d.articles}
        return [
            c
            for c in self.claims
            if c.id not in self.silenced and (not c.retracted_on or (direction_of(c), c.article_id) in kept)
        ]

    @property
    def in_force(self) -> list[DecisionRow]:
        """The decisions without the confirmations that were taken back with their only source.

        A confirmation whose reports are all withdrawn is the editor's word on what they had said.
        """
        gone = {(d.direction, a) for d in self.decisions if d.kind == "take_back" for a in d.articles}
        standing = {claim.id for claim in self.standing}
        return [
            _with_its_day(decision, self.claims, standing)
            for decision in self.decisions
            if decision.kind != "confirm"
            or not all((decision.direction, a) in gone for a in decision.articles)
        ]


def record_of(ledger: Ledger, *, rumours_of: Set[int] | None = None) -> Record:
    """Everything that the ledger makes true, in an order that does not depend on the ledger's.

    The rumours are those of all coaches, or of the coaches in ``rumours_of``.
    """
    pairs = _pairs(ledger)
    drafts: list[Draft] = []
    for pair in sorted(pairs):
        drafts += _stints_of_pair(pairs[pair])
    drafts, conflicts = settle_conflicts(drafts)
    infer_ends(drafts)
    by_pair: dict[Pair, list[Draft]] = defaultdict(list)
    for draft in sorted(drafts, key=lambda d: d.position):
        by_pair[draft.coach_id, draft.club_id].append(draft)
    for pair, own in pairs.items():
        own.settled = corroborate(by_pair[pair], own.events)
    keys = _number(drafts)
    rumours: list[RumourFact] = []
    seats = _Seats.of(drafts)
    for pair in sorted(pair for pair in pairs if rumours_of is None or pair[0] in rumours_of):
        rumours += _rumours_of_pair(pair, pairs[pair], seats, conflicts, keys, ledger.today)
    return Record(
        stints=tuple(fact_of(draft, keys[draft][2]) for draft in sorted(drafts, key=lambda d: keys[d])),
        rumours=tuple(sorted(rumours, key=lambda r: r.key)),
        vacancies=tuple(vacancies_of(drafts, keys)),
        refused=tuple(sorted((entry, keys[winner]) for entry, winner in conflicts.entries if winner in keys)),
    )


def _pairs(ledger: Ledger) -> dict[Pair, PairLedger]:
    pairs: dict[Pair, PairLedger] = defaultdict(PairLedger)
    for claim in corrected(ledger.claims, ledger.decisions):
        pairs[claim.coach_id, claim.club_id].claims.append(claim)
    for entry in ledger.entries:
        pairs[entry.coach_id, entry.club_id].entries.append(entry)
    for decision in ledger.decisions:
        pairs[decision.coach_id, decision.club_id].decisions.append(decision)
    return pairs


def _with_its_day(decision: DecisionRow, claims: list[ClaimRow], standing: Set[int]) -> DecisionRow:
    if decision.kind != "confirm" or decision.on:
        return decision
    seen = [c for c in claims if c.article_id in decision.articles and direction_of(c) == decision.direction]
    if not seen or any(claim.id in standing for claim in seen):
        return decision
    day, _is_disputed = agreed(claim.when for claim in seen if claim.when)
    return replace(decision, on=day or Days.until(min(claim.known_on for claim in seen)))


def _stints_of_pair(pair: PairLedger) -> list[Draft]:
    """The stints of the pair in all its posts; its events and homeless tenures are kept on it."""
    standing, in_force = pair.standing, pair.in_force
    drafts: list[Draft] = []
    rows: tuple[ClaimRow | EntryRow | DecisionRow, ...] = (*standing, *pair.entries, *in_force)
    for post in sorted({post_of(row.role or "head_coach") for row in rows}):
        claims = [c for c in standing if post_of(c.role) == post]
        entries = sorted((e for e in pair.entries if post_of(e.role) == post), key=lambda e: e.id)
        decisions = [d for d in in_force if post_of(d.role or "head_coach") == post]
        events = events_of(claims, decisions, _turning_points(entries))
        pair.events += events
        drafts += drafts_of_pair(entries, events)
    background = [c for c in standing if c.kind in ("tenure", "extension", "pressure")]
    drafts, pair.homeless = add_background(drafts, background, in_force)
    return drafts


def _turning_points(entries: Iterable[EntryRow]) -> list[date]:
    times = [time for entry in entries for time in (entry.started, entry.ended) if time]
    return [time.earliest for time in times if time.earliest]


def _number(drafts: list[Draft]) -> dict[Draft, StintKey]:
    """Each draft's key: the pair, and its place among the pair's stints, oldest first."""
    keys: dict[Draft, StintKey] = {}
    counts: dict[Pair, int] = defaultdict(int)
    for draft in sorted(drafts, key=lambda d: (d.coach_id, d.club_id, *d.position, d.role)):
        counts[draft.coach_id, draft.club_id] += 1
        keys[draft] = (draft.coach_id, draft.club_id, counts[draft.coach_id, draft.club_id])
    return keys


@dataclass
class _Seats:
    """The head-coach stints, by club and by coach: what ends other rumours."""

    of_club: dict[int, list[Draft]] = field(default_factory=lambda: defaultdict(list))
    of_coach: dict[int, list[Draft]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, drafts: Iterable[Draft]) -> _Seats:
        seats = cls()
        for draft in drafts:
            seats.of_coach[draft.coach_id].append(draft)
            seats.of_club[draft.club_id].append(draft)
        return seats


def _rumours_of_pair(
    pair: Pair,
    ledger: PairLedger,
    seats: _Seats,
    conflicts: Conflicts,
    keys: dict[Draft, StintKey],
    today: date | None,
) -> list[RumourFact]:
    lost = {event.decision.id for event, _winner in conflicts.events if event.decision}
    contradicted = {c.id: keys[w] for event, w in conflicts.events for c in event.claims if w in keys}
    believed = {c.id for e in ledger.events if e.basis for c in e.claims if c.id not in contradicted}
    believed = (believed | ledger.settled) - _confirmed_claims(ledger)
    homeless = {claim.id for claim in ledger.homeless}
    standing = [
        c for c in ledger.standing if c.id not in believed and (c.kind != "tenure" or c.id in homeless)
    ]
    split = split_by_direction(standing)
    everything = split_by_direction(ledger.claims)
    counted = {claim.id for claim in ledger.standing}
    told = split_by_direction(ledger.standing)
    rumours: list[RumourFact] = []
    for direction in ("in", "out", "held"):
        decisions = [d for d in ledger.decisions if d.direction == direction and d.id not in lost]
        rejections = [d for d in decisions if d.kind == "reject"]
        spells = _spells(pair, direction, split[direction], seats, decisions, contradicted, today)
        spells += retracted_spell(
            (
                c
                for c in everything[direction]
                if c.id not in counted and c.id not in ledger.silenced and not is_background(c)
            ),
            told[direction],
            decisions,
        )
        spells += rejected_spells(direction, everything[direction], rejections)
        spells += _confirmed_background(direction, everything[direction], decisions)
        spells.sort(key=lambda s: (s.opened_on, s.ended_on or date.max, s.claims[0].stable))
        rumours += [rumour_of(spell, direction, ordinal) for ordinal, spell in enumerate(spells, 1)]
    return rumours


def _spells(
    pair: Pair,
    direction: str,
    claims: list[ClaimRow],
    seats: _Seats,
    decisions: list[DecisionRow],
    contested: dict[int, StintKey],
    today: date | None,
) -> list[Spell]:
    if direction == "held":
        return _background_spell(claims)
    posts = {post_of(claim.role) for claim in claims}
    own = [d for d in seats.of_coach[pair[0]] if d.club_id == pair[1] and post_of(d.role) in posts]
    turns = (
        _turns_in(pair, own, seats if "head" in posts else _Seats())
        if direction == "in"
        else _turns_out(pair, own, seats)
    )
    turns += [_called_off(decision) for decision in decisions if decision.kind == "call_off"]
    spans = [
        (d.started.latest, (d.ended.latest if d.ended else None) or date.max) for d in own if d.started.latest
    ]
    articles = {a for d in decisions if d.kind == "confirm" for a in d.articles}
    confirmed = {claim.id for claim in claims if claim.article_id in articles}
    spells = spells_of(direction, claims, turns, spans, contested, confirmed, today)
    for spell in spells:
        _confirm(spell, decisions, turns)
    return spells


def _confirm(spell: Spell, decisions: list[DecisionRow], turns: list[Turn]) -> None:
    """Name the decision that confirmed the rumour, and end it if nothing else has."""
    articles = {claim.article_id for claim in spell.claims}
    made = [d for d in decisions if d.kind == "confirm" and d.articles & articles]
    if not made or spell.contradicts or spell.status not in ("open", "expired", "confirmed"):
        return
    decision = max(made, key=lambda d: (d.made_at, d.id))
    if spell.status == "confirmed":
        spell.decision_id = decision.id
        return
    made_on = decision.made_at.date()
    happened = max((t.day for t in turns if t.status == "confirmed" and t.day <= made_on), default=made_on)
    spell.end("confirmed", happened, decision_id=decision.id)


def _confirmed_claims(ledger: PairLedger) -> set[int]:
    """The claims that an editor confirmed: they stay the evidence of their rumour."""
    confirmed = {(d.direction, a) for d in ledger.decisions if d.kind == "confirm" for a in d.articles}
    return {c.id for c in ledger.claims if (direction_of(c), c.article_id) in confirmed}


def _turns_in(pair: Pair, own: list[Draft], seats: _Seats) -> list[Turn]:
    """What ends the question whether the coach gets the post.

    Only a start that somebody told of: of whom we know that he left, the start is not news.
    """
    turns = [_start_of(d, "confirmed") for d in own if d.start_basis]
    for other in seats.of_club[pair[1]]:
        is_sole = other.role == "head_coach" and not other.arrangement
        if other.coach_id != pair[0] and is_sole and other.start_basis:
            turns.append(_start_of(other, "seat_filled"))
    for other in seats.of_coach[pair[0]]:
        if other.club_id != pair[1] and other.role == "head_coach" and other.start_basis:
            turns.append(_start_of(other, "took_other_job"))
    return turns


def _called_off(decision: DecisionRow) -> Turn:
    """The editor's word that it comes to nothing: on the day on which he gave it."""
    day = decision.made_at.date()
    return Turn(day, "withdrawn", day, decision.by, decision.id, decision.articles)


def _start_of(draft: Draft, status: str) -> Turn:
    told = [event.known_on for event in draft.start_events]
    day = draft.started.latest or min(told, default=date.min)
    return Turn(day, status, min([day, *told, *_entered(draft)]))


def _turns_out(pair: Pair, own: list[Draft], seats: _Seats) -> list[Turn]:
    """What answers whether the coach loses the post: its end, told or inferred from another's start."""
    turns = []
    for draft in own:
        day = draft.ended.latest if draft.ended else None
        if day:
            told = [event.known_on for event in draft.end_events]
            told += _entered(draft) if draft.entry and draft.entry.ended else []
            nexts = [*seats.of_club[pair[1]], *seats.of_coach[pair[0]]]
            told += [_start_of(d, "").known_on for d in nexts if d is not draft and d.started.latest == day]
            turns.append(Turn(day, "confirmed", min([day, *told])))
    return turns


def _entered(draft: Draft) -> list[date]:
    """The day on which a person entered the stint: one that lies ahead is known from then on."""
    return [draft.entry.entered_on] if draft.entry and draft.entry.entered_on else []


def _background_spell(claims: list[ClaimRow]) -> list[Spell]:
    """One question for all that is told of a past that the record does not know."""
    if not claims:
        return []
    told = sorted(claims, key=lambda c: (c.known_on, c.stable))
    spell = Spell(opened_on=told[0].known_on, claims=told)
    spell.is_fact_claimed = any(claim.kind in FACTS for claim in told)
    return [spell]


def _confirmed_background(
    direction: str, claims: list[ClaimRow], decisions: list[DecisionRow]
) -> list[Spell]:
    """The questions about the past that an editor answered with yes."""
    spells = []
    for decision in decisions:
        if direction != "held" or decision.kind != "confirm":
            continue
        seen = [c for c in claims if c.article_id in decision.articles and not c.retracted_on]
        if seen:
            spell = _background_spell(seen)[0]
            spell.end("confirmed", decision.made_at.date(), decision_id=decision.id)
            spells.append(spell)
    return spells
