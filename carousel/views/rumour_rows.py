"""A rumour as lists show it, and the order of heat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from articles.models import Claim
from articles.paths import path_to
from carousel.editions import Edition
from carousel.likelihood.boards import Likelihood
from carousel.models import Club, Coach, Rumour
from carousel.record.facts import LADDER, SEAT_ROLES, RumourFact
from carousel.wording import silence_in_words

# Where the two stops of the way out stand on the six of the way in.
OUT_AS_IN = {"pressure": 2, "expected": 5}
# Talk that nobody has taken up for this long is cold, however far it had come.
FRESH_FOR = timedelta(days=60)


@dataclass(frozen=True)
class RumourRow:
    """``fact`` is a fact of the record, or today's row of it, which answers to the same names."""

    fact: RumourFact | Rumour
    coach: Coach
    club: Club
    pk: int | None
    evidence: int | None = None
    likelihood: Likelihood | None = None

    def get_absolute_url(self) -> str:
        return path_to("rumour", self.pk)

    @property
    def anchor(self) -> str:
        """Where its row stands in a list."""
        fact = self.fact
        return f"r{fact.coach_id}-{fact.club_id}-{fact.direction}-{fact.ordinal}"

    @property
    def is_open(self) -> bool:
        return self.fact.status == "open"

    @property
    def is_out(self) -> bool:
        return self.fact.direction == "out"

    @property
    def other_role(self) -> str:
        """The post in words, where it is not the head coach's."""
        return "" if self.fact.role == "head_coach" else str(Claim.Role(self.fact.role).label)

    @property
    def fell_through(self) -> bool:
        """Whether it was right as far as it went: talks took place, and nobody was appointed."""
        return self.fact.status in ("withdrawn", "took_other_job") and heat_of_stage(self.fact.stage) >= 4

    @property
    def silence(self) -> str:
        """Why it expired, if it did, in words."""
        if self.fact.status != "expired":
            return ""
        return silence_in_words((self.fact.ended_on - self.fact.newest_on).days)


def row_of(fact: RumourFact, edition: Edition, evidence: int | None = None) -> RumourRow:
    return RumourRow(
        fact=fact,
        coach=edition.coaches[fact.coach_id],
        club=edition.clubs[fact.club_id],
        pk=edition.rumour_ids.get(fact.key),
        evidence=evidence,
    )


def heat_of_stage(stage: str) -> int:
    return OUT_AS_IN.get(stage) or (LADDER.index(stage) + 1 if stage in LADDER else 0)


def hottest_first(rumours: Iterable[RumourFact], day: date | None = None) -> list[RumourFact]:
    """The open ones that readers may see, by stage, then independent outlets, then the newest report.

    With a ``day``, those that nobody has reported on for two months come last. What is said of
    the seat itself comes before what is said of other posts.
    """

    def heat(rumour: RumourFact) -> tuple:
        is_fresh = day is None or day - rumour.newest_on <= FRESH_FOR
        strength = (heat_of_stage(rumour.stage), len(rumour.origins), rumour.newest_on)
        return (is_fresh, rumour.role in SEAT_ROLES, *strength, rumour.key)

    return sorted((r for r in rumours if r.is_open and r.is_public), key=heat, reverse=True)


def ended_last_first(rumours: Iterable[RumourFact]) -> list[RumourFact]:
    """Those that readers may see and that are over, the latest ending first."""
    over = (r for r in rumours if r.is_public and r.ended_on)
    return sorted(over, key=lambda r: (r.ended_on, r.newest_on, r.key), reverse=True)
