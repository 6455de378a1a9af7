"""Whom the database knows by a name that is nearly so: one query for a page of names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction

from carousel.models import Club, Coach
from carousel.suggesting.ranking import Asked, Candidate, Suggestion, rank, words

# So many are weighed for each name.
WEIGHED = 20

NEAR = """
    WITH asked AS (
        SELECT asked.id, name_in_plain(asked.name) AS name, name_in_plain(asked.last) AS last
        FROM unnest(%(ids)s::bigint[], %(names)s::text[], %(lasts)s::text[]) AS asked(id, name, last)
    )
    SELECT asked.id, known.id, known.name, known.slug, known.{country},
           ARRAY(SELECT text FROM {alias} AS form WHERE form.{noun}_id = known.id {no_epithets}) {short},
           ARRAY(SELECT DISTINCT {other}_id FROM carousel_stint AS stint WHERE stint.{noun}_id = known.id)
    FROM asked
    CROSS JOIN LATERAL (
        SELECT hit.id, max(hit.likeness) AS likeness FROM (
            SELECT id, {likeness_name} AS likeness FROM {table}
            WHERE NOT is_provisional AND ({near_name})
            UNION ALL
            SELECT {noun}_id, {likeness_text} FROM {alias} WHERE {near_text}
        ) AS hit GROUP BY hit.id ORDER BY likeness DESC, hit.id LIMIT {weighed}
    ) AS found
    JOIN {table} AS known ON known.id = found.id AND NOT known.is_provisional
    ORDER BY asked.id, found.likeness DESC
"""


@dataclass(frozen=True)
class Looked:
    """What was found for a name. Where ``could_look`` is false, nobody knows whether there is anything."""

    suggestions: tuple[Suggestion, ...] = ()
    could_look: bool = True


def look(model: type[Coach] | type[Club], names: Sequence[Asked]) -> dict[int, Looked]:
    """For each name the likeliest known records, found together in one query."""
    named = [asked for asked in names if words(asked.name)]
    found = dict.fromkeys((asked.id for asked in names), Looked(could_look=False))
    if not named:
        return found
    try:
        with transaction.atomic():
            candidates = _near(model, named)
    except DatabaseError:
        return found
    is_club = model is Club
    for asked in named:
        found[asked.id] = Looked(tuple(rank(asked, candidates[asked.id], is_club=is_club)))
    return found


def _near(model: type[Coach] | type[Club], names: Iterable[Asked]) -> dict[int, list[Candidate]]:
    with connection.cursor() as cursor:
        cursor.execute(
            _query(model),
            {
                "ids": [asked.id for asked in names],
                "names": [asked.name for asked in names],
                # The longer of the last two words: "Solskjær" of "Solskjær jr".
                "lasts": [max(asked.name.split()[-2:], key=len) for asked in names],
            },
        )
        rows = cursor.fetchall()
    found: dict[int, list[Candidate]] = defaultdict(list)
    for asked, pk, name, slug, country, forms, beside in rows:
        found[asked].append(Candidate(pk, name, slug, tuple(filter(None, forms)), country, frozenset(beside)))
    return found


def _query(model: type[Coach] | type[Club]) -> str:
    is_club = model is Club
    return NEAR.format(
        noun="club" if is_club else "coach",
        other="coach" if is_club else "club",
        table=model._meta.db_table,
        alias=f"{model._meta.db_table}alias",
        country="country" if is_club else "nationality",
        short="|| known.short_name::text" if is_club else "",
        no_epithets="AND NOT form.is_epithet" if is_club else "",
        weighed=WEIGHED,
        **{f"near_{field}": _near_to(field) for field in ("name", "text")},
        **{f"likeness_{field}": _likeness_to(field) for field in ("name", "text")},
    )


def _near_to(field: str) -> str:
    """As the indexes of trigrams can find it: alike as a whole, or with the surname in it."""
    plain = f"name_in_plain({field})"
    return (
        f"{plain} %% asked.name OR ({plain} %%> asked.last AND word_similarity(asked.last, {plain}) >= 0.6)"
    )


def _likeness_to(field: str) -> str:
    plain = f"name_in_plain({field})"
    return f"similarity({plain}, asked.name) + word_similarity(asked.last, {plain})"
