"""The string-line graph of a season: which tracks, bars and ways it has, in the reader's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carousel import season_table
from carousel.charts.lane_layout import LaneGap, LaneStint
from carousel.charts.strings import Said, StringWords, Track, Way, draw
from carousel.collation import in_index
from carousel.editions import Edition
from carousel.models import Club, Season
from carousel.moves import in_order
from carousel.record.days import Days
from carousel.record.facts import StintFact
from carousel.views.career import anchor_of
from carousel.views.chain_words import address_in
from carousel.views.coach_lane import colours_of, span_in_words, tick_in_words
from carousel.views.season_said import Saying, said_in
from carousel.wording import day_in_words, days_counted, days_in_words, post_in_words


@dataclass(frozen=True)
class StringLines:
    """The drawing, the clubs beside it with the lines of names that each has, and the ways in words.

    ``said`` are the dotted lines of it. ``silent`` are the clubs of whose season nothing is on record. Of
    caretakers, and of days not known to the day, the legend speaks where the drawing has some.
    """

    svg: SafeString
    clubs: tuple[tuple[Club, int], ...]
    ways: tuple[str, ...]
    said: tuple[Saying, ...]
    silent: tuple[Club, ...]
    has_caretaker: bool
    has_unsure: bool


@dataclass(frozen=True)
class Seats:
    """Who sat in which seat of the season up to the day; ``order`` is that of the first change in each."""

    window: Days
    order: tuple[int, ...] = ()
    stints: Mapping[int, list[StintFact]] = field(default_factory=dict)


def seats_of_season(
    season: Season, edition: Edition, clubs: Mapping[int, Club], *, with_caretakers: bool
) -> Seats:
    """Empty where the record has nobody in the seats of the season, or it has not begun."""
    window = season_table.window_of(season.starts_on, season.ends_on)
    assert window.earliest is not None
    assert window.latest is not None
    day = min(edition.day, window.latest)
    if day <= window.earliest:
        return Seats(window)
    seats = _seats(edition, clubs, Days(window.earliest, day), with_caretakers=with_caretakers)
    order = sorted(seats, key=lambda club: (_first_change(seats[club], window), in_index(clubs[club].called)))
    return Seats(window, tuple(order), seats)


def lines_of_season(
    season: Season,
    edition: Edition,
    clubs: Mapping[int, Club],
    seats: Seats,
    shown: Sequence[int],
    changed: int,
) -> StringLines | None:
    """The graph of the clubs that are ``shown``; nothing where there is none.

    ``changed`` is how many clubs changed by the table, which it says beside it. A coach whose way leads to a
    club that is not shown is told in words.
    """
    if not shown:
        return None
    window, stints, order = seats.window, seats.stints, list(shown)
    empty = _empty(edition, order, window)
    ways = [way for way in _ways(seats.order, stints, window) if any(s.club_id in order for s in way)]
    told = tuple(_way_in_words(left, came, edition) for left, came in ways)
    said = tuple(said_in(edition, {club: stints[club] for club in order}, (window.earliest, window.latest)))
    drawing = draw(
        [_track(clubs[club], stints[club], empty[club], edition) for club in order],
        [
            _way(order, *way, words)
            for way, words in zip(ways, told, strict=True)
            if all(stint.club_id in order for stint in way)
        ],
        _words(season, changed, (*told, *(saying.words for saying in said)), edition.day),
        (window.earliest, window.latest),
        edition.day,
        [_line(order, saying, edition) for saying in said],
    )
    return StringLines(
        svg=mark_safe(drawing.svg),  # the builder escapes whatever it is given
        clubs=tuple((clubs[club], levels) for club, levels in zip(order, drawing.levels, strict=True)),
        ways=told,
        said=said,
        silent=_silent(edition, clubs, stints, window),
        has_caretaker=drawing.has_caretaker,
        has_unsure=drawing.has_unsure,
    )


def _seats(
    edition: Edition, clubs: Mapping[int, Club], window: Days, *, with_caretakers: bool
) -> dict[int, list[StintFact]]:
    """Who sat in each seat within the window, in order."""
    found: dict[int, list[StintFact]] = defaultdict(list)
    for stint in edition.record.stints:
        is_seated = stint.is_head or (with_caretakers and stint.is_caretaker)
        if stint.club_id in clubs and is_seated and _is_within(stint, window):
            found[stint.club_id].append(stint)
    return {club: in_order(stints) for club, stints in found.items()}


def _is_within(stint: StintFact, window: Days) -> bool:
    """Whether it surely shares a day with the window; of one without a known beginning nobody can say."""
    assert window.earliest is not None
    assert window.latest is not None
    begins = stint.started.latest
    ends = stint.ended.earliest if stint.ended else None
    has_begun = begins is not None and begins <= window.latest
    return has_begun and (stint.ended is None or (ends is not None and ends >= window.earliest))


def _silent(
    edition: Edition, clubs: Mapping[int, Club], drawn: Collection[int], window: Days
) -> tuple[Club, ...]:
    """The clubs whose seat nobody had, by any reading of the record."""
    perhaps = {stint.club_id for stint in edition.record.stints if _may_be_within(stint, window)}
    found = (club for pk, club in clubs.items() if pk not in perhaps and pk not in drawn)
    return tuple(sorted(found, key=lambda club: in_index(club.called)))


def _may_be_within(stint: StintFact, window: Days) -> bool:
    """Whether its days reach into the window at the most; where an edge is unknown nobody can say."""
    begins, ends = stint.started.earliest, stint.ended and stint.ended.latest
    assert window.earliest is not None
    assert window.latest is not None
    is_seated = stint.is_head or stint.is_caretaker
    return is_seated and bool(begins and ends and begins <= window.latest and ends >= window.earliest)


def _first_change(stints: list[StintFact], window: Days) -> date:
    """The day of the first change in the seat; those that kept their coach come last."""
    times = [time for stint in stints for time in (stint.started, stint.ended) if time]
    known = [time.latest for time in times if _is_known(time, window)]
    return min((day for day in known if day), default=date.max)


def _empty(edition: Edition, clubs: Collection[int], window: Days) -> dict[int, list[LaneGap]]:
    """The days on which each of these seats surely had no head coach, of gaps that reach into the window."""
    assert window.earliest is not None
    assert window.latest is not None
    found: dict[int, list[LaneGap]] = defaultdict(list)
    for vacancy in edition.record.vacancies:
        days = vacancy.days(edition.day)
        if vacancy.club_id not in clubs or days == (0, 0):
            continue
        since = vacancy.opened.latest
        until = vacancy.filled.earliest if vacancy.filled else edition.day
        if since and until and max(since, window.earliest) < min(until, window.latest):
            found[vacancy.club_id].append(LaneGap(since, until, days_counted(days)))
    return found


def _track(club: Club, stints: list[StintFact], empty: list[LaneGap], edition: Edition) -> Track:
    pages = (address_in(edition, edition.coaches[stint.coach_id]) for stint in stints)
    return Track(
        stints=tuple(_bar(club, stint, edition) for stint in stints),
        addresses=tuple(f"{page}#{anchor_of(stint)}" for page, stint in zip(pages, stints, strict=True)),
        empty=tuple(empty),
    )


def _bar(club: Club, stint: StintFact, edition: Edition) -> LaneStint:
    colours = colours_of(club)
    name = edition.coaches[stint.coach_id].name
    return LaneStint(
        name=name,
        short=name,
        role=f"{club.called}, {post_in_words(stint.role, stint.arrangement)}",
        span=span_in_words(stint),
        group="caretaker" if stint.is_caretaker else "head",
        started=stint.started,
        ended=stint.ended,
        colour1=colours[0],
        colour2=colours[1],
    )


def _ways(
    order: Sequence[int], seats: Mapping[int, list[StintFact]], window: Days
) -> list[tuple[StintFact, StintFact]]:
    """Each coach who left a seat of the league within the window and next got another of it."""
    of_coach: dict[int, list[StintFact]] = defaultdict(list)
    for club in order:
        for stint in seats[club]:
            of_coach[stint.coach_id].append(stint)
    found = []
    for stints in of_coach.values():
        ordered = in_order(stints)
        for left, came in pairwise(ordered):
            times = (left.ended, came.started)
            if left.club_id != came.club_id and all(_is_known(time, window) for time in times):
                found.append((left, came))
    return sorted(found, key=lambda way: way[1].started.key())


def _is_known(time: Days | None, window: Days) -> bool:
    """Whether it surely lies within the window, as what the table counts does."""
    return time is not None and time.is_bounded and time.intersect(window) == time


def _way(order: list[int], left: StintFact, came: StintFact, words: str) -> Way:
    assert left.ended is not None
    assert left.ended.latest is not None
    assert came.started.earliest is not None
    return Way(
        order.index(left.club_id), left.ended.latest, order.index(came.club_id), came.started.earliest, words
    )


def _line(order: list[int], saying: Saying, edition: Edition) -> Said:
    return Said(
        from_track=order.index(saying.origin.club_id),
        since=saying.since,
        to_track=order.index(saying.row.fact.club_id),
        until=saying.until,
        is_over=saying.is_over,
        name=saying.name,
        words=saying.words,
        address=address_in(edition, saying.row) if saying.row.pk else "",
    )


def _way_in_words(left: StintFact, came: StintFact, edition: Edition) -> str:
    names = {
        "coach": edition.coaches[left.coach_id].name,
        "from": edition.clubs[left.club_id].name,
        "to": edition.clubs[came.club_id].name,
        "left": days_in_words(left.ended),
        "came": days_in_words(came.started),
    }
    if left.ended == came.started:
        return _("%(coach)s went from %(from)s to %(to)s, %(came)s.") % names
    return _("%(coach)s left %(from)s, %(left)s, and came to %(to)s, %(came)s.") % names


def _words(season: Season, changed: int, told: tuple[str, ...], day: date) -> StringWords:
    counted = ngettext("%(count)s club has changed.", "%(count)s clubs have changed.", changed)
    return StringWords(
        title=_("Who sat in which seat in the season %(season)s") % {"season": season.years},
        description=" ".join(
            [
                _("A line a club, with time running to the right."),
                counted % {"count": changed},
                *told,
                _("The table below says the same."),
            ]
        ),
        today=day_in_words(day),
        tick=tick_in_words,
    )
