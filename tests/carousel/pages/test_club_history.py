from datetime import date

import pytest

from carousel.models import Club
from carousel.views.club_history import history_of
from carousel.views.club_seat import seat_of
from carousel.views.evidence import Evidence
from tests.carousel.facts import stint, vacancy
from tests.carousel.pages.editions import edition

AAS, BERG, CARLSEN = 1, 2, 3
HAVNESTAD = Club(pk=11, slug="havnestad", name="Havnestad BK", colour1="#ffffff", colour2="#1d4fa0")
AAS_STINT = stint(AAS, 11, "2018-01-01", "2018-01-31/2018-02-10", manner="sacked", manner_reported="resigned")
MIDDLE = stint(BERG, 11, "2018-02-10", "2018-02-20", role="caretaker", manner="caretaker_ended")
CARLSEN_STINT = stint(CARLSEN, 11, "2018-02-20", "2018-12-31", manner="sacked")


def history(ed, with_caretakers=True):
    return history_of(HAVNESTAD, ed, Evidence(ed), with_caretakers=with_caretakers)


def seat(ed):
    return seat_of(HAVNESTAD, ed, Evidence(ed))


def names(found):
    return [row.coach and row.coach.name for row in found.rows]


def test_mean_and_median_are_ranges_where_days_are():
    found = history(edition(stints=[AAS_STINT, CARLSEN_STINT]))
    assert found.counted == 2
    assert found.mean == (round((30 + 314) / 2), round((40 + 314) / 2))
    assert found.median == (172, 177)


def test_the_running_stint_counts_in_no_average():
    running = stint(BERG, 11, "2019-01-01")
    found = history(edition(stints=[AAS_STINT, running]))
    assert found.counted == 1
    assert found.longest.coach.name == "Coach 1"


def test_caretakers_are_left_out_on_request_and_never_averaged():
    ed = edition(stints=[AAS_STINT, MIDDLE, CARLSEN_STINT])
    assert names(history(ed)) == ["Coach 3", "Coach 2", "Coach 1"]
    assert names(history(ed, with_caretakers=False)) == ["Coach 3", "Coach 1"]
    assert history(ed).counted == 2


def test_each_row_says_how_long_the_seat_stood_empty_before_it():
    empty = vacancy(AAS_STINT, "2018-01-31/2018-02-10", CARLSEN_STINT, "2018-02-20")
    found = history(edition(stints=[AAS_STINT, CARLSEN_STINT], vacancies=[empty]))
    assert found.rows[0].empty_before == (10, 20)
    assert found.rows[1].empty_before is None


def test_what_is_reported_of_an_exit_stands_beside_what_was_announced():
    assert history(edition(stints=[AAS_STINT])).rows[0].also_reported == "resigned"


def test_an_empty_seat_counts_its_days_and_names_who_minds_it():
    minding = stint(BERG, 11, "2018-12-31", role="caretaker")
    ed = edition(
        stints=[CARLSEN_STINT, minding],
        vacancies=[vacancy(CARLSEN_STINT, "2018-12-31")],
        day=date(2019, 1, 8),
    )
    found = seat(ed)
    assert (found.state, found.days) == ("vacant", (8, 8))
    assert [c.coach.name for c in found.caretakers] == ["Coach 2"]
    assert found.left_how == "sacked"
    assert names(history(ed))[0] is None


def test_a_coach_whose_leaving_is_announced_still_holds_the_seat():
    leaving = stint(AAS, 11, "2018-01-01", "2019-06-30", manner="contract_ended")
    found = seat(edition(stints=[leaving], day=date(2019, 5, 1)))
    assert found.state == "leaving"
    assert found.holders[0].leaves.latest == date(2019, 6, 30)


def test_a_seat_left_years_ago_is_not_on_record_rather_than_empty():
    ed = edition(
        stints=[CARLSEN_STINT], vacancies=[vacancy(CARLSEN_STINT, "2018-12-31")], day=date(2026, 11, 28)
    )
    assert seat(ed).state == "unknown"
    assert seat(ed).left.name == "Coach 3"


def test_a_club_without_any_coach_has_an_empty_history():
    found = history(edition())
    assert (found.rows, found.mean, found.since) == ((), None, None)
    assert seat(edition()).state == "unknown"


def test_days_without_a_head_coach_and_with_a_caretaker_are_added_up_as_ranges():
    empty = vacancy(AAS_STINT, "2018-01-31/2018-02-10", CARLSEN_STINT, "2018-02-20")
    open_now = vacancy(CARLSEN_STINT, "2018-12-31")
    ed = edition(
        stints=[AAS_STINT, MIDDLE, CARLSEN_STINT], vacancies=[empty, open_now], day=date(2019, 1, 10)
    )
    for found in (history(ed), history(ed, with_caretakers=False)):
        assert (found.empty.times, found.empty.days) == (2, (10 + 10, 20 + 10))
        assert (found.minded.times, found.minded.days) == (1, (10, 10))


def test_a_day_with_two_caretakers_counts_once_and_days_to_come_do_not():
    both = [MIDDLE, stint(CARLSEN, 11, "2018-02-15", "2018-02-25", role="caretaker")]
    assert history(edition(stints=both, day=date(2018, 2, 22))).minded.days == (12, 12)
    assert history(edition(stints=both, day=date(2018, 2, 1))).minded.times == 0


@pytest.mark.parametrize("came", ["2018-02-10", "2018-02-11"])
def test_a_seat_that_is_handed_on_from_one_day_to_the_next_did_not_stand_empty(came):
    handed_on = vacancy(AAS_STINT, "2018-02-10", CARLSEN_STINT, came)
    found = history(edition(stints=[AAS_STINT, CARLSEN_STINT], vacancies=[handed_on], day=date(2019, 1, 10)))
    assert (found.empty.times, found.empty.days) == (0, (0, 0))
    assert found.rows[0].empty_before == (0, 0)
