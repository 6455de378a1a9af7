"""What an editor was shown before deciding: the change, and a token that the form carries back.

The token holds the fingerprint of the change and its lines, signed, so that a decision that
would now do something else can be answered with both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core import signing

from carousel import calling_off, editorial, previewing
from carousel.models import Rumour
from carousel.views.desk_change import BatchTable, ChangeTable, Line, table_of

SALT = "carousel.desk.shown"
# So long a page may lie open.
KEEPS = 7 * 24 * 3600


@dataclass(frozen=True)
class Shown:
    """The change as a table, or a sentence why there is none; ``token`` is what the form carries."""

    table: ChangeTable | None = None
    refused: str = ""
    token: str = ""
    fingerprint: str = ""


@dataclass(frozen=True)
class BatchShown:
    """The batch as it would be: ``token`` is what the form carries back, ``items`` what it is about.

    ``in_hand`` is the item that the editor had before him, with what he had typed.
    """

    heading: str
    table: BatchTable
    token: str
    items: list[str]
    do: str
    reason: str
    refusal: str
    back: str
    in_hand: dict[str, str]

    @property
    def count(self) -> int:
        return len(self.table.own)


def shown(rumour: Rumour, editor, at: datetime, **said: Any) -> Shown:
    """What confirming with what was ``said`` would change; nothing for what is decided."""
    if not rumour.is_open:
        return Shown()
    return _shown(lambda: previewing.preview(rumour, editor=editor, at=at, **said))


def rejection_shown(rumour: Rumour, editor, at: datetime) -> Shown:
    """What rejecting would change; nothing for what is decided."""
    if not rumour.is_open:
        return Shown()
    return _shown(lambda: previewing.preview_rejection(rumour, editor=editor, at=at))


def calling_off_shown(rumour: Rumour, editor, at: datetime) -> Shown:
    """What calling it off would change, whoever did; nothing for what cannot be called off."""
    if not calling_off.may_be(rumour):
        return Shown()
    return _shown(lambda: previewing.preview_calling_off(rumour, editor=editor, at=at))


def other_than(now: Shown | None, seen: Shown | None) -> ChangeTable | None:
    """What was shown, where that is not what would be shown now."""
    return seen.table if seen and now and seen.fingerprint != now.fingerprint else None


def _shown(preview: Callable[[], previewing.Preview]) -> Shown:
    try:
        found = preview()
    except editorial.MoveRefused as refused:
        return nothing_shown(str(refused))
    table = table_of(found)
    return Shown(table, token=_token(found.fingerprint, table), fingerprint=found.fingerprint)


def nothing_shown(why: str) -> Shown:
    """No change is shown, so that none can be confirmed as it was shown."""
    return Shown(refused=why, token=_token("", None))


def was_shown(token: str) -> Shown:
    """What the editor had before him; what nobody signed, or signed long ago, showed nothing."""
    try:
        told = signing.loads(token, salt=SALT, max_age=KEEPS)
    except signing.BadSignature:
        return Shown()
    table = None
    if told["table"]:
        own, follows = (tuple(Line(**line) for line in lines) for lines in told["table"])
        table = ChangeTable(own, follows)
    return Shown(table, token=token, fingerprint=told["fingerprint"])


def signed(fingerprint: str, salt: str) -> str:
    """The token of a change that is shown without its lines being kept; ``salt`` says of what kind it is."""
    return signing.dumps(fingerprint, salt=salt)


def fingerprint_in(token: str, salt: str) -> str:
    """The fingerprint of what the editor had before him; of what nobody signed, or long ago, none."""
    try:
        return signing.loads(token, salt=salt, max_age=KEEPS)
    except signing.BadSignature:
        return ""


def _token(fingerprint: str, table: ChangeTable | None) -> str:
    lines = [[asdict(line) for line in part] for part in (table.own, table.follows)] if table else None
    return signing.dumps({"fingerprint": fingerprint, "table": lines}, salt=SALT, compress=True)
