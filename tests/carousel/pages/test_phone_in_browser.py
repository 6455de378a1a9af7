"""What a phone shows: words stay whole, what is touched is large enough, and nothing leans on the edge."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from carousel import store
from carousel.models import Rumour
from carousel.record.days import Days
from tests.carousel.pages.stories import many, tell
from tests.factories import (
    make_article,
    make_claim,
    make_club,
    make_coach,
    make_entry,
    make_outlet,
    make_season,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# Words of which a part stands on another line than the rest; a hyphen may end a line.
BROKEN = """() => {
  const found = [], walk = document.createTreeWalker(document.querySelector("#main"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode()); ) {
    const within = node.parentElement;
    if (!within.checkVisibility() || within.closest("svg, option, .visually-hidden")) continue;
    for (const word of node.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
      if (lines.size > 1) found.push(word[0]);
    }
  }
  return found;
}"""
# Links and buttons of less than 24 by 24 that do not stand in a sentence (WCAG 2.2, 2.5.8).
SMALL = """() => {
  const touched = document.querySelectorAll("a[href], button, summary, input:not([type=hidden])");
  const is_alone = one => one.checkVisibility() && !one.closest("p, blockquote, .skip, svg");
  return [...touched].filter(is_alone).map(one => {
    const box = one.getBoundingClientRect();
    const is_small = box.width > 0 && (box.width < 23.5 || box.height < 23.5);
    return is_small ? `${one.textContent.trim()} ${Math.round(box.width)}x${Math.round(box.height)}` : "";
  }).filter(Boolean);
}"""


@pytest.fixture
def pages() -> list[str]:
    """Pages with names as long as they come: a league, a seat, a career, a rumour, and what lists them."""
    story = tell()
    many(3, story)
    wanderers, capital = make_club("Wolverhavneton Wanderers"), make_club("FC Copenhavngen")
    left, came = make_coach("Maximilian Oberholtzer"), make_coach("Ragnhild Fjeldgaard")
    make_entry(left, capital, "2020-10-25")
    for paper in (make_outlet("Klubbladet", tier=0), story.paper):
        gone = make_article(
            paper, "2020-10-24", text=f"{paper.name}: Maximilian Oberholtzer skifter til hovedstaden."
        )
        make_claim(gone, "departure", left, wanderers, when="2020-10-24", manner="left_for_club")
        came_on = make_article(paper, "2019-09-24", text=f"{paper.name}: Maximilian Oberholtzer er ansat.")
        make_claim(came_on, "appointment", left, wanderers, when="2019-09-24")
    make_entry(came, wanderers, "2020-11-02")
    make_entry(make_coach("Bo Krogh"), wanderers, Days(date(2017, 9, 1), date(2017, 9, 30)), "2018-11-30")
    for number, stage in enumerate(["candidate", "talks"]):
        day = date(2020, 11, 10) + timedelta(days=number)
        talk = make_article(story.paper, day, text=f"Ragnhild Fjeldgaard er et navn i Fjordby {number}.")
        make_claim(talk, "candidacy", came, story.fjordby, stage=stage)
    season = make_season(wanderers, capital, story.havnestad, story.fjordby)
    store.rebuild()
    rumour = Rumour.objects.get(coach=came)
    own = [row.get_absolute_url() for row in (season, wanderers, story.havnestad, left, story.berg, rumour)]
    lists = ["/", "/rumours/", "/stats/?from=2015&to=2021", "/stats/rows/?from=2015&to=2021", "/market/"]
    lists += [
        "/chains/",
        "/clubs/",
        "/coaches/",
        "/outlets/",
        story.paper.get_absolute_url(),
        "/?as_of=2020-11-12",
    ]
    return own + lists


@pytest.mark.parametrize("language", ["en", "da"])
def test_no_word_is_broken_in_its_middle(new_page, pages, language):
    tab, found = new_page(locale=language, **PHONE), {}
    for address in pages:
        tab.goto(address)
        if words := tab.evaluate(BROKEN):
            found[address] = words
        assert tab.evaluate("document.documentElement.scrollWidth") == 390, address
    assert found == {}


def test_what_a_finger_touches_is_at_least_24_pixels_wide_and_high(new_page, pages):
    tab, found = new_page(**PHONE), {}
    for address in pages:
        tab.goto(address)
        if small := tab.evaluate(SMALL):
            found[address] = small
    assert found == {}


def test_the_foot_of_the_parts_is_as_wide_as_their_rows(new_page, pages):
    tab = new_page(**PHONE)
    tab.goto(next(address for address in pages if address.startswith("/rumours/") and len(address) > 9))
    widths = tab.locator("#parts :is(tbody, tfoot) tr").evaluate_all(
        "rows => rows.map(row => row.offsetWidth)"
    )
    assert len(widths) > 1
    assert len(set(widths)) == 1


def test_a_passage_beside_its_number_keeps_off_both_edges(new_page, pages):
    story_page = next(address for address in pages if "havnestad" in address)
    tab = new_page(**PHONE)
    tab.goto(story_page)
    tab.locator("a.evidence-marker").first.tap()
    card = tab.locator("#passage-card").bounding_box()
    assert card["x"] >= 8
    assert card["x"] + card["width"] <= 390 - 8


def test_a_report_without_words_is_told_so_under_its_field(new_page):
    tab = new_page(**PHONE)
    tab.goto("/reports/new/?about=/coaches/")
    field = tab.get_by_label("What is wrong?")
    field.evaluate("field => field.removeAttribute('required')")
    tab.get_by_role("button", name="Send").tap()
    told = tab.locator("#id_wrong_error")
    expect(told).to_be_visible()
    assert field.get_attribute("aria-describedby") == "id_wrong_error"
    assert field.get_attribute("aria-invalid") == "true"
    assert told.bounding_box()["y"] > field.bounding_box()["y"] + field.bounding_box()["height"]
    tops = tab.locator("form.report > :is(p, button):visible").evaluate_all(
        "all => all.map(one => [one.getBoundingClientRect().top, one.getBoundingClientRect().bottom])"
    )
    assert all(after[0] - before[1] >= 12 for before, after in pairwise(tops))
