import re
from datetime import date
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from carousel.charts.climb import figure_of, tall, wide
from tests.carousel.facts import rumour

STEPS = (
    (date(2020, 9, 18), "linked", 1),
    (date(2020, 9, 22), "candidate", 2),
    (date(2020, 9, 23), "imminent", 3),
)
CLAIMS = {
    n: SimpleNamespace(article=SimpleNamespace(outlet=SimpleNamespace(name=name)))
    for n, name in [(1, "Kystposten"), (2, "Havnestad & Omegns Avis"), (3, "Fjordbladet")]
}
DAY = date(2020, 9, 25)


def drawn(draw, **fields):
    return draw(figure_of(rumour(1, 2, steps=STEPS, stage="imminent", **fields), CLAIMS, DAY))


@pytest.mark.parametrize("draw", [wide, tall])
def test_each_step_is_a_stop_with_the_outlet_beside_it(draw):
    root = ElementTree.fromstring(drawn(draw))
    assert len(list(root.iter("circle"))) == 3
    assert "Havnestad & Omegns Avis" in [t.text for t in root.iter("text")]


def test_the_line_goes_in_steps_never_in_slopes():
    line = re.search(r'd="(M[^"]*)" class="rumour climb"', drawn(wide))[1]
    assert re.fullmatch(r"M[\d.]+ [\d.]+(H[\d.]+V[\d.]+)*H[\d.]+", line)


def test_a_confirmed_rumour_ends_in_a_square_at_the_top():
    svg = drawn(wide, status="confirmed", ended_on=date(2020, 9, 24))
    assert '<rect x="' in svg
    assert "var(--seal)" in svg


def test_a_rumour_that_fell_through_ends_in_a_cross_where_it_stood():
    svg = drawn(wide, status="withdrawn", ended_on=date(2020, 9, 24))
    assert 'class="cross"' in svg
    assert "var(--seal)" not in svg


def test_the_description_has_the_same_facts_as_the_drawing():
    assert figure_of(rumour(1, 2, steps=STEPS), CLAIMS, DAY).description == (
        "linked: 18 Sep 2020; candidate: 22 Sep 2020; imminent: 23 Sep 2020."
    )


def test_a_rumour_without_steps_is_not_drawn():
    assert wide(figure_of(rumour(1, 2), {}, DAY)) == ""


def test_a_climb_within_one_day_can_be_drawn():
    one = figure_of(rumour(1, 2, steps=STEPS[:1]), CLAIMS, STEPS[0][0])
    assert wide(one).count("<circle") == 1


@pytest.mark.parametrize("draw", [wide, tall])
def test_the_ticks_are_the_days_of_the_steps_and_the_last_day(draw):
    ticks = [t.text for t in ElementTree.fromstring(drawn(draw)).iter("text") if t.get("class") == "tick"]
    assert {"18 Sep 2020", "25 Sep"} <= set(ticks)
    assert not {"19 Sep", "20 Sep", "21 Sep", "24 Sep"} & set(ticks)


@pytest.mark.parametrize(
    ("ended", "words"),
    [({"status": "confirmed"}, "Confirmed, 24 Sep"), ({"status": "denied"}, "Denied, 24 Sep")],
)
def test_the_end_says_how_it_ended_and_when(ended, words):
    svg = ElementTree.fromstring(drawn(wide, ended_on=date(2020, 9, 24), **ended))
    assert words in [text.text for text in svg.iter("text")]


def test_the_year_stands_with_the_first_day_and_where_another_begins():
    ticks = [t.text for t in ElementTree.fromstring(drawn(wide)).iter("text") if t.get("class") == "tick"]
    days = [words for words in ticks if "Sep" in words]
    assert len(days) > 2
    assert ["2020" in words for words in days] == [True] + [False] * (len(days) - 1)
