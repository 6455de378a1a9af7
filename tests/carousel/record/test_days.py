import pytest

from carousel.record.days import Days, agreed, span_in_days

from .builders import days


def test_days_that_agree_are_narrowed_to_what_all_say():
    assert agreed([days("2020-08-13/2020-09-02"), days("2020-08-20")]) == (days("2020-08-20"), False)


def test_a_named_month_means_its_borders():
    assert agreed([days("2017-09-01/2017-09-30"), days("2017-10-01/2017-10-31")]) == (
        days("2017-09-01/2017-10-31"),
        True,
    )


def test_the_end_of_a_month_begins_more_or_less():
    assert agreed([days("2020-08-20"), days("2020-08-21/2020-08-31")]) == (days("2020-08-20"), False)


def test_nothing_is_agreed_where_nothing_is_said():
    assert agreed([]) == (None, False)


def test_a_time_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="cannot end"):
        Days(days("2020-08-20").earliest, days("2020-08-19").latest)


def test_a_span_between_ranges_is_a_range():
    assert span_in_days(days("2015-06-01/2015-07-31"), days("2018-10-10")) == (1167, 1227)


def test_a_span_from_nowhere_has_no_length_at_most():
    assert span_in_days(days("../2015-07-31"), days("2018-10-10")) == (1167, None)
