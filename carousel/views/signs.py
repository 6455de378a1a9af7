"""Signs that pages show over and over: a status, an arrow, a day, a ladder, a number.

There are some dozens of each, of days and colours some thousands. They are drawn once a language. What is
told as safe and what is not are kept apart (``typed``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy

from carousel import wording
from carousel.likelihood.movement import Movement
from carousel.record.days import Days

STATUS_WORDS = {
    "confirmed": gettext_lazy("Confirmed"),
    "fact": gettext_lazy("Fact"),
    "rumour": gettext_lazy("Rumour"),
    "ended": gettext_lazy("Ended"),
    "rejected": gettext_lazy("Rejected"),
    "conflict": gettext_lazy("Sources differ"),
    "caretaker": gettext_lazy("Caretaker"),
    "vacant": gettext_lazy("Seat open"),
    "occupied": gettext_lazy("Occupied"),
    "pressure": gettext_lazy("Under pressure"),
    "leaving": gettext_lazy("Leaving announced"),
    "unknown": gettext_lazy("Not on record"),
    "provisional": gettext_lazy("Unverified"),
}
ARROW_WORDS = {"fact": gettext_lazy("went to"), "rumour": gettext_lazy("may go to")}


def status(kind: str, words: str = "") -> SafeString:
    """A status with its sign and its word."""
    return _status(kind, words, get_language())


def arrow(kind: str, label: str = "") -> SafeString:
    """A move: solid for what happened, dotted for what is said."""
    return _arrow(kind, label, get_language())


def time(when: Days | None, words_of: Callable[[Days | None], str] = wording.days_in_words) -> SafeString:
    """A time in words; a day known exactly is marked up as one."""
    return _time(when, words_of, get_language())


def evidence_marker(number: int) -> SafeString:
    """The number of a passage at the foot of the page."""
    return _evidence_marker(number, get_language())


def ladder(direction: str, stage: str, status: str) -> SafeString:
    """The stops that a rumour climbed, and the one that it reached."""
    return _ladder(direction, stage, status, get_language())


def in_100(points: int) -> SafeString:
    """ "88 in 100", as it stands in a link or alone."""
    return _in_100(points, get_language())


def movement(moved: Movement) -> SafeString:
    """How a likelihood has moved, with a sign and in words: "+12 since 1 Nov, was candidate"."""
    return _movement(moved, get_language())


@lru_cache(maxsize=4096)
def swatch(first: str, second: str) -> SafeString:
    """Two colours, as a club's bars are drawn."""
    return format_html(
        '<svg class="swatch" viewBox="0 0 34 14" aria-hidden="true"><path d="M1 1h32v12H1Z" fill="{}"/>'
        '<path d="M1 9.2h32V13H1Z" fill="{}"/><path d="M1 1h32v12H1Z" fill="none" stroke="var(--ink)"/>'
        "</svg>",
        first or "var(--shade)",
        second or "var(--sheet)",
    )


@lru_cache(maxsize=1024, typed=True)
def _status(kind: str, words: str, _language: str | None) -> SafeString:
    sign = '<svg viewBox="0 0 10 10" aria-hidden="true"><use href="#i-{}"/></svg>'
    return format_html(
        f'<span class="status is-{{}}">{sign}{{}}</span>', kind, kind, words or STATUS_WORDS[kind]
    )


@lru_cache(maxsize=256, typed=True)
def _arrow(kind: str, label: str, _language: str | None) -> SafeString:
    box = 'viewBox="0 0 34 12" role="img"'
    return format_html(
        f'<svg class="arrow is-{{}}" {box} aria-label="{{}}"><use href="#i-to-{{}}"/></svg>',
        kind,
        label or ARROW_WORDS[kind],
        kind,
    )


@lru_cache(maxsize=8192)
def _time(when: Days | None, words_of: Callable[[Days | None], str], _language: str | None) -> SafeString:
    words = words_of(when)
    if when is not None and when.is_exact:
        return format_html('<time datetime="{}">{}</time>', when.earliest.isoformat(), words)
    return format_html('<span class="when">{}</span>', words)


@lru_cache(maxsize=1024)
def _evidence_marker(number: int, _language: str | None) -> SafeString:
    label = gettext("Evidence %(number)s") % {"number": number}
    return format_html(
        '<a class="evidence-marker" href="#e{}" aria-label="{}"><span>{}</span></a>', number, label, number
    )


# The stops of a ladder, of which a page has hundreds; the last of them is the terminus.
PASSED, CURRENT, AHEAD = "<b></b>", '<i class="is-current"></i>', "<i></i>"


@lru_cache(maxsize=1024)
def _ladder(direction: str, stage: str, status: str, _language: str | None) -> SafeString:
    stages = wording.ladder_of(direction)
    reached = stages.index(stage) + 1 if stage in stages else 0
    if status == "confirmed":
        stops = [PASSED] * (len(stages) + 1)
    else:
        stops = [
            PASSED if stop < reached else CURRENT if stop == reached else AHEAD
            for stop in range(1, len(stages) + 2)
        ]
    state = {"open": "is-open", "confirmed": "is-confirmed"}.get(status, "is-ended")
    label = wording.ladder_in_words(direction, stage)
    return _drawn("ladder", stops=mark_safe("".join(stops)), state=state, label=label)


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
