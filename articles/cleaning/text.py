"""One door for all text: what passes it can be stored, compared and shown."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")

# Not printed, yet they split names, hide words, turn the reading order or make PostgreSQL refuse the row.
# The soft hyphen is among them: papers put it inside long names.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
GAPS = re.compile(r"\n{3,}")
SPACE = re.compile(r"\s+")


def tidy(text: str) -> str:
    """The same words without what cannot be seen; lines end in ``\\n`` and paragraphs stay apart.

    >>> tidy("Tho\\u00adrup\\r\\n\\r\\n\\r\\n\\r\\nGent\\x00 ")
    'Thorup\\n\\nGent'
    """
    text = LINE_ENDS.sub("\n", text)
    text = UNSEEN.sub("", text).replace("\t", " ")
    # Only now, since an unseen character may stand between a letter and its accent.
    text = unicodedata.normalize("NFC", text)
    text = "\n".join(line.strip() for line in text.split("\n"))
    return GAPS.sub("\n\n", text).strip()


def one_line(text: str) -> str:
    """The tidied text on one line: for titles and names."""
    return SPACE.sub(" ", tidy(text)).strip()


def text_key(text: str) -> str:
    """The same for two texts that differ only in capitals, spacing and what cannot be seen."""
    folded = unicodedata.normalize("NFC", one_line(text).casefold())
    return hashlib.sha256(folded.encode()).hexdigest()
