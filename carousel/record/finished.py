"""A stint as the record keeps it, from all that was laid to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from carousel.record.days import Days
from carousel.record.events import basis_of
from carousel.record.facts import StintFact
from carousel.record.ledger import ClaimRow
from carousel.record.stints import Draft


def fact_of(draft: Draft, ordinal: int) -> StintFact:
    """The finished stint."""
    starts = [claim for event in draft.start_events for claim in event.claims]
    ends = [claim for event in draft.end_events for claim in event.claims]
    manner, reported = _manners(draft, ends)
    starts += [claim for event in draft.borne_out if event.kind == "appointment" for claim in event.claims]
    ends += [claim for event in draft.borne_out if event.kind == "departure" for claim in event.claims]
    evidence = {
        claim.id: bearing
        for bearing, told in (("course", draft.course), ("start", starts), ("end", ends))
        for claim in told
    }
    return StintFact(
        coach_id=draft.coach_id,
        club_id=draft.club_id,
        ordinal=ordinal,
        role=draft.role,
        arrangement=draft.arrangement,
        started=draft.started,
        ended=draft.ended,
        start_basis=draft.start_basis,
        end_basis=draft.end_basis,
        start_is_disputed=draft.start_is_disputed,
        end_is_disputed=draft.end_is_disputed,
        manner=manner,
        manner_reported=reported,
        contract_until=_contract_until(draft, starts),
        known_on=_known_on(draft),
        evidence=tuple(sorted(evidence.items())),
        start_announced_on=_announced_on(claim for e in draft.start_events for claim in e.claims),
        end_announced_on=_announced_on(claim for e in draft.end_events for claim in e.claims),
        first_match_on=draft.entry.first_match_on if draft.entry else None,
        interrupted=draft.interrupted,
    )


def _announced_on(claims: Iterable[ClaimRow]) -> date | None:
    """The day on which the club told it, else on which it was first told at all."""
    told = list(claims)
    official = [claim.known_on for claim in told if claim.is_official]
    return min(official or [claim.known_on for claim in told], default=None)


def _known_on(draft: Draft) -> date:
    if draft.entry:
        return draft.entry.known_since or date.min
    events = [*draft.start_events, *draft.end_events]
    return min([*(event.known_on for event in events), *(claim.known_on for claim in draft.course)])


def _manners(draft: Draft, ends: list[ClaimRow]) -> tuple[str, str]:
    """Manner as announced and, where the press tells it otherwise, as reported."""
    if draft.ended is None:
        return "", ""
    official = _commonest(c.manner for c in ends if c.is_official)
    press = [c.manner for c in ends if not c.is_official]
    announced = draft.manner or official or _commonest(press) or "unspecified"
    return announced, _commonest(manner for manner in press if manner != announced)


def _commonest(manners: Iterable[str]) -> str:
    told = [manner for manner in manners if manner and manner != "unspecified"]
    return max(sorted(set(told)), key=told.count) if told else ""


def _contract_until(draft: Draft, starts: list[ClaimRow]) -> Days | None:
    """The contract's end: as entered, else as the newest believed report has it."""
    if draft.entry and draft.entry.until:
        return draft.entry.until
    extensions = [c for c in draft.course if c.kind == "extension"]
    if not basis_of(extensions, is_contradicted=False):
        extensions = []
    told = [c for c in [*starts, *extensions] if c.until]
    return max(told, key=lambda c: (c.known_on, c.stable)).until if told else None
