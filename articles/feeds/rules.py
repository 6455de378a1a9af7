"""Which entries of a feed are wanted: words that must stand in title or text, and words that must not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from articles.extraction.fold import fold_word


class Told(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...


class Rules(Protocol):
    keep_words: list[str]
    drop_words: list[str]


def is_wanted(entry: Told, rules: Rules) -> bool:
    """True unless a word to drop stands in it, or words to keep are asked for and none does.

    Words are compared without capitals and accents, whole; one that ends in ``*`` opens longer ones.
    """
    text = fold_word(f"{entry.title}\n{entry.text}")
    if _holds(text, rules.drop_words):
        return False
    return not rules.keep_words or _holds(text, rules.keep_words)


def _holds(text: str, words: Iterable[str]) -> bool:
    return any(re.search(_pattern(word), text) for word in words if word.strip("* "))


def _pattern(word: str) -> str:
    bare = re.escape(fold_word(word.strip().removesuffix("*")))
    return rf"(?<!\w){bare}" + ("" if word.strip().endswith("*") else r"(?!\w)")
