"""Two that cannot both be true, side by side: what stands, what speaks against it, how to settle it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from articles.models import Claim
from carousel import wording
from carousel.models import Arrangement, Direction, Rumour, Stint, StintEvidence
from carousel.prepared import Given, Prepared
from carousel.record.events import FACTS
from carousel.views.desk_said import Said
from carousel.views.desk_shown import Shown, rejection_shown, shown


def _best_told() -> models.QuerySet[StintEvidence]:
    told = StintEvidence.objects.filter(stint=Given("stint"), claim__superseded_at__isnull=True)
    # What tells of its beginning says best that it is held.
    begins = models.Case(models.When(bears_on=StintEvidence.BearsOn.START, then=0), default=1)
    order = (begins, "-claim__confidence", "claim")
    return told.select_related("claim__article__outlet").order_by(*order)[:1]


BEST_TOLD = Prepared(_best_told)


@dataclass(frozen=True)
class Side:
    """One side of a conflict: a passage where there is one, and what it comes from."""

    words: str
    language: str
    origin: str
    claim: Claim | None = None


@dataclass(frozen=True)
class Conflict:
    """``standing`` is what the record says, or that the coach stays; ``fresh`` what would end or displace it.

    ``kept`` is what leaving the record as it is would change, ``both`` what keeping both would; there is
    none where they cannot both be kept.
    """

    standing: Side
    fresh: Side
    kept: Shown
    both: Shown | None
    is_too_early: bool = False

    @property
    def against(self) -> Claim | None:
        """The claim that is outweighed if the fresh report is taken, and outweighs it if it is not."""
        return self.standing.claim


def conflict_of(rumour: Rumour, told: list[Said], editor, at: datetime, **said: Any) -> Conflict | None:
    """The conflict that the open rumour is, if it is one, with what was ``said`` put right in it."""
    if not (rumour.is_open and rumour.is_conflict and told):
        return None
    return Conflict(
        standing(rumour),
        _fresh(rumour, told),
        rejection_shown(rumour, editor, at),
        both_shown(rumour, editor, at, **said),
        is_too_early(rumour),
    )


def both_shown(rumour: Rumour, editor, at: datetime, **said: Any) -> Shown | None:
    """What keeping both would change with what was ``said``; nothing where there are no two to be kept."""
    ways = both_ways(rumour) if rumour.is_open and rumour.is_conflict else {}
    return shown(rumour, editor, at, **said, **ways) if ways else None


def is_too_early(rumour: Rumour) -> bool:
    """Whether the coach is told to have left before the day on which the record lets him begin."""
    against = rumour.contradicts
    is_of_his_own = against is not None and against.coach_id == rumour.coach_id
    return is_of_his_own and rumour.direction == Direction.OUT


def both_ways(rumour: Rumour) -> dict[str, Any]:
    """What a decision keeps of both: a shared post, or a disputed end; nothing where neither can be.

    An end before the beginning is then that of an earlier spell.
    """
    if rumour.contested_by_id or is_too_early(rumour):
        return {"is_contested": True}
    return {"arrangement": Arrangement.SHARED} if rumour.direction == Direction.IN else {}


def standing(rumour: Rumour) -> Side:
    """What the fresh report speaks against."""
    claim = rumour.contested_by
    if claim is None:
        assert rumour.contradicts is not None
        return _on_record(rumour.contradicts)
    origin = _("%(outlet)s; reads as: %(reading)s")
    origin %= {"outlet": _outlet(claim), "reading": wording.reading_in_words(claim)}
    return Side(claim.passage, claim.article.language, origin, claim)


def _fresh(rumour: Rumour, told: list[Said]) -> Side:
    facts = [one for one in told if one.claim.kind in FACTS and one.claim.pk != rumour.contested_by_id]
    new = (facts or told)[0]
    words = "".join(segment.text for segment in new.passage.said)
    origin = _("New. %(outlet)s; reads as: %(reading)s")
    origin %= {"outlet": new.outlet, "reading": new.reads_as}
    return Side(words, new.claim.article.language, origin, new.claim)


def _on_record(stint: Stint) -> Side:
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
        return Side(post, "", _("On record: %(basis)s") % {"basis": stint.get_start_basis_display()})
    origin = _("On record: %(post)s. %(outlet)s") % {"post": post, "outlet": _outlet(claim)}
    return Side(claim.passage, claim.article.language, origin, claim)


def _outlet(claim: Claim) -> str:
    return claim.article.outlet.name if claim.article.outlet else _("outlet not known")
