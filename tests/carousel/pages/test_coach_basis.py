"""Each start and end on a coach's page says how many articles and independent sources tell of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carousel import store
from tests.factories import make_article, make_claim, make_club, make_coach, make_outlet

pytestmark = pytest.mark.django_db


@pytest.fixture
def brandvold():
    return make_coach("Aksel Brandvold")


def told(coach, club, *outlets, **fields) -> None:
    for outlet in outlets:
        make_claim(make_article(outlet), "departure", coach, club, **fields)
    store.update(coaches=[coach.pk], clubs=[club.pk])


def test_an_echo_is_an_article_and_no_source(client, brandvold):
    paper, echo = make_outlet("Kystposten", tier=0), make_outlet("Bladet")
    club = make_club()
    told(brandvold, club, paper)
    told(brandvold, club, echo, source="Kystposten", source_outlet=paper)
    page = client.get(reverse("coach", args=[brandvold.slug])).content.decode()
    assert "1 independent source, 2 articles" in page


def test_more_articles_cost_no_more_queries(client, brandvold):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("coach", args=[brandvold.slug]))
        return len(asked)

    club = make_club()
    told(brandvold, club, make_outlet(tier=0))
    queries()
    before = queries()
    told(brandvold, club, make_outlet("Bladet"), make_outlet("Avisen"))
    page = client.get(reverse("coach", args=[brandvold.slug])).content.decode()
    assert "3 independent sources, 3 articles" in page
    assert queries() == before
