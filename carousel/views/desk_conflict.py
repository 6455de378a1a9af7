"""Two that cannot both be true, side by side: what stands, what speaks against it, how to settle it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Claim
from carousel import wording
from carousel.models import Arrangement, Direction, Rumour, Stint, StintEvidence
from carousel.prepared import Given, Prepared
from carousel.record.events import FACTS
from carousel.views.desk_change import ChangeTable
from carousel.views.desk_said import Said
from carousel.views.desk_shown import Shown, other_than, rejection_shown, shown

# The ways in which both stand, each with its key; 1 and 2 choose one of the two.
BOTH, IN_FACT, ON_PAPER = "both", "in_fact", "on_paper"
KEYS = {BOTH: "3", IN_FACT: "4", ON_PAPER: "5"}


def _best_told() -> models.QuerySet[StintEvidence]:
    told = StintEvidence.objects.filter(stint=Given("stint"), claim__superseded_at__isnull=True)
    # What tells of its beginning says best that it is held.
    begins = models.Case(models.When(bears_on=StintEvidence.BearsOn.START, then=0), default=1)
    order = (begins, "-claim__confidence", "claim")
    return told.select_related("claim__article__outlet").order_by(*order)[:1]


BEST_TOLD = Prepared(_best_told)


@dataclass(frozen=True)
class Side:
    """One side of a conflict: a passage where there is one, what it comes from, and what its key is called.

    Which of the two was written first does not tell which one the record took up: neither is called new.
    """

    words: str
    language: str
    origin: str
    label: str
    claim: Claim | None = None


@dataclass(frozen=True)
class Way:
    """A way in which both stand: ``shown`` is what it would change, ``seen`` what had been shown before."""

    choice: str
    key: str
    label: str
    summary: str
    shown: Shown
    seen: ChangeTable | None = None


@dataclass(frozen=True)
class Conflict:
    """``standing`` is what the record says, or that the coach stays; ``fresh`` what would end or displace it.

    ``kept`` is what leaving the record as it is would change; ``ways`` are those in which both stand.
    """

    standing: Side
    fresh: Side
    kept: Shown
    ways: tuple[Way, ...]
    is_too_early: bool = False

    @property
    def against(self) -> Claim | None:
        """The claim that is outweighed if the fresh report is taken, and outweighs it if it is not."""
        return self.standing.claim


def conflict_of(
    rumour: Rumour,
    told: list[Said],
    editor,
    at: datetime,
    *,
    seen: Mapping[str, Shown],
    **said: Any,
) -> Conflict | None:
    """The conflict that the open rumour is, if it is one, with what was ``said`` put right in it.

    Of each way by which both stand ``seen`` has what the editor had before him.
    """
    if not (rumour.is_open and rumour.is_conflict and told):
        return None
    return Conflict(
        standing(rumour),
        _fresh(rumour, told),
        rejection_shown(rumour, editor, at),
        ways_shown(rumour, editor, at, seen=seen, **said),
        is_too_early(rumour),
    )


def ways_shown(
    rumour: Rumour, editor, at: datetime, *, seen: Mapping[str, Shown] | None = None, **said: Any
) -> tuple[Way, ...]:
    """The ways by which both stand, and what each would change with what was ``said``."""
    if not (rumour.is_open and rumour.is_conflict):
        return ()
    found = []
    for choice, kept in ways_of(rumour).items():
        now, label = shown(rumour, editor, at, **said, **kept), _label(rumour, choice, kept)
        summary = _("What would change: %(way)s") % {"way": label}
        if choice == BOTH:
            summary = _("What keeping both would change")
        before = other_than(now, (seen or {}).get(choice))
        found.append(Way(choice, KEYS[choice], label, summary, now, before))
    return tuple(found)


def _label(rumour: Rumour, choice: str, kept: Mapping[str, Any]) -> str:
    if choice != BOTH:
        assert rumour.contradicts is not None
        new, old = rumour.coach, rumour.contradicts.coach
        names = {"fact": new, "paper": old} if choice == IN_FACT else {"fact": old, "paper": new}
        return _("%(fact)s in fact, %(paper)s on paper") % names
    if "arrangement" in kept:
        return _("Both: they share the post")
    return _("Keep both, mark as contested")


def is_too_early(rumour: Rumour) -> bool:
    """Whether the coach is told to have left before the day on which the record lets him begin."""
    against = rumour.contradicts
    is_of_his_own = against is not None and against.coach_id == rumour.coach_id
    return is_of_his_own and rumour.direction == Direction.OUT


def ways_of(rumour: Rumour) -> dict[str, dict[str, Any]]:
    """What a decision says, by each way in which both can stand; there is none where they cannot.

    A post is shared, or one holds it in fact and one on paper, as is said of the new one; an end is disputed.
    An end before the beginning is then that of an earlier spell.
    """
    if rumour.contested_by_id or is_too_early(rumour):
        return {BOTH: {"is_contested": True}}
    if rumour.direction != Direction.IN or rumour.contradicts is None:
        return {}
    ways = {BOTH: Arrangement.SHARED}
    if rumour.contradicts.coach_id != rumour.coach_id:
        ways |= {IN_FACT: Arrangement.DE_FACTO, ON_PAPER: Arrangement.ON_PAPER}
    return {choice: {"arrangement": arrangement} for choice, arrangement in ways.items()}


def standing(rumour: Rumour) -> Side:
    """What the fresh report speaks against."""
    claim = rumour.contested_by
    if claim is None:
        assert rumour.contradicts is not None
        return _on_record(rumour, rumour.contradicts)
    origin = _("%(outlet)s; reads as: %(reading)s")
    origin %= {"outlet": _outlet(claim), "reading": wording.reading_in_words(claim)}
    return Side(claim.passage, claim.article.language, origin, _key(claim, _("he stays")), claim)


def _fresh(rumour: Rumour, told: list[Said]) -> Side:
    facts = [one for one in told if one.claim.kind in FACTS and one.claim.pk != rumour.contested_by_id]
    new = (facts or told)[0]
    words = "".join(segment.text for segment in new.passage.said)
    origin = _("%(outlet)s; reads as: %(reading)s")
    origin %= {"outlet": new.outlet, "reading": new.reads_as}
    against = rumour.contradicts
    if rumour.direction == Direction.OUT:
        said = _("he has left")
    else:
        said = _whose(rumour, is_alone=against is None or against.coach_id != rumour.coach_id)
    return Side(words, new.claim.article.language, origin, _key(new.claim, said), new.claim)


def _key(claim: Claim, said: str) -> str:
    """ "Fjordbladet, 19 Sep 2020: he stays"."""
    article = claim.article
    day = article.published_on or timezone.localdate(article.arrived_at)
    names = {"outlet": _outlet(claim), "day": wording.day_in_words(day), "said": said}
    return _("%(outlet)s, %(day)s: %(said)s") % names


def _whose(post: Rumour | Stint, *, is_alone: bool) -> str:
    """The coach; with the post where the other side is about him too."""
    return str(post.coach) if is_alone else f"{post.coach}, {wording.role_in_words(post.role)}"


def _on_record(rumour: Rumour, stint: Stint) -> Side:
    post = _("%(coach)s, %(role)s at %(club)s, from: %(start)s, to: %(end)s") % {
        "coach": stint.coach,
        "role": stint.get_role_display(),
        "club": stint.club,
        "start": wording.days_in_words(wording.of_range(stint.started)),
        "end": wording.days_in_words(wording.of_range(stint.ended)),
    }
    row = BEST_TOLD.first(stint=stint.pk)
    claim = row.claim if row else None
    if claim is None:
        basis = _("On record: %(basis)s") % {"basis": stint.get_start_basis_display()}
        return Side(post, "", basis, _("What the record says"))
    origin = _("On record: %(post)s. %(outlet)s") % {"post": post, "outlet": _outlet(claim)}
    if is_too_early(rumour):
        said = _("he began later")
    else:
        said = _whose(stint, is_alone=stint.coach_id != rumour.coach_id)
    return Side(claim.passage, claim.article.language, origin, _key(claim, said), claim)


def _outlet(claim: Claim) -> str:
    return claim.article.outlet.name if claim.article.outlet else _("outlet not known")
