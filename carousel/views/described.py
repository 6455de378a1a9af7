"""What a page is about, in a sentence or two, for search engines and for those who share its address.

Only what the page itself shows to readers, of the day that it shows. A rumour is called one, a rejected
one is told nowhere, and what a list has too many of is counted, not named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Article, Outlet
from carousel.models import Season
from carousel.record.facts import RumourFact
from carousel.season_table import Counts
from carousel.views.career import Present
from carousel.views.club_seat import Seat
from carousel.views.rumour_answer import Answer
from carousel.wording import (
    basis_in_words,
    count_in_words,
    day_in_words,
    days_after_preposition,
    days_in_words,
    role_in_words,
)


@dataclass(frozen=True)
class About:
    """``title`` is empty where the page's card names it."""

    sentence: str
    title: str = ""


# Pages that list what comes: their name, and what a reader finds there.
OF_LISTS = {
    "coaches": (
        gettext_lazy("Coaches"),
        gettext_lazy("Coaches with their careers: each post with its dates and the sentence that says so."),
    ),
    "clubs": (
        gettext_lazy("Clubs"),
        gettext_lazy(
            "Clubs with their coaches: who is in the seat, who was, and who is talked about for it."
        ),
    ),
    "rumours": (
        gettext_lazy("Rumours"),
        gettext_lazy(
            "What is said and not yet decided, with how far it has come and who says so. Open rumours first."
        ),
    ),
    "seasons": (
        gettext_lazy("Seasons"),
        gettext_lazy(
            "Who changed coach in which season: a table for each league, with and without caretakers."
        ),
    ),
    "outlets": (
        gettext_lazy("Outlets"),
        gettext_lazy("Whose words the record rests on, and how often what they said came true."),
    ),
    "corrections": (
        gettext_lazy("Corrections"),
        gettext_lazy(
            "What stood on these pages and was then taken back or changed. "
            "A rumour that was found untrue is not told again."
        ),
    ),
    "about": (
        gettext_lazy("About Carousel"),
        gettext_lazy(
            "Carousel reads football news and keeps the record of who coaches whom, "
            "with the sentence behind each line."
        ),
    ),
}


def of_list(name: str) -> About:
    title, sentence = OF_LISTS[name]
    return About(str(sentence), str(title))


def coach(present: Present, told: Iterable[RumourFact]) -> About:
    return About(_joined(present_in_words(present), talk_in_words(told)))


def club(seat: Seat, told: Iterable[RumourFact]) -> About:
    return About(_joined(seat_in_words(seat), talk_in_words(told)))


def rumour(fact: RumourFact, answer: Answer | None) -> About | None:
    """Nothing of what readers do not see."""
    if not fact.is_public:
        return None
    mark = "" if fact.status == "confirmed" else _("A rumour, not a fact.")
    return About(_joined(mark, *rumour_in_words(fact, answer)))


def season(found: Season, counts: Counts) -> About:
    name = f"{found.competition.name} {found.years}"
    changes = ngettext(
        "%(name)s: %(count)s managerial change.", "%(name)s: %(count)s managerial changes.", counts.changes
    ) % {"name": name, "count": count_in_words(counts.changes)}
    words = {"number": counts.clubs_changed, "total": counts.clubs}
    of_all = _("%(number)s of %(total)s clubs changed coach.")
    alone = ngettext(
        "%(number)s club changed coach.", "%(number)s clubs changed coach.", counts.clubs_changed
    )
    return About(_joined(changes, (of_all if counts.clubs else alone) % words))


def article(found: Article, statements: int) -> About:
    """Where it was printed and when, and how much was read in it, never what."""
    outlet = found.outlet.name if found.outlet else _("Outlet not on record")
    told = ngettext(
        "%(count)s statement about coaches was read in it, each with its sentence.",
        "%(count)s statements about coaches were read in it, each with its sentence.",
        statements,
    )
    when = f", {day_in_words(found.published_on)}" if found.published_on else ""
    return About(_joined(f"{outlet}{when}.", told % {"count": statements}), str(found))


def outlet(found: Outlet, articles: int, claims: int) -> About:
    read = ngettext("%(count)s article was read", "%(count)s articles were read", articles)
    held = ngettext("%(count)s statement about coaches", "%(count)s statements about coaches", claims)
    words = {
        "outlet": found.name,
        "articles": read % {"count": count_in_words(articles)},
        "claims": held % {"count": count_in_words(claims)},
    }
    sentence = _("%(outlet)s: %(articles)s, with %(claims)s; how often what it said came true.") % words
    return About(sentence, found.name)


def market(number: int) -> About:
    free = ngettext("%(count)s coach is without a club.", "%(count)s coaches are without a club.", number)
    what = _("Coaches without a club: since when, what they left, and where they are rumoured to go.")
    return About(_joined(free % {"count": count_in_words(number)}, what), _("Market"))


def chains(seats: Sequence[int]) -> About:
    """``seats`` has for each chain how many seats it went through."""
    what = _("One exit opens a seat; who fills it may leave another empty.")
    if not seats:
        return About(what, _("Chains"))
    found = ngettext(
        "%(count)s chain is on record; it has %(most)s seats.",
        "%(count)s chains are on record; the longest has %(most)s seats.",
        len(seats),
    )
    words = {"count": count_in_words(len(seats)), "most": max(seats)}
    return About(_joined(what, found % words), _("Chains"))


def statistics(period: str, movements: int, dismissals: int) -> About:
    gone = ngettext("%(count)s departure", "%(count)s departures", movements)
    sacked = ngettext("%(count)s dismissal", "%(count)s dismissals", dismissals)
    words = {
        "period": period,
        "movements": gone % {"count": count_in_words(movements)},
        "dismissals": sacked % {"count": count_in_words(dismissals)},
    }
    counted = _("%(period)s: %(movements)s, of them %(dismissals)s.") % words
    return About(_joined(_("How often coaches go, how, and after how long."), counted), _("Statistics"))


def present_in_words(present: Present) -> str:
    for post in present.running:
        names = {"club": post.club.called, "time": days_after_preposition(post.started.when)}
        if post.stint.is_head:
            return _("Head coach of %(club)s since %(time)s.") % names
        names["role"] = capfirst(role_in_words(post.stint.role))
        return _("%(role)s at %(club)s since %(time)s.") % names
    if present.gap:
        return _("No post on record since %(time)s.") % {"time": days_after_preposition(present.gap.since)}
    return _("No post on record.")


def seat_in_words(seat: Seat) -> str:
    if seat.state == "vacant":
        return _("The seat is open, day %(days)s.") % {"days": count_in_words(seat.days)}
    for holder in (*seat.holders, *seat.caretakers):
        names = {"coach": holder.coach.name, "time": days_after_preposition(holder.stint.started)}
        if seat.state == "caretaker":
            return _("%(coach)s has minded the seat since %(time)s.") % names
        if seat.state == "leaving" and holder.leaves:
            names["left"] = days_in_words(holder.leaves)
            return _("%(coach)s has been in the seat since %(time)s and leaves %(left)s.") % names
        return _("%(coach)s has been in the seat since %(time)s.") % names
    return _("Who is in the seat is not on record.")


def talk_in_words(told: Iterable[RumourFact]) -> str:
    """How many rumours are open; empty where none is."""
    count = sum(rumour.is_open and rumour.is_public for rumour in told)
    words = ngettext("%(count)s rumour is open.", "%(count)s rumours are open.", count) % {"count": count}
    return words if count else ""


def rumour_in_words(fact: RumourFact, answer: Answer | None) -> tuple[str, ...]:
    """How it ended, or the question and what it rests on."""
    if answer:
        return (_joined(answer.short, *map(str, answer.sentences)),)
    newest = _("Newest report %(day)s.") % {"day": day_in_words(fact.newest_on)}
    asked = _("Will the coach leave the post?") if fact.direction == "out" else _("The next in this post?")
    asked = _("The next head coach?") if (fact.direction, fact.role) == ("in", "head_coach") else asked
    return (asked, f"{capfirst(basis_in_words(len(fact.origins), len(fact.articles)))}. {newest}")


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
