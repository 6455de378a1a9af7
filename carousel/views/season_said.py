"""What was said in a season of coaches of one seat and another seat of the league."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from carousel.editions import Edition
from carousel.models import Club
from carousel.moves import in_order
from carousel.record.facts import RumourFact, StintFact
from carousel.views.rumour_rows import RumourRow, heat_of_stage, row_of
from carousel.wording import day_in_words, ending_in_words, stage_in_words

# So many are drawn and listed, those that came farthest; more of them would hide the season.
MOST = 8


@dataclass(frozen=True)
class Saying:
    """A rumour whose coach sat in another seat of the league. It is drawn from ``since`` to ``until``."""

    row: RumourRow
    origin: StintFact
    origin_club: Club
    since: date
    until: date
    name: str
    words: str
    ending: str

    @property
    def is_over(self) -> bool:
        return self.row.fact.ended_on is not None


def said_in(
    edition: Edition, seats: Mapping[int, Sequence[StintFact]], window: tuple[date, date]
) -> list[Saying]:
    """Those that did not come true, or have not yet, by the day on which they began to be said.

    What came true is a move, and drawn as one; where a coach only said no, nothing was said before.
    """
    stints = [stint for own in seats.values() for stint in own]
    found = [
        saying
        for rumour in edition.record.rumours
        if rumour.club_id in seats and rumour.stage and rumour.status != "confirmed"
        for saying in _saying(rumour, edition, stints, window)
    ]
    farthest = sorted(found, key=lambda s: (-heat_of_stage(s.row.fact.stage), s.until, s.row.fact.key))[:MOST]
    return sorted(farthest, key=lambda s: (s.row.fact.opened_on, s.row.fact.key))


def _saying(
    rumour: RumourFact, edition: Edition, stints: Collection[StintFact], window: tuple[date, date]
) -> list[Saying]:
    origin = _origin(rumour, stints)
    until = min(rumour.ended_on or edition.day, edition.day, window[1])
    if origin is None or until < window[0]:
        return []
    left = origin.ended.latest if origin.ended else None
    since = max(left if left and left < rumour.opened_on else rumour.opened_on, window[0])
    ending = ending_in_words(rumour.status, rumour.by, rumour.stage, rumour.direction)
    told = {
        "coach": edition.coaches[rumour.coach_id].name,
        "club": edition.clubs[rumour.club_id].called,
        "stage": stage_in_words(rumour.stage),
    }
    words = _("Rumour: %(coach)s, %(club)s, %(stage)s.") % told
    if ending and rumour.ended_on:
        words += f" {ending}, {day_in_words(rumour.ended_on)}."
    return [
        Saying(
            row=row_of(rumour, edition),
            origin=origin,
            origin_club=edition.clubs[origin.club_id],
            since=since,
            until=until,
            name=_("rumour: %(coach)s, %(stage)s") % told,
            words=words,
            ending=ending,
        )
    ]


def _origin(rumour: RumourFact, stints: Collection[StintFact]) -> StintFact | None:
    """The seat of the league that the coach held, or had left last, when he was first named."""
    own = [
        stint
        for stint in stints
        if stint.coach_id == rumour.coach_id
        and stint.club_id != rumour.club_id
        and stint.started.latest is not None
        and stint.started.latest <= rumour.opened_on
    ]
    return in_order(own)[-1] if own else None
