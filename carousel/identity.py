"""Written names become coaches and clubs. A name that nobody knows becomes a provisional record.

All claims of an article are looked up together: what a name stands for is asked once, in one
query for all coaches and one for all clubs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection, models
from django.db.models import Q
from django.utils.text import slugify

from articles.models import Claim
from carousel.models import ClaimSubject, Club, Coach, Merge

LONGEST_SLUG = 72

# The id of one that is known, or one that is to be saved.
Row = int | Coach | Club

# Each written name, folded as the database does it, beside whoever goes by it. Each part has its index.
NAMED = """
    SELECT asked.name, upper(asked.name), found.id, found.is_provisional AND found.is_by_name
    FROM unnest(%s::text[]) AS asked(name)
    LEFT JOIN LATERAL ({parts}) AS found ON true
    ORDER BY asked.name, found.is_by_name DESC, found.id
"""
COACHES = """
    SELECT id, is_provisional, true AS is_by_name FROM carousel_coach
    WHERE upper(name) = upper(asked.name)
    UNION
    SELECT coach.id, coach.is_provisional, false FROM carousel_coachalias AS alias
    JOIN carousel_coach AS coach ON coach.id = alias.coach_id WHERE upper(alias.text) = upper(asked.name)
"""
CLUBS = """
    SELECT id, is_provisional, true AS is_by_name FROM carousel_club
    WHERE upper(name) = upper(asked.name)
    UNION
    SELECT id, is_provisional, false FROM carousel_club WHERE upper(short_name) = upper(asked.name)
    UNION
    SELECT club.id, club.is_provisional, false FROM carousel_clubalias AS alias
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
    """Who goes by one written name; of them, the provisional record that bears it itself."""

    bearers: list[Row] = field(default_factory=list)
    provisional: Row | None = None

    def borne_by(self, row: Row, *, itself: bool) -> None:
        if row not in self.bearers:
            self.bearers.append(row)
        if itself and self.provisional is None:
            self.provisional = row


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
    coaches = _found(Coach, [Written(claim.coach_name, claim.coach_key) for claim in fresh])
    clubs = _found(Club, [Written(c.club_name, c.club_key, c.club_is_national) for c in fresh])
    made = [
        ClaimSubject(claim=claim, coach_id=coach, club_id=club, how=f"{how_coach}; {how_club}")
        for claim, (coach, how_coach), (club, how_club) in zip(fresh, coaches, clubs, strict=True)
    ]
    ClaimSubject.objects.bulk_create(made)
    subjects |= {subject.pk: subject for subject in made}
    return [subjects[claim.pk] for claim in claims]


def _found(model: type[Coach] | type[Club], written: Sequence[Written]) -> list[tuple[int, str]]:
    """The row that each stands for, and how it was recognised; rows that nobody knew are there now."""
    what = "coach" if model is Coach else "club"
    keys = {one.key for one in written if one.key}
    by_key = _by_key(model, keys)
    forms = _forms(COACHES if model is Coach else CLUBS, {w.name for w in written if w.key not in by_key})
    found: list[tuple[Row, str]] = []
    new: list[Coach | Club] = []
    for one in written:
        if one.key in by_key:
            found.append((by_key[one.key], f"{what} known"))
            continue
        form = forms[one.name]
        if len(form.bearers) == 1:
            found.append((form.bearers[0], f"{what} by name"))
            continue
        if form.provisional is None:
            new.append(_provisional(model, one))
            form.borne_by(new[-1], itself=True)
        assert form.provisional is not None
        found.append((form.provisional, f"{what} new"))
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
    for name, folded, pk, bears_it in rows:
        form = by_name[name] = forms.setdefault(folded, Form())
        if pk is not None:
            form.borne_by(pk, itself=bears_it)
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
    bases = {id(row): slugify(row.name)[:LONGEST_SLUG] or "unnamed" for row in new}
    like_them = Q()
    for base in sorted(set(bases.values())):
        like_them |= Q(slug__startswith=base)
    # An address that leads on is taken too.
    merged = Merge.objects.filter(like_them, undone_at__isnull=True).values_list("slug", flat=True)
    taken = set(model.everyone.filter(like_them).values_list("slug", flat=True).union(merged))
    for row in new:
        base = bases[id(row)]
        numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
        row.slug = next(slug for slug in (base, *numbered) if slug not in taken)
        taken.add(row.slug)
    rows: models.Manager = model._default_manager
    rows.bulk_create(new)
