"""Drawings of shares, by their numbers."""

import re

from carousel.charts import reliability, shares
from carousel.likelihood.scoring import Forecast, groups_of


def test_the_ruler_is_hatched_up_to_the_number():
    drawn = shares.ruler(88, "r")
    assert 'width="176' in drawn
    assert 'fill="url(#r)"' in drawn
    assert 'aria-hidden="true"' in drawn


def test_a_step_down_is_empty_and_dashed():
    down, up = (
        shares.step(40, 10, is_up=False, identity="s"),
        shares.step(40, 10, is_up=True, identity="s"),
    )
    assert 'stroke-dasharray="2 2"' in down
    assert 'fill="none"' in down
    assert 'fill="url(#s)"' in up
    assert 'x="80"' in down
    assert 'width="20"' in down


def test_a_step_of_nothing_can_still_be_seen_at_the_very_end():
    drawn = shares.step(100, 0, is_up=True, identity="s")
    assert 'x="199' in drawn


def test_an_interval_without_a_rate_has_no_stroke():
    assert "3V19" not in shares.interval(0.2, 0.9, None)
    assert "M100 3V19" in shares.interval(0.2, 0.9, 0.5)


def test_the_diagram_says_in_words_what_it_draws():
    told = [Forecast(0.05, False)] * 9 + [Forecast(0.95, True)] * 3
    drawn = reliability.figure(groups_of(told), "Did it hold?")
    assert "0–10: 0; 90–100: 100" in drawn
    assert len(re.findall('width="9"', drawn)) == 2
    assert reliability.figure(groups_of([]), "Did it hold?") == ""
