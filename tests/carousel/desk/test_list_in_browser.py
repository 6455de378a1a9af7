"""The desk's list with a real keyboard: batches, snoozes, search, own keys; without one, and on a phone."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from carousel import desk_keys
from carousel.models import Decision, Rumour, Snooze
from tests.carousel.desk.lines import written
from tests.carousel.desk.stories import open_rumour
from tests.carousel.pages.barriers import barriers, look_like
from tests.factories import make_outlet

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def four():
    """Four rumours, oldest first in the queue."""
    pairs = [("Rune Sandmo", "Havnestad BK"), ("Per Holmvik", "Nordhavn IF")]
    pairs += [("Odd Strand", "Fjordby FK"), ("Jens Lund", "Sundby IF")]
    return [
        open_rumour(coach, club, outlet=make_outlet(f"{club} Avis"), published_on=f"2020-09-1{number}")
        for number, (coach, club) in enumerate(pairs)
    ]


def heading(tab):
    return tab.locator("#h-pane")


def ticked(tab):
    return tab.locator("input[name=item]:checked")


def test_a_batch_is_chosen_confirmed_and_undone_by_keyboard_alone(page, sign_in, ida, four):
    sign_in(page, ida).goto(reverse("desk"))
    page.keyboard.press("Shift+J")
    expect(heading(page)).to_contain_text("Per Holmvik")
    page.keyboard.press("Shift+J")
    expect(heading(page)).to_contain_text("Odd Strand")
    expect(ticked(page)).to_have_count(3)
    page.keyboard.press("x")
    expect(page.locator("#chosen-count")).to_have_text("2 selected")
    page.keyboard.press("Shift+C")
    expect(heading(page)).to_have_text("If you confirm what is selected")
    page.keyboard.press("c")
    expect(page.locator(".item.is-done")).to_have_count(2)
    expect(page.locator("#toast")).to_contain_text("Confirmed in one go: 2")
    expect(page.locator("#filters a").first).to_contain_text("2")
    expect(heading(page)).to_contain_text("Odd Strand")
    assert Decision.objects.filter(batch__isnull=False).count() == 2
    page.keyboard.press("u")
    expect(page.locator(".item.is-done")).to_have_count(0)
    expect(page.locator("#toast")).to_contain_text("2 taken back")
    expect(page.locator("#filters a").first).to_contain_text("4")
    assert Rumour.objects.open().count() == 4


def test_from_what_a_batch_would_change_one_comes_back_to_the_item_and_its_place(page, sign_in, ida, four):
    sign_in(page, ida).goto(reverse("desk"))
    page.keyboard.press("j")
    expect(heading(page)).to_contain_text("Per Holmvik")
    page.keyboard.press("x")
    for back in ("Escape", "j"):
        page.keyboard.press("Shift+C")
        expect(heading(page)).to_have_text("If you confirm what is selected")
        expect(page.locator(".item[aria-current]")).to_contain_text("Per Holmvik")
        page.keyboard.press(back)
        expect(heading(page)).to_contain_text({"Escape": "Per Holmvik", "j": "Odd Strand"}[back])
        expect(ticked(page)).to_have_count(1)


def test_what_opens_by_a_key_has_the_focus_and_walking_on_tells_no_number_again(page, sign_in, ida, four):
    sign_in(page, ida).goto(reverse("desk"))
    every_change = "{subtree: true, childList: true, characterData: true}"
    page.evaluate(f"new MutationObserver(() => {{ window.told = true; }}).observe(count, {every_change})")
    page.keyboard.press("j")
    expect(heading(page)).to_contain_text("Per Holmvik")
    assert page.evaluate("window.told") is None
    page.keyboard.press("o")
    expect(page.locator("summary[data-key=o]")).to_be_focused()
    expect(page.locator("details.around")).to_have_attribute("open", "")


def test_a_range_is_chosen_with_shift_and_the_mouse_and_rejected_with_a_digit(page, sign_in, ida, four):
    sign_in(page, ida).goto(reverse("desk"))
    page.get_by_label("Select Rune Sandmo").click()
    page.get_by_label("Select Odd Strand").click(modifiers=["Shift"])
    expect(ticked(page)).to_have_count(3)
    page.keyboard.press("Shift+R")
    page.keyboard.press("5")
    expect(heading(page)).to_have_text("If you reject what is selected: known to be false")
    page.keyboard.press("c")
    expect(page.locator(".item.is-done")).to_have_count(3)
    expect(heading(page)).to_contain_text("Jens Lund")
    assert set(Decision.objects.values_list("reason", flat=True)) == {"known_false"}


def test_what_a_batch_holds_back_is_named_and_stays_chosen(page, sign_in, ida, four):
    sign_in(page, ida).goto(reverse("desk"))
    Rumour.objects.filter(pk=four[1].pk).update(revision=9)
    page.get_by_label("all on this page").check()
    expect(page.locator("#chosen-count")).to_have_text("4 selected")
    page.keyboard.press("Shift+C")
    expect(page.locator("#pane")).to_contain_text("Per Holmvik, Nordhavn IF: New reports have come in")
    page.keyboard.press("c")
    expect(page.locator("#said")).to_contain_text("Per Holmvik, Nordhavn IF: New reports have come in")
    expect(ticked(page)).to_have_count(1)
    expect(page.locator(".item.is-held")).to_contain_text("Per Holmvik")
    expect(heading(page)).to_contain_text("Per Holmvik")


def test_a_key_held_down_confirms_one_batch_and_snoozes_one_item(page, sign_in, ida, four):
    sign_in(page, ida).goto(reverse("desk"))
    page.get_by_label("Select Rune Sandmo").check()
    page.keyboard.down("Shift")
    for _ in range(6):
        page.keyboard.down("C")
    page.keyboard.up("C")
    page.keyboard.up("Shift")
    expect(heading(page)).to_have_text("If you confirm what is selected")
    for _ in range(6):
        page.keyboard.down("c")
    page.keyboard.up("c")
    expect(page.locator("#toast")).to_contain_text("Confirmed in one go: 1")
    page.keyboard.press("s")
    for _ in range(6):
        page.keyboard.down("1")
    page.keyboard.up("1")
    expect(page.locator("#toast")).to_contain_text("Snoozed until")
    written(page)
    assert (Decision.objects.count(), Snooze.objects.count()) == (1, 1)


def test_snooze_undo_and_wake_by_keyboard(page, sign_in, ida, four):
    sign_in(page, ida).goto(reverse("desk"))
    page.keyboard.press("s")
    page.keyboard.press("2")
    expect(heading(page)).to_contain_text("Per Holmvik")
    expect(page.locator(".item.is-done")).to_contain_text("Rune Sandmo")
    written(page)
    page.keyboard.press("u")
    expect(heading(page)).to_contain_text("Rune Sandmo")
    expect(page.locator("#toast")).to_contain_text("Awake again")
    written(page)
    page.keyboard.press("s")
    page.locator("#until").fill("tomorrow")
    page.keyboard.press("Control+Enter")
    expect(heading(page)).to_contain_text("Per Holmvik")
    written(page)
    page.locator("#filters").get_by_role("link", name="Snoozed").click()
    expect(heading(page)).to_contain_text("Rune Sandmo")
    page.keyboard.press("s")
    expect(page.locator("#toast")).to_contain_text("Awake again")
    assert not Snooze.objects.filter(woken_at__isnull=True).exists()


def test_a_moved_key_acts_and_is_shown_on_its_button_and_the_old_one_does_nothing(page, sign_in, ida, four):
    desk_keys.keep(ida, are_on=True, letters={"c": "b", "j": "w"})
    sign_in(page, ida).goto(reverse("desk"))
    expect(page.locator("[data-key=c] kbd")).to_have_text("b")
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_timeout(300)
    assert not Decision.objects.exists()
    page.keyboard.press("w")
    expect(heading(page)).to_contain_text("Per Holmvik")
    page.keyboard.press("b")
    expect(heading(page)).to_contain_text("Odd Strand")
    expect(page.locator("[data-key=c] kbd")).to_have_text("b")
    written(page)
    assert Decision.objects.get().coach == four[1].coach


def test_slash_searches_go_leads_and_help_lists_only_what_is_valid_now(page, sign_in, ida, four):
    sign_in(page, ida).goto(reverse("desk"))
    page.keyboard.press("?")
    keys = page.locator("#keys")
    expect(keys.get_by_text("confirm, then the next")).to_be_visible()
    expect(keys.get_by_text("the same with all that is selected")).to_be_hidden()
    expect(keys.get_by_text("undo what you did last, a batch too")).to_be_hidden()
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    page.keyboard.press("?")
    expect(keys.get_by_text("the same with all that is selected")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(ticked(page)).to_have_count(0)
    page.keyboard.press("/")
    page.keyboard.type("fjordby")
    page.keyboard.press("Control+Enter")
    expect(heading(page)).to_contain_text("Odd Strand")
    expect(page).to_have_url(re.compile(r"/desk/\?q=fjordby$"))
    page.wait_for_load_state()
    page.keyboard.press("o")
    expect(page.locator("details.around")).to_have_attribute("open", "")
    page.keyboard.press("g")
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile(r"/desk/jobs/$"))
    page.get_by_role("link", name="Queue").click()
    page.wait_for_load_state()
    expect(heading(page)).to_contain_text("Rune Sandmo")
    page.keyboard.press("v")
    expect(page).not_to_have_url(re.compile(r"/desk/$"))


def test_batch_snooze_filters_and_saved_lists_without_javascript(new_page, sign_in, ida, four):
    tab = new_page(java_script_enabled=False)
    sign_in(tab, ida).goto(reverse("desk"))
    tab.get_by_label("Select Rune Sandmo").check()
    tab.get_by_label("Select Odd Strand").check()
    tab.locator(".bulk").get_by_role("button", name="Confirm").click()
    tab.locator("#pane").get_by_role("button", name="Confirm 2").click()
    expect(tab.locator(".notice")).to_contain_text("Confirmed in one go: 2")
    tab.locator(".notice").get_by_role("button", name="Undo").click()
    expect(tab.locator(".notice")).to_contain_text("2 taken back")
    tab.locator(".action-bar summary[data-key=s]").click()
    tab.get_by_role("button", name="three days").click()
    expect(tab.locator(".notice")).to_contain_text("Snoozed until")
    tab.get_by_role("link", name="More filters").click()
    tab.locator("#narrow-outlet").select_option("Fjordby FK Avis (1)")
    tab.get_by_role("button", name="Show").click()
    expect(heading(tab)).to_contain_text("Odd Strand")
    tab.get_by_role("link", name="More filters").click()
    tab.get_by_label("Save this list as").fill("Fjordby")
    tab.get_by_role("button", name="Save").click()
    expect(tab.get_by_role("link", name="Fjordby", exact=True)).to_be_visible()
    tab.get_by_role("link", name=re.compile("Take off: Fjordby FK Avis")).click()
    expect(tab.locator(".item")).to_have_count(3)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_list_in_use_has_no_barrier_that_axe_finds(new_page, sign_in, ida, four, width):
    def in_both_themes():
        for scheme in ("light", "dark"):
            # so tall that the bar of actions, which stays in sight, lies on nothing
            look_like(tab, scheme, width, height=2400)
            assert barriers(tab) == [], scheme

    tab = new_page(viewport={"width": width, "height": 2400})
    sign_in(tab, ida).goto(reverse("desk") + "?country=DK")
    Rumour.objects.filter(pk=four[1].pk).update(revision=9)
    tab.get_by_label("all on this page").check()
    tab.locator(".bulk details.asks > summary").first.click()
    tab.get_by_role("link", name="More filters").click()
    expect(tab.locator("#narrow-outlet")).to_be_visible()
    in_both_themes()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.locator(".bulk").get_by_role("button", name="old news").click()
    expect(tab.locator("#pane")).to_contain_text("New reports")
    in_both_themes()
    tab.locator("#pane").get_by_role("button", name="Reject 3").click()
    expect(tab.locator("#said")).to_contain_text("New reports")
    in_both_themes()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", ["/desk/keys/", "/desk/views/", "/desk/filter/"])
def test_the_pages_of_keys_lists_and_filters_have_none_either(new_page, sign_in, ida, four, address):
    tab = new_page(viewport={"width": 390, "height": 900})
    sign_in(tab, ida).goto(address)
    assert barriers(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_filters_lead_to_the_short_address_without_a_script(new_page, sign_in, ida):
    open_rumour()
    tab = sign_in(new_page(java_script_enabled=False), ida)
    tab.goto(reverse("desk-filter"))
    tab.locator("[name=age]").select_option("older")
    tab.get_by_role("button", name="Show").click()
    expect(tab).to_have_url(re.compile(r"/desk/\?age=older$"))
