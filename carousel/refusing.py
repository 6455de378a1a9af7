"""How a move is refused: with a sentence that an editor can read."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from carousel.models import Decision
from carousel.wording import moment_in_words

User = AbstractBaseUser | AnonymousUser


class MoveRefused(Exception):
    """Raised with a sentence that an editor can read; ``decision`` is the one that stands in the way."""

    def __init__(self, message: str, *, decision: Decision | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.decision = decision


def name_of(editor: User) -> str:
    """The editor's full name, else the name that he signs in with."""
    return editor.get_full_name() or editor.get_username()


def said(decision: Decision, sentence: str) -> str:
    """The sentence with who made the decision and when."""
    return sentence % {"who": name_of(decision.editor), "when": moment_in_words(decision.made_at)}


class PreviewMoved(MoveRefused):
    """Raised where a decision would change something else than the editor saw."""
