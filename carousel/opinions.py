"""Verdicts that wait for a second editor, when their question ends without him, and when it is asked again.

An opinion is alive while an open rumour of its question, of a kind that takes two editors, rests on an
article that it rests on. A later report opens another rumour, which asks both editors anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q

from carousel.differences import Change
from carousel.models import Direction, Opinion, Rumour, RumourEvidence

# What a word in the settings stands for.
KINDS = {"departure": Direction.OUT, "appointment": Direction.IN, "background": Direction.HELD}
# How a question ended whose fact is part of the record by now, so that nothing is left to ask.
BELIEVED = "believed"
Question = tuple[int, int, str]


def directions() -> set[str]:
    """Of which rumours, where they state a fact, the settings ask two editors."""
    return {KINDS[kind] for kind in settings.FOUR_EYES}


def follow(changed: Iterable[Change], *, at: datetime) -> None:
    """Opinions on the rumours that changed are closed or come back; whoever calls holds the record."""
    if not settings.FOUR_EYES:
        return
    rows = [change.after or change.before for change in changed]
    asked = {_question(row) for row in rows if isinstance(row, Rumour)}
    given = [one for one in _closed_or_waiting(asked) if _question(one) in asked]
    if not given:
        return
    told = _rumours_on(asked)
    for opinion in given:
        mine = [rumour for rumour in told if rumour["of"] == _question(opinion) and _shares(rumour, opinion)]
        is_alive = any(rumour["needs_two"] for rumour in mine)
        if is_alive == (opinion.settled_at is not None):
            _turn(opinion, "" if is_alive else _ended_as(mine), at)


def _turn(opinion: Opinion, ended_as: str, at: datetime) -> None:
    """It is closed, or waits again where nothing ended; either stays on record."""
    opinion.settled_at = at if ended_as else None
    opinion.closed_as = ended_as
    opinion.turns = [*opinion.turns, {"at": at.isoformat(), "ended_as": ended_as}]
    opinion.save(update_fields=["settled_at", "closed_as", "turns"])


def _closed_or_waiting(asked: set[Question]) -> Iterable[Opinion]:
    """Those that no second verdict has settled."""
    coaches, clubs = {coach for coach, _club, _way in asked}, {club for _coach, club, _way in asked}
    unsettled = Q(settled_at__isnull=True) | ~Q(closed_as="")
    return Opinion.objects.filter(unsettled, coach__in=coaches, club__in=clubs).order_by("given_at", "pk")


def _rumours_on(asked: set[Question]) -> list[dict[str, Any]]:
    """Each rumour of the questions, with the articles that it rests on, the newest last; two queries."""
    coaches, clubs = {coach for coach, _club, _way in asked}, {club for _coach, club, _way in asked}
    rumours = Rumour.objects.filter(coach__in=coaches, club__in=clubs).order_by("ordinal")
    found = {
        rumour.pk: {
            "of": _question(rumour),
            "status": rumour.status,
            "needs_two": rumour.is_open and rumour.is_fact_claimed and rumour.direction in directions(),
            "articles": set(),
        }
        for rumour in rumours
        if _question(rumour) in asked
    }
    rests_on = RumourEvidence.objects.filter(rumour__in=found).values_list("rumour", "claim__article")
    for pk, article in rests_on:
        found[pk]["articles"].add(article)
    return list(found.values())


def _shares(rumour: dict[str, Any], opinion: Opinion) -> bool:
    """Whether they rest on one article; of an opinion from before that was kept, its question says enough."""
    return not opinion.articles or not rumour["articles"].isdisjoint(opinion.articles)


def _ended_as(rumours: list[dict[str, Any]]) -> str:
    """The status of the newest that ended; one that is still open has only lost its fact."""
    ended = [rumour["status"] for rumour in rumours if rumour["status"] != Rumour.Status.OPEN]
    return ended[-1] if ended else BELIEVED


def _question(row: Rumour | Opinion) -> Question:
    return (row.coach_id, row.club_id, row.direction)
