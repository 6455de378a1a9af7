"""How an article was read, for editors."""

from html import unescape

import pytest

from tests.carousel.pages.stories import queries
from tests.factories import make_article, make_club, make_coach, make_outlet, make_user

pytestmark = pytest.mark.django_db

TEXT = "Havnestad BK har fyret cheftræner Per Aas. Bliver Per Aas fyret i Havnestad BK?"


@pytest.fixture
def article():
    make_coach("Per Aas")
    make_club("Havnestad BK", slug="havnestad")
    return make_article(make_outlet("Kystposten"), "2020-10-10", "Nyt fra kysten", TEXT)


@pytest.fixture
def editor(client):
    client.force_login(make_user("editor"))
    return client


def text_of(response):
    return unescape(response.content.decode())


def test_a_claim_is_shown_with_its_cue_its_slots_and_what_weighs(editor, article):
    html = text_of(editor.get(f"/articles/{article.pk}/why/"))
    assert "“har … fyret” <code>fires</code>" in html
    assert "“Per Aas”, named in full" in html
    assert "plain statement" in html
    assert "For it" in html


def test_a_cue_that_gave_nothing_says_why(editor, article):
    assert "asked, not said" in text_of(editor.get(f"/articles/{article.pk}/why/"))


def test_the_page_is_of_today_and_offers_no_other_day(editor, article):
    html = text_of(editor.get(f"/articles/{article.pk}/why/"))
    assert 'name="as_of"' not in html
    assert "signed in as" in html


def test_readers_are_asked_to_sign_in(client, article):
    assert client.get(f"/articles/{article.pk}/why/").status_code == 302


def test_the_article_leads_there(editor, article):
    assert f"/articles/{article.pk}/why/" in text_of(editor.get(f"/articles/{article.pk}/"))


def test_the_queries_do_not_grow_with_the_claims(editor, article):
    few = queries(editor, f"/articles/{article.pk}/why/")
    article.text = TEXT * 5 + " AaB har ansat Per Aas. " * 4
    article.save()
    assert queries(editor, f"/articles/{article.pk}/why/") == few
