"""What the desk's list shows: one row a rumour, the filters above it, and the words for what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.models import Article
from carousel import batches, desk, four_eyes, presences, snoozing, wording
from carousel.desk_filters import SNOOZED
from carousel.editorial import User
from carousel.models import Decision, DeskView, Direction, Rumour
from carousel.views.desk_asked import Asked, Chip, Filter, chips, filters


@dataclass(frozen=True)
class Row:
    """A rumour in the list; ``name`` is its place on the page.

    ``kind`` is conflict, fact, rumour, background or withdrawn, or ended once it is decided.
    """

    id: int
    name: str
    kind: str
    label: str
    coach: str
    club: str
    link: str
    why: str
    newest_on: date
    is_rumour: bool
    is_done: bool
    address: str
    revision: int
    held: str = ""
    is_chosen: bool = False
    beside: str = ""
    asleep: str = ""


@dataclass(frozen=True)
class QueuePage:
    """One page of the list; ``last_read_at`` is only asked for where nothing waits.

    ``on_page`` and ``matching`` name rumours with the revision in which they were shown, as a batch takes
    them: those of this page, and those of all pages where a filter is set and they are not too many.
    """

    asked: Asked
    rows: list[Row]
    filters: list[Filter]
    chips: list[Chip]
    views: list[DeskView]
    following: str
    on_page: str
    newest_claim: int
    matching: str = ""
    match_count: int = 0
    last_read_at: datetime | None = None


def queue_page(asked: Asked, editor: User, held: Mapping[str, str] | None = None) -> QueuePage:
    """The part of the list that the address asks for; ``held`` says what a batch left out, and why."""
    found = desk.page(asked.wanted, desk.Place.read(asked.after))
    on_page = found[: desk.PAGE]
    kinds = filters(asked)
    following, matching = "", ""
    if len(found) > desk.PAGE:
        following = Asked(asked.wanted, str(desk.Place.of(on_page[-1]))).address()
    many = sum(kind.count for kind in kinds if kind.is_chosen)
    if (following or asked.after) and asked.wanted.narrowed and many <= batches.MOST:
        matching = _matching(asked)
    last_read_at = None
    if not on_page:
        newest = Article.objects.filter(read_at__isnull=False).order_by("-read_at")
        last_read_at = newest.values_list("read_at", flat=True).first()
    return QueuePage(
        asked=asked,
        rows=_with_presence(_listed(on_page, asked, editor, held), editor),
        filters=kinds,
        chips=chips(asked),
        views=list(DeskView.objects.filter(editor=editor.pk)),
        following=following,
        newest_claim=desk.newest_claim(),
        on_page=",".join(f"{rumour.pk}:{rumour.revision}" for rumour in on_page),
        matching=matching,
        match_count=matching.count(":"),
        last_read_at=last_read_at,
    )


def _listed(rumours: list[Rumour], asked: Asked, editor: User, held: Mapping[str, str] | None) -> list[Row]:
    """The rows; in the list of what sleeps each says until when."""
    rows = _with_own_verdicts(rumours, asked, editor, held)
    if asked.show != SNOOZED:
        return rows
    asleep = snoozing.snoozes_on(rumours)
    said = (asleep.get((one.coach_id, one.club_id, one.direction)) for one in rumours)
    return [
        replace(row, asleep=snoozing.until_in_words(snooze)) if snooze else row
        for row, snooze in zip(rows, said, strict=True)
    ]


def _with_own_verdicts(
    rumours: list[Rumour], asked: Asked, editor: User, held: Mapping[str, str] | None
) -> list[Row]:
    """The rows; those on which the editor has given his part of two verdicts say so."""
    given = four_eyes.given_by(editor)
    return [
        waiting_for_another(rumour, asked, held)
        if (rumour.coach_id, rumour.club_id, rumour.direction) in given
        else row(rumour, asked, held)
        for rumour in rumours
    ]


def waiting_for_another(rumour: Rumour, asked: Asked, held: Mapping[str, str] | None = None) -> Row:
    """The row of a question that needs another editor now."""
    own = row(rumour, asked, held)
    waits = _("Your verdict waits for that of another editor")
    return replace(own, why=f"{own.why}. {waits}")


def _with_presence(rows: list[Row], editor: User) -> list[Row]:
    """The rows, each with who else has it open."""
    there = presences.elsewhere(editor=editor, at=timezone.now())
    return [replace(row, beside=there.get(row.name, "")) for row in rows]


def _matching(asked: Asked) -> str:
    """All that the filters leave, as a batch takes it; nothing where they are more than a batch may hold."""
    found = desk.waiting(asked.wanted).values_list("pk", "revision")[: batches.MOST + 1]
    named = [f"{pk}:{revision}" for pk, revision in found]
    return ",".join(named) if len(named) <= batches.MOST else ""


def moved(
    before: Mapping[str, Rumour],
    after: Mapping[str, Rumour],
    asked: Asked,
    held: Mapping[str, str] | None = None,
) -> list[Row]:
    """The rows that a decision closed or opened again, as they are now, and those that a batch left out."""
    now = {name: one for name, one in after.items() if name not in before or name in (held or ())}
    closed = {name: rumour for name, rumour in before.items() if name not in after}
    ended = desk.by_number(one.pk for one in closed.values())
    rows = [row(rumour, asked, held) for rumour in now.values()]
    for name, rumour in closed.items():
        # What lost its source goes by the name of an open question once it is kept, and a question that
        # only stated a fact is gone once the fact is believed.
        known = ended.get(rumour.pk)
        if known and not known.waits:
            rows.append(replace(row(known, asked, held), name=name))
        else:
            decided = {"kind": "ended", "is_done": True, "label": _("Decided")}
            rows.append(replace(row(rumour, asked), **decided))
    return sorted(rows, key=lambda row: row.name)


def row(rumour: Rumour, asked: Asked, held: Mapping[str, str] | None = None) -> Row:
    name = desk.name_of(rumour)
    return Row(
        id=rumour.pk,
        name=name,
        kind=kind_of(rumour),
        label=label_of(rumour),
        coach=rumour.coach.name,
        club=rumour.club.name,
        link=link_of(rumour),
        why=_why(rumour),
        newest_on=rumour.newest_on,
        is_rumour=not rumour.is_fact_claimed,
        is_done=not rumour.waits,
        address=asked.address(rumour.pk),
        revision=rumour.revision,
        held=(held or {}).get(name, ""),
        is_chosen=name in (held or {}),
    )


def kind_of(rumour: Rumour) -> str:
    if rumour.has_lost_source:
        return "withdrawn"
    if not rumour.is_open:
        return "ended"
    if rumour.is_conflict:
        return "conflict"
    if rumour.direction == Direction.HELD:
        return "background"
    return "fact" if rumour.is_fact_claimed else "rumour"


def label_of(rumour: Rumour) -> str:
    kind = kind_of(rumour)
    if kind == "ended":
        return wording.ending_in_words(rumour.status, rumour.by, rumour.stage, rumour.direction)
    if kind == "withdrawn":
        return _("Source withdrawn")
    if kind == "conflict":
        return _("Conflict")
    if kind == "background":
        return _("Background")
    if kind == "fact":
        return _("Fact: departure") if rumour.direction == Direction.OUT else _("Fact: appointment")
    stage = wording.stage_in_words(rumour.stage)
    return _("Rumour, %(stage)s") % {"stage": stage} if stage else _("Rumour")


def link_of(rumour: Rumour) -> str:
    """The words between coach and club; empty where an arrow says it."""
    if rumour.direction == Direction.IN:
        return ""
    if rumour.direction == Direction.HELD:
        # Translators: between a coach and a club, now or once: "Jess Thorup at FC Midtjylland".
        return _("at")
    # Translators: between a coach and a club, in a list: "Hannes Wolf left KRC Genk", "… may leave …".
    return _("left") if rumour.is_fact_claimed else _("may leave")


def _why(rumour: Rumour) -> str:
    words = wording.basis_in_words(rumour.origin_count, rumour.article_count)
    if rumour.role != "head_coach":
        words = f"{capfirst(rumour.get_role_display())}. {words}"
    left = desk.days_left(rumour, timezone.localdate())
    return words if left is None else f"{words}. {wording.expiry_in_words(left)}"


def decision_in_words(decision: Decision) -> str:
    """ "Confirmed: Hannes Wolf left KRC Genk"; of an undoing, what was taken back."""
    if decision.kind == Decision.Kind.UNDO and decision.undoes:
        return _("Taken back: %(what)s") % {"what": decision_in_words(decision.undoes)}
    if decision.kind == Decision.Kind.RETRACT:
        article = next(iter(decision.articles.all()), None)
        return _("Article retracted: %(title)s") % {"title": article or _("not on record")}
    if decision.kind in Decision.ON_NAMES:
        return _name_in_words(decision)
    names = {"coach": decision.coach, "club": decision.club}
    if decision.direction == Direction.IN:
        what = _("%(coach)s to %(club)s") % names
        if decision.arrangement:
            what = f"{what}, {wording.arrangement_in_words(decision.arrangement)}"
    elif decision.direction == Direction.OUT:
        what = _("%(coach)s left %(club)s") % names
    else:
        what = _("%(coach)s at %(club)s") % names
    said = {
        Decision.Kind.CONFIRM: _("Confirmed: %(what)s"),
        Decision.Kind.CALL_OFF: _("Called off: %(what)s"),
        Decision.Kind.KEEP: _("Kept without its source: %(what)s"),
        Decision.Kind.TAKE_BACK: _("Taken back with its source: %(what)s"),
    }
    return said.get(Decision.Kind(decision.kind), _("Rejected: %(what)s")) % {"what": what}


def _name_in_words(decision: Decision) -> str:
    """What was said of a name; a merge knows what went."""
    known = decision.coach or decision.club
    merge = getattr(decision, "merge", None)
    said = {
        Decision.Kind.LINK: _("Linked: %(name)s is %(known)s"),
        Decision.Kind.MERGE: _("Merged: %(name)s is %(known)s"),
        Decision.Kind.CREATE: _("Made a record: %(known)s"),
        Decision.Kind.IGNORE: _("Ignored: %(known)s"),
    }
    return said[Decision.Kind(decision.kind)] % {"name": merge.name if merge else "", "known": known}
