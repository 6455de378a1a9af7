"""Two of one name are told apart by the record, the time and the country, or not at all."""

from __future__ import annotations

from datetime import date

from carousel.ambiguity import Bearer, Span, Told, Verdict, decide, lands_of

DAY = date(2020, 9, 21)
BO, AL = Bearer(1), Bearer(2)
HERE, THERE = Bearer(7, "DK"), Bearer(8, "SE")
ALWAYS = Span(None, None)


def span(first, last=None):
    return Span(date.fromisoformat(first), last and date.fromisoformat(last))


def told(*countries):
    return Told(DAY, frozenset(countries))


def test_the_coach_who_was_at_the_club_is_meant():
    assert decide([BO, AL], [HERE], {(2, 7): [ALWAYS]}, told())[0] == Verdict(2, "coach by the record")


def test_of_two_who_were_there_the_one_who_was_there_then_is_meant():
    served = {(1, 7): [span("2001-07-01", "2003-06-30")], (2, 7): [span("2019-07-01")]}
    assert decide([BO, AL], [HERE], served, told())[0] == Verdict(2, "coach by the time")


def test_two_who_were_there_at_the_same_time_stay_a_question():
    served = {(1, 7): [span("2019-07-01")], (2, 7): [span("2019-07-01")]}
    assert decide([BO, AL], [HERE], served, told("DK"))[0] is None


def test_the_club_at_which_the_coach_was_is_meant():
    assert decide([BO], [HERE, THERE], {(1, 8): [ALWAYS]}, told("DK"))[1] == Verdict(8, "club by the record")


def test_of_two_clubs_that_of_the_outlets_country_is_meant():
    assert decide([BO], [HERE, THERE], {}, told("DK"))[1] == Verdict(7, "club by the country")


def test_two_clubs_of_one_country_stay_a_question():
    assert decide([BO], [HERE, Bearer(9, "DK")], {}, told("DK"))[1] is None


def test_where_both_names_are_ambiguous_the_one_pair_on_record_is_meant():
    served = {(2, 8): [ALWAYS]}
    assert [one.id for one in decide([BO, AL], [HERE, THERE], served, told("DK"))] == [2, 8]


def test_the_country_decides_the_club_and_the_club_the_coach():
    served = {(1, 7): [ALWAYS], (2, 8): [ALWAYS]}
    assert [one.id for one in decide([BO, AL], [HERE, THERE], served, told("SE"))] == [2, 8]


def test_a_form_that_is_flagged_says_nothing_by_itself():
    surname = Bearer(1, is_firm=False)
    assert decide([surname], [HERE], {}, told("DK"))[0] is None
    assert decide([surname], [HERE], {(1, 7): [ALWAYS]}, told())[0].id == 1


def test_the_language_stands_in_for_an_outlet_without_a_country():
    assert lands_of("", "da-DK") == {"DK", "FO"}
    assert lands_of("SE", "da") == {"SE"}
    assert "GB-SCT" in lands_of("GB", "en")
    assert lands_of("", "en") == set()
