"""What a decision would change, as lines of a table: what it is about, how it stands, how it would stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Claim
from carousel import previewing, wording
from carousel.batch_previews import BatchPreview
from carousel.edits import Edit
from carousel.models import Basis, Direction, Rumour, Stint

NOTHING = "–"


@dataclass(frozen=True)
class Line:
    what: str
    now: str
    after: str


@dataclass(frozen=True)
class ChangeTable:
    """``own`` is about the rumour itself, ``follows`` about what moves with it."""

    own: tuple[Line, ...]
    follows: tuple[Line, ...]


@dataclass(frozen=True)
class BatchTable:
    """``own`` is about what is chosen, a line each; ``held`` says of each that is left out why."""

    own: tuple[Line, ...]
    follows: tuple[Line, ...]
    held: tuple[str, ...]


def table_of_batch(preview: BatchPreview) -> BatchTable:
    own = tuple(_line_of_chosen(change) for change in preview.done)
    held = [f"{one.rumour.coach}, {one.rumour.club}: {one.sentence}" for one in preview.held]
    return BatchTable(
        own, tuple(line_of(change) for change in preview.follows), (*held, *gone_in_words(preview.gone))
    )


def gone_in_words(count: int) -> list[str]:
    """That so many of what was chosen are decided; nothing of none."""
    if not count:
        return []
    gone = ngettext("%(count)s was no question any more.", "%(count)s were no questions any more.", count)
    return [gone % {"count": count}]


def _line_of_chosen(change: previewing.Change) -> Line:
    before, after = change.before, change.after
    assert isinstance(before, Rumour)
    return Line(_rumour_name(before), _state(before), _state(after) if after else _("part of the record"))


def table_of(preview: previewing.Preview) -> ChangeTable:
    before, after = preview.rumour.before, preview.rumour.after
    # A question that only stated a fact is gone once the fact stands in the record.
    believed = Line(_("State"), _state(before), _("part of the record"))
    own = [
        Line(_("State"), _state(before), _state(after)) if after else believed,
        Line(_("Ended on"), _day(before), _day(after)),
        *_put_right(before, preview.edit),
    ]
    follows = [line_of(change) for change in preview.follows]
    return ChangeTable(tuple(line for line in own if line.now != line.after), tuple(follows))


def _put_right(read: Rumour | Stint | None, edit: Edit) -> Iterator[Line]:
    """What was read, and what the editor puts in its place."""
    if not isinstance(read, Rumour):
        return
    if edit.coach and edit.coach != read.coach:
        yield Line(_("Coach"), str(read.coach), str(edit.coach))
    if edit.club and edit.club != read.club:
        yield Line(_("Club"), str(read.club), str(edit.club))
    if edit.role and edit.role != read.role:
        yield Line(_("Role"), read.get_role_display(), str(Claim.Role(edit.role).label))
    if edit.manner:
        yield Line(_("How it ended"), _("as read"), wording.manner_in_words(edit.manner))
    if edit.stage and edit.stage != read.stage:
        yield Line(_("Stage"), wording.stage_in_words(read.stage), wording.stage_in_words(edit.stage))


def line_of(change: previewing.Change) -> Line:
    """A stint or a rumour, as it stands and as it would."""
    row = change.after or change.before
    if isinstance(row, Rumour):
        return Line(_rumour_name(row), _state(change.before), _state(change.after))
    return Line(_stint_name(row), _course(change.before), _course(change.after))


def _state(rumour: Rumour | None) -> str:
    """ "open, in talks"; "seat filled by another"; a dash where there is no such rumour."""
    if rumour is None:
        return NOTHING
    if rumour.status == Rumour.Status.WITHDRAWN and not rumour.by:
        return _("called off")
    if not rumour.is_open:
        return wording.ending_in_words(rumour.status, rumour.by, rumour.stage, rumour.direction)
    if rumour.is_fact_claimed:
        return _("waits for a decision")
    stage = wording.stage_in_words(rumour.stage)
    return _("open, %(stage)s") % {"stage": stage} if stage else _("open")


def _day(rumour: Rumour | None) -> str:
    return wording.day_in_words(rumour.ended_on) if rumour and rumour.ended_on else NOTHING


def _rumour_name(rumour: Rumour) -> str:
    """What is asked, in the words of the item's heading: what is told as done is no rumour."""
    names = {"coach": rumour.coach, "club": rumour.club}
    if rumour.direction == Direction.HELD:
        return _("Background: %(coach)s at %(club)s") % names
    if rumour.is_fact_claimed:
        is_out = rumour.direction == Direction.OUT
        return (_("Fact: %(coach)s left %(club)s") if is_out else _("Fact: %(coach)s to %(club)s")) % names
    if rumour.direction == Direction.IN:
        return _("Rumour: %(coach)s to %(club)s") % names
    return _("Rumour: %(coach)s may leave %(club)s") % names


def _stint_name(stint: Stint) -> str:
    names = {"coach": stint.coach, "club": stint.club}
    if stint.role == "head_coach":
        return _("%(coach)s at %(club)s") % names
    names["role"] = wording.choice_in_words(Claim.Role, stint.role)
    return _("%(coach)s at %(club)s, %(role)s") % names


def _course(stint: Stint | None) -> str:
    """ "begins 20 Oct 2018, ends 20 Aug 2020, sacked"; a dash where there is no such stint."""
    if stint is None:
        return NOTHING
    started = wording.days_in_words(wording.of_range(stint.started))
    parts = [_("begins %(time)s") % {"time": started}]
    if stint.ended is not None:
        parts.append(_("ends %(time)s") % {"time": wording.days_in_words(wording.of_range(stint.ended))})
    if stint.manner and stint.manner != "unspecified":
        parts.append(wording.choice_in_words(Claim.Manner, stint.manner))
    if stint.arrangement:
        parts.append(wording.arrangement_in_words(stint.arrangement))
    if stint.start_is_disputed or stint.end_is_disputed:
        parts.append(_("sources differ"))
    basis = stint.end_basis if stint.ended is not None else stint.start_basis
    if basis:
        parts.append(f"({wording.choice_in_words(Basis, basis)})")
    return ", ".join(parts).replace(", (", " (")
