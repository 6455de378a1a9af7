"""A long career and a long history are shown a part at a time, by key, however much there is."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from carousel import store
from carousel.views import coaches
from tests.carousel.pages.stories import queries
from tests.factories import make_article, make_claim, make_club, make_coach, make_entry, make_outlet

pytestmark = pytest.mark.django_db


def career(posts: int, rumours: int):
    """A coach of so many posts, one a year, each ended by an article, and of so many rumours."""
    coach, outlet = make_coach("Ole Brink"), make_outlet(tier=0)
    for number in range(posts):
        first = date(2024 - number, 7, 1)
        club = make_club(f"Klub {number}")
        make_entry(coach, club, first)
        article = make_article(
            outlet, first + timedelta(days=300), text=f"Klub {number} har fyret Ole Brink."
        )
        make_claim(article, "departure", coach, club, when=first + timedelta(days=300))
    for number in range(rumours):
        talk = make_article(
            outlet, date(2024, 6, 1) - timedelta(days=number), text=f"Ole Brink til Sted {number}."
        )
        make_claim(talk, "candidacy", coach, make_club(f"Sted {number}"))
    store.rebuild()
    return coach


def history(stints: int):
    """A club whose seat so many held, a year each."""
    club = make_club("Havnestad BK")
    for number in range(stints):
        first = date(2024 - number, 7, 1)
        make_entry(make_coach(f"Træner {number}"), club, first, first + timedelta(days=300))
    store.rebuild()
    return club


def every_page(client, address: str, name: str) -> list[str]:
    """The first page and all that follow it by the link of the name."""
    pages = [client.get(address).content.decode()]
    while link := re.search(rf'rel="next" href="(\?[^"]*{name}=[^"]+)"', pages[-1]):
        pages.append(client.get(address.partition("?")[0] + link[1].replace("&amp;", "&")).content.decode())
    return pages


def test_every_post_of_a_long_career_stands_on_one_page_and_no_other(client):
    coach = career(30, 2)
    pages = every_page(client, coach.get_absolute_url(), "posts")
    tables = "".join(re.search(r'<table class="career.*?</table>', page, re.S)[0] for page in pages)
    found = re.findall(r'<th scope="row"><a href="[^"]+">(Klub \d+)</a>', tables)
    assert found == [f"Klub {number}" for number in range(30)]
    assert len(re.findall("No post for", tables)) == 30
    assert len(pages) == 3


def test_every_rumour_of_a_coach_stands_on_one_page_and_all_are_counted_on_each(client):
    coach = career(3, 60)
    pages = every_page(client, coach.get_absolute_url(), "rumours")
    found = [name for page in pages for name in re.findall(r"</svg>\s*(Sted \d+)</a>", page)]
    assert sorted(found) == sorted(f"Sted {number}" for number in range(60))
    assert all("60 on record" in page for page in pages)


def test_a_page_has_the_passages_of_what_it_shows_and_every_marker_leads_to_one(client):
    coach = career(30, 30)
    for name in ("posts", "rumours"):
        for page in every_page(client, coach.get_absolute_url(), name):
            markers = set(re.findall(r'class="evidence-marker" href="#(e\d+)"', page))
            assert markers == set(re.findall(r'id="(e\d+)"', page))


def test_every_coach_of_a_long_history_stands_on_one_page_and_figures_are_of_all(client):
    club = history(50)
    pages = every_page(client, club.get_absolute_url(), "stints")
    found = [name for page in pages for name in re.findall(r'<th scope="row"><a[^>]+>(Træner \d+)</a>', page)]
    assert found == [f"Træner {number}" for number in range(50)]
    assert all("Mean stay, 50 ended stints" in page for page in pages)


def test_many_reports_have_a_page_of_their_own(client, monkeypatch):
    coach = career(14, 0)
    assert "Every report of each date" in client.get(coach.get_absolute_url()).content.decode()
    monkeypatch.setattr(coaches, "MOST_REPORTS", 3)
    page = client.get(coach.get_absolute_url()).content.decode()
    assert "Every report of each date" not in page
    link = re.search(r'class="small quiet told count" href="(\?reports=1)#(r[^"]+|[^"]+)"', page)
    there = client.get(coach.get_absolute_url() + link[1]).content.decode()
    assert f'id="{link[2]}"' in there


def test_a_longer_list_weighs_no_more_and_asks_no_more_queries(client):
    sizes, asked = [], []
    for posts, rumours in ((12, 40), (30, 120)):
        address = career(posts, rumours).get_absolute_url()
        asked.append(queries(client, address))
        sizes.append(len(client.get(address).content))
    assert asked[0] == asked[1]
    assert sizes[1] < 60_000
    assert sizes[1] - sizes[0] < 5_000


def test_a_place_that_is_in_no_list_is_refused_in_words(client):
    coach = career(2, 0)
    answer = client.get(f"{coach.get_absolute_url()}?posts=9-9-9")
    assert answer.status_code == 400
    assert "Start again from the top." in answer.content.decode()


def test_a_page_further_on_has_its_own_list_alone_and_a_way_back_to_the_whole(client):
    address = career(30, 60).get_absolute_url()
    first, further = every_page(client, address, "posts")[:2]
    assert "The whole page" not in first
    assert "The whole page" in further
    assert 'class="rumour-table' not in further
    assert 'class="career' not in every_page(client, address, "rumours")[1]


def test_a_list_without_caretakers_begins_anew_wherever_the_one_with_them_had_come(client):
    further = every_page(client, history(40).get_absolute_url(), "stints")[1]
    switch = re.search(r'<div class="switch".*?</div>', further, re.S)[0]
    assert "stints=" not in switch
    assert "caretakers=without" in switch
