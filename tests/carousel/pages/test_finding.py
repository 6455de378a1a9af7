"""What search engines and other machines are told, and what they never are."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest
from django.utils import translation

from carousel import editorial, linked_data, store
from carousel.models import Rumour
from carousel.views.choices import leagues_in_words
from tests.carousel.record.builders import days
from tests.factories import (
    make_article,
    make_claim,
    make_club,
    make_coach,
    make_entry,
    make_outlet,
    make_rumour,
    make_user,
)

pytestmark = pytest.mark.django_db
AT = datetime(2020, 10, 1, tzinfo=UTC)


def facts_on(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])


def sitemap(client, section: str) -> str:
    return client.get(f"/sitemap-{section}.xml").content.decode()


def test_the_sitemap_names_every_part(client):
    index = client.get("/sitemap.xml").content.decode()
    assert all(f"/sitemap-{part}.xml" in index for part in ("coaches", "clubs", "rumours", "seasons"))


def test_a_rejected_rumour_and_an_unverified_name_are_in_no_sitemap(client):
    shown, hidden = make_rumour(), make_rumour(status="rejected")
    coach = make_coach("Nobody Knows", is_provisional=True)
    rumours = sitemap(client, "rumours")
    assert shown.get_absolute_url() in rumours
    assert hidden.get_absolute_url() not in rumours
    assert coach.get_absolute_url() not in sitemap(client, "coaches")


def test_robots_are_kept_off_the_desk_and_told_of_the_sitemap(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /desk/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert re.search(r"User-agent: GPTBot[\s\S]*?Disallow: /\n", text)


def test_security_txt_says_whom_to_tell_and_until_when(client, settings):
    settings.SECURITY_CONTACT = "mailto:hole@carousel.example"
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:hole@carousel.example" in text
    expires = datetime.fromisoformat(re.search(r"Expires: (.+)Z", text)[1])
    assert 0 < (expires - datetime.now(UTC).replace(tzinfo=None)).days < 366


def test_a_page_has_one_address_whatever_its_switches(client, settings):
    settings.SITE_URL = "https://carousel.example"
    page = client.get("/?caretakers=without&as_of=2020-09-21").content.decode()
    assert '<link rel="canonical" href="https://carousel.example/">' in page


def test_a_career_is_told_as_roles_with_their_days(client):
    coach, club = make_coach("Ole Brink"), make_club("Havnestad BK")
    make_entry(coach, club, days("2018-07-01/2018-07-31"), "2020-10-10")
    store.rebuild()
    facts = facts_on(client.get(coach.get_absolute_url()).content.decode())
    (role,) = facts["memberOf"]
    assert (facts["@type"], facts["name"]) == ("Person", "Ole Brink")
    assert (role["startDate"], role["endDate"]) == ("2018-07", "2020-10-10")
    team = facts_on(client.get(club.get_absolute_url()).content.decode())
    assert team["coach"][0]["coach"]["name"] == "Ole Brink"


def test_a_name_cannot_leave_the_data_block(client):
    coach = make_coach("</script><b>Ole")
    page = client.get(coach.get_absolute_url()).content.decode()
    assert facts_on(page)["name"] == coach.name
    assert "</script><b>Ole" not in page


def test_a_rumour_is_no_fact_for_machines_and_a_rejected_one_is_gone(client):
    coach, club = make_coach("Ole Brink"), make_club("Havnestad BK")
    make_claim(make_article(make_outlet()), "candidacy", coach, club)
    store.rebuild()
    assert "memberOf" not in facts_on(client.get(coach.get_absolute_url()).content.decode())
    rumour = Rumour.objects.get()
    editorial.reject(rumour.pk, editor=make_user("editor"), at=AT, reason="not_said")
    assert client.get(rumour.get_absolute_url()).status_code == 410


@pytest.mark.parametrize(
    ("time", "text"),
    [
        ("2020-09-21", "2020-09-21"),
        ("2020-09-01/2020-09-30", "2020-09"),
        ("2020-03-01/2020-09-30", "2020"),
        ("2019-03-01/2020-09-30", None),
        ("../2020-09-30", None),
    ],
)
def test_a_time_is_written_as_far_as_it_is_known(time, text):
    assert linked_data.written(days(time)) == text


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Kystligaen (Denmark)"), ("da", "Kystligaen (Danmark)")]
)
def test_a_league_that_is_written_with_its_country_has_it_once(language, told):
    with translation.override(language):
        found = leagues_in_words([("a", "Kystligaen", "DK"), ("b", "Kystligaen (Denmark)", "DK")])
    assert found == [("a", told), ("b", told)]
