"""The coach's page in a real browser: by script, without it, by keyboard, narrow, and on paper."""

import pytest

from carousel import store
from tests.carousel.pages.barriers import EVERY_RULE, barriers, look_like
from tests.factories import make_article, make_claim, make_club, make_coach, make_entry, make_outlet

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "/coaches/aksel-brandvold/"


@pytest.fixture(autouse=True)
def brandvold():
    coach, home = make_coach("Aksel Brandvold", slug="aksel-brandvold"), make_club("Havnestad BK")
    make_entry(coach, home, "2018-10-10", "2022-07-01")
    outlet = make_outlet("Kystposten")
    for day, club in (("2019-05-01", "Skovby IF"), ("2021-05-01", "Engby BK")):
        make_claim(
            make_article(outlet, day, text=f"Brandvold nævnes i {club}."), "candidacy", coach, make_club(club)
        )
    store.rebuild()


def test_the_slider_swaps_the_page_to_an_older_edition_and_back(page):
    page.goto(ADDRESS)
    assert page.locator("#main").get_by_role("link", name="Engby BK").count()
    slider = page.locator("#edition")
    slider.focus()
    slider.press("Home")
    page.wait_for_url("**/?as_of=2018-10-10")
    page.get_by_text("As it stood on Wednesday 10 Oct 2018.").wait_for()
    assert page.get_by_text("Engby BK").count() == 0
    assert page.evaluate("document.activeElement.id") == "edition"
    page.get_by_role("link", name="Back to today").click()
    page.get_by_text("as it stands", exact=True).wait_for()


def test_the_back_button_brings_back_the_newer_edition(page):
    page.goto(ADDRESS)
    page.locator("#edition").press("Home")
    page.get_by_text("As it stood on Wednesday 10 Oct 2018.").wait_for()
    page.go_back()
    page.get_by_text("as it stands", exact=True).wait_for()
    assert page.get_by_text("Engby BK").count()


def test_a_marker_opens_its_passage_and_escape_gives_the_focus_back(page):
    page.goto(ADDRESS)
    marker = page.locator("a.evidence-marker").first
    marker.focus()
    marker.press("Enter")
    card = page.locator("#passage-card")
    card.wait_for(state="visible")
    assert "Brandvold nævnes" in card.inner_text()
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.className") == "evidence-marker"


def test_the_focus_stays_on_the_button_that_was_pressed(page):
    page.goto(ADDRESS)
    for field, button in (("#as-of-day", "as-of-show"), ("#as-of", "as-of-go")):
        page.locator(field).fill("2019-05-01")
        with page.expect_response("**/?as_of=2019-05-01"):
            page.locator(f"#{button}").press("Enter")
        page.wait_for_function(f"document.activeElement.id === '{button}'")


def test_without_script_the_date_field_shows_an_older_edition(new_page):
    page = new_page(java_script_enabled=False)
    page.goto(ADDRESS)
    assert not page.locator("#edition").is_visible()
    assert not page.locator("#theme").is_visible()
    page.locator("#as-of-day").fill("2019-05-01")
    page.locator("form.as-of button").click()
    assert page.get_by_text("As it stood on Wednesday 1 May 2019.").is_visible()
    page.locator("a.evidence-marker").first.click()
    assert page.url.endswith("#e1")


def test_nothing_is_cut_or_scrolls_sideways_from_360_to_1280(new_page):
    for width in (360, 390, 768, 1024, 1280):
        page = new_page(viewport={"width": width, "height": 800})
        page.goto(ADDRESS)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        shown = [page.locator(name).is_visible() for name in ("svg.lane-wide", "svg.lane-tall")]
        assert sorted(shown) == [False, True]


def test_a_chosen_theme_stays(page):
    page.goto(ADDRESS)
    page.locator("#theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.locator("#theme").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.locator("#theme").get_attribute("aria-label") == "Theme: dark"


def test_paper_gets_the_record_without_controls_also_from_a_dark_screen(new_page):
    page = new_page(color_scheme="dark")
    page.goto(ADDRESS)
    page.emulate_media(media="print")
    assert not page.locator("form.as-of").is_visible()
    assert page.locator("table.career").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}?as_of=2019-05-01", "/coaches/", "/coaches/nobody/"])
def test_axe_finds_nothing(page, address):
    page.goto(address)
    for theme in ("light", "dark"):
        for width in (390, 1280):
            look_like(page, theme, width)
            assert barriers(page, EVERY_RULE) == [], (theme, width)


def test_no_answer_leaves_the_page_and_offers_to_try_again(page):
    page.goto(ADDRESS)
    page.route("**/coaches/aksel-brandvold/?as_of*", lambda route: route.abort())
    page.locator("#edition").press("Home")
    page.get_by_role("button", name="Try again").wait_for()
    assert page.get_by_role("heading", name="Aksel Brandvold").is_visible()


def test_the_browser_is_told_off_by_no_policy(page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(ADDRESS)
    page.locator("#edition").press("Home")
    page.get_by_text("As it stood on Wednesday 10 Oct 2018.").wait_for()
    assert complaints == []


def test_a_refused_day_replaces_the_content_and_nothing_else(page):
    page.goto(ADDRESS)
    page.evaluate("document.querySelector('#as-of').removeAttribute('max')")
    page.locator("#as-of").fill("2999-01-01")
    page.locator("#dateline button").click()
    page.get_by_text("That day is still to come.").wait_for()
    assert page.locator("main").count() == 1
    assert page.locator("header.masthead").count() == 1
