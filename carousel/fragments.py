"""Where a passage stands on the outlet's own page: its address with a text fragment to scroll to.

The form is ``#:~:text=prefix-,start,end,-suffix``. Every part is a few whole words of one line, since
a part must not cross from one block of the page into another; and in a part a hyphen, a comma
and an ampersand have a meaning of their own, so that they are written in percent signs.
"""

from __future__ import annotations

from urllib.parse import quote

# A passage of no more words than this stands whole; of a longer one the first and the last few.
WHOLE = 8
ENDS = 4
BESIDE = 3


def address_of(url: str, whole: str, start: int, end: int) -> str:
    """The page at ``url``, at the stretch ``whole[start:end]``; empty where there is no page.

    The words beside it are named only where its own stand more than once.
    """
    if not url.startswith(("https://", "http://")):
        return ""
    page = url.split("#", 1)[0]
    lines = [words for line in whole[start:end].splitlines() if (words := line.split())]
    if not lines:
        return page
    first, last = lines[0], lines[-1]
    if len(lines) == 1 and len(first) <= WHOLE:
        parts = [" ".join(first)]
    else:
        parts = [" ".join(first[:ENDS]), " ".join(last[-ENDS:])]
    before, after = "", ""
    if _flat(whole).count(_flat(parts[0])) > 1:
        before = _last_words(whole[:start])
        after = _first_words(whole[end:])
    told = [f"{_written(before)}-"] if before else []
    told += [_written(part) for part in parts]
    told += [f"-{_written(after)}"] if after else []
    return f"{page}#:~:text={','.join(told)}"


def _written(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def _last_words(text: str) -> str:
    """The last words of the last line that has any."""
    lines = [words for line in text.splitlines() if (words := line.split())]
    return " ".join(lines[-1][-BESIDE:]) if lines else ""


def _first_words(text: str) -> str:
    lines = [words for line in text.splitlines() if (words := line.split())]
    return " ".join(lines[0][:BESIDE]) if lines else ""
