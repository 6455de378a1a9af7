"""The pages of coaches as readers get them."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Outlet
from carousel import store
from carousel.record.days import Days
from tests.carousel.pages.stories import tell
from tests.factories import (
    make_article,
    make_claim,
    make_club,
    make_coach,
    make_entry,
    make_outlet,
    make_stint,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def brandvold():
    """A coach with a post by an editor's word, sacked by two papers' word, and talked of elsewhere."""
    coach = make_coach("Aksel Brandvold", slug="aksel-brandvold")
    home, away = make_club("Havnestad BK"), make_club("Skovby IF")
    make_entry(coach, home, "2018-10-10")
    official = make_outlet("Havnestad BK (official)", tier=Outlet.Tier.OFFICIAL)
    sacked = make_article(official, "2020-08-20", text="Klubben har fyret Aksel Brandvold.")
    make_claim(sacked, "departure", coach, home, when="2020-08-20")
    talk = make_article(make_outlet("Kystposten"), "2020-09-18", text="Brandvold er kandidat i Skovby.")
    make_claim(talk, "candidacy", coach, away)
    store.rebuild()
    return coach


def read(client, coach, **query):
    response = client.get(f"/coaches/{coach.slug}/", query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_shows_state_career_rumour_and_evidence(client, brandvold):
    page = read(client, brandvold, as_of="2020-10-01")
    assert "Out of work" in page
    assert "20 Aug 2020" in page
    assert "680" in page
    assert "Klubben har fyret Aksel Brandvold." in page
    assert "Skovby IF" in page
    assert "Stage 2 of 6: candidate" in page


def test_a_rumour_in_the_head_says_how_many_tell_of_it(client, db):
    story = tell()
    page = client.get(f"{story.carlsen.get_absolute_url()}?as_of=2020-11-08").content.decode()
    now = page[page.index('class="now"') : page.index('id="h-career"')]
    assert "Rumour</span>" in now
    assert ">1 independent source, 2 articles</a>" in now


def test_every_marker_points_at_a_passage_on_the_page(client, brandvold):
    page = read(client, brandvold)
    pointed_at = set(re.findall(r'class="evidence-marker" href="#(e\d+)"', page))
    assert pointed_at
    assert pointed_at <= set(re.findall(r'id="(e\d+)"', page))


def test_an_older_edition_leaves_out_what_came_later(client, brandvold):
    page = read(client, brandvold, as_of="2019-05-01")
    assert "In charge at" in page
    assert "As it stood on Wednesday 1 May 2019." in page
    assert "fyret" not in page
    assert "Skovby" not in page


def test_links_of_an_older_edition_stay_in_it(client, brandvold):
    page = read(client, brandvold, as_of="2020-09-20")
    assert "/?as_of=2020-09-20" in page


@pytest.mark.parametrize(
    "given", ["yesterday", "2020-13-01", "2020-02-30", "1700-01-01", "9999-12-31", "<b>"]
)
def test_a_day_that_is_none_or_to_come_is_refused_with_a_sentence(client, brandvold, given):
    response = client.get("/coaches/aksel-brandvold/", {"as_of": given})
    assert response.status_code == 400
    page = response.content.decode()
    assert "That request makes no sense" in page
    assert any(part in page for part in ("is not a day", "still to come", "reach that far"))
    assert "<b>" not in page.replace("<b></b>", "")


def test_an_empty_day_is_today(client, brandvold):
    answer = client.get(brandvold.get_absolute_url(), {"as_of": ""}, follow=True)
    assert "as it stands" in answer.content.decode()


def test_an_unknown_coach_is_a_404_with_a_way_on(client, db):
    response = client.get("/coaches/nobody/")
    assert response.status_code == 404
    assert "Find a coach" in response.content.decode()


def test_htmx_gets_the_main_part_and_the_dateline_only(client, brandvold):
    response = client.get(
        "/coaches/aksel-brandvold/", {"as_of": "2019-05-01"}, headers={"HX-Request": "true"}
    )
    part = response.content.decode()
    assert "<!doctype" not in part
    assert part.count("<main id=") == 1
    assert 'hx-swap-oob="true"' in part
    assert "HX-Request" in response["Vary"]


def test_a_page_restored_from_the_history_is_whole(client, brandvold):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    response = client.get("/coaches/aksel-brandvold/", headers=headers)
    assert b"<!doctype html>" in response.content


def test_a_coach_with_nothing_on_record_says_so(client, db):
    page = read(client, make_coach("Ny Træner", is_provisional=True))
    assert "No post on record" in page
    assert "No rumour is on record." in page
    assert "Unverified" in page


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_more_stints_and_reports_need_no_more_queries(client):
    few, many = make_coach("Få Poster"), make_coach("Mange Poster")
    for coach, count in ((few, 2), (many, 14)):
        first = date(1990, 7, 1)
        for n in range(count):
            club = make_club(f"Klub {n}")
            make_entry(coach, club, first, first + timedelta(days=500))
            article = make_article(make_outlet(f"Avis {n}"), first, text=f"{coach.name} er i spil {n}.")
            make_claim(article, "candidacy", coach, make_club(f"Anden {n}"))
            first += timedelta(days=600)
    store.rebuild()
    for as_of in ("", "?as_of=2021-01-01"):
        assert queries(client, f"/coaches/{few.slug}/{as_of}") == queries(
            client, f"/coaches/{many.slug}/{as_of}"
        )


def test_the_list_shows_names_and_present_posts_with_a_constant_number_of_queries(client):
    make_stint(make_coach("Aksel Brandvold"), make_club("Havnestad BK"), "2018-07-01")
    before = queries(client, "/coaches/")
    for n in range(20):
        make_stint(make_coach(f"Træner {n}"), make_club(f"Klub {n}"), "2018-07-01")
    assert queries(client, "/coaches/") == before
    page = client.get("/coaches/").content.decode()
    assert ">Havnestad BK</a>, head coach" in page


def test_the_list_goes_on_by_key_and_shows_two_of_one_name(client):
    for _n in range(3):
        make_coach("Aksel Brandvold")
    for n in range(60):
        make_coach(f"Bo Træner {n:02}")
    first = client.get("/coaches/").content.decode()
    assert first.count(">Aksel Brandvold</a>") == 3
    address = unescape(re.search(r'rel="next" href="([^"]+)"', first).group(1))
    second = client.get(f"/coaches/{address}").content.decode()
    assert "Bo Træner 59" in second
    assert "Aksel" not in second
    assert 'rel="next"' not in second


def test_names_stand_as_in_an_index_whatever_their_accents_and_capitals(client):
    for name in ("bo Aas", "Zlatko Berg", "Ázar Dal", "Azar Dale", "Bo Aarup", "Øyvind Ek"):
        make_coach(name)
    names = [coach.name for coach in client.get("/coaches/").context["page"].rows]
    assert names == ["Ázar Dal", "Azar Dale", "Bo Aarup", "bo Aas", "Øyvind Ek", "Zlatko Berg"]


@pytest.mark.parametrize("typed", ["Stale", "ståle", "solb", "Solbaken", "stå"])
def test_a_name_is_found_by_its_beginning_without_accents_or_nearly_spelt(client, typed):
    make_coach("Ståle Solbakken")
    make_coach("Aksel Brandvold")
    page = client.get("/coaches/", {"q": typed}).content.decode()
    assert "Ståle Solbakken" in page
    assert "Aksel Brandvold" not in page


def test_where_a_name_begins_so_those_that_are_only_spelt_like_it_are_left_out(client):
    for name in ("Emil Stalle", "Anders Stål", "Ståle Brink", "Kaj Stålesen", "Sten Ståhle"):
        make_coach(name)
    make_coach("Jan Krag").aliases.create(text="Stale Krag")

    def found(typed):
        return [coach.name for coach in client.get("/coaches/", {"q": typed}).context["page"].rows]

    assert found("Ståle") == ["Jan Krag", "Kaj Stålesen", "Ståle Brink"]
    assert found("Brinck") == ["Ståle Brink"]


def test_the_second_half_of_a_double_name_is_found_too(client):
    make_coach("Åge Østergård-Çelik")
    assert "Çelik" in client.get("/coaches/", {"q": "celik"}).content.decode()


@pytest.mark.parametrize("typed", ["%", "_", "\0", "'", "<script>"])
def test_a_search_for_signs_finds_nobody_and_breaks_nothing(client, typed):
    make_coach("Aksel Brandvold")
    response = client.get("/coaches/", {"q": typed})
    assert response.status_code == 200
    assert b"<script>" not in response.content.replace(b"<script src", b"")


def test_a_key_that_is_none_is_refused_with_a_sentence(client, db):
    response = client.get("/coaches/", {"after": "x"})
    assert response.status_code == 400
    assert b"names no place in the list" in response.content


def test_today_is_an_edition_like_any_other(client, brandvold):
    page = read(client, brandvold, as_of=timezone.localdate().isoformat())
    assert "Back to today" not in page


@pytest.mark.parametrize("address", ["/coaches/", "/coaches/aksel-brandvold/"])
def test_the_pages_can_be_read_in_danish(client, brandvold, address):
    page = client.get(address, headers={"Accept-Language": "da"}).content.decode()
    assert '<html lang="da">' in page
    assert "Aksel Brandvold" in page


@pytest.mark.parametrize(
    ("language", "units"),
    [("en", [("1", "day"), ("not on record", "")]), ("da", [("1", "dag"), ("ikke registreret", "")])],
)
def test_behind_the_days_of_a_post_stands_their_unit_where_days_are_known(client, language, units):
    coach = make_coach("Aksel Brandvold")
    make_stint(coach, make_club("Havnestad BK"), "2020-01-01", "2020-01-02")
    make_stint(coach, make_club("Skovby IF"), Days(None, None))
    page = client.get(f"{coach.get_absolute_url()}?lang={language}").content.decode()
    found = re.findall(r'<td class="is-number"[^>]*>([^<]*?)(?: <span class="unit">(\w+)</span>)?</td>', page)
    assert sorted(found) == units


def test_after_three_years_nobody_counts_the_days_of_a_coach_out_of_sight(client, brandvold):
    assert "Out of work" in read(client, brandvold, as_of="2023-08-20")
    page = read(client, brandvold, as_of="2024-08-20").split("No rumour is open")[0]
    assert "Out of work" not in page
    assert "No post on record since 20 Aug 2020" in page
    assert "1,461 days" not in page


def test_a_post_of_which_no_end_is_known_hides_no_pause_after_a_later_one(client, brandvold):
    make_entry(brandvold, make_club("Elvmark FK"), "2008-07-01", ended=Days(date(2009, 6, 1), None))
    store.rebuild()
    page = read(client, brandvold, as_of="2020-12-01")
    assert "Out of work" in page
    assert "Last post: Havnestad BK" in page
