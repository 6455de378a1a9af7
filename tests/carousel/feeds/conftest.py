"""An editor who looks after the feeds, and a site that has some."""

import pytest

from articles.feeds.models import Entry, Feed
from tests.articles.feeds.test_polling import AT, make_feed
from tests.factories import make_outlet, make_user
from tests.site import site  # noqa: F401


@pytest.fixture
def editor(db, client):
    user = make_user("editor")
    client.force_login(user)
    return user


@pytest.fixture
def feed(db) -> Feed:
    return make_feed("https://kystposten.example/feed", outlet=make_outlet("Kystposten"), title="Sporten")


def announce(feed: Feed, *titles: str, **fields) -> list[Entry]:
    """Entries of the feed, one of each title."""
    first = Entry.objects.count()
    given = {"feed": feed, "seen_at": AT, **fields}
    return [
        Entry.objects.create(
            key=f"{first + number}", url=f"https://kystposten.example/{first + number}", title=title, **given
        )
        for number, title in enumerate(titles)
    ]
