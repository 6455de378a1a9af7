"""From events and hand-entered stints to the stints of one coach at one club."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from carousel.record.days import Days
from carousel.record.events import STRENGTH, Event, post_of
from carousel.record.ledger import ClaimRow, DecisionRow, EntryRow
from carousel.record.too_early import comes_before, first_start_after

# A report that nobody believes by itself, but whose day is this near to what the record holds, bears it out.
NEAR = timedelta(days=14)
# A reported start or end this near to a hand-entered one is the same one, told less exactly.
SAME_TURN = timedelta(days=60)
# A coach who is back in the seat within this time was reinstated, perhaps on the same day: Salernitana took
# Davide Nicola back two days after dismissing him in January 2023. Who returns later has been hired again.
REINSTATED = timedelta(days=10)


@dataclass(eq=False)
class Draft:
    """A stint while it is being put together. ``coach_id`` and ``club_id`` never change.

    ``too_early`` are ends told of it that lie before its beginning.
    """

    coach_id: int
    club_id: int
    role: str
    started: Days
    ended: Days | None = None
    arrangement: str = ""
    entry: EntryRow | None = None
    start_events: list[Event] = field(default_factory=list)
    end_events: list[Event] = field(default_factory=list)
    course: list[ClaimRow] = field(default_factory=list)
    borne_out: list[Event] = field(default_factory=list)
    start_basis: str = ""
    end_basis: str = ""
    start_is_disputed: bool = False
    end_is_disputed: bool = False
    manner: str = ""
    is_end_by_successor: bool = False
    interrupted: Days | None = None
    too_early: list[Event] = field(default_factory=list)

    @property
    def position(self) -> tuple[date, date, int]:
        """Where it stands among the stints of its club or coach."""
        began = self.started.latest or self.started.earliest or date.min
        return (began, self.started.earliest or date.min, self.coach_id)

    @property
    def start_strength(self) -> int:
        return STRENGTH[self.start_basis]

    @property
    def end_strength(self) -> int:
        return STRENGTH[self.end_basis]

    def last_seen(self) -> date:
        """The last day on which a report shows the coach in the post."""
        seen = [
            c.known_on for c in self.course if c.kind in ("pressure", "extension") or c.tense == "current"
        ]
        return max([self.started.latest or date.min, *seen])

    def end(self, time: Days, basis: str) -> None:
        """End it at ``time``, which is narrowed to what can follow the start."""
        floor = self.started.earliest
        earliest = max(time.earliest, floor) if time.earliest and floor else time.earliest or floor
        if earliest and time.latest and earliest > time.latest:
            earliest = time.latest
        self.ended = Days(earliest, time.latest)
        self.end_basis = basis

    def unend(self) -> None:
        self.ended, self.end_basis, self.end_is_disputed, self.manner = None, "", False, ""
        self.end_events = []


def drafts_of_pair(entries: Iterable[EntryRow], events: Iterable[Event]) -> list[Draft]:
    """The stints of one coach in one post at one club, oldest first.

    A hand-entered stint is an editor's word: claims add evidence to it and fill
    what it leaves open, they never move its days.
    """
    drafts = sorted((_draft_of_entry(entry) for entry in entries), key=lambda d: d.position)
    told = list(events)
    starts = [event for event in told if event.basis and event.kind == "appointment"]
    early: list[tuple[Event, Event]] = []
    for event in told:
        if event.kind == "departure":
            early += _finish(drafts, event, starts)
        elif any(event is start for start in starts):
            _begin(drafts, event)
    for end, start in early:
        begun = next((d for d in drafts if any(start is event for event in d.start_events)), None)
        if begun is not None:
            begun.too_early.append(end)
        elif end.basis:
            _end_unknown(drafts, end)
    return sorted(drafts, key=lambda d: d.position)


def _draft_of_entry(entry: EntryRow) -> Draft:
    started = entry.started or (
        Days.until(entry.ended.latest) if entry.ended and entry.ended.latest else Days(None, None)
    )
    return Draft(
        coach_id=entry.coach_id,
        club_id=entry.club_id,
        role=entry.role,
        started=started,
        ended=entry.ended,
        arrangement=entry.arrangement,
        entry=entry,
        start_basis=entry.basis if entry.started else "",
        end_basis=entry.basis if entry.ended else "",
        manner=entry.manner,
    )


def _begin(drafts: list[Draft], event: Event) -> None:
    dismissed = next((d for d in reversed(drafts) if _takes_back(event, d)), None)
    if dismissed is not None:
        _reinstate(dismissed, event)
        return
    for draft in drafts:
        is_same_role = draft.role == event.role
        if is_same_role and draft.start_basis and draft.started.meets(event.time, SAME_TURN):
            draft.start_events.append(event)
            return
        if is_same_role and not draft.start_basis and draft.entry and _can_start(draft, event.time):
            _start(draft, event)
            return
    running = next((d for d in reversed(drafts) if _runs_at(d, event.time)), None)
    if running and (running.role == event.role or running.role != "caretaker"):
        running.course += event.claims
        return
    if running and running.started.meets(event.time) and running.start_strength >= STRENGTH[event.basis]:
        # Papers differ on whether he is caretaker; the more exact word stands, unless it is the weaker one.
        running.start_events.append(event)
        return
    if running:
        running.end(event.time, "inferred")
        running.manner = "caretaker_ended"
    draft = Draft(event.coach_id, event.club_id, event.role, event.time)
    _start(draft, event)
    drafts.append(draft)


def _takes_back(event: Event, draft: Draft) -> bool:
    """Whether the start is the return of a coach whose dismissal was told days before."""
    if draft.role != event.role or not draft.end_events or draft.ended is None:
        return False
    left, back = draft.ended.latest, event.time.earliest
    if left is None or back is None or draft.end_basis in ("editor", "reference"):
        return False
    # Who is told to have come and gone on one day, and never before, was not taken back on it.
    first = left if draft.start_basis else left + timedelta(days=1)
    return first <= back <= left + REINSTATED


def _reinstate(draft: Draft, event: Event) -> None:
    """The stint runs on; both reports are part of its course, and the break between them is kept."""
    assert draft.ended is not None
    draft.interrupted = Days(draft.ended.earliest, event.time.latest)
    draft.course += [claim for end in draft.end_events for claim in end.claims]
    draft.course += event.claims
    draft.unend()


def _start(draft: Draft, event: Event) -> None:
    draft.started, draft.start_basis, draft.start_is_disputed = event.time, event.basis, event.is_disputed
    draft.arrangement = draft.arrangement or event.arrangement
    draft.start_events.append(event)


def _can_start(draft: Draft, time: Days) -> bool:
    if draft.ended is None or draft.ended.latest is None or time.earliest is None:
        return True
    return time.earliest <= draft.ended.latest


def _runs_at(draft: Draft, time: Days) -> bool:
    has_begun = draft.started.earliest is None or time.latest is None or draft.started.earliest <= time.latest
    is_over = (
        draft.ended is not None
        and draft.ended.latest is not None
        and time.earliest is not None
        and draft.ended.latest <= time.earliest
    )
    return has_begun and not is_over


def _finish(drafts: list[Draft], event: Event, starts: list[Event]) -> list[tuple[Event, Event]]:
    """The end is laid to the stint that it ends, or else to one of which nothing more is known.

    Returns it with the start that it lies before, where both are told and both cannot be. An editor who
    confirms such an end takes the start out of ``starts``, unless it is an editor's word too.
    """
    home = _ended_by(drafts, event)
    is_kept_beside = event.decision is not None and event.decision.is_contested
    if home is None and not is_kept_beside:
        entered = next((d for d in drafts if d.entry and _precedes(event, d)), None)
        if entered is not None:
            entered.too_early.append(event)
            return []
        start = first_start_after(event, starts)
        if start is not None and (event.basis != "editor" or start.basis == "editor"):
            return [(event, start)]
        if start is not None:
            _end_unknown(drafts, event).course += start.claims
            starts[:] = [one for one in starts if one is not start]
            return []
    if event.basis and home is not None:
        _end_by(home, event)
    elif event.basis:
        _end_unknown(drafts, event)
    return []


def _precedes(event: Event, draft: Draft) -> bool:
    told = draft.entry.entered_on if draft.entry else None
    return bool(draft.start_basis) and comes_before(event, draft.started, told)


def _ended_by(drafts: list[Draft], event: Event) -> Draft | None:
    """The latest stint that had begun by then and has no end, or the same one."""
    for draft in reversed(drafts):
        has_begun = (
            draft.started.earliest is None
            or event.time.latest is None
            or draft.started.earliest <= event.time.latest
        )
        if has_begun and (draft.ended is None or draft.ended.meets(event.time, SAME_TURN)):
            return draft
    return None


def _end_by(draft: Draft, event: Event) -> None:
    if draft.ended is None or draft.end_basis == "inferred":
        draft.end(event.time, event.basis)
        draft.end_is_disputed = event.is_disputed
    draft.end_events.append(event)


def _end_unknown(drafts: list[Draft], event: Event) -> Draft:
    """A stint of which only the end is known."""
    draft = Draft(event.coach_id, event.club_id, event.role, Days(None, event.time.latest))
    draft.end(event.time, event.basis)
    draft.end_is_disputed = event.is_disputed
    draft.end_events.append(event)
    drafts.append(draft)
    drafts.sort(key=lambda d: d.position)
    return draft


def corroborate(drafts: Iterable[Draft], events: Iterable[Event]) -> set[int]:
    """Reports that the record bears out, though nobody believed them, are laid to its stints.

    Returns the ids of their claims: they ask no question any more.
    """
    drafts = list(drafts)
    settled: set[int] = set()
    for event in events:
        home = None if event.basis else next((d for d in drafts if _bears_out(d, event)), None)
        if home is not None:
            home.borne_out.append(event)
            settled.update(claim.id for claim in event.claims)
    return settled


def _bears_out(draft: Draft, event: Event) -> bool:
    if post_of(draft.role) != post_of(event.role):
        return False
    if event.kind == "appointment":
        return draft.role == event.role and draft.started.meets(event.time, NEAR)
    return draft.ended is not None and draft.ended.meets(event.time, NEAR)


def add_background(
    drafts: list[Draft], claims: Iterable[ClaimRow], decisions: Iterable[DecisionRow]
) -> tuple[list[Draft], list[ClaimRow]]:
    """The drafts with tenures and extensions laid to them, and the claims that found no stint.

    A tenure that an editor confirmed makes a stint where there is none.
    """
    homeless = []
    confirmed = {a for d in decisions if d.kind == "confirm" and d.direction == "held" for a in d.articles}
    drafts = list(drafts)
    for claim in sorted(claims, key=lambda c: (c.known_on, c.stable)):
        home = _stint_for(claim, drafts)
        if home is not None:
            home.course.append(claim)
        elif claim.kind == "tenure" and claim.article_id in confirmed:
            drafts.append(_draft_of_tenure(claim))
        elif claim.kind == "tenure":
            homeless.append(claim)
    return drafts, homeless


def _stint_for(claim: ClaimRow, drafts: list[Draft]) -> Draft | None:
    fitting = [
        d
        for d in drafts
        if post_of(d.role) == post_of(claim.role)
        and (d.started.earliest is None or d.started.earliest <= claim.known_on)
    ]
    return fitting[-1] if fitting else None


def _draft_of_tenure(claim: ClaimRow) -> Draft:
    time = claim.when or Days.until(claim.known_on)
    draft = Draft(
        claim.coach_id, claim.club_id, claim.role, Days(time.earliest, time.latest), start_basis="editor"
    )
    if claim.tense == "past":
        draft.end(time, "editor")
    draft.course.append(claim)
    return draft
