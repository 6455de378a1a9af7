"""Signs that a list of rumours shows over and over: the ladder, the number, the movement.

There are some dozens of each. They are drawn once a language and kept as they are.
"""

from __future__ import annotations

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from carousel import wording
from carousel.likelihood.movement import Movement


def ladder(direction: str, stage: str, status: str) -> SafeString:
    """The stops that a rumour climbed, and the one that it reached."""
    return _ladder(direction, stage, status, get_language())


def in_100(points: int) -> SafeString:
    """ "88 in 100", as it stands in a link or alone."""
    return _in_100(points, get_language())


def movement(moved: Movement) -> SafeString:
    """How a likelihood has moved, with a sign and in words: "+12 since 1 Nov, was candidate"."""
    return _movement(moved, get_language())


@lru_cache(maxsize=1024)
def _ladder(direction: str, stage: str, status: str, _language: str | None) -> SafeString:
    stages = wording.ladder_of(direction)
    reached = stages.index(stage) + 1 if stage in stages else 0
    if status == "confirmed":
        stops = ["is-passed"] * len(stages)
    else:
        stops = [
            "is-passed" if stop < reached else "is-current" if stop == reached else ""
            for stop in range(1, len(stages) + 1)
        ]
    state = {"open": "is-open", "confirmed": "is-confirmed"}.get(status, "is-ended")
    label = wording.ladder_in_words(direction, stage)
    return _drawn("ladder", stops=stops, state=state, label=label)


@lru_cache(maxsize=256)
def _in_100(points: int, _language: str | None) -> SafeString:
    return _drawn("likelihood", points=points)


@lru_cache(maxsize=1024)
def _movement(moved: Movement, _language: str | None) -> SafeString:
    return _drawn(
        "movement",
        moved=moved,
        points=wording.points_in_words(moved.points),
        since=wording.short_day_in_words(moved.since),
        was=wording.stage_in_words(moved.stage) if moved.stops else "",
    )


def _drawn(name: str, **told: object) -> SafeString:
    return mark_safe(render_to_string(f"carousel/parts/_{name}.html", told).strip())
