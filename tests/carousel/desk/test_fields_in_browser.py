"""In a field only Ctrl+Enter decides, and Enter only by the button that stands beside the field."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from carousel.models import Decision, Snooze
from tests.carousel.desk.lines import loaded_ahead, written

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def item(ida, two):
    return reverse("desk-item", args=[two[0].pk])


def in_days(number):
    day = timezone.localdate() + timedelta(days=number)
    return f"{day.day}.{day.month}.{day.year}", day


def test_enter_in_a_note_or_a_day_decides_nothing_and_ctrl_enter_confirms(page, sign_in, ida, item):
    sign_in(page, ida).goto(item)
    loaded_ahead(page)
    for field in ("#note", "#on"):
        page.locator(field).press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.locator("#reject-note").fill("by telephone")
    page.locator("#reject-note").press("Enter")
    expect(page.locator("#h-pane")).to_contain_text("Rune Sandmo")
    assert not Decision.objects.exists()
    page.locator("#note").press("Control+Enter")
    expect(page.locator("#toast")).to_contain_text("Confirmed")


def test_a_note_typed_in_the_bar_goes_with_the_rejection_too(page, sign_in, ida, item):
    sign_in(page, ida).goto(item)
    loaded_ahead(page)
    page.locator("#note").press_sequentially("by telephone")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.locator("#reject-note")).to_have_value("by telephone")
    page.keyboard.press("1")
    expect(page.locator("#toast")).to_contain_text("Rejected")
    written(page)
    assert (Decision.objects.get().kind, Decision.objects.get().note) == ("reject", "by telephone")


@pytest.mark.parametrize("key", ["Enter", "Control+Enter"])
def test_a_day_that_is_typed_is_the_one_until_which_it_sleeps(page, sign_in, ida, item, key):
    typed, day = in_days(9)
    sign_in(page, ida).goto(item)
    loaded_ahead(page)
    page.keyboard.press("s")
    expect(page.locator("[data-digit='1']:focus")).to_contain_text("tomorrow")
    page.locator("#until").fill(typed)
    page.locator("#until").press(key)
    expect(page.locator("#toast")).to_contain_text("Snoozed until")
    written(page)
    assert Snooze.objects.get().until == day


def test_without_javascript_enter_in_a_field_of_a_question_answers_it_with_no_button_of_its_own(
    new_page, sign_in, ida, item
):
    typed, day = in_days(9)
    tab = sign_in(new_page(java_script_enabled=False), ida)
    tab.goto(item)
    tab.locator("summary[data-key=r]").click()
    tab.locator("#reject-note").fill("by telephone")
    tab.locator("#reject-note").press("Enter")
    expect(tab.locator(".refusal")).to_contain_text("Say why")
    tab.locator("summary[data-key=d]").click()
    tab.locator("#call-off-note").press("Enter")
    expect(tab.locator(".refusal")).to_contain_text("Say who called it off")
    tab.locator("summary[data-key=s]").click()
    tab.locator("#until").fill(typed)
    tab.locator("#until").press("Enter")
    expect(tab.locator(".notice")).to_contain_text("Snoozed until")
    assert (Decision.objects.count(), Snooze.objects.get().until) == (0, day)
