"""Story 3: dates that agree are narrowed, dates that exclude each other stand side by side."""

from carousel.dates import from_range
from carousel.record.days import Days
from tests.carousel.stories.conftest import only_stint
from tests.factories import day, make_entry, make_outlet


def test_september_and_october_are_a_disagreement_with_both_sources(tell, client, brandvold, havnestad):
    tell("Havnestad BK ansatte Aksel Brandvold som cheftræner i september 2017.", "2017-10-05")
    tell("I oktober 2017 blev Aksel Brandvold ansat som cheftræner i Havnestad BK.", "2017-10-20")
    stint = only_stint(brandvold, havnestad)
    assert from_range(stint.started) == Days(day("2017-09-01"), day("2017-10-31"))
    assert stint.start_is_disputed
    page = client.get(brandvold.get_absolute_url()).content.decode()
    assert "Sources differ" in page
    assert "September 2017" in page
    assert "October 2017" in page


def test_days_in_charge_are_then_a_range(tell, client, brandvold, havnestad):
    tell("Havnestad BK ansatte Aksel Brandvold som cheftræner i september 2017.", "2017-10-05")
    tell("I oktober 2017 blev Aksel Brandvold ansat som cheftræner i Havnestad BK.", "2017-10-20")
    club = make_outlet(tier=0)
    tell("Havnestad BK har i dag fyret cheftræner Aksel Brandvold.", "2018-10-31", club)
    page = client.get(brandvold.get_absolute_url()).content.decode()
    assert "365–425" in page


def test_a_day_and_the_end_of_its_month_agree(tell, brandvold, havnestad):
    tell("Havnestad BK fyrede torsdag den 20. august cheftræner Aksel Brandvold.", "2020-08-21")
    tell("Aksel Brandvold blev fyret som cheftræner i Havnestad BK i slutningen af august.", "2020-09-20")
    stint = only_stint(brandvold, havnestad)
    assert from_range(stint.ended) == Days.on(day("2020-08-20"))
    assert not stint.end_is_disputed


def test_the_day_of_the_announcement_is_kept_beside_the_day_itself(tell, brandvold, havnestad):
    club = make_outlet(tier=0)
    tell("Aksel Brandvold tiltræder som ny cheftræner i Havnestad BK den 1. juli 2020.", "2020-06-12", club)
    stint = only_stint(brandvold, havnestad)
    assert from_range(stint.started) == Days.on(day("2020-07-01"))
    assert stint.start_announced_on == day("2020-06-12")


def test_told_begun_and_first_on_the_bench_are_three_days(tell, client, brandvold, havnestad):
    make_entry(brandvold, havnestad, "2020-07-01", first_match_on=day("2020-07-11"))
    club = make_outlet(tier=0)
    tell("Aksel Brandvold tiltræder som ny cheftræner i Havnestad BK den 1. juli 2020.", "2020-06-12", club)
    stint = only_stint(brandvold, havnestad)
    assert (stint.start_announced_on, stint.first_match_on) == (day("2020-06-12"), day("2020-07-11"))
    page = client.get(brandvold.get_absolute_url()).content.decode()
    for told in ("1 Jul 2020", "first told 12 Jun 2020", "first match 11 Jul 2020"):
        assert told in page
