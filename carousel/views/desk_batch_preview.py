"""What deciding on all that is chosen would change, shown in the place of the item before it is done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from carousel import batch_previews, desk
from carousel.batches import Chosen
from carousel.models import Batch, Decision
from carousel.views.desk_answers import swap, whole_page
from carousel.views.desk_asked import Asked
from carousel.views.desk_change import table_of_batch
from carousel.views.desk_chosen import beside, marks, wanted
from carousel.views.desk_pane import Pane
from carousel.views.desk_shown import BatchShown, fingerprint_in, signed

SALT = "carousel.desk.batch"
IN_HAND = ("name", "on", "note", "coach", "club", "role", "manner", "stage")


def answer(request: HttpRequest, chosen: list[Chosen], refusal: str = "") -> HttpResponse:
    """The batch as it would be now; with a ``refusal``, in place of the one that was pressed.

    Nothing is written. Raises ``MoveRefused`` where there is nothing to do.
    """
    asked = Asked.by(request.POST)
    ticked = marks(chosen, desk.open_beside(*beside(chosen)))
    found = _shown(request, chosen, asked, refusal)
    pane, status = Pane(asked=asked, batch=found), 409 if refusal else 200
    if request.htmx:
        return swap(request, pane, [], None, status=status)
    return whole_page(request, asked, pane, status=status, held=ticked)


def batch_was_shown(token: str) -> str:
    """The fingerprint of the batch that the editor had before him."""
    return fingerprint_in(token, SALT)


def _shown(request: HttpRequest, chosen: list[Chosen], asked: Asked, refusal: str) -> BatchShown:
    given = request.POST
    kind, said = wanted(given)
    found = batch_previews.preview(kind, chosen, editor=request.user, at=timezone.now(), **said)
    current = desk.open_named(given.get("name", ""))
    return BatchShown(
        heading=_heading(kind, said.get("reason", "")),
        table=table_of_batch(found),
        token=signed(found.fingerprint, SALT),
        items=[f"{one.pk}:{one.revision}" for one in chosen],
        do="confirm" if kind == Batch.Kind.CONFIRM else "",
        reason=said.get("reason", ""),
        refusal=refusal,
        back=asked.address(current.pk if current else None),
        in_hand={name: given[name] for name in IN_HAND if given.get(name)},
    )


def _heading(kind: Batch.Kind, reason: str) -> str:
    if kind == Batch.Kind.CONFIRM:
        return _("If you confirm what is selected")
    return _("If you reject what is selected: %(reason)s") % {"reason": Decision.Reason(reason).label}
