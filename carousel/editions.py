"""Editions: the record as pages show it, today's from the tables or an older one from the ledger.

Every public page is drawn from an ``Edition``, so that a page as it stood on some
day and today's page are one template and one view.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from articles.models import Claim
from carousel import edition_rows as rows
from carousel import ledger, store
from carousel.models import Basis, Club, Coach, Rumour, Stint
from carousel.record.compute import record_of
from carousel.record.facts import SEAT_ROLES, Record, RumourFact, RumourKey, StintFact, StintKey, VacancyFact
from carousel.record.seats import LONGEST_VACANCY
from carousel.standing import NOTHING, Shown, standing, stints_of

# How much of the record the front page is drawn from.
LATEST_STINTS = 80
OPEN_RUMOURS = 60
ENDED_RUMOURS = 20


@dataclass(frozen=True)
class Talk:
    """What was said from a day to a day of who gets the seats of these clubs; of their own coaches alone."""

    clubs: frozenset[int]
    since: date
    until: date

    def of(self, record: Record) -> tuple[RumourFact, ...]:
        holders = {stint.coach_id for stint in record.stints if stint.club_id in self.clubs}
        return tuple(r for r in record.rumours if r.coach_id in holders and self._has(r))

    def _has(self, rumour: RumourFact) -> bool:
        asks = (rumour.direction, rumour.role) == ("in", "head_coach") and rumour.club_id in self.clubs
        was_open = rumour.opened_on <= self.until and (rumour.ended_on or date.max) >= self.since
        return asks and was_open and rumour.is_public

    def rows(self) -> Iterable:
        return rows.RUMOURS_AT_SEATS.ask(clubs=list(self.clubs), since=self.since, until=self.until)


def nothing(record: Record) -> Container[StintKey | RumourKey]:
    """For pages of days and counts alone."""
    return frozenset()


@dataclass(frozen=True)
class Edition:
    """The part of the record that a page needs, with the rows that it names.

    ``day`` is the day on which the record is read; ``is_past`` says that the
    reader asked for an earlier one than today. ``claims`` carry their article,
    outlet and ``source_outlet``. ``rumour_ids`` gives the row of each rumour that
    has one today. ``days_of_change`` are the days from which new claims of the
    page's coach or club counted, oldest first. ``whole`` is the record as far as
    it was at hand, also what the page does not show; ``None`` where that is not all of a seat.
    """

    record: Record
    day: date
    is_past: bool
    coaches: dict[int, Coach] = field(default_factory=dict)
    clubs: dict[int, Club] = field(default_factory=dict)
    claims: dict[int, Claim] = field(default_factory=dict)
    rumour_ids: dict[RumourKey, int] = field(default_factory=dict)
    days_of_change: tuple[date, ...] = ()
    whole: Record | None = None

    def stint(self, key: StintKey) -> StintFact | None:
        return next((stint for stint in self.record.stints if stint.key == key), None)

    def rumour(self, key: RumourKey) -> RumourFact | None:
        return next((rumour for rumour in self.record.rumours if rumour.key == key), None)


def of_coach(
    coach: Coach,
    *,
    as_of: date | None,
    today: date,
    with_ahead: bool = False,
    shown: Shown | None = None,
) -> Edition:
    """All stints and public rumours of the coach.

    ``with_ahead`` also has what was entered later of days that then still lay ahead. With ``shown`` the
    rest of a long career comes without what it rests on: today's without the counts of it, too.
    """
    days = rows.days_told(rows.TOLD_OF_COACH, coach=coach.pk)
    if _is_past(as_of, today):
        record = _older({coach.pk}, set(), as_of, with_ahead)
    else:
        own, told = rows.POSTS_OF_COACH.ask(coach=coach.pk), rows.RUMOURS_OF_COACH.ask(coach=coach.pk)
        record = standing(own, told, NOTHING, shown, with_voices=shown is None)
    part = Record(
        stints=tuple(s for s in record.stints if s.coach_id == coach.pk),
        rumours=tuple(r for r in record.rumours if r.is_public and r.coach_id == coach.pk),
    )
    whole = record if _is_past(as_of, today) else None
    is_past = whole is not None
    return _edition(
        _as_shown(part, shown, is_past=is_past), as_of, today, days, whole, is_part=shown is not None
    )


def of_club(
    club: Club,
    *,
    as_of: date | None,
    today: date,
    with_ahead: bool = False,
    shown: Shown | None = None,
) -> Edition:
    """All stints, public rumours and vacancies of the club, and where its coaches were otherwise.

    ``shown`` as of a coach; where the coaches were otherwise is then told of those that are shown.
    """
    days = rows.days_told(rows.TOLD_OF_CLUB, club=club.pk)
    if _is_past(as_of, today):
        record = _older(set(), {club.pk}, as_of, with_ahead)
    else:
        record = standing(
            rows.POSTS_AT_CLUB.ask(club=club.pk),
            rows.RUMOURS_AT_CLUB.ask(club=club.pk),
            rows.VACANCIES_AT_CLUB.ask(club=club.pk),
            shown,
        )
        chosen = shown(record) if shown else {stint.key for stint in record.stints}
        holders = {stint.coach_id for stint in record.stints if stint.key in chosen}
        record = replace(record, stints=(*record.stints, *_elsewhere(holders, club)))
    coaches = {stint.coach_id for stint in record.stints if stint.club_id == club.pk}
    part = Record(
        stints=tuple(s for s in record.stints if s.club_id == club.pk or s.coach_id in coaches),
        rumours=tuple(r for r in record.rumours if r.is_public and r.club_id == club.pk),
        vacancies=tuple(v for v in record.vacancies if v.club_id == club.pk),
    )
    own = {stint.key for stint in part.stints if stint.club_id == club.pk}
    return _edition(_as_shown(_without_evidence(part, but=own), shown), as_of, today, days, record)


def _elsewhere(coaches: set[int], club: Club) -> Iterable[StintFact]:
    """Where these coaches were before and after, without what it rests on."""
    return stints_of(rows.POSTS_ELSEWHERE.ask(coaches=list(coaches), club=club.pk))


def of_coaches(coaches: set[int], *, as_of: date | None, today: date) -> Edition:
    """The posts of several coaches; no rumours, no passages."""
    if _is_past(as_of, today):
        record = _older(coaches, set(), as_of)
    else:
        held = rows.POSTS_OF_COACHES.ask(coaches=list(coaches))
        record = standing(held, NOTHING, NOTHING, nothing)
    part = Record(stints=tuple(s for s in record.stints if s.coach_id in coaches))
    return _edition(_without_evidence(part, but=set()), as_of, today, (), None)


def of_clubs(clubs: set[int], *, as_of: date | None, today: date) -> Edition:
    """The stints in the seats of several clubs and the vacancies between them; no rumours, no passages."""
    if _is_past(as_of, today):
        record = _older(set(), clubs, as_of)
    else:
        heads = rows.POSTS_IN_SEATS_OF.ask(clubs=list(clubs))
        record = standing(heads, NOTHING, rows.VACANCIES_AT_CLUBS.ask(clubs=list(clubs)), nothing)
    part = Record(
        stints=tuple(s for s in record.stints if s.club_id in clubs),
        vacancies=tuple(v for v in record.vacancies if v.club_id in clubs),
    )
    return _edition(_without_evidence(part, but=set()), as_of, today, (), None)


def of_seats(
    *,
    as_of: date | None,
    today: date,
    with_rumours: bool = False,
    with_other_posts: bool = False,
    talk: Talk | None = None,
    shown: Shown = nothing,
) -> Edition:
    """Every stint in a seat and every vacancy; with the open public rumours where they are asked for, or
    with the ``talk`` of some seats.

    With the other posts it also knows who came to a seat from inside. What is ``shown`` comes with what
    it rests on.
    """
    if _is_past(as_of, today):
        record = record_of(ledger.load(as_of=as_of, for_readers=True, with_ahead=False))
    else:
        rumours = talk.rows() if talk else rows.OPEN_RUMOURS.ask() if with_rumours else NOTHING
        seats = rows.ALL_POSTS.ask() if with_other_posts else rows.POSTS_IN_SEATS.ask()
        record = standing(seats, rumours, rows.ALL_VACANCIES.ask(), shown, with_voices=False)
    part = Record(
        stints=tuple(s for s in record.stints if with_other_posts or s.role in SEAT_ROLES),
        rumours=talk.of(record)
        if talk
        else tuple(r for r in record.rumours if with_rumours and r.is_public and r.is_open),
        vacancies=record.vacancies,
    )
    part = _as_shown(part, shown, is_past=_is_past(as_of, today))
    return _edition(part, as_of, today, (), None)


def of_front_page(*, as_of: date | None, today: date, shown: Shown | None = None) -> Edition:
    """The latest moves, the open public rumours and those that ended last, and the vacancies between them."""
    if _is_past(as_of, today):
        record = record_of(ledger.load(as_of=as_of, for_readers=True, with_ahead=False))
    else:
        record = _front_tables(shown)
    whole = record if _is_past(as_of, today) else None
    part = _as_shown(_front_part(record), shown, is_past=whole is not None)
    return _edition(part, as_of, today, (), whole)


def of_rumours(*, as_of: date, today: date) -> Edition:
    """Every public rumour as it stood on an earlier day, without the claims that it rests on."""
    record = record_of(ledger.load(as_of=as_of, for_readers=True, with_ahead=False))
    told = tuple(replace(rumour, claims=()) for rumour in record.rumours if rumour.is_public)
    return _edition(Record(rumours=told), as_of, today, (), record)


def _front_tables(shown: Shown | None) -> Record:
    heads = Stint.objects.filter(role__in=SEAT_ROLES)
    begun = heads.filter(started__startswith__isnull=False).exclude(start_basis=Basis.REFERENCE)
    over = heads.filter(ended__startswith__isnull=False).exclude(end_basis=Basis.REFERENCE)
    pair = ("coach_id", "club_id")
    newest = [
        *begun.order_by("-started", "-coach", "-club").values_list(*pair)[:LATEST_STINTS],
        *over.order_by("-ended", "-coach", "-club").values_list(*pair)[:LATEST_STINTS],
    ]
    coaches, clubs = list({coach for coach, _club in newest}), list({club for _coach, club in newest})
    rumours = Rumour.objects.public()
    ids = list(rumours.open().order_by("-newest_on", "-id").values_list("pk", flat=True)[:OPEN_RUMOURS])
    ids += (
        rumours.exclude(status="open")
        .order_by("-ended_on", "-id")
        .values_list("pk", flat=True)[:ENDED_RUMOURS]
    )
    return standing(
        rows.POSTS_AROUND.ask(coaches=coaches, clubs=clubs),
        rows.THESE_RUMOURS.ask(pks=ids),
        rows.VACANCIES_AT_CLUBS.ask(clubs=clubs),
        shown,
    )


def _front_part(record: Record) -> Record:
    """The newest of a record: its latest stints with those of the same coaches and clubs, and its rumours."""
    heads = [s for s in record.stints if s.role in SEAT_ROLES]
    begun = [(s.started.key(), s) for s in heads if s.started.earliest and s.start_basis != "reference"]
    over = [(s.ended.key(), s) for s in heads if s.ended and s.ended.earliest and s.end_basis != "reference"]
    newest = [
        s for ends in (begun, over) for _day, s in sorted(ends, key=_by_day, reverse=True)[:LATEST_STINTS]
    ]
    coaches, clubs = {s.coach_id for s in newest}, {s.club_id for s in newest}
    public = [r for r in record.rumours if r.is_public]
    running = sorted((r for r in public if r.is_open), key=lambda r: r.newest_on, reverse=True)
    ended = sorted((r for r in public if r.ended_on), key=lambda r: r.ended_on, reverse=True)  # type: ignore[arg-type,return-value]
    part = Record(
        stints=tuple(s for s in record.stints if s.coach_id in coaches or s.club_id in clubs),
        rumours=(*running[:OPEN_RUMOURS], *ended[:ENDED_RUMOURS]),
        vacancies=tuple(v for v in record.vacancies if v.club_id in clubs),
    )
    return _without_evidence(part, but={stint.key for stint in newest})


def _by_day(end: tuple[tuple[date, date], StintFact]) -> tuple:
    return (end[0], end[1].key)


def _is_past(as_of: date | None, today: date) -> bool:
    return as_of is not None and as_of < today


def _older(coaches: set[int], clubs: set[int], as_of: date | None, with_ahead: bool = False) -> Record:
    _reach, scope = store.neighbourhood(coaches, clubs)
    return record_of(ledger.load(scope, as_of=as_of, for_readers=True, with_ahead=with_ahead))


def _as_shown(part: Record, shown: Shown | None, *, is_past: bool = True) -> Record:
    """What is not shown keeps its days and its words, and names no claims; of the tables no more was read."""
    if shown is None or not is_past:
        return part
    keys = shown(part)
    rumours = (r if not r.claims or r.key in keys else replace(r, claims=()) for r in part.rumours)
    kept = {stint.key for stint in part.stints if stint.evidence and stint.key in keys}
    return _without_evidence(replace(part, rumours=tuple(rumours)), but=kept)


def _without_evidence(record: Record, *, but: set[StintKey]) -> Record:
    """The record with the claims of those stints alone that the page is about."""
    return replace(
        record,
        stints=tuple(s if not s.evidence or s.key in but else replace(s, evidence=()) for s in record.stints),
    )


def _edition(
    record: Record,
    as_of: date | None,
    today: date,
    days: tuple[date, ...],
    whole: Record | None,
    *,
    is_part: bool = False,
) -> Edition:
    """The record with the rows that it names; of a part the clubs of rumours come later (`with_clubs`)."""
    is_past = _is_past(as_of, today)
    day = as_of if as_of and is_past else today
    record = replace(record, vacancies=without_gaps(record.vacancies, day))
    stints = [(s.coach_id, s.club_id) for s in record.stints]
    pairs = [*stints, *((r.coach_id, r.club_id) for r in record.rumours if not is_part)]
    claims = {claim for s in record.stints for claim, _bearing in s.evidence} | {
        c for r in record.rumours for c in r.claims
    }
    return Edition(
        record=record,
        day=day,
        is_past=is_past,
        coaches=rows.by_key(
            rows.COACHES, {coach for coach, _club in pairs} | {rumour.coach_id for rumour in record.rumours}
        ),
        clubs=rows.by_key(rows.CLUBS, {club for _coach, club in pairs}),
        claims=rows.by_key(rows.CLAIMS, claims),
        rumour_ids=rows.rumour_ids(r for r in record.rumours if r.claims or not is_part),
        days_of_change=days,
        whole=whole,
    )


def with_clubs(edition: Edition, ids: Iterable[int]) -> Edition:
    """The edition with these clubs at hand, too."""
    missing = set(ids) - set(edition.clubs)
    found = rows.by_key(rows.CLUBS, missing)
    return replace(edition, clubs=edition.clubs | found)


def without_gaps(vacancies: Iterable[VacancyFact], day: date) -> tuple[VacancyFact, ...]:
    """The vacancies that an edition of the day holds."""
    return tuple(v for v in vacancies if not _is_gap(v, day))


def _is_gap(vacancy: VacancyFact, day: date) -> bool:
    """Whether nobody is on record for so long that the record, not the seat, is what stands empty."""
    opened = vacancy.opened.latest
    return vacancy.filled is None and (opened is None or day - opened > LONGEST_VACANCY)
