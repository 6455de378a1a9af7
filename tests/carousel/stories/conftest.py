"""What the stories share: invented coaches and clubs that the reading knows, and articles brought in."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from articles.models import Article, Outlet
from carousel import door, reading
from carousel.models import Club, Coach, Stint
from tests.factories import make_club, make_coach, make_outlet, make_user

TODAY = date(2020, 12, 31)


@pytest.fixture
def brandvold() -> Coach:
    return make_coach("Aksel Brandvold")


@pytest.fixture
def lindqvist() -> Coach:
    return make_coach("Sten Lindqvist")


@pytest.fixture
def havnestad() -> Club:
    return make_club("Havnestad BK")


@pytest.fixture
def vesterlund() -> Club:
    return make_club("Vesterlund IF")


@pytest.fixture
def editor():
    return make_user("editor", first_name="Ida", last_name="Berg")


@pytest.fixture
def tell(db):
    """An article of one outlet on one day comes in by the door and is read; returns it as it then is."""

    def tell(text: str, on: str, outlet: Outlet | None = None, title: str = "") -> Article:
        published = date.fromisoformat(on)
        at = datetime.combine(published, time(12), UTC)
        given = door.Submission(
            title=title or text.partition(".")[0],
            text=text,
            published_on=published,
            outlet=outlet or make_outlet(f"Blad {on}", language=""),
        )
        article = door.bring_in(given, at=at, queue=False).article
        return reading.read_article(article.pk, at=at).article

    return tell


def only_stint(coach: Coach, club: Club) -> Stint:
    return Stint.objects.get(coach=coach, club=club)
