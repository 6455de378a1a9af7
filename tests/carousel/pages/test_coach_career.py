"""A career as rows: gaps, the present, and what sources say where they differ."""

from datetime import date

import pytest

from articles.models import Article, Claim, Outlet
from carousel.changed_days import ChangedDay
from carousel.record.days import Days
from carousel.record.facts import StintFact
from carousel.views.as_of import halts_of
from carousel.views.career import Gap, posts_of, present_of, with_gaps
from carousel.views.coach_lane import lane_of, note_on
from carousel.views.evidence import Evidence
from tests.carousel.pages.editions import edition
from tests.factories import time_range

THE_DAY = date(2022, 9, 30)


def stint(club, started, ended=None, ordinal=1, **fields):
    given = {
        "role": "head_coach",
        "arrangement": "",
        "start_basis": "editor",
        "end_basis": "editor",
        "start_is_disputed": False,
        "end_is_disputed": False,
        "manner": "",
        "manner_reported": "",
        "contract_until": None,
        "known_on": date(2018, 1, 1),
        "evidence": (),
    }
    return StintFact(1, club, ordinal, started=_days(started), ended=_days(ended), **given | fields)


def _days(value):
    return Days.on(date.fromisoformat(value)) if isinstance(value, str) else value


def career(*stints, day=THE_DAY, claims=None):
    found = edition(stints=stints, day=day)
    found.claims.update(claims or {})
    evidence = Evidence(found)
    posts = posts_of(found.coaches[1], found, evidence)
    return found, posts, with_gaps(posts, day)


def test_rows_are_newest_first_with_the_days_without_a_post_between():
    _edition, _posts, rows = career(stint(1, "2018-10-10", "2020-08-20"), stint(2, "2020-09-24"))
    assert [row.is_gap for row in rows] == [False, True, False]
    assert rows[1].days == (35, 35)


def test_a_successor_post_on_the_same_day_leaves_no_gap():
    _edition, _posts, rows = career(stint(1, "2020-09-24", "2020-11-02"), stint(2, "2020-11-02"))
    assert not any(row.is_gap for row in rows)


def test_the_end_of_a_month_and_the_first_of_the_next_leave_no_gap():
    _edition, _posts, rows = career(stint(1, "2011-03-14", "2013-05-31"), stint(2, "2013-06-01"))
    assert not any(row.is_gap for row in rows)


def test_no_gap_is_claimed_while_another_post_runs():
    _edition, _posts, rows = career(
        stint(1, "2016-07-01"), stint(2, "2017-07-01", "2018-07-01"), stint(3, "2019-07-01", "2020-07-01")
    )
    assert not any(row.is_gap for row in rows)


def test_no_gap_is_claimed_after_an_end_that_nobody_knows():
    unknown = Days(date(2019, 1, 1), None)
    _edition, _posts, rows = career(stint(1, "2018-01-01", unknown), stint(2, "2021-01-01"))
    assert not any(row.is_gap for row in rows)


def test_a_coach_without_a_post_is_out_of_work_since_the_last_one_ended():
    _edition, _posts, rows = career(stint(1, "2020-11-02", "2022-09-20"))
    present = present_of(rows, THE_DAY)
    assert present.running == ()
    assert present.gap == Gap(Days.on(date(2022, 9, 20)), None, (10, 10))
    assert present.last.club.pk == 1


def test_a_post_that_begins_later_is_still_to_come():
    _edition, _posts, rows = career(stint(1, "2022-12-01"))
    present = present_of(rows, THE_DAY)
    assert (present.running, len(present.coming)) == ((), 1)


def test_a_post_of_which_no_day_is_known_is_neither_running_nor_drawn():
    found, posts, rows = career(stint(1, Days(None, None)))
    assert present_of(rows, THE_DAY).running == ()
    assert lane_of(found.coaches[1], rows, [], found) is None
    assert posts


def test_days_in_post_are_a_range_where_a_date_is():
    started = Days(date(2015, 6, 1), date(2015, 7, 31))
    _edition, posts, _rows = career(stint(1, started, "2018-10-10"))
    assert posts[0].days == (1167, 1227)


def claim(pk, when):
    outlet = Outlet(pk=1, name="Kystposten", slug="kystposten")
    article = Article(pk=pk, outlet=outlet, published_on=date(2020, 8, 20), text="x")
    return Claim(
        pk=pk, article=article, kind="departure", manner="sacked", when=time_range(when), passage="x"
    )


@pytest.mark.django_db
def test_where_sources_differ_each_date_is_shown_with_its_passage():
    end_of_august = Days(date(2020, 8, 24), date(2020, 8, 31))
    claims = {1: claim(1, date(2020, 8, 20)), 2: claim(2, end_of_august), 3: claim(3, date(2020, 8, 20))}
    disputed = stint(
        1,
        "2018-10-10",
        Days(date(2020, 8, 20), date(2020, 8, 31)),
        end_is_disputed=True,
        evidence=((1, "end"), (2, "end"), (3, "end")),
    )
    _edition, posts, _rows = career(disputed, claims=claims)
    said = posts[0].ended.said
    assert [time for time, _number in said] == [Days.on(date(2020, 8, 20)), end_of_august]
    assert len({number for _time, number in said}) == 2


def test_the_slider_ends_today_and_says_nothing_of_later_days():
    found, posts, _rows = career(stint(1, "2018-10-10", "2020-08-20"), day=date(2019, 1, 1))
    changed = [ChangedDay(date(2018, 10, 10)), ChangedDay(date(2020, 8, 20))]
    halts = halts_of(changed, date(2019, 1, 1), lambda on: note_on(on.day, posts, [], found))
    assert halts.halts[0].note == "10 Oct 2018: to Club 1, head coach"
    assert halts.halts[1].note == "20 Aug 2020: later than the day shown"
    assert halts.halts[2].day is None


def test_a_name_of_a_club_cannot_write_into_the_drawing():
    found, _posts, rows = career(stint(1, "2018-10-10"))
    found.clubs[1].name = "<script>alert(1)</script>"
    lane = lane_of(found.coaches[1], rows, [], found)
    assert "<script>" not in lane.wide + lane.tall
    assert "&lt;script&gt;" in lane.wide


def test_a_coach_of_whom_nothing_is_known_has_no_lane():
    found = edition()
    assert lane_of(None, [], [], found) is None
