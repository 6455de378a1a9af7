"""An article is tied to the earliest one that it is a near-copy of, and so to a story.

What an article copies follows from the texts and their times alone, so that the stories
are the same in whatever order articles arrive or are read again. A round-up that copies
two stories belongs to the earlier of them and does not make one of both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import connection, transaction
from django.db.models import F, Func, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, Least

from articles.models import Article
from articles.stories.models import Imprint, Story
from articles.stories.shingles import FEWEST, containment, sample, shingles, told

WITHIN = timedelta(days=3)
COPIED = 0.5  # of the shorter text
# One in so many of the sample, so few that hardly a copy is missed; what passes is compared run by run.
WORTH_COMPARING = 4
STORIES_LOCK = 7_305_102

Rank = tuple[datetime, datetime, int]


@transaction.atomic(savepoint=False)
def tie(article: Article) -> None:
    """The article's imprint is that of its text, and every story that this touches is right again.

    Called once the reader has told the article's own words from links and teasers. Safe to repeat.
    """
    _lock()
    runs = shingles(told(article.text, article.regions))
    moment, key = appeared_at(article), _key(runs)
    imprint = Imprint.objects.filter(pk=article.pk).select_related("article").first()
    if imprint and (imprint.body_key, imprint.appeared_at) == (key, moment):
        return
    is_new = imprint is None
    orphans = [] if is_new else list(_ranked(Imprint.objects.filter(copy_of_id=article.pk)))
    imprint = imprint or Imprint(article=article)
    imprint.body_key, imprint.appeared_at = key, moment
    imprint.sample = sample(runs) if len(runs) >= FEWEST else []
    copies = _copies(imprint, runs)
    _point(imprint, copies)
    imprint.save(force_insert=is_new)
    later = [copy for copy in copies if _is_new_first(imprint, copy)]
    if later:
        Imprint.objects.filter(pk__in=[copy.pk for copy in later]).update(copy_of=imprint)
    for orphan in orphans:
        _point(orphan, _copies(orphan, _runs(orphan)))
        orphan.save(update_fields=["copy_of"])
    if copies or orphans or imprint.story_id:
        _settle([imprint.pk, *(one.pk for one in [*copies, *orphans])])


def appeared_at(article: Article) -> datetime:
    """The earliest moment at which the article is known to have stood somewhere."""
    published = article.published_at
    if published is None and article.published_on:
        published = datetime.combine(article.published_on + timedelta(days=1), time(), UTC)
    return min(published, article.arrived_at) if published else article.arrived_at


def _lock() -> None:
    """Until this transaction ends, no other one ties anything: neither would see the other's article."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORIES_LOCK])


def _key(runs: frozenset[int]) -> str:
    return hashlib.sha256(repr(sorted(runs)).encode()).hexdigest()


def _runs(imprint: Imprint) -> frozenset[int]:
    return shingles(told(imprint.article.text, imprint.article.regions))


def _ranked(imprints: QuerySet[Imprint]) -> QuerySet[Imprint]:
    """With their articles, earliest first."""
    imprints = imprints.select_related("article", "copy_of__article").defer("copy_of__article__text")
    return imprints.order_by("appeared_at", "article__arrived_at", "pk")


def _rank(imprint: Imprint) -> Rank:
    return imprint.appeared_at, imprint.article.arrived_at, imprint.pk


def _copies(imprint: Imprint, runs: frozenset[int]) -> list[Imprint]:
    """The near-copies of the article among those published within some days, earliest first."""
    if not imprint.sample:
        return []
    near = Imprint.objects.filter(
        sample__overlap=imprint.sample,
        appeared_at__range=(imprint.appeared_at - WITHIN, imprint.appeared_at + WITHIN),
    )
    own = Cast(Value(imprint.sample, ArrayField(IntegerField())), ArrayField(IntegerField()))
    common = Func(
        F("sample"), own, template="icount(%(expressions)s)", arg_joiner=" & ", output_field=IntegerField()
    )
    size = Func(F("sample"), function="icount", output_field=IntegerField())
    near = near.exclude(pk=imprint.pk).annotate(measure=common * WORTH_COMPARING)
    near = near.filter(measure__gte=Least(size, Value(len(imprint.sample))))
    return [copy for copy in _ranked(near) if containment(runs, _runs(copy)) >= COPIED]


def _point(imprint: Imprint, copies: Iterable[Imprint]) -> None:
    """The imprint copies the earliest of its near-copies, if that is earlier than itself."""
    first = min(copies, key=_rank, default=None)
    imprint.copy_of_id = first.pk if first and _rank(first) < _rank(imprint) else None


def _is_new_first(imprint: Imprint, copy: Imprint) -> bool:
    """Whether the copy now copies the imprint, and not what it was held to copy before."""
    if _rank(copy) < _rank(imprint):
        return False
    before = copy.copy_of
    return before is None or _rank(imprint) < _rank(before)


def _settle(pks: Iterable[int]) -> None:
    """The stories of these imprints, and of all that hang on them, follow from who copies whom."""
    touched = set(pks)
    touched |= set(
        Imprint.objects.filter(pk__in=touched, copy_of__isnull=False).values_list("copy_of", flat=True)
    )
    stories = set(Imprint.objects.filter(pk__in=touched, story__isnull=False).values_list("story", flat=True))
    rows = Imprint.objects.filter(pk__in=touched) | Imprint.objects.filter(story__in=stories)
    members = {row.pk: row for row in rows.only("pk", "copy_of", "story", "appeared_at")}
    groups: dict[int, list[Imprint]] = {}
    for pk, row in members.items():
        groups.setdefault(_root(pk, members), []).append(row)
    free = sorted(stories)
    for root, group in sorted(groups.items()):
        _keep_group(root, group, free)
    Story.objects.filter(pk__in=free).delete()


def _root(pk: int, members: dict[int, Imprint]) -> int:
    while (above := members[pk].copy_of_id) in members:
        pk = above
    return pk


def _keep_group(root: int, group: list[Imprint], free: list[int]) -> None:
    """The articles of the group are one story, which keeps its row if it had one; one alone is none."""
    story_id = None
    if len(group) > 1:
        had = sorted({row.story_id for row in group} & set(free))
        if had:
            story_id = had[0]
            free.remove(story_id)
            Story.objects.filter(pk=story_id).exclude(first=root).update(first=root)
        else:
            story_id = Story.objects.create(first_id=root).pk
    moved = [row.pk for row in group if row.story_id != story_id]
    if moved:
        Imprint.objects.filter(pk__in=moved).update(story=story_id)
