"""Written names become coaches and clubs. A name that nobody knows becomes a provisional record.

All claims of an article are looked up together: what a name stands for is asked once, in one
query for all coaches and one for all clubs. Only where a name means several is the record asked
who was where.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, models
from django.db.models import Q

from articles.models import Claim
from carousel import ambiguity
from carousel.ambiguity import Bearer, Span, Told, Verdict
from carousel.models import ClaimSubject, Club, Coach, Merge, Stint
from carousel.slugs import first_free, slug_of

LONGEST_SLUG = 72

# The id of one that is known, or one that is to be saved.
Row = int | Coach | Club

# Each written name, folded as the database does it, beside whoever goes by it. Each part has its index.
NAMED = """
    SELECT asked.name, upper(asked.name), found.*
    FROM unnest(%s::text[]) AS asked(name)
    LEFT JOIN LATERAL ({parts}) AS found(id, country, is_provisional, is_by_name, is_firm) ON true
    ORDER BY asked.name, found.is_by_name DESC, found.is_firm DESC, found.id
"""
COACHES = """
    SELECT id, nationality, is_provisional, true, true FROM carousel_coach
    WHERE upper(name) = upper(asked.name)
    UNION
    SELECT coach.id, coach.nationality, coach.is_provisional, false, NOT alias.is_ambiguous
    FROM carousel_coachalias AS alias
    JOIN carousel_coach AS coach ON coach.id = alias.coach_id WHERE upper(alias.text) = upper(asked.name)
"""
CLUBS = """
    SELECT id, country, is_provisional, true, true FROM carousel_club
    WHERE upper(name) = upper(asked.name)
    UNION
    SELECT id, country, is_provisional, false, true FROM carousel_club
    WHERE upper(short_name) = upper(asked.name)
    UNION
    SELECT club.id, club.country, club.is_provisional, false, NOT alias.is_ambiguous
    FROM carousel_clubalias AS alias
    JOIN carousel_club AS club ON club.id = alias.club_id
    WHERE upper(alias.text) = upper(asked.name) AND NOT alias.is_epithet
"""


@dataclass(frozen=True)
class Written:
    """How a claim names a coach or a club: as it stands in the text, and by the key that the reader gave."""

    name: str
    key: str
    is_national: bool = False


@dataclass
class Form:
    """Who goes by one written name: those on record, and the provisional record that bears it itself."""

    bearers: list[Bearer] = field(default_factory=list)
    provisional: Row | None = None

    def borne_by(self, bearer: Bearer, *, is_question: bool) -> None:
        if is_question:
            self.provisional = self.provisional or bearer.id
        elif all(bearer.id != other.id for other in self.bearers):
            self.bearers.append(bearer)


@dataclass
class Side:
    """The coach, or the club, of a claim: whom the name may mean, and what was decided."""

    written: Written
    form: Form
    verdict: Verdict | None = None

    @property
    def bearers(self) -> list[Bearer]:
        return [Bearer(self.verdict.id)] if self.verdict else self.form.bearers

    @property
    def is_open(self) -> bool:
        return self.verdict is None and bool(self.form.bearers)


def identify(claims: Iterable[Claim], *, new: Iterable[Claim] = ()) -> list[ClaimSubject]:
    """Each claim has its subject: the coach and the club that its names stand for.

    Those given as ``new`` were made just now, so that none of them can have one.
    """
    known, fresh = list(claims), list(new)
    subjects = ClaimSubject.objects.in_bulk([claim.pk for claim in known]) if known else {}
    claims = [*fresh, *known]
    fresh += [claim for claim in known if claim.pk not in subjects]
    if not fresh:
        return [subjects[claim.pk] for claim in claims]
    coaches = _sides(Coach, [Written(claim.coach_name, claim.coach_key) for claim in fresh])
    clubs = _sides(Club, [Written(c.club_name, c.club_key, c.club_is_national) for c in fresh])
    _decide(fresh, coaches, clubs)
    made = [
        ClaimSubject(claim=claim, coach_id=coach, club_id=club, how=f"{how_coach}; {how_club}")
        for claim, (coach, how_coach), (club, how_club) in zip(
            fresh, _rows(Coach, coaches), _rows(Club, clubs), strict=True
        )
    ]
    ClaimSubject.objects.bulk_create(made)
    subjects |= {subject.pk: subject for subject in made}
    return [subjects[claim.pk] for claim in claims]


def _sides(model: type[Coach] | type[Club], written: Sequence[Written]) -> list[Side]:
    """Whom each name may mean; those with a key, or with one firm bearer, are decided."""
    what = "coach" if model is Coach else "club"
    by_key = _by_key(model, {one.key for one in written if one.key})
    forms = _forms(COACHES if model is Coach else CLUBS, {w.name for w in written if w.key not in by_key})
    sides = []
    for one in written:
        if one.key in by_key:
            sides.append(Side(one, Form(), Verdict(by_key[one.key], f"{what} known")))
            continue
        side = Side(one, forms[one.name])
        [*bearers] = side.form.bearers
        if len(bearers) == 1 and bearers[0].is_firm:
            side.verdict = Verdict(bearers[0].id, f"{what} by name")
        sides.append(side)
    return sides


def _decide(claims: Sequence[Claim], coaches: Sequence[Side], clubs: Sequence[Side]) -> None:
    """Names that mean several are told apart, where the record or the country can."""
    asked = [
        (claim, coach, club)
        for claim, coach, club in zip(claims, coaches, clubs, strict=True)
        if coach.is_open or club.is_open
    ]
    if not asked:
        return
    served = _served(
        {bearer.id for _claim, coach, _club in asked for bearer in coach.bearers},
        {bearer.id for _claim, _coach, club in asked for bearer in club.bearers},
    )
    for claim, coach, club in asked:
        article = claim.article
        country = article.outlet.country if article.outlet else ""
        told = Told(article.known_on, ambiguity.lands_of(country, article.language))
        found = ambiguity.decide(coach.bearers, club.bearers, served, told)
        for side, verdict in zip((coach, club), found, strict=True):
            side.verdict = side.verdict or verdict


def _served(coaches: set[int], clubs: set[int]) -> dict[tuple[int, int], list[Span]]:
    """When which of the coaches was at which of the clubs, as the record has it."""
    served: dict[tuple[int, int], list[Span]] = defaultdict(list)
    stints = Stint.objects.filter(coach__in=coaches, club__in=clubs)
    for coach, club, started, ended in stints.values_list("coach", "club", "started", "ended"):
        served[coach, club].append(Span(_first(started), _last(ended)))
    return served


def _first(range_) -> date | None:
    return range_.lower if range_ else None


def _last(range_) -> date | None:
    return range_.upper if range_ else None


def _rows(model: type[Coach] | type[Club], sides: Sequence[Side]) -> list[tuple[int, str]]:
    """The row of each side, and how it was recognised; rows that nobody knew are there now."""
    what = "coach" if model is Coach else "club"
    found: list[tuple[Row, str]] = []
    new: list[Coach | Club] = []
    for side in sides:
        if side.verdict:
            found.append((side.verdict.id, side.verdict.how))
            continue
        form = side.form
        is_asked = bool(form.bearers)
        how = f"{what} asked" if is_asked else f"{what} by name" if form.provisional else f"{what} new"
        if form.provisional is None:
            form.provisional = _provisional(model, side.written)
            new.append(form.provisional)
        found.append((form.provisional, how))
    _add(model, new)
    return [(one if isinstance(one, int) else one.pk, how) for one, how in found]


def _by_key(model: type[Coach] | type[Club], keys: set[str]) -> dict[str, int]:
    """The records of the keys; the key of one that became part of another is that other's."""
    noun = "coach" if model is Coach else "club"
    own = model.everyone.filter(slug__in=keys).values_list("slug", "pk")
    merged = Merge.objects.filter(slug__in=keys, undone_at__isnull=True, **{f"{noun}__isnull": False})
    return dict(own.union(merged.values_list("slug", noun)).values_list("slug", "pk"))


def _forms(parts: str, names: set[str]) -> dict[str, Form]:
    """What is known of each name; names that differ only in capitals share it."""
    if not names:
        return {}
    forms: dict[str, Form] = {}
    by_name: dict[str, Form] = {}
    with connection.cursor() as cursor:
        cursor.execute(NAMED.format(parts=parts), [sorted(names)])
        rows = cursor.fetchall()
    for name, folded, pk, country, is_provisional, is_by_name, is_firm in rows:
        form = by_name[name] = forms.setdefault(folded, Form())
        if pk is not None:
            form.borne_by(Bearer(pk, country, is_firm), is_question=is_provisional and is_by_name)
    return by_name


def _provisional(model: type[Coach] | type[Club], one: Written) -> Coach | Club:
    """A row that is not saved yet."""
    if model is Coach:
        return Coach(name=one.name, is_provisional=True)
    return Club(
        name=one.name, is_provisional=True, kind=Club.Kind.NATIONAL if one.is_national else Club.Kind.CLUB
    )


def _add(model: type[Coach] | type[Club], new: list[Coach | Club]) -> None:
    """The new rows are saved, each with a slug that no other has."""
    if not new:
        return
    bases = {id(row): slug_of(row.name, LONGEST_SLUG) or "unnamed" for row in new}
    like_them = Q()
    for base in sorted(set(bases.values())):
        like_them |= Q(slug__startswith=base)
    # An address that leads on is taken too.
    merged = Merge.objects.filter(like_them, undone_at__isnull=True).values_list("slug", flat=True)
    taken = set(model.everyone.filter(like_them).values_list("slug", flat=True).union(merged))
    for row in new:
        row.slug = first_free(bases[id(row)], taken)
        taken.add(row.slug)
    rows: models.Manager = model._default_manager
    rows.bulk_create(new)
