"""Reports of one start or one end, tied into one event, and whether it is believed.

Many articles tell of one dismissal. Their claims are tied by time into one event;
the event is believed when an editor said so or the rule in ``basis_of`` holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from carousel.record.days import Days, agreed
from carousel.record.facts import SEAT_ROLES
from carousel.record.ledger import ClaimRow, DecisionRow

# Reports of one start or end whose days lie further apart than this are about two of them: no club
# that we know of has dismissed and re-hired one coach, and dismissed him again, within six weeks.
SAME_EVENT = timedelta(days=45)
# A fact told this long after the day is background: it is no news and opens no rumour.
BACKGROUND = timedelta(days=60)
# An undated report of a fact is about the weeks before it was published, unless the record knows better.
FRESH = timedelta(days=30)

# What a reading must be worth to change the record without an editor; docs/decisions/0006 has the reasons.
SURE_OF_ITS_OWN = 0.95
SURE_WITH_OTHERS = 0.7

FACTS = ("appointment", "departure")
STRENGTH = {"editor": 3, "reference": 3, "official": 2, "independent": 2, "trusted": 1, "inferred": 0, "": 0}


def post_of(role: str) -> str:
    """Head coach and caretaker hold one post after another; every other role is a post of its own."""
    return "head" if role in SEAT_ROLES else role


def direction_of(claim: ClaimRow) -> str:
    """The question that a claim bears on: ``in``, ``out`` or ``held``."""
    if claim.kind == "tenure" or is_background(claim):
        return "held"
    return "in" if claim.kind in ("appointment", "candidacy", "withdrawal") else "out"


def is_background(claim: ClaimRow) -> bool:
    """Whether a fact was old when it was published."""
    return (
        claim.kind in FACTS
        and claim.when is not None
        and claim.when.latest is not None
        and claim.when.latest < claim.known_on - BACKGROUND
    )


@dataclass(frozen=True)
class Event:
    """A start (``appointment``) or an end (``departure``) of a post, as reported by ``claims`` or decided.

    ``basis`` is empty while nobody believes it.
    """

    coach_id: int
    club_id: int
    kind: str
    role: str
    time: Days
    is_disputed: bool
    claims: tuple[ClaimRow, ...]
    basis: str
    decision: DecisionRow | None
    known_on: date

    @property
    def arrangement(self) -> str:
        """How the post is shared, where an editor said so."""
        return self.decision.arrangement if self.decision else ""

    def position(self) -> tuple[date, date, int, str, str]:
        earliest = self.time.earliest or self.time.latest or date.min
        first = self.claims[0].stable if self.claims else ""
        return (earliest, self.time.latest or date.max, int(self.kind == "appointment"), self.role, first)


def events_of(
    claims: Iterable[ClaimRow], decisions: Iterable[DecisionRow], turning_points: Iterable[date] = ()
) -> list[Event]:
    """The starts and ends that the claims and confirmations of one coach, club and post tell of, in order.

    ``turning_points`` are days of other starts and ends known of the pair: an
    undated report is not carried back across one.
    """
    everything = list(claims)
    claims = [claim for claim in everything if claim.kind in FACTS]
    confirmations = [decision for decision in decisions if decision.kind == "confirm"]
    events = []
    for told in _alike(claims):
        points = [c.when.earliest for c in claims if c.kind != told[0].kind and c.when and c.when.earliest]
        contradicted = told[0].kind == "departure" and any(c.kind == "extension" for c in everything)
        events += [_event(group, contradicted) for group in _tie(told, [*turning_points, *points])]
    for decision in sorted(confirmations, key=lambda d: (d.made_at, d.id)):
        events = _confirm(events, decision, everything)
    return sorted(events, key=Event.position)


def _alike(claims: Iterable[ClaimRow]) -> list[list[ClaimRow]]:
    """Claims that can be about one event: all ends; starts in one role, since a caretaker may be kept on."""
    alike: dict[tuple[str, str], list[ClaimRow]] = defaultdict(list)
    for claim in claims:
        alike[claim.kind, claim.role if claim.kind == "appointment" else ""].append(claim)
    return [alike[key] for key in sorted(alike)]


def basis_of(claims: Iterable[ClaimRow], *, is_contradicted: bool) -> str:
    """Why claims of one fact are believed without an editor, or ``""`` if they are not.

    An official outlet; or two independent outlets; or one trusted outlet read with
    full confidence and nothing against it. A text of which nobody knows the outlet counts for none: it may
    be the other's, under no name.
    """
    claims = [claim for claim in claims if claim.confidence >= SURE_WITH_OTHERS]
    if any(claim.is_official for claim in claims):
        return "official"
    if len({claim.origin for claim in claims if not claim.is_unnamed}) >= 2:
        return "independent"
    if any(c.is_trusted and c.confidence >= SURE_OF_ITS_OWN for c in claims) and not is_contradicted:
        return "trusted"
    return ""


def _event(claims: list[ClaimRow], is_contradicted: bool) -> Event:
    first = claims[0]
    time, is_disputed = agreed(claim.when for claim in claims if claim.when)
    known_on = min(claim.known_on for claim in claims)
    roles = [claim.role for claim in claims]
    return Event(
        coach_id=first.coach_id,
        club_id=first.club_id,
        kind=first.kind,
        role=max(sorted(set(roles)), key=roles.count),
        time=time or Days.until(known_on),
        is_disputed=is_disputed,
        claims=tuple(claims),
        basis=basis_of(claims, is_contradicted=is_contradicted),
        decision=None,
        known_on=known_on,
    )


def _tie(claims: list[ClaimRow], turning_points: list[date]) -> list[list[ClaimRow]]:
    """Groups of claims that are about the same event, each group and the list of them in a stable order."""
    dated = sorted((c for c in claims if c.when), key=lambda c: (c.when.key(), c.stable))  # type: ignore[union-attr]
    groups: list[tuple[Days, list[ClaimRow]]] = []
    for claim in dated:
        assert claim.when is not None
        if groups and groups[-1][0].meets(claim.when, SAME_EVENT):
            hull, group = groups[-1]
            groups[-1] = (hull.hull(claim.when), [*group, claim])
        else:
            groups.append((claim.when, [claim]))
    loose: list[ClaimRow] = []
    for claim in sorted((c for c in claims if not c.when), key=lambda c: (c.known_on, c.stable)):
        home = _home_of(claim, groups, turning_points)
        if home is None:
            loose.append(claim)
        else:
            groups[home][1].append(claim)
    return [group for _, group in groups] + _tie_undated(loose)


def _home_of(
    claim: ClaimRow, groups: list[tuple[Days, list[ClaimRow]]], turning_points: list[date]
) -> int | None:
    """The latest dated event that an undated claim can be about."""
    about = Days(claim.known_on - FRESH, claim.known_on)
    for index in range(len(groups) - 1, -1, -1):
        hull = groups[index][0]
        if hull.meets(about, SAME_EVENT):
            return index
        end = hull.latest or hull.earliest
        is_past = end is not None and end < claim.known_on
        if is_past and not any(end < point <= claim.known_on for point in turning_points if end):
            return index
    return None


def _tie_undated(claims: list[ClaimRow]) -> list[list[ClaimRow]]:
    groups: list[list[ClaimRow]] = []
    for claim in claims:
        if groups and claim.known_on - groups[-1][-1].known_on <= SAME_EVENT:
            groups[-1].append(claim)
        else:
            groups.append([claim])
    return groups


def _confirm(events: list[Event], decision: DecisionRow, claims: list[ClaimRow]) -> list[Event]:
    """The events with the editor's word added: on those he saw, else as an event of its own."""
    kind = {"in": "appointment", "out": "departure"}.get(decision.direction)
    seen = [e for e in events if (kind is None or e.kind == kind) and _saw(decision, e)]
    if seen or kind is None:
        return [_decided(event, decision) if event in seen else event for event in events]
    made_on = decision.made_at.date()
    reports = [c.known_on for c in claims if c.article_id in decision.articles and c.known_on <= made_on]
    made = Event(
        coach_id=decision.coach_id,
        club_id=decision.club_id,
        kind=kind,
        role=decision.role or "head_coach",
        time=decision.on or Days(max(reports, default=None), made_on),
        is_disputed=decision.is_contested,
        claims=(),
        basis="editor",
        decision=decision,
        known_on=made_on,
    )
    return [*events, made]


def _decided(event: Event, decision: DecisionRow) -> Event:
    time = decision.on or event.time
    return replace(event, basis="editor", decision=decision, time=time, is_disputed=decision.is_contested)


def _saw(decision: DecisionRow, event: Event) -> bool:
    return any(
        claim.article_id in decision.articles and direction_of(claim) == decision.direction
        for claim in event.claims
    )
