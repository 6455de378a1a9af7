"""What "right" means: of a rumour, that the post was got or lost; of a report, its stage.

"True, then fell through" is not false. A report of talks that took place was right,
although nobody was appointed; the rumour did not come true all the same.
"""

from __future__ import annotations

from carousel.record.facts import LADDER, LADDER_OUT

# Rejected because of how we read or whom we took for whom: no fault of any outlet.
OUR_FAULT = frozenset({"not_said", "wrong_name", "old_news"})
# How far up the ladder an ending shows a report to have been right, for whoever reported it alone.
PROVES = {"withdrawn": "talks", "took_other_job": "talks"}
# Up to here a report that another independent outlet bears out was right, whatever the ending;
# what is imminent stands or falls with the post.
BORNE_OUT_UP_TO = {"in": "agreed", "out": "pressure"}


def came_true(status: str, reason: str = "") -> bool | None:
    """Whether the post was got (or lost); ``None`` where the rumour is open or says nothing of anybody."""
    if status in ("open", "retracted") or (status == "rejected" and reason in OUR_FAULT):
        return None
    return status == "confirmed"


def was_right(
    direction: str, stage: str, status: str, *, is_borne_out: bool, reason: str = ""
) -> bool | None:
    """Whether a report at the stage was right about the stage; ``None`` where that cannot be said."""
    ladder = {"in": LADDER, "out": LADDER_OUT}.get(direction, ())
    if status == "open" or stage not in ladder or (status == "rejected" and reason in OUR_FAULT):
        return None
    if status in ("rejected", "retracted"):
        return False
    if status == "confirmed":
        return True
    place = ladder.index(stage)
    if direction == "in" and status in PROVES and place <= ladder.index(PROVES[status]):
        return True
    return is_borne_out and place <= ladder.index(BORNE_OUT_UP_TO[direction])
