"""Fetches and readings as one list of jobs."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from articles.feeds.models import Entry, Feed
from articles.models import Article
from carousel import intake, jobs, reading, tasks
from carousel.jobs import Wanted
from tests.articles.feeds.test_polling import AT, make_feed
from tests.carousel.pages.stories import queries
from tests.factories import make_article, make_user

from .conftest import announce

pytestmark = pytest.mark.django_db
GONE = {"state": "failed", "failure_class": "status_404", "failure": "The site answered 404."}
SLOW = {"state": "failed", "failure_class": "no_answer", "failure": "The site did not answer."}


def broken(feed, number=1, failure="ValueError: no", **fields):
    kind = failure.partition(":")[0]
    told = {"failure": failure, "failure_class": kind}
    given = {"state": "failed", "arrived_at": AT - timedelta(hours=1), **told, **fields}
    return [make_article(feed.outlet, **given) for _number in range(number)]


def text_of(response):
    return unescape(response.content.decode())


@pytest.fixture
def sent(monkeypatch):
    """What goes to the worker at once."""
    tasks = []
    monkeypatch.setattr("carousel.tasks.take_in_entry.delay", lambda pk: tasks.append(("fetch", pk)))
    monkeypatch.setattr("carousel.tasks.read_article.delay", lambda pk: tasks.append(("reading", pk)))
    return tasks


@pytest.mark.parametrize("address", ["/desk/jobs/", "/desk/jobs/progress/"])
def test_jobs_are_for_editors_only(client, address):
    assert client.get(address).status_code == 302
    client.force_login(make_user("reader"))
    assert client.get(address).status_code == 403


def test_fetches_and_readings_stand_in_one_list_with_their_states(client, editor, feed):
    announce(feed, "A", **GONE)
    announce(feed, "B", state="dismissed")
    announce(feed, "C", state="waiting")
    announce(feed, "D", state="known")
    announce(feed, "E", state="taken")
    announce(feed, "F", state="dropped")
    broken(feed)
    broken(feed, dismissed_at=AT)
    make_article(feed.outlet, state="waiting")
    make_article(feed.outlet)
    counted = jobs.counts(Wanted())
    assert counted.states == {"failed": 2, "waiting": 2, "done": 2, "known": 1, "dismissed": 2}
    assert counted.classes == [("fetch", "status_404", 1), ("reading", "ValueError", 1)]
    assert len(client.get("/desk/jobs/").context["jobs"]) == 9


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("kind=fetch", 3),
        ("kind=reading", 2),
        ("state=failed", 5),
        ("state=known", 0),
        ("failure=no_answer", 1),
        ("failure=ValueError", 1),
        ("failure=poison", 1),
        ("kind=fetch&state=failed&failure=status_404", 2),
        ("kind=nonsense&state=nonsense&feed=nonsense", 5),
    ],
)
def test_the_list_shows_what_is_asked_for(client, editor, feed, query, number):
    announce(feed, "A", "B", **GONE)
    announce(feed, "C", **SLOW)
    broken(feed)
    broken(feed, failure="Whatever it says.", failure_class="poison")
    assert len(client.get(f"/desk/jobs/?{query}").context["jobs"]) == number


def test_the_jobs_of_a_feed_are_its_entries_and_the_articles_that_came_of_them(client, editor, feed):
    other = make_feed("https://ekko.example/feed", outlet=feed.outlet)
    article = make_article(feed.outlet)
    announce(feed, "A", state="taken", article=article)
    announce(other, "B", **GONE)
    listed = client.get(f"/desk/jobs/?feed={feed.pk}").context["jobs"]
    assert {(job.kind, job.article) for job in listed} == {("fetch", article.pk), ("reading", article.pk)}


def test_pages_follow_each_other_by_key_and_show_each_job_once(feed):
    announce(feed, *(f"E{number}" for number in range(30)), **GONE)  # all at one moment
    broken(feed, 30, arrived_at=AT)
    broken(feed, 5)
    shown, after = [], ""
    while True:
        rows, after = jobs.page(Wanted(), after, 7)
        shown += [(job.kind, job.pk) for job in rows]
        if not after:
            break
    assert len(shown) == len(set(shown)) == 65
    assert shown == sorted(shown[:60], reverse=True) + sorted(shown[60:], reverse=True)


@pytest.mark.parametrize("after", ["x", "fetch:1", "fetch:1:2026-13-01T00:00:00.000000", "reading:9:0001"])
def test_a_broken_key_is_answered_with_a_sentence(client, editor, after):
    assert client.get("/desk/jobs/", {"after": after}).status_code == 400


@pytest.mark.parametrize(
    "query", ["", "state=failed", "state=waiting", "kind=fetch&state=failed&failure=status_404"]
)
def test_many_failures_ask_no_more_queries_than_few(client, editor, feed, query):
    announce(feed, "A", **GONE)
    broken(feed)
    make_article(feed.outlet, state="waiting")
    few = queries(client, f"/desk/jobs/?{query}")
    announce(feed, *(f"E{number}" for number in range(60)), **GONE)
    broken(feed, 60)
    assert queries(client, f"/desk/jobs/?{query}") == few


def test_one_fetch_is_tried_again_at_once_and_by_one_worker_only(
    client, editor, feed, sent, django_capture_on_commit_callbacks
):
    first, second = announce(feed, "A", "B", **GONE)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/desk/jobs/retry/", {"job": f"fetch:{first.pk}", "back": "state=failed&x=1"})
        client.post("/desk/jobs/retry/", {"job": f"fetch:{first.pk}"})
    assert response["Location"] == "/desk/jobs/?state=failed"
    assert sent == [("fetch", first.pk)]
    assert intake.due_entries(at=AT, most=10) == []
    second.refresh_from_db()
    assert second.state == "failed"


def test_one_reading_is_tried_again_and_forgets_that_it_was_dismissed(
    client, editor, feed, sent, django_capture_on_commit_callbacks
):
    [article] = broken(feed, dismissed_at=AT, attempts=4)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/desk/jobs/retry/", {"job": f"reading:{article.pk}"})
    article.refresh_from_db()
    assert (article.state, article.failure, article.attempts, article.dismissed_at) == (
        "waiting",
        "",
        0,
        None,
    )
    assert sent == [("reading", article.pk)]


def test_all_of_a_class_are_tried_again_and_no_others(client, editor, feed):
    announce(feed, "A", "B", **GONE)
    announce(feed, "C", **SLOW)
    announce(feed, "D", **{**GONE, "state": "dismissed"})
    broken(feed)
    said = client.post(
        "/desk/jobs/retry/", {"kind": "fetch", "state": "failed", "failure": "status_404"}, follow=True
    )
    assert "2 jobs wait to be done again." in text_of(said)
    assert sorted(Entry.objects.values_list("title", "state")) == [
        ("A", "waiting"),
        ("B", "waiting"),
        ("C", "failed"),
        ("D", "dismissed"),
    ]
    client.post("/desk/jobs/retry/", {"kind": "reading", "state": "failed", "failure": "ValueError"})
    assert Article.objects.get().state == "waiting"


def test_all_that_are_shown_are_tried_again(client, editor, feed):
    other = make_feed("https://ekko.example/feed", outlet=feed.outlet)
    announce(feed, "A", **GONE)
    announce(other, "B", **GONE)
    client.post("/desk/jobs/retry/", {"feed": feed.pk, "state": "", "kind": "", "failure": ""})
    assert list(Entry.objects.order_by("title").values_list("state", flat=True)) == ["waiting", "failed"]


def test_failures_are_dismissed_one_by_one_or_all_and_stay_away_from_what_waits(client, editor, feed):
    first, _second = announce(feed, "A", "B", **GONE)
    announce(feed, "C")
    articles = broken(feed, 2)
    client.post("/desk/jobs/dismiss/", {"job": f"fetch:{first.pk}"})
    client.post("/desk/jobs/dismiss/", {"job": f"reading:{articles[0].pk}"})
    assert jobs.counts(Wanted()).states["dismissed"] == 2
    client.post("/desk/jobs/dismiss/", {"state": "failed"})
    assert jobs.counts(Wanted()).states == {"failed": 0, "waiting": 1, "done": 0, "known": 0, "dismissed": 4}
    assert jobs.retry(Wanted(state="dismissed")).number == 4


def test_what_somebody_else_was_quicker_to_do_is_told(client, editor, feed):
    [entry] = announce(feed, "A", state="taken")
    for action in ("retry", "dismiss"):
        said = client.post(f"/desk/jobs/{action}/", {"job": f"fetch:{entry.pk}"}, follow=True)
        assert "was quicker" in text_of(said)


@pytest.mark.parametrize("name", ["", "fetch", "fetch:x", "other:1", "fetch:" + "9" * 30, "fetch:²"])
def test_a_button_that_names_no_job_is_answered_with_a_sentence(client, editor, name):
    assert client.post("/desk/jobs/retry/", {"job": name}).status_code == 400


def test_progress_brings_the_counts_and_what_became_of_the_jobs_that_waited(client, editor, feed):
    [entry] = announce(feed, "A")
    page = client.get("/desk/jobs/")
    assert page.context["every"] == "every 3s"
    address = f"/desk/jobs/progress/?{page.context['progress_query']}"
    assert f"rows=fetch:{entry.pk}" in address
    Entry.objects.update(**GONE)
    answer = client.get(address, headers={"HX-Request": "true"})
    assert answer.context["every"] == "every 20s"
    assert f'id="job-fetch-{entry.pk}" hx-swap-oob="true"' in text_of(answer)
    assert "The site answered 404." in text_of(answer)
    assert "rows=" not in answer.context["progress_query"]


def test_a_waiting_fetch_says_what_went_wrong_and_when_it_is_tried_again(client, editor, feed):
    announce(
        feed, "A", state="waiting", failure="Too slow.", failure_class="no_answer", attempts=2, next_try_at=AT
    )
    said = text_of(client.get("/desk/jobs/"))
    assert "Too slow." in said
    assert "Tried again 2 Mar 2026 12:00." in said


def test_each_class_is_told_in_words(client, editor, feed):
    announce(feed, "A", **GONE)
    announce(feed, "B", **SLOW)
    broken(feed)
    broken(feed, failure="")
    said = text_of(client.get("/desk/jobs/?state=failed"))
    for words in ("The site answered 404", "The site did not answer", "Error in the reading: ValueError"):
        assert words in said
    assert "Retry all 4 failed jobs" in said


def test_of_very_many_the_first_are_moved_and_the_worker_goes_on_until_none_is_left(
    client, editor, feed, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(jobs, "AT_ONCE", 4)
    announce(feed, *"ABCDEFGHI", **GONE)
    announce(feed, "J", **SLOW)
    monkeypatch.setattr("carousel.tasks.move_jobs.delay", tasks.move_jobs)
    with django_capture_on_commit_callbacks(execute=True):
        said = text_of(client.post("/desk/jobs/retry/", {"failure": "status_404"}, follow=True))
    assert "4 jobs wait to be done again. There are more; they follow by themselves." in said
    assert jobs.counts(Wanted()).classes == [("fetch", "no_answer", 1)]


def test_what_is_done_is_counted_as_far_as_anybody_reads_the_figure(client, editor, feed, monkeypatch):
    monkeypatch.setattr(jobs, "MOST_COUNTED", 2)
    announce(feed, *"ABC", state="taken")
    announce(feed, "D", **GONE)
    counted = jobs.counts(Wanted())
    assert (counted.of("done"), counted.of("failed"), counted.of("")) == ((2, None), 1, (3, None))
    assert "at least 3" in text_of(client.get("/desk/jobs/"))


def test_what_waits_is_told_by_kind_with_how_long_it_takes_at_the_rate_of_late(client, editor, feed):
    now = timezone.now()
    announce(feed, *"ABCDEFGHIJ", state="waiting")
    announce(feed, "K", "L", state="taken", done_at=now - timedelta(minutes=5))
    announce(feed, "M", state="taken", done_at=now - timedelta(minutes=50))
    make_article(feed.outlet, state="waiting")
    for address in ("/desk/jobs/", "/desk/jobs/progress/"):
        html = text_of(client.get(address))
        assert "Fetching: 10 wait, about 50 minutes at the rate of the last 10 minutes." in html
        assert "Reading: 1 waits, no estimate yet." in html


def test_what_a_feed_announced_waits_while_it_is_switched_off(feed):
    [entry] = announce(feed, "A", state="waiting")
    Feed.objects.update(is_on=False)
    assert intake.due_entries(at=AT, most=10) == []
    Feed.objects.update(is_on=True)
    assert intake.due_entries(at=AT, most=10) == [entry.pk]


def test_a_reading_that_fails_keeps_its_class_whatever_its_sentence(feed, monkeypatch):
    article = make_article(feed.outlet, state="waiting")
    monkeypatch.setattr(reading.extraction, "read", lambda *_given: 1 / 0)
    reading.read_article(article.pk, at=AT)
    looping = make_article(feed.outlet, state="waiting", attempts=reading.MOST_ATTEMPTS)
    reading.read_article(looping.pk, at=AT)
    assert jobs.counts(Wanted()).classes == [("reading", "ZeroDivisionError", 1), ("reading", "poison", 1)]
    jobs.retry(Wanted(failure="poison"))
    looping.refresh_from_db()
    assert (looping.state, looping.failure_class) == ("waiting", "")
