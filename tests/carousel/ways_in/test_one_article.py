"""One article however it comes: as itself, as AMP, with tracking, through a shortener, as a text."""

import pytest
from django.utils import timezone

from articles.fetching.client import Page
from articles.models import Article
from carousel import door
from tests.carousel.ways_in.conftest import TEXT
from tests.factories import make_outlet

pytestmark = pytest.mark.django_db
MORE = "Klubben oplyser, at assistenten leder træningen, til en ny mand er fundet. " * 4
OWN = "https://avis.example/sport/havnestad-fyrer-sandmo-12345"
AMP = "https://amp.avis.example/amp/havnestad-fyrer-sandmo-12345"
WAYS = [OWN, f"{OWN}?utm_source=x&fbclid=y#top", AMP, "https://kort.example/a1", TEXT]


def page_of(url: str) -> Page:
    final = OWN if "kort" in url else url
    body = f"""<html><head><title>Fyret</title><link rel="canonical" href="{OWN}"></head>
        <body><article><p>{TEXT}</p><p>{MORE}</p></article></body></html>"""
    return Page(url, final, 200, body.encode(), "text/html", "utf-8")


def bring(way: str) -> Article:
    given = {"url": way} if way.startswith("https://") else {"text": f"{TEXT}\n{MORE}"}
    return door.bring_in(door.Submission(**given), at=timezone.now(), get=page_of).article


@pytest.mark.parametrize("first", range(len(WAYS)))
def test_every_way_leads_to_the_one_article(first):
    make_outlet("Avisen", domain="avis.example")
    ways = [*WAYS[first:], *WAYS[:first]]
    assert len({bring(way).pk for way in ways}) == 1


def test_two_articles_of_one_outlet_stay_two():
    other = f"{OWN}6".replace("fyrer", "ansaetter")
    first = door.bring_in(door.Submission(url=OWN), at=timezone.now(), get=page_of).article
    second = door.bring_in(door.Submission(url=other, text=TEXT), at=timezone.now()).article
    assert first != second
