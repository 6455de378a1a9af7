"""Where things stand on the site, in the edition that is being read."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode


def address_on(thing, day: date | None) -> str:
    """The page of a coach, club, rumour or the like as it stood on the day; today's without one."""
    url = thing.get_absolute_url()
    return f"{url}?{urlencode({'as_of': day.isoformat()})}" if day else url
