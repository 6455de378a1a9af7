"""What the desk's list shows: one row a rumour, the filters above it, and the words for what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.models import Article
from carousel import desk, wording
from carousel.models import Decision, Direction, Rumour


@dataclass(frozen=True)
class Asked:
    """The list as the address asks for it: which kind, and from which place on."""

    show: str = "all"
    after: str = ""

    @classmethod
    def by(cls, given: Mapping[str, str]) -> Asked:
        """What a form or an address names; all from the beginning, where it names nothing of ours."""
        show, after = given.get("show", ""), given.get("after", "")
        return cls(show if show in desk.SHOWN else "all", after if desk.Place.read(after) else "")

    def address(self, pk: int | None = None, **more: object) -> str:
        """The page of an item, or of the whole desk, that keeps the list as it is."""
        path = reverse("desk-item", args=[pk]) if pk else reverse("desk")
        query = {"show": self.show if self.show != "all" else "", "after": self.after, **more}
        query = {name: value for name, value in query.items() if value}
        return f"{path}?{urlencode(query)}" if query else path


@dataclass(frozen=True)
class Row:
    """A rumour in the list; ``name`` is its place on the page.

    ``kind`` is conflict, fact, rumour or background, or ended once it is decided.
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


@dataclass(frozen=True)
class Filter:
    label: str
    count: int
    is_chosen: bool
    address: str


@dataclass(frozen=True)
class QueuePage:
    """One page of the list; ``last_read_at`` is only asked for where nothing waits."""

    asked: Asked
    rows: list[Row]
    filters: list[Filter]
    following: str
    last_read_at: datetime | None = None


@dataclass(frozen=True)
class Toast:
    """What was done; ``decision_id`` names what Undo would take back, if it can be."""

    text: str
    decision_id: int | None


def queue_page(asked: Asked) -> QueuePage:
    """The part of the list that the address asks for."""
    found = list(desk.waiting(asked.show, after=desk.Place.read(asked.after))[: desk.PAGE + 1])
    on_page = found[: desk.PAGE]
    following = ""
    if len(found) > desk.PAGE:
        following = Asked(asked.show, str(desk.Place.of(on_page[-1]))).address()
    last_read_at = None
    if not on_page:
        newest = Article.objects.filter(read_at__isnull=False).order_by("-read_at")
        last_read_at = newest.values_list("read_at", flat=True).first()
    return QueuePage(
        asked, [row(rumour, asked) for rumour in on_page], filters(asked), following, last_read_at
    )


def filters(asked: Asked) -> list[Filter]:
    counts = desk.counts()
    labels = {
        "all": _("All"),
        "conflicts": _("Conflicts"),
        "facts": _("Facts"),
        "rumours": _("Rumours"),
        "background": _("Background"),
        "expiring": _("Expiring soon"),
    }
    return [
        Filter(label, counts[show], show == asked.show, Asked(show).address())
        for show, label in labels.items()
    ]


def moved(before: Mapping[str, Rumour], after: Mapping[str, Rumour], asked: Asked) -> list[Row]:
    """The rows that a decision closed or opened again, as they are now."""
    now = {name: after[name] for name in after.keys() - before.keys()}
    closed = [rumour for name, rumour in before.items() if name not in after]
    ended = Rumour.objects.filter(pk__in=[rumour.pk for rumour in closed]).select_related("coach", "club")
    now |= {desk.name_of(rumour): rumour for rumour in ended}
    # A question that only stated a fact is gone once the fact is believed.
    believed = [rumour for rumour in closed if desk.name_of(rumour) not in now]
    rows = [row(rumour, asked) for rumour in now.values()]
    rows += [
        replace(row(rumour, asked), kind="ended", is_done=True, label=_("Decided")) for rumour in believed
    ]
    return sorted(rows, key=lambda row: row.name)


def row(rumour: Rumour, asked: Asked) -> Row:
    return Row(
        id=rumour.pk,
        name=desk.name_of(rumour),
        kind=kind_of(rumour),
        label=label_of(rumour),
        coach=rumour.coach.name,
        club=rumour.club.name,
        link=link_of(rumour),
        why=_why(rumour),
        newest_on=rumour.newest_on,
        is_rumour=not rumour.is_fact_claimed,
        is_done=not rumour.is_open,
        address=asked.address(rumour.pk),
    )


def kind_of(rumour: Rumour) -> str:
    if not rumour.is_open:
        return "ended"
    if rumour.contradicts_id:
        return "conflict"
    if rumour.direction == Direction.HELD:
        return "background"
    return "fact" if rumour.is_fact_claimed else "rumour"


def label_of(rumour: Rumour) -> str:
    kind = kind_of(rumour)
    if kind == "ended":
        return wording.ending_in_words(rumour.status, rumour.by, rumour.stage, rumour.direction)
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
    names = {"coach": decision.coach, "club": decision.club}
    if decision.direction == Direction.IN:
        what = _("%(coach)s to %(club)s") % names
    elif decision.direction == Direction.OUT:
        what = _("%(coach)s left %(club)s") % names
    else:
        what = _("%(coach)s at %(club)s") % names
    said = {
        Decision.Kind.CONFIRM: _("Confirmed: %(what)s"),
        Decision.Kind.KEEP: _("Kept without its source: %(what)s"),
        Decision.Kind.TAKE_BACK: _("Taken back with its source: %(what)s"),
    }
    return said.get(Decision.Kind(decision.kind), _("Rejected: %(what)s")) % {"what": what}


def toast(decision_id: int | None) -> Toast | None:
    """What an editor just did, with its Undo while it stands."""
    if decision_id is None:
        return None
    decision = (
        Decision.objects.filter(pk=decision_id)
        .select_related("coach", "club", "undoes__coach", "undoes__club", "undone_by")
        .first()
    )
    if decision is None:
        return None
    can_undo = decision.kind != Decision.Kind.UNDO and not hasattr(decision, "undone_by")
    return Toast(decision_in_words(decision), decision.pk if can_undo else None)
