"""Story 16: one switch for every list and count, kept in the address."""

import pytest

from carousel import ledger, moves, store
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
