"""Who had the seat before a coach and who after, on the coach's page."""

from __future__ import annotations

import re

import pytest

from carousel import store
from carousel.lines import came_after, came_before, line_of
from tests.carousel.facts import stint
from tests.carousel.pages.stories import queries, tell
from tests.factories import make_club, make_coach, make_entry

AAS = stint(1, 11, "2018-01-01", "2018-06-30")
MINDING = stint(2, 11, "2018-06-30", "2018-07-10", role="caretaker")
BERG = stint(3, 11, "2018-07-10", "2019-06-30")


def names(page: str, word: str) -> list[str]:
    return re.findall(rf'"neighbour">{word} <a href="[^"]+">([^<]+)</a>', page)


def test_neighbours_stand_next_to_each_other_in_the_line_of_the_club():
    line = line_of([BERG, AAS, MINDING])
    assert (came_before(MINDING, line), came_after(MINDING, line)) == (AAS, BERG)
    assert (came_before(AAS, line), came_after(BERG, line)) == (None, None)


def test_a_caretaker_made_permanent_does_not_come_before_himself():
    stayed = stint(2, 11, "2018-07-10", "2019-06-30", ordinal=2)
    line = line_of([AAS, MINDING, stayed])
    assert came_before(stayed, line) == AAS


def test_who_shared_the_post_came_neither_before_nor_after():
    beside = stint(4, 11, "2018-07-12", "2019-06-30", arrangement="shared")
    line = line_of([AAS, MINDING, BERG, beside])
    assert (came_before(beside, line), came_after(BERG, line)) == (MINDING, None)


def test_nobody_is_named_across_a_gap_in_the_record():
    late = stint(5, 11, "2024-07-01")
    line = line_of([BERG, late])
    assert (came_after(BERG, line), came_before(late, line)) == (None, None)


@pytest.mark.django_db
def test_the_page_links_to_who_came_before_and_after_as_of_its_day(client):
    story = tell()
    page = client.get(story.aas.get_absolute_url()).content.decode()
    assert (names(page, "before:"), names(page, "after:")) == ([], ["Ragna Berg"])
    assert names(client.get(story.berg.get_absolute_url()).content.decode(), "before:") == ["Per Aas"]
    then = client.get(f"{story.aas.get_absolute_url()}?as_of=2020-11-01").content.decode()
    assert names(then, "after:") == []
    later = client.get(f"{story.aas.get_absolute_url()}?as_of=2020-11-03").content.decode()
    assert names(later, "after:") == ["Ragna Berg"]
    assert "as_of=2020-11-03#s" in later


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["", "?as_of=2024-01-01"])
def test_neighbours_take_as_many_queries_for_one_post_as_for_eight(client, day):
    asked = []
    for posts in (1, 8):
        coach = make_coach()
        for number in range(posts):
            club, year = make_club(), 2010 + number
            make_entry(make_coach(), club, f"{year - 1}-07-01", f"{year}-07-01")
            make_entry(coach, club, f"{year}-07-01", f"{year + 1}-06-01")
        store.rebuild()
        asked.append(queries(client, coach.get_absolute_url() + day))
    assert asked[0] == asked[1]
