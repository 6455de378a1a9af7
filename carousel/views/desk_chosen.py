"""What an editor has ticked in the list, and what is to be done with all of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from carousel import batches
from carousel.batches import Chosen
from carousel.editorial import MoveRefused
from carousel.models import Batch, Rumour
from carousel.views import desk_toasts


def wanted(given: Mapping[str, str]) -> tuple[Batch.Kind, dict[str, Any]]:
    """The verdict on all of it, with its reason; raises ``MoveRefused`` where none was pressed."""
    if given.get("do") == "confirm":
        return Batch.Kind.CONFIRM, {}
    if given.get("reason"):
        return Batch.Kind.REJECT, {"reason": given["reason"]}
    raise MoveRefused(_("Say what is to be done with what you chose: confirm, reject or snooze."))


def chosen_in(given: QueryDict) -> list[Chosen]:
    """What was ticked, or all of the page, or all that the filter leaves and that is still open."""
    everything = given.getlist("all")
    if "match" in everything:
        named = _read(given.get("matching", "").split(","))
        still_open = set(Rumour.objects.open().filter(pk__in=named).values_list("pk", flat=True))
        named = {pk: revision for pk, revision in named.items() if pk in still_open}
    elif "page" in everything:
        named = _read(given.get("on_page", "").split(","))
    else:
        named = _read(given.getlist("item"))
    return [Chosen(pk, revision) for pk, revision in named.items()]


def _read(written: list[str]) -> dict[int, int]:
    """Numbers with their revisions; what is none is left out."""
    pairs = (one.partition(":") for one in written[: batches.MOST + 1])
    read = ((desk_toasts.number(pk), desk_toasts.number(revision)) for pk, _colon, revision in pairs)
    return {pk: revision for pk, revision in read if pk is not None and revision is not None}


def marks(chosen: list[Chosen], open_now: Mapping[str, Rumour]) -> dict[str, str]:
    """What was chosen, so that it stays so; there is nothing to say of each."""
    wanted = {one.pk for one in chosen}
    return {name: "" for name, rumour in open_now.items() if rumour.pk in wanted}


def beside(chosen: list[Chosen]) -> tuple[list[int], list[int]]:
    """The coaches and the clubs of what is chosen."""
    rumours = list(Rumour.objects.filter(pk__in=[one.pk for one in chosen]))
    return [one.coach_id for one in rumours], [one.club_id for one in rumours]
