"""A row's count as a bar, in parts where it has parts; the table beside it is the same in figures."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

from carousel.charts.svg import number

WIDTH, HEIGHT, TOP, THICK = 200, 22, 4, 14
LEAST = 2


def bar(parts: Sequence[int], most: int) -> SafeString:
    """Parts of one bar from the left, each in a tone of its own; ``most`` is the longest bar's sum."""
    return _bar([(count, f"part-{place}" if place else "") for place, count in enumerate(parts)], most)


def bar_between(few: int, many: int, longest: int) -> SafeString:
    """As far as the fewest it may be; from there to the most dashed and empty."""
    return _bar([(few, ""), (many - few, "unsure")], longest)


def _bar(parts: Sequence[tuple[int, str]], most: int) -> SafeString:
    x, drawn = 0.0, []
    for count, named in parts:
        if count <= 0:
            continue
        width = max(count / max(most, 1) * WIDTH, LEAST)
        part = f' class="{named}"' if named else ""
        drawn.append(f'<path{part} d="M{number(x)} {TOP}h{number(width)}v{THICK}h-{number(width)}z"/>')
        x += width
    box = f'class="counts-bar" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true"'
    return mark_safe(f"<svg {box}>{''.join(drawn)}</svg>")
