"""What rested on a withdrawn report alone is a question again, until an editor keeps it or takes it back."""

from dataclasses import replace
from datetime import date

from .builders import claim, decision, official, record, rumour, stint


def withdrawn(row):
    return replace(row, retracted_on=date(2020, 9, 1))


def test_a_fact_that_rested_on_it_alone_leaves_the_record_and_waits():
    found = record(withdrawn(official("departure")))
    assert (found.stints, rumour(found, direction="out").status) == ((), "retracted")
    assert rumour(found, direction="out").decision_id is None


def test_a_fact_that_others_tell_too_stands_and_nothing_is_asked():
    found = record(withdrawn(official("departure")), official("departure"))
    assert stint(found).end_basis == "official"
    assert found.rumours == ()


def test_a_rumour_that_others_tell_too_goes_on_without_it():
    found = record(withdrawn(claim("candidacy", stage="agreed")), claim("candidacy", outlet="globe"))
    assert (rumour(found).status, rumour(found).stage, len(rumour(found).claims)) == ("open", "candidate", 1)


def test_an_older_rumour_of_the_pair_does_not_hide_the_question():
    found = record(claim("candidacy", known="2018-05-01"), withdrawn(claim("candidacy", known="2020-08-20")))
    assert [r.status for r in found.rumours] == ["open", "retracted"]


def test_kept_it_counts_as_if_it_had_not_been_withdrawn():
    told = withdrawn(official("departure"))
    found = record(told, decision("keep", "out", told))
    assert (stint(found).end_basis, found.rumours) == ("official", ())
    open_again = withdrawn(claim("candidacy", stage="talks"))
    assert rumour(record(open_again, decision("keep", "in", open_again))).status == "open"


def test_taken_back_it_waits_no_more():
    told = withdrawn(official("departure"))
    made = decision("take_back", "out", told)
    found = record(told, made)
    assert (found.stints, rumour(found, direction="out").decision_id) == ((), made.id)


def test_what_an_editor_had_confirmed_stands_with_its_day_until_it_is_taken_back():
    told = withdrawn(claim("appointment", known="2020-08-20"))
    confirmed = decision("confirm", "in", told, made="2020-08-25")
    found = record(told, confirmed)
    assert (stint(found).started.latest, rumour(found).status) == (date(2020, 8, 20), "retracted")
    found = record(told, confirmed, decision("take_back", "in", told))
    assert (found.stints, rumour(found).status) == ((), "retracted")


def test_what_was_confirmed_on_two_articles_stands_when_one_is_taken_back():
    gone, other = withdrawn(claim("appointment")), claim("appointment", outlet="globe")
    found = record(gone, other, decision("confirm", "in", gone, other), decision("take_back", "in", gone))
    assert stint(found).start_basis == "editor"
