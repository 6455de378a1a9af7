"""Verdicts made faster than they are written: the next item is there at once, the line in order."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from carousel import editorial
from carousel.models import Decision, Rumour
from tests.carousel.desk.lines import loaded_ahead, painted, until, written
from tests.carousel.desk.stories import open_rumour
from tests.factories import make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def three():
    """Three rumours, oldest first in the queue."""
    pairs = [("Rune Sandmo", "Havnestad BK"), ("Per Holmvik", "Nordhavn IF"), ("Odd Strand", "Fjordby FK")]
    return [
        open_rumour(coach, club, published_on=f"2020-09-1{number}")
        for number, (coach, club) in enumerate(pairs)
    ]


class Slow:
    """Verdicts of a tab, each kept back until the test lets it go."""

    def __init__(self, tab):
        self.tab, self.held = tab, []
        tab.route(re.compile(r"/rumours/\d+/"), lambda route: self.held.append(route))

    def let_go(self, act="continue_"):
        until(self.tab, lambda: self.held)
        getattr(self.held.pop(0), act)()


@pytest.fixture
def desk(page, sign_in, ida, three):
    """A tab on the first of three, with the second loaded ahead."""
    return opened(sign_in(page, ida))


def opened(tab):
    tab.goto(reverse("desk"))
    loaded_ahead(tab)
    return tab


def heading(tab):
    return tab.locator("#h-pane")


def made():
    return list(Decision.objects.order_by("pk").values_list("kind", "coach__name"))


def test_the_next_item_is_painted_before_the_answer(desk, three):
    slow = Slow(desk)
    desk.keyboard.press("c")
    expect(heading(desk)).to_contain_text("Per Holmvik")
    expect(heading(desk)).to_be_focused()
    expect(desk.locator(".item[aria-current]")).to_contain_text("Per Holmvik")
    expect(desk.locator(".item.is-done")).to_contain_text("Rune Sandmo")
    expect(desk).to_have_url(re.compile(rf"/desk/{three[1].pk}/$"))
    assert made() == []
    slow.let_go()
    expect(desk.locator("#toast")).to_contain_text("Confirmed: Rune Sandmo")
    expect(desk.locator("#filters a").first).to_contain_text("2")
    written(desk)
    expect(heading(desk)).to_contain_text("Per Holmvik")
    assert made() == [("confirm", "Rune Sandmo")]


def test_two_fast_verdicts_are_both_written_in_order(desk, three):
    slow = Slow(desk)
    desk.keyboard.press("c")
    loaded_ahead(desk)
    expect(heading(desk)).to_contain_text("Per Holmvik")
    desk.keyboard.press("r")
    desk.keyboard.press("3")
    expect(heading(desk)).to_contain_text("Odd Strand")
    desk.wait_for_timeout(200)
    assert len(slow.held) == 1
    slow.let_go()
    expect(desk.locator("#toast")).to_contain_text("Confirmed: Rune Sandmo")
    slow.let_go()
    expect(desk.locator("#toast")).to_contain_text("Rejected: Per Holmvik")
    written(desk)
    assert made() == [("confirm", "Rune Sandmo"), ("reject", "Per Holmvik")]


def test_a_verdict_on_what_has_no_next_yet_waits_its_turn(page, sign_in, ida, three):
    page.route(re.compile(rf"/desk/{three[1].pk}/next/"), lambda route: route.abort())
    desk = opened(sign_in(page, ida))
    slow = Slow(desk)
    desk.keyboard.press("c")
    painted(desk)
    desk.keyboard.press("c")
    desk.keyboard.press("c")
    slow.let_go()
    slow.let_go()
    expect(heading(desk)).to_contain_text("Odd Strand")
    assert made() == [("confirm", "Rune Sandmo"), ("confirm", "Per Holmvik")]


def test_a_refusal_brings_the_item_back_with_its_words_and_what_was_typed(desk, three):
    editorial.confirm(three[0].pk, editor=make_user("editor", "bo"), at=timezone.now())
    desk.locator("#note").fill("from the club")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#pane [role=alert]")).to_contain_text("bo has confirmed this already")
    expect(desk.locator("#pane [role=alert]")).to_be_focused()
    expect(heading(desk)).to_contain_text("Rune Sandmo")
    assert [kind for kind, _name in made()] == ["confirm"]


def test_a_refusal_is_offered_to_who_is_at_work_on_the_next_and_what_he_decides_counts(desk, three):
    slow = Slow(desk)
    Rumour.objects.filter(pk=three[0].pk).update(revision=9)
    desk.locator("#note").fill("from the club")
    desk.keyboard.press("Control+Enter")
    loaded_ahead(desk)
    desk.keyboard.press("c")
    expect(heading(desk)).to_contain_text("Odd Strand")
    slow.let_go()
    expect(desk.locator("#unwritten")).to_contain_text("Not written: Rune Sandmo")
    expect(desk.locator("#unwritten")).to_contain_text("New reports have come in")
    expect(heading(desk)).to_contain_text("Odd Strand")
    slow.let_go()
    expect(desk.locator("#toast")).to_contain_text("Confirmed: Per Holmvik")
    desk.keyboard.press("p")
    expect(heading(desk)).to_contain_text("Rune Sandmo")
    expect(desk.locator("#note")).to_have_value("from the club")
    assert made() == [("confirm", "Per Holmvik")]


def test_what_was_never_answered_is_sent_again_and_once(desk, three):
    slow = Slow(desk)
    desk.keyboard.press("c")
    slow.let_go("abort")
    expect(desk.locator("#unwritten")).to_contain_text("No answer came")
    expect(heading(desk)).to_contain_text("Per Holmvik")
    desk.get_by_role("button", name="Send again").click()
    slow.let_go()
    expect(desk.locator("#toast")).to_contain_text("Confirmed: Rune Sandmo")
    expect(desk.locator(".no-answer")).to_be_hidden()
    assert made() == [("confirm", "Rune Sandmo")]


def test_undo_of_what_is_on_its_way_takes_it_back_once_it_is_written(desk, three):
    slow = Slow(desk)
    desk.keyboard.press("c")
    expect(heading(desk)).to_contain_text("Per Holmvik")
    desk.keyboard.press("u")
    slow.let_go()
    expect(heading(desk)).to_contain_text("Rune Sandmo")
    expect(desk.locator(".item.is-done")).to_have_count(0)
    assert [kind for kind, _name in made()] == ["confirm", "undo"]


def test_undo_of_what_waits_in_line_takes_it_out_of_the_line(desk, three):
    slow = Slow(desk)
    desk.keyboard.press("c")
    loaded_ahead(desk)
    desk.keyboard.press("c")
    expect(heading(desk)).to_contain_text("Odd Strand")
    desk.keyboard.press("u")
    expect(heading(desk)).to_contain_text("Per Holmvik")
    slow.let_go()
    written(desk)
    expect(desk.locator(".item.is-done")).to_have_count(1)
    assert made() == [("confirm", "Rune Sandmo")]


def test_a_key_held_down_over_a_slow_answer_decides_once(desk, three):
    slow = Slow(desk)
    for _ in range(8):
        desk.keyboard.down("c")
    desk.keyboard.up("c")
    expect(heading(desk)).to_contain_text("Per Holmvik")
    slow.let_go()
    written(desk)
    assert made() == [("confirm", "Rune Sandmo")]


def test_enter_repeats_the_reason_just_given_before_it_is_written(desk, three):
    slow = Slow(desk)
    desk.keyboard.press("r")
    desk.keyboard.press("4")
    loaded_ahead(desk)
    desk.keyboard.press("r")
    desk.keyboard.press("Enter")
    expect(heading(desk)).to_contain_text("Odd Strand")
    for _ in range(2):
        slow.let_go()
    written(desk)
    assert set(Decision.objects.values_list("reason", flat=True)) == {"joke_or_question"}


def test_a_link_that_leads_away_waits_until_all_is_written(desk, three):
    slow = Slow(desk)
    desk.keyboard.press("c")
    desk.get_by_role("link", name="Decisions").click()
    desk.wait_for_timeout(200)
    expect(desk).to_have_url(re.compile(rf"/desk/{three[1].pk}/$"))
    slow.let_go()
    expect(desk).to_have_url(re.compile(r"/desk/decisions/$"))
    assert made() == [("confirm", "Rune Sandmo")]
