"""What a phone shows of the filters, and where the flag of a row stands when its name needs two lines."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from carousel import store
from carousel.record.days import Days
from tests.carousel.pages.barriers import WCAG, barriers, with_axe
from tests.carousel.pages.stories import tell
from tests.factories import make_club, make_coach, make_entry, make_season

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
# Whether the flag's middle is within the last line of the name.
BESIDE = """flag => {
  const line = [...flag.parentElement.previousElementSibling.getClientRects()].pop();
  const box = flag.getBoundingClientRect();
  const middle = (box.top + box.bottom) / 2;
  return line.top < middle && middle < line.bottom;
}"""
# On how many lines the words of a link stand, which is a block of its own.
LINES = """link => {
  const words = document.createRange();
  words.selectNodeContents(link);
  return words.getClientRects().length;
}"""


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_filters_fold_into_a_line_that_says_what_is_chosen(new_page, script):
    tell()
    tab = new_page(viewport=PHONE, java_script_enabled=script)
    tab.goto("/rumours/?stage=favourite&direction=in")
    line, field = tab.locator("#filters"), tab.locator("#stage")
    expect(line).to_have_text("Filters (2 chosen: favourite, gets the post)", ignore_case=True)
    expect(field).to_be_hidden()
    line.press("Enter")
    expect(field).to_be_visible()


def test_open_filters_of_a_phone_have_no_barrier(new_page):
    tell()
    tab = with_axe(new_page(viewport=PHONE, reduced_motion="reduce"))
    for address in ("/rumours/", "/market/", "/stats/"):
        tab.goto(address)
        tab.locator("#filters").press("Enter")
        assert barriers(tab, WCAG) == []


def test_on_a_wide_page_filters_are_in_sight(new_page):
    tab = new_page(viewport=WIDE)
    for address, name in (("/rumours/", "Stage"), ("/market/", "Nationality"), ("/stats/", "Season")):
        tab.goto(address)
        expect(tab.get_by_label(name, exact=True)).to_be_visible()
        expect(tab.locator("#filters")).to_be_hidden()


def test_on_a_wide_page_the_link_that_undoes_the_filters_stands_under_their_button(new_page):
    tell()
    tab = new_page(viewport=WIDE)
    tab.goto("/rumours/?stage=favourite")
    button = tab.locator("#filters-go").bounding_box()
    undo = tab.get_by_role("link", name="Show all").bounding_box()
    assert (undo["x"], undo["y"] > button["y"]) == (button["x"], True)


def test_after_filters_were_sent_the_focus_is_where_they_are(new_page):
    tell()
    tab = new_page(viewport=PHONE)
    tab.goto("/rumours/")
    tab.locator("#filters").press("Enter")
    tab.locator("#stage").select_option("favourite")
    tab.locator("#filters-go").press("Enter")
    expect(tab.locator("#filters")).to_contain_text("1 chosen")
    expect(tab.locator("#filters")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 390, 360])
def test_the_flag_of_a_row_stands_on_the_line_of_the_last_word(new_page, width):
    for number in range(8):
        club = make_club("Sportsforeningen Nordre Havnestad"[: 20 + number].strip())
        make_entry(make_coach(), club, "2020-01-01", "2020-06-01", manner="sacked")
    store.rebuild()
    tab = new_page(viewport={"width": width, "height": 900})
    tab.goto("/?as_of=2020-07-01")
    flags = tab.locator(".moves .report-row")
    assert flags.count() >= 8
    assert all(flag.evaluate(BESIDE) for flag in flags.all())


def test_however_narrow_a_table_is_the_name_of_a_team_is_not_broken_within_a_word(new_page):
    team = make_club("Southavnestad")
    make_entry(make_coach(), team, "2019-01-01", "2020-11-07", manner="sacked")
    season = make_season(team, slug="2020-21")
    store.rebuild()
    tab = new_page(viewport=WIDE)
    tab.goto(season.get_absolute_url())
    tab.locator("table.changes").evaluate("table => { table.style.width = '1px'; }")
    name = tab.locator('.changes th[scope="row"] a')
    assert name.evaluate(LINES) == 1


@pytest.mark.parametrize("language", ["en", "da"])
def test_on_a_phone_a_long_club_beside_two_long_days_does_not_widen_the_page(new_page, language):
    team, next_club = make_club("KRC Havnestad"), make_club("FC Kongehavnestad")
    coach = make_coach()
    month = Days(date(2020, 9, 1), date(2020, 9, 30)), Days(date(2022, 11, 1), date(2022, 12, 31))
    make_entry(coach, team, *month, manner="left_for_club")
    make_entry(coach, next_club, date(2023, 1, 1))
    store.rebuild()
    tab = new_page(viewport=PHONE, locale=language)
    tab.goto(team.get_absolute_url())
    assert tab.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
