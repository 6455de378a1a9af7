"""Story 14: how long a seat stood empty, and how long a caretaker held it."""

import re

import pytest

from carousel import store
from carousel.dates import from_range
from carousel.models import Vacancy
from carousel.record.days import Days, span_in_days
from tests.factories import make_club, make_coach, make_entry

pytestmark = pytest.mark.django_db


def seat(left: str, came: str):
    club = make_club()
    make_entry(make_coach(), club, "2018-07-01", left)
    make_entry(make_coach(), club, came)
    return club


def days_empty(club) -> tuple[int | None, int | None]:
    vacancy = Vacancy.objects.get(club=club, successor__isnull=False)
    return span_in_days(from_range(vacancy.opened), from_range(vacancy.filled))


def test_nine_days_from_one_head_coach_to_the_next_all_under_a_caretaker(client):
    club = seat("2020-09-15", "2020-09-24")
    make_entry(make_coach("Ugo Ferri"), club, "2020-09-15", "2020-09-24", role="caretaker")
    store.rebuild()
    assert days_empty(club) == (9, 9)
    caretaker = club.stints.get(role="caretaker")
    assert span_in_days(from_range(caretaker.started), from_range(caretaker.ended)) == (9, 9)
    assert Days.on(caretaker.ended.lower) == from_range(caretaker.ended)


def test_a_successor_on_the_same_day_leaves_no_day_empty():
    club = seat("2020-08-20", "2020-08-20")
    store.rebuild()
    assert days_empty(club) == (0, 0)


def cell(client, club, coach: str, label: str) -> str:
    """What the history of the club has under that heading in the coach's row."""
    page = client.get(f"{club.get_absolute_url()}?as_of=2020-12-01").content.decode()
    rows = re.findall(r"<tr.*?</tr>", page[page.index('id="stints"') :], re.DOTALL)
    own = next(row for row in rows if f">{coach}</a>" in row)
    found = re.search(rf'data-label="{label}">(.*?)</td>', own, re.DOTALL)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_the_page_of_the_club_tells_the_days_empty_and_those_under_the_caretaker(client):
    club = make_club()
    make_entry(make_coach("Hans Wolf"), club, "2018-07-01", "2020-09-15")
    make_entry(make_coach("Ugo Ferri"), club, "2020-09-15", "2020-09-24", role="caretaker")
    make_entry(make_coach("Sten Lindqvist"), club, "2020-09-24")
    store.rebuild()
    assert cell(client, club, "Sten Lindqvist", "Seat empty before") == "9 days"
    assert cell(client, club, "Ugo Ferri", "Days") == "9"


def test_the_page_of_a_club_whose_seat_stood_empty_for_no_day_says_none(client):
    club = make_club()
    make_entry(make_coach("Hans Wolf"), club, "2018-07-01", "2020-08-20")
    make_entry(make_coach("Sten Lindqvist"), club, "2020-08-20")
    store.rebuild()
    assert cell(client, club, "Sten Lindqvist", "Seat empty before") == "0 days"
