"""A career's table sorted by its columns, by link, with its pages and its gaps."""

from __future__ import annotations

import re

import pytest

from carousel import store
from tests.carousel.pages.stories import queries
from tests.carousel.pages.test_long_lists import career, every_page
from tests.factories import make_club, make_coach, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def ole():
    """Three posts with a gap after each: Birk for 31 days, Alm for 366, Dal running."""
    coach = make_coach("Ole Brink")
    make_entry(coach, make_club("Birk"), "2010-07-01", "2010-08-01")
    make_entry(coach, make_club("Alm"), "2011-07-01", "2012-07-01")
    make_entry(coach, make_club("Dal"), "2013-07-01")
    store.rebuild()
    return coach


def table(client, address: str) -> str:
    return re.search(r'<table class="career.*?</table>', client.get(address).content.decode(), re.S)[0]


def clubs(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', page)


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("club", ["Alm", "Birk", "Dal"]),
        ("-club", ["Dal", "Birk", "Alm"]),
        ("start", ["Birk", "Alm", "Dal"]),
        ("-end", ["Dal", "Alm", "Birk"]),
        ("days", ["Birk", "Alm", "Dal"]),
    ],
)
def test_a_career_is_sorted_by_the_column_that_is_asked_for(client, ole, sort, order):
    found = table(client, f"{ole.get_absolute_url()}?sort={sort}")
    assert clubs(found) == order
    assert re.findall(r'aria-sort="(\w+)"', found) == ["descending" if sort[0] == "-" else "ascending"]


@pytest.mark.parametrize(
    ("sort", "gaps"), [("-start", 2), ("start", 2), ("club", 0), ("end", 0), ("days", 0)]
)
def test_gaps_stand_only_between_posts_in_the_order_of_time(client, ole, sort, gaps):
    assert table(client, f"{ole.get_absolute_url()}?sort={sort}").count("No post for") == gaps


@pytest.mark.parametrize("sort", ["start", "club", "-days"])
def test_every_post_stands_on_one_page_in_any_order(client, sort):
    coach = career(30, 2)
    pages = every_page(client, f"{coach.get_absolute_url()}?sort={sort}", "posts")
    tables = [re.search(r'<table class="career.*?</table>', page, re.S)[0] for page in pages]
    found = clubs("".join(tables))
    assert sorted(found) == sorted(f"Klub {number}" for number in range(30))
    assert found == sorted(found) if sort == "club" else len(found) == 30
    assert sum(one.count("No post for") for one in tables) == (30 if sort == "start" else 0)


def test_a_sorted_career_has_a_passage_for_every_marker(client):
    for page in every_page(client, f"{career(14, 2).get_absolute_url()}?sort=club", "posts"):
        markers = set(re.findall(r'class="evidence-marker" href="#(e\d+)"', page))
        assert markers == set(re.findall(r'id="(e\d+)"', page))


def test_a_sorted_career_takes_no_more_queries_when_it_is_longer(client):
    address = "?sort=club"
    assert len({queries(client, career(posts, 2).get_absolute_url() + address) for posts in (9, 16)}) == 1


def test_a_column_that_a_career_does_not_have_is_refused_in_words(client, ole):
    answer = client.get(f"{ole.get_absolute_url()}?sort=salary")
    assert answer.status_code == 400
    assert "Choose one of its headings." in answer.content.decode()
