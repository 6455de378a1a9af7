"""One item by keyboard: edit and confirm, choose between two, and see who else is there."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from carousel import store
from carousel.models import Decision, Stint
from tests.carousel.desk import stories
from tests.carousel.desk.stories import open_rumour, report
from tests.carousel.pages.barriers import barriers
from tests.factories import make_coach, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def conflict(transactional_db):
    return stories.gone_or_staying()


def test_e_opens_the_fields_the_preview_follows_the_typing_and_it_is_confirmed_so(page, sign_in, ida):
    rumour, right = open_rumour("Rune Sandmo", kind="appointment"), make_coach("Per Holmvik")
    sign_in(page, ida).goto(reverse("desk-item", args=[rumour.pk]))
    page.keyboard.press("e")
    expect(page.locator("#edit-coach")).to_be_focused()
    page.locator("#edit-coach").fill("Per Holmvik")
    expect(page.locator("#change")).to_contain_text("Per Holmvik")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#toast")).to_contain_text("Confirmed: Per Holmvik to Havnestad BK")
    assert Stint.objects.get().coach == right


def test_a_name_that_nobody_bears_is_said_beside_the_preview_and_typing_goes_on(page, sign_in, ida):
    rumour = open_rumour("Rune Sandmo", kind="appointment")
    sign_in(page, ida).goto(reverse("desk-item", args=[rumour.pk]))
    page.keyboard.press("e")
    page.locator("#edit-coach").fill("Nils Ukjent")
    expect(page.locator("#change")).to_contain_text("Nobody on record goes by “Nils Ukjent”")
    expect(page.locator("#edit-coach")).to_be_focused()
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("key", "kind", "is_over"), [("1", "reject", False), ("2", "confirm", True), ("3", "confirm", True)]
)
def test_one_key_settles_a_conflict_and_one_takes_it_back(page, sign_in, ida, conflict, key, kind, is_over):
    sign_in(page, ida).goto(reverse("desk"))
    expect(page.locator(".conflict")).to_contain_text("Fjordbladet")
    page.keyboard.press(key)
    expect(page.locator("#toast")).to_contain_text("Rune Sandmo")
    decision = Decision.objects.get()
    assert (decision.kind, decision.against.article.outlet.name) == (kind, "Fjordbladet")
    assert bool(Stint.objects.get().ended) is is_over
    page.keyboard.press("u")
    expect(page.locator(".conflict")).to_be_visible()
    assert not store.check()


def test_o_opens_what_else_was_said(page, sign_in, ida):
    rumour = open_rumour("Rune Sandmo")
    report(make_coach("Per Holmvik"), rumour.club)
    sign_in(page, ida).goto(reverse("desk-item", args=[rumour.pk]))
    page.keyboard.press("o")
    expect(page.locator(".neighbours")).to_contain_text("Per Holmvik er kandidat i Havnestad BK.")


def test_two_browsers_on_one_item_see_each_other(page, browser, live_server, sign_in, ida):
    rumour = open_rumour("Rune Sandmo")
    bo = make_user("editor", "bo")
    sign_in(page, ida)
    with page.expect_response("**/presence/"):
        page.goto(reverse("desk-item", args=[rumour.pk]))
    expect(page.locator("#presence")).to_have_text("")
    context = browser.new_context(base_url=live_server.url)
    client = Client()
    client.force_login(bo)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    other = context.new_page()
    with other.expect_response("**/presence/"):
        other.goto(reverse("desk-item", args=[rumour.pk]))
    expect(other.locator("#presence")).to_contain_text("ida has just opened this")
    page.evaluate("htmx.trigger('#presence', 'look')")
    expect(page.locator("#presence")).to_contain_text("bo has just opened this")
    other.keyboard.press("c")
    expect(other.locator("#toast")).to_contain_text("Confirmed")
    page.keyboard.press("c")
    expect(page.locator(".refusal")).to_contain_text("bo has")
    context.close()


def test_axe_finds_nothing_in_a_conflict_with_its_fields_open(page, sign_in, ida, conflict):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        sign_in(page, ida).goto(reverse("desk"))
        page.keyboard.press("e")
        expect(page.locator("#edit-coach")).to_be_focused()
        assert barriers(page) == []
    for address in ("corrections", "desk-me", "desk-history"):
        page.goto(reverse(address))
        assert barriers(page) == []


def test_at_360_pixels_nothing_scrolls_sideways(page, sign_in, ida, conflict):
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, ida)
    for address in ("desk", "corrections", "desk-me", "desk-history"):
        page.goto(reverse(address))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def without_script(new_page, sign_in, ida):
    return sign_in(new_page(java_script_enabled=False), ida)


def test_without_javascript_what_was_misread_is_put_right_previewed_and_confirmed(new_page, sign_in, ida):
    rumour, right = open_rumour("Rune Sandmo", kind="appointment"), make_coach("Per Holmvik")
    tab = without_script(new_page, sign_in, ida)
    tab.goto(reverse("desk-item", args=[rumour.pk]))
    tab.locator("summary[data-key=e]").click()
    tab.locator("#edit-coach").fill("Per Holmvik")
    tab.get_by_role("button", name="Preview").click()
    expect(tab.locator("#change")).to_contain_text("Per Holmvik")
    assert not Decision.objects.exists()
    tab.locator("[data-key=c]").click()
    expect(tab.locator(".notice")).to_contain_text("Confirmed: Per Holmvik to Havnestad BK")
    assert Stint.objects.get().coach == right


@pytest.mark.parametrize(
    ("choice", "kind", "is_over"),
    [("He stays", "reject", False), ("he has left", "confirm", True), ("Keep both", "confirm", True)],
)
def test_without_javascript_a_button_settles_a_conflict_and_one_takes_it_back(
    new_page, sign_in, ida, conflict, choice, kind, is_over
):
    tab = without_script(new_page, sign_in, ida)
    tab.goto(reverse("desk"))
    tab.locator(".conflict").get_by_role("button", name=choice).click()
    expect(tab.locator(".notice")).to_contain_text("Rune Sandmo")
    assert Decision.objects.get().kind == kind
    assert bool(Stint.objects.get().ended) is is_over
    tab.locator(".notice").get_by_role("button", name="Undo").click()
    expect(tab.locator(".conflict")).to_be_visible()
    assert not store.check()
