"""Lines that a club heads: "ANCONA: …", one after the other through an article."""

from __future__ import annotations

from .document import Document
from .shapes import is_no_name, person_start

FEWEST = 3  # lines; one alone may be the place that a report is from, or anything
LONGEST = 4  # words


def club_headings(document: Document) -> dict[int, int]:
    """Where the heading ends, by index of the sentence that opens a headed line; else nothing."""
    found: dict[int, int] = {}
    names: set[str] = set()
    line = -1
    for sentence in document.sentences:
        if sentence.part != "text" or sentence.line == line:
            continue
        line = sentence.line
        last = _heading(document, sentence)
        if last:
            found[sentence.index] = last
            names.add(" ".join(token.low for token in sentence.tokens[:last]))
    return found if len(names) >= FEWEST else {}


def _heading(document: Document, sentence) -> int:
    """How many words of capitals stand before a colon at the head of a line, if no person is among them."""
    tokens = sentence.tokens
    last = next((at for at, token in enumerate(tokens[: LONGEST + 1]) if token.text == ":"), 0)
    head = tokens[:last]
    is_shouted = bool(head) and all(token.text.isupper() for token in head if token.is_word)
    if not is_shouted or len(head[0].text) < FEWEST or last + 1 >= len(tokens):
        return 0
    is_person = person_start(tokens, 0, last, document.names) is not None
    is_noun = any(match.first < last for match in (*sentence.grouped("role"), *sentence.grouped("cue")))
    return 0 if is_person or is_noun or is_no_name(tokens, 0, last) else last
