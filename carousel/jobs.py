"""Fetches and readings as one list of jobs: what waits, what is done, what failed and why, and trying again.

A fetch is an entry of a feed, a reading is an article. Both lists can hold millions of rows: counts come out
of indexes, and a page is found by the key of the row before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Left

from articles.feeds.models import Entry
from articles.models import Article
from carousel import intake, tasks

FETCH, READING = "fetch", "reading"
KINDS = (FETCH, READING)
WAITING, DONE, KNOWN, FAILED, DISMISSED = "waiting", "done", "known", "failed", "dismissed"
STATES = (FAILED, WAITING, DONE, KNOWN, DISMISSED)
ENTRY_STATES = {WAITING: "waiting", DONE: "taken", KNOWN: "known", FAILED: "failed", DISMISSED: "dismissed"}
JOB_STATES = {of_entry: of_job for of_job, of_entry in ENTRY_STATES.items()}
MOST_COUNTED = 10_000  # of what is done
AT_ONCE = 2_000  # jobs of a kind that are moved in one go
UNKNOWN = "unknown"  # how a failure without a class is called
KEY = re.compile(r"(fetch|reading):(\d{1,18}):([12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6})", re.ASCII)


class NoSuchPlace(ValueError):
    """Raised where a key names no place in the list."""


@dataclass(frozen=True)
class Wanted:
    """Which jobs are asked for; what is empty asks for all."""

    kind: str = ""
    state: str = ""
    feed: int | None = None
    failure: str = ""


@dataclass(frozen=True)
class Job:
    """One fetch or reading. ``at`` is when it came up; ``article`` is its article, where there is one."""

    kind: str
    pk: int
    at: datetime
    title: str
    url: str
    source: str
    feed: int | None
    article: int | None
    state: str
    failure_class: str
    failure: str
    attempts: int
    next_try_at: datetime | None

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.pk}:{self.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}"


@dataclass(frozen=True)
class Done:
    """How many jobs were moved, and whether the worker goes on with more."""

    number: int
    are_left: bool = False


@dataclass(frozen=True)
class Counts:
    """How many jobs are in each state, and of the failed ones in each class, as (kind, class, number).

    ``waiting`` has those that wait by their kind.
    """

    states: dict[str, int]
    classes: list[tuple[str, str, int]]
    waiting: dict[str, int]

    def of(self, state: str) -> int | tuple[int, None]:
        """The number in the state, or in all where none is named; or the fewest that it can be."""
        named = [state] if state else list(STATES)
        number = sum(min(self.states[name], self._most(name)) for name in named)
        is_whole = all(self.states[name] <= self._most(name) for name in named)
        return number if is_whole else (number, None)

    def _most(self, state: str) -> int:
        return MOST_COUNTED if state in (DONE, KNOWN) else self.states[state]


# ---------------------------------------------------------------- asking


def page(wanted: Wanted, after: str, size: int) -> tuple[list[Job], str]:
    """The newest jobs first, and the key at which the next page begins; empty where this is the last."""
    found: list[Job] = []
    place = _place(after)
    if (entries := _entries(wanted)) is not None:
        found += [
            _of_entry(entry) for entry in _newest(_shown_entries(entries), "seen_at", FETCH, place, size)
        ]
    if (articles := _articles(wanted)) is not None:
        rows = _newest(_shown_articles(articles), "arrived_at", READING, place, size)
        found += [_of_article(article) for article in rows]
    found.sort(key=lambda job: (job.at, job.kind, job.pk), reverse=True)
    return found[:size], found[size - 1].key if len(found) > size else ""


def some(names: Iterable[str]) -> list[Job]:
    """The jobs that are called so, ``fetch:12``; what is none is left out."""
    ids: dict[str, list[int]] = {FETCH: [], READING: []}
    for name in names:
        kind, _colon, number = name.partition(":")
        if kind in ids and number.isascii() and number.isdecimal() and len(number) < 19:
            ids[kind].append(int(number))
    entries = _shown_entries(Entry.objects.filter(pk__in=ids[FETCH]).exclude(state=Entry.State.DROPPED))
    articles = _shown_articles(Article.objects.filter(pk__in=ids[READING]))
    return [*map(_of_entry, entries), *map(_of_article, articles)]


def counts(wanted: Wanted) -> Counts:
    """Of the kind and the feed that are asked for, whatever state and failure are.

    What needs somebody is counted whole, in one grouped query for each kind; what is done only
    grows, and is counted as far as anybody reads the figure.
    """
    asked = replace(wanted, state="", failure="")
    states: Counter[str] = Counter(dict.fromkeys(STATES, 0))
    classes: Counter[tuple[str, str]] = Counter()
    waiting = {FETCH: 0, READING: 0}
    if _entries(asked) is not None:
        _count_entries(asked, states, classes)
        waiting[FETCH] = states[WAITING]
    if (articles := _articles(asked)) is not None:
        _count_articles(articles.order_by(), states, classes)
        waiting[READING] = states[WAITING] - waiting[FETCH]
    for state in (DONE, KNOWN):
        found = (_entries(replace(asked, state=state)), _articles(replace(asked, state=state)))
        states[state] = sum(_as_far_as_read(rows) for rows in found if rows is not None)
    listed = sorted(((*key, number) for key, number in classes.items()), key=lambda row: (-row[2], row[:2]))
    return Counts(dict(states), listed, waiting)


def ended_since(wanted: Wanted, moment: datetime) -> dict[str, int]:
    """How many jobs of each kind came to an end since the moment, whatever came of them."""
    asked = replace(wanted, state="", failure="")
    ended = {FETCH: 0, READING: 0}
    if (entries := _entries(asked)) is not None:
        ended[FETCH] = _as_far_as_read(entries.filter(done_at__gte=moment))
    if (articles := _articles(asked)) is not None:
        ended[READING] = _as_far_as_read(articles.filter(read_at__gte=moment))
    return ended


def _as_far_as_read(rows: QuerySet) -> int:
    return rows.order_by().values("pk")[: MOST_COUNTED + 1].count()


def _count_entries(asked: Wanted, states: Counter, classes: Counter) -> None:
    entries = Entry.objects.filter(state__in=[ENTRY_STATES[state] for state in (WAITING, FAILED, DISMISSED)])
    if asked.feed is not None:
        entries = entries.filter(feed_id=asked.feed)
    grouped = entries.order_by().values_list("state", "failure_class").annotate(number=Count("pk"))
    for state, failure_class, number in grouped:
        states[JOB_STATES[state]] += number
        if state == Entry.State.FAILED:
            classes[FETCH, failure_class or UNKNOWN] += number


def _count_articles(articles: QuerySet, states: Counter, classes: Counter) -> None:
    unread = articles.filter(state__in=[Article.State.WAITING, Article.State.FAILED]).annotate(
        is_dismissed=Q(dismissed_at__isnull=False)
    )
    grouped = unread.values_list("state", "failure_class", "is_dismissed").annotate(number=Count("pk"))
    for state, failure_class, is_dismissed, number in grouped:
        if state == Article.State.WAITING:
            states[WAITING] += number
        elif is_dismissed:
            states[DISMISSED] += number
        else:
            states[FAILED] += number
            classes[READING, failure_class or UNKNOWN] += number


def _entries(wanted: Wanted) -> QuerySet | None:
    """The fetches that are asked for; nothing where none can be."""
    if wanted.kind == READING:
        return None
    entries = Entry.objects.exclude(state=Entry.State.DROPPED)
    if wanted.state:
        entries = Entry.objects.filter(state=ENTRY_STATES[wanted.state])
    if wanted.feed is not None:
        entries = entries.filter(feed_id=wanted.feed)
    if wanted.failure:
        entries = entries.filter(failure_class=_class_named(wanted))
    return entries


def _articles(wanted: Wanted) -> QuerySet | None:
    """The readings that are asked for; nothing where none can be."""
    if wanted.kind == FETCH or wanted.state == KNOWN:
        return None
    articles = Article.objects.all()
    match wanted.state:
        case "waiting" | "done":
            articles = articles.filter(state="read" if wanted.state == DONE else "waiting")
        case "failed" | "dismissed":
            is_open = wanted.state == FAILED
            articles = articles.filter(state=Article.State.FAILED, dismissed_at__isnull=is_open)
    if wanted.feed is not None:
        articles = articles.filter(Exists(Entry.objects.filter(article=OuterRef("pk"), feed_id=wanted.feed)))
    if wanted.failure:
        articles = articles.filter(state=Article.State.FAILED, failure_class=_class_named(wanted))
    return articles


def _class_named(wanted: Wanted) -> str:
    return "" if wanted.failure == UNKNOWN else wanted.failure


Place = tuple[str, int, datetime]


def _place(after: str) -> Place | None:
    if not after:
        return None
    match = KEY.fullmatch(after)
    try:
        return (match[1], int(match[2]), datetime.fromisoformat(f"{match[3]}+00:00")) if match else _refuse()
    except ValueError:
        return _refuse()


def _refuse() -> None:
    raise NoSuchPlace


def _newest(rows: QuerySet, moment: str, kind: str, place: Place | None, size: int) -> QuerySet:
    """The rows after the place, by index: the whole list is in the order of moment, kind and number."""
    if place is not None:
        last_kind, last_pk, last = place
        rows = rows.filter(**{f"{moment}__lte": last})
        if kind == last_kind:
            rows = rows.filter(Q(**{f"{moment}__lt": last}) | Q(pk__lt=last_pk))
        elif kind > last_kind:
            rows = rows.filter(**{f"{moment}__lt": last})
    return rows.order_by(f"-{moment}", "-pk")[: size + 1]


def _shown_entries(entries: QuerySet) -> QuerySet:
    return entries.select_related("feed__outlet").defer("text")


def _shown_articles(articles: QuerySet) -> QuerySet:
    shown = articles.select_related("outlet").defer("text", "regions")
    return shown.annotate(opening=Left("text", Article.LONGEST_OPENING))


def _of_entry(entry: Entry) -> Job:
    return Job(
        kind=FETCH,
        pk=entry.pk,
        at=entry.seen_at,
        title=entry.title or entry.url,
        url=entry.url,
        source=str(entry.feed),
        feed=entry.feed_id,
        article=entry.article_id,
        state=JOB_STATES[entry.state],
        failure_class=entry.failure_class,
        failure=entry.failure,
        attempts=entry.attempts,
        next_try_at=entry.next_try_at if entry.state == Entry.State.WAITING else None,
    )


def _of_article(article: Article) -> Job:
    state = {Article.State.WAITING: WAITING, Article.State.READ: DONE}.get(article.state, FAILED)
    return Job(
        kind=READING,
        pk=article.pk,
        at=article.arrived_at,
        title=article.title or article.opening,
        url=article.url,
        source=article.outlet.name if article.outlet else "",
        feed=None,
        article=article.pk,
        state=DISMISSED if article.dismissed_at else state,
        failure_class=article.failure_class,
        failure=article.failure,
        attempts=article.attempts,
        next_try_at=None,
    )


# ---------------------------------------------------------------- doing


@transaction.atomic
def retry(wanted: Wanted) -> Done:
    """The failed jobs among those asked for wait once more, the dismissed ones where those are asked for.

    The worker takes them up by itself in the next minutes; of very many the first are
    moved here and the worker goes on with the others.
    """
    wanted = _only_failed(wanted, also=DISMISSED)
    return _by_portions("retry", wanted, intake.retry, _read_again)


@transaction.atomic
def retry_one(kind: str, pk: int, *, at: datetime) -> Done:
    """One job is taken up at once; none where it neither failed nor was dismissed."""
    if kind == FETCH:
        done = intake.retry(Entry.objects.filter(pk=pk))
        if done:
            # Held for this task, so that the next pass leaves it alone.
            Entry.objects.filter(pk=pk).update(next_try_at=at + intake.LEASE)
            transaction.on_commit(partial(tasks.take_in_entry.delay, pk), robust=True)
        return Done(done)
    done = _read_again(Article.objects.filter(pk=pk))
    if done:
        transaction.on_commit(partial(tasks.read_article.delay, pk), robust=True)
    return Done(done)


@transaction.atomic
def dismiss(wanted: Wanted, *, at: datetime) -> Done:
    """The failed jobs among those asked for are nobody's business any more."""
    return _by_portions("dismiss", _only_failed(wanted), intake.dismiss, partial(_dismiss, at=at))


def _by_portions(
    verb: str, wanted: Wanted, do_entries: Callable[[QuerySet], int], do_articles: Callable[[QuerySet], int]
) -> Done:
    """A portion that no request waits long for; the worker does portions until none is left."""
    moved = []
    if (entries := _entries(wanted)) is not None:
        moved.append(do_entries(Entry.objects.filter(pk__in=_first(entries))))
    if (articles := _articles(wanted)) is not None:
        moved.append(do_articles(Article.objects.filter(pk__in=_first(articles))))
    are_left = any(number >= AT_ONCE for number in moved)
    if are_left:
        transaction.on_commit(partial(tasks.move_jobs.delay, verb, asdict(wanted)), robust=True)
    return Done(sum(moved), are_left)


def _first(rows: QuerySet) -> QuerySet:
    return rows.order_by("pk").values("pk")[:AT_ONCE]


@transaction.atomic
def dismiss_one(kind: str, pk: int, *, at: datetime) -> Done:
    if kind == FETCH:
        return Done(intake.dismiss(Entry.objects.filter(pk=pk)))
    return Done(_dismiss(Article.objects.filter(pk=pk), at))


def _only_failed(wanted: Wanted, also: str = FAILED) -> Wanted:
    """Of all states the failed one is meant; any other leaves nothing to do."""
    return wanted if wanted.state in (FAILED, also) else replace(wanted, state=FAILED)


def _read_again(articles: QuerySet) -> int:
    failed = articles.filter(state=Article.State.FAILED)
    return failed.update(**Article.READ_AGAIN)


def _dismiss(articles: QuerySet, at: datetime) -> int:
    return articles.filter(state=Article.State.FAILED, dismissed_at__isnull=True).update(dismissed_at=at)
