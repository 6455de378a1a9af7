"""What came after a denial, and after a vote of confidence. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from carousel.record.days import Days, span_in_days
from carousel.record.facts import RumourFact, StintFact

# An appointment within this time of a denial shows that it did not hold; later, things may have changed.
SOON = timedelta(days=30)


@dataclass(frozen=True)
class Backing:
    """The last time that a coach was said to stay; ``days`` from then to the end, ``None`` while he stays."""

    claim_id: int
    on: date
    days: tuple[int | None, int | None] | None


def last_backing(stint: StintFact, told: Mapping[int, tuple[str, date]]) -> Backing | None:
    """The last backing before the stint's end; ``told`` gives a claim's kind and the day of its article."""
    ended = stint.ended.key()[1] if stint.ended else date.max
    course = {claim: told[claim] for claim, on in stint.evidence if on == "course" and claim in told}
    backings = [(on, claim) for claim, (kind, on) in course.items() if kind == "extension" and on <= ended]
    if not backings:
        return None
    on, claim = max(backings)
    return Backing(claim, on, span_in_days(Days.on(on), stint.ended) if stint.ended else None)


def appointed_after_denial(rumour: RumourFact, stints: Iterable[StintFact]) -> tuple[StintFact, Days] | None:
    """The post that the coach got within 30 days after he or the club had denied it, with its start."""
    if rumour.direction != "in" or rumour.status not in ("withdrawn", "denied") or rumour.ended_on is None:
        return None
    window = Days(rumour.ended_on, rumour.ended_on + SOON)
    for stint in sorted(stints, key=lambda s: s.key):
        is_same_post = (stint.coach_id, stint.club_id) == (rumour.coach_id, rumour.club_id)
        if is_same_post and stint.started.is_bounded and stint.started.meets(window):
            return stint, stint.started
    return None
