"""The desk's queue: what waits, in which order, and how many of each kind.

What the record speaks against comes first, then facts, what is imminent, other rumours, and
background (`Rumour.urgency`); within each first what most independent outlets report, and then
what has waited longest. A place in that order is written as ``1-3-2020-09-22-41``, so that a page
goes on from a place and not from a number of rows, which others may decide meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Aggregate, Count, Exists, OuterRef, Q, QuerySet, Sum, Value
from django.utils import timezone

from articles.models import Claim
from carousel import snoozing
from carousel.desk_filters import ANY, SHOWN, SNOOZED, SOON, Wanted, narrowed, open_rumours
from carousel.models import Decision, Rumour, RumourEvidence, Waiting
from carousel.prepared import AnyOf, Given, Prepared

PAGE = 25
ORDER = ("urgency", "-origin_count", "opened_on", "id")


@dataclass(frozen=True)
class Place:
    """Where a rumour stands, or stood, in the queue."""

    urgency: int
    origins: int
    opened_on: date
    id: int

    def __str__(self) -> str:
        return f"{self.urgency}-{self.origins}-{self.opened_on.isoformat()}-{self.id}"

    @classmethod
    def of(cls, rumour: Rumour) -> Place:
        return cls(rumour.urgency, rumour.origin_count, rumour.opened_on, rumour.pk)

    @classmethod
    def read(cls, written: str) -> Place | None:
        """The place as an address carries it; ``None`` for what is none."""
        found = re.fullmatch(r"([0-4])-(\d{1,9})-(\d{4}-\d{2}-\d{2})-(\d{1,18})", written, re.ASCII)
        try:
            if found is None:
                return None
            return cls(int(found[1]), int(found[2]), date.fromisoformat(found[3]), int(found[4]))
        except ValueError:
            return None

    @property
    def order(self) -> tuple[int, int, date, int]:
        """As ``ORDER`` has it, for places in hand."""
        return self.urgency, -self.origins, self.opened_on, self.id

    @property
    def behind(self) -> Q:
        """What comes after it in ``ORDER``; the first condition is the one that an index answers."""
        return Q(urgency__gte=self.urgency) & (
            Q(urgency__gt=self.urgency)
            | Q(origin_count__lt=self.origins)
            | Q(origin_count=self.origins, opened_on__gt=self.opened_on)
            | Q(origin_count=self.origins, opened_on=self.opened_on, id__gt=self.id)
        )


# The place that a prepared query is given; the two that are no keys are smaller numbers.
SMALLER = ("urgency", "origins")
GIVEN: Any = Place(*(Given(f.name, "integer" if f.name in SMALLER else "") for f in fields(Place)))


def waiting(wanted: Wanted = ANY, *, after: Place | None = None) -> QuerySet[Rumour]:
    """The rumours that are wanted, in the order in which they wait, from just behind ``after``."""
    found = open_rumours(wanted, timezone.localdate())
    if after is not None:
        found = found.filter(after.behind)
    return found.select_related("coach", "club").order_by(*ORDER)


def page(wanted: Wanted, after: Place | None) -> list[Rumour]:
    """What a page shows of what is wanted, and the one behind it, if any is."""
    if wanted.is_filtered:
        return list(waiting(wanted, after=after)[: PAGE + 1])
    first, behind = PAGES[wanted.show, bool(wanted.q)]
    given = {"day": timezone.localdate()} | _found(wanted)
    return behind.ask(**given, **asdict(after)) if after else first.ask(**given)


def _found(wanted: Wanted) -> dict[str, list[int]]:
    """What a query is given that is asked of what has the words."""
    return {"found": wanted.with_words} if wanted.q else {}


WITH_WORDS = {False: Q(), True: Q(pk=AnyOf("found"))}


def _pages(show: str, among: Q) -> tuple[Prepared, Prepared]:
    """The first page of a list of one kind, and one from just behind a place."""
    day = Given("day", "date")

    def listed(where: Q) -> QuerySet[Rumour]:
        found = open_rumours(Wanted(show=show), day).filter(among, where).order_by(*ORDER)
        # Only of those that are shown is it asked whom they name.
        shown = Rumour.objects.filter(pk__in=found.values("pk")[: PAGE + 1])
        return shown.select_related("coach", "club").order_by(*ORDER)

    return Prepared(lambda: listed(Q())), Prepared(lambda: listed(GIVEN.behind))


PAGES = {
    (show, by_words): _pages(show, among)
    for show in (*SHOWN, SNOOZED)
    for by_words, among in WITH_WORDS.items()
}


def next_after(place: Place, wanted: Wanted = ANY, *, besides: Collection[int] = ()) -> Rumour | None:
    """What is to be looked at next: the one behind, or the first where none is; ``None`` if nothing waits.

    Those ``besides`` are passed over as if they were decided.
    """
    if wanted.narrowed or besides:
        behind, all_of_it = waiting(wanted, after=place), waiting(wanted)
        return behind.exclude(pk__in=besides).first() or all_of_it.exclude(pk__in=besides).first()
    steps, given = FOLLOWING[wanted.show], {"day": timezone.localdate()} | asdict(place)
    return next(filter(None, (step.first(**given) for step in steps)), None)


def _following(show: str) -> tuple[Prepared, ...]:
    """What comes next in a list of one kind: of its own day, then further on, then from the beginning.

    The first is nearly always there, and an index finds it at once; the second has to look for it.
    """
    day = Given("day", "date")

    def listed() -> QuerySet[Rumour]:
        return open_rumours(Wanted(show=show), day).order_by(*ORDER)

    alike = Q(urgency=GIVEN.urgency, origin_count=GIVEN.origins, opened_on=GIVEN.opened_on)
    return (
        Prepared(lambda: listed().filter(alike, id__gt=GIVEN.id)[:1]),
        Prepared(lambda: listed().filter(GIVEN.behind)[:1]),
        Prepared(lambda: listed()[:1]),
    )


FOLLOWING = {show: _following(show) for show in (*SHOWN, SNOOZED)}


def newest_claim() -> int:
    """What a list made now has seen; all that is reported later has a higher number."""
    newest: Claim | None = NEWEST_CLAIM.first()
    return newest.pk if newest else 0


NEWEST_CLAIM = Prepared(lambda: Claim.objects.only("pk").order_by("-pk")[:1])


def arrived_since(wanted: Wanted, claim: int) -> int:
    """How many of what is wanted rest on a report newer than the ``claim``."""
    newer = RumourEvidence.objects.filter(rumour=OuterRef("pk"), claim__gt=claim)
    return waiting(wanted).filter(Exists(newer)).count()


def days_left(rumour: Rumour, day: date) -> int | None:
    """In how many days the rumour expires, where that is soon."""
    if rumour.expires_on is None or rumour.expires_on > day + SOON:
        return None
    return max((rumour.expires_on - day).days, 0)


def counts(wanted: Wanted = ANY, day: date | None = None) -> dict[str, int]:
    """How many of each kind wait among those that the other filters leave, in two queries."""
    day = day or timezone.localdate()
    if wanted.is_filtered:
        found = narrowed(wanted, day)
        asleep = found.filter(pk__in=snoozing.sleeping(day))
        whole, sleeping = list(_counted(found, ROWS)), list(_counted(asleep, ROWS))
    else:
        of_all_kinds, asleep_of_all = COUNTS[bool(wanted.q)]
        whole = of_all_kinds.ask(**_found(wanted))
        sleeping = asleep_of_all.ask(day=day, **_found(wanted))
    of_all, of_sleeping = (
        {name: number or 0 for name, number in zip(SHOWN, rows[0], strict=True)}
        if rows
        else dict.fromkeys(SHOWN, 0)
        for rows in (whole, sleeping)
    )
    return {name: of_all[name] - of_sleeping[name] for name in SHOWN} | {SNOOZED: of_sleeping["all"]}


def _counted(found: QuerySet, count: Callable[..., Aggregate]) -> QuerySet:
    """One row with how many there are of each kind, in the order of ``SHOWN``; none where there are none."""
    kinds = {name: count(filter=kind) for name, kind in SHOWN.items()}
    return found.order_by().annotate(one=Value(1)).values("one").annotate(**kinds).values_list(*SHOWN)


ROWS = partial(Count, "id")


def _sleeping(among: Q) -> QuerySet:
    return _counted(snoozing.sleeping(Given("day", "date")).filter(among), ROWS)


# All that waits is counted by the database as it changes, what has words each time; what sleeps is taken off.
COUNTS = {
    False: (
        Prepared(lambda: _counted(Waiting.objects.all(), partial(Sum, "number"))),
        Prepared(lambda: _sleeping(WITH_WORDS[False])),
    ),
    True: (
        Prepared(lambda: _counted(Rumour.objects.waiting().filter(WITH_WORDS[True]), ROWS)),
        Prepared(lambda: _sleeping(WITH_WORDS[True])),
    ),
}


def open_beside(coaches: Iterable[int], clubs: Iterable[int]) -> dict[str, Rumour]:
    """What waits and decisions on these coaches and clubs may close, or ask again, by their names."""
    return {name_of(rumour): rumour for rumour in BESIDE.ask(coaches=list(coaches), clubs=list(clubs))}


def by_number(pks: Iterable[int]) -> dict[int, Rumour]:
    """The rumours of these numbers that there still are; an address may name any number."""
    asked = list(pks)
    return {rumour.pk: rumour for rumour in NAMED.ask(pks=asked)} if asked else {}


NAMED = Prepared(lambda: Rumour.objects.filter(pk=AnyOf("pks")).select_related("coach", "club").order_by())
BESIDE = Prepared(
    lambda: (
        Rumour.objects.waiting()
        .filter(Q(coach_id=AnyOf("coaches")) | Q(club_id=AnyOf("clubs")))
        .select_related("coach", "club")
    )
)


def name_of(rumour: Rumour) -> str:
    """What the question is called on a page: an open one keeps it when undoing gives it another row.

    One whose source was withdrawn may stand beside it.
    """
    name = f"{rumour.coach_id}-{rumour.club_id}-{rumour.direction}"
    return f"{name}-withdrawn" if rumour.status == Rumour.Status.RETRACTED else name


def _read_name(name: str) -> dict[str, str] | None:
    found = re.fullmatch(r"(\d{1,18})-(\d{1,18})-(in|out|held)(?:-withdrawn)?", name, re.ASCII)
    return {"coach": found[1], "club": found[2], "direction": found[3]} if found else None


def open_named(name: str) -> Rumour | None:
    """The open rumour that asks the question of that name, if there is one."""
    pair = _read_name(name)
    found = Rumour.objects.open().filter(**pair) if pair else Rumour.objects.none()
    return found.select_related("coach", "club").first()


def decision_on(name: str) -> Decision | None:
    """The newest decision on the question of that name that stands, if there is one."""
    pair = _read_name(name)
    if pair is None:
        return None
    on_it = Decision.objects.filter(**pair, kind__in=Decision.ON_RUMOURS, undone_by__isnull=True)
    return on_it.select_related("coach", "club", "editor").first()
