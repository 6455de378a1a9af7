"""The names that wait at the desk: where each was read, whom it may be, and what hangs on it.

The number of queries is the same whatever waits: coaches and clubs are asked together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.exceptions import BadRequest
from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carousel.merging import Known
from carousel.models import ClaimSubject, Club, Coach, Decision, Rumour
from carousel.passages import Segment, cut
from carousel.suggesting.looking import Looked, look
from carousel.suggesting.ranking import Asked, Reason, Suggestion
from carousel.views.desk_toasts import number

PAGE = 10
PASSAGES = 3
MODELS: dict[str, type[Known]] = {"coach": Coach, "club": Club}
OTHER = {"coach": "club", "club": "coach"}
SHOWN = ("", *MODELS)

REASONS = {
    Reason.SAME: gettext_lazy("the same letters, accents aside"),
    Reason.SPELLING: gettext_lazy("spelled as in another language"),
    Reason.ORDER: gettext_lazy("the same words in another order"),
    Reason.INITIAL: gettext_lazy("the initial and the surname fit"),
    Reason.SHORT: gettext_lazy("a shorter or longer form"),
    Reason.ALIKE: gettext_lazy("nearly the same letters"),
    Reason.COUNTRY: gettext_lazy("the country of the outlet"),
}
BESIDE = {
    "coach": gettext_lazy("was or is at the club that is named"),
    "club": gettext_lazy("the coach that is named was or is there"),
}


@dataclass(frozen=True)
class Place:
    """Where a page begins: behind the row of that kind with that key. Coaches come before clubs."""

    kind: str = "coach"
    pk: int = 0

    def __str__(self) -> str:
        return f"{self.kind}-{self.pk}"

    @classmethod
    def read(cls, written: str) -> Place:
        kind, _dash, pk = written.partition("-")
        if not written:
            return cls()
        if kind not in MODELS or number(pk) is None:
            raise BadRequest(_("This address names no place in the list. Start again from the top."))
        return cls(kind, int(pk))


@dataclass(frozen=True)
class Asking:
    """Which part of the list, and from where."""

    show: str = ""
    after: str = ""

    @classmethod
    def by(cls, given: Mapping[str, str]) -> Asking:
        show, after = given.get("show", ""), given.get("after", "")
        return cls(show if show in SHOWN else "", str(Place.read(after)) if after else "")

    def address(self, **more: Any) -> str:
        query = {"show": self.show, "after": self.after} | more
        told = urlencode({name: value for name, value in query.items() if value})
        return reverse("names") + (f"?{told}" if told else "")


@dataclass(frozen=True)
class Read:
    """A passage in which the name stands."""

    segments: tuple[Segment, ...]
    subject: ClaimSubject


@dataclass(frozen=True)
class Choice:
    """One of the suggestions, with its reasons in words and the digit that takes it."""

    digit: int
    suggestion: Suggestion
    reasons: tuple[str, ...]


@dataclass
class Row:
    """A name that nobody has looked at, and what an editor needs to say whose it is."""

    kind: str
    known: Known
    claims: int = 0
    rumours: int = 0
    read: list[Read] = field(default_factory=list)
    choices: tuple[Choice, ...] = ()
    could_look: bool = True

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.known.pk}"

    @property
    def unread(self) -> int:
        """How many more passages there are."""
        return max(self.claims - len(self.read), 0)


@dataclass(frozen=True)
class NamesPage:
    rows: list[Row]
    asking: Asking
    following: str
    counts: dict[str, int]
    last: Decision | None


def names_page(asking: Asking, *, editor) -> NamesPage:
    """A page of the names that wait, oldest first, coaches before clubs."""
    known = _waiting(asking)
    rows = [Row(kind, one) for kind, one in known[:PAGE]]
    for kind in MODELS:
        _tell(kind, [row for row in rows if row.kind == kind])
    following = asking.address(after=rows[-1].name) if len(known) > PAGE else ""
    return NamesPage(rows, asking, following, _counts(), last_of(editor))


def waiting(kind: str):
    return MODELS[kind].objects.filter(is_provisional=True)


def last_of(editor) -> Decision | None:
    """What the editor said last of a name, if it stands."""
    mine = Decision.objects.filter(editor=editor.pk, kind__in=Decision.ON_NAMES, undone_by__isnull=True)
    return mine.select_related("coach", "club", "merge").first()


def _waiting(asking: Asking) -> list[tuple[str, Known]]:
    """One row more than a page holds, so that it is known whether there is another."""
    place = Place.read(asking.after)
    found: list[tuple[str, Known]] = []
    for kind in MODELS:
        is_left_out = asking.show not in ("", kind) or (kind == "coach" and place.kind == "club")
        after = place.pk if kind == place.kind else 0
        rows = waiting(kind).none() if is_left_out else waiting(kind).filter(pk__gt=after)
        found += [(kind, row) for row in rows.order_by("pk")[: PAGE + 1]]
    return found[: PAGE + 1]


def _counts() -> dict[str, int]:
    counted = {kind: waiting(kind).count() for kind in MODELS}
    return {"all": sum(counted.values())} | counted


def _tell(kind: str, rows: list[Row]) -> None:
    """Each row has its passages, its weight and its suggestions."""
    pks = [row.known.pk for row in rows]
    subjects = ClaimSubject.objects.filter(claim__superseded_at__isnull=True, **{f"{kind}__in": pks})
    told = {one[kind]: one for one in _told(kind, subjects)}
    rumours = Rumour.objects.open().filter(**{f"{kind}__in": pks}).values(kind).annotate(count=Count("pk"))
    open_ones = {one[kind]: one["count"] for one in rumours.order_by()}
    read = _read(kind, subjects)
    asked = [_asked(row.known, told.get(row.known.pk)) for row in rows]
    found = look(MODELS[kind], asked)
    for row in rows:
        row.claims = told.get(row.known.pk, {}).get("count", 0)
        row.rumours = open_ones.get(row.known.pk, 0)
        row.read = read.get(row.known.pk, [])
        looked = found[row.known.pk]
        row.could_look, row.choices = looked.could_look, choices_of(kind, looked)


def choices_of(kind: str, looked: Looked) -> tuple[Choice, ...]:
    words = {**REASONS, Reason.BESIDE: BESIDE[kind]}
    return tuple(
        Choice(digit, one, tuple(str(words[reason]) for reason in one.reasons))
        for digit, one in enumerate(looked.suggestions, 1)
    )


def asked_of(known: Known) -> Asked:
    """The name as the search for suggestions needs it, with what its claims say beside it."""
    kind = "coach" if isinstance(known, Coach) else "club"
    subjects = ClaimSubject.objects.filter(claim__superseded_at__isnull=True, **{kind: known})
    return _asked(known, next(iter(_told(kind, subjects)), None))


def _told(kind: str, subjects) -> Iterable[dict[str, Any]]:
    country = "claim__article__outlet__country"
    return (
        subjects.values(kind)
        .annotate(
            count=Count("pk"),
            beside=ArrayAgg(OTHER[kind], distinct=True),
            countries=ArrayAgg(country, distinct=True, filter=~Q(**{country: ""}), default=[]),
        )
        .order_by()
    )


def _asked(known: Known, told: Mapping[str, Any] | None) -> Asked:
    if told is None:
        return Asked(known.pk, known.name)
    countries = frozenset(country for country in told["countries"] if country)
    return Asked(known.pk, known.name, frozenset(told["beside"]), countries)


def _read(kind: str, subjects) -> dict[int, list[Read]]:
    """The newest passages of each name."""
    place = Window(
        RowNumber(),
        partition_by=F(kind),
        order_by=[F("claim__article__published_on").desc(nulls_last=True), F("claim").desc()],
    )
    newest = subjects.annotate(place=place).filter(place__lte=PASSAGES)
    related = ("claim__article__outlet", OTHER[kind])
    found: dict[int, list[Read]] = {}
    for subject in newest.select_related(*related).defer("claim__article__text").order_by("place"):
        claim = subject.claim
        marks = [
            (what, part, start - claim.start, end - claim.start)
            for what, part, start, end in claim.marks
            if part == claim.part and start >= claim.start
        ]
        segments = cut(claim.passage, 0, len(claim.passage), marks)
        found.setdefault(getattr(subject, f"{kind}_id"), []).append(Read(segments, subject))
    return found
