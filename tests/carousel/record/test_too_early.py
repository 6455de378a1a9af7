"""An end that is told of a day before the beginning: one question, which an editor answers."""

from dataclasses import replace

import pytest

from .builders import ANNA, NORTH, claim, days, decision, entry, official, record, rumour, stint

BEGAN, LEFT, TOLD = "2020-09-24", "2020-09-10", "2020-09-28"


def started(**fields):
    return claim("appointment", known=BEGAN, outlet="post", is_trusted=True, **fields)


def left(known=TOLD, **fields):
    return official("departure", known=known, when=LEFT, **fields)


@pytest.mark.parametrize("start", [entry(started=BEGAN), started()])
@pytest.mark.parametrize("end", [left(), claim("departure", known=TOLD, when=LEFT)])
def test_it_is_a_question_that_names_the_stint_and_makes_none(start, end):
    found = record(start, end)
    assert (stint(found).started, stint(found).ended) == (days(BEGAN), None)
    asked = rumour(found, direction="out")
    assert (asked.status, asked.contradicts) == ("open", (ANNA, NORTH, 1))


def test_what_was_told_before_the_start_was_known_ended_an_earlier_spell():
    found = record(started(), left(known=LEFT))
    assert [(s.started, s.ended) for s in found.stints] == [
        (days(f"../{LEFT}"), days(LEFT)),
        (days(BEGAN), None),
    ]
    assert found.rumours == ()


def test_a_start_that_was_told_ahead_of_its_day_was_known():
    ahead = claim("appointment", known="2020-09-05", when=BEGAN, is_trusted=True)
    assert rumour(record(ahead, left(known=LEFT)), direction="out").contradicts


def test_old_news_tells_of_an_earlier_spell():
    assert len(record(entry(started=BEGAN), left(known="2020-12-01")).stints) == 2


def test_a_stint_that_the_report_can_end_is_ended_by_it():
    found = record(entry(started="2019-07-01"), started(), left())
    assert [s.ended for s in found.stints] == [days(LEFT), None]


def test_an_article_that_tells_of_both_is_believed():
    found = record(started(article=77), left(article=77))
    assert len(found.stints) == 2
    assert found.rumours == ()


def test_rejected_the_start_stands():
    end = left()
    found = record(started(), end, decision("reject", "out", end))
    assert stint(found).ended is None
    assert rumour(found, direction="out").status == "rejected"


def test_confirmed_it_ends_the_post_and_the_start_is_kept_as_its_course():
    start, end = started(), left()
    found = record(start, end, decision("confirm", "out", end))
    assert (stint(found).started, stint(found).ended) == (days(f"../{LEFT}"), days(LEFT))
    assert stint(found).evidence == ((start.id, "course"), (end.id, "end"))
    assert [(r.direction, r.status) for r in found.rumours] == [("out", "confirmed")]


def test_kept_both_there_was_an_earlier_spell_whose_end_is_disputed():
    end = left()
    both = replace(decision("confirm", "out", end), is_contested=True)
    found = record(started(), end, both)
    assert [(s.ended, s.end_is_disputed) for s in found.stints] == [(days(LEFT), True), (None, False)]


@pytest.mark.parametrize("is_entered", [True, False])
def test_a_start_that_an_editor_gave_stands_whatever_is_confirmed(is_entered):
    start, end = started(), left()
    word = entry(started=BEGAN) if is_entered else decision("confirm", "in", start)
    found = record(start, word, end, decision("confirm", "out", end))
    assert stint(found).started == days(BEGAN)
    assert rumour(found, direction="out").is_open


def test_without_the_start_it_ends_a_stint_of_which_nothing_else_is_known():
    gone = started(retracted_on=days("2020-10-01").earliest)
    assert stint(record(gone, left())).ended == days(LEFT)
