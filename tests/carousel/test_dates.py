"""Dates as people write them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from carousel.dates import DaysField, NotADate, from_range, parse_days, to_range, write_days
from carousel.record.days import Days

TODAY = date(2020, 11, 28)


def days(first, last):
    return Days(first and date.fromisoformat(first), last and date.fromisoformat(last))


possible = st.dates(date(1857, 1, 1), date(2025, 12, 31))
coarse = st.sampled_from([days("2015-01-01", "2015-12-31"), days("2015-06-01", "2015-07-31")])
some_days = st.one_of(
    st.tuples(possible, possible).map(lambda pair: Days(min(pair), max(pair))),
    possible.map(Days.on),
    possible.map(Days.until),
    possible.map(lambda day: Days(day, None)),
    st.just(Days(None, None)),
    coarse,
)


@pytest.mark.parametrize(
    "text",
    [
        "2020-08-20", "20.8.2020", "20.08.2020", "20. 8. 2020", "20/8-2020", "20/8 2020", "20-8-2020",
        "20/8/2020", "8/20/2020", "2020/8/20", "2020.08.20", "20. august 2020", "den 20. august 2020",
        "20 August 2020",
        "20th of August 2020", "August 20, 2020", "aug. 20 2020", "20 aug 2020", " 20.  AUGUST 2020. ",
        "２０２０-08-20",
    ],
)  # fmt: skip
def test_one_day_is_read_however_it_is_written(text):
    assert parse_days(text, today=TODAY) == days("2020-08-20", "2020-08-20")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("aug 2020", "2020-08-01", "2020-08-31"),
        ("august 2020", "2020-08-01", "2020-08-31"),
        ("Aug. 2020", "2020-08-01", "2020-08-31"),
        ("2020-08", "2020-08-01", "2020-08-31"),
        ("8/2020", "2020-08-01", "2020-08-31"),
        ("i februar 2020", "2020-02-01", "2020-02-29"),
        ("maj 2015", "2015-05-01", "2015-05-31"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("summer 2015", "2015-06-01", "2015-08-31"),
        ("sommeren 2015", "2015-06-01", "2015-08-31"),
        ("the summer of 2015", "2015-06-01", "2015-08-31"),
        ("foråret 2015", "2015-03-01", "2015-05-31"),
    ],
)
def test_a_month_a_season_or_a_year_is_all_its_days(text, first, last):
    assert parse_days(text, today=TODAY) == days(first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-08-20/2020-08-31", "2020-08-20", "2020-08-31"),
        ("2020-08-20/31", "2020-08-20", "2020-08-31"),
        ("2020-08-20 - 2020-08-31", "2020-08-20", "2020-08-31"),
        ("2020-08-20 to 2020-08-31", "2020-08-20", "2020-08-31"),
        ("20.-25.8.2020", "2020-08-20", "2020-08-25"),
        ("20.–25. august 2020", "2020-08-20", "2020-08-25"),
        ("20-25 August 2020", "2020-08-20", "2020-08-25"),
        ("August 20-25, 2020", "2020-08-20", "2020-08-25"),
        ("20.8.-3.9.2020", "2020-08-20", "2020-09-03"),
        ("20. august - 3. september 2020", "2020-08-20", "2020-09-03"),
        ("20 or 21 August 2020", "2020-08-20", "2020-08-21"),
        ("juni-juli 2015", "2015-06-01", "2015-07-31"),
        ("June or July 2015", "2015-06-01", "2015-07-31"),
        ("juni eller juli 2015", "2015-06-01", "2015-07-31"),
        ("June/July 2015", "2015-06-01", "2015-07-31"),
        ("2015-06..2015-07", "2015-06-01", "2015-07-31"),
        ("mellem juni og juli 2015", "2015-06-01", "2015-07-31"),
        ("from June 2015 to July 2016", "2015-06-01", "2016-07-31"),
        ("December 2014 to February 2015", "2014-12-01", "2015-02-28"),
        ("2015-2016", "2015-01-01", "2016-12-31"),
    ],
)
def test_a_range_is_read_and_its_first_end_borrows_from_its_last(text, first, last):
    assert parse_days(text, today=TODAY) == days(first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("før 2018", None, "2017-12-31"),
        ("before 2018-10-10", None, "2018-10-09"),
        ("by 2018-10-10", None, "2018-10-10"),
        ("senest 10. oktober 2018", None, "2018-10-10"),
        ("..2018", None, "2018-12-31"),
        ("efter 2018", "2019-01-01", None),
        ("after 2018-10-10", "2018-10-11", None),
        ("siden juni 2018", "2018-06-01", None),
        ("from 2018", "2018-01-01", None),
        ("2018-10-10/..", "2018-10-10", None),
        ("ukendt", None, None),
    ],
)
def test_an_end_may_be_open(text, first, last):
    assert parse_days(text, today=TODAY) == days(first, last)


@pytest.mark.parametrize(
    ("text", "day"),
    [("today", "2020-11-28"), ("i dag", "2020-11-28"), ("yesterday", "2020-11-27"), ("I går", "2020-11-27")],
)
def test_today_is_the_day_that_is_passed_in(text, day):
    assert parse_days(text, today=TODAY) == days(day, day)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("30.2.2020", "February 2020 has no day 30."),
        ("2019-02-29", "February 2019 has no day 29."),
        ("0.8.2020", "August 2020 has no day 0."),
        ("2020-13", "There is no month 13."),
        ("2020-13-01", "There is no month 13."),
        ("2020-08-31/2020-08-20", "This ends (2020-08-20) before it begins (2020-08-31)."),
        ("2016-2015", "This ends (2015-12-31) before it begins (2016-01-01)."),
        ("1856", "1856 is too early: the first club was founded in 1857."),
        ("0000-01-01", "0 is too early: the first club was founded in 1857."),
        ("2026", "2026 lies more than 5 years ahead."),
        ("before 9999", "9998 lies more than 5 years ahead."),
        ("03/04/2020", "03/04/2020 can be read in two ways. Write 2020-04-03 or 2020-03-04."),
        ("03-04-2020", "03-04-2020 can be read in two ways. Write 2020-04-03 or 2020-03-04."),
        ("20. august", "“20. august” lacks the year."),
        ("august", "“august” lacks the year."),
        ("20.8.20", "Write the year with four digits."),
        ("winter 2015", "A winter lies in two years. Write “December 2014 to February 2015”, or the year."),
    ],
)
def test_a_date_that_makes_no_sense_is_refused_with_the_reason(text, sentence):
    with pytest.raises(NotADate) as refusal:
        parse_days(text, today=TODAY)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "text", ["", " ", "soon", "ca. 2015", "20", "5/2015-06", "2015/16", "٢٠٢٠", "20.8.2020x"]
)
def test_a_text_that_is_no_date_is_answered_with_examples(text):
    with pytest.raises(NotADate, match=r"cannot be read as a date\. Write it like 2020-08-20"):
        parse_days(text, today=TODAY)


@given(st.text(max_size=90) | st.text("0123456789-/. ", max_size=20))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    try:
        answer = parse_days(text, today=TODAY)
    except NotADate as refusal:
        answer = str(refusal)
    assert isinstance(answer, Days) or answer.endswith(".")


@pytest.mark.parametrize("language", ["en", "da"])
@given(written=some_days)
def test_what_is_written_is_read_back(language, written):
    with translation.override(language):
        assert parse_days(write_days(written), today=TODAY) == written


@pytest.mark.parametrize(
    ("text", "english", "danish"),
    [
        ("2020-08-20", "20 August 2020", "20. august 2020"),
        ("20.-25.8.2020", "20-25 August 2020", "20.-25. august 2020"),
        ("2020-08", "August 2020", "august 2020"),
        ("june or july 2015", "June-July 2015", "juni-juli 2015"),
        ("2015", "2015", "2015"),
        ("før 2018", "by 2017", "senest 2017"),
        ("efter 2018", "from 2019", "fra 2019"),
        ("?", "unknown", "ukendt"),
    ],
)
def test_days_are_written_as_people_write_them(text, english, danish):
    read = parse_days(text, today=TODAY)
    with translation.override("en"):
        assert write_days(read) == english
    with translation.override("da"):
        assert write_days(read) == danish


@given(some_days)
def test_days_come_back_from_the_stored_range(kept):
    assert from_range(to_range(kept)) == kept


def test_a_stored_range_counts_its_first_day_and_not_its_last():
    assert to_range(days("2020-08-20", "2020-08-20")) == DateRange(date(2020, 8, 20), date(2020, 8, 21), "[)")
    assert from_range(DateRange(date(2020, 8, 19), date(2020, 8, 20), "(]")) == days(
        "2020-08-20", "2020-08-20"
    )
    assert from_range(None) is None


def test_the_form_field_gives_the_range_that_the_model_stores():
    field = DaysField(required=False, today=lambda: TODAY)
    assert field.clean("aug 2020") == DateRange(date(2020, 8, 1), date(2020, 9, 1), "[)")
    assert field.clean("") is None


def test_the_form_field_refuses_with_the_sentence():
    with pytest.raises(ValidationError, match="There is no month 13"):
        DaysField(today=lambda: TODAY).clean("2020-13")


def test_a_stored_range_is_shown_as_people_write_it_and_is_no_change():
    field = DaysField(today=lambda: TODAY)
    stored = DateRange(date(2015, 6, 1), date(2015, 8, 1), "[)")
    assert field.prepare_value(stored) == "June-July 2015"
    assert not field.has_changed(stored, "juni-juli 2015")
    assert field.has_changed(stored, "juni 2015")
    assert field.has_changed(stored, "nonsense")
    assert not field.has_changed(None, "")
