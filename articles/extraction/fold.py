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
    return text.translate(_FOLD)


@lru_cache(maxsize=32_768)
def fold_word(word: str) -> str:
    """The same for one word or name: texts repeat them, so each is folded once."""
    return word.translate(_FOLD)


def lower(text: str) -> str:
    """Small letters with their accents, character for character."""
    return text.translate(_LOWER).replace("’", "'")
