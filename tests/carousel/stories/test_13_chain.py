"""Story 13: which exit opened which seat, until somebody without a club ends it."""

import pytest

from carousel import chains, ledger, store
from carousel.record.compute import record_of
from tests.factories import make_club, make_coach, make_entry

pytestmark = pytest.mark.django_db


def test_one_exit_empties_two_seats_until_a_coach_without_a_club_comes():
    copenhagen, genk = make_club("Havnestad BK"), make_club("Vesterlund IF")
    first, second, third = make_coach("Ole Brink"), make_coach("Pim Vos"), make_coach("Jan Krag")
    make_entry(first, copenhagen, "2018-07-01", "2020-10-10", manner="sacked")
    make_entry(second, genk, "2020-09-24", "2020-11-02", manner="left_for_club")
    make_entry(second, copenhagen, "2020-11-02")
    make_entry(third, genk, "2020-11-06")
    store.rebuild()
    record = record_of(ledger.load())
    (chain,) = chains.chains(record.stints, record.vacancies)
    assert len(chain.links) >= 2
    assert chain.links[0].vacancy.club_id == copenhagen.pk
