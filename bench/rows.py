"""A line of the table."""

import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    what: str
    figure: float
    unit: str
    note: str = ""


def in_milliseconds(seconds):
    ordered = sorted(seconds)
    last = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return f"{statistics.median(ordered) * 1000:.1f} / {last * 1000:.1f} ms"
