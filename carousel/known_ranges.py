"""Ranges of days as the database writes them, each read once.

A page is drawn from a thousand ranges, most of them the same as on the page before: reading them took a
twentieth of its time. psycopg reads ranges in Python, and Python's dates never change, so that one object
may stand wherever the same range was written.
"""

from __future__ import annotations

from typing import ClassVar

import psycopg
from psycopg.types.range import DateRangeLoader, Range

MOST = 50_000  # some ten megabytes


class KnownRanges(DateRangeLoader):
    known: ClassVar[dict[bytes, Range]] = {}

    def load(self, data) -> Range:
        written = bytes(data)
        found = self.known.get(written)
        if found is None:
            if len(self.known) >= MOST:
                self.known.clear()
            found = self.known[written] = super().load(written)
        return found


def register() -> None:
    """Every connection that is opened from now on reads ranges so."""
    psycopg.adapters.register_loader("daterange", KnownRanges)
