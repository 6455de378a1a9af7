"""Who said what: the reports that a rumour rests on, echoes under the report that they repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from articles.models import Claim
from carousel.editions import Edition
from carousel.origins import is_own, leaders
from carousel.record.facts import RumourFact, StintFact
from carousel.wording import stage_in_words


@dataclass(frozen=True)
class Origin:
    """The outlet that a report counts as: the one it cites, or its own."""

    key: tuple[str, int | str]
    name: str


@dataclass(frozen=True)
class Told:
    """A claim as the list shows it; ``kind`` is official, independent or echo."""

    claim: Claim
    kind: str
    counts_as: str


@dataclass(frozen=True)
class Group:
    """What one outlet reported, and who repeated it. ``own`` is empty where we have only the echoes."""

    name: str
    own: tuple[Told, ...]
    echoes: tuple[Told, ...]

    @property
    def newest(self) -> date:
        return max(told.claim.article.known_on for told in (*self.own, *self.echoes))


@dataclass(frozen=True)
class Step:
    """A day on which the rumour climbed, and the report that took it there."""

    day: date
    stage: str
    claim: Claim | None


def is_echo(claim: Claim, leader: Claim) -> bool:
    """Whether the article cites another outlet, or prints its text: neither is a second report."""
    return not is_own(claim, leader)


def origin_of(leader: Claim) -> Origin:
    if leader.source_outlet_id:
        return Origin(("outlet", leader.source_outlet_id), leader.source_outlet.name)
    if leader.source:
        return Origin(("name", leader.source.casefold()), leader.source)
    if outlet := leader.article.outlet:
        return Origin(("outlet", outlet.pk), outlet.name)
    return Origin(("article", leader.article_id), _("an outlet not on record"))


def settling(fact: RumourFact, stint: StintFact | None, edition: Edition) -> list[Claim]:
    """The reports that made a confirmed rumour true and that are not among its own."""
    if stint is None:
        return []
    bears_on = "end" if fact.direction == "out" else "start"
    ids = [pk for pk, on in stint.evidence if on == bears_on and pk not in fact.claims]
    return [edition.claims[pk] for pk in ids if pk in edition.claims]


def grouped(claims: Iterable[Claim], settling: Container[int] = ()) -> list[Group]:
    """One group an origin: the official word first, then the newest report."""
    found: dict[tuple, list[Claim]] = defaultdict(list)
    names = {}
    claims = list(claims)
    counted_as = leaders(claims)
    for claim in claims:
        origin = origin_of(counted_as[claim.pk])
        found[origin.key].append(claim)
        names[origin.key] = origin.name
    groups = []
    for key, told in found.items():
        told.sort(key=lambda c: (c.article.known_on, c.article_id, c.start), reverse=True)
        repeats = {claim.pk for claim in told if is_echo(claim, counted_as[claim.pk])}
        own = tuple(_own(claim, claim.pk in settling) for claim in told if claim.pk not in repeats)
        echoes = tuple(
            Told(claim, "echo", _("Echo of %(outlet)s") % {"outlet": names[key]})
            for claim in told
            if claim.pk in repeats
        )
        groups.append(Group(names[key], own, echoes))
    return sorted(groups, key=_official_then_newest)


def steps_of(fact: RumourFact, claims: Iterable[Claim]) -> list[Step]:
    by_id = {claim.pk: claim for claim in claims}
    return [
        Step(day, stage_in_words(stage, by_id.get(claim)), by_id.get(claim))
        for day, stage, claim in fact.steps
    ]


def _own(claim: Claim, settles: bool) -> Told:
    outlet = claim.article.outlet
    if outlet and outlet.is_official:
        return Told(claim, "official", _("Official word: settles it") if settles else _("Official word"))
    if settles:
        return Told(claim, "independent", _("Report of the fact: settles it"))
    return Told(claim, "independent", _("Independent source") if outlet else _("Outlet not on record"))


def _official_then_newest(group: Group) -> tuple:
    is_official = any(told.kind == "official" for told in group.own)
    return (not is_official, -group.newest.toordinal(), group.name)
