"""How long a rumour lives without a new report, by the stage that it has reached.

Of what is said at a stage, half is settled within the stage's half-life after the newest
report. After three half-lives an eighth at most could still come true, and the rumour
ends as expired. docs/decisions/0010 has the reasons for each number.
"""

from __future__ import annotations

from datetime import date, timedelta

# In days. What is imminent must come true soon or was not; talks and agreements take their time.
HALF_LIFE = {
    "linked": 7,
    "candidate": 10,
    "favourite": 10,
    "talks": 14,
    "agreed": 14,
    "imminent": 7,
    "pressure": 14,
    "expected": 7,
}
HALF_LIVES = 3
# A coach who gets the post, or loses it, so soon after the talk of it died down answers it after all.
ANSWERED_LATE = timedelta(days=60)


def life_of(stage: str) -> timedelta | None:
    """How long a rumour at the stage lives without a new report; ``None`` where it does not age."""
    half_life = HALF_LIFE.get(stage)
    return timedelta(days=half_life * HALF_LIVES) if half_life else None


def expiry_of(stage: str, newest_on: date) -> date | None:
    """The day on which the rumour is over, if none reports on it before."""
    life = life_of(stage)
    return newest_on + life if life else None


def freshness(stage: str, days: int) -> float:
    """The share of such rumours that is still unsettled so many days after the newest report."""
    half_life = HALF_LIFE.get(stage)
    return 0.5 ** (max(days, 0) / half_life) if half_life else 1.0
