"""Names of coaches in a cell: footnotes and brackets off, two people apart, capitals set. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

CARETAKER = re.compile(r"\b(caretaker|interim|ad interim|acting|temporary|care-taker)\b", re.IGNORECASE)
BRACKETS = re.compile(r"\(([^)]*)\)|\[([^\]]*)\]")
NOBODY = {"", "-", "–", "—", "?", "tba", "tbd", "vacant", "none", "unknown", "n/a"}
JUNIOR = re.compile(r"\s*,\s*(jr|sr|júnior|junior|filho|neto)\b\.?", re.IGNORECASE)
BETWEEN = re.compile(r"\s*(?:&|/|;|,|\band\b)\s*", re.IGNORECASE)
# Words that stay small inside a name.
PARTICLES = frozenset(
    """
    af al bin da das de dei del della den der di do dos du e el la las le los ten ter van von y zu zur
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Person:
    name: str
    role: str = "head_coach"


def read(text: str) -> tuple[Person, ...]:
    """The people of the cell in its order, each with the role that the brackets give; empty for nobody."""
    words = " ".join(text.replace("\xa0", " ").split())
    found = []
    is_caretaker = bool(CARETAKER.search(words))
    words = JUNIOR.sub(r" \1", words)
    for part in BETWEEN.split(BRACKETS.sub(" ", words)):
        name = clean(part)
        if name.lower() in NOBODY:
            continue
        found.append(Person(name, "caretaker" if is_caretaker else "head_coach"))
    return tuple(dict.fromkeys(found))


def clean(text: str) -> str:
    """The name without footnotes, its hyphens and apostrophes closed up, in capitals where it has none."""
    text = CARETAKER.sub(" ", text) if CARETAKER.fullmatch(text.strip()) else text
    text = re.sub(r"(?<=[^\W\d])\s*\d+\s*$", "", text)  # a footnote's figure
    text = re.sub(r"[*†‡#^]+", "", text)
    text = re.sub(r"\s*-\s*", "-", text)
    text = re.sub(r"\s+(['’]\w)", r"\1", text)
    text = " ".join(text.split()).strip(" .,")
    return capitals(text) if text == text.lower() else text


def capitals(name: str) -> str:
    words = name.split(" ")
    return " ".join(
        word if place and word in PARTICLES else _capital(word) for place, word in enumerate(words)
    )


def _capital(word: str) -> str:
    if "-" in word:
        return "-".join(_capital(part) for part in word.split("-"))
    if word not in {"jr", "sr", "st"} and re.fullmatch(r"[b-df-hj-np-tv-xz]{2}", word):
        return word.upper()  # initials: PC, RP
    if found := re.fullmatch(r"(mc|o['’]|d['’])(\w+)", word):
        return found[1][0].upper() + found[1][1:] + found[2][0].upper() + found[2][1:]
    return word[:1].upper() + word[1:]
