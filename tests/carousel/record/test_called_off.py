"""An editor says that a rumour came to nothing: it ends so, with whoever called it off."""

from dataclasses import replace
from datetime import date

from tests.carousel.record.builders import ANNA, BO, NORTH, claim, decision, official, record, rumour


def called_off(*claims, by="employer", made="2020-10-01"):
    return replace(decision("call_off", "in", *claims, made=made), by=by)


def test_it_ends_on_the_day_of_the_editors_word_and_says_who_called_it_off():
    told = claim("candidacy", known="2020-09-20")
    found = rumour(record(told, said := called_off(told)))
    assert (found.status, found.by, found.ended_on) == ("withdrawn", "employer", date(2020, 10, 1))
    assert found.decision_id == said.id


def test_a_later_report_from_another_article_opens_a_new_rumour():
    told, later = claim("candidacy", known="2020-09-20"), claim("candidacy", known="2020-10-08")
    found = record(told, called_off(told), later)
    assert [(r.ordinal, r.status) for r in found.rumours] == [(1, "withdrawn"), (2, "open")]


def test_what_the_editor_had_before_him_opens_none_whenever_it_was_published():
    told, ahead = claim("candidacy", known="2020-09-20"), claim("candidacy", known="2020-10-08")
    assert rumour(record(told, ahead, called_off(told, ahead))).claims == (told.id, ahead.id)


def test_the_word_holds_of_its_own_articles_alone():
    first, failed = claim("candidacy", known="2020-08-01"), claim("withdrawal", known="2020-08-10")
    told = claim("candidacy", known="2020-09-20")
    found = record(first, failed, told, called_off(first, made="2020-10-01"))
    assert [(r.ordinal, r.status) for r in found.rumours] == [(1, "withdrawn"), (2, "open")]


def test_where_the_seat_was_filled_before_that_has_ended_it():
    told = claim("candidacy", ANNA, NORTH, "2020-09-20")
    filled = official("appointment", BO, NORTH, "2020-09-24")
    assert rumour(record(told, filled, called_off(told))).status == "seat_filled"


def test_it_is_called_off_though_it_would_have_grown_too_old_by_then():
    told = claim("candidacy", known="2020-06-01")
    found = rumour(record(told, called_off(told), today=date(2020, 12, 1)))
    assert (found.status, found.by) == ("withdrawn", "employer")
