"""The one door: what comes in is kept once, before it is read, and read once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, OperationalError
from psycopg.errors import LockNotAvailable

from articles import extraction, keeping
from articles.fetching.client import FetchFailed, Page
from articles.models import Article, Claim
from carousel import door, reading, store, tasks
from carousel.models import Coach, Rumour
from tests.factories import make_article, make_club, make_coach, make_outlet

pytestmark = pytest.mark.django_db

AT = datetime(2020, 9, 24, 15, 2, tzinfo=UTC)
TEXT = (
    "Havnestad BK har fyret cheftræner Aksel Brandvold. Det oplyser klubben torsdag.\n"
    "Holdet har tabt de seneste fire kampe og ligger nummer ti."
)


def submission(**fields) -> door.Submission:
    given = {"title": "Aksel Brandvold er fyret", "text": TEXT, "published_on": date(2020, 9, 24)}
    return door.Submission(**{**given, **fields})


def no_network(url: str) -> Page:
    raise AssertionError(f"nothing should have fetched {url}")


def test_a_text_is_kept_before_it_is_read():
    admission = door.bring_in(submission(), at=AT)
    assert admission.is_new
    assert (admission.article.state, admission.article.arrived_at) == ("waiting", AT)


def test_reading_is_queued_when_the_article_is_committed(django_capture_on_commit_callbacks, monkeypatch):
    queued = []
    monkeypatch.setattr(tasks.read_article, "delay", queued.append)
    with django_capture_on_commit_callbacks(execute=True):
        article = door.bring_in(submission(), at=AT).article
        assert queued == []
    assert queued == [article.pk]


def test_the_same_text_with_other_spacing_and_headline_is_the_same_article():
    first = door.bring_in(submission(), at=AT)
    second = door.bring_in(submission(title="Nyt navn", text=TEXT.replace("\n", "\r\n\r\n ").upper()), at=AT)
    assert (second.article, second.is_new) == (first.article, False)


def test_the_same_address_with_tracking_is_the_same_article():
    outlet = make_outlet(domain="kystposten.example")
    first = door.bring_in(submission(url="https://kystposten.example/a?utm_source=x"), at=AT, get=no_network)
    second = door.bring_in(door.Submission(url="http://www.kystposten.example/a/#top"), at=AT, get=no_network)
    assert (second.article, second.is_new) == (first.article, False)
    assert first.article.outlet == outlet


def test_a_text_that_two_outlets_print_is_two_articles():
    door.bring_in(submission(outlet=make_outlet()), at=AT)
    assert door.bring_in(submission(outlet=make_outlet()), at=AT).is_new


def test_an_address_is_fetched_and_cleaned():
    html = (
        "<html lang=da><head><title>Fyret</title></head><body><article>"
        f"<h1>Aksel Brandvold er fyret</h1><p>{TEXT}</p></article></body></html>"
    )
    page = Page(
        url="https://kystposten.example/b",
        final_url="https://kystposten.example/b",
        status=200,
        body=html.encode(),
        content_type="text/html",
        charset="utf-8",
    )
    article = door.bring_in(
        door.Submission(url="https://kystposten.example/b"), at=AT, get=lambda url: page
    ).article
    assert "har fyret cheftræner Aksel Brandvold" in article.text


def test_an_address_that_cannot_be_fetched_is_refused_with_the_reason():
    def gone(url: str) -> Page:
        raise FetchFailed("The site answered that there is no such page (404).")

    with pytest.raises(door.Refused, match="no such page"):
        door.bring_in(door.Submission(url="https://kystposten.example/c"), at=AT, get=gone)
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": "", "text": " \x00 "}, "There is no text"),
        ({"published_on": date(2020, 10, 1)}, "has not come yet"),
        ({"text": "a" * 400_001}, "is not taken"),
        ({"url": "file:///etc/passwd"}, "must begin with http"),
    ],
)
def test_what_is_no_article_is_refused_with_a_sentence(wrong, sentence):
    with pytest.raises(door.Refused, match=sentence):
        door.bring_in(submission(**wrong), at=AT, get=no_network)


def test_the_database_refuses_an_article_at_an_address_that_runs_a_script():
    with pytest.raises(IntegrityError, match="article_address_is_of_a_page"):
        make_article(url="javascript:alert(1)")


def bring_and_read(**fields) -> tuple[Article, reading.Outcome]:
    article = door.bring_in(submission(**fields), at=AT, queue=False).article
    return article, reading.read_article(article.pk, at=AT)


@pytest.fixture
def cast():
    return make_coach("Aksel Brandvold"), make_club("Havnestad BK")


def test_reading_makes_claims_with_their_passage_and_what_they_mean_for_the_record(cast):
    article, outcome = bring_and_read()
    claim = Claim.objects.get(kind="departure")
    assert (outcome.state, claim.manner, claim.subject.coach, claim.subject.club) == ("done", "sacked", *cast)
    assert (
        claim.passage == (article.title if claim.part == "title" else article.text)[claim.start : claim.end]
    )
    assert Rumour.objects.get(direction="out").is_fact_claimed


def test_reading_twice_changes_nothing(cast):
    article, _first = bring_and_read()
    reading.read_again(article.pk)
    outcome = reading.read_article(article.pk, at=AT)
    assert (outcome.claims_added, outcome.claims_superseded, bool(outcome.changes)) == (0, 0, False)


def test_a_reading_that_finds_less_supersedes_what_it_no_longer_finds(cast, monkeypatch):
    article, _first = bring_and_read()
    reading.read_again(article.pk)
    monkeypatch.setattr(extraction, "read", lambda text, names: extraction.claims.Reading("da", ()))
    outcome = reading.read_article(article.pk, at=AT)
    assert outcome.claims_superseded == 1
    assert not Rumour.objects.exists()
    assert Claim.objects.get().superseded_at == AT


def test_a_text_that_breaks_the_reader_is_kept_with_the_reason(monkeypatch):
    def broken(text, names):
        raise RecursionError("too deep")

    monkeypatch.setattr(extraction, "read", broken)
    article, outcome = bring_and_read()
    article.refresh_from_db()
    assert (outcome.state, article.state, article.failure) == ("failed", "failed", "RecursionError: too deep")


def test_an_article_that_takes_its_reader_down_is_set_aside():
    article = door.bring_in(submission(), at=AT, queue=False).article
    Article.objects.filter(pk=article.pk).update(attempts=reading.MOST_ATTEMPTS)
    assert reading.read_article(article.pk, at=AT).state == "failed"
    article.refresh_from_db()
    assert "never finished" in article.failure


def test_an_article_waits_on_when_the_database_is_busy(monkeypatch):
    def busy():
        raise OperationalError("canceling statement due to lock timeout") from LockNotAvailable()

    monkeypatch.setattr(store, "lock_record", busy)
    article = door.bring_in(submission(), at=AT, queue=False).article
    with pytest.raises(OperationalError):
        reading.read_article(article.pk, at=AT)
    article.refresh_from_db()
    assert (article.state, article.failure) == ("waiting", "")


def test_an_article_that_another_worker_has_read_meanwhile_is_not_set_aside(cast):
    article, _outcome = bring_and_read()
    keeping.mark_failed([article.pk], "late", "late")
    article.refresh_from_db()
    assert (article.state, article.failure) == ("read", "")


def test_a_missing_article_is_no_error():
    assert reading.read_article(10**9, at=AT).state == "missing"


def test_a_name_that_nobody_knows_becomes_a_provisional_record(cast):
    bring_and_read(
        text="Havnestad BK har fyret cheftræner Torben Ravnkilde. Det oplyser klubben torsdag.", title=""
    )
    assert Coach.objects.get(name="Torben Ravnkilde").is_provisional


def test_articles_that_the_queue_lost_are_queued_again(monkeypatch):
    queued = []
    monkeypatch.setattr(tasks.read_article, "delay", queued.append)
    lost = door.bring_in(submission(), at=AT, queue=False).article
    assert tasks.requeue_unread() == 1
    assert queued == [lost.pk]


def test_ingest_prints_what_changed_and_then_that_nothing_does(cast, tmp_path, capsys):
    path = tmp_path / "fyret.txt"
    path.write_text(TEXT)
    for _ in range(2):
        call_command("ingest", str(path), "--title", "Aksel Brandvold er fyret", "--published", "24.9.2020")
    first, _claims, second = capsys.readouterr().out.splitlines()[:3]
    assert "Aksel Brandvold er fyret" in first
    assert "known already, nothing changes" in second


def test_ingest_takes_what_it_can_and_names_what_it_cannot(tmp_path, capsys):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.jsonl"
    good.write_text(TEXT)
    bad.write_text("{}\n")
    with pytest.raises(CommandError, match="1 of 2 could not be taken"):
        call_command("ingest", str(bad), str(good))
    assert "line 1 is not an article" in capsys.readouterr().err
    assert Article.objects.count() == 1
