"""One head coach at a time: ends that follow from other stints, conflicts, and empty seats."""

from datetime import date

from .builders import ANNA, BO, NORTH, SOUTH, claim, days, decision, entry, official, record, rumour, stint

TODAY = date(2020, 12, 1)


def test_a_successor_ends_a_stint_whose_end_nobody_told():
    found = record(entry(ANNA, started="2018-10-10"), official("appointment", BO, known="2020-08-20"))
    assert stint(found).ended == days("2018-10-10/2020-08-20")
    assert stint(found).end_basis == "inferred"


def test_a_new_job_ends_the_old_one():
    found = record(
        entry(ANNA, NORTH, started="2020-09-24"), official("appointment", ANNA, SOUTH, "2020-11-02")
    )
    assert stint(found).ended.latest == date(2020, 11, 2)
    assert stint(found).manner == "left_for_club"


def test_the_seat_stood_empty_from_the_end_to_the_next_start():
    found = record(
        entry(ANNA, started="2019-07-01"),
        official("departure", ANNA, known="2020-09-15"),
        official("appointment", BO, role="caretaker", known="2020-09-15"),
        official("appointment", 9, known="2020-09-24"),
    )
    (vacancy,) = found.vacancies
    assert vacancy.days(TODAY) == (9, 9)
    assert stint(found, BO).ended == days("2020-09-24")


def test_a_seat_that_is_filled_on_the_same_day_stood_empty_for_no_day():
    found = record(
        entry(ANNA, started="2018-10-10"),
        official("departure", known="2020-08-20"),
        official("appointment", BO),
    )
    assert [v.days(TODAY) for v in found.vacancies] == [(0, 0)]


def test_a_seat_is_open_while_nobody_has_filled_it():
    found = record(entry(ANNA, started="2018-10-10"), official("departure", known="2020-11-21"))
    (vacancy,) = found.vacancies
    assert (vacancy.filled, vacancy.days(TODAY)) == (None, (10, 10))


def test_an_appointment_into_a_seat_that_an_editor_says_is_taken_is_a_conflict():
    found = record(
        entry(ANNA, started="2018-10-10", ended="2020-12-31"), official("appointment", BO, known="2020-08-20")
    )
    assert [s.coach_id for s in found.stints] == [ANNA]
    assert rumour(found, BO).contradicts == (ANNA, NORTH, 1)
    assert rumour(found, BO).is_open


def test_a_start_refutes_an_end_that_was_reported_for_later():
    found = record(
        entry(ANNA, started="2018-10-10"),
        official("departure", ANNA, known="2020-08-15", when="2020-09-30"),
        official("appointment", BO, known="2020-08-20"),
    )
    assert stint(found).end_basis == "inferred"
    assert rumour(found, ANNA, direction="out").contradicts == (BO, NORTH, 1)


def test_of_two_appointments_on_one_day_the_stronger_word_stands():
    found = record(
        claim("appointment", ANNA, outlet="herald"),
        claim("appointment", ANNA, outlet="post"),
        claim("appointment", BO, is_trusted=True, outlet="times"),
    )
    assert [s.coach_id for s in found.stints] == [ANNA]
    assert rumour(found, BO).contradicts == (ANNA, NORTH, 1)


def test_a_second_hand_entered_head_coach_finds_no_room():
    first, second = (
        entry(ANNA, started="2018-10-10", ended="2020-08-20"),
        entry(BO, started="2019-01-01", ended="2019-06-01"),
    )
    found = record(first, second)
    assert [s.coach_id for s in found.stints] == [ANNA]
    assert found.refused == ((second.id, (ANNA, NORTH, 1)),)


def test_a_shared_post_has_room_for_two():
    found = record(
        entry(ANNA, started="2018-10-10", ended="2020-08-20"),
        entry(BO, started="2019-01-01", ended="2019-06-01", arrangement="shared"),
    )
    assert len(found.stints) == 2


def test_an_editor_settles_a_conflict_by_confirming():
    told = official("departure", ANNA, known="2020-08-15", when="2020-09-30")
    appointed = official("appointment", BO, known="2020-08-20")
    found = record(entry(ANNA, started="2018-10-10"), told, appointed, decision("confirm", "out", told))
    assert stint(found).end_basis == "editor"
    assert rumour(found, BO).contradicts == (ANNA, NORTH, 1)


def test_a_job_with_a_national_side_and_one_with_a_club_do_not_share_a_seat():
    found = record(official("appointment", ANNA, NORTH), official("appointment", BO, SOUTH))
    assert found.vacancies == ()


def test_a_gap_of_years_is_no_vacancy():
    found = record(entry(ANNA, started="2009-12-01", ended="2011-08-01"), entry(BO, started="2015-06-01"))
    assert found.vacancies == ()


def test_a_post_of_years_later_says_nothing_of_how_a_coach_left_the_one_before():
    found = record(
        entry(ANNA, NORTH, started="2008-06-02", ended="2009-06-01/.."), entry(ANNA, SOUTH, "2019-11-20")
    )
    assert (stint(found).ended, stint(found).manner) == (days("2009-06-01/.."), "unspecified")


def test_within_a_season_the_next_post_bounds_the_end_but_does_not_say_that_he_left_for_it():
    found = record(
        entry(ANNA, NORTH, started="2008-06-02", ended="2009-06-01/.."), entry(ANNA, SOUTH, "2009-11-20")
    )
    assert (stint(found).ended, stint(found).manner) == (days("2009-06-01/2009-11-20"), "unspecified")


def test_who_was_there_within_two_months_of_the_next_post_left_for_it():
    found = record(
        entry(ANNA, NORTH, started="2008-06-02", ended="2009-06-01/.."), entry(ANNA, SOUTH, "2009-07-20")
    )
    assert stint(found).manner == "left_for_club"


def test_a_coach_of_whom_nothing_was_told_for_years_did_not_leave_for_the_post_that_is_told_next():
    found = record(
        official("appointment", ANNA, NORTH, "2009-06-01"), official("appointment", ANNA, SOUTH, "2019-11-20")
    )
    assert (stint(found).ended, stint(found).manner) == (days("2009-06-01/.."), "unspecified")


def test_a_coach_who_was_entered_as_in_the_post_left_it_for_the_next_one():
    found = record(entry(ANNA, NORTH, started="2014-07-01"), official("appointment", ANNA, SOUTH))
    assert (stint(found).ended, stint(found).manner) == (days("2014-07-01/2020-08-20"), "left_for_club")


def test_a_caretaker_does_not_stay_until_a_head_coach_of_years_later():
    found = record(
        entry(ANNA, started="2008-02-23", role="caretaker"), entry(BO, started="2009-12-01/2009-12-31")
    )
    assert (stint(found).ended, stint(found).manner) == (days("2008-02-23/.."), "unspecified")


def test_a_table_that_has_him_there_long_after_his_next_post_began_does_not_say_when_he_left():
    found = record(
        entry(ANNA, NORTH, started="2010-05-24", ended="2011-06-01/.."), entry(ANNA, SOUTH, "2011-02-26")
    )
    assert (stint(found).ended, stint(found).manner) == (days("2010-05-24/2011-02-26"), "unspecified")
