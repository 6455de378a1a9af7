"""What an edit changed, sentence by sentence and within a sentence word by word. Pure.

>>> [(p.kind, p.text) for p in compare("Han går. Nu.", "Han bliver. Nu.")]
[('same', 'Han '), ('gone', 'går.'), ('new', 'bliver.'), ('same', ' Nu.')]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?]+[\"”»')\]]*|\n|\Z)\s*")
WORD = re.compile(r"\s+|\S+")
# Longer stretches are compared as wholes: the time grows with the square of the length.
MOST_SENTENCES = 3000
MOST_WORDS = 600
CONTEXT = 160  # characters that are shown of what stayed, on either side of a change


@dataclass(frozen=True)
class Piece:
    """A stretch of the texts: ``same``, ``gone``, ``new``, or ``left_out`` of what stayed the same."""

    kind: str
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """The pieces in order: without those that are new they are the one text, without those gone the other."""
    old, new = ([s for s in SENTENCE.findall(text) if s] for text in (before, after))
    if max(len(old), len(new)) > MOST_SENTENCES:
        return _merged(_replaced(before, after))
    found: list[Piece] = []
    for kind, a, b, c, d in _steps(old, new):
        if kind == "equal":
            found.append(Piece("same", "".join(old[a:b])))
        else:
            found += _by_words("".join(old[a:b]), "".join(new[c:d]))
    return _merged(found)


def shortened(pieces: Sequence[Piece]) -> list[Piece]:
    """What stayed the same is shown only near what changed."""
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        before = 0 if at == 0 else CONTEXT
        after = 0 if at == len(pieces) - 1 else CONTEXT
        if piece.kind != "same" or len(piece.text) <= before + after + CONTEXT:
            found.append(piece)
            continue
        ends = (piece.text[:before], piece.text[len(piece.text) - after :])
        kept = (Piece("same", ends[0]), Piece("left_out", "…"), Piece("same", ends[1]))
        found += [one for one in kept if one.text]
    return found


def _by_words(before: str, after: str) -> list[Piece]:
    old, new = WORD.findall(before), WORD.findall(after)
    if not old or not new or max(len(old), len(new)) > MOST_WORDS:
        return _replaced(before, after)
    found: list[Piece] = []
    gone = put_in = ""
    for kind, a, b, c, d in _steps(old, new):
        same = "".join(old[a:b])
        # A lone space between two changes is changed with them, so that whole phrases are struck out.
        if kind == "equal" and (same.strip() or not (gone or put_in) or b == len(old)):
            found += [*_replaced(gone, put_in), Piece("same", same)]
            gone = put_in = ""
        else:
            gone, put_in = gone + same, put_in + "".join(new[c:d])
    return found + _replaced(gone, put_in)


def _steps(old: list[str], new: list[str]):
    return SequenceMatcher(None, old, new).get_opcodes()


def _replaced(before: str, after: str) -> list[Piece]:
    return [piece for piece in (Piece("gone", before), Piece("new", after)) if piece.text]


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one kind are one."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].kind == piece.kind:
            found[-1] = Piece(piece.kind, found[-1].text + piece.text)
        else:
            found.append(piece)
    return found
