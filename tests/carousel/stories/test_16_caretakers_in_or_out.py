"""Story 16: one switch for every list and count, kept in the address."""

import re

import pytest

from carousel import ledger, moves, store
from carousel.models import Club, Competition, Participation, Season
from carousel.record.compute import record_of
from tests.factories import day, make_article, make_claim, make_club, make_coach, make_outlet

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    """Two permanent changes; a caretaker held one of the two seats meanwhile."""
    club, other, own = make_club("Havnestad BK"), make_club("Vesterlund IF"), make_outlet(tier=0)

    def told(kind: str, coach, at, on: str, **fields) -> None:
        make_claim(make_article(own, on), kind, coach, at, when=on, **fields)

    for at, left, came in ((club, "2020-09-15", "2020-09-24"), (other, "2020-10-01", "2020-10-01")):
        told("departure", make_coach(), at, left)
        told("appointment", make_coach(), at, came)
    told("appointment", make_coach(), club, "2020-09-15", role="caretaker")
    store.rebuild()


@pytest.mark.usefixtures("season")
def test_the_switch_changes_the_count():
    record = record_of(ledger.load())
    with_them = moves.moves(record, day=day("2020-12-01"), with_caretakers=True)
    without = moves.moves(record, day=day("2020-12-01"), with_caretakers=False)
    assert (len(with_them), len(without)) == (3, 2)


@pytest.mark.usefixtures("season")
def test_the_switch_is_a_link_that_the_address_keeps(client):
    page = client.get("/?as_of=2020-12-01&caretakers=without").content.decode()
    assert 'aria-current="true"' in page
    assert "as_of=2020-12-01" in page


def told(client, address: str) -> str:
    """The words of the page, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address).content.decode()).split())


@pytest.mark.usefixtures("season")
@pytest.mark.parametrize(("switch", "rows"), [("", 3), ("&caretakers=without", 2)])
def test_the_list_of_the_front_page_has_them_or_not(client, switch, rows):
    answer = client.get(f"/?as_of=2020-12-01{switch}")
    assert len(answer.context["moves"]) == rows


@pytest.fixture
def table(season):
    competition = Competition.objects.create(slug="kystliga", name="Kystliga", country="DK", level=1)
    found = Season.objects.create(
        competition=competition, slug="2020-21", starts_on="2020-07-01", ends_on="2021-06-30"
    )
    Participation.objects.bulk_create(Participation(season=found, club=club) for club in Club.objects.all())
    return found.get_absolute_url()


@pytest.mark.parametrize(("switch", "changes"), [("", 3), ("&caretakers=without", 2)])
def test_the_count_of_a_season_has_them_or_not(client, table, switch, changes):
    assert f"Changes {changes} " in told(client, f"{table}?as_of=2020-12-01{switch}")


@pytest.mark.usefixtures("season")
def test_the_list_of_a_club_has_them_or_not(client):
    club = Club.objects.get(name="Havnestad BK")
    with_them, without = (
        client.get(f"{club.get_absolute_url()}?as_of=2020-12-01{switch}").context["history"]
        for switch in ("", "&caretakers=without")
    )
    assert (len(with_them.rows), len(without.rows)) == (3, 2)


@pytest.mark.usefixtures("season")
def test_the_figures_of_the_statistics_have_them_or_not(client):
    with_them, without = (
        told(client, f"/stats/?from=2020&to=2020&as_of=2020-12-01{switch}")
        for switch in ("", "&caretakers=without")
    )
    assert with_them != without
