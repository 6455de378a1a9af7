"""An editor has an article looked at again, and says which of its texts stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from articles.fetching.client import FetchFailed, Page
from articles.models import Article
from carousel import door, looking
from tests.articles.stories.texts import edited, text
from tests.factories import make_article, make_outlet, make_user

pytestmark = pytest.mark.django_db

AT = datetime(2020, 9, 24, 15, tzinfo=UTC)
ADDRESS = "https://kystposten.example/a"
OLD, NEW, NEWER = text(1), edited(text(1)), edited(text(1), 7)


class Site:
    """What stands at the address now, and how often it was asked."""

    def __init__(self):
        self.body, self.robots, self.asked = OLD, "", []

    def __call__(self, url: str, **_given) -> Page:
        self.asked.append(url)
        if url.endswith("/robots.txt"):
            return Page(url, url, 200, self.robots.encode(), "text/plain", "")
        if not self.body:
            raise FetchFailed("The site answered 503.", status=503, is_temporary=True)
        return Page(url, url, 200, self.body.encode(), "text/plain", "utf-8")


@pytest.fixture
def site(monkeypatch):
    found = Site()
    monkeypatch.setattr(looking, "look_again", _by(found))
    return found


def _by(get):
    whole = looking.look_again
    return lambda article, *, at: whole(article, at=at, get=get)


@pytest.fixture
def sent(monkeypatch):
    """The articles that go to the worker."""
    found = []
    monkeypatch.setattr("carousel.tasks.read_article.delay", found.append)
    return found


@pytest.fixture
def article(sent) -> Article:
    outlet = make_outlet("Kystposten", domain="kystposten.example")
    given = {"title": "Nyt", "text": OLD, "url": ADDRESS, "outlet": outlet}
    return door.bring_in(door.Submission(**given), at=AT).article


@pytest.fixture
def editor(client):
    client.force_login(make_user("editor", "ida"))
    return client


def look(editor, article) -> str:
    answer = editor.post(f"/articles/{article.pk}/look/")
    assert answer.status_code == 303
    article.refresh_from_db()
    return unescape(editor.get(answer.url).content.decode())


def stand(editor, article, version) -> str:
    answer = editor.post(f"/articles/{article.pk}/versions/{version.pk}/stand/")
    assert answer.status_code == 303
    article.refresh_from_db()
    return unescape(editor.get(answer.url).content.decode())


def test_an_edit_is_found_kept_and_read(editor, article, site, sent, django_capture_on_commit_callbacks):
    site.body = NEW
    with django_capture_on_commit_callbacks(execute=True):
        assert "It has been edited." in look(editor, article)
    assert (article.text, article.state) == (NEW, "waiting")
    assert article.pk in sent
    assert "Let the older text stand" in editor.get(article.get_absolute_url()).content.decode()


def test_nothing_new_is_told_and_changes_nothing(editor, article, site):
    assert "Nothing new stands there." in look(editor, article)
    assert article.versions.count() == 0


@pytest.mark.parametrize(
    ("robots", "body", "said"),
    [("User-agent: *\nDisallow: /", NEW, "robots.txt keeps us"), ("", "", "The site answered 503.")],
)
def test_a_page_that_may_not_or_cannot_be_had_says_so(editor, article, site, robots, body, said):
    site.robots, site.body = robots, body
    assert said in look(editor, article)
    assert article.text == OLD


def test_a_host_is_asked_in_turn(editor, article, site):
    look(editor, article)
    assert "The site was asked a moment ago. Try again in" in look(editor, article)
    assert site.asked.count(ADDRESS) == 1


def test_the_older_text_stands_again_and_what_the_site_shows_is_no_news(
    editor, article, site, sent, django_capture_on_commit_callbacks
):
    site.body = NEW
    look(editor, article)
    with django_capture_on_commit_callbacks(execute=True):
        html = stand(editor, article, article.versions.get())
    assert "ida let another text stand" in html
    assert (article.text, article.state, sent[-1]) == (OLD, "waiting", article.pk)
    later = AT + timedelta(hours=1)
    again = door.bring_in(door.Submission(url=ADDRESS, text=NEW, title="Nyt"), at=later)
    assert not again.is_revised
    assert door.bring_in(door.Submission(url=ADDRESS, text=NEWER, title="Nyt"), at=later).is_revised


def test_texts_may_be_put_back_and_forth_and_none_is_lost(editor, article, site):
    site.body = NEW
    look(editor, article)
    for wanted in (OLD, NEW, OLD, NEW):
        stand(editor, article, article.versions.get(text=wanted))
        assert article.text == wanted
    assert {v.text for v in article.versions.all()} == {OLD, NEW}
    assert "That text stands already" in stand(editor, article, article.versions.get(text=NEW))


def test_only_editors_may_and_only_versions_of_the_article(client, editor, article):
    other = make_article().versions.create(text="x", text_key="x", seen_at=AT)
    assert editor.post(f"/articles/{article.pk}/versions/{other.pk}/stand/").status_code == 404
    assert editor.get(f"/articles/{article.pk}/look/").status_code == 405
    client.force_login(make_user("reader"))
    assert client.post(f"/articles/{article.pk}/look/").status_code == 403


def test_an_article_without_an_address_cannot_be_looked_at(editor, sent):
    pasted = make_article()
    assert "Look again now" not in editor.get(pasted.get_absolute_url()).content.decode()
    assert "no place to look" in look(editor, pasted)
