"""A career with the spells as caretaker and without them, by the switch that the other pages have."""

import re

import pytest

from carousel import store
from tests.factories import make_club, make_coach, make_entry

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("as_of", ["", "2020-12-01"], ids=["today", "as it stood"])


@pytest.fixture
def stood_in():
    """Two posts as head coach, and between them a spell as caretaker."""
    coach = make_coach("Aksel Brandvold")
    make_entry(coach, make_club("Havnestad BK"), "2016-07-01", "2018-06-30")
    make_entry(coach, make_club("Skovby IF"), "2018-09-01", "2018-09-30", role="caretaker")
    make_entry(coach, make_club("Nordhavn IF"), "2019-01-01", "2020-06-30")
    store.rebuild()
    return coach


def read(client, coach, as_of="", **query):
    answer = client.get(coach.get_absolute_url(), {**query, **({"as_of": as_of} if as_of else {})})
    assert answer.status_code == 200
    return answer


def clubs(answer):
    return [row.club.name for row in answer.context["rows"] if not row.is_gap]


@BOTH
def test_the_switch_takes_caretaker_spells_out_of_the_table_the_lane_and_the_count(client, stood_in, as_of):
    whole = read(client, stood_in, as_of)
    assert clubs(whole) == ["Nordhavn IF", "Skovby IF", "Havnestad BK"]
    assert "3 posts, 0 rumours." in whole.content.decode()
    without = read(client, stood_in, as_of, caretakers="without")
    assert clubs(without) == ["Nordhavn IF", "Havnestad BK"]
    page = without.content.decode()
    assert "2 posts, 0 rumours." in page
    assert "Skovby IF" not in page.split('<table class="career')[1].split("</table>")[0]


def test_without_them_no_day_in_a_post_is_told_as_one_without(client, stood_in):
    gaps = [row.days for row in read(client, stood_in, caretakers="without").context["rows"] if row.is_gap]
    assert gaps == [row.days for row in read(client, stood_in).context["rows"] if row.is_gap]


def test_who_is_caretaker_now_is_still_told_to_be(client, stood_in):
    make_entry(stood_in, make_club("Fjordby FK"), "2020-08-01", role="caretaker")
    store.rebuild()
    page = read(client, stood_in, caretakers="without").content.decode()
    assert "Caretaker at" in page
    assert "Out of work" not in page


@BOTH
def test_links_keep_the_switch(client, stood_in, as_of):
    page = read(client, stood_in, as_of, caretakers="without").content.decode()
    assert '<input type="hidden" name="caretakers" value="without">' in page
    sorts = re.findall(r'class="sort"[^>]* href="([^"]+)"', page)
    assert sorts
    assert all("caretakers=without" in address for address in sorts)
    assert "caretakers=without" in page.split('id="dateline"')[1]


def test_who_never_stood_in_has_no_switch(client):
    coach = make_coach("Sten Lindqvist")
    make_entry(coach, make_club(), "2016-07-01")
    store.rebuild()
    assert "With caretakers" not in read(client, coach).content.decode()
