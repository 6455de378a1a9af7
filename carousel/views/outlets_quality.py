"""How well the texts of an outlet come in: whether there is one, how long it is, what of it is no news."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from articles.models import Outlet
from articles.stories.shingles import READ

NEWEST = 100  # articles; older ones came in by older ways
MEASURE = r"""
SELECT count(*),
    count(*) FILTER (WHERE text <> ''),
    avg(array_length(regexp_split_to_array(btrim(text), '\s+'), 1)) FILTER (WHERE text <> ''),
    sum(aside) / nullif(sum(length(text)), 0)
FROM (
    SELECT text, (
        SELECT coalesce(sum((region->>2)::int - (region->>1)::int), 0)
        FROM jsonb_array_elements(regions) AS region
        WHERE region->>0 = 'text' AND region->>3 <> ALL(%(read)s)
    ) AS aside
    FROM articles_article
    WHERE outlet_id = %(outlet)s AND state = 'read' AND coalesce(published_on, arrived_at::date) <= %(day)s
    ORDER BY id DESC
    LIMIT %(newest)s
) AS newest
"""


@dataclass(frozen=True)
class Quality:
    """Of the newest articles that were read: how many in 100 have a text, of how many words on average,
    and how much in 100 of the texts is set aside.
    """

    articles: int
    with_text: int
    words: int
    set_aside: int


def quality(outlet: Outlet, *, day: date) -> Quality | None:
    """Nothing where no article of the outlet has been read by the day; one query, in the database."""
    given = {"outlet": outlet.pk, "day": day, "read": list(READ), "newest": NEWEST}
    with connection.cursor() as cursor:
        cursor.execute(MEASURE, given)
        articles, with_text, words, set_aside = cursor.fetchone()
    if not articles:
        return None
    return Quality(
        articles, round(100 * with_text / articles), round(words or 0), round(100 * (set_aside or 0))
    )
