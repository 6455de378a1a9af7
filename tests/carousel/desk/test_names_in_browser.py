"""Names at the desk by a real keyboard, without a script, on a phone and in the dark."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from carousel import desk_keys
from carousel.models import Coach, Decision
from tests.carousel.desk.stories import report
from tests.carousel.pages.barriers import barriers
from tests.factories import make_club, make_coach

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def three():
    """Three names that nobody has looked at; the first is nearly that of a known coach."""
    make_coach("Rune Sandmo")
    names = [
        make_coach(name, is_provisional=True) for name in ("R. Sandmo", "Per Holmvik", "Fjordby Ekspres")
    ]
    for name in names:
        report(name, make_club())
    return names


def current(tab):
    return tab.locator(".unknown[aria-current] h2")


def kinds():
    return list(Decision.objects.order_by("pk").values_list("kind", flat=True))


def test_link_create_ignore_and_undo_by_keyboard_alone(page, sign_in, ida, three):
    sign_in(page, ida).goto(reverse("names"))
    expect(current(page)).to_have_text("R. Sandmo")
    page.keyboard.press("l")
    page.keyboard.press("1")
    expect(page.locator(".linking h4")).to_have_text("What would change if R. Sandmo is Rune Sandmo")
    expect(page.locator("[data-sure]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(current(page)).to_have_text("Per Holmvik")
    expect(page.locator(".notice")).to_have_text("Linked: R. Sandmo is Rune Sandmo")
    page.keyboard.press("n")
    expect(current(page)).to_have_text("Fjordby Ekspres")
    page.keyboard.press("i")
    expect(page.locator(".unknown, .htmx-settling")).to_have_count(0)
    page.keyboard.press("u")
    expect(current(page)).to_have_text("Fjordby Ekspres")
    page.keyboard.press("z")
    expect(page.locator(".unknown")).to_have_count(2)
    expect(page.locator(".htmx-settling")).to_have_count(0)  # no key counts before
    page.keyboard.press("Control+z")
    expect(page.locator(".unknown")).to_have_count(3)
    assert kinds() == ["link", "create", "ignore", "undo", "undo", "undo"]
    assert Coach.objects.filter(is_provisional=True).count() == 3


def test_j_and_k_walk_and_a_digit_alone_links_nobody(page, sign_in, ida, three):
    sign_in(page, ida).goto(reverse("names"))
    page.keyboard.press("1")
    page.keyboard.press("j")
    expect(current(page)).to_have_text("Per Holmvik")
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(current(page)).to_have_text("R. Sandmo")
    assert kinds() == []


def test_a_key_held_down_decides_once(page, sign_in, ida, three):
    sign_in(page, ida).goto(reverse("names"))
    for _press in range(4):
        page.keyboard.down("n")
    expect(page.locator(".unknown")).to_have_count(2)
    page.keyboard.up("n")
    page.wait_for_timeout(300)
    assert kinds() == ["create"]


def test_the_key_decides_about_the_name_that_has_the_focus(page, sign_in, ida, three):
    sign_in(page, ida).goto(reverse("names"))
    page.locator(".unknown").nth(1).locator("h2 a").focus()
    page.keyboard.press("i")
    expect(page.locator(".unknown")).to_have_count(2)
    assert Decision.objects.get().coach == three[1]


def test_a_moved_key_acts_and_is_shown_and_the_old_one_does_nothing(page, sign_in, ida, three):
    desk_keys.keep(ida, are_on=True, letters={"n": "w", "j": "b"})
    sign_in(page, ida).goto(reverse("names"))
    page.keyboard.press("n")
    page.keyboard.press("b")
    expect(current(page)).to_have_text("Per Holmvik")
    expect(page.locator(".unknown[aria-current] [data-key=n] kbd")).to_have_text("w")
    page.keyboard.press("w")
    expect(current(page)).to_have_text("Fjordby Ekspres")
    expect(page.locator(".unknown[aria-current] [data-key=n] kbd")).to_have_text("w")
    assert Decision.objects.get().coach == three[1]


def test_with_keys_switched_off_none_acts_and_none_is_shown(page, sign_in, ida, three):
    desk_keys.keep(ida, are_on=False, letters={})
    sign_in(page, ida).goto(reverse("names"))
    for key in ("n", "i", "j", "?"):
        page.keyboard.press(key)
    expect(current(page)).to_have_text("R. Sandmo")
    assert not page.locator("[data-key] kbd").locator("visible=true").count()
    assert kinds() == []


def test_help_lists_the_keys_that_are_valid_now(page, sign_in, ida, three):
    sign_in(page, ida).goto(reverse("names"))
    page.keyboard.press("?")
    listed = page.locator("dialog [data-needs]:visible dt")
    expect(listed).to_have_text(["j", "k", "l", "n", "i", "?"])
    page.keyboard.press("i")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("n")
    expect(page.locator(".unknown")).to_have_count(2)
    page.get_by_role("button", name="Keys").click()
    expect(listed).to_have_text(["j", "k", "n", "i", "u", "?", "Ctrl Z"])
    assert kinds() == ["create"]


def test_a_name_is_linked_and_undone_without_javascript(new_page, sign_in, ida, three):
    tab = sign_in(new_page(java_script_enabled=False), ida)
    tab.goto(reverse("names"))
    tab.get_by_role("button", name="R. Sandmo is Rune Sandmo").click()
    tab.get_by_role("button", name="Link it").click()
    expect(tab.locator(".notice")).to_have_text("Linked: R. Sandmo is Rune Sandmo")
    tab.get_by_role("button", name="Undo").click()
    expect(tab.locator(".unknown")).to_have_count(3)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_the_names_and_the_merge_have_no_barrier_that_axe_finds(new_page, sign_in, ida, three, width, scheme):
    tab = sign_in(new_page(viewport={"width": width, "height": 800}, color_scheme=scheme), ida)
    known = Coach.objects.get(name="Rune Sandmo")
    merge = reverse("merge", args=["coach", three[0].slug])
    for address in (reverse("names"), merge, f"{merge}?into={known.slug}"):
        tab.goto(address)
        assert barriers(tab) == []
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
