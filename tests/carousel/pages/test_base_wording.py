"""Times, counts and endings in words."""

from datetime import date

import pytest
from django.utils import translation

from articles.models import Article, Claim
from carousel.record.days import Days
from carousel.templatetags.carousel import _echo_of
from carousel.views.evidence import Basis
from carousel.wording import (
    basis_in_words,
    count_in_words,
    country_in_words,
    days_after_preposition,
    days_counted,
    days_in_words,
    ending_in_words,
    ladder_in_words,
    language_in_words,
    reading_in_words,
)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2020-11-02", "2020-11-02", "2 Nov 2020"),
        ("2006-01-01", "2006-12-31", "2006"),
        ("2006-01-01", "2007-12-31", "2006 or 2007"),
        ("2006-01-01", "2009-12-31", "between 2006 and 2009"),
        ("2008-11-01", "2008-11-30", "November 2008"),
        ("2015-06-01", "2015-07-31", "June or July 2015"),
        ("2015-06-01", "2015-08-31", "between June and August 2015"),
        ("2014-12-01", "2015-01-31", "December 2014 or January 2015"),
        ("2020-09-14", "2020-09-15", "14 or 15 Sep 2020"),
        ("2020-09-14", "2020-09-20", "between 14 and 20 Sep 2020"),
        ("2020-08-28", "2020-09-03", "between 28 Aug and 3 Sep 2020"),
        ("2019-12-28", "2020-01-03", "between 28 Dec 2019 and 3 Jan 2020"),
        (None, "2018-10-10", "by 10 Oct 2018"),
        ("2018-10-10", None, "10 Oct 2018 or later"),
        (None, None, "not on record"),
    ],
)
def test_a_time_is_said_as_exactly_as_it_is_known(first, last, words):
    days = Days(first and date.fromisoformat(first), last and date.fromisoformat(last))
    assert days_in_words(days) == words


@pytest.mark.parametrize(
    ("first", "last", "en", "da"),
    [
        ("2020-11-02", "2020-11-02", "2 Nov 2020", "2. nov. 2020"),
        ("2024-06-01", "2024-06-30", "June 2024", "juni 2024"),
        ("2024-06-01", "2024-07-31", "June or July 2024", "juni eller juli 2024"),
        (
            *("2024-06-01", "2024-08-31"),
            *("some time between June and August 2024", "engang mellem juni og august 2024"),
        ),
        (
            *("2020-09-14", "2020-09-20"),
            *("some time between 14 and 20 Sep 2020", "engang mellem 14. og 20. sept. 2020"),
        ),
        ("2006-01-01", "2009-12-31", "some time between 2006 and 2009", "engang mellem 2006 og 2009"),
        (None, "2018-10-10", "10 Oct 2018 or earlier", "10. okt. 2018 eller tidligere"),
        ("2018-10-10", None, "10 Oct 2018 or later", "10. okt. 2018 eller senere"),
        (None, None, "a day that is not on record", "en dag, der ikke er registreret"),
    ],
)
def test_behind_a_preposition_a_time_brings_none_of_its_own(first, last, en, da):
    days = Days(first and date.fromisoformat(first), last and date.fromisoformat(last))
    assert days_after_preposition(days) == en
    with translation.override("da"):
        assert days_after_preposition(days) == da


def test_no_time_at_all_is_not_on_record():
    assert days_in_words(None) == "not on record"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        ((687, 687), "687"),
        ((1167, 1227), "1,167–1,227"),
        ((None, 40), "at most 40"),
        ((40, None), "at least 40"),
        ((None, None), "not on record"),
        (1227, "1,227"),
    ],
)
def test_a_count_is_a_number_or_the_fewest_and_the_most(count, words):
    assert count_in_words(count) == words


def test_one_day_is_a_day():
    assert days_counted((1, 1)) == "1 day"
    assert days_counted((0, 60)) == "0–60 days"


@pytest.mark.parametrize(
    ("by", "stage", "words"),
    [
        ("coach", "talks", "Withdrawn by the coach"),
        ("club", "linked", "Withdrawn by the club"),
        ("employer", "talks", "Blocked by the current club"),
        ("unspecified", "talks", "Talks collapsed"),
        ("unspecified", "linked", "No longer in the running"),
    ],
)
def test_talks_collapse_only_where_there_were_talks(by, stage, words):
    assert ending_in_words("withdrawn", by, stage) == words


def test_an_open_rumour_has_no_ending():
    assert ending_in_words("open") == ""


def test_the_ladder_is_said_with_its_length():
    assert ladder_in_words("in", "talks") == "Stage 4 of 6: in talks"
    assert ladder_in_words("out", "pressure") == "Stage 1 of 2: under pressure"
    assert ladder_in_words("in", "") == "No stage on record"


def test_a_basis_counts_sources_and_articles():
    assert basis_in_words(2, 5) == "2 independent sources, 5 articles"
    assert basis_in_words(1, 1) == "1 independent source, 1 article"


def test_in_a_cell_the_articles_are_told_only_where_they_are_more_than_the_sources():
    assert Basis(2, 2).brief == "2 independent sources"
    assert str(Basis(2, 2)) == "2 independent sources, 2 articles"
    assert Basis(2, 5).brief == str(Basis(2, 5))


def test_a_claim_is_read_out_with_what_it_says():
    assert reading_in_words(Claim(kind="departure", manner="sacked")) == "Departure: sacked"
    assert reading_in_words(Claim(kind="candidacy", stage="talks", role="caretaker")) == (
        "Candidacy: in talks, caretaker"
    )


def test_a_language_is_named_and_an_unknown_one_is_left_out():
    assert language_in_words("da") == "Danish"
    assert language_in_words("xx") == ""


def test_an_outlet_that_cites_itself_is_no_echo():
    own = Claim(source="B.T.", source_outlet_id=1, article=Article(outlet_id=1))
    other = Claim(source="Het Nieuwsblad", article=Article(outlet_id=1))
    assert (_echo_of(own), _echo_of(other)) == ("", "Het Nieuwsblad")


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("BE", "en", "Belgium"),
        ("BE", "da", "Belgien"),
        ("GB-SCT", "da", "Skotland"),
        ("XX", "en", "XX"),
        ("", "en", ""),
    ],
)
def test_a_country_is_named_in_the_readers_language(code, language, name):
    with translation.override(language):
        assert country_in_words(code) == name


@pytest.mark.parametrize(
    ("count", "words"),
    [
        ((1, 1), "1 day"),
        ((1, 2), "1–2 days"),
        ((1, None), "at least 1 day"),
        ((0, None), "days not on record"),
        ((None, None), "days not on record"),
    ],
)
def test_days_are_counted_in_the_right_number(count, words):
    assert days_counted(count) == words
