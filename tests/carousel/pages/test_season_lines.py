"""A season's page draws who sat in which seat, as it stood and with or without caretakers."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from carousel import store
from carousel.models import Season
from carousel.record.days import Days
from tests.carousel.pages.stories import Story, many, queries, tell
from tests.carousel.pages.test_addresses import season_of
from tests.factories import make_club, make_coach, make_entry

pytestmark = pytest.mark.django_db

UNSURE = Days(date(2020, 5, 1), date(2020, 9, 30))


@pytest.fixture
def story() -> Story:
    """Aas is sacked on 10 Oct, Dahl minds the seat, Berg comes from Fjordby of the same league on 2 Nov."""
    story = tell()
    make_entry(make_coach("Ole Dahl"), story.havnestad, "2020-10-10", "2020-11-02", role="caretaker")
    season_of(story)
    Season.objects.get().clubs.add(story.fjordby, make_club("Sydby BK", slug="sydby"))
    store.rebuild()
    return story


def lines(client, query: str = "") -> str:
    page = unescape(client.get(f"/seasons/kystliga/2020-21/{query}").content.decode())
    found = re.search(r'<section class="section" id="lines".*?</section>', page, re.S)
    return found[0] if found else ""


def test_the_season_is_drawn_with_a_link_for_each_coach_and_the_ways_in_words(client, story):
    drawn = lines(client)
    assert f'href="{story.berg.get_absolute_url()}#' in drawn
    assert "<title>Per Aas, Havnestad BK, head coach," in drawn
    assert "Ragna Berg went from Fjordby IF to Havnestad BK, 2 Nov 2020." in drawn
    assert "Nobody on record in this season" in drawn
    assert "Sydby BK" in drawn


def test_without_caretakers_their_bars_are_left_out(client, story):
    assert "Ole Dahl" in lines(client)
    assert "Ole Dahl" not in lines(client, "?caretakers=without")


def test_as_it_stood_nobody_has_come_yet_and_links_keep_the_day(client, story):
    drawn = lines(client, "?as_of=2020-10-20")
    assert "Ragna Berg went" not in drawn
    assert f'href="{story.berg.get_absolute_url()}?as_of=2020-10-20#' in drawn
    assert "20 Oct 2020" in drawn


def test_a_season_of_which_nothing_is_on_record_has_no_drawing(client, story):
    Season.objects.get().clubs.set([make_club("Nordby IK")])
    assert lines(client) == ""


def test_more_clubs_and_coaches_ask_no_more_queries(client, story):
    address = "/seasons/kystliga/2020-21/"
    few = queries(client, address)
    many(4, story)
    Season.objects.get().clubs.add(*[make_club(f"Klub {n}") for n in range(4)])
    assert queries(client, address) == few


def test_the_legend_tells_of_caretakers_and_of_unsure_days_where_the_drawing_has_some(client, story):
    assert "no head coach" in lines(client)
    assert "date not known to the day" not in lines(client)
    assert "</svg>caretaker</li>" in lines(client)
    make_entry(make_coach("Per Holm"), Season.objects.get().clubs.get(slug="sydby"), UNSURE)
    store.rebuild()
    drawn = lines(client, "?caretakers=without")
    assert "date not known to the day" in drawn
    assert "</svg>caretaker</li>" not in drawn


def test_a_club_that_somebody_may_have_had_is_not_said_to_have_had_nobody(client, story):
    make_entry(make_coach("Per Holm"), Season.objects.get().clubs.get(slug="sydby"), "2019-01-01", UNSURE)
    store.rebuild()
    assert "Nobody on record in this season" not in lines(client)


def test_how_long_those_stayed_who_left_has_a_heading_on_its_own_page_and_folds_among_others(client, story):
    heading = '<h2 id="h-stays">How long those stayed who left</h2>'
    alone = client.get("/seasons/kystliga/2020-21/?only=stays").content.decode()
    assert (heading in alone, "<details" in alone.split("<main")[1]) == (True, False)
    assert heading not in client.get("/seasons/kystliga/2020-21/").content.decode()


def test_where_no_club_changed_no_link_leads_to_a_list_that_is_not_there(client, story):
    Season.objects.get().clubs.set([make_club("Nordby IK")])
    page = client.get("/seasons/kystliga/2020-21/").content.decode()
    assert ('href="#by-club"' in page, 'id="by-club"' in page) == (False, False)
