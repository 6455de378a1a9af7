"""A feed that announces an article in other words has it looked at again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from articles.feeds import polling
from articles.feeds.models import Entry
from articles.feeds.reading import Announced
from articles.fetching.manners import GAP
from articles.models import Article
from carousel import intake
from tests.articles.feeds.test_polling import make_feed
from tests.articles.stories.texts import text
from tests.site import site  # noqa: F401

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
PAGE = "<html><head><title>Aas</title></head><body><article><h1>Aas</h1><p>{0}</p></article></body></html>"
SAID = "Havnestad BK har fyret cheftræner Per Aas efter en lang række nederlag, oplyser klubben søndag aften."


@pytest.fixture
def feed(site):  # noqa: F811
    site.answer("/robots.txt", b"", status=404)
    return make_feed(site.url("/feed"))


def announce(feed, title: str, at: datetime, body: str = "") -> Entry:
    said = Announced(feed.url.replace("/feed", "/1"), feed.url.replace("/feed", "/1"), title, body, None)
    polling._add_entries(feed, [said], at)
    return Entry.objects.get()


def test_the_page_is_fetched_again_and_its_new_text_stands(feed, site):  # noqa: F811
    site.answer("/1", PAGE.format(f"{SAID} {text(1)}").encode())
    intake.take_in(announce(feed, "Aas fyret", AT).pk, at=AT)
    site.answer("/1", PAGE.format(f"{SAID} {text(1)} Aas fortsætter som ungdomstræner.").encode())
    later = AT + timedelta(hours=1)
    entry = announce(feed, "Aas fyret, men bliver i klubben", later)
    assert entry.state == "waiting"
    assert intake.take_in(entry.pk, at=later + GAP).state == "taken"
    article = Article.objects.get()
    assert article.title == "Aas fyret, men bliver i klubben"
    assert article.text.endswith("ungdomstræner.")
    assert article.versions.count() == 1


def test_a_feed_with_whole_texts_needs_no_page(feed):
    intake.take_in(announce(feed, "Aas fyret", AT, f"{SAID} {text(1)}").pk, at=AT)
    later = AT + timedelta(hours=1)
    entry = announce(feed, "Aas fyret", later, f"{SAID} {text(1)} Aas fortsætter som ungdomstræner.")
    intake.take_in(entry.pk, at=later)
    assert Article.objects.get().text.endswith("ungdomstræner.")


def test_the_same_words_or_an_old_entry_are_left_alone(feed):
    intake.take_in(announce(feed, "Aas fyret", AT, f"{SAID} {text(1)}").pk, at=AT)
    assert announce(feed, "Aas fyret", AT, f"{SAID} {text(1)}").state == "taken"
    assert announce(feed, "Aas ude", AT + timedelta(days=4), SAID).state == "taken"
