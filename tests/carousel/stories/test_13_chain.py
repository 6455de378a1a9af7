"""Story 13: which exit opened which seat, until somebody without a club ends it."""

import pytest

from carousel import chains, ledger, store
from carousel.record.compute import record_of
from tests.factories import make_club, make_coach, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    """Brink is dismissed, Vos comes from Vesterlund, and Krag, a year out of work, takes his seat there."""
    copenhagen, genk = make_club("Havnestad BK"), make_club("Vesterlund IF")
    first, second, third = make_coach("Ole Brink"), make_coach("Pim Vos"), make_coach("Jan Krag")
    make_entry(first, copenhagen, "2018-07-01", "2020-10-10", manner="sacked")
    make_entry(second, genk, "2020-09-24", "2020-11-02", manner="left_for_club")
    make_entry(second, copenhagen, "2020-11-02")
    make_entry(third, make_club("Fjordby FK"), "2017-07-01", "2019-11-01", manner="sacked")
    make_entry(third, genk, "2020-11-06")
    store.rebuild()
    return copenhagen, genk


def test_one_exit_empties_two_seats_until_a_coach_without_a_club_comes(story):
    record = record_of(ledger.load())
    (chain,) = [chain for chain in chains.chains(record.stints, record.vacancies) if len(chain.links) > 1]
    assert [link.club_id for link in chain.links] == [club.pk for club in story]
    assert chain.links[0].left.manner == "sacked"
    assert [link.origin.kind for link in chain.links] == ["club", "unattached"]
    assert not chain.is_open


@pytest.mark.usefixtures("story")
def test_its_length_its_cause_and_its_ending_are_on_the_page(client):
    page = " ".join(client.get("/chains/").content.decode().split())
    assert "2 seats, 27 days." in page
    assert "It began with an exit: sacked, 10 Oct 2020." in page
    assert "It ended with Jan Krag, who had no club." in page


@pytest.mark.parametrize(
    ("role", "ending"),
    [("assistant", "who came from inside"), ("", "who left no seat behind")],
    ids=["assistant", "outsider"],
)
def test_an_assistant_and_an_outsider_end_it_too(client, role, ending):
    havnestad, vesterlund, vos = make_club("Havnestad BK"), make_club("Vesterlund IF"), make_coach("Pim Vos")
    krag = make_coach("Jan Krag")
    make_entry(make_coach("Ole Brink"), havnestad, "2018-07-01", "2020-10-10", manner="sacked")
    make_entry(vos, vesterlund, "2019-09-24", "2020-11-02", manner="left_for_club")
    make_entry(vos, havnestad, "2020-11-02")
    if role:
        make_entry(krag, vesterlund, "2019-07-01", "2020-11-06", role=role)
    make_entry(krag, vesterlund, "2020-11-06")
    store.rebuild()
    assert f"It ended with Jan Krag, {ending}." in client.get("/chains/").content.decode()
