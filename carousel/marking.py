"""A whole text with everything marked in it that its claims rest on: pure.

Marks may overlap; a stretch then carries all of them, so that none hides another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

READ = frozenset({"title", "lead", "body", "quote"})


@dataclass(frozen=True)
class Mark:
    """``kind`` is coach, club, cue, date or source."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Segment:
    """Text between two boundaries: the marks that cover it, those that begin with it, and the
    numbers of the claims whose passage ends after it."""

    text: str
    kinds: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Stretch:
    """Some lines of the text. ``set_aside`` says what they are where nothing is read from them."""

    segments: tuple[Segment, ...]
    set_aside: str = ""


def stretches(
    whole: str,
    marks: Iterable[Mark],
    passages: Iterable[tuple[int, int]],
    regions: Iterable[tuple[int, int, str]],
) -> list[Stretch]:
    """The text in stretches that together are the text, letter for letter.

    ``passages`` pairs a claim's number with where its passage ends; ``regions`` gives
    start, end and label of what the reader told apart.
    """
    marks = [mark for mark in marks if 0 <= mark.start < mark.end <= len(whole)]
    ends: dict[int, list[int]] = defaultdict(list)
    for number, end in passages:
        ends[min(end, len(whole))].append(number)
    found: list[Stretch] = []
    for start, end, label in _cover(len(whole), regions):
        if found and not whole[start:end].strip():
            label = found[-1].set_aside  # empty lines between two regions belong to the one before
        segments = _segments(whole, start, end, marks, ends)
        if found and found[-1].set_aside == label:
            found[-1] = Stretch((*found[-1].segments, *segments), label)
        else:
            found.append(Stretch(segments, label))
    return found


def _cover(length: int, regions: Iterable[tuple[int, int, str]]) -> Iterable[tuple[int, int, str]]:
    """From 0 to the end without a gap; what no region names is read like the body."""
    place = 0
    for start, end, region in sorted(regions):
        start, end = max(start, place), min(end, length)
        if start >= end:
            continue
        if start > place:
            yield place, start, ""
        yield start, end, "" if region in READ else region
        place = end
    if place < length:
        yield place, length, ""


def _segments(
    whole: str, start: int, end: int, marks: Sequence[Mark], ends: dict[int, list[int]]
) -> tuple[Segment, ...]:
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = {start, end, *(place for place in ends if start < place < end)}
    cuts |= {place for mark in inside for place in (mark.start, mark.end) if start < place < end}
    segments = []
    for first, last in pairwise(sorted(cuts)):
        covering = sorted((m for m in inside if m.start <= first and m.end >= last), key=_widest_first)
        kinds = tuple(dict.fromkeys(mark.kind for mark in covering))
        begins = tuple(dict.fromkeys(mark.kind for mark in covering if mark.start == first))
        segments.append(Segment(whole[first:last], kinds, begins, tuple(ends.get(last, ()))))
    return tuple(segments)


def _widest_first(mark: Mark) -> tuple[int, int, str]:
    return (mark.start - mark.end, mark.start, mark.kind)
