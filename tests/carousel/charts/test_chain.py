import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from carousel.charts.chain import TALL_WIDTH, WIDTH, Arrow, Figure, Seat, tall, wide

SVG = "{http://www.w3.org/2000/svg}"


def figure(count, name="Havnestad BK", is_open=True):
    seats = [
        Seat(f"{name} {n}", "open 10 Oct – 2 Nov, 23 days", "23 days", "#ffffff", "#1d4fa0")
        for n in range(count)
    ]
    seats[-1] = Seat(f"{name} last", "open since 7 Nov, day 1", "day 1", is_open=is_open)
    arrows = [Arrow(f"Aksel Brandvold {n}", "2 Nov, from Fjordby") for n in range(count - 1)]
    last = Arrow("Ragna Elvmark", "rumour, candidate", is_rumour=True) if is_open else None
    return Figure(
        "The chain", "Seats <one> & two", Arrow("Per Dahl", "sacked 10 Oct"), tuple(seats), (*arrows, last)
    )


def parse(svg):
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def texts(svg):
    return [t.text for t in parse(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("draw", [wide, tall])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 7])
def test_every_seat_and_every_coach_is_named(draw, count):
    words = texts(draw(figure(count)))
    assert sum("Havnestad" in w for w in words) == count
    assert sum("Aksel" in w for w in words) == count - 1
    assert "Ragna Elvmark" in words


def test_text_of_the_record_is_escaped():
    assert parse(wide(figure(2))).find(f"{SVG}desc").text == "Seats <one> & two"


def test_the_tall_chain_is_called_and_told_as_the_wide_one_is():
    told = [parse(wide(figure(2))).find(f"{SVG}{part}").get("id") for part in ("title", "desc")]
    drawn = parse(tall(figure(2)))
    assert [drawn.get("aria-labelledby"), drawn.get("aria-describedby")] == told
    assert drawn.find(f"{SVG}desc") is None


@pytest.mark.parametrize(("draw", "width"), [(wide, WIDTH), (tall, TALL_WIDTH)])
@pytest.mark.parametrize("count", [1, 3, 4, 7])
def test_nothing_is_drawn_outside_the_box(draw, width, count):
    root = parse(draw(figure(count, name="Sportsforeningen af 1899 Nordre Havnestad")))
    for box in root.iter(f"{SVG}rect"):
        assert float(box.get("x")) >= 0
        assert float(box.get("x")) + float(box.get("width")) <= width
    for text in root.iter(f"{SVG}text"):
        x, length = float(text.get("x")), len(text.text) * 7
        starts = {"end": x - length, "middle": x - length / 2}.get(text.get("text-anchor"), x)
        assert starts >= 0
        assert starts + length <= width + 8, text.text


def test_seven_seats_stand_in_two_rows():
    assert re.findall(r"translate\(0 (\d+)\)", wide(figure(7))) == ["0", "156"]


def test_a_chain_that_is_over_has_no_dotted_arrow():
    assert 'class="rumour' not in wide(figure(3, is_open=False))
    assert 'class="rumour' in wide(figure(3))


def test_a_club_without_colours_is_drawn_in_grey():
    plain = Figure("t", "d", None, (Seat("Havnestad", "n", "d"),), (None,))
    assert "var(--shade)" in wide(plain)


def test_the_tall_chain_says_the_days_of_a_seat_once():
    seat = Seat("Havnestad", "open 10 Oct – 2 Nov, 23 days", "23 days", when="open 10 Oct – 2 Nov")
    drawn = Figure("t", "d", None, (seat,), (None,))
    assert texts(tall(drawn)).count("23 days") == 1
    assert "open 10 Oct – 2 Nov, 23 days" in texts(wide(drawn))
    assert "open 10 Oct – 2 Nov" in texts(tall(drawn))


def test_a_note_that_has_no_room_loses_whole_parts_and_is_not_cut():
    plain = figure(4)
    notes = tuple(
        Arrow("Ragna Berg", "2 November 2020, from Fjordby Idrætsforening") for _seat in plain.seats
    )
    drawn = wide(replace(plain, into=notes))
    assert "2 November 2020" in texts(drawn)
    assert "2 November 2020, from" not in drawn
