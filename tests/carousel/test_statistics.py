"""Figures over the record: each is the count of rows that anybody can look up."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from django.utils import translation

from carousel import statistics, store
from carousel.record.facts import ANNOUNCED, REPORTED
from carousel.statistics import Choice, Lengths
from carousel.views.stats_tables import Table
from tests.carousel.facts import stint, time, vacancy
from tests.factories import day, make_club, make_coach, make_entry

BOTH = Choice(2015, 2025, with_caretakers=True)
HEADS = Choice(2015, 2025)
ONE = stint(1, 11, "2018-07-01", "2020-08-20", manner="mutual_consent", manner_reported="sacked")
TWO = stint(2, 11, "2020-08-30", "2020-09-24", manner="caretaker_ended", role="caretaker")
THREE = stint(3, 12, "2019-01-01", "2021-03-01/2021-03-31", manner="sacked")
NEXT = stint(1, 12, "2021-04-10", ordinal=1)
RECORD = [ONE, TWO, THREE, NEXT]


def test_movements_are_counted_with_caretakers_and_without():
    assert {y: c.total() for y, c in statistics.by_year_and_manner(RECORD, BOTH).items()} == {
        2020: 2,
        2021: 1,
    }
    assert {y: c.total() for y, c in statistics.by_year_and_manner(RECORD, HEADS).items()} == {
        2020: 1,
        2021: 1,
    }


@pytest.mark.parametrize(("reading", "number"), [(ANNOUNCED, 1), (REPORTED, 2)])
def test_dismissals_follow_the_reading_of_the_manner(reading, number):
    choice = Choice(2015, 2025, reading=reading)
    found = statistics.dismissals_by_year_and_league(RECORD, choice, {11: "Kystliga", 12: "Kystliga"})
    assert found["Kystliga"].total() == number


def test_a_length_is_a_range_where_a_day_is():
    found = statistics.tenure_of_dismissed(RECORD, HEADS, {12: "Kystliga"})["Kystliga"]
    assert found.mean == (790, 820)
    assert found.median == (790, 820)


def test_mean_and_median_stand_side_by_side():
    lengths = Lengths.of([(10, 10), (20, 20), (300, 300), (None, 5)])
    assert (lengths.number, lengths.mean, lengths.median) == (3, (110, 110), (20, 20))
    assert Lengths.of([]).mean is None


def test_the_next_job_may_be_at_any_club():
    jobs = statistics.next_jobs(RECORD, Choice(2020, 2020, clubs=frozenset({11})))
    assert (jobs.left, jobs.lengths.number, jobs.within_a_year) == (1, 1, 1)
    assert jobs.lengths.mean == (233, 233)


def test_a_first_timer_has_no_earlier_seat_on_record():
    assert statistics.first_timers(RECORD, HEADS) == {2018: (1, 1), 2019: (1, 1), 2021: (1, 0)}


def test_who_is_in_charge_comes_longest_first():
    running = statistics.running([*RECORD, stint(4, 13, "2016-01-01")], HEADS, day("2022-01-01"))
    assert [s.coach_id for s in running] == [4, 1]


def test_empty_seats_are_those_that_were_filled_in_the_years():
    filled = vacancy(ONE, "2020-08-20", stint(5, 11, "2020-09-24"), "2020-09-24")
    assert statistics.empty_seats([filled, vacancy(THREE, "2021-03-31")], HEADS).mean == (35, 35)
    assert statistics.empty_seats([filled], Choice(2015, 2019)).number == 0


def test_a_season_counts_the_days_of_each_club_s_own_league():
    autumn, spring = time("2020-06-01/2021-05-31"), time("2020-12-01/2021-10-31")
    in_season = Choice(2000, 2000, clubs=frozenset({11, 12}), seasons={11: autumn, 12: spring})
    assert [s.coach_id for s in statistics.ended(RECORD, in_season)] == [1, 3]
    assert statistics.first_timers(RECORD, in_season) == {2021: (1, 0)}
    assert statistics.ended(RECORD, replace(in_season, seasons={11: spring})) == []


def test_all_days_in_charge_add_up_and_days_to_come_do_not_count():
    leaving = stint(4, 13, "2020-01-01", "2022-06-30")
    choice = Choice(2020, 2020, until=day("2021-04-20"))
    found = {one.coach_id: one for one in statistics.most_days([*RECORD, leaving], choice)}
    assert (found[1].posts, found[1].days) == (2, (791, 791))
    assert found[3].days == (790, 820)
    assert found[4].days == (475, 475)


def test_empty_seats_are_counted_by_the_year_in_which_they_were_filled():
    vacancies = [vacancy(ONE, "2020-08-20", stint(5, 11, "2020-09-24"), "2020-09-24")]
    vacancies += [vacancy(THREE, "2021-03-31", NEXT, "2021-04-10")]
    found = statistics.empty_by_year(vacancies, HEADS)
    assert {year: lengths.mean[0] for year, lengths in found.items()} == {2020: 35, 2021: 10}


@pytest.mark.django_db
class TestThePage:
    @pytest.fixture(autouse=True)
    def _record(self):
        self.club = make_club("Havnestad BK")
        make_entry(make_coach("Ole Brink"), self.club, "2018-07-01", "2020-10-10", manner="sacked")
        make_entry(make_coach("Pim Vos"), self.club, "2020-10-20")
        store.rebuild()

    def test_each_table_has_its_csv(self, client):
        page = client.get("/stats/?from=2015&to=2025").content.decode()
        for name in (
            "movements",
            "dismissals",
            "tenure-of-dismissed",
            "next-job",
            "most-changes",
            "most-days",
        ):
            assert f'id="{name}"' in page
            answer = client.get(f"/stats/?from=2015&to=2025&table={name}&format=csv")
            assert len(list(csv.reader(answer.content.decode().splitlines()))) >= 2

    @pytest.mark.parametrize("language", ["en", "da"])
    def test_a_csv_has_plain_figures_and_two_columns_where_one_may_be_a_range(self, client, language):
        make_entry(make_coach("Bo Krogh"), make_club("Vestby FC"), time("2012-07-01/2012-07-31"))
        store.rebuild()
        answer = client.get(f"/stats/?table=longest-serving&format=csv&lang={language}&as_of=2022-07-31")
        heads, first, second = csv.reader(answer.content.decode().splitlines())
        assert heads[2:] == {"en": ["Days, min", "Days, max"], "da": ["Dage, min.", "Dage, maks."]}[language]
        assert first == ["Bo Krogh", "Vestby FC", "3652", "3682"]
        assert second == ["Pim Vos", "Havnestad BK", "649", "649"]

    def test_every_figure_of_every_csv_is_a_whole_number_or_nothing(self, client):
        for table in client.get("/stats/?from=2015&to=2025").context["tables"]:
            answer = client.get(f"/stats/?from=2015&to=2025&table={table.name}&format=csv&lang=da")
            heads, *rows = csv.reader(answer.content.decode().splitlines())
            words = {"longest-serving": 2, "next-job": 0}.get(table.name, 1)
            assert len(heads) == len(table.columns) + len(table.ranged)
            assert all(cell == "" or cell.isdecimal() for row in rows for cell in row[words:]), table.name

    def test_each_row_has_its_bar_and_says_what_it_shows(self, client):
        tables = client.get("/stats/?from=2015&to=2025").context["tables"]
        assert len(tables) == 11
        for table in tables:
            assert table.rows, table.name
            assert table.drawn
            assert all("<path" in bar for _cells, bar, _head in table.lines), table.name

    def test_counts_are_grouped_as_the_language_does(self, client):
        table = Table("t", "T", ("Year", "All"), (("2020", 1234),), ("",), "All")
        assert [text for text, _behind in table.lines[0][0]] == ["2020", "1,234"]
        with translation.override("da"):
            assert table.lines[0][0][1][0] == "1.234"

    def test_the_years_and_the_switches_stay_in_the_address(self, client):
        page = client.get("/stats/?from=2015&to=2025&caretakers=without&manner=reported").content.decode()
        assert 'name="caretakers" value="without"' in page
        assert 'name="manner" value="reported"' in page
        assert 'value="2015"' in page

    @pytest.mark.parametrize("query", ["from=&to=", "to=1985", "competition=x"])
    def test_years_that_are_left_out_are_the_last_ten(self, client, query):
        assert client.get(f"/stats/?{query}", follow=True).status_code == 200

    @pytest.mark.parametrize(
        ("query", "told"),
        [
            ("from=abc", "“abc” is not a year."),
            ("from=99999", "“99999” is not a year."),
            ("to=%00", "“” is not a year."),
            ("from=2030&to=2010", "The years run backwards: 2030 comes after 2010."),
            ("from=2030&to=2010&lang=da", "Årene går baglæns: 2030 kommer efter 2010."),
        ],
    )
    def test_other_years_than_those_asked_for_are_never_shown(self, client, query, told):
        answer = client.get(f"/stats/?{query}")
        assert answer.status_code == 400
        assert told in answer.content.decode()

    def test_queries_do_not_grow_with_the_record(self, client, django_assert_num_queries):
        for _ in range(5):
            make_entry(make_coach(), make_club(), "2018-07-01", "2020-10-10")
        store.rebuild()
        with django_assert_num_queries(7):
            client.get("/stats/")


def test_a_stay_that_leaves_open_more_than_a_season_is_in_no_mean_and_is_not_the_longest():
    vague = stint(4, 12, "2015-07-01", "2016-06-01/2020-01-31", manner="sacked")
    found = statistics.tenure_of_dismissed([*RECORD, vague], HEADS, {12: "Kystliga"})["Kystliga"]
    assert (found.number, found.mean) == (1, (790, 820))
    assert vague not in statistics.served([*RECORD, vague], HEADS)
