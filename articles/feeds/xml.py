"""What can be told of an XML feed without parsing it. Runs apart (`articles.isolation`): no Django here."""

from __future__ import annotations

import re

ASIDE = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
FIRST_ELEMENT = re.compile(rb"<[A-Za-z_]")
ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
LAST_END = re.compile(rb"</(?:\w+:)?(?:rss|rdf|feed|urlset|channel)\s*>\s*$", re.IGNORECASE)
ENTRY_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)


def declares_entities(body: bytes) -> bool:
    """Whether entities are declared before the first element: no feed needs them, and bombs are made of them.

    A document type alone is let pass: the oldest feeds name theirs.
    """
    if b"!" not in body or not ENTITY.search(plain := body.replace(b"\x00", b"")):  # two bytes a letter
        return False
    plain = ASIDE.sub(b"", plain)
    first = FIRST_ELEMENT.search(plain)
    return bool(ENTITY.search(plain, 0, first.start() if first else len(plain)))


def breaks_off(body: bytes) -> bool:
    """Whether the last element is not closed: the site, or the way from it, lost the rest."""
    return not LAST_END.search(ASIDE.sub(b"", body[-4096:].replace(b"\x00", b"")))


def whole_entries(body: bytes) -> int:
    """How many entries come to their end."""
    return len(ENTRY_END.findall(body.replace(b"\x00", b"")))
