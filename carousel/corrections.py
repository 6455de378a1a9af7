"""The public log of corrections: what stood on the pages and was then taken back or changed, when and why.

What an editor rejected is never told again, neither whom it was about nor what it said: of it
the log has the kind, the day and the reason. So it is with a hand-entered stint of whoever was
rejected for the post. Editors' notes are not public.

A verdict that its editor took back at once was a slip of a key, and corrected nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from articles.models import Article
from carousel.models import Club, Coach, Decision, Direction, Rumour, Stint, StintEntry
from carousel.stint_corrections import OF_THE_END, Said, corrected_entries, said, successor

Kind = Decision.Kind

# A decision that put right what was read, and what undoing of decisions takes back.
PUT_RIGHT = Q(kind=Kind.CONFIRM) & (
    Q(read_coach__isnull=False) | ~Q(read_role="") | ~Q(manner="") | ~Q(stage="")
)
WITHDRAWN = Q(kind__in=[Kind.REJECT, Kind.RETRACT, Kind.TAKE_BACK])
TAKEN_BACK = Q(kind=Kind.UNDO, undoes__kind__in=[Kind.CONFIRM, Kind.REJECT, Kind.RETRACT, Kind.TAKE_BACK])

# A slip is noticed within the next item or two. After ten minutes, the pause at which an editor's work counts
# as begun anew (`own_work.PAUSE`), readers may have seen it stand and are told that it was taken back.
SLIP = timedelta(minutes=10)

# The two kinds of rows that the log is made of, each with the moment at which it corrected something.
DECISION, ENTRY = "decision", "entry"
MOMENT = {DECISION: "made_at", ENTRY: "withdrawn_at"}


@dataclass(frozen=True)
class Correction:
    """One entry. ``rumour`` and ``article`` are there only where their pages still stand for readers.

    Of a hand-entered stint ``coach`` and ``club`` are those of which it is said now, and ``said`` is what
    was corrected in it.
    """

    made_at: datetime
    what: str
    reason: str
    rumour: Rumour | None = None
    article: Article | None = None
    coach: Coach | None = None
    club: Club | None = None
    said: tuple[Said, ...] = ()

    @property
    def title(self) -> str:
        """What the row is called by itself, with the names where they are told."""
        return ", ".join(str(part) for part in (self.what, self.coach, self.club) if part)


@dataclass(frozen=True)
class _Known:
    """What decides how much may be told: the questions that stand rejected, and the pairs on record."""

    rumours: dict[tuple, Rumour]
    untrue: set[tuple]
    on_record: set[tuple]
    told_as_done: set[tuple | int]

    def is_unnamed(self, pair: tuple[int, int]) -> bool:
        """Whether it was rejected that the coach had or got the post, and the record has no stint of his."""
        questions = {(*pair, direction) for direction in (Direction.IN, Direction.HELD)}
        return pair not in self.on_record and bool(questions & self.untrue)

    def is_report(self, rejection: Decision) -> bool:
        """Whether what was rejected had been told as done: readers never had it for a rumour alone."""
        return rejection.pk in self.told_as_done or _question(rejection) in self.told_as_done

    def is_end_untrue(self, pair: tuple[int, int]) -> bool:
        return (*pair, Direction.OUT) in self.untrue


def log(as_of: date | None = None) -> dict[str, QuerySet]:
    """The rows that corrected what readers could see, by kind, in no order."""
    return {DECISION: _decisions(as_of), ENTRY: corrected_entries(as_of)}


def _decisions(as_of: date | None) -> QuerySet[Decision]:
    """Questions about the past were never shown, and rejecting one corrects nothing; nor does a slip."""
    found = Decision.objects.filter(WITHDRAWN | TAKEN_BACK | PUT_RIGHT).exclude(direction=Direction.HELD)
    found = found.exclude(pk__in=_slips().values("pk")).exclude(pk__in=_slips().values("undoes"))
    if as_of is not None:
        found = found.filter(made_at__date__lte=as_of)
    return found.select_related("undoes").prefetch_related("articles", "undoes__articles").order_by()


def _slips() -> QuerySet[Decision]:
    """Undoings of a verdict by its own editor within `SLIP`, on which nobody else had built meanwhile.

    Who says why he takes it back tells the readers, and is heard.
    """
    pair = (
        Q(coach=OuterRef("undoes__coach"))
        | Q(club=OuterRef("undoes__club"))
        | Q(coach=OuterRef("undoes__read_coach"))
        | Q(club=OuterRef("undoes__read_club"))
    )
    by_others = Decision.objects.filter(
        pair, made_at__gte=OuterRef("undoes__made_at"), made_at__lte=OuterRef("made_at")
    ).exclude(editor=OuterRef("editor"))
    return Decision.objects.filter(
        ~Exists(by_others),
        kind=Kind.UNDO,
        reason="",
        undoes__kind__in=Decision.ON_RUMOURS,
        undoes__editor=F("editor"),
        made_at__lte=F("undoes__made_at") + SLIP,
    ).order_by()


def told(rows: Iterable[Decision | StintEntry]) -> list[Correction]:
    """The entries as readers get them, in as many queries whatever their number."""
    rows = list(rows)
    known = _known(rows)
    return [
        _of_entry(row, known) if isinstance(row, StintEntry) else _of_decision(row, known) for row in rows
    ]


def _known(rows: list[Decision | StintEntry]) -> _Known:
    """Of a question that stands rejected there is no rumour, though an older one of the pair may be seen."""
    entries = [row for row in rows if isinstance(row, StintEntry)]
    named = [*rows, *filter(None, map(successor, entries))]
    about = {
        "coach__in": {row.coach_id for row in named if row.coach_id},
        "club__in": {row.club_id for row in named if row.club_id},
    }
    shown = Rumour.objects.public().filter(**about).order_by("ordinal").select_related("coach", "club")
    rejections = Decision.objects.filter(kind=Kind.REJECT, undone_by__isnull=True, **about)
    untrue = set(rejections.values_list("coach_id", "club_id", "direction"))
    found = {_question(r): r for r in shown}
    # Once the rejection is undone, its question is known by what it asks alone.
    done = list(Rumour.objects.filter(**about, is_fact_claimed=True))
    told_as_done = {r.decision_id for r in done if r.decision_id} | {_question(r) for r in done if r.is_open}
    return _Known(
        told_as_done=told_as_done,
        rumours={key: rumour for key, rumour in found.items() if key not in untrue},
        untrue=untrue,
        on_record=set(Stint.objects.filter(**about).values_list("coach_id", "club_id")),
    )


def _question(row: Rumour | Decision) -> tuple:
    return row.coach_id, row.club_id, row.direction


def _of_entry(entry: StintEntry, known: _Known) -> Correction:
    """Its source is why the new entry stands; the old one's is no reason to take it out."""
    new = successor(entry)
    pairs = {(row.coach_id, row.club_id) for row in (entry, new) if row}
    is_unnamed = any(known.is_unnamed(pair) for pair in pairs)
    withheld = OF_THE_END if any(known.is_end_untrue(pair) for pair in pairs) else ()
    source = new.source if new and not is_unnamed else ""
    return Correction(
        made_at=entry.withdrawn_at,
        what=_("A stint was corrected") if new else _("A stint was taken out"),
        reason=_("Source: %(source)s") % {"source": source} if source else "",
        coach=None if is_unnamed else (new or entry).coach,
        club=None if is_unnamed else (new or entry).club,
        said=() if is_unnamed else said(entry, withheld),
    )


def _of_decision(decision: Decision, known: _Known) -> Correction:
    about = decision.undoes if decision.kind == Kind.UNDO and decision.undoes else decision
    is_rejected = decision.kind == Kind.REJECT
    rumour = known.rumours.get(_question(about))
    article = next(iter(about.articles.all()), None) if about.kind == Kind.RETRACT else None
    return Correction(
        made_at=decision.made_at,
        what=_what(decision, about, known),
        reason=str(Decision.Reason(decision.reason).label) if decision.reason else "",
        rumour=None if is_rejected or article else rumour,
        article=article,
    )


def _what(decision: Decision, about: Decision, known: _Known) -> str:
    if about.kind == Kind.REJECT and known.is_report(about):
        is_undone = decision.kind == Kind.UNDO
        return _("A report that had been rejected is open again") if is_undone else _("A report was rejected")
    if decision.kind == Kind.UNDO:
        return {
            Kind.CONFIRM: _("A confirmation was taken back"),
            Kind.REJECT: _("A rumour that had been withdrawn is open again"),
            Kind.RETRACT: _("A retracted article counts again"),
            Kind.TAKE_BACK: _("What had gone with a retracted article stands again"),
        }[Kind(about.kind)]
    if decision.kind == Kind.CONFIRM:
        return _("A report had been misread: %(what)s") % {"what": _misread(decision)}
    return {
        Kind.REJECT: _("A rumour was withdrawn"),
        Kind.RETRACT: _("An article was retracted"),
        Kind.TAKE_BACK: _("What rested on a retracted article was taken back"),
    }[Kind(decision.kind)]


def _misread(decision: Decision) -> str:
    words = [
        (decision.read_coach_id and decision.read_coach_id != decision.coach_id, _("coach")),
        (decision.read_club_id and decision.read_club_id != decision.club_id, _("club")),
        (decision.read_role, _("role")),
        (decision.manner, _("how it ended")),
        (decision.stage, _("stage")),
    ]
    return ", ".join(word for is_so, word in words if is_so)


def rejections_of(article: Article) -> list[tuple[str, int]]:
    """Why editors rejected what was read in the article: each reason, and how often."""
    made = article.decisions.filter(kind=Kind.REJECT, undone_by__isnull=True)
    reasons = list(made.values_list("reason", flat=True))
    return sorted((reason, reasons.count(reason)) for reason in set(reasons))
