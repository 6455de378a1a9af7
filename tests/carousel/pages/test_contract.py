"""Until when a coach is under contract, at the head of the coach's page."""

from __future__ import annotations

import re
from datetime import date

import pytest

from articles.models import Outlet
from carousel import store
from carousel.record.days import Days
from tests.factories import (
    make_article,
    make_claim,
    make_club,
    make_coach,
    make_entry,
    make_outlet,
    time_range,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ole():
    """Appointed by the club's word until June 2022, and in June 2021 kept until June 2024."""
    coach, club = make_coach("Ole Brink"), make_club("Havnestad BK")
    official = make_outlet(tier=Outlet.Tier.OFFICIAL)
    came = make_article(official, "2020-07-01", text="Ole Brink er ny cheftræner til juni 2022.")
    make_claim(came, "appointment", coach, club, when="2020-07-01", until="2022-06-30")
    kept = make_article(official, "2021-06-01", text="Ole Brink forlænger til juni 2024.")
    make_claim(kept, "extension", coach, club, until="2024-06-30")
    store.rebuild()
    return coach


def head(client, coach, day: str) -> tuple[str, str]:
    """The end of the contract as the head of the page has it, and the passage that its marker leads to."""
    page = client.get(f"{coach.get_absolute_url()}?as_of={day}").content.decode()
    found = re.search(
        r'Under contract until <time datetime="([^"]+)">.*?</time><a class="evidence-marker" href="#(e\d+)"',
        page,
    )
    return (found[1], page.partition(f'id="{found[2]}"')[2]) if found else ("", "")


@pytest.mark.parametrize(
    ("day", "until", "passage"),
    [("2020-08-01", "2022-06-30", "ny cheftræner"), ("2021-07-01", "2024-06-30", "forlænger")],
)
def test_the_contract_of_a_running_post_is_shown_with_the_report_that_tells_of_it(
    client, ole, day, until, passage
):
    shown, listed = head(client, ole, day)
    assert shown == until
    assert passage in listed


def test_a_contract_that_has_run_out_says_nothing_of_today(client, ole):
    assert head(client, ole, "2024-08-01") == ("", "")


def test_a_contract_by_an_editors_word_has_no_marker(client):
    coach = make_coach()
    make_entry(coach, make_club(), "2020-07-01", contract_until=time_range("2050-06-30"))
    store.rebuild()
    page = client.get(coach.get_absolute_url()).content.decode()
    assert re.search(r"Under contract until <time[^>]+>30 Jun 2050</time></span>", page)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Contract ran to some time between June and August 2024."),
        ("da", "Kontrakten løb til engang mellem juni og august 2024."),
    ],
)
def test_a_contract_to_the_summer_is_told_in_a_sentence(client, language, told):
    coach, club = make_coach("Aksel Brandvold"), make_club("Havnestad BK")
    article = make_article(make_outlet(tier=Outlet.Tier.OFFICIAL), "2020-07-01")
    summer = Days(date(2024, 6, 1), date(2024, 8, 31))
    make_claim(article, "appointment", coach, club, when="2020-07-01", until=summer)
    make_claim(article, "departure", coach, club, when="2021-07-01")
    store.rebuild()
    assert told in client.get(f"{coach.get_absolute_url()}?lang={language}").content.decode()
