"""The list of chains, and the coaches without a club."""

from __future__ import annotations

import pytest

from carousel import store
from carousel.market import free_on
from tests.carousel.facts import rumour, stint
from tests.factories import (
    day,
    make_article,
    make_claim,
    make_club,
    make_coach,
    make_entry,
    make_outlet,
    make_season,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    """Havnestad sacks Brink, takes Vos from Vesterlund, which takes Krag; Brink is free."""
    havnestad, vesterlund = make_club("Havnestad BK"), make_club("Vesterlund IF")
    vos = make_coach("Pim Vos")
    make_entry(
        make_coach("Ole Brink", nationality="DK"), havnestad, "2018-07-01", "2020-10-10", manner="sacked"
    )
    make_entry(vos, vesterlund, "2019-09-24", "2020-11-02", manner="left_for_club")
    make_entry(vos, havnestad, "2020-11-02")
    make_entry(make_coach("Jan Krag"), vesterlund, "2020-11-06")
    store.rebuild()


@pytest.mark.usefixtures("story")
def test_a_chain_is_listed_with_its_length_its_cause_and_its_end(client):
    page = " ".join(client.get("/chains/").content.decode().split())
    assert "2 seats, 27 days." in page
    assert "It began with an exit: sacked, 10 Oct 2020." in page
    assert "It ended with Jan Krag, who left no seat behind." in page


@pytest.mark.usefixtures("story")
def test_the_market_says_since_when_and_from_where(client):
    page = client.get("/market/?as_of=2020-12-01").content.decode()
    assert "Ole Brink" in page
    assert "1 coach without a club" in page
    assert "Pim Vos" not in page


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    "query",
    ["nationality=XX", "nationality=dk", "nationality=%00", "country=XX", "country=%00", "league=%00"],
)
def test_a_filter_that_there_is_not_is_refused_with_a_sentence(client, query):
    answer = client.get(f"/market/?{query}")
    assert answer.status_code == 400
    assert "There is no such filter." in answer.content.decode()


@pytest.fixture
def stood_in(story):
    """Who stood in at a club and went, and who is still standing in."""
    club = make_club("Nordhavn IF")
    make_entry(make_coach("Bo Falk"), club, "2020-10-01", "2020-10-20", role="caretaker")
    make_entry(make_coach("Nils Berg"), club, "2020-10-21", role="caretaker")
    store.rebuild()


@pytest.mark.usefixtures("stood_in")
def test_the_market_leaves_caretakers_out_on_request_and_its_links_keep_that(client):
    assert "Bo Falk" in client.get("/market/?as_of=2020-12-01").content.decode()
    answer = client.get("/market/?as_of=2020-12-01&caretakers=without")
    page = answer.content.decode()
    assert [row.coach.name for row in answer.context["rows"]] == ["Ole Brink"]
    assert "1 coach without a club" in page
    assert '<input type="hidden" name="caretakers" value="without">' in page
    assert "caretakers=without" in page.split('id="dateline"')[1]
    assert answer.context["with_caretakers"] is False


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    ("query", "number"), [("nationality=DK", 1), ("nationality=SE", 0), ("rumoured=1", 0)]
)
def test_the_market_is_narrowed_by_the_address(client, query, number):
    make_coach("Nils Berg", nationality="SE")
    page = client.get(f"/market/?as_of=2020-12-01&{query}").content.decode()
    assert f"{number} coach" in page


def test_an_open_rumour_stands_beside_the_coach(client):
    club, coach = make_club("Havnestad BK"), make_coach("Ole Brink")
    make_entry(coach, make_club("Vesterlund IF"), "2018-07-01", "2020-10-10", manner="sacked")
    make_claim(make_article(make_outlet(), "2020-11-20"), "candidacy", coach, club, stage="talks")
    store.rebuild()
    page = client.get("/market/?as_of=2020-12-01&rumoured=1").content.decode()
    assert "1 coach without a club" in page
    assert "Havnestad BK" in page


@pytest.mark.parametrize("basis", ["reference", "inferred", ""])
def test_nobody_is_called_free_of_whose_exit_nobody_told(basis):
    assert free_on([stint(1, 11, "2018-07-01", "2020-10-10", end_basis=basis)], [], day("2020-12-01")) == []


def test_who_may_have_a_post_is_not_free():
    stints = [stint(1, 11, "2018-07-01", "2020-10-10"), stint(1, 12, "2020-11-01", role="assistant")]
    assert free_on(stints, [], day("2020-12-01")) == []


def test_who_has_been_away_for_years_has_left_the_market():
    assert free_on([stint(1, 11, "2010-07-01", "2012-10-10")], [], day("2020-12-01")) == []
    (free,) = free_on([stint(1, 11, "2010-07-01", "2019-10-10")], [rumour(1, 12)], day("2020-12-01"))
    assert free.days == (418, 418)
    assert len(free.rumours) == 1


@pytest.mark.parametrize(("address", "queries"), [("/chains/", 6), ("/market/", 9)])
@pytest.mark.parametrize("many", [1, 5])
def test_queries_do_not_grow_with_the_rows(client, django_assert_num_queries, address, queries, many):
    for _ in range(many):
        make_entry(make_coach(), make_club(), "2026-01-01", "2026-06-01", manner="sacked")
    store.rebuild()
    with django_assert_num_queries(queries):
        client.get(address)


def free(name, club, nationality="", **fields):
    """A coach who was sacked there on 10 Oct 2020, after other posts that are made beside."""
    coach = make_coach(name, nationality=nationality)
    make_entry(coach, club, "2018-07-01", "2020-10-10", manner="sacked", **fields)
    return coach


def on_the_market(client, **wanted):
    response = client.get("/market/", {"as_of": "2020-12-01", **wanted})
    assert response.status_code == 200
    return [row.coach.name for row in response.context["rows"]]


def test_a_league_of_the_market_is_that_of_the_last_club(client):
    havnestad, vesterlund = make_club("Havnestad BK"), make_club("Vesterlund IF")
    league = make_season(havnestad, slug="2020-21").competition
    free("Ole Brink", havnestad), free("Pim Vos", vesterlund)
    store.rebuild()
    assert on_the_market(client, league=league.slug) == ["Ole Brink"]


def test_a_coach_is_likely_to_work_in_the_languages_of_his_country_and_of_his_posts(client):
    free("Ole Brink", make_club("Havnestad BK", country="DK"), nationality="DK")
    vos = free("Pim Vos", make_club("Fjellby", country="NO"), nationality="GB-SCT")
    make_entry(vos, make_club("Ville", country="BE"), "2014-07-01", "2016-07-01")
    store.rebuild()
    for code in ("en", "no", "nl", "fr"):
        assert on_the_market(client, language=code) == ["Pim Vos"]
    assert on_the_market(client, language="da") == ["Ole Brink"]
    assert on_the_market(client, language="da", nationality="GB-SCT") == []
    assert on_the_market(client, language="sw") == []


def test_the_market_says_that_languages_are_derived_and_names_those_of_each(client):
    free("Ole Brink", make_club("Havnestad BK", country="DK"), nationality="SE")
    store.rebuild()
    page = client.get("/market/?as_of=2020-12-01&language=sv").content.decode()
    assert "is derived, not told" in page
    assert "likely: Danish, Swedish" in page


@pytest.mark.parametrize("choice", ["league=none", "league=%00", "language=xx"])
def test_a_league_or_a_language_that_there_is_not_is_refused_in_words(client, choice):
    response = client.get(f"/market/?{choice}")
    assert response.status_code == 400
    assert "There is no such filter." in response.content.decode()
