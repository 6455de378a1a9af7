"""The lane: a coach's career as a drawing, from left to right.

Rows in, the text of an SVG out. Bars in club colours are stints, stripes are
caretaker spells, hatching covers what is not known to the day, dotted capsules
are rumours. Where things go is worked out in ``lane_layout``; nothing here
knows the database, a language or what day it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from carousel.charts.lane_layout import (
    LABEL_STEP,
    Axis,
    Capsule,
    LaneGap,
    LaneRumour,
    LaneStint,
    Span,
    axis_of,
    capsules,
    spans_of,
    stacked_labels,
    strips_of,
    ticks,
    with_room_for_labels,
)
from carousel.charts.lane_marks import Inks, LaneWords, bar_of, figure, gap_of, in_full
from carousel.charts.svg import SMALL, STRONG, fitted, number, path, rect, tag, text, width_of

__all__ = ["LaneGap", "LaneRumour", "LaneStint", "LaneWords", "draw_wide"]

WIDE, LEFT, LENGTH = 1120, 10.0, 1096.0
RIGHT = LEFT + LENGTH
HEAD, OTHER, BETWEEN = 36, 20, 6  # heights of the rows


def draw_wide(
    stints: Sequence[LaneStint],
    rumours: Sequence[LaneRumour],
    gaps: Sequence[LaneGap],
    words: LaneWords,
    *,
    today: date,
) -> str:
    """The career from left to right up to ``today``, with enlarged strips below for its narrow parts."""
    spans = spans_of(stints, today)
    axis = with_room_for_labels(axis_of(spans, rumours, today, LEFT, LENGTH), spans)
    strips = strips_of(spans, axis, today)
    in_strip = {
        rumour: window
        for window in reversed(strips)
        for rumour in rumours
        if window[0] <= rumour.opened and (rumour.ended or today) <= window[1]
    }
    inks = Inks("lane-wide", spans)
    body, y = _block(spans, [r for r in rumours if r not in in_strip], gaps, axis, words, inks, 4.0, today)
    for window in strips:
        top = y + 58
        inside = [span for span in spans if span.end >= window[0] and span.start <= window[1]]
        strip = with_room_for_labels(Axis(*window, LEFT, LENGTH), inside)
        body.append(_cone(axis, strip, y, top, alone=len(strips) == 1))
        body.append(text(words.enlarged(*window), 14.0, top - 12, class_="strong label"))
        near = [rumour for rumour, home in in_strip.items() if home == window]
        drawing, y = _block(inside, near, gaps, strip, words, inks, top, today)
        body += drawing
    return figure("lane-wide", WIDE, y + 6, inks, words, body)


def _block(spans, rumours, gaps, axis, words, inks, top, today) -> tuple[list[str], float]:
    """One axis with its labels, bars, gaps, rumours and ticks; and how far down it reaches."""
    above = stacked_labels([s for s in spans if not s.is_other and s.row == 0], axis, RIGHT)
    below = stacked_labels([s for s in spans if s.is_other or s.row > 0], axis, RIGHT)
    bars_top = top + 6 + LABEL_STEP * (1 + max((label.level for label in above), default=-1))
    heads = max((s.row + 1 for s in spans if not s.is_other), default=0)
    others_top = bars_top + heads * (HEAD + BETWEEN)
    others = max((s.row + 1 for s in spans if s.is_other), default=0)
    labels_top = others_top + others * (OTHER + BETWEEN)
    rumours_top = labels_top + LABEL_STEP * (1 + max((label.level for label in below), default=-1))
    placed, without_room = capsules(rumours, axis, today, RIGHT)
    bottom = rumours_top + (8 if placed else 0) + LABEL_STEP * (1 + max((c.row for c in placed), default=-1))

    def row_top(span: Span) -> float:
        if span.is_other:
            return others_top + span.row * (OTHER + BETWEEN)
        return bars_top + span.row * (HEAD + BETWEEN)

    days, kind = ticks(axis, 62.0)
    body = [
        path(f"M{number(axis.at(day))} {number(bars_top - 4)}V{number(bottom)}", class_="grid")
        for day in days
    ]
    body += [_leader_up(label, bars_top) for label in above if label.level]
    body += [_leader_down(label, row_top(label.span), labels_top) for label in below]
    body += [
        gap_of(gap, axis, bars_top + HEAD / 2)
        for gap in gaps
        if axis.first < gap.until and gap.since < axis.last
    ]
    body += [_bar(span, axis, row_top(span), inks) for span in spans]
    body += [_label(label, bars_top - 22 - LABEL_STEP * label.level) for label in above]
    body += [_label(label, labels_top + 14 + LABEL_STEP * label.level) for label in below]
    body += [_capsule(capsule, rumours_top + 8) for capsule in placed]
    body.append(path(f"M{number(axis.start)} {number(bottom)}H{number(axis.end)}", class_="axis"))
    body += [
        text(words.tick(day, kind), axis.at(day) + 4, bottom + 16, class_="tick label")
        for day in days
        if axis.at(day) + 4 + width_of(words.tick(day, kind), SMALL) <= WIDE - 8
    ]
    if without_room:
        body.append(
            text(words.left_out(without_room), axis.end, bottom + 34, class_="tick", text_anchor="end")
        )
    return body, bottom + (40 if without_room else 22)


def _bar(span: Span, axis: Axis, y: float, inks: Inks) -> str:
    height = OTHER if span.is_other else HEAD
    return tag("g", tag("title", in_full(span.stint)), *bar_of(span, axis, y, height, inks))


def _label(label, y: float) -> str:
    x = label.x + (4 if label.level or label.span.is_other or label.span.row else 0)
    return tag(
        "g",
        text(fitted(label.span.stint.name, WIDE - x, STRONG), x, y, class_="strong label"),
        text(label.span.stint.role, x, y + 16, class_="tick label"),
    )


def _leader_up(label, bars_top: float) -> str:
    top = bars_top - 34 - LABEL_STEP * label.level
    return path(f"M{number(label.anchor + 0.5)} {number(bars_top)}V{number(top)}", class_="leader")


def _leader_down(label, row_top: float, labels_top: float) -> str:
    foot = labels_top + 4 + LABEL_STEP * label.level
    return path(f"M{number(label.anchor + 0.5)} {number(row_top)}V{number(foot)}", class_="leader")


def _capsule(capsule: Capsule, top: float) -> str:
    rumour, y = capsule.rumour, top + LABEL_STEP * capsule.row + 4
    is_over = rumour.ended is not None
    marks = [
        rect(capsule.x, y, capsule.width, 22, rx=11, class_="rumour is-ended" if is_over else "rumour"),
        text(
            capsule.words,
            capsule.label_x,
            y + 16,
            class_="label ended" if is_over else "label said",
            text_anchor="end" if capsule.label_ends else None,
        ),
    ]
    if is_over and not rumour.is_confirmed:
        x = capsule.x + capsule.width - 11
        marks.append(path(f"M{number(x - 4)} {number(y + 7)}l8 8m0 -8l-8 8", class_="cross"))
    return tag("g", *marks)


def _cone(axis: Axis, strip: Axis, y: float, top: float, *, alone: bool) -> str:
    """From the stretch on the axis to the strip that enlarges it."""
    left, right = axis.cut_at(strip.first), axis.cut_at(strip.last)
    right = max(right, left + 3)
    if not alone:
        return ""
    shape = (
        f"M{number(left)} {number(y)}L{number(strip.start)} {number(top)}"
        f"H{number(strip.end)}L{number(right)} {number(y)}Z"
    )
    edge = path(f"M{number(left)} {number(y)}H{number(right)}", stroke="var(--ink)", stroke_width=3)
    return path(shape, fill="var(--shade)") + edge
