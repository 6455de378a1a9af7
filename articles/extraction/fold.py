"""Text made comparable without moving a character: every fold keeps the length.

>>> fold("Bölöni, Ståle")
'boloni, stale'
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart, and quotes and dashes that papers mix.
# Spellings of another length (ae for æ, ss for ß) belong among a record's aliases.
BY_HAND = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ı": "i",
    "ħ": "h",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
}
BY_HAND |= {"–": "-", "—": "-", "‑": "-", "\xa0": " ", "\u2009": " ", "\u202f": " "}


@lru_cache(maxsize=8192)
def _lower_character(character: str) -> str:
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    lowered = _lower_character(character)
    if lowered in BY_HAND:
        return BY_HAND[lowered]
    base = unicodedata.normalize("NFKD", lowered)[0]
    return base if base.isalnum() and lowered.isalpha() else lowered


class _Table(dict):
    """A translation table that works each character out once, when it first appears."""

    def __init__(self, rule):
        super().__init__()
        self.rule = rule

    def __missing__(self, code: int) -> str:
        self[code] = folded = self.rule(chr(code))
        return folded


_FOLD = _Table(_fold_character)
_LOWER = _Table(_lower_character)


def fold(text: str) -> str:
    """Small letters without accents, character for character."""
    if text.isascii():
        return text.lower().replace("`", "'")
    low = _lowered(text)
    if low is None:
        return text.translate(_FOLD)
    strange = {character: _FOLD[ord(character)] for character in set(low) if not character.isascii()}
    if not all(plain.isascii() or plain == character for character, plain in strange.items()):
        return text.translate(_FOLD)
    low = low.replace("`", "'")
    for character, plain in strange.items():  # a text has few of them: faster than a table for each letter
        low = low.replace(character, plain)
    return low


@lru_cache(maxsize=32_768)
def fold_word(word: str) -> str:
    """The same for one word or name: texts repeat them, so each is folded once."""
    return word.translate(_FOLD)


def lower(text: str) -> str:
    """Small letters with their accents, character for character."""
    low = _lowered(text)
    return (text.translate(_LOWER) if low is None else low).replace("’", "'")


def _lowered(text: str) -> str | None:
    """The same as letter by letter, or nothing where letters change together or grow."""
    low = text.lower()
    return low if len(low) == len(text) and "Σ" not in text else None
