"""What it would change that a name is somebody's, shown at the name before it is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from carousel import join_previews
from carousel.editorial import User
from carousel.merging import Known, noun_of
from carousel.views.desk_change import Line, line_of
from carousel.views.desk_shown import fingerprint_in, signed

SALT = "carousel.names.link"


@dataclass(frozen=True)
class LinkShown:
    """``name`` is the row it is shown at; ``token`` is what the form carries back."""

    name: str
    kept: Known
    claims: int
    lines: tuple[Line, ...]
    token: str


def shown(name: Known, kept: Known, *, editor: User, at: datetime) -> LinkShown:
    """Nothing is written. Raises ``MoveRefused`` where linking would be refused."""
    found = join_previews.link_foreseen(name, kept, editor=editor, at=at)
    lines = tuple(line_of(change) for change in found.changes)
    token = signed(found.fingerprint, SALT)
    return LinkShown(f"{noun_of(kept)}-{name.pk}", kept, found.claims, lines, token)


def was_shown(token: str) -> str:
    """The fingerprint of the link that the editor had before him."""
    return fingerprint_in(token, SALT)
