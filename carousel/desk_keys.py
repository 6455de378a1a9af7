"""The keys of the desk and of the names that wait, and those that an editor would rather press."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carousel.editorial import User
from carousel.models import DeskKeys
from carousel.permissions import require_editor
from carousel.prepared import Given, Prepared

# What each key does, by the letter that it has unless an editor chose another; pages name it so.
KEYS = {
    "j": gettext_lazy("next"),
    "k": gettext_lazy("previous"),
    "c": gettext_lazy("confirm, then the next"),
    "r": gettext_lazy("reject; then a digit says why, Enter repeats the last"),
    "d": gettext_lazy("called off, though not untrue; then a digit says by whom"),
    "s": gettext_lazy("snooze; then a digit says until when"),
    "e": gettext_lazy("edit, then confirm"),
    "m": gettext_lazy("merge with another record; then 1 is the coach, 2 the club"),
    "y": gettext_lazy("keep what lost its source"),
    "t": gettext_lazy("take it back with its source"),
    "u": gettext_lazy("undo what you did last, a batch too"),
    "p": gettext_lazy("take up again what was not written"),
    "x": gettext_lazy("select or leave out"),
    "v": gettext_lazy("the sentence in its article"),
    "o": gettext_lazy("what else was said of this coach and this seat"),
    "g": gettext_lazy("go: then q to the queue, s to the feeds, j to the jobs"),
    "/": gettext_lazy("search in the list"),
    "?": gettext_lazy("this list"),
}
# At the names that wait: what is done there too has the desk's key for it, whoever moves it.
NAMES = {
    "j": KEYS["j"],
    "k": KEYS["k"],
    "l": gettext_lazy("link; then a digit says to whom"),
    "n": gettext_lazy("a record of its own"),
    "i": gettext_lazy("ignore"),
    "u": gettext_lazy("undo"),
    "?": KEYS["?"],
}
PLACES = {"desk": KEYS, "names": NAMES}
EVERY = NAMES | KEYS
# A second letter for the same, as long as no other key has been moved there.
ALSO = {"a": "c", "z": "u"}


class KeysRefused(Exception):
    """Raised with the sentence that says which letters cannot be so."""


@dataclass(frozen=True)
class Keys:
    """``letters`` says for each key what is pressed for it, empty for nothing."""

    are_on: bool
    letters: dict[str, str]

    def pressed(self, place: str = "desk") -> dict[str, str]:
        """For each letter that does something there, the key that it stands for.

        A letter that a key was moved to is that key's, whoever had it.
        """
        own: dict[str, str] = {}
        for key in sorted(PLACES[place], key=lambda key: self.letters[key] == key):
            if letter := self.letters[key]:
                own.setdefault(letter, key)
        here = {letter: key for letter, key in ALSO.items() if key in PLACES[place]}
        return own | {letter: key for letter, key in here.items() if letter not in own and self.letters[key]}


KEPT = Prepared(lambda: DeskKeys.objects.filter(editor=Given("editor")))


def of(editor: User) -> Keys:
    kept = KEPT.first(editor=editor.pk)
    if kept is None:
        return Keys(True, {key: key for key in EVERY})
    return Keys(kept.are_on, {key: kept.letters.get(key, key) for key in EVERY})


def keep(editor: User, *, are_on: bool, letters: dict[str, str]) -> Keys:
    """These are the editor's keys from now on; those that are as the house has them are not written."""
    require_editor(editor)
    wanted = {key: letters.get(key, key).strip().lower() for key in EVERY}
    for letter in wanted.values():
        if len(letter) > 1 or (letter and (not letter.isprintable() or letter.isdigit())):
            raise KeysRefused(_("“%(letter)s” is no single letter or sign.") % {"letter": letter})
    for keys in PLACES.values():
        _check_apart(keys, wanted)
    moved = {key: letter for key, letter in wanted.items() if letter != key}
    DeskKeys.objects.update_or_create(editor_id=editor.pk, defaults={"are_on": are_on, "letters": moved})
    return of(editor)


def _check_apart(keys: Mapping[str, object], wanted: Mapping[str, str]) -> None:
    """Raises ``KeysRefused`` where one letter would do two things in the same place."""
    seen: dict[str, str] = {}
    for key in keys:
        letter = wanted[key]
        if letter and letter in seen:
            raise KeysRefused(
                _("“%(letter)s” cannot do two things: %(one)s, and %(other)s.")
                % {"letter": letter, "one": keys[seen[letter]], "other": keys[key]}
            )
        seen[letter] = key
