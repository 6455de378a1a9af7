"""From candidacies, pressure, undecided facts and decisions to the rumours of one coach and one club.

Reports are walked in the order of their days. A rumour opens with the first,
climbs, and ends when the coach gets the post, another gets it, the coach gets
another, it is called off, nobody speaks of it any more, or an editor says so; a later
report opens a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from carousel.record.ages import ANSWERED_LATE, expiry_of
from carousel.record.events import FACTS, SAME_EVENT, direction_of
from carousel.record.facts import LADDER, LADDER_OUT, RumourFact, StintKey, ladder_of
from carousel.record.ledger import ClaimRow, DecisionRow
from carousel.record.voices import Voice, voices_of

# A report this soon after the end is the end's own news told late, not a new rumour.
LATE_REPORT = timedelta(days=7)
# After talks have failed a new report is news sooner: only that of the next day is taken as late.
LATE_AFTER_WITHDRAWAL = timedelta(days=1)

# Told to be gone and to stay within this time: two papers disagree, and an editor is to choose. What is
# denied later has answered the report.
CONTESTED = timedelta(days=3)

# That a candidacy is dead is told for weeks; it dies once.
SAME_WITHDRAWAL = timedelta(days=30)

# Of what ends a rumour on one day: that he has the post goes first, and before all else an editor's word.
RANK = {"confirmed": 0, "withdrawn": 1, "seat_filled": 2, "took_other_job": 3}


@dataclass(frozen=True)
class Turn:
    """Something in the record that ends a rumour on a day, whatever is said of it; or an editor's word.

    ``known_on`` is when it was told, which may be long before the day. An editor calls off what rests on
    the ``articles`` that he had before him; what the record holds ends whatever is open.
    """

    day: date
    status: str
    known_on: date
    by: str = ""
    decision_id: int | None = None
    articles: frozenset[int] = frozenset()

    @property
    def order(self) -> tuple[date, int]:
        return (self.day, RANK[self.status])

    def bears_on(self, spell: Spell) -> bool:
        if self.articles:
            return any(claim.article_id in self.articles for claim in spell.claims)
        return spell.opened_on <= self.day


@dataclass
class Spell:
    """A rumour while its reports are walked."""

    opened_on: date
    claims: list[ClaimRow] = field(default_factory=list)
    status: str = "open"
    ended_on: date | None = None
    by: str = ""
    decision_id: int | None = None
    steps: list[tuple[date, str, int]] = field(default_factory=list)
    is_fact_claimed: bool = False
    contradicts: StintKey | None = None
    contested_by: int | None = None
    called_off_with: frozenset[int] = frozenset()

    @property
    def expires_on(self) -> date | None:
        """The day on which it ends unless somebody reports on it; never, where an editor is to choose."""
        if self.status != "open" or self.is_fact_claimed or self.contradicts or not self.steps:
            return None
        return expiry_of(self.steps[-1][1], self.newest_on)

    @property
    def newest_on(self) -> date:
        return max(claim.known_on for claim in self.claims)

    def end(self, status: str, day: date, *, by: str = "", decision_id: int | None = None) -> None:
        self.status, self.by, self.decision_id = status, by, decision_id
        self.ended_on = max(day, self.opened_on)

    def climb(self, claim: ClaimRow, ladder: tuple[str, ...]) -> None:
        stage = stage_of(claim)
        reached = ladder.index(self.steps[-1][1]) if self.steps else -1
        if stage in ladder and ladder.index(stage) > reached:
            self.steps.append((claim.known_on, stage, claim.id))

    def is_contested_on(self, day: date) -> bool:
        """Whether a word that the coach stays, told on the day, speaks against a fact that was just told."""
        told = [claim.known_on for claim in self.claims if claim.kind in FACTS]
        return self.contested_by is not None or (bool(told) and day <= max(told) + CONTESTED)

    def takes_late(self, claim: ClaimRow) -> bool:
        """Whether a report after the end is still about this rumour."""
        if self.ended_on is None:
            return False
        if claim.article_id in self.called_off_with:
            return True
        if claim.kind == "withdrawal":
            grace = SAME_WITHDRAWAL
        elif self.status == "expired":
            return False
        else:
            grace = LATE_AFTER_WITHDRAWAL if self.status == "withdrawn" else LATE_REPORT
        return claim.known_on <= self.ended_on + grace


def stage_of(claim: ClaimRow) -> str:
    """The stop on the ladder that a report stands for; a fact not yet believed stands at the last."""
    return {"appointment": "imminent", "departure": "expected"}.get(claim.kind, claim.stage)


def spells_of(
    direction: str,
    claims: Iterable[ClaimRow],
    turns: Iterable[Turn],
    in_post: Iterable[tuple[date, date]] = (),
    contested: Mapping[int, StintKey] = MappingProxyType({}),
    confirmed: Set[int] = frozenset(),
    today: date | None = None,
) -> list[Spell]:
    """The rumours that reports in one direction make, oldest first.

    ``in_post`` holds the spans, last day excluded, in which the coach has the
    post: nothing can then be said of his getting it, save what an editor
    ``confirmed``, which is why he has it. ``contested`` gives the stint
    that speaks against a claim; a rumour that rests on such a claim stays open
    until an editor has chosen. Without a ``today`` nothing ages.
    """
    turns = sorted(turns, key=lambda t: t.order)
    spans = list(in_post)
    ladder = ladder_of(direction)
    spells: list[Spell] = []
    for claim in sorted(claims, key=_order):
        last = spells[-1] if spells else None
        if last and last.status == "open":
            _turn(last, turns, before=claim.known_on, today=today)
        if last and (last.status == "open" or last.takes_late(claim)):
            spell = last
        elif _opens_none(claim, direction, spans, confirmed):
            continue
        else:
            spell = Spell(opened_on=claim.known_on)
            spells.append(spell)
        _tell(spell, claim, ladder)
        spell.contradicts = spell.contradicts or contested.get(claim.id)
    if spells and spells[-1].status == "open":
        _turn(spells[-1], turns, before=date.max, today=today)
    return spells


def _order(claim: ClaimRow) -> tuple[date, int, str]:
    return (claim.known_on, 1 if claim.kind in ("withdrawal", "extension") else 0, claim.stable)


def _opens_none(claim: ClaimRow, direction: str, spans: list[tuple[date, date]], confirmed: Set[int]) -> bool:
    """Whether a report opens no rumour: that a coach stays, or that one gets a post who has it.

    Who has it because an editor ``confirmed`` the report was said to get it.
    """
    has_it = direction == "in" and any(start <= claim.known_on < end for start, end in spans)
    return claim.kind == "extension" or (has_it and claim.id not in confirmed)


def _turn(spell: Spell, turns: list[Turn], *, before: date, today: date | None) -> None:
    """End the spell by the first turn of events since it opened, or by its age, if that came before the day.

    What was told before the rumour grew too old answers it, though the day itself may come later.
    """
    if spell.contradicts is not None:
        return
    turn = next((t for t in turns if t.day < before and t.bears_on(spell)), None)
    expiry = spell.expires_on
    if today is None or expiry is None or expiry > min(before, today):
        expiry = None
    if expiry and not (turn and min(turn.known_on, turn.day) <= expiry):
        spell.end("expired", expiry)
        if turn is None or not _answers_late(turn, expiry):
            return
    if turn:
        spell.end(turn.status, turn.day, by=turn.by, decision_id=turn.decision_id)
        spell.called_off_with = turn.articles


def _answers_late(turn: Turn, expiry: date) -> bool:
    """Whether it ends a rumour that had grown too old: the post itself does, or an editor's word on it."""
    return bool(turn.decision_id) or (turn.status == "confirmed" and turn.day <= expiry + ANSWERED_LATE)


def _tell(spell: Spell, claim: ClaimRow, ladder: tuple[str, ...]) -> None:
    spell.claims.append(claim)
    if spell.status != "open" and not (spell.status == "expired" and claim.kind == "withdrawal"):
        return
    if claim.kind == "withdrawal":
        happened = claim.when.latest if claim.when and claim.when.latest else claim.known_on
        spell.end("withdrawn", min(happened, claim.known_on), by=claim.by)
    elif claim.kind == "extension" and spell.is_contested_on(claim.known_on):
        spell.contested_by = spell.contested_by or claim.id
    elif claim.kind == "extension":
        spell.end("denied", claim.known_on)
    else:
        spell.climb(claim, ladder)
        spell.is_fact_claimed = spell.is_fact_claimed or claim.kind in FACTS


def silenced_by(decision: DecisionRow, claims: Iterable[ClaimRow]) -> frozenset[int]:
    """The claims of the pair that a rejection covers.

    Those of the articles that the editor saw; and those that say the same thing in nearly the
    same text, wherever it was printed. Other words, another fact or a higher stage ask anew.
    That a coach stays is not untrue because it is untrue that he left.
    """
    asked = [c for c in claims if direction_of(c) == decision.direction and c.kind != "extension"]
    seen = [claim for claim in asked if claim.article_id in decision.articles]
    highest: dict[tuple, int] = {}
    for claim in seen:
        if claim.story:
            highest[_statement(claim)] = max(_height(claim), highest.get(_statement(claim), -1))
    same = [c for c in asked if c.story and _height(c) <= highest.get(_statement(c), -1)]
    return frozenset(claim.id for claim in (*seen, *same))


def _statement(claim: ClaimRow) -> tuple:
    return (claim.story, claim.kind, claim.role, claim.manner, claim.by, claim.tense, claim.when)


def _height(claim: ClaimRow) -> int:
    stage = stage_of(claim)
    return next((ladder.index(stage) for ladder in (LADDER, LADDER_OUT) if stage in ladder), 0)


def rejected_spells(
    direction: str, claims: Iterable[ClaimRow], decisions: Iterable[DecisionRow]
) -> list[Spell]:
    """One rumour for each rejection: what the editor saw when he said that it was never true."""
    claims = list(claims)
    ladder = ladder_of(direction)
    spells = []
    for decision in sorted(decisions, key=lambda d: (d.made_at, d.id)):
        covered = silenced_by(decision, claims)
        seen = sorted((c for c in claims if c.id in covered), key=_order)
        claims = [c for c in claims if c.id not in covered]
        if not seen:
            continue
        spell = Spell(opened_on=seen[0].known_on)
        for claim in seen:
            spell.claims.append(claim)
            spell.climb(claim, ladder)
            spell.is_fact_claimed = spell.is_fact_claimed or claim.kind in FACTS
        spell.end("rejected", decision.made_at.date(), decision_id=decision.id)
        spells.append(spell)
    return spells


def retracted_spell(
    claims: Iterable[ClaimRow], standing: Iterable[ClaimRow], decisions: Iterable[DecisionRow]
) -> list[Spell]:
    """The rumour, or the fact, that rested on withdrawn reports alone: no other tells of that time.

    It waits for an editor until a decision has taken back what rested on it. That he stays, or is out of
    the running, asked nothing by itself.
    """
    others = list(standing)
    told = sorted(
        (c for c in claims if c.retracted_on and not any(_bears_out(other, c) for other in others)),
        key=_order,
    )
    if all(claim.kind in ("extension", "withdrawal") for claim in told):
        return []
    spell = Spell(opened_on=told[0].known_on, claims=told)
    spell.is_fact_claimed = any(claim.kind in FACTS for claim in told)
    made = [d for d in decisions if d.kind == "take_back" and all(c.article_id in d.articles for c in told)]
    decision = max(made, key=lambda d: (d.made_at, d.id), default=None)
    withdrawn_on = max(c.retracted_on for c in told if c.retracted_on)
    spell.end("retracted", withdrawn_on, decision_id=decision.id if decision else None)
    return [spell]


def _bears_out(other: ClaimRow, claim: ClaimRow) -> bool:
    """Whether the other report tells of the claim's time, and of its fact too where it states one."""
    is_same = claim.kind not in FACTS or other.kind == claim.kind
    return is_same and abs(other.known_on - claim.known_on) <= SAME_EVENT


def rumour_of(spell: Spell, direction: str, ordinal: int) -> RumourFact:
    """The finished rumour."""
    claims = spell.claims
    roles = [claim.role for claim in claims]
    return RumourFact(
        coach_id=claims[0].coach_id,
        club_id=claims[0].club_id,
        direction=direction,
        ordinal=ordinal,
        role=max(sorted(set(roles)), key=roles.count),
        status=spell.status,
        stage=spell.steps[-1][1] if spell.steps else "",
        by=spell.by,
        opened_on=spell.opened_on,
        newest_on=spell.newest_on,
        expires_on=spell.expires_on,
        ended_on=spell.ended_on,
        claims=tuple(claim.id for claim in claims),
        articles=tuple(dict.fromkeys(claim.article_id for claim in claims)),
        origins=tuple(sorted({claim.origin for claim in claims})),
        steps=tuple(spell.steps),
        is_fact_claimed=spell.is_fact_claimed,
        contradicts=spell.contradicts,
        contested_by=spell.contested_by if spell.status == "open" else None,
        decision_id=spell.decision_id,
        voices=_voices(direction, claims),
    )


def _voices(direction: str, claims: Iterable[ClaimRow]) -> tuple[Voice, ...]:
    """Who said what; a question about the past is no rumour, and nobody is judged by it."""
    if direction == "held":
        return ()
    told = ((stage_of(claim), claim) for claim in claims)
    return voices_of(told, ladder_of(direction))


def split_by_direction(claims: Iterable[ClaimRow]) -> dict[str, list[ClaimRow]]:
    """The claims under the question that each bears on."""
    split: dict[str, list[ClaimRow]] = {"in": [], "out": [], "held": []}
    for claim in claims:
        split[direction_of(claim)].append(claim)
    return split
