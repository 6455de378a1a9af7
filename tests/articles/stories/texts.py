"""Invented texts: each number gives other words, and a copy differs from its original in every so manieth."""

from __future__ import annotations

from random import Random

WORDS = [
    f"{a}{b}" for a in ("bold", "bane", "mål", "kamp", "hold", "sæd") for b in ("en", "et", "ene", "er", "es")
]


def text(number: int, words: int = 120) -> str:
    random = Random(number)
    return " ".join(random.choice(WORDS) for _ in range(words)) + "."


def edited(original: str, every: int = 10) -> str:
    """A copy with one word in so many replaced."""
    return " ".join(f"ny{word}" if at % every == 4 else word for at, word in enumerate(original.split()))
