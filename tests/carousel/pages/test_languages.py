"""Each page has an address a language, and says so to search engines."""

from __future__ import annotations

import re

import pytest

from tests.carousel.pages.stories import reject_one, tell
from tests.factories import make_coach, make_user

pytestmark = pytest.mark.django_db
SITE = "https://carousel.example"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


def read(client, address: str, **headers) -> str:
    return client.get(address, headers=headers).content.decode()


def twins_on(page: str) -> dict[str, str]:
    found = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page)
    return dict(found)


def test_the_language_of_the_address_goes_before_browser_and_cookie(client):
    client.cookies["django_language"] = "en"
    page = read(client, "/coaches/?lang=da", **{"Accept-Language": "en"})
    assert '<html lang="da">' in page
    assert '<html lang="da">' in read(client, "/coaches/")


def test_a_language_that_we_do_not_have_is_no_language(client):
    page = read(client, "/coaches/?lang=xx")
    assert '<html lang="en">' in page
    assert f'<link rel="canonical" href="{SITE}/coaches/">' in page


@pytest.mark.parametrize("asked", ["", "?lang=da", "?lang=en"])
def test_every_language_of_a_page_names_the_same_twins_and_itself(client, asked):
    address = make_coach("Ole Brink").get_absolute_url()
    page = read(client, address + asked)
    assert twins_on(page) == {
        "x-default": SITE + address,
        "en": f"{SITE}{address}?lang=en",
        "da": f"{SITE}{address}?lang=da",
    }
    assert f'<link rel="canonical" href="{SITE}{address}{asked}">' in page


def test_a_page_as_it_stood_has_no_twins_and_the_address_of_today(client):
    page = read(client, "/?as_of=2020-09-21&lang=da")
    assert twins_on(page) == {}
    assert f'<link rel="canonical" href="{SITE}/?lang=da">' in page


def test_a_page_further_on_in_a_list_has_its_own_twins(client):
    assert twins_on(read(client, "/coaches/?q=ole"))["da"] == f"{SITE}/coaches/?q=ole&amp;lang=da"


def test_readers_switch_by_links_that_keep_what_is_chosen_and_editors_by_a_form(client):
    page = read(client, "/?caretakers=without")
    assert (
        '<a href="?caretakers=without&amp;lang=da" lang="da" hreflang="da" aria-label="dansk">DA</a>' in page
    )
    client.force_login(make_user("editor"))
    assert 'action="/i18n/setlang/"' in read(client, "/desk/")


def test_the_sitemap_lists_each_page_once_a_language_with_its_twins(client):
    story = tell()
    gone = reject_one(story)
    address = story.berg.get_absolute_url()
    found = read(client, "/sitemap-coaches.xml")
    assert [f"<loc>http://testserver{address}?lang={code}</loc>" in found for code in ("en", "da")] == [
        True
    ] * 2
    assert f'hreflang="x-default" href="http://testserver{address}"' in found
    assert f'hreflang="da" href="http://testserver{address}?lang=da"' in found
    assert gone.get_absolute_url() not in read(client, "/sitemap-rumours.xml")
    assert not twins_on(read(client, gone.get_absolute_url()))
