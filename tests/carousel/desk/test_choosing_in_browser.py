"""What is typed belongs to every way out of a conflict, and the preview button only shows."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from carousel import store
from carousel.models import Decision, Stint
from tests.carousel.desk import stories
from tests.carousel.desk.lines import loaded_ahead, painted, written
from tests.carousel.desk.stories import open_rumour

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def conflict(ida):
    """Told to be sacked and to stay, a day apart; behind it one more question waits."""
    asked = stories.gone_or_staying()
    open_rumour("Per Holmvik", "Nordhavn IF")
    return reverse("desk-item", args=[asked.pk])


@pytest.mark.parametrize(("key", "is_disputed"), [("2", False), ("3", True)])
def test_a_typed_day_is_shown_for_each_way_and_is_that_of_the_decision(
    page, sign_in, ida, conflict, key, is_disputed
):
    sign_in(page, ida).goto(conflict)
    loaded_ahead(page)
    page.get_by_text("What keeping both would change").click()
    page.locator("#on").fill("17.9.2020")
    for part in ("#change", "#both"):
        expect(page.locator(part)).to_contain_text("17 Sep 2020")
    page.keyboard.press("Escape")
    page.keyboard.press(key)
    expect(page.locator("#toast")).to_contain_text("Rune Sandmo")
    written(page)
    stint = Stint.objects.get()
    assert (str(stint.ended.lower), stint.end_is_disputed) == ("2020-09-17", is_disputed)
    assert not store.check()


@pytest.mark.parametrize(("key", "held"), [("3", "shared"), ("4", "de_facto"), ("5", "on_paper")])
def test_two_head_coaches_are_told_apart_by_one_key_which_the_help_lists(page, sign_in, ida, key, held):
    asked = stories.two_coaches()
    sign_in(page, ida).goto(reverse("desk-item", args=[asked.pk]))
    painted(page)
    page.keyboard.press("?")
    expect(page.locator("#keys [data-needs='1']")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press(key)
    expect(page.locator("#toast")).to_contain_text(f"{asked.coach} to {asked.club}")
    written(page)
    assert Stint.objects.get(coach=asked.coach).arrangement == held
    assert not store.check()


def test_without_javascript_one_coaches_in_fact_and_one_on_paper(new_page, sign_in, ida):
    asked = stories.two_coaches()
    tab = sign_in(new_page(java_script_enabled=False), ida)
    tab.goto(reverse("desk-item", args=[asked.pk]))
    tab.get_by_role("button", name=f"{asked.coach} in fact, Odd Strand on paper").click()
    expect(tab.locator(".notice")).to_contain_text("in fact, not on paper")
    assert Stint.objects.get(coach=asked.coach).arrangement == "de_facto"


def test_ctrl_enter_in_the_note_of_a_conflict_confirms_and_chooses_nothing(page, sign_in, ida, conflict):
    sign_in(page, ida).goto(conflict)
    loaded_ahead(page)
    page.locator("#note").fill("by telephone")
    page.locator("#note").press("Control+Enter")
    expect(page.locator("#toast")).to_contain_text("Confirmed")
    written(page)
    decision = Decision.objects.get()
    assert (decision.kind, decision.note, decision.against) == ("confirm", "by telephone", None)


@pytest.mark.parametrize(("choice", "kind"), [("He stays", "reject"), ("he has left", "confirm")])
def test_without_javascript_the_note_goes_with_the_choice(new_page, sign_in, ida, conflict, choice, kind):
    tab = sign_in(new_page(java_script_enabled=False), ida)
    tab.goto(conflict)
    tab.locator("#note").fill("by telephone")
    tab.locator(".conflict").get_by_role("button", name=choice).click()
    expect(tab.locator(".notice")).to_contain_text("Rune Sandmo")
    decision = Decision.objects.get()
    assert (decision.kind, decision.note, decision.against.kind) == (kind, "by telephone", "extension")


def test_the_preview_button_shows_and_writes_nothing(page, sign_in, ida, conflict):
    sign_in(page, ida).goto(conflict)
    loaded_ahead(page)
    page.keyboard.press("e")
    page.locator("#edit-role").select_option("caretaker")
    with page.expect_response("**/preview/"):
        page.get_by_role("button", name="Preview").click()
    expect(page.locator("#change")).to_contain_text("caretaker")
    expect(page.locator("#h-pane")).to_contain_text("Rune Sandmo")
    assert not Decision.objects.exists()
