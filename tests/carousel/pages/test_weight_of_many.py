"""However many rows there are, a page stays light, goes on by key, and leaves none of them out."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest

from bench.pages import GOAL_HTML
from carousel import store
from tests.factories import (
    make_article,
    make_claim,
    make_club,
    make_coach,
    make_entry,
    make_outlet,
    make_season,
)

pytestmark = pytest.mark.django_db

FILTERS = "from=1990&to=2026&manner=reported&caretakers=without&as_of=2026-11-01&lang=da"
CHAIN = 4  # seats that each move empties in turn


def pages(client, address: str, most: int = 99) -> list[str]:
    """The page and those that follow it."""
    found = [client.get(address).content.decode()]
    while len(found) < most and (
        link := re.search(r'<a class="button" rel="next" href="(\?[^"]+)"', found[-1])
    ):
        found.append(client.get(address.partition("?")[0] + unescape(link[1])).content.decode())
    return found


def heavy(client, *addresses: str) -> dict[str, int]:
    """Of these pages and those that follow each the ones that weigh too much."""
    weights = {
        address: max(len(page.encode()) for page in pages(client, address, 3)) for address in addresses
    }
    return {address: weight for address, weight in weights.items() if weight >= GOAL_HTML}


def of_long_name(number: int) -> str:
    return f"Sportsforeningen Nordre Havnestad og Omegn {number}"


@pytest.fixture
def league():
    """Twenty-four clubs that change twice a season, four of them by one chain, for twelve years."""
    clubs = [make_club(of_long_name(number), slug=f"klub-{number}", country="DK") for number in range(24)]
    for year in range(2009, 2021):
        coaches = [make_coach(f"Aleksander Nordbakken-Fjeldgaard {year}-{n}") for n in range(24)]
        for number, club in enumerate(clubs):
            middle = date(year, 11, 1) + timedelta(days=number)
            manner = "left_for_club" if number % CHAIN else "sacked"
            make_entry(coaches[number], club, date(year, 8, 1), middle, manner=manner)
            came = coaches[number + 1] if number % CHAIN < CHAIN - 1 else make_coach()
            make_entry(came, club, middle + timedelta(days=1), date(year + 1, 6, 1), manner="sacked")
    season = make_season(*clubs, slug="2020-21")
    store.rebuild()
    return season


def test_a_season_of_many_changes_is_light_and_each_list_goes_on(client, league):
    address = league.get_absolute_url()
    lists = ("lines", "changes", "holders", "by-club", "chains")
    alone = [f"{address}?only={name}&as_of=2026-11-01&lang=da" for name in lists]
    assert heavy(client, address, f"{address}?as_of=2026-11-01&lang=da", *alone) == {}
    shown = "".join(pages(client, f"{address}?only=changes"))
    changes = client.get(address).context["counts"].changes
    assert shown.count('<th scope="row">') == changes > 40
    drawn = "".join(pages(client, f"{address}?only=lines"))
    assert all(f'"/clubs/klub-{number}/">{of_long_name(number)}</a></li>' in drawn for number in range(24))


def test_a_drawing_of_a_part_of_the_clubs_has_their_changes_below_it(client, league):
    for page in pages(client, f"{league.get_absolute_url()}?only=lines"):
        drawn = re.findall(r'<li class="levels-\d"><a href="([^"]+)"', page)
        assert drawn
        assert set(drawn) == set(re.findall(r'<th scope="row"><a href="([^"]+)"', page))


def test_statistics_are_light_and_lead_to_whole_tables(client, league):
    tables = [table.name for table in client.get("/stats/?from=1990").context["tables"]]
    whole = [f"/stats/?table={name}&{FILTERS}" for name in tables]
    behind = [f"/stats/rows/?table={name}&{FILTERS}" for name in tables]
    assert heavy(client, "/stats/", "/stats/?from=1990", f"/stats/?{FILTERS}", *whole, *behind) == {}
    years = "".join(pages(client, "/stats/?table=movements&from=1990&to=2026"))
    assert all(f'<th scope="row">{year}<' in years for year in range(2010, 2021))


def test_every_chain_stands_on_one_page_of_the_list(client, league):
    assert heavy(client, "/chains/", "/chains/?order=newest&as_of=2026-11-01&lang=da") == {}
    found = re.findall(r'<article class="chain" id="([^"]+)"', "".join(pages(client, "/chains/")))
    assert len(found) == len(set(found)) > 50


def test_the_market_goes_on_by_key(client):
    for number in range(90):
        make_entry(
            make_coach(f"Aleksander Nordbakken-Fjeldgaard {number}"),
            make_club(),
            "2019-07-01",
            "2020-10-10",
            manner="sacked",
        )
    store.rebuild()
    address = "/market/?as_of=2020-12-01&lang=da"
    assert heavy(client, address) == {}
    assert "".join(pages(client, address)).count('<tr id="m') == 90


def test_the_front_page_is_light_with_many_open_seats_and_leads_to_all(client):
    outlets = [make_outlet(f"Havneavisen {number}", tier=0) for number in range(2)]
    for number in range(30):
        club, coach = make_club(of_long_name(number)), make_coach()
        day = date(2026, 10, 1) + timedelta(days=number)
        make_entry(coach, club, "2024-07-01")
        for outlet in outlets:
            fired = make_article(outlet, day, text=f"{coach.name} er fyret i {club.name}.")
            make_claim(fired, "departure", coach, club, when=day, manner="sacked")
            make_claim(make_article(outlet, day), "candidacy", make_coach(), club, stage="talks")
    store.rebuild()
    assert heavy(client, "/?as_of=2026-11-01&lang=da", "/?only=seats&as_of=2026-11-01&lang=da") == {}
    board = "".join(pages(client, "/?only=seats&as_of=2026-11-01"))
    assert len(re.findall(r'<th scope="row" class="club">', board)) == 30


def test_a_long_chain_leaves_less_room_for_the_rest_of_the_front_page(client):
    outlets = [make_outlet(f"Havneavisen {number}", tier=0) for number in range(2)]
    clubs = [make_club(of_long_name(number)) for number in range(8)]
    coaches = [make_coach(f"Aleksander Nordbakken-Fjeldgaard {number}") for number in range(8)]
    for number, (coach, club) in enumerate(zip(coaches, clubs, strict=True)):
        day = date(2026, 10, 1) + timedelta(days=2 * number)
        make_entry(coach, club, "2024-07-01")
        manner = "left_for_club" if number else "sacked"
        for outlet in outlets:
            told = make_article(outlet, day, text=f"{coach.name} forlader {club.name}.")
            make_claim(told, "departure", coach, club, when=day, manner=manner)
            if number:
                make_claim(told, "appointment", coach, clubs[number - 1], when=day)
            make_claim(make_article(outlet, day), "candidacy", make_coach(), club, stage="talks")
    store.rebuild()
    assert heavy(client, "/?as_of=2026-11-01&lang=da") == {}
    page = client.get("/?as_of=2026-11-01&lang=en").content.decode()
    (address,) = re.findall(r'<a href="([^"]+)#chain-[\d-]+">The whole chain, 8 seats</a>', page)
    assert "8 seats, " in client.get(unescape(address)).content.decode()
