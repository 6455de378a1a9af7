"""Chains and search by keyboard alone, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.carousel.pages.stories import tell

pytestmark = pytest.mark.django_db(transaction=True)
FOCUSED = "(document.activeElement.querySelector('title') ?? document.activeElement).textContent"


@pytest.fixture
def story():
    return tell()


def tabbed(page, count: int) -> list[str]:
    """What so many presses of Tab come to."""
    names = []
    for _press in range(count):
        page.keyboard.press("Tab")
        names.append(page.evaluate(FOCUSED))
    return names


def test_a_chain_is_followed_by_tab_in_its_drawing_and_in_its_words(page, story):
    page.goto("/chains/?as_of=2020-11-08")
    page.locator("article.chain p a.count").focus()
    assert tabbed(page, 4) == ["Per Aas", "Havnestad BK", "Ragna Berg", "Fjordby IF"]
    page.locator("article.chain summary").focus()
    page.keyboard.press("Enter")
    assert tabbed(page, 2) == ["Per Aas", "Havnestad BK"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/clubs/havnestad/?as_of=2020-11-08")


def test_slash_leads_to_search_and_the_arrows_walk_through_what_is_found(page, story):
    page.goto("/clubs/havnestad/")
    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    page.locator("#q").press_sequentially("berg/")
    assert page.locator("#q").input_value() == "berg/"
    page.locator("#q").fill("berg")
    expect(page.locator("#found")).to_contain_text("The arrow keys")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == "Ragna Berg"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**" + story.berg.get_absolute_url())


def test_the_key_can_be_switched_off(page, story):
    page.goto("/search/")
    page.get_by_role("button", name="Switch the key off").click()
    page.goto("/clubs/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.goto("/search/")
    page.get_by_role("button", name="Switch the key on").click()
    page.goto("/clubs/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"


def test_what_is_found_while_typing_is_as_of_the_day_that_is_read(page, story):
    page.goto("/search/?as_of=2020-11-08")
    page.locator("#q").press_sequentially("berg")
    expect(page.locator("#results a[href*='/coaches/']").first).to_have_attribute(
        "href", f"{story.berg.get_absolute_url()}?as_of=2020-11-08"
    )
    page.wait_for_url("**as_of=2020-11-08**")
