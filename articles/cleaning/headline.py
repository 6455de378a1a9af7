"""The day beside a page's headline, where nothing marks it as the day of publication.

Papers and clubs set it alone on a line under the headline, or over it. Only such a line is read: one that
holds a day and hardly anything else, near the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from articles.cleaning import dateline

AFTER, BEFORE = 12, 3  # lines looked at under the headline and over it
LONGEST_LINE = 90
NEAR = 2  # elements around a line whose names say what it is
SHORTEST_HEADLINE = 12
LONGEST_OPENING = 400  # characters of other lines; behind so many the article has begun
MOST_OTHER_LETTERS = 30  # beside a day: its weekday, who wrote it, the section
LETTERS = re.compile(r"[^\W\d_]")
# A day of something else: an edit, an event, a deadline, a birth.
OTHER_DAY = re.compile(r"[-–—]\s*\d{1,2}\.|\b(?:bis|until|til|tot|jusqu|hasta|fino|born|geb|expire|ablauf)")


def moment_beside(tree, *, is_american: bool = False) -> str:
    """The moment or day in ISO form, or nothing; the nearest under the headline before one over it."""
    headline = _headline(tree)
    if headline is None:
        return ""
    lines = list(_lines(tree))
    inside = [number for number, (element, _text) in enumerate(lines) if _is_within(element, headline)]
    if not inside:
        return ""
    under = lines[inside[-1] + 1 : inside[-1] + 1 + AFTER]
    over = reversed(lines[max(0, inside[0] - BEFORE) : inside[0]])
    return _first(under, is_american) or _first(over, is_american)


def _headline(tree):
    """The heading that the page's title repeats, else its only one of the first rank, else nothing."""
    title = _text(tree.find(".//title"))
    headings = [(heading, _text(heading)) for heading in tree.iter("h1", "h2", "h3")]
    for heading, text in headings:
        if len(text) >= SHORTEST_HEADLINE and text in title:
            return heading
    first = [heading for heading, text in headings if heading.tag == "h1" and text]
    return first[0] if len(first) == 1 else None


def _text(element) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _first(lines, is_american: bool) -> str:
    """The first moment of the lines; nothing where they show so many days that they are a list."""
    found, read = [], 0
    for _element, text in lines:
        read += len(text)
        if read > LONGEST_OPENING:
            break
        folded = dateline.fold(text)
        if len(text) > LONGEST_LINE or text.endswith((".", "!", "?")) or dateline.UPDATED.match(folded):
            continue
        moment = "" if OTHER_DAY.search(folded) else dateline.read(folded, is_american=is_american)
        if moment and len(LETTERS.findall(folded)) <= MOST_OTHER_LETTERS:
            found.append(moment)
    is_list = len({moment[:10] for moment in found}) > dateline.MOST_DAYS
    return found[0] if found and not is_list else ""


def _lines(tree) -> Iterator[tuple]:
    """The pieces of text that a page shows, in the order in which they stand there, each with its element."""
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        # What follows an element, or a comment, is text of the one around it.
        holder, text = (element, element.text) if event == "start" else (element.getparent(), element.tail)
        if holder is not None and text and text.strip() and not _is_aside(holder):
            yield holder, " ".join(text.split())


def _is_aside(element) -> bool:
    """True of what stands apart from the article. Names of classes count close by: some name whole pages."""
    around = [element, *element.iterancestors()]
    return any(above.tag in dateline.ASIDE_TAGS for above in around) or any(
        dateline.ASIDE.search(dateline.marks(above)) for above in around[:NEAR]
    )


def _is_within(element, outer) -> bool:
    return element is outer or any(above is outer for above in element.iterancestors())
