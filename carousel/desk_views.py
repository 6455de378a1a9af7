"""Lists that an editor saved: at most so many, each named once."""

from __future__ import annotations

from django.contrib.auth.models import User as Account
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from carousel.editorial import User
from carousel.models import DeskView
from carousel.permissions import require_editor


class ViewRefused(Exception):
    """Raised with a sentence that says why the list is not saved so."""


def save(editor: User, *, name: str, query: str) -> DeskView:
    """The list is among the editor's own; one that was called so before is replaced."""
    require_editor(editor)
    name = _checked(name)
    if len(query) > DeskView.query.field.max_length:
        raise ViewRefused(_("This list has more filters than can be kept. Take some off."))
    with transaction.atomic():
        # Two tabs at once would otherwise both find room.
        Account.objects.select_for_update().get(pk=editor.pk)
        own = DeskView.objects.filter(editor=editor.pk)
        if own.exclude(name=name).count() >= DeskView.MOST:
            raise ViewRefused(_("You have %(most)s saved lists. Delete one first.") % {"most": DeskView.MOST})
        view, _made = DeskView.objects.update_or_create(
            editor_id=editor.pk, name=name, defaults={"query": query}
        )
    return view


def rename(editor: User, pk: int, name: str) -> DeskView:
    """The editor's list is called so; another of that name is not taken over."""
    require_editor(editor)
    view = DeskView.objects.get(pk=pk, editor=editor.pk)
    view.name = _checked(name)
    try:
        with transaction.atomic():
            view.save(update_fields=["name"])
    except IntegrityError:
        raise ViewRefused(_("Another of your lists is called “%(name)s”.") % {"name": view.name}) from None
    return view


def delete(editor: User, pk: int) -> None:
    """The editor's list is gone, if it was there."""
    require_editor(editor)
    DeskView.objects.filter(pk=pk, editor=editor.pk).delete()


def _checked(name: str) -> str:
    name = " ".join(name.replace("\0", " ").split())
    longest = DeskView.name.field.max_length
    if not name or len(name) > longest:
        raise ViewRefused(_("Give the list a name of %(most)s letters at most.") % {"most": longest})
    return name
