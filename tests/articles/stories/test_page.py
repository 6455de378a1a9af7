"""The article page says where else the story stood, and shows editors what was changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from articles.models import Article
from articles.stories.tying import tie
from articles.stories.versions import revise
from tests.articles.stories.texts import text
from tests.factories import make_article, make_outlet, make_user

pytestmark = pytest.mark.django_db

NOON = datetime(2020, 9, 24, 12, tzinfo=UTC)


def copy_in(name: str, hour: int, body: str = "") -> Article:
    at = NOON + timedelta(hours=hour)
    article = make_article(
        make_outlet(name), at.date(), text=body or text(1), published_at=at, arrived_at=at, text_key=name
    )
    tie(article)
    return article


def page(client, article: Article, query: str = "") -> str:
    return " ".join(unescape(client.get(f"/articles/{article.pk}/{query}").content.decode()).split())


@pytest.fixture
def editor(client):
    client.force_login(make_user("editor"))
    return client


def test_the_page_says_where_the_story_stood_first_and_where_else(client):
    first, second, third = copy_in("Kystposten", 0), copy_in("Fjordavisen", 1), copy_in("Bybladet", 30)
    html = page(client, second)
    assert "2 echoes" in html
    assert f'First: <a href="/articles/{first.pk}/">Kystposten</a>, 24 Sep 2020 12:00 UTC' in html
    assert f'<a href="/articles/{third.pk}/">Bybladet</a>' in html
    assert "<b>Fjordavisen</b>" in html


def test_an_article_without_copies_has_no_such_section(client):
    copy_in("Fjordavisen", 1, text(2))
    assert "Same story" not in page(client, copy_in("Kystposten", 0))


def test_an_older_page_knows_only_the_copies_of_its_day(client):
    first, _, _ = copy_in("Kystposten", 0), copy_in("Fjordavisen", 1), copy_in("Bybladet", 30)
    html = page(client, first, "?as_of=2020-09-24")
    assert "1 echo" in html
    assert "Bybladet" not in html


def test_the_queries_do_not_grow_with_the_copies(client, django_assert_max_num_queries):
    first = copy_in("Kystposten", 0)
    copy_in("Fjordavisen", 1)
    with django_assert_max_num_queries(12) as few:
        page(client, first)
    for n in range(25):
        copy_in(f"Avis {n}", 2)
    with django_assert_max_num_queries(len(few.captured_queries) + 1):
        html = page(client, first)
    assert "26 echoes" in html
    assert "And 6 later ones." in html


def edit(article: Article, body: str, title: str = "") -> None:
    assert revise(article.pk, title=title, text=body, text_key=body[-40:], at=NOON + timedelta(hours=3))


def test_editors_see_what_was_taken_out_and_put_in_and_nothing_of_it_is_markup(editor):
    article = copy_in("Kystposten", 0, f"Han er fyret. {text(1)}")
    edit(article, f"Han er <b>ikke</b> fyret. {text(1)}", "Han bliver")
    source = editor.get(f"/articles/{article.pk}/").content.decode()
    assert "&lt;b&gt;ikke&lt;/b&gt;" in source
    assert "<b>ikke</b>" not in source
    html = page(editor, article)
    assert "Found changed, 24 Sep 2020 15:00 UTC" in html
    assert "Han bliver</ins>" in html


def test_editors_see_what_was_kept_aside(editor):
    article = copy_in("Kystposten", 0)
    assert not revise(article.pk, title="", text="Tegn abonnement i dag.", text_key="wall", at=NOON)
    html = page(editor, article)
    assert "Kept aside, 24 Sep 2020 12:00 UTC" in html
    assert "Tegn abonnement i dag.</ins>" in html


def test_readers_see_no_edits(client):
    article = copy_in("Kystposten", 0, f"Han er fyret. {text(1)}")
    edit(article, f"Han bliver. {text(1)}")
    assert "Edited since" not in page(client, article)
