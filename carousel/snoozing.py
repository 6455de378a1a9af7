"""Putting a question off until a day, waking it, and which questions sleep now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.lookups import Exact
from django.utils.translation import gettext as _

from carousel import store
from carousel.editorial import MoveRefused, User, check_revision
from carousel.models import Batch, Rumour, Snooze
from carousel.permissions import require_editor
from carousel.prepared import Prepared, given
from carousel.record.facts import LADDER, LADDER_OUT
from carousel.wording import day_in_words

# No question sleeps longer: who wants that should reject it.
LONGEST = timedelta(days=366)
STEPS = {stage: number for ladder in (LADDER, LADDER_OUT) for number, stage in enumerate(ladder, 1)}


def asleep(day: date) -> Exists:
    """The condition that somebody put an open rumour off and that nothing has woken it by ``day``."""
    return Exists(
        Snooze.objects.filter(
            Exact(OuterRef("status"), Value(Rumour.Status.OPEN.value)),
            Q(is_fact_claimed=True) | Q(is_fact_claimed=OuterRef("is_fact_claimed")),
            coach=OuterRef("coach"),
            club=OuterRef("club"),
            direction=OuterRef("direction"),
            woken_at__isnull=True,
            until__gt=day,
            article_count__gte=OuterRef("article_count"),
            stage_number__gte=_step(OuterRef("stage")),
        )
    )


def sleeping(day: Any) -> QuerySet[Rumour]:
    """Those that sleep on the day, found by their snoozes, which are few, and not among all that waits."""
    standing = Snooze.objects.filter(woken_at__isnull=True, until__gt=day).order_by()
    return Rumour.objects.open().filter(asleep(day), coach__in=standing.values("coach"))


def snooze_of(rumour: Rumour, day: date) -> Snooze | None:
    """What puts the rumour off on that day, if anything does."""
    standing = STANDING.first(**rumour.question)
    return standing if standing and _holds(standing, rumour, day) else None


def snoozes_on(rumours: Iterable[Rumour]) -> dict[tuple[int, int, str], Snooze]:
    """By what each question is about, what puts it off and nobody has woken; one query."""
    found = Snooze.objects.filter(
        coach__in={rumour.coach_id for rumour in rumours}, woken_at__isnull=True
    ).select_related("editor")
    return {(one.coach_id, one.club_id, one.direction): one for one in found}


def snooze(
    rumour_id: int,
    *,
    editor: User,
    at: datetime,
    today: date,
    until: date,
    seen_revision: int | None = None,
    batch: Batch | None = None,
) -> Snooze:
    """The question is off the list until the day, or until there is more to it."""
    require_editor(editor)
    if not today < until <= today + LONGEST:
        raise MoveRefused(_("Choose a day after today, within a year from now."))
    with transaction.atomic():
        store.lock_record()
        rumour = Rumour.objects.select_for_update().get(pk=rumour_id)
        if not rumour.is_open:
            raise MoveRefused(
                _("This is no longer open: %(status)s.") % {"status": rumour.get_status_display()}
            )
        check_revision(rumour, seen_revision)
        _on(rumour.question).update(woken_at=at)
        return Snooze.objects.create(
            **rumour.question,
            until=until,
            article_count=rumour.article_count,
            stage_number=STEPS.get(rumour.stage, 0),
            is_fact_claimed=rumour.is_fact_claimed,
            batch=batch,
            editor=editor,
            made_at=at,
        )


def wake(snooze_id: int, *, editor: User, at: datetime) -> Snooze:
    """The question is back on the list; the undoing of a snooze is the same."""
    require_editor(editor)
    with transaction.atomic():
        found = Snooze.objects.select_for_update(of=("self",)).select_related("coach", "club")
        snoozed = found.get(pk=snooze_id)
        if snoozed.woken_at is not None:
            raise MoveRefused(_("This is awake already."))
        snoozed.woken_at = at
        snoozed.save(update_fields=["woken_at"])
    return snoozed


def until_in_words(snoozed: Snooze) -> str:
    """ "ida put it off until 3 Dec 2020"."""
    names = {"who": snoozed.editor.get_username(), "when": day_in_words(snoozed.until)}
    return _("%(who)s put it off until %(when)s") % names


def snooze_in_words(snoozed: Snooze) -> str:
    """ "Snoozed until 3 Dec 2020: Hannes Wolf, KRC Genk"; once woken, that it was."""
    names = {"coach": snoozed.coach, "club": snoozed.club, "day": day_in_words(snoozed.until)}
    if snoozed.woken_at is not None:
        return _("Awake again: %(coach)s, %(club)s") % names
    return _("Snoozed until %(day)s: %(coach)s, %(club)s") % names


def _step(stage: OuterRef) -> Case:
    """The number of the stage on its ladder, as a snooze keeps it."""
    steps = (When(Exact(stage, Value(name)), then=Value(number)) for name, number in STEPS.items())
    return Case(*steps, default=Value(0), output_field=IntegerField())


def _on(question: Mapping[str, Any]) -> QuerySet[Snooze]:
    return Snooze.objects.filter(**question, woken_at__isnull=True)


STANDING = Prepared(lambda: _on(given("coach_id", "club_id", "direction")).select_related("editor"))


def _holds(snoozed: Snooze, rumour: Rumour, day: date) -> bool:
    """As ``asleep`` has it, for the rows in hand."""
    return (
        snoozed.until > day
        and snoozed.article_count >= rumour.article_count
        and snoozed.stage_number >= STEPS.get(rumour.stage, 0)
        and snoozed.is_fact_claimed >= rumour.is_fact_claimed
    )
