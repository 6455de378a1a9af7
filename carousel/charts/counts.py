"""A row's count as a bar, in parts where it has parts; the table beside it is the same in figures."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT, TOP, THICK = 200, 22, 4, 14
LEAST = 2


def bar(parts: Sequence[int], most: int) -> SafeString:
    """Parts of one bar from the left, each with its own hatching; ``most`` is the longest bar's sum."""
    x, drawn = 0.0, []
    for place, number in enumerate(parts):
        if number <= 0:
            continue
        width = max(number / max(most, 1) * WIDTH, LEAST)
        drawn.append(
            f'<rect class="part-{place}" x="{x:.1f}" y="{TOP}" width="{width:.1f}" height="{THICK}"/>'
        )
        x += width
    box = f'class="chart counts-bar" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true"'
    return mark_safe(f"<svg {box}>{''.join(drawn)}</svg>")
