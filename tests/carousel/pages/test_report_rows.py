"""Every row of the public lists has a link by which a reader reports an error in just that row."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.utils import timezone

from carousel import store
from carousel.models import ErrorReport, Rumour
from tests.carousel.pages.stories import reject_one, tell
from tests.carousel.pages.test_addresses import season_of
from tests.factories import (
    make_article,
    make_claim,
    make_club,
    make_coach,
    make_entry,
    make_outlet,
    make_user,
)

pytestmark = pytest.mark.django_db

FLAG = re.compile(r'<button class="report-row"[^>]* name="at" value="([^"]+)"')
PAGE = re.compile(r'<form id="report" [^>]*hidden><input type="hidden" name="about" value="([^"]+)">')


def rows_reported(client, address: str) -> list[dict[str, str]]:
    """For each flag what the form sends that it belongs to."""
    page = client.get(address).content.decode()
    (about,) = PAGE.findall(page)
    return [{"about": unescape(about), "at": unescape(at)} for at in FLAG.findall(page)]


def words(client, address: str) -> list[str]:
    return [one["at"].partition("#")[2] for one in rows_reported(client, address)]


def test_each_row_of_each_list_says_in_words_which_it_is(client):
    story = tell()
    season = season_of(story)
    rumour = Rumour.objects.get(coach=story.carlsen)
    day = "?as_of=2020-11-08"
    expected = {
        "/": [
            "Move at Havnestad BK, 2 Nov 2020",
            "Rumour: Ivar Carlsen, Fjordby IF",
            "Open seat at Fjordby IF",
        ],
        "/rumours/": ["Rumour: Ivar Carlsen, Fjordby IF"],
        rumour.get_absolute_url(): ["Report of Kystposten, 5 Nov 2020"],
        "/clubs/fjordby/": ["Rumour: Ivar Carlsen, Fjordby IF", "Ragna Berg at Fjordby IF"],
        story.berg.get_absolute_url(): ["Ragna Berg at Havnestad BK", "Ragna Berg at Fjordby IF"],
        f"/seasons/{season['competition']}/{season['season']}/": [
            "Change at Havnestad BK: Per Aas, Ragna Berg"
        ],
        "/chains/": ["Chain from Havnestad BK, 2 seats"],
        "/market/": ["Per Aas, without a club"],
        "/stats/": ["Movements by year: 2020", "Time to the next job"],
        "/coaches/": ["Per Aas"],
        "/clubs/": ["Fjordby IF"],
        "/seasons/": ["Kystliga 2020–21"],
        "/outlets/": ["Kystposten"],
        "/outlets/kystposten/": [story.paper.articles.get().title],
    }
    for address, rows in expected.items():
        assert set(rows) <= set(words(client, address + day)), address
    by_club = words(client, f"/seasons/{season['competition']}/{season['season']}/{day}")
    assert "Havnestad BK: 1 change" in by_club


def test_what_was_corrected_found_counted_or_is_new_can_be_reported_too(client):
    story = tell()
    reject_one(story)
    assert [one.split(",")[0] for one in words(client, "/corrections/")] == ["A rumour was withdrawn"]
    assert words(client, "/search/?q=fjordby")[0] == "Fjordby IF"
    make_claim(
        make_article(story.paper, timezone.localdate()), "candidacy", make_coach("Bo Falk"), story.fjordby
    )
    store.rebuild()
    assert words(client, f"/?since={timezone.localdate()}") == ["Rumour: Bo Falk, Fjordby IF"]
    record = words(client, "/outlets/kystposten/")
    assert {"Track record of Kystposten", "Track record of Kystposten: agreed"} <= set(record)


def test_a_report_tells_what_was_chosen_on_the_page_unless_that_is_too_long_to_keep(client):
    tell()
    (one, *_rest) = rows_reported(client, "/stats/?from=2019&to=2020&as_of=2020-11-08")
    assert one["about"] == "/stats/?from=2019&to=2020&as_of=2020-11-08"
    assert one["at"].startswith("movements#")
    long = rows_reported(client, f"/coaches/?as_of=2020-11-08&x={'x' * 300}")[0]["about"]
    assert long == "/coaches/?as_of=2020-11-08"


@pytest.mark.parametrize("address", ["/coaches/", "/clubs/", "/outlets/"])
def test_a_full_page_of_a_list_stays_light(client, address):
    for number in range(60):
        name = f"Aleksander Nordbakken-Fjeldgaard den {number}."
        make_coach(name), make_club(name), make_outlet(name)
    page = client.get(address)
    assert len(FLAG.findall(page.content.decode())) == 50
    assert len(page.content) < 60_000


def test_the_row_its_place_and_its_day_reach_the_desk_and_the_page_of_the_answer(client):
    story = tell()
    (given,) = [
        one
        for one in rows_reported(client, "/market/?as_of=2020-11-08")
        if one["at"].endswith("#Per Aas, without a club")
    ]
    asked = client.get("/reports/new/", given).context["form"].initial
    assert asked["about"] == f"/market/?as_of=2020-11-08#m{story.aas.pk}"
    client.post("/reports/new/", {**asked, "wrong": "He has a club."})
    made = ErrorReport.objects.get()
    client.force_login(make_user("editor"))
    for address in (made.get_absolute_url(), "/desk/reports/"):
        page = unescape(client.get(address).content.decode())
        assert f'<a href="{asked["about"]}">{asked["row"]}</a>' in page
    assert f'id="m{story.aas.pk}"' in client.get("/market/?as_of=2020-11-08").content.decode()


@pytest.mark.parametrize(
    "about", ["//evil.example/", "https://evil.example/coaches/", "/no/such/", "#x", "\\\\evil"]
)
def test_a_report_is_about_a_page_of_this_site_whatever_stands_behind_it(client, about):
    assert client.post("/reports/new/", {"about": about, "wrong": "x"}).status_code == 422


def test_a_name_cannot_leave_the_link(client):
    make_entry(make_coach('"><script>'), make_club("a&row=b#c"), "2026-01-01", "2026-06-01", manner="sacked")
    store.rebuild()
    assert words(client, "/market/?as_of=2026-07-01") == ['"><script>, without a club']
