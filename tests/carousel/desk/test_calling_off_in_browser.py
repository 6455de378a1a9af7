"""Calling off by a real keyboard and without a script, and no barrier in what it opens."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from carousel.models import Decision, Rumour
from tests.carousel.desk.stories import open_rumour
from tests.carousel.pages.barriers import barriers, with_axe

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def item(ida):
    """The address of a rumour in talks that blocks nothing and is blocked by nobody yet."""
    return reverse("desk-item", args=[open_rumour("Rune Sandmo", stage="talks").pk])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_panel_with_what_would_change_has_no_barrier(new_page, sign_in, ida, item, width, scheme):
    tab = new_page(viewport={"width": width, "height": 1800}, color_scheme=scheme, reduced_motion="reduce")
    with_axe(sign_in(tab, ida)).goto(item)
    tab.keyboard.press("d")
    expect(tab.locator(".calling-off ins").first).to_have_text("called off")
    assert barriers(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_without_javascript_the_link_in_the_fold_shows_it_and_a_button_does_it(
    new_page, sign_in, ida, item, width, scheme
):
    view = {"width": width, "height": 900}
    tab = sign_in(new_page(java_script_enabled=False, viewport=view, color_scheme=scheme), ida)
    tab.goto(item)
    tab.locator("summary[data-key=d]").click()
    tab.get_by_role("link", name="What calling it off would change").click()
    expect(tab.locator(".calling-off ins").first).to_have_text("called off")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.locator("#call-off-note").fill("by telephone")
    tab.get_by_role("button", name="Blocked by the current club").click()
    expect(tab.locator(".notice")).to_contain_text("Rune Sandmo")
    assert (Rumour.objects.get().by, Decision.objects.get().note) == ("employer", "by telephone")


def test_d_and_a_digit_call_it_off_as_shown_and_u_opens_it_again(page, sign_in, ida, item):
    sign_in(page, ida).goto(item)
    page.keyboard.press("d")
    expect(page.locator(".calling-off [name=seen_calling_off]")).to_have_count(1)
    expect(page.locator("[name=by]:focus")).to_have_count(1)
    page.keyboard.press("3")
    expect(page.locator("#toast")).to_contain_text("Rune Sandmo")
    assert Rumour.objects.get().by == "employer"
    page.keyboard.press("u")
    expect(page.locator("#h-pane")).to_contain_text("Rune Sandmo")
    assert Rumour.objects.get().is_open
