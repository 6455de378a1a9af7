"""What search engines and those who share an address are told of a page."""

from __future__ import annotations

import re
from html import unescape

import pytest

from carousel.models import Rumour
from tests.carousel.pages.stories import SECRET, reject_one, tell
from tests.carousel.pages.test_cards import drawn, said_in_head
from tests.factories import make_season

pytestmark = pytest.mark.django_db
LISTS = ["/", "/rumours/", "/coaches/", "/clubs/", "/chains/", "/market/", "/stats/", "/seasons/"]
LISTS += ["/outlets/", "/corrections/", "/about/", "/outlets/kystposten/"]


@pytest.fixture
def story():
    return tell()


def described(client, address: str, **headers) -> str:
    page = client.get(address, headers=headers).content.decode()
    (sentence,) = re.findall(r'<meta name="description" content="([^"]*)">', page)
    return unescape(sentence)


@pytest.mark.parametrize("address", LISTS)
def test_every_page_says_what_it_is_about_under_its_title_with_a_card(client, story, settings, address):
    settings.SITE_URL = "https://carousel.example"
    page = client.get(address).content.decode()
    said = said_in_head(page)
    assert said["og:title"]
    assert unescape(said["og:description"]) == described(client, address)
    assert 20 < len(described(client, address)) < 300
    assert said["og:image"] == "https://carousel.example/card.png?lang=en"
    assert page.count("og:title") == page.count('og:image"') == 1
    assert described(client, address) != described(client, address, **{"Accept-Language": "da"})


def test_the_page_of_one_says_in_a_sentence_what_is_on_record_of_it(client, story):
    rumour = Rumour.objects.get(coach=story.carlsen)
    article = rumour.evidence.first().claim.article
    assert described(client, story.berg.get_absolute_url()).startswith(("Head coach of", "No post on record"))
    assert "seat" in described(client, story.fjordby.get_absolute_url())
    assert described(client, rumour.get_absolute_url()).startswith(
        "A rumour, not a fact. The next head coach?"
    )
    assert re.match("Kystposten, .* 1 statement about", described(client, article.get_absolute_url()))
    assert re.search(r"\d managerial", described(client, make_season(story.fjordby).get_absolute_url()))


def test_a_rejected_rumour_is_described_nowhere(client, story):
    rumour = reject_one(story)
    gone = client.get(rumour.get_absolute_url()).content.decode()
    assert 'name="description"' not in gone
    for address in (*LISTS, rumour.coach.get_absolute_url(), rumour.club.get_absolute_url()):
        assert SECRET not in described(client, address)


def test_what_search_engines_are_kept_off_says_nothing(client, story):
    for address in ("/search/?q=Aas", "/stats/rows/", "/outlets/kystposten/reports/", "/coaches/nobody/"):
        assert "og:title" not in client.get(address).content.decode()


def test_the_card_of_the_site_is_drawn_in_both_languages(client):
    english, danish = (client.get(f"/card.png?lang={code}").content for code in ("en", "da"))
    assert english != danish
    assert drawn(client, "/card.png").size == (1200, 630)
