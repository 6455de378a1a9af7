"""The line of a club's coaches: who had the seat one after the other, and who is next to whom. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from carousel.moves import in_order
from carousel.record.facts import StintFact
from carousel.record.seats import is_gap, ran_together


def line_of(stints: Iterable[StintFact], *, with_caretakers: bool = True) -> list[StintFact]:
    """Of the stints of one club those in its seat, oldest first."""
    return in_order(s for s in stints if s.is_head or (s.is_caretaker and with_caretakers))


def came_before(stint: StintFact, line: Sequence[StintFact]) -> StintFact | None:
    """Whoever had the seat before the stint; nobody where the record has a gap between the two."""
    place = _place(stint, line)
    before = next((s for s in reversed(line[:place]) if _is_another(s, stint)), None)
    return None if before is None or _is_parted(before, stint) else before


def came_after(stint: StintFact, line: Sequence[StintFact]) -> StintFact | None:
    """Whoever had the seat after the stint; nobody while it runs, or where the record has a gap."""
    after = next((s for s in line[_place(stint, line) + 1 :] if _is_another(s, stint)), None)
    return None if after is None or _is_parted(stint, after) else after


def _is_another(one: StintFact, stint: StintFact) -> bool:
    """Neither the coach's own time as caretaker nor somebody with whom the post was shared."""
    return one.coach_id != stint.coach_id and not ran_together(one, stint)


def _place(stint: StintFact, line: Sequence[StintFact]) -> int:
    """Where it stands in the line; behind all where it does not."""
    return next((place for place, other in enumerate(line) if other.key == stint.key), len(line))


def _is_parted(earlier: StintFact, later: StintFact) -> bool:
    """Of a stint without an end nothing says that it was long over."""
    return earlier.ended is not None and is_gap(earlier.ended, later.started)
