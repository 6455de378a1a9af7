"""What feedparser overlooks in the dates of feeds. Runs apart (`articles.isolation`): no Django here."""

from __future__ import annotations

import calendar
import re
from datetime import timedelta

# It knows the letters of North America and of Greenwich, and takes all others for Greenwich.
HOURS = {
    "WET": 0,
    "WEST": 1,
    "BST": 1,
    "CET": 1,
    "MEZ": 1,
    "CEST": 2,
    "MESZ": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "TRT": 3,
    "BRT": -3,
}
KNOWN = frozenset(
    {"", "Z", "GMT", "UT", "UTC", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AM", "PM"}
)
LETTERS = re.compile(r"(?<![A-Za-z])([A-Z]{2,5})$")
OFFSET = re.compile(r":\d\d(?:\.\d+)?\s*[+-](\d\d):?\d\d$")
FURTHEST = 14  # hours from Greenwich
ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
HOUR = re.compile(r"\d\d?:\d\d|T\d\d")


def can_be(written: str) -> bool:
    """Whether the written date names a moment: it has an hour, a day of the calendar and a zone on earth."""
    if not HOUR.search(written) or _letters(written) not in KNOWN | HOURS.keys():
        return False
    offset = OFFSET.search(written)
    return not (offset and int(offset[1]) > FURTHEST) and _is_in_calendar(written)


def overlooked(written: str) -> timedelta:
    """How far the zone that the date is written with lies from the one it is taken for."""
    return timedelta(hours=HOURS.get(_letters(written), 0))


def _letters(written: str) -> str:
    found = LETTERS.search(written)
    return found[1] if found else ""


def _is_in_calendar(written: str) -> bool:
    """30 February is read as a day of March."""
    found = ISO_DAY.match(written)
    if not found:
        return True
    year, month, day = map(int, found.groups())
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
