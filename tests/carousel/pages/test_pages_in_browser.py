"""The reader pages in a real browser: swapped in part, without script, on a narrow screen."""

import re

import pytest
from playwright.sync_api import expect

from carousel import store
from carousel.models import Rumour
from tests.carousel.pages.barriers import barriers
from tests.carousel.pages.stories import tell
from tests.factories import make_article, make_claim, make_club, make_coach, make_outlet, make_user

pytestmark = pytest.mark.django_db(transaction=True)

DAY = "as_of=2020-11-08"


@pytest.fixture
def addresses():
    story = tell()
    rumour = Rumour.objects.get(coach=story.carlsen)
    article = rumour.evidence.first().claim.article
    return [
        f"/?{DAY}",
        "/clubs/",
        f"/clubs/fjordby/?{DAY}",
        "/clubs/havnestad/",
        "/rumours/",
        f"/rumours/{rumour.pk}/?{DAY}",
        f"/articles/{article.pk}/",
        "/outlets/",
        "/outlets/kystposten/",
    ]


def test_no_page_scrolls_sideways_at_360_pixels_and_none_complains(new_page, addresses):
    tab = new_page(viewport={"width": 360, "height": 800})
    complaints = []
    tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for address in addresses:
        tab.goto(address)
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert complaints == []


def test_a_short_name_and_names_on_two_lines_are_large_enough_for_a_finger(new_page):
    outlet, coach, club = make_outlet("AS"), make_coach("Ottar Lindeng"), make_club("Nordhavn BK")
    type(coach).objects.filter(pk=coach.pk).update(is_provisional=True)
    type(club).objects.filter(pk=club.pk).update(is_provisional=True)
    make_claim(make_article(outlet, "2020-11-01"), "candidacy", coach, club, stage="talks")
    store.rebuild()
    tab, found = new_page(locale="da", viewport={"width": 1280, "height": 900}), []
    for width, address in ((1280, "/outlets/"), (390, "/rumours/"), (390, "/outlets/")):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.goto(address)
        expect(
            tab.get_by_role("link", name="AS" if "outlets" in address else "Ottar Lindeng").first
        ).to_be_visible()
        found += barriers(tab)
    assert found == []


def test_the_caretaker_switch_swaps_the_page_and_the_address(page, addresses):
    page.goto(f"/?{DAY}")
    page.get_by_role("link", name="Without").click()
    expect(page).to_have_url(re.compile(rf"{DAY}&caretakers=without$"))
    expect(page.get_by_role("link", name="Without")).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(page.get_by_role("link", name="With caretakers")).to_have_attribute("aria-current", "true")


def test_without_script_the_switch_and_the_filters_are_links_and_forms(new_page, addresses):
    tab = new_page(java_script_enabled=False)
    tab.goto(f"/?{DAY}")
    tab.get_by_role("link", name="Without").click()
    assert tab.url.endswith("caretakers=without")
    tab.goto(f"/rumours/?{DAY}")
    tab.get_by_label("Stage", exact=True).select_option("favourite")
    tab.get_by_role("main").get_by_role("button", name="Show").click()
    expect(tab.get_by_role("main")).to_contain_text("Ivar Carlsen")
    assert DAY in tab.url


def test_marks_that_overlap_are_both_underlined(new_page, live_server, client):
    marks = [["cue", "text", 0, 28], ["club", "text", 19, 28]]
    article = make_article(None, "2020-10-10", "Aas ude", "Per Aas er fyret i Havnestad.")
    make_claim(article, "departure", make_coach("Per Aas"), marks=marks)
    client.force_login(make_user("editor"))
    tab = new_page()
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    tab.context.add_cookies([session])
    tab.goto(f"/articles/{article.pk}/")
    inner = tab.locator(".is-text mark.mark-cue mark.mark-club")
    expect(inner).to_contain_text("Havnestad")
    styles = [
        tab.locator(f".is-text mark.{name}").first.evaluate("m => getComputedStyle(m).textDecorationStyle")
        for name in ("mark-cue", "mark-club")
    ]
    assert styles == ["wavy", "double"]


def test_the_slider_of_any_page_goes_by_keyboard_and_keeps_what_was_chosen(page, addresses):
    page.goto("/?caretakers=without")
    slider = page.get_by_label("Day of change")
    slider.focus()
    slider.press("ArrowLeft")
    page.wait_for_url(
        re.compile(r"caretakers=without&as_of=2020-11-\d\d|as_of=2020-11-\d\d&caretakers=without")
    )
    expect(page.get_by_text("As it stood on")).to_have_count(2)
    assert page.evaluate("document.activeElement.id") == "edition"
    href = (
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Chains").get_attribute("href")
    )
    assert "as_of=2020-11-" in href


def test_without_a_script_days_of_change_are_links(new_page, addresses):
    tab = new_page(java_script_enabled=False)
    tab.goto("/chains/?as_of=2020-11-06")
    assert not tab.locator("#edition").is_visible()
    tab.get_by_role("link", name="Change before: 5 Nov 2020").click()
    expect(tab.get_by_text("As it stood on Thursday 5 Nov 2020.")).to_be_visible()
    tab.goto("/")
    tab.get_by_role("link", name="since yesterday").click()
    expect(tab.get_by_role("status").filter(has_text="nothing has changed")).to_be_visible()
