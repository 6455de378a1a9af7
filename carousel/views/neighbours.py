"""Who had the seat before a coach and who after, for the posts that a page shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from carousel import edition_rows as rows_of
from carousel.editions import Edition
from carousel.lines import came_after, came_before, line_of
from carousel.models import Coach
from carousel.record.facts import StintFact
from carousel.standing import stints_of
from carousel.views.career import Gap, Neighbour, Post


@dataclass(frozen=True)
class Pair:
    """The stints before and after a post, as far as the record has them."""

    before: StintFact | None
    after: StintFact | None


def with_neighbours(rows: Iterable[Post | Gap], edition: Edition) -> list[Post | Gap]:
    """The rows, of which each post in a seat knows who came before and who after; two queries at most."""
    rows = list(rows)
    seated = [row.stint for row in rows if isinstance(row, Post) and _is_seat(row.stint)]
    pairs = _pairs(seated, edition)
    named = {s.coach_id for pair in pairs.values() for s in (pair.before, pair.after) if s}
    coaches = edition.coaches | rows_of.by_key(rows_of.COACHES, named - set(edition.coaches))
    return [
        replace(
            row,
            before=_neighbour(pairs[row.stint.key].before, coaches),
            after=_neighbour(pairs[row.stint.key].after, coaches),
        )
        if isinstance(row, Post) and row.stint.key in pairs
        else row
        for row in rows
    ]


def _pairs(stints: list[StintFact], edition: Edition) -> dict[tuple, Pair]:
    of_club: dict[int, list[StintFact]] = defaultdict(list)
    for stint in _of_clubs({stint.club_id for stint in stints}, edition):
        of_club[stint.club_id].append(stint)
    lines = {club: line_of(found) for club, found in of_club.items()}
    return {
        stint.key: Pair(
            came_before(stint, lines.get(stint.club_id, [])), came_after(stint, lines.get(stint.club_id, []))
        )
        for stint in stints
    }


def _of_clubs(clubs: set[int], edition: Edition) -> Iterable[StintFact]:
    """The stints at these clubs on the edition's day; an older edition has them at hand."""
    if edition.whole is not None:
        return [stint for stint in edition.whole.stints if stint.club_id in clubs]
    return stints_of(rows_of.POSTS_IN_SEATS_OF.ask(clubs=list(clubs))) if clubs else ()


def _is_seat(stint: StintFact) -> bool:
    return stint.is_head or stint.is_caretaker


def _neighbour(stint: StintFact | None, coaches: dict[int, Coach]) -> Neighbour | None:
    return Neighbour(coaches[stint.coach_id], stint) if stint else None
