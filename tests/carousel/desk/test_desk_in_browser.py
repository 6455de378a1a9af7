"""The desk as editors use it: by keyboard, with the mouse, without JavaScript, on a phone."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from carousel.models import Decision, Rumour
from tests.carousel.desk.lines import painted, written
from tests.carousel.desk.stories import open_rumour
from tests.carousel.pages.barriers import barriers, look_like
from tests.factories import PASSWORD, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def three():
    """Three rumours, oldest first in the queue."""
    return [
        open_rumour("Rune Sandmo", "Havnestad BK", published_on="2020-09-10"),
        open_rumour("Per Holmvik", "Nordhavn IF", published_on="2020-09-12"),
        open_rumour("Odd Strand", "Fjordby FK", published_on="2020-09-14"),
    ]


def kinds():
    return list(Decision.objects.order_by("pk").values_list("kind", flat=True))


def heading(tab):
    return tab.locator("#h-pane")


def test_confirm_reject_and_undo_by_keyboard_alone(page, sign_in, ida, three):
    sign_in(page, ida).goto(reverse("desk"))
    expect(heading(page)).to_contain_text("Rune Sandmo")
    page.keyboard.press("c")
    expect(heading(page)).to_contain_text("Per Holmvik")
    expect(page.locator(".item.is-done")).to_contain_text("Rune Sandmo")
    expect(page.locator("#toast")).to_contain_text("Confirmed: Rune Sandmo to Havnestad BK")
    written(page)
    page.keyboard.press("r")
    page.keyboard.press("3")
    expect(heading(page)).to_contain_text("Odd Strand")
    written(page)
    page.keyboard.press("u")
    expect(heading(page)).to_contain_text("Per Holmvik")
    expect(page.locator("#filters a").first).to_contain_text("2")
    page.keyboard.press("Control+z")
    expect(heading(page)).to_contain_text("Rune Sandmo")
    expect(page.locator(".item.is-done")).to_have_count(0)
    expect(page.locator(".item[aria-current]")).to_have_count(1)
    assert kinds() == ["confirm", "reject", "undo", "undo"]
    assert Decision.objects.get(kind="reject").reason == "old_news"
    assert Rumour.objects.open().count() == 3


def test_enter_after_r_repeats_the_last_reason(page, sign_in, ida, three):
    sign_in(page, ida).goto(reverse("desk"))
    page.keyboard.press("r")
    page.keyboard.press("4")
    expect(heading(page)).to_contain_text("Per Holmvik")
    painted(page)
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text("Odd Strand")
    written(page)
    assert set(Decision.objects.values_list("reason", flat=True)) == {"joke_or_question"}


def test_j_and_k_walk_the_queue_and_the_address_follows(page, sign_in, ida, three):
    sign_in(page, ida).goto(reverse("desk"))
    page.keyboard.press("j")
    expect(heading(page)).to_contain_text("Per Holmvik")
    expect(page).to_have_url(re.compile(rf"/desk/{three[1].pk}/$"))
    page.keyboard.press("j")
    expect(heading(page)).to_contain_text("Odd Strand")
    page.keyboard.press("k")
    expect(heading(page)).to_contain_text("Per Holmvik")
    page.keyboard.press("a")
    expect(page.locator("#toast")).to_contain_text("Per Holmvik")
    page.reload()
    expect(heading(page)).to_contain_text("Odd Strand")


def test_a_key_held_down_decides_once(page, sign_in, ida, three):
    sign_in(page, ida).goto(reverse("desk"))
    for _ in range(8):
        page.keyboard.down("c")
    page.keyboard.up("c")
    expect(heading(page)).to_contain_text("Per Holmvik")
    written(page)
    assert kinds() == ["confirm"]


def test_letters_in_a_field_are_letters(page, sign_in, ida, three):
    sign_in(page, ida).goto(reverse("desk"))
    page.locator("#note").click()
    page.keyboard.type("curious case")
    expect(page.locator("#note")).to_have_value("curious case")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(heading(page)).to_contain_text("Per Holmvik")
    written(page)
    assert Decision.objects.get().note == "curious case"


def test_keys_can_be_switched_off_and_stay_off(page, sign_in, ida, three):
    sign_in(page, ida).goto(reverse("desk"))
    page.keyboard.press("?")
    page.get_by_role("link", name="Change keys, or switch them off").click()
    page.get_by_label("Single keys act at the desk").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#toast")).to_contain_text("Your keys are kept.")
    page.goto(reverse("desk"))
    page.keyboard.press("c")
    page.wait_for_timeout(300)
    assert kinds() == []
    page.get_by_role("button", name="Keys").click()
    expect(page.locator("#keys")).to_contain_text("Single keys are switched off.")
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Confirm").last.click()
    expect(heading(page)).to_contain_text("Per Holmvik")
    written(page)


def test_two_editors_at_once_by_htmx(new_page, sign_in, ida, three):
    first, second = new_page(), new_page()
    sign_in(first, ida).goto(reverse("desk"))
    sign_in(second, make_user("editor", "bo")).goto(reverse("desk"))
    first.keyboard.press("c")
    expect(heading(first)).to_contain_text("Per Holmvik")
    written(first)
    second.keyboard.press("c")
    expect(second.locator("#pane").get_by_role("alert")).to_contain_text("ida has confirmed this already")
    second.get_by_role("link", name="Go on to the next").click()
    expect(heading(second)).to_contain_text("Per Holmvik")
    assert kinds() == ["confirm"]


def test_confirm_reject_and_undo_without_javascript(new_page, sign_in, ida, three):
    tab = new_page(java_script_enabled=False)
    sign_in(tab, ida).goto(reverse("desk"))
    tab.get_by_role("button", name="Confirm").click()
    expect(heading(tab)).to_contain_text("Per Holmvik")
    expect(tab.locator(".notice")).to_contain_text("Confirmed: Rune Sandmo to Havnestad BK")
    tab.locator("details.reject > summary").click()
    tab.get_by_role("button", name="not said in the text").click()
    expect(heading(tab)).to_contain_text("Odd Strand")
    tab.locator(".notice").get_by_role("button", name="Undo").click()
    expect(heading(tab)).to_contain_text("Per Holmvik")
    assert kinds() == ["confirm", "reject", "undo"]


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "none"])
def test_on_a_phone_the_name_and_the_passage_are_in_sight_after_a_tap_and_after_a_verdict(
    new_page, sign_in, ida, three, has_script
):
    tab = sign_in(new_page(java_script_enabled=has_script, viewport={"width": 390, "height": 844}), ida)
    tab.goto(reverse("desk"))
    tab.locator(".item a", has_text="Per Holmvik").click()
    expect(heading(tab)).to_contain_text("Per Holmvik")
    bars = tab.locator(".decide .action-bar")
    for name in ("Per Holmvik", "Odd Strand"):
        expect(heading(tab)).to_contain_text(name)
        top, passage = heading(tab).bounding_box(), tab.locator(".claimed").first.bounding_box()
        assert 0 <= top["y"] < passage["y"] + passage["height"] <= bars.bounding_box()["y"], name
        if name == "Per Holmvik":
            bars.get_by_role("button", name="Confirm").click()


def test_signing_in_leads_to_where_one_was_going_and_nowhere_else(page, ida, three):
    for going, landed in (
        ("/desk/?show=rumours", "/desk/?show=rumours"),
        ("https://elsewhere.example/", "/desk/"),
    ):
        page.context.clear_cookies()
        page.goto(f"/accounts/login/?next={going}")
        page.get_by_label("Username").fill("ida")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        expect(page).to_have_url(re.compile(rf"//[^/]+{re.escape(landed)}$"))


def test_the_desk_has_no_barrier_that_axe_finds_and_no_sideways_scrolling(new_page, sign_in, ida, three):
    tab = sign_in(new_page(), ida)
    for width in (1280, 390):
        look_like(tab, "light", width)
        tab.goto(reverse("desk"))
        tab.locator("details.reject > summary").click()
        for scheme in ("light", "dark"):
            look_like(tab, scheme, width)
            assert barriers(tab) == [], (width, scheme)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        columns = tab.evaluate(
            "getComputedStyle(document.querySelector('.desk')).gridTemplateColumns.split(' ')"
        )
        assert len(columns) == (2 if width == 1280 else 1)


@pytest.mark.parametrize("address", ["/articles/new/", "/desk/decisions/", "/accounts/login/"])
def test_the_pages_around_the_desk_have_no_barrier_either(new_page, sign_in, ida, address):
    tab = new_page()
    if "login" not in address:
        sign_in(tab, ida)
    tab.goto(address)
    for width in (1280, 390):
        look_like(tab, "light", width)
        assert barriers(tab) == [], width
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_the_reading_of_a_new_article_follows_the_typing(page, sign_in, ida):
    sign_in(page, ida).goto("/articles/new/")
    page.locator("#id_text").fill("Havnestad BK har fyret cheftræner Rune Sandmo efter fire nederlag i træk.")
    expect(page.locator("#preview .found")).to_contain_text("Rune Sandmo")
    page.locator("#id_published").fill("2020-09")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#id_published_error")).to_contain_text("published on one day")
    expect(page.locator("#id_text")).to_have_value(re.compile("Rune Sandmo"))
    page.locator("#id_published").fill("23.9.2020")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(r"/articles/\d+/$"))
    expect(page.get_by_text("New. It is kept")).to_be_visible()


def test_everything_of_an_item_is_in_sight_on_a_laptop(page, sign_in, ida, three):
    sign_in(page, ida).goto(reverse("desk"))
    for part in (".claimed", ".diff", "[data-key=c]", "[data-key=r]", "#on", "#note"):
        box = page.locator(part).first.bounding_box()
        assert 0 <= box["y"] <= box["y"] + box["height"] <= 900, part


@pytest.mark.parametrize("language", ["en", "da"])
def test_every_place_of_the_strip_is_in_sight_on_a_laptop(new_page, sign_in, ida, language):
    tab = sign_in(new_page(viewport={"width": 1280, "height": 900}, locale=language), ida)
    tab.goto(reverse("names"))
    strip = tab.locator(".masthead nav ul")
    assert strip.locator("li").count() == 12
    assert strip.evaluate("list => list.scrollWidth - list.clientWidth") == 0
