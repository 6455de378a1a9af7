"""The news in a sentence, and the chain behind it in words and as a drawing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carousel.chains import Chain, Link, is_open_seat
from carousel.charts.chain import Arrow, Figure, Seat
from carousel.editions import Edition
from carousel.moves import Move
from carousel.record.facts import RumourFact, StintFact
from carousel.views.chain_words import address_in, anchor_of_chain, in_sentences, onward
from carousel.views.evidence import Evidence
from carousel.views.phrases import how_it_ended, where_from
from carousel.wording import (
    days_after_preposition,
    days_counted,
    days_in_words,
    short_day_in_words,
    stage_in_words,
)

# A coach is called new for this long.
NEW_FOR = timedelta(days=60)


@dataclass(frozen=True)
class News:
    """``evidence`` are the numbers of the sentences that say so, as the foot of the page has them.

    ``counted`` is what it comes to in numbers, whose rows stand at ``rows`` on the page.
    """

    headline: str
    told: str
    evidence: tuple[int, ...] = ()
    counted: str = ""
    rows: str = ""

    @property
    def standfirst(self) -> str:
        return " ".join(filter(None, (self.told, self.counted)))


def of_chain(chain: Chain, edition: Edition) -> News:
    """What a running chain of two seats or more has come to."""
    clubs = [edition.clubs[link.club_id].called for link in chain.links]
    told = ngettext("%(count)s club in %(days)s.", "%(count)s clubs in %(days)s.", len(clubs))
    counted = told % {"count": len(clubs), "days": days_counted(chain.days)} if any(chain.days) else ""
    sentences = [str(sentence) for sentence in onward(chain, edition)]
    headline = _("%(first)s’s empty seat has reached %(last)s") % {"first": clubs[0], "last": clubs[-1]}
    return News(headline, " ".join(sentences), counted=counted, rows="#h-chain")


def of_move(move: Move, edition: Edition, evidence: Evidence) -> News:
    """What the newest move says, where no chain is running."""
    club = edition.clubs[move.club_id].called
    told = evidence.of_start(move.came), evidence.of_end(move.left)
    numbers = tuple(sorted({number for number in told if number}))
    if move.came is None:
        names = {"coach": edition.coaches[move.left.coach_id].name, "club": club}
        old, new = _("Last move reported: %(coach)s out of %(club)s"), _("%(coach)s is out at %(club)s")
        return News((old if _is_old(move, edition) else new) % names, _exit(move.left, edition), numbers)
    names = {"coach": edition.coaches[move.came.coach_id].name, "club": club}
    if _is_old(move, edition):
        headline = _("Last move reported: %(coach)s to %(club)s") % names
    elif move.came.is_caretaker:
        headline = _("%(coach)s takes charge of %(club)s for the time being") % names
    else:
        headline = _("%(coach)s is the new head coach of %(club)s") % names
    return News(headline, _entry(move, edition), numbers, _time_empty(move, edition), "#moves")


def nothing_yet() -> News:
    return News(
        _("No move is on record yet"),
        _("The first article that tells of one will stand here."),
    )


def figure_of(chain: Chain, edition: Edition, front_runners: dict[int, RumourFact]) -> Figure:
    """The chain with its words set, ready to be drawn."""
    first, last = chain.links[0], chain.links[-1]
    seats = tuple(_seat(link, edition) for link in chain.links)
    into = [_arrow(link, edition) for link in chain.links]
    runner = front_runners.get(last.club_id) if chain.is_running(edition.day) else None
    if into[-1] is None and runner:
        words = _("rumour, %(stage)s") % {"stage": stage_in_words(runner.stage)}
        coach = edition.coaches[runner.coach_id]
        into[-1] = Arrow(coach.name, words, is_rumour=True, href=address_in(edition, coach))
    out = None
    if first.left:
        coach = edition.coaches[first.left.coach_id]
        out = Arrow(coach.name, exit_in_words(first.left, edition), href=address_in(edition, coach))
    return Figure(
        title=_("The chain that %(club)s set off") % {"club": edition.clubs[first.club_id].called},
        description=" ".join(str(sentence) for sentence in in_sentences(chain, edition)),
        out=out,
        seats=seats,
        into=tuple(into),
        identity=anchor_of_chain(chain),
        caption=_("The empty seat travels this way; the coaches travel the other.") if len(seats) > 1 else "",
    )


def exit_in_words(stint: StintFact, edition: Edition) -> str:
    """ "sacked, 10 Oct 2020"."""
    return ", ".join(filter(None, [how_it_ended(stint, edition), days_in_words(stint.ended)]))


def _is_old(move: Move, edition: Edition) -> bool:
    day = move.on.latest or move.on.earliest
    return day is not None and edition.day - day > NEW_FOR


def _exit(stint: StintFact, edition: Edition) -> str:
    names = {"coach": edition.coaches[stint.coach_id].name, "how": exit_in_words(stint, edition)}
    return _("%(coach)s: %(how)s.") % names


def _entry(move: Move, edition: Edition) -> str:
    """When, from where, and after whom."""
    how = ", ".join(filter(None, [days_in_words(move.on), where_from(move.origin, edition)]))
    sentences = [_("Appointed %(how)s.") % {"how": how}]
    if move.left and move.left.ended:
        sentences.append(_exit(move.left, edition))
    return " ".join(sentences)


def _time_empty(move: Move, edition: Edition) -> str:
    if not move.has_filled or not move.vacancy:
        return ""
    days = move.vacancy.days(edition.day)
    stood = _("The seat stood empty for %(days)s.") % {"days": days_counted(days)}
    if days[1]:
        return stood
    is_same_day = move.vacancy.opened == move.vacancy.filled
    return _("The seat was filled the same day.") if is_same_day else _("The seat did not stand empty.")


def _seat(link: Link, edition: Edition) -> Seat:
    club, vacancy = edition.clubs[link.club_id], link.vacancy
    days = days_counted(vacancy.days(edition.day))
    is_open = is_open_seat(vacancy, edition.day)
    when = _when_empty(link, is_open=is_open)
    note = f"{when}, {days}"
    if is_open and not vacancy.opened.is_exact:
        note = when = _("open for %(days)s") % {"days": days}
    elif not is_open and (vacancy.filled is None or vacancy.opened == vacancy.filled):
        note, days = when, ""
    href = address_in(edition, club)
    return Seat(club.called, note, days, club.colour1, club.colour2, is_open, href, when)


def _when_empty(link: Link, *, is_open: bool) -> str:
    opened, filled = days_in_words(link.vacancy.opened), days_in_words(link.vacancy.filled)
    if is_open:
        return _("open since %(time)s") % {"time": days_after_preposition(link.vacancy.opened)}
    if link.vacancy.filled is None:
        return _("left open %(time)s; what followed is not on record") % {"time": opened}
    if link.vacancy.opened == link.vacancy.filled:
        return _("filled at once, %(time)s") % {"time": filled}
    first, last = link.vacancy.opened, link.vacancy.filled
    if first.is_exact and last.is_exact and first.earliest.year == last.earliest.year:
        opened = short_day_in_words(first.earliest)
    return _("open %(first)s – %(last)s") % {"first": opened, "last": filled}


def _arrow(link: Link, edition: Edition) -> Arrow | None:
    if link.came is None:
        return None
    note = ", ".join(filter(None, [days_in_words(link.vacancy.filled), where_from(link.origin, edition)]))
    coach = edition.coaches[link.came.coach_id]
    return Arrow(coach.name, note, href=address_in(edition, coach))
