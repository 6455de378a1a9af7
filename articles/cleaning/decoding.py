"""Bytes to text: pages say which charset they use, and some are wrong about it."""

from __future__ import annotations

import codecs
import re

MARKS = [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]
IN_PAGE = re.compile(rb"""<meta[^>]{1,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""", re.IGNORECASE)
HEAD = 4096
MOST_BROKEN = 20  # sound characters beyond ASCII for each broken one
BEYOND_ASCII = re.compile("[^\x00-\x7f]+")


def decode(body: bytes, charset: str = "") -> str:
    """The text; ``charset`` is what the site said. What fits no charset is shown as a replacement character.

    Text that reads as UTF-8 is UTF-8 whatever its site says: other charsets do not look like it by accident,
    and sites cut teasers in the middle of a character.
    """
    for mark, named in MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(named, "replace")
    if named := _wide(body):
        return body.decode(named, "replace")
    text = body.decode("utf-8", "replace")
    if _is_sound(text):
        return text
    return body.decode(_known(charset) or _known(_said_in_page(body)) or "cp1252", "replace")


def _is_sound(text: str) -> bool:
    """True where hardly a character beyond ASCII was none in UTF-8."""
    broken = text.count("\ufffd")
    return not broken or broken * MOST_BROKEN <= sum(map(len, BEYOND_ASCII.findall(text))) - broken


def _wide(body: bytes) -> str:
    """UTF-16 without a mark gives itself away: every second byte of its tags is nought."""
    head = body[:HEAD]
    if len(head) >= 8 and head.count(0) > len(head) // 3:
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    return ""


def _said_in_page(body: bytes) -> str:
    found = IN_PAGE.search(body[:HEAD])
    return found[1].decode("ascii") if found else ""


def _known(charset: str) -> str:
    """Python's name for the charset, if it is one of texts. Browsers read Latin-1 as its larger sister."""
    try:
        found = codecs.lookup(charset)
    except (LookupError, ValueError):
        return ""
    if not found._is_text_encoding or found.name in ("utf-8", "idna", "punycode", "unicode_escape"):
        return ""
    return "cp1252" if found.name in ("iso8859-1", "ascii") else found.name
