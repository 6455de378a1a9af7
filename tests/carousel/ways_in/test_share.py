"""Sharing from a browser or a telephone, and seeing a page before it is kept."""

import html
import re

import pytest
from django.core.cache import cache

from articles.models import Article
from carousel.views.share import shared
from tests.carousel.ways_in.conftest import TEXT
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
NEW, SHARE = "/articles/new/", "/articles/share/"
MORE = "Klubben oplyser, at assistenten leder træningen, til en ny mand er fundet. " * 4
BODY = f"<article><p>{TEXT}</p><p>{MORE}</p></article>"
PAGE = f"<html><head><title>Fyret</title></head><body>{BODY}</body></html>"


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()


@pytest.mark.parametrize(
    ("url", "title", "text"),
    [
        ("https://avis.example/a", "Fyret", ""),
        ("", "Fyret", "https://avis.example/a"),
        ("", "", "Fyret https://avis.example/a"),
        ("", "Fyret", "Læs: https://avis.example/a."),
        ("", "https://avis.example/a", "Fyret"),
        ("https://avis.example/a", "https://avis.example/a", "Fyret"),
    ],
)
def test_wherever_the_address_stands_it_is_found(url, title, text):
    found = shared(url, title, text)
    assert (found.url, found.title, found.text) == ("https://avis.example/a", "Fyret", "")


def test_a_long_text_is_the_article_and_nothing_shared_is_an_empty_form():
    assert shared("https://avis.example/a", "Fyret", MORE + MORE).text == (MORE + MORE).strip()
    assert shared("", "Fyret", TEXT).text == TEXT
    assert shared("", "", "") == shared("x", "", "\0")


def test_what_is_shared_fills_the_form_and_writes_and_fetches_nothing(client, ida, site):
    address = site.answer("/a", PAGE.encode())
    page = client.get(SHARE, {"text": f"Fyret {address}"}).content.decode()
    assert f'value="{address}"' in page
    assert 'value="Fyret"' in page
    assert site.asked == []
    page = client.get(SHARE, {"text": f"{TEXT}\n{MORE}", "title": "Fyret"}).content.decode()
    assert "Nobody has sent this text before." in page
    assert not Article.objects.exists()


def test_what_is_known_opens(client, ida):
    article = make_article(title="Fyret", text=TEXT)
    article.delete()
    client.post(NEW, {"text": TEXT, "url": "https://avis.example/a"})
    known = Article.objects.get().get_absolute_url()
    for given in ({"url": "https://avis.example/a?utm_source=x"}, {"text": TEXT}):
        assert client.get(SHARE, given)["Location"] == known


@pytest.mark.parametrize(
    "odd", ["\0", "http://[::1", "https://", "https://" + "a" * 5000, "http://a:b@c.d/", "%"]
)
def test_whatever_is_shared_is_answered(client, ida, odd):
    for name in ("url", "title", "text"):
        assert client.get(SHARE, {name: odd}).status_code == 200


def test_strangers_sign_in_and_come_back_with_what_they_shared(client):
    answer = client.get(SHARE, {"url": "https://avis.example/a"})
    assert "avis.example" in answer["Location"]
    client.force_login(make_user("reader"))
    assert client.get(SHARE).status_code == 403


def test_the_bookmarklet_leads_to_the_form(client, ida):
    page = client.get("/articles/ways/").content.decode()
    link = html.unescape(re.search(r'href="(javascript:[^"]+)"', page)[1])
    assert '"http://testserver/articles/share/"' in link


def test_the_manifest_names_the_share_target(client):
    answer = client.get("/site.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    assert answer.json()["share_target"]["action"] == SHARE
    assert "manifest-src 'self'" in client.get("/")["Content-Security-Policy"]
    assert 'rel="manifest"' in client.get("/").content.decode()


def test_an_address_is_shown_before_it_is_kept_and_fetched_once(client, ida, site):
    address = site.answer("/a", PAGE.encode())
    shown = client.post(NEW, {"url": address, "preview": "1"}).content.decode()
    assert "Rune Sandmo" in shown
    assert not Article.objects.exists()
    client.post(NEW, {"url": address, "published": "23.9.2020"})
    article = Article.objects.get()
    assert (TEXT in article.text, str(article.published_on)) == (True, "2020-09-23")
    assert len(site.asked) == 1


def test_an_address_is_not_fetched_while_it_is_typed(client, ida, site):
    address = site.answer("/a", PAGE.encode())
    client.post(NEW, {"url": address, "preview": "1"}, headers={"HX-Request": "true"})
    assert site.asked == []


def test_a_page_that_does_not_come_is_told_under_the_address(client, ida, site):
    shown = client.post(NEW, {"url": site.answer("/a", status=410), "preview": "1"}).content.decode()
    assert "no such page (410)" in shown
    assert 'id="id_url_error"' in shown
