"""Short phrases about stints that several pages share: how one ended, where a coach came from."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from articles.models import Claim
from carousel.chains import AT_ONCE, Origin, is_close
from carousel.editions import Edition
from carousel.market import TOLD
from carousel.models import Club
from carousel.record.facts import StintFact
from carousel.wording import days_after_preposition, manner_in_words

NEXT_POST = timedelta(days=120)


def next_club(stint: StintFact, edition: Edition, within: timedelta = NEXT_POST) -> Club | None:
    """The club that the coach left for, where the edition holds that stint."""
    if stint.ended is None or not stint.ended.is_bounded:
        return None
    later = [
        other
        for other in edition.record.stints
        if other.coach_id == stint.coach_id
        and other.club_id != stint.club_id
        and other.started.key() >= stint.started.key()
        and other.started.is_bounded
        and other.started.meets(stint.ended, within)
    ]
    first = min(later, key=lambda other: other.started.key(), default=None)
    return edition.clubs.get(first.club_id) if first else None


def how_it_ended(stint: StintFact, edition: Edition) -> str:
    """ "sacked", "left for KRC Genk"; empty while it runs or where no source says how."""
    manner = stint.manner or stint.manner_reported
    if stint.ended is None:
        return ""
    if manner in ("", "unspecified"):
        follows = is_close(stint.ended) and next_club(stint, edition, AT_ONCE)
        manner = "left_for_club" if follows else ""
    if not manner:
        return ""
    if manner == "left_for_club" and (club := next_club(stint, edition)):
        return _("left for %(club)s") % {"club": club.called}
    return manner_in_words(manner)


def other_reading(stint: StintFact) -> str:
    """What is reported of the ending where the announcement says something else."""
    if stint.manner_reported and stint.manner and stint.manner_reported != stint.manner:
        return manner_in_words(stint.manner_reported)
    return ""


def where_from(origin: Origin | None, edition: Edition) -> str:
    """ "from KRC Genk", "had been out of work since 20 Aug 2020", "was assistant"; empty where nobody says.

    It may stand beside a coach who has been in the post for long: what was before is told as past.
    """
    if origin is None or origin.stint is None:
        return ""
    if origin.kind == "club":
        return _("from %(club)s") % {"club": edition.clubs[origin.stint.club_id].called}
    if origin.kind == "inside":
        return _("was %(role)s") % {"role": Claim.Role(origin.stint.role).label}
    if origin.kind == "unattached":
        # Of a living person we say so where somebody told of the exit, not where our lists end.
        is_told = origin.stint.end_basis in TOLD
        told, untold = _("had been out of work since %(time)s"), _("had no post on record since %(time)s")
        return (told if is_told else untold) % {"time": days_after_preposition(origin.stint.ended)}
    return ""
