"""The list of rumours narrowed by what stands in its address, today and as of a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine

from carousel import store
from carousel.prepared import Prepared
from carousel.views import rumour_choices
from tests.carousel.pages.stories import many, queries, tell
from tests.factories import (
    make_article,
    make_claim,
    make_club,
    make_coach,
    make_outlet,
    make_season,
)

pytestmark = pytest.mark.django_db

TODAY = datetime(2020, 11, 8, 12, tzinfo=UTC)
BOTH = pytest.mark.parametrize("as_of", ["", "2020-11-08"], ids=["today", "as it stood"])


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(TODAY, tick=False):
        yield


def talk(name, day="2020-11-05", club=None, outlet=None, stage="candidate", **fields):
    """A rumour of that coach by the word of an article on the day."""
    article = make_article(outlet or make_outlet(f"{name}s blad"), day, text=f"{name} nævnes.")
    make_claim(article, "candidacy", make_coach(name), club, stage=stage, **fields)
    store.rebuild()


def names(client, as_of, later=timedelta(days=1), **wanted):
    """Who is listed, on the day itself or as a later day sees it."""
    with time_machine.travel(TODAY + (later if as_of else timedelta()), tick=False):
        response = client.get("/rumours/", {**wanted, "as_of": as_of}, follow=True)
    assert response.status_code == 200
    return [row.coach.name for row in response.context["page"].rows]


@BOTH
def test_a_league_has_the_clubs_of_its_newest_season_by_the_day(client, as_of):
    went_down, came_up = make_club("Ned"), make_club("Op")
    league = make_season(went_down, slug="2018-19").competition
    make_season(came_up, slug="2020-21", competition=league)
    make_season(went_down, slug="2021-22", competition=league)
    talk("Aas", club=went_down), talk("Berg", club=came_up)
    assert names(client, as_of, league=league.slug) == ["Berg"]


@BOTH
def test_a_country_is_that_of_the_club(client, as_of):
    talk("Aas", club=make_club(country="DK")), talk("Berg", club=make_club(country="SE"))
    assert names(client, as_of, country="SE") == ["Berg"]


@BOTH
def test_an_outlet_is_one_that_told_of_it_be_it_as_an_echo(client, as_of):
    story = tell()
    talk("Aas", club=story.fjordby)
    ekko = story.paper.__class__.objects.get(name="Ekko")
    assert names(client, as_of, outlet=ekko.slug) == ["Ivar Carlsen"]


@BOTH
@pytest.mark.parametrize(
    ("age", "listed"),
    [
        ("reported-3", ["New"]),
        ("reported-7", ["New", "Kept"]),
        ("reported-30", ["New", "Kept", "Old"]),
        ("silent-14", ["Old"]),
        ("begun-7", ["New"]),
        ("begun-30", ["New", "Old"]),
        ("begun-before-90", ["Kept"]),
    ],
)
def test_an_age_is_that_of_the_newest_report_or_of_the_beginning(client, as_of, age, listed):
    club, kept = make_club(), make_coach("Kept")
    for number, day in enumerate(
        ["2020-08-02", "2020-08-20", "2020-09-06", "2020-09-24", "2020-10-12", "2020-11-03"]
    ):
        make_claim(make_article(make_outlet(f"Blad {number}"), day), "candidacy", kept, club, stage="talks")
    talk("Old", "2020-10-20", stage="talks"), talk("New", "2020-11-06")
    assert names(client, as_of, age=age) == listed


@BOTH
def test_a_band_has_the_open_rumours_with_such_a_number(client, as_of):
    story = tell()
    talk("Eng", club=story.fjordby, stage="agreed"), talk("Dal", club=story.fjordby, stage="linked")
    shown = client.get("/rumours/").context["page"].rows
    for low, high in ((0, 9), (10, 24), (25, 49), (50, 74), (75, 100)):
        fit = [r.coach.name for r in shown if r.likelihood and low <= r.likelihood.points <= high]
        assert names(client, as_of, likelihood=f"{low}-{high}") == fit


@BOTH
def test_a_movement_is_that_within_a_week(client, as_of):
    club = make_club()
    talk("Ned", "2020-10-28", club=club, stage="talks"), talk("Ny", "2020-11-06", club=club)
    assert names(client, as_of, movement="down") == ["Ned"]
    assert names(client, as_of, movement="new") == ["Ny"]
    assert names(client, as_of, movement="up") == []


@BOTH
def test_the_post_of_a_caretaker_is_left_out_where_that_is_asked_for(client, as_of):
    talk("Aas"), talk("Berg", role="caretaker")
    assert sorted(names(client, as_of)) == ["Aas", "Berg"]
    assert names(client, as_of, caretakers="without") == ["Aas"]


@BOTH
def test_filters_combine_and_the_keys_of_pages_keep_them(client, as_of):
    club, outlet = make_club(country="SE"), make_outlet("Bladet")
    for number in range(40):
        article = make_article(outlet, "2020-11-05", text=f"Coach {number} nævnes.")
        make_claim(article, "candidacy", make_coach(f"Coach {number}"), club)
    talk("Aas", club=make_club(country="DK"), outlet=outlet)
    wanted = {
        "country": "SE",
        "outlet": outlet.slug,
        "movement": "new",
        "caretakers": "without",
        "as_of": as_of,
    }
    found, after = [], ""
    while not found or after:
        response = client.get("/rumours/", {**wanted, "after": after}, follow=True)
        page = response.context["page"]
        found, after = [*found, *(row.coach.name for row in page.rows)], page.after
        assert not after or "country=SE&outlet=" in unescape(response.content.decode())
    assert len(found) == len(set(found)) == 40


@BOTH
@pytest.mark.parametrize("choice", ["", "&outlet=kystposten&country=DK", "&movement=new", "&likelihood=0-9"])
def test_more_rumours_ask_no_more_queries_whatever_is_chosen(client, as_of, choice):
    story = tell()
    with time_machine.travel(TODAY + timedelta(days=1), tick=False):
        many(2, story)
        asked = f"/rumours/?caretakers=without{choice}{f'&as_of={as_of}' if as_of else ''}"
        few = queries(client, asked)
        many(12, story)
        assert queries(client, asked) == few


@pytest.mark.parametrize(
    "choice",
    ["stage=high", "league=none", "country=XX", "outlet=none", "age=1", "likelihood=7", "movement=left",
     "caretakers=with", "outlet=%00"],
)  # fmt: skip
def test_what_there_is_no_such_thing_of_is_refused_in_words(client, choice):
    response = client.get(f"/rumours/?{choice}")
    assert response.status_code == 400
    assert "There is no such filter." in response.content.decode()


def test_the_form_shows_what_is_chosen_and_the_way_back_to_all(client):
    talk("Aas", club=make_club(country="SE"))
    html = unescape(client.get("/rumours/?country=SE&age=silent-14").content.decode())
    assert '<option value="SE" selected>Sweden</option>' in html
    assert '<option value="silent-14" selected>' in html
    assert '<details class="further" open>' in html
    assert "No rumour fits this choice." in html


def test_an_older_page_offers_the_countries_and_outlets_of_that_day_alone(client):
    talk("Aas", club=make_club(country="DK")), talk("Berg", "2020-11-07", club=make_club(country="SE"))
    choices = client.get("/rumours/?as_of=2020-11-06").context["choices"]
    assert choices["countries"] == [("DK", "Denmark")]
    assert [name for _slug, name in choices["outlets"]] == ["Aass blad"]


def test_the_form_offers_so_many_outlets_the_best_first_and_the_one_that_is_asked_for(client, monkeypatch):
    monkeypatch.setattr(rumour_choices, "MOST_OUTLETS", 2)
    monkeypatch.setattr(rumour_choices, "OUTLETS", Prepared(rumour_choices.told_a_rumour))  # made anew
    good, poor, poorer = (make_outlet(f"Blad {n}", tier=n) for n in (1, 2, 3))
    for number, outlet in enumerate((poorer, poor, good)):
        talk(f"Coach {number}", outlet=outlet)
    assert "Rumours that it told of" in client.get(poorer.get_absolute_url()).content.decode()
    offered = client.get(f"/rumours/?outlet={poorer.slug}").context["choices"]["outlets"]
    assert offered == [(good.slug, "Blad 1"), (poorer.slug, "Blad 3")]
    assert len(client.get("/rumours/").context["choices"]["outlets"]) == 2
