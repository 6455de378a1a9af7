"""Statistics of one season, of one league or of all."""

from __future__ import annotations

from html import unescape

import pytest

from carousel import store
from tests.carousel.pages.stories import queries
from tests.factories import make_club, make_coach, make_entry, make_season

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def season():
    """One coach goes in the season, one in the summer after it, one in another league."""
    havnestad, fjordby, vesterlund = (
        make_club("Havnestad BK"),
        make_club("Fjordby IF"),
        make_club("Vesterlund"),
    )
    make_entry(make_coach("Ole Brink"), havnestad, "2018-07-01", "2020-06-10", manner="sacked")
    make_entry(make_coach("Pim Vos"), fjordby, "2018-07-01", "2021-06-20", manner="sacked")
    make_entry(make_coach("Jan Krag"), vesterlund, "2019-01-01", "2021-01-10", manner="resigned")
    store.rebuild()
    make_season(vesterlund)
    return make_season(havnestad, fjordby)


def movements(client, query: str) -> int:
    tables = client.get(f"/stats/?{query}").context["tables"]
    return sum(row[1] for row in next(t for t in tables if t.name == "movements").rows)


def test_a_season_counts_the_pause_before_it_and_not_the_one_after(client, season):
    league = season.competition.slug
    assert movements(client, f"competition={league}&season=2020-21") == 1
    assert movements(client, "season=2020-21") == 2
    assert movements(client, "from=2020&to=2021") == 3


def test_the_season_stays_in_the_form_and_in_the_links_of_the_figures(client, season):
    query = f"competition={season.competition.slug}&season=2020-21"
    page = unescape(client.get(f"/stats/?{query}").content.decode())
    assert '<option value="2020-21" selected>2020–21</option>' in page
    behind = page.split('href="/stats/rows/?', 1)[1].split('"')[0]
    assert "season=2020-21" in behind
    rows = client.get(f"/stats/rows/?{behind}")
    assert [row.coach.name for row in rows.context["rows"]] == ["Ole Brink"]
    assert "Season 2020–21." in rows.content.decode()


def test_a_season_that_no_league_has_is_refused_in_a_sentence(client):
    for season in ("1888-89", "x", "%00"):
        answer = client.get(f"/stats/?season={season}")
        assert answer.status_code == 400
        assert "There is no such season on record." in answer.content.decode()


def test_a_league_without_the_season_has_nothing_to_count(client, season):
    make_season(make_club(), slug="2019-20")
    answer = client.get(f"/stats/?competition={season.competition.slug}&season=2019-20")
    assert "Nothing to count in this time." in answer.content.decode()


def test_more_seasons_ask_no_more_queries(client, season):
    few = queries(client, "/stats/?season=2020-21")
    for slug in ("2017-18", "2018-19", "2019-20"):
        make_season(make_club(), make_club(), slug=slug, competition=season.competition)
    assert queries(client, "/stats/?season=2020-21") == few


def test_a_table_that_there_is_not_is_not_found(client):
    assert client.get("/stats/?table=tenures&format=csv").status_code == 404
    assert client.get("/stats/?table=movements&format=csv").status_code == 200
