"""What was said in a season is drawn as said, told as a table, and told how long those stayed who left."""

from __future__ import annotations

import re
from html import unescape

import pytest

from carousel import store
from carousel.models import Season
from carousel.views import season_said
from tests.carousel.pages.stories import Story, many, queries, reject_one, tell
from tests.carousel.pages.test_addresses import season_of
from tests.factories import make_article, make_claim, make_coach, make_entry

pytestmark = pytest.mark.django_db

PAGE = "/seasons/kystliga/2020-21/"


@pytest.fixture
def story() -> Story:
    """Aas, who had to leave Havnestad, is in talks with Fjordby from 4 to 7 Nov; Carlsen never had a seat."""
    story = tell()
    for day, kind, fields in (
        ("2020-11-04", "candidacy", {"stage": "talks"}),
        ("2020-11-07", "withdrawal", {"by": "club"}),
    ):
        article = make_article(story.paper, day, text=f"Per Aas og Fjordby, {day}.")
        make_claim(article, kind, story.aas, story.fjordby, **fields)
    season_of(story)
    Season.objects.get().clubs.add(story.fjordby)
    store.rebuild()
    return story


def page_of(client, query: str = "") -> str:
    return unescape(client.get(PAGE + query).content.decode())


def test_a_coach_of_one_seat_who_was_said_to_get_another_is_a_dotted_line_with_a_cross(client, story):
    page = page_of(client)
    assert page.count('class="rumour is-ended"') == 1
    drawn = re.search(
        r"<title>Rumour: Per Aas, Fjordby IF, in talks\. [^<]*7 Nov 2020\.</title>(.*?)</a>", page
    )
    assert 'class="cross"' in drawn[1]
    assert "rumour: Per Aas, in talks" in drawn[1]


def test_the_lines_and_the_table_tell_the_same_rumours(client, story):
    page = page_of(client)
    (table,) = re.findall(r'<table class="said-table.*?</table>', page, re.S)
    assert "Per Aas" in table
    assert table.count("<tr>") - 1 == len(re.findall(r'<path d="[^"]*" class="rumour', page))
    assert "Ivar Carlsen" not in table  # nobody's coach in this league


def test_while_a_rumour_is_open_its_line_ends_in_a_ring_on_the_day_that_is_read(client, story):
    page = page_of(client, "?as_of=2020-11-05")
    assert page.count('class="rumour"') == 1
    assert 'class="stop"' in page
    assert "rumour is-ended" not in page_of(client, "?as_of=2020-11-05")
    assert 'class="rumour"' not in page_of(client, "?as_of=2020-11-03")


def test_who_got_the_post_is_a_move_and_no_rumour(client, story):
    took = make_article(story.paper, "2020-11-01", text="Ragna Berg på trapperne i Havnestad.")
    make_claim(took, "candidacy", story.berg, story.havnestad, stage="imminent")
    store.rebuild()
    assert "Rumour: Ragna Berg" not in page_of(client)


def test_a_rejected_rumour_stands_nowhere_in_the_season(client, story):
    rumour = reject_one(story)
    make_entry(rumour.coach, story.havnestad, "2017-07-01", "2018-06-30")
    store.rebuild()
    assert rumour.coach.name not in page_of(client)


@pytest.mark.parametrize("query", ["", "?as_of=2020-11-08"])
def test_more_rumours_ask_no_more_queries(client, story, query):
    few = queries(client, PAGE + query)
    for number in range(6):
        talk = make_article(story.paper, "2020-11-05", text=f"Per Aas, {number}.")
        make_claim(talk, "candidacy", story.aas, story.fjordby, stage="talks")
        make_claim(talk, "candidacy", make_coach(f"Nr {number}"), story.havnestad)
    many(3, story)
    assert queries(client, PAGE + query) == few


def test_no_more_rumours_are_drawn_than_leave_the_season_to_be_seen(client, story, monkeypatch):
    monkeypatch.setattr(season_said, "MOST", 0)
    assert "said-table" not in page_of(client)


def test_the_median_stay_is_that_of_the_rows_which_it_leads_to(client, story):
    page = page_of(client)
    (table,) = re.findall(r'<table class="stays.*?</table>', page, re.S)
    days = sorted(int(n) for n in re.findall(r'data-label="Days">(\d+)', table))
    assert days == [490, 832]  # Berg from July 2019, Aas from July 2018
    assert f'href="#stays">{round(sum(days) / 2)}</a>' in page


def test_the_seat_that_stood_empty_longest_is_named(client, story):
    page = page_of(client)
    assert re.search(r"Seat empty longest, Havnestad BK</dt><dd><a[^>]*>23</a>", page)
