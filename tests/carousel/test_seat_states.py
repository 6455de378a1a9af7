"""The state of a seat on a day, as every page, card and file says it."""

from __future__ import annotations

from datetime import date

import pytest

from carousel import edition_json, editions, store
from carousel.record.facts import Record
from carousel.seat_states import state_of
from tests.carousel.facts import rumour, stint, vacancy
from tests.factories import make_article, make_claim, make_club, make_coach, make_entry

DAY = date(2020, 10, 1)
AAS = stint(1, 11, "2018-01-01")
LEAVING = stint(1, 11, "2018-01-01", "2020-12-31")
GONE = stint(1, 11, "2018-01-01", "2020-09-20")
MINDING = stint(2, 11, "2020-09-20", role="caretaker")
SAID = rumour(1, 11, direction="out", stage="pressure")


def state(*stints, said=(), vacancies=()) -> str:
    return state_of(11, Record(stints, tuple(said), tuple(vacancies)), DAY).state


@pytest.mark.parametrize(
    ("found", "stints", "more"),
    [
        ("occupied", [AAS], {}),
        ("pressure", [AAS], {"said": [SAID]}),
        ("leaving", [LEAVING], {"said": [SAID]}),
        ("vacant", [GONE, MINDING], {"vacancies": [vacancy(GONE, "2020-09-20")]}),
        ("caretaker", [MINDING], {}),
        ("unknown", [], {}),
    ],
)
def test_a_seat_is_in_one_of_six_states(found, stints, more):
    assert state(*stints, **more) == found


@pytest.mark.parametrize(
    "other",
    [
        rumour(2, 11, direction="out", stage="pressure"),
        rumour(1, 12, direction="out", stage="pressure"),
        rumour(1, 11, direction="out", stage="pressure", role="assistant"),
        rumour(1, 11, direction="out", stage="pressure", status="expired"),
        rumour(1, 11, direction="in"),
    ],
)
def test_talk_of_another_coach_club_or_post_or_that_is_over_is_no_pressure(other):
    assert state(AAS, said=[other]) == "occupied"


@pytest.mark.django_db
def test_the_page_and_the_file_say_the_state_as_of_their_day_in_a_word_and_a_shape(client):
    coach, club = make_coach(), make_club(slug="havnestad")
    make_entry(coach, club, "2018-07-01")
    make_claim(make_article(published_on="2020-09-18"), "pressure", coach, club, stage="pressure")
    store.rebuild()
    for day, word in (("2020-09-01", "occupied"), ("2020-09-19", "pressure")):
        page = client.get(f"/clubs/havnestad/?as_of={day}").content.decode()
        assert (
            f'class="status is-{word}"><svg viewBox="0 0 10 10" aria-hidden="true"><use href="#i-{word}"'
            in page
        )
        assert f'id="i-{word}"' in page
        edition = editions.of_club(club, as_of=date.fromisoformat(day), today=date(2020, 10, 1))
        assert edition_json.as_json(edition, club=club)["seat"] == word
    assert 'href="/clubs/havnestad/?as_of=2020-09-19#h-leaving"' in page
    assert 'id="h-leaving"' in page
