"""A second pair of eyes for what is damaging to a living person, where the settings ask for it.

The first verdict is kept and shown to nobody until another editor has given his. Where they
agree it is applied; where they do not, both are shown, and a third editor, or one of the two who
has changed his mind, decides. Nobody is his own second. While it waits, who gave it may take it back.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from carousel import opinions, store
from carousel.models import Opinion, Rumour
from carousel.permissions import require_editor
from carousel.refusing import MoveRefused, User

# How a verdict ended that its editor took back before another had given his.
TAKEN_BACK = "taken_back"


def is_needed(rumour: Rumour) -> bool:
    """Whether one editor alone may not decide: a fact of a kind that the settings name."""
    return rumour.is_open and rumour.is_fact_claimed and rumour.direction in opinions.directions()


def open_opinions(rumour: Rumour) -> list[Opinion]:
    """The verdicts given on the question that nothing has settled yet, the first first."""
    return list(_open(rumour).select_related("editor"))


def given_by(editor: User) -> set[tuple[int, int, str]]:
    """The questions on which the editor's verdict waits for another's, by coach, club and direction."""
    if not settings.FOUR_EYES:
        return set()
    given = Opinion.objects.filter(editor=editor.pk, settled_at__isnull=True)
    return set(given.values_list("coach", "club", "direction"))


def check(rumour: Rumour, verdict: str, editor: User) -> None:
    """Raises ``MoveRefused`` where the verdict needs a second editor and none has given the same."""
    if is_needed(rumour) and not _seconded(open_opinions(rumour), verdict, editor):
        raise MoveRefused(_("This needs a second pair of eyes. Open it, and give your verdict there."))


@transaction.atomic
def weigh(
    rumour_id: int, verdict: str, *, editor: User, at: datetime, reason: str = "", note: str = ""
) -> Opinion | None:
    """The verdict kept until another editor agrees with it; nothing where it may be applied now.

    Raises ``MoveRefused`` for an editor who would be his own second.
    """
    require_editor(editor)
    store.lock_record()
    rumour = Rumour.objects.filter(pk=rumour_id).first()
    if rumour is None or not is_needed(rumour):
        return None
    given = open_opinions(rumour)
    if _seconded(given, verdict, editor):
        return None
    if any(opinion.editor_id == editor.pk for opinion in given):
        raise MoveRefused(_("You have given your verdict. Another editor has to give his."))
    return Opinion.objects.create(
        **rumour.question,
        verdict=verdict,
        reason=reason,
        note=note,
        articles=sorted(store.articles_of(rumour)),
        editor_id=editor.pk,
        given_at=at,
    )


@transaction.atomic
def take_back(opinion_id: int, *, editor: User, at: datetime) -> Opinion:
    """The verdict waits for nobody any more, and who gave it may give another; it stays on record.

    Raises ``MoveRefused`` for everybody else, and once it has done its part.
    """
    require_editor(editor)
    store.lock_record()
    found = Opinion.objects.select_for_update(of=("self",)).select_related("coach", "club")
    opinion = found.get(pk=opinion_id)
    if opinion.editor_id != editor.pk:
        raise MoveRefused(_("Only who gave a verdict takes it back."))
    if opinion.settled_at is not None:
        raise MoveRefused(
            _("This verdict does not wait any more: the question was decided, or you took it back.")
        )
    opinion.settled_at = at
    opinion.turns = [*opinion.turns, {"at": at.isoformat(), "ended_as": TAKEN_BACK}]
    opinion.save(update_fields=["settled_at", "turns"])
    return opinion


def is_taken_back(opinion: Opinion) -> bool:
    return bool(opinion.turns) and opinion.turns[-1]["ended_as"] == TAKEN_BACK


def settle(rumour: Rumour, *, at: datetime) -> None:
    """The question is decided: the verdicts on it have done their part."""
    if settings.FOUR_EYES:
        _open(rumour).update(settled_at=at)


def in_words(rumour: Rumour, editor: User) -> list[str]:
    """What the editor is told of the verdicts: that there is one, or both once they disagree."""
    if not is_needed(rumour):
        return _of_closed(rumour)
    given = open_opinions(rumour)
    if len({opinion.verdict for opinion in given}) < 2:
        if any(opinion.editor_id == editor.pk for opinion in given):
            return [_("You have given your verdict. Another editor has to give his.")]
        first = _("One editor has given his verdict. It is shown when a second has given his.")
        return [first] if given else [_("Two editors decide this: the first verdict is kept unseen.")]
    told = _("%(who)s: %(verdict)s")
    return [
        _("Two editors disagree. A third decides, or one of them gives way."),
        *(
            told % {"who": opinion.editor.get_username(), "verdict": opinion.get_verdict_display()}
            for opinion in given
        ),
    ]


def _of_closed(rumour: Rumour) -> list[str]:
    """That a verdict waited when the question ended in another way; nobody is told which it was."""
    if rumour.is_open or not settings.FOUR_EYES:
        return []
    closed = Opinion.objects.filter(**rumour.question).exclude(closed_as="")
    if not closed.filter(articles__overlap=sorted(store.articles_of(rumour))).exists():
        return []
    return [_("A verdict waited when this ended. It is closed, and waits again if that is undone.")]


def _open(rumour: Rumour) -> QuerySet[Opinion]:
    return Opinion.objects.filter(**rumour.question, settled_at__isnull=True)


def _seconded(given: list[Opinion], verdict: str, editor: User) -> bool:
    return any(opinion.verdict == verdict and opinion.editor_id != editor.pk for opinion in given)
