"""A year of a feed's archive comes in by the feed's own way, and is stopped with it."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.feeds import polling
from articles.feeds.models import Entry, Feed
from articles.feeds.reading import read_feed
from carousel import intake
from tests.articles.feeds.documents import RSS
from tests.articles.feeds.test_polling import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "2025.xml"
    path.write_text(RSS.format(base="https://kystposten.example"))
    return str(path)


def test_a_saved_document_of_a_feed_is_announced_once_and_waits(feed, saved, capsys):
    before = feed.next_check_at
    for _time in range(2):
        call_command("archive", feed.url, saved)
    assert "2 entries, 2 new" in capsys.readouterr().out
    assert [entry.state for entry in feed.entries.all()] == ["waiting", "waiting"]
    feed.refresh_from_db()
    assert (feed.next_check_at, feed.checked_at) == (before, None)


def test_an_archive_stops_and_goes_on_with_its_feed(feed, saved, capsys):
    Feed.objects.update(is_on=False)
    call_command("archive", str(feed.pk), saved)
    assert "wait until it is switched on" in capsys.readouterr().out
    assert intake.due_entries(at=timezone.now(), most=10) == []
    Feed.objects.update(is_on=True)
    assert len(intake.due_entries(at=timezone.now(), most=10)) == 2


def test_what_is_no_feed_is_named_and_stops_none_of_the_others(feed, saved, tmp_path, capsys):
    (tmp_path / "a.txt").write_text("Nothing of the kind.")
    with pytest.raises(CommandError, match="2 of 3 could not be taken"):
        call_command("archive", feed.url, str(tmp_path / "a.txt"), str(tmp_path / "gone.xml"), saved)
    told = capsys.readouterr().err
    assert "There is no feed" in told
    assert "cannot be opened" in told
    assert Entry.objects.count() == 2


def test_a_feed_that_is_not_on_record_is_named(db, saved):
    for named in ("99", "https://nobody.example/feed", "nonsense"):
        with pytest.raises(CommandError, match="No feed goes by"):
            call_command("archive", named, saved)


def test_old_news_does_not_hasten_the_feed(feed):
    document = read_feed(RSS.format(base="https://kystposten.example").encode(), feed.url)
    later = AT + timedelta(days=300)
    assert polling.add_archive(feed.pk, document, at=later) == 2
    assert polling.entries_per_week(feed, at=later) == 0
