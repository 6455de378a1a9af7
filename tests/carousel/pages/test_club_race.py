"""How the race for a seat has run: the drawing on the page of the club, and the same as a table."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from carousel import store
from carousel.likelihood import races
from carousel.views import club_race
from tests.carousel.facts import rumour
from tests.carousel.pages.numbers import Node, read, texts
from tests.carousel.pages.stories import Story, many, queries, reject_one, tell
from tests.factories import make_article, make_claim, make_coach

pytestmark = pytest.mark.django_db

PAGE = "/clubs/fjordby/?as_of=2020-11-08"


@pytest.fixture
def story() -> Story:
    """The seat of Fjordby is open since 2 Nov; Carlsen is named on the 5th, Dahl comes and goes."""
    story, dahl = tell(), make_coach("Aksel Dahl")
    for day, kind, fields in (
        ("2020-11-03", "candidacy", {"stage": "talks"}),
        ("2020-11-07", "withdrawal", {"by": "coach"}),
    ):
        article = make_article(story.paper, day, text=f"Aksel Dahl og Fjordby, {day}.")
        make_claim(article, kind, dahl, story.fjordby, **fields)
    store.rebuild()
    return story


def page_of(client, address=PAGE) -> str:
    return unescape(client.get(address).content.decode())


def below(node: Node, tag: str):
    for child in node.children:
        if isinstance(child, Node):
            if child.tag == tag:
                yield child
            yield from below(child, tag)


def table(page: str) -> list[list[str]]:
    (found,) = [one for one in below(read(page), "table") if one.given.get("class") == "course"]
    cells = ([c for c in row.children if isinstance(c, Node)] for row in below(found, "tr"))
    return [[" ".join(text for _node, text in texts(cell)).strip() for cell in row] for row in cells]


def test_the_last_number_of_the_table_and_of_the_lines_is_that_of_the_board(client, story):
    response = client.get(PAGE)
    (board,) = response.context["boards"]
    page = unescape(response.content.decode())
    numbers = [str(row.likelihood.points) for row in board.rows]
    assert table(page)[-1][1:-1] == [*numbers, "–", str(board.somebody_else)]
    assert f"Ivar Carlsen {numbers[0]}, favourite" in page
    assert sum(map(int, numbers)) + board.somebody_else == 100


def test_a_line_has_the_numbers_of_its_column(client, story):
    page = page_of(client)
    head, *rows = table(page)
    for name, line in (("Ivar Carlsen", "dash-0"), ("Aksel Dahl", "dash-1 is-ended")):
        drawn = re.search(rf'<path d="([^"]*)" class="race-line {line}"', page)[1]
        told = [int(row[head.index(name)]) for row in rows if row[head.index(name)].isdecimal()]
        steps = [n for n, before in zip(told, [None, *told], strict=False) if n != before]
        assert [100 - int(y) / 2 for y in re.findall(r"(?:M\S+ |V)(\d+)", drawn)] == steps


def test_the_days_are_those_on_which_something_changed_and_the_last_is_the_one_that_is_read(client, story):
    days = [row[0] for row in table(page_of(client))[1:]]
    assert days == ["2 Nov 2020", "3 Nov 2020", "5 Nov 2020", "6 Nov 2020", "7 Nov 2020", "8 Nov 2020"]
    earlier = table(page_of(client, "/clubs/fjordby/?as_of=2020-11-06"))
    assert earlier[-1][0] == "6 Nov 2020"
    assert "out of it" not in str(earlier)


def test_who_is_out_of_it_ends_with_a_cross_and_with_the_word_for_it(client, story):
    page = page_of(client)
    (row,) = [row for row in table(page) if row[0] == "7 Nov 2020"]
    assert "Withdrawn by the coach" in row
    assert re.search(r"Aksel Dahl, was \d+: withdrawn by the coach", page)
    assert page.count('class="cross"') == 2  # in the wide drawing and in the tall one


def test_nothing_is_drawn_where_fewer_than_two_days_are_on_record(client, story):
    """On the day on which the seat came open nobody is named for it, and a held seat has no race."""
    for address in ("/clubs/fjordby/?as_of=2020-11-02", "/clubs/havnestad/?as_of=2020-11-08"):
        assert "How the race has run" not in page_of(client, address)


def test_a_rejected_rumour_is_no_part_of_the_race(client, story):
    rumour = reject_one(story)
    assert rumour.coach.name not in page_of(client)


@pytest.mark.parametrize("suffix", ["", "?as_of=2020-11-08"])
def test_more_names_and_days_ask_no_more_queries(client, story, suffix):
    many(2, story)
    few = queries(client, f"/clubs/fjordby/{suffix}")
    many(9, story)
    for day in range(3, 8):
        talk = make_article(story.paper, f"2020-11-0{day}", text=f"Nyt om Carlsen, {day}.")
        make_claim(talk, "candidacy", story.carlsen, story.fjordby, stage="talks")
    store.rebuild()
    assert queries(client, f"/clubs/fjordby/{suffix}") == few


def test_names_without_a_line_of_their_own_are_added_up(client, story, monkeypatch):
    many(9, story)
    page, most = page_of(client), club_race.MOST_NAMES
    head, *_rows, last = table(page)
    assert len(head) == most + 4
    assert sum(int(cell) for cell in last[1:-1] if cell.isdecimal()) == 100
    assert "further names have no line of their own" in page


def test_a_race_that_ran_for_long_is_told_by_its_newest_days(client, story, monkeypatch):
    monkeypatch.setattr(races, "MOST_DAYS", 3)
    page = page_of(client)
    assert [row[0] for row in table(page)[1:]] == ["6 Nov 2020", "7 Nov 2020", "8 Nov 2020"]
    assert "Only the newest days on which something changed are shown." in page


def test_a_coach_who_got_the_post_ends_the_race_before_it():
    got = rumour(1, 9, status="confirmed", opened_on=date(2020, 9, 1), ended_on=date(2020, 9, 9))
    assert races.race_of([got], None, date(2020, 10, 1)) is None
