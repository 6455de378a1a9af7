"""Several people and workers at once: each thing happens once, and nobody waits for ever."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from articles import extraction
from articles.models import Article, Claim
from carousel import door, editorial, reading, store
from carousel.models import Decision, Rumour, Stint
from tests.factories import make_article, make_claim, make_club, make_coach, make_outlet, make_user
from tests.waiting import PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2020, 9, 24, 15, 2, tzinfo=UTC)
TEXT = "Havnestad BK har fyret cheftræner Aksel Brandvold. Det oplyser klubben torsdag."


def at_once(*works: Callable) -> list:
    """What each gives, all begun together, each with a connection of its own."""
    start = threading.Barrier(len(works))

    def begin(work: Callable):
        try:
            start.wait(timeout=PATIENCE)
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        return [job.result(timeout=PATIENCE) for job in [threads.submit(begin, work) for work in works]]


def waiting_article(**fields) -> Article:
    submission = door.Submission(title="Nyt", text=TEXT, published_on=date(2020, 9, 24), **fields)
    return door.bring_in(submission, at=AT, queue=False).article


def open_rumours(count: int) -> list[int]:
    outlet = make_outlet()
    for n in range(count):
        make_claim(make_article(outlet), "candidacy", make_coach(f"Coach {n}"), make_club(f"Club {n}"))
    store.rebuild()
    return list(Rumour.objects.order_by("pk").values_list("pk", flat=True))


def test_what_four_editors_decide_at_once_is_decided_once_and_the_others_are_told():
    rumours = open_rumours(20)
    editors = [make_user("editor") for _ in range(4)]

    def decide(n: int, pk: int) -> str:
        """What came of it: ``decided``, or who the editor is told was there before."""
        try:
            if n % 2:
                editorial.confirm(pk, editor=editors[n], at=AT)
            else:
                editorial.reject(pk, editor=editors[n], at=AT, reason="old_news")
        except editorial.MoveRefused as refused:
            return refused.decision.editor.username
        return "decided"

    def work(n: int) -> Callable:
        order = rumours if n < 2 else rumours[::-1]
        return lambda: Counter(decide(n, pk) for pk in order)

    told = sum(at_once(*(work(n) for n in range(4))), Counter())
    assert told.pop("decided") == 20
    assert sum(told.values()) == 60
    assert set(told) <= {editor.username for editor in editors}
    assert Decision.objects.count() == 20
    assert Stint.objects.count() == Rumour.objects.filter(status="confirmed").count()
    assert str(store.check()) == "nothing to change"


def test_an_article_that_two_workers_take_at_once_is_read_once():
    make_coach("Aksel Brandvold"), make_club("Havnestad BK")
    article = waiting_article()
    read = lambda: reading.read_article(article.pk, at=AT).state  # noqa: E731 (one line twice)
    assert sorted(at_once(read, read)) == ["done", "nothing_new"]
    assert Claim.objects.count() == 1
    assert str(store.check()) == "nothing to change"


def test_a_text_that_two_people_bring_at_once_is_one_article():
    found = at_once(*[lambda: waiting_article(url="https://kystposten.example/a").pk] * 4)
    assert len(set(found)) == Article.objects.count() == 1


def test_an_article_can_be_retracted_while_it_is_read(monkeypatch):
    article, editor = waiting_article(), make_user("editor")
    real, is_begun, is_locked = extraction.read, threading.Event(), threading.Event()
    lock = store.lock_record

    def slow_read(text, names):
        is_begun.set()
        assert is_locked.wait(timeout=PATIENCE)
        return real(text, names)

    def retract() -> str:
        assert is_begun.wait(timeout=PATIENCE)
        return editorial.retract(article.pk, editor=editor, at=AT).kind

    def lock_and_tell() -> None:
        lock()
        is_locked.set()

    monkeypatch.setattr(extraction, "read", slow_read)
    monkeypatch.setattr(store, "lock_record", lock_and_tell)
    assert at_once(lambda: reading.read_article(article.pk, at=AT).state, retract) == ["done", "retract"]
    assert str(store.check()) == "nothing to change"
