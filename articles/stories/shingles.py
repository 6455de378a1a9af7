"""How much of one text stands in another: runs of four words as numbers. Pure.

A text that opens or closes differently, or is cut short, shares most of its runs with
its original; two reporters who write of one event share hardly any.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence

from articles.extraction.fold import fold

WORDS = 4
FEWEST = 30  # runs; in fewer, one quoted sentence weighs as much as a copy
SAMPLED = 4  # one run in so many is looked up in the index
READ = frozenset({"lead", "body", "quote"})
WORD = re.compile(r"\w+")
SPREAD = 0x9E3779B1  # the checksum's bits are stirred, so that the sample does not hang on the last word
BITS = 30  # of a number, so that PostgreSQL's integer holds it


def told(text: str, regions: Iterable[Sequence]) -> str:
    """What the article itself says: without links, teasers, captions and credits once those are known."""
    spans = [(start, end) for part, start, end, region in regions if part == "text" and region in READ]
    if not spans and not any(region[0] == "text" for region in regions):
        return text
    return "\n".join(text[start:end] for start, end in spans)


def shingles(text: str) -> frozenset[int]:
    """The runs of four words, as numbers; accents and capitals do not count."""
    words = WORD.findall(fold(text))
    runs = (" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1))
    return frozenset(((zlib.crc32(run.encode()) * SPREAD) & 0xFFFFFFFF) >> (32 - BITS) for run in runs)


def sample(runs: Iterable[int]) -> list[int]:
    """The quarter of the runs by which copies are found; the same quarter in every text."""
    return sorted(run for run in runs if run % SAMPLED == 0)


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the shorter text's runs that stand in the longer one."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0
