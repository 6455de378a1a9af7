"""Who has which question open at the desk. It never blocks anybody, and ends by itself."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carousel.editorial import User
from carousel.models import Presence, Rumour
from carousel.permissions import require_editor

# A page in sight says every fifteen seconds that it is there; one that has not been heard of is left.
LEFT = timedelta(seconds=20)
KEPT = timedelta(days=1)


def look_at(rumour: Rumour, *, editor: User, at: datetime) -> list[Presence]:
    """The editor has the question open; returns who else has. Other pages of his in sight stay."""
    require_editor(editor)
    own = Presence.objects.filter(editor=editor.pk)
    own.filter(seen_at__lt=at - LEFT).exclude(**_question(rumour)).delete()
    own.filter(**_question(rumour), seen_at__lt=at - Presence.HOLDS).delete()
    Presence.objects.filter(seen_at__lt=at - KEPT).delete()
    Presence.objects.bulk_create(
        [Presence(editor_id=editor.pk, **_question(rumour), since=at, seen_at=at)],
        update_conflicts=True,
        unique_fields=["editor", "coach", "club", "direction"],
        update_fields=["seen_at"],
    )
    return others_at(rumour, editor=editor, at=at)


def others_at(rumour: Rumour, *, editor: User, at: datetime) -> list[Presence]:
    """Who else has the question open, the first to come first."""
    there = Presence.objects.filter(seen_at__gte=at - Presence.HOLDS, **_question(rumour))
    return list(there.exclude(editor=editor.pk).select_related("editor").order_by("since", "id"))


def elsewhere(*, editor: User, at: datetime) -> dict[str, str]:
    """In words, who else has which questions open, by their names on the page; one query."""
    there = Presence.objects.filter(seen_at__gte=at - Presence.HOLDS).exclude(editor=editor.pk)
    found: dict[str, list[str]] = defaultdict(list)
    for one in there.select_related("editor").order_by("since", "id"):
        found[f"{one.coach_id}-{one.club_id}-{one.direction}"].append(in_words(one, at))
    return {name: " ".join(words) for name, words in found.items()}


def in_words(one: Presence, at: datetime) -> str:
    """ "Ida Berg has this open, 3 min." """
    name = one.editor.get_full_name() or one.editor.get_username()
    minutes = int((at - one.since).total_seconds() // 60)
    if minutes < 1:
        return _("%(name)s has just opened this.") % {"name": name}
    return ngettext(
        "%(name)s has this open, %(minutes)s min.", "%(name)s has this open, %(minutes)s min.", minutes
    ) % {"name": name, "minutes": minutes}


def initials(one: Presence) -> str:
    words = (one.editor.get_full_name() or one.editor.get_username()).split()
    return "".join(word[0] for word in words[:2]).upper()


def _question(rumour: Rumour) -> dict:
    return {"coach_id": rumour.coach_id, "club_id": rumour.club_id, "direction": rumour.direction}
