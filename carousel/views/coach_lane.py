"""What the lane and the slider of a coach's page are drawn from, in the reader's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.dateformat import format as date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext, pgettext

from articles.models import Claim
from carousel.changed_days import ChangedDay
from carousel.charts.lane import LaneGap, LaneRumour, LaneStint, LaneWords, draw_wide
from carousel.charts.lane_tall import draw_tall
from carousel.editions import Edition
from carousel.models import Club, Coach
from carousel.record.days import Days
from carousel.record.facts import RumourFact, StintFact
from carousel.views.career import Gap, Post
from carousel.wording import (
    day_in_words,
    days_after_preposition,
    days_counted,
    days_in_words,
    ending_in_words,
    post_in_words,
    stage_in_words,
)

NO_COLOUR = ("var(--edge)", "var(--sheet)")


@dataclass(frozen=True)
class Lane:
    wide: SafeString
    tall: SafeString
    has_caretaker: bool
    has_unsure: bool
    has_gap: bool
    has_rumour: bool


def lane_of(
    coach: Coach,
    rows: list[Post | Gap],
    rumours: list[RumourFact],
    edition: Edition,
    counted: tuple[int, int] = (0, 0),
) -> Lane | None:
    """The drawings of these rows; ``None`` where there is nothing to draw.

    ``counted`` are all posts and rumours on record, where the rows are a part of them.
    """
    posts = [row for row in rows if isinstance(row, Post) and _is_dated(row.stint)]
    if not posts and not rumours:
        return None
    stints = [stint_on_lane(post) for post in posts]
    told = [rumour_on_lane(rumour, edition) for rumour in rumours]
    gaps = [_gap(row, edition.day) for row in rows if isinstance(row, Gap)]
    words = _words(
        coach, posts, *(max(pair) for pair in zip(counted, (len(posts), len(rumours)), strict=True))
    )
    # The builder escapes whatever it is given.
    return Lane(
        wide=mark_safe(draw_wide(stints, told, gaps, words, today=edition.day)),
        tall=mark_safe(draw_tall(stints, told, words, today=edition.day)),
        has_caretaker=any(post.stint.is_caretaker for post in posts),
        has_unsure=any(not _is_sure(post.stint) for post in posts),
        has_gap=bool(gaps),
        has_rumour=bool(rumours),
    )


def notes_of(posts: list[Post], rumours: list[RumourFact], edition: Edition) -> Callable[[ChangedDay], str]:
    """What to say of a day, with everything that concerns it at hand."""
    by_day: dict[date | None, tuple[list[Post], list[RumourFact]]] = defaultdict(lambda: ([], []))
    for post in posts:
        ends = (post.stint.started.latest, post.stint.ended and post.stint.ended.latest, post.stint.known_on)
        for day in set(ends):
            by_day[day][0].append(post)
    for rumour in rumours:
        for day in days_of_rumour(rumour):
            by_day[day][1].append(rumour)
    return lambda changed: note_on(changed.day, *by_day[changed.day], edition)


def days_of_rumour(rumour: RumourFact) -> set[date | None]:
    """The days on which it changed; ``None`` among them while it is open."""
    return {rumour.opened_on, rumour.ended_on, *(step[0] for step in rumour.steps)}


def note_on(day: date, posts: list[Post], rumours: list[RumourFact], edition: Edition) -> str:
    """What the record says changed on the day: "20 Aug 2020: out at KAA Gent"."""
    changes = [change for post in posts for change in _changes_of_post(day, post)]
    changes += [change for rumour in rumours for change in _changes_of_rumour(day, rumour, edition)]
    what = "; ".join(changes) or gettext("the record changed")
    return f"{day_in_words(day)}: {what}"


def stint_on_lane(post: Post) -> LaneStint:
    stint, club = post.stint, post.club
    colours = colours_of(club)
    return LaneStint(
        name=club.called,
        short=club.called_in_short,
        role=post_in_words(stint.role, stint.arrangement),
        span=span_in_words(stint),
        group="caretaker" if stint.is_caretaker else "head" if stint.is_head else "other",
        started=stint.started,
        ended=stint.ended,
        colour1=colours[0],
        colour2=colours[1],
    )


def colours_of(club: Club) -> tuple[str, str]:
    """The two colours of the club's bars; grey where they are not known."""
    return (club.colour1, club.colour2 or NO_COLOUR[1]) if club.colour1 else NO_COLOUR


def span_in_words(stint: StintFact) -> str:
    """ "24 Sep 2020 – 2 Nov 2020", "since 24 Sep 2020"."""
    if stint.ended is None:
        return gettext("since %(time)s") % {"time": days_after_preposition(stint.started)}
    return f"{days_in_words(stint.started)} – {days_in_words(stint.ended)}"


def rumour_on_lane(rumour: RumourFact, edition: Edition) -> LaneRumour:
    names = {"club": edition.clubs[rumour.club_id].called, "stage": stage_in_words(rumour.stage)}
    if not rumour.stage:
        words = gettext("rumour: %(club)s") % names
    elif rumour.direction == "out":
        words = gettext("rumour: out at %(club)s, %(stage)s") % names
    else:
        words = gettext("rumour: %(club)s, %(stage)s") % names
    ending = ending_in_words(rumour.status, rumour.by, rumour.stage, rumour.direction)
    return LaneRumour(
        words=words,
        opened=rumour.opened_on,
        ended=rumour.ended_on,
        is_confirmed=rumour.status == "confirmed",
        outcome=f"{ending}, {day_in_words(rumour.ended_on)}" if rumour.ended_on else "",
    )


def _gap(gap: Gap, day: date) -> LaneGap:
    words = gettext("no post: %(days)s") % {"days": days_counted(gap.days)}
    until = (gap.until.earliest if gap.until else None) or day
    return LaneGap(gap.since.latest or until, until, words)


def _words(coach: Coach, posts: list[Post], number: int, rumours: int) -> LaneWords:
    counted = ngettext("%(count)s post", "%(count)s posts", number) % {"count": number}
    told = ngettext("%(count)s rumour", "%(count)s rumours", rumours) % {"count": rumours}
    parts = [f"{counted}, {told}."]
    if posts:
        newest = posts[0]
        parts.append(
            gettext("The newest is %(club)s, from %(time)s, %(days)s.")
            % {
                "club": newest.club.called,
                "time": days_after_preposition(newest.stint.started),
                "days": days_counted(newest.days),
            }
        )
    parts.append(gettext("The table below says the same."))
    return LaneWords(
        title=gettext("%(name)s: career as a coach") % {"name": coach.name},
        description=" ".join(parts),
        tick=tick_in_words,
        enlarged=lambda first, last: (
            gettext("Enlarged: %(first)s to %(last)s")
            % {"first": day_in_words(first), "last": day_in_words(last)}
        ),
        left_out=lambda count: (
            ngettext(
                "%(count)s more rumour stands in the table only",
                "%(count)s more rumours stand in the table only",
                count,
            )
            % {"count": count}
        ),
    )


def tick_in_words(day: date, kind: str) -> str:
    if kind == "year":
        return str(day.year)
    if kind == "brief day":
        # Translators: Django's date format characters for a day on an axis, six letters at most, as "30 Sep".
        return date_format(day, pgettext("format of a day where room is short", "j M"))
    if kind == "day":
        return date_format(day, pgettext("format of a day without its year", "j M"))
    if kind == "brief month" and day.month != 1:
        return date_format(day, "M")
    if kind == "brief month":
        return str(day.year)
    # Translators: Django's date format characters for a month on an axis, as "Sep 2020".
    return date_format(day, pgettext("format of a month on an axis", "M Y"))


def _is_dated(stint: StintFact) -> bool:
    """Whether any day of it is known; of another the table alone tells, for it has no place in time."""
    return stint.started != Days(None, None) or stint.ended is not None


def _is_sure(stint: StintFact) -> bool:
    return stint.started.is_exact and (stint.ended is None or stint.ended.is_exact)


def _changes_of_post(day: date, post: Post) -> list[str]:
    stint, names = post.stint, {"club": post.club.called, "role": Claim.Role(post.stint.role).label}
    changes = []
    if stint.ended and stint.ended.is_exact and stint.ended.latest == day:
        changes.append(gettext("out at %(club)s") % names)
    if stint.started.is_exact and stint.started.latest == day:
        changes.append(gettext("to %(club)s, %(role)s") % names)
    elif stint.known_on == day:
        changes.append(gettext("first report of the post at %(club)s") % names)
    return changes


def _changes_of_rumour(day: date, rumour: RumourFact, edition: Edition) -> list[str]:
    names = {"club": edition.clubs[rumour.club_id].called}
    stages = [stage for step, stage, _claim in rumour.steps if step == day]
    changes = []
    if stages:
        words = names | {"stage": stage_in_words(stages[-1])}
        changes.append(gettext("rumour: %(club)s, %(stage)s") % words)
    elif rumour.opened_on == day:
        changes.append(gettext("first rumour: %(club)s") % names)
    if rumour.ended_on == day and rumour.status != "confirmed":
        ending = ending_in_words(rumour.status, rumour.by, rumour.stage, rumour.direction)
        changes.append(f"{names['club']}: {ending}")
    return changes
