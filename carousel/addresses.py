"""Where things stand on the site, in the edition that is being read."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode


def address_on(thing, day: date | None) -> str:
    """The page of a coach, club, rumour or the like as it stood on the day; today's without one."""
    return on_day(thing.get_absolute_url(), day)


def on_day(url: str, day: date | None) -> str:
    """The address as of the day, beside whatever it asks for already; as it is without one."""
    if day is None:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode({'as_of': day.isoformat()})}"
