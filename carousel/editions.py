"""Editions: the record as pages show it, today's from the tables or an older one from the ledger.

Every public page is drawn from an ``Edition``, so that a page as it stood on some
day and today's page are one template and one view.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from articles.countries import day_in
from articles.models import Claim
from carousel import ledger, store, voices
from carousel.dates import from_range
from carousel.models import Basis, Club, Coach, Rumour, RumourEvidence, Stint, StintEvidence, Vacancy
from carousel.origins import origins, with_origins
from carousel.prepared import AnyOf, Prepared
from carousel.record.compute import record_of
from carousel.record.days import Days
from carousel.record.facts import SEAT_ROLES, Record, RumourFact, RumourKey, StintFact, StintKey, VacancyFact
from carousel.record.seats import LONGEST_VACANCY
from carousel.record.voices import Voice
from carousel.seat_states import state_of

# How much of the record the front page is drawn from.
LATEST_STINTS = 80
OPEN_RUMOURS = 60
ENDED_RUMOURS = 20


# Of a record without what it rests on, the keys of those stints and rumours that a page shows with it.
Shown = Callable[[Record], Container[StintKey | RumourKey]]


# What a fact is made of, as the tables hold it.
STINT = (
    *("pk", "coach_id", "club_id", "ordinal", "role", "arrangement", "started", "ended", "known_on"),
    *("start_basis", "end_basis", "start_is_disputed", "end_is_disputed", "manner", "manner_reported"),
    *("contract_until", "start_announced_on", "end_announced_on", "first_match_on", "interrupted"),
)
VACANCY = ("club_id", "predecessor_id", "successor_id", "opened", "filled")


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
    days = days_told(Claim.objects.filter(subject__coach=coach))
    if _is_past(as_of, today):
        record = _older({coach.pk}, set(), as_of, with_ahead)
    else:
        own, told = Stint.objects.filter(coach=coach), Rumour.objects.public().filter(coach=coach)
        record = standing(own, told, Vacancy.objects.none(), shown, with_voices=shown is None)
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
    days = days_told(Claim.objects.filter(subject__club=club))
    if _is_past(as_of, today):
        record = _older(set(), {club.pk}, as_of, with_ahead)
    else:
        record = standing(
            Stint.objects.filter(club=club),
            Rumour.objects.filter(club=club),
            Vacancy.objects.filter(club=club),
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
    rows = Stint.objects.filter(coach__in=coaches).exclude(club=club)
    return (_stint_fact(row) for row in _plain(rows, STINT))


def of_coaches(coaches: set[int], *, as_of: date | None, today: date) -> Edition:
    """The posts of several coaches; no rumours, no passages."""
    if _is_past(as_of, today):
        record = _older(coaches, set(), as_of)
    else:
        held = Stint.objects.filter(coach__in=coaches)
        record = standing(held, Rumour.objects.none(), Vacancy.objects.none(), nothing)
    part = Record(stints=tuple(s for s in record.stints if s.coach_id in coaches))
    return _edition(_without_evidence(part, but=set()), as_of, today, (), None)


def of_clubs(clubs: set[int], *, as_of: date | None, today: date) -> Edition:
    """The stints in the seats of several clubs and the vacancies between them; no rumours, no passages."""
    if _is_past(as_of, today):
        record = _older(set(), clubs, as_of)
    else:
        heads = Stint.objects.filter(club__in=clubs, role__in=SEAT_ROLES)
        record = standing(heads, Rumour.objects.none(), Vacancy.objects.filter(club__in=clubs), nothing)
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
    shown: Shown = nothing,
) -> Edition:
    """Every stint in a seat and every vacancy; with the open public rumours where they are asked for.

    With the other posts it also knows who came to a seat from inside. What is ``shown`` comes with what
    it rests on.
    """
    if _is_past(as_of, today):
        record = record_of(ledger.load(as_of=as_of, for_readers=True, with_ahead=False))
    else:
        rumours = Rumour.objects.public().open() if with_rumours else Rumour.objects.none()
        seats = Stint.objects.all() if with_other_posts else Stint.objects.filter(role__in=SEAT_ROLES)
        record = standing(seats, rumours, Vacancy.objects.all(), shown, with_voices=False)
    part = Record(
        stints=tuple(s for s in record.stints if with_other_posts or s.role in SEAT_ROLES),
        rumours=tuple(r for r in record.rumours if with_rumours and r.is_public and r.is_open),
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
    newest = [
        *begun.order_by("-started", "-coach", "-club")[:LATEST_STINTS],
        *over.order_by("-ended", "-coach", "-club")[:LATEST_STINTS],
    ]
    coaches, clubs = {s.coach_id for s in newest}, {s.club_id for s in newest}
    rumours = Rumour.objects.public()
    ids = list(rumours.open().order_by("-newest_on", "-id").values_list("pk", flat=True)[:OPEN_RUMOURS])
    ids += (
        rumours.exclude(status="open")
        .order_by("-ended_on", "-id")
        .values_list("pk", flat=True)[:ENDED_RUMOURS]
    )
    return standing(
        Stint.objects.filter(Q(coach__in=coaches) | Q(club__in=clubs)),
        Rumour.objects.filter(pk__in=ids),
        Vacancy.objects.filter(club__in=clubs),
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


def as_json(edition: Edition, *, coach: Coach | None = None, club: Club | None = None) -> dict[str, Any]:
    """The part of the edition that is about the coach or the club, in plain values."""
    stints = [
        s
        for s in edition.record.stints
        if (coach is None or s.coach_id == coach.pk) and (club is None or s.club_id == club.pk)
    ]
    vacancies = edition.record.vacancies if club else ()
    subject = {"coach": coach.slug} if coach else {"club": club.slug} if club else {}
    return {
        **subject,
        "as_of": edition.day.isoformat(),
        **({"seat": state_of(club.pk, edition.record, edition.day).state} if club else {}),
        "stints": [_stint_json(edition, stint) for stint in sorted(stints, key=lambda s: s.started.key())],
        "rumours": [_rumour_json(edition, rumour) for rumour in by_promise(edition.record.rumours)],
        "vacancies": [_vacancy_json(edition, v) for v in sorted(vacancies, key=lambda v: v.opened.key())],
    }


def by_promise(rumours: Iterable[RumourFact]) -> list[RumourFact]:
    """Open ones first, then by stage, by independent outlets and by age: who leads comes first."""
    return sorted(
        rumours,
        key=lambda r: (not r.is_open, -r.stage_number, -len(r.origins), -r.newest_on.toordinal(), r.key),
    )


def _stint_json(edition: Edition, stint: StintFact) -> dict[str, Any]:
    return {
        "coach": edition.coaches[stint.coach_id].slug,
        "club": edition.clubs[stint.club_id].slug,
        "role": stint.role,
        "started": write_time(stint.started),
        "ended": write_time(stint.ended),
        "manner": stint.manner or None,
        "manner_reported": stint.manner_reported or None,
        "contract_until": write_time(stint.contract_until),
        "basis": [stint.start_basis or None, stint.end_basis or None],
    }


def _rumour_json(edition: Edition, rumour: RumourFact) -> dict[str, Any]:
    return {
        "coach": edition.coaches[rumour.coach_id].slug,
        "club": edition.clubs[rumour.club_id].slug,
        "direction": rumour.direction,
        "status": rumour.status,
        "stage": rumour.stage or None,
        "by": rumour.by or None,
        "opened_on": rumour.opened_on.isoformat(),
        "ended_on": rumour.ended_on.isoformat() if rumour.ended_on else None,
        "articles": len(rumour.articles),
        "independent": len(rumour.origins),
    }


def _vacancy_json(edition: Edition, vacancy: VacancyFact) -> dict[str, Any]:
    return {
        "opened": write_time(vacancy.opened),
        "filled": write_time(vacancy.filled),
        "after": edition.coaches[vacancy.predecessor[0]].slug,
        "by": edition.coaches[vacancy.successor[0]].slug if vacancy.successor else None,
        "days": list(vacancy.days(edition.day)),
    }


def write_time(time: Days | None) -> str | None:
    """``2020-08-20``, ``2020-09-14/2020-09-20``, or ``..`` for an end not known (as ISO 8601-2)."""
    if time is None:
        return None
    if time.is_exact and time.earliest:
        return time.earliest.isoformat()
    return "/".join(end.isoformat() if end else ".." for end in (time.earliest, time.latest))


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
        coaches=Coach.objects.defer("reference").in_bulk(
            {coach for coach, _club in pairs} | {rumour.coach_id for rumour in record.rumours}
        ),
        clubs=Club.objects.defer("reference").in_bulk({club for _coach, club in pairs}),
        claims=with_origins(Claim.objects.all()).in_bulk(claims),
        rumour_ids=_rumour_ids(r for r in record.rumours if r.claims or not is_part),
        days_of_change=days,
        whole=whole,
    )


def with_clubs(edition: Edition, ids: Iterable[int]) -> Edition:
    """The edition with these clubs at hand, too."""
    missing = set(ids) - set(edition.clubs)
    found = Club.objects.defer("reference").in_bulk(missing)
    return replace(edition, clubs=edition.clubs | found)


def without_gaps(vacancies: Iterable[VacancyFact], day: date) -> tuple[VacancyFact, ...]:
    """The vacancies that an edition of the day holds."""
    return tuple(v for v in vacancies if not _is_gap(v, day))


def _is_gap(vacancy: VacancyFact, day: date) -> bool:
    """Whether nobody is on record for so long that the record, not the seat, is what stands empty."""
    opened = vacancy.opened.latest
    return vacancy.filled is None and (opened is None or day - opened > LONGEST_VACANCY)


def _rumour_ids(rumours: Iterable[RumourFact]) -> dict[RumourKey, int]:
    keys = {rumour.key for rumour in rumours}
    rows = Rumour.objects.filter(coach__in={k[0] for k in keys}, club__in={k[1] for k in keys}).values_list(
        "coach_id", "club_id", "direction", "ordinal", "pk"
    )
    return {(coach, club, way, n): pk for coach, club, way, n, pk in rows if (coach, club, way, n) in keys}


def days_told(claims: QuerySet[Claim]) -> tuple[date, ...]:
    """The days from which these claims counted, oldest first, but for what readers never see; one query."""
    unseen = Q(rumour_evidence__rumour__status="rejected") | Q(rumour_evidence__rumour__direction="held")
    found = (
        claims.weighed()
        .exclude(unseen)
        .values_list(
            "article__published_on",
            "article__published_at",
            "article__arrived_at",
            "article__outlet__country",
        )
    )
    return tuple(sorted({on or day_in(country or "", at or arrived) for on, at, arrived, country in found}))


def standing(
    stints: QuerySet[Stint],
    rumours: QuerySet[Rumour],
    vacancies: QuerySet[Vacancy],
    shown: Shown | None = None,
    *,
    with_voices: bool = True,
) -> Record:
    """The record as the tables hold it; with ``shown`` the rest is there without what it rests on."""
    bare = {row.pk: _stint_fact(row) for row in _plain(stints, STINT)}
    rumour_rows = list(rumours.select_related("contradicts"))
    keys = {pk: stint.key for pk, stint in bare.items()}
    between = tuple(
        _vacancy_fact(row, keys) for row in _plain(vacancies, VACANCY) if row.predecessor_id in keys
    )
    heard = voices.of(row.pk for row in rumour_rows) if with_voices else {}
    rest: dict[RumourKey, RumourFact] = {}
    wanted_stints, wanted_rumours = list(bare), rumour_rows
    if shown is not None:
        rest = {row.key: _counted(row, heard.get(row.pk, ())) for row in rumour_rows}
        chosen = shown(Record(tuple(bare.values()), tuple(rest.values()), between))
        wanted_stints = [pk for pk, key in keys.items() if key in chosen]
        wanted_rumours = [row for row in rumour_rows if row.key in chosen]
    laid = _with_evidence(bare, wanted_stints)
    told = _told(wanted_rumours)
    full = {
        row.key: rumour_fact(row, told[row.pk], heard.get(row.pk, ()))
        for row in wanted_rumours
        if row.pk in told
    }
    return Record(
        stints=tuple((bare | laid).values()),
        rumours=tuple((rest | full).values()),
        vacancies=between,
    )


def _plain(rows: QuerySet, columns: tuple[str, ...]) -> Iterable[Any]:
    """The rows as named values: a record has hundreds of them, and no row of a model is asked for."""
    return rows.values_list(*columns, named=True)


def standing_stints(stints: Iterable[Stint], vacancies: Iterable[Vacancy]) -> Record:
    """The record without its rumours, as these rows hold it."""
    bare = {row.pk: _stint_fact(row) for row in stints}
    keys = {pk: stint.key for pk, stint in bare.items()}
    return Record(
        stints=tuple((bare | _with_evidence(bare, list(bare))).values()),
        vacancies=tuple(_vacancy_fact(row, keys) for row in vacancies if row.predecessor_id in keys),
    )


def _with_evidence(bare: Mapping[int, StintFact], stints: list[int]) -> dict[int, StintFact]:
    return {pk: replace(bare[pk], evidence=tuple(sorted(rows))) for pk, rows in _laid(stints).items()}


LAID = Prepared(
    lambda: (
        StintEvidence.objects.filter(stint_id=AnyOf("stints"))
        .order_by()
        .values_list("stint_id", "claim_id", "bears_on")
    )
)


def _laid(stints: list[int]) -> dict[int, list[tuple[int, str]]]:
    """What each of the stints rests on, and on which end it bears."""
    laid: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for stint, claim, bearing in LAID.ask(stints=stints) if stints else ():
        laid[stint].append((claim, bearing))
    return laid


def _told(rumours: list[Rumour]) -> dict[int, list[Claim]]:
    """What each of the rumours rests on."""
    told: dict[int, list[Claim]] = defaultdict(list)
    evidence = RumourEvidence.objects.filter(rumour__in=[rumour.pk for rumour in rumours])
    for row in with_origins(evidence.select_related("claim"), "claim__"):
        told[row.rumour_id].append(row.claim)
    return told


def _stint_fact(row: Any) -> StintFact:
    """The fact that a row of the record holds, without what it rests on."""
    return StintFact(
        coach_id=row.coach_id,
        club_id=row.club_id,
        ordinal=row.ordinal,
        role=row.role,
        arrangement=row.arrangement,
        started=from_range(row.started) or Days(None, None),
        ended=from_range(row.ended),
        start_basis=row.start_basis,
        end_basis=row.end_basis,
        start_is_disputed=row.start_is_disputed,
        end_is_disputed=row.end_is_disputed,
        manner=row.manner,
        manner_reported=row.manner_reported,
        contract_until=from_range(row.contract_until),
        known_on=row.known_on,
        evidence=(),
        start_announced_on=row.start_announced_on,
        end_announced_on=row.end_announced_on,
        first_match_on=row.first_match_on,
        interrupted=from_range(row.interrupted),
    )


def rumour_fact(row: Rumour, claims: Iterable[Claim], heard: tuple[Voice, ...] = ()) -> RumourFact:
    """The fact that a row of the record holds; ``claims`` are those that it rests on."""
    claims = sorted(claims, key=lambda c: (c.article.known_on, c.pk))
    return _fact(
        row,
        heard,
        claims=tuple(claim.pk for claim in claims),
        articles=tuple(dict.fromkeys(claim.article_id for claim in claims)),
        origins=origins(claims),
    )


def _fact(row: Rumour, heard: tuple[Voice, ...], **told: tuple) -> RumourFact:
    against = row.contradicts
    return RumourFact(
        coach_id=row.coach_id,
        club_id=row.club_id,
        direction=row.direction,
        ordinal=row.ordinal,
        role=row.role,
        status=row.status,
        stage=row.stage,
        by=row.by,
        opened_on=row.opened_on,
        newest_on=row.newest_on,
        ended_on=row.ended_on,
        steps=tuple((date.fromisoformat(day), stage, claim) for day, stage, claim in row.steps),
        is_fact_claimed=row.is_fact_claimed,
        contradicts=(against.coach_id, against.club_id, against.ordinal) if against else None,
        contested_by=row.contested_by_id,
        decision_id=row.decision_id,
        expires_on=row.expires_on,
        voices=heard,
        **told,
    )


def _counted(row: Rumour, heard: tuple[Voice, ...]) -> RumourFact:
    """The fact of a row whose claims stay where they are: numbers stand for its articles and its outlets,
    of which it is only asked how many there are.
    """
    outlets = tuple(str(number) for number in range(row.origin_count))
    return _fact(row, heard, claims=(), articles=tuple(range(row.article_count)), origins=outlets)


def _vacancy_fact(row: Any, keys: dict[int, StintKey]) -> VacancyFact:
    return VacancyFact(
        club_id=row.club_id,
        predecessor=keys[row.predecessor_id],
        successor=keys.get(row.successor_id) if row.successor_id else None,
        opened=from_range(row.opened) or Days(None, None),
        filled=from_range(row.filled),
    )
