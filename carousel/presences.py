"""Who has which question open at the desk. It never blocks anybody, and ends by itself."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carousel.editorial import User
from carousel.models import Presence, Rumour
from carousel.permissions import require_editor
from carousel.prepared import Given, Prepared, given
from carousel.refusing import name_of

# A page in sight says every fifteen seconds that it is there; one that has not been heard of is left.
LEFT = timedelta(seconds=20)
KEPT = timedelta(days=1)


def look_at(rumour: Rumour, *, editor: User, at: datetime) -> list[Presence]:
    """The editor has the question open; returns who else has. Other pages of his in sight stay."""
    require_editor(editor)
    own = Presence.objects.filter(editor=editor.pk)
    own.filter(seen_at__lt=at - LEFT).exclude(**rumour.question).delete()
    own.filter(**rumour.question, seen_at__lt=at - Presence.HOLDS).delete()
    Presence.objects.filter(seen_at__lt=at - KEPT).delete()
    Presence.objects.bulk_create(
        [Presence(editor_id=editor.pk, **rumour.question, since=at, seen_at=at)],
        update_conflicts=True,
        unique_fields=["editor", "coach", "club", "direction"],
        update_fields=["seen_at"],
    )
    return others_at(rumour, editor=editor, at=at)


def others_at(rumour: Rumour, *, editor: User, at: datetime) -> list[Presence]:
    """Who else has the question open, the first to come first."""
    return OTHERS.ask(editor=editor.pk, since=at - Presence.HOLDS, **rumour.question)


def _seen(since: Any, editor: Any) -> QuerySet[Presence]:
    return Presence.objects.filter(seen_at__gte=since).exclude(editor=editor).select_related("editor")


OTHERS = Prepared(
    lambda: (
        _seen(Given("since"), Given("editor"))
        .filter(**given("coach_id", "club_id", "direction"))
        .order_by("since", "id")
    )
)


ALL_OTHERS = Prepared(lambda: _seen(Given("since"), Given("editor")).order_by("since", "id"))


def elsewhere(*, editor: User, at: datetime) -> dict[str, str]:
    """In words, who else has which questions open, by their names on the page; one query."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in ALL_OTHERS.ask(editor=editor.pk, since=at - Presence.HOLDS):
        found[f"{one.coach_id}-{one.club_id}-{one.direction}"].append(in_words(one, at))
    return {name: " ".join(words) for name, words in found.items()}


def in_words(one: Presence, at: datetime) -> str:
    """ "Ida Berg has this open, 3 min." """
    name = name_of(one.editor)
    minutes = int((at - one.since).total_seconds() // 60)
    if minutes < 1:
        return _("%(name)s has just opened this.") % {"name": name}
    return ngettext(
        "%(name)s has this open, %(minutes)s min.", "%(name)s has this open, %(minutes)s min.", minutes
    ) % {"name": name, "minutes": minutes}


def initials(one: Presence) -> str:
    words = name_of(one.editor).split()
    return "".join(word[0] for word in words[:2]).upper()
