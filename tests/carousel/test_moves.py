from datetime import date

from carousel.moves import moves
from carousel.record.days import Days
from carousel.record.facts import Record
from tests.carousel.facts import stint, vacancy

AAS, BERG, CARLSEN = 1, 2, 3
HAVNESTAD = 11
DAY = date(2020, 10, 1)


def record(*stints, vacancies=()):
    return Record(stints=stints, vacancies=tuple(vacancies))


def with_caretaker():
    aas = stint(AAS, HAVNESTAD, "2018-07-01", "2020-09-15", manner="sacked")
    berg = stint(BERG, HAVNESTAD, "2020-09-15", "2020-09-24", role="caretaker", manner="caretaker_ended")
    carlsen = stint(CARLSEN, HAVNESTAD, "2020-09-24")
    return record(aas, berg, carlsen, vacancies=[vacancy(aas, "2020-09-15", carlsen, "2020-09-24")])


def pairs(found):
    return [(m.left and m.left.coach_id, m.came and m.came.coach_id) for m in found]


def test_a_caretaker_comes_between_in_the_list_with_caretakers():
    found = moves(with_caretaker(), day=DAY, with_caretakers=True)
    assert pairs(found) == [(BERG, CARLSEN), (AAS, BERG), (None, AAS)]


def test_without_caretakers_the_head_coaches_follow_each_other():
    found = moves(with_caretaker(), day=DAY, with_caretakers=False)
    assert pairs(found) == [(AAS, CARLSEN), (None, AAS)]
    assert found[0].vacancy.days(DAY) == (9, 9)


def test_a_move_of_a_later_day_is_not_told_yet():
    found = moves(with_caretaker(), day=date(2020, 9, 20), with_caretakers=True)
    assert pairs(found)[0] == (AAS, BERG)


def test_an_exit_that_nobody_answered_stands_as_a_move_out():
    aas = stint(AAS, HAVNESTAD, "2018-07-01", "2020-09-15", manner="sacked")
    found = moves(record(aas, vacancies=[vacancy(aas, "2020-09-15")]), day=DAY, with_caretakers=False)
    assert pairs(found)[0] == (AAS, None)


def test_an_exit_is_told_once_where_a_caretaker_took_over():
    aas = stint(AAS, HAVNESTAD, "2018-07-01", "2020-09-15", manner="sacked")
    berg = stint(BERG, HAVNESTAD, "2020-09-15", role="caretaker")
    found = moves(record(aas, berg, vacancies=[vacancy(aas, "2020-09-15")]), day=DAY, with_caretakers=True)
    assert pairs(found) == [(AAS, BERG), (None, AAS)]


def test_a_caretaker_known_only_by_the_last_day_stands_between_the_head_coaches():
    aas = stint(AAS, HAVNESTAD, "2018-07-01", "2020-09-15", manner="sacked")
    berg = stint(BERG, HAVNESTAD, Days(None, date(2020, 9, 24)), "2020-09-24", role="caretaker")
    carlsen = stint(CARLSEN, HAVNESTAD, "2020-09-24")
    found = moves(record(aas, berg, carlsen), day=DAY, with_caretakers=True)
    assert pairs(found) == [(BERG, CARLSEN), (AAS, BERG), (None, AAS)]


def test_history_that_came_with_the_reference_data_is_no_news():
    told, history = (
        stint(AAS, HAVNESTAD, "2020-09-01"),
        stint(BERG, 12, "2020-09-20", start_basis="reference"),
    )
    assert pairs(moves(record(told, history), day=DAY, with_caretakers=True)) == [(None, AAS)]
