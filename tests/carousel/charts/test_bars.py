import re
from datetime import date, timedelta

import pytest

from carousel.charts.bars import WIDTH, Bar, Scale, draw, header, scale_of
from carousel.record.days import Days
from tests.carousel.facts import time

TODAY = date(2020, 12, 31)
SCALE = Scale(date(2016, 1, 1), TODAY)


def test_every_bar_of_a_table_has_the_same_scale():
    scale = scale_of([time("2016-01-01"), time("2018-05-01/2018-05-31"), None], TODAY)
    assert scale == SCALE
    assert scale.x(date(2016, 1, 1)) == 0
    assert scale.x(TODAY) == WIDTH


def test_a_bar_is_as_long_as_its_stint():
    drawn = draw(Bar(time("2017-01-01"), time("2018-01-01")), SCALE, "b1")
    width = float(re.search(r'<rect x="[\d.]+" y="6" width="([\d.]+)"', drawn)[1])
    assert abs(width - WIDTH * 365 / (TODAY - SCALE.first).days) < 1


def test_a_day_that_is_not_known_is_hatched_and_its_edge_left_open():
    sure = draw(Bar(time("2017-01-01"), time("2018-01-01")), SCALE, "b1")
    unsure = draw(Bar(time("2017-01-01/2017-12-31"), time("2018-01-01")), SCALE, "b1")
    assert "pattern" not in sure
    assert unsure.count("<pattern") == 1
    assert sure.count("V22") == 2
    assert unsure.count("V22") == 1


def test_a_stint_of_a_day_can_still_be_seen():
    drawn = draw(Bar(time("2020-12-31"), None), SCALE, "b1")
    x, width = re.search(r'<rect x="([\d.]+)" y="6" width="([\d.]+)"', drawn).groups()
    assert float(width) >= 3
    assert float(x) + float(width) <= WIDTH


def test_a_stint_without_any_known_day_fills_the_scale():
    drawn = draw(Bar(time(None) or time("2016-01-01/2020-12-31"), None), SCALE, "b1")
    assert f'width="{WIDTH}"' in drawn


@pytest.mark.parametrize("started", [Days(None, None), Days(None, date(2019, 1, 1))])
def test_a_bar_whose_start_nobody_knows_begins_a_year_before_what_is_known(started):
    drawn = draw(Bar(started, time("2020-01-01")), SCALE, "b1")
    x, width = map(float, re.search(r'<rect x="([\d.]+)" y="6" width="([\d.]+)"', drawn).groups())
    known = started.latest or date(2020, 1, 1)
    assert abs(x - SCALE.x(known - timedelta(days=365))) < 1
    assert abs(x + width - SCALE.x(date(2020, 1, 1))) < 1
    assert drawn.count("<pattern") == 1
    assert drawn.count("V22") == 1


def test_a_stint_of_which_no_day_is_known_has_no_bar():
    assert "<rect" not in draw(Bar(Days(None, None), None), SCALE, "b1")


def test_labels_of_forty_years_do_not_touch():
    years = Scale(date(1980, 6, 1), TODAY).years()
    assert len(years) * 38 <= WIDTH
    assert str(years[0]) in header(Scale(date(1980, 6, 1), TODAY))


def test_a_bar_whose_end_nobody_knows_reaches_a_year_beyond_what_is_known():
    end = Days(date(2017, 6, 1), None)
    drawn = draw(Bar(time("2017-01-01"), end), SCALE, "b1")
    width = float(re.search(r'<rect x="[\d.]+" y="6" width="([\d.]+)"', drawn)[1])
    assert abs(width - WIDTH * (151 + 365) / (TODAY - SCALE.first).days) < 1
