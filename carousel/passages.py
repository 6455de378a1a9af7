"""A claim's sentence in its paragraph, cut at the marks of coach, club, cue, date and source: pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_ASIDE = 320

# kind, part, start and end, as `articles.keeping` stores them
Mark = tuple[str, str, int, int]


@dataclass(frozen=True)
class Segment:
    """A stretch of text, and what is marked in it: empty for plain text."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class Passage:
    """The sentence that a claim rests on, and the rest of its paragraph on either side."""

    before: tuple[Segment, ...]
    said: tuple[Segment, ...]
    after: tuple[Segment, ...]


def in_paragraph(whole: str, start: int, end: int, marks: Iterable[Mark]) -> Passage:
    """The stretch ``whole[start:end]`` as an editor reads it, long asides shortened at a word."""
    marks = tuple(marks)
    opening = whole.rfind("\n", 0, start) + 1
    closing = whole.find("\n", end)
    closing = len(whole) if closing == -1 else closing
    before, after = (), ()
    if whole[opening:start].strip():
        first = _at_word(whole, max(opening, start - LONGEST_ASIDE), start, opening)
        before = ((Segment("… "),) if first > opening else ()) + cut(whole, first, start, marks)
    if whole[end:closing].strip():
        last = closing if closing - end <= LONGEST_ASIDE else whole.rfind(" ", end, end + LONGEST_ASIDE)
        after = cut(whole, end, max(last, end), marks) + ((Segment(" …"),) if last < closing else ())
    return Passage(before, cut(whole, start, end, marks), after)


def cut(whole: str, start: int, end: int, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """The stretch in segments that together are the stretch, letter for letter.

    Where two marks overlap the one that begins first has the word.
    """
    segments, place = [], start
    for kind, _part, first, last in sorted(marks, key=lambda mark: (mark[2], -mark[3])):
        last = min(last, end)
        if first < place or last <= first:
            continue
        if first > place:
            segments.append(Segment(whole[place:first]))
        segments.append(Segment(whole[first:last], kind))
        place = last
    if place < end:
        segments.append(Segment(whole[place:end]))
    return tuple(segments)


def _at_word(whole: str, place: int, end: int, opening: int) -> int:
    """The place, moved on to the beginning of a word; a paragraph's opening is one."""
    if place == opening:
        return place
    blank = whole.find(" ", place, end)
    return place if blank == -1 else blank + 1
