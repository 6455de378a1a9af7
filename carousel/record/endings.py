"""How a rumour may end: every move from one status to another, and who may make it.

The record is computed anew whenever the ledger grows, so a rumour may also come back:
an article that arrives late shows that it had not expired, a retraction takes away what
ended it. What no step may do is written here by its absence: nobody but an editor rejects,
nothing but undoing brings back what was rejected, and time alone only ends what is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from carousel.record.facts import RumourFact

# Who moves a rumour: a report, read, read anew or arriving late; the record, where a stint begins,
# ends or is believed no longer; an editor; the clock; the retraction of an article, by an editor or by
# its source; an editor who keeps what it said all the same, or the source that says it again; an undoing.
REPORT, RECORD, EDITOR, CLOCK = "report", "record", "editor", "clock"
RETRACTION, KEEP, UNDO = "retraction", "keep", "undo"
# An edited article takes back, tells and says again in one step; so does one whose page went and came.
EDIT = "edit"
MOVERS = (REPORT, RECORD, EDITOR, CLOCK, RETRACTION, KEEP, UNDO)

# What else moves when somebody takes a step: a report, an entry or a decision may begin a stint, and
# a retraction or an undoing takes away what reports and stints had ended.
ALONG = {
    REPORT: {REPORT, RECORD, CLOCK},
    RECORD: {RECORD, CLOCK},
    EDITOR: {EDITOR, RECORD, CLOCK},
    CLOCK: {CLOCK},
    RETRACTION: {RETRACTION, RECORD, CLOCK},
    KEEP: {KEEP, REPORT, RECORD, CLOCK},
    UNDO: {UNDO, CLOCK},
    EDIT: {REPORT, RETRACTION, KEEP, RECORD, CLOCK},
}

_BY_ARTICLES = "report retraction undo"
_BY_STINTS = "record undo"
_BY_BOTH = "report record retraction undo"

# From each status to each other, and by whom. What is not here does not happen.
TABLE: dict[str, dict[str, str]] = {
    "open": {
        "confirmed": "record editor undo",
        "rejected": "editor",
        "withdrawn": "report editor retraction undo",
        "seat_filled": _BY_STINTS,
        "took_other_job": _BY_STINTS,
        "denied": _BY_ARTICLES,
        "expired": "clock report record retraction undo",
        "retracted": "retraction undo",
    },
    "confirmed": {
        "open": _BY_BOTH,
        "withdrawn": _BY_BOTH,
        "seat_filled": _BY_STINTS,
        "took_other_job": _BY_STINTS,
        "denied": _BY_BOTH,
        "expired": _BY_BOTH,
        "retracted": "retraction undo",
    },
    "withdrawn": {
        "open": _BY_BOTH,
        "confirmed": _BY_STINTS,
        "rejected": "editor",
        "seat_filled": _BY_STINTS,
        "took_other_job": _BY_STINTS,
        "expired": _BY_BOTH,
        "retracted": "retraction undo",
    },
    "seat_filled": {
        "open": _BY_BOTH,
        "confirmed": "record undo",
        "rejected": "editor",
        "withdrawn": _BY_BOTH,
        "took_other_job": _BY_STINTS,
        "expired": _BY_BOTH,
        "retracted": "retraction undo",
    },
    "took_other_job": {
        "open": _BY_BOTH,
        "confirmed": "record undo",
        "rejected": "editor",
        "withdrawn": _BY_BOTH,
        "seat_filled": _BY_STINTS,
        "expired": _BY_BOTH,
        "retracted": "retraction undo",
    },
    "denied": {
        "open": _BY_BOTH,
        "confirmed": _BY_STINTS,
        "rejected": "editor",
        "expired": _BY_BOTH,
        "retracted": "retraction undo",
    },
    "expired": {
        "open": _BY_BOTH,
        "confirmed": "record editor undo",
        "rejected": "editor",
        "withdrawn": _BY_BOTH,
        "seat_filled": _BY_STINTS,
        "took_other_job": _BY_STINTS,
        "denied": _BY_BOTH,
        "retracted": "retraction undo",
    },
    "rejected": {
        "open": "undo",
        "confirmed": "undo",
        "withdrawn": "undo",
        "seat_filled": "undo",
        "took_other_job": "undo",
        "denied": "undo",
        "expired": "undo",
        "retracted": "undo",
    },
    "retracted": {
        "open": "keep undo",
        "confirmed": "keep undo",
        "withdrawn": "keep undo",
        "seat_filled": "keep undo",
        "took_other_job": "keep undo",
        "denied": "keep undo",
        "expired": "keep undo",
    },
}

Told = Mapping[tuple[str, int], str]  # by direction and claim's id, the status of its rumour


class WrongEnding(AssertionError):
    """The computed record would make a move that the table does not have."""


def may_move(before: str, after: str, by: str) -> bool:
    """Whether that mover may make that move; to stay is no move."""
    return by in TABLE[before].get(after, "").split()


def editors_moves(status: str) -> frozenset[str]:
    """What an editor may make of a rumour of that status."""
    return frozenset(after for after in TABLE[status] if may_move(status, after, EDITOR))


def told(rumours: Iterable[RumourFact]) -> dict[tuple[str, int], str]:
    """For each claim the status of the rumour that it is laid to.

    A rumour is followed by its claims: its place among those of its pair changes when
    an earlier one comes to light.
    """
    return {(rumour.direction, claim): rumour.status for rumour in rumours for claim in rumour.claims}


def check(before: Told, after: Told, by: str | None) -> None:
    """Raises ``WrongEnding`` where a step by ``by`` moved a rumour in a way that the table does not have.

    Where nobody says who made the step, anybody may have.
    """
    movers = ALONG[by] if by else set(MOVERS)
    for key in before.keys() & after.keys():
        was, became = before[key], after[key]
        if was != became and not any(may_move(was, became, mover) for mover in movers):
            raise WrongEnding(f"{was} became {became} by {by}: claim {key[1]}, direction {key[0]}")


def diagram() -> str:
    """The table as a Mermaid diagram of what ends a rumour, and the whole table below it."""
    drawn = ["stateDiagram-v2", "    [*] --> open: report"]
    drawn += [
        f"    {before} --> {after}: {', '.join(by.split())}"
        for before, moves in TABLE.items()
        for after, by in moves.items()
        if before == "open" or after == "rejected" or (by == "undo" and after == "open")
    ]
    head = f"| from | {' | '.join(TABLE)} |\n| --- |{' --- |' * len(TABLE)}"
    rows = [
        f"| {before} | {' | '.join(', '.join(moves.get(after, '').split()) for after in TABLE)} |"
        for before, moves in TABLE.items()
    ]
    return "\n".join(["```mermaid", *drawn, "```", "", head, *rows, ""])
