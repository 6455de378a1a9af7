"""Outlets as readers get them."""

from html import unescape

import pytest

from articles.models import Outlet
from tests.carousel.pages.stories import queries
from tests.factories import make_article, make_claim, make_outlet

pytestmark = pytest.mark.django_db


def text_of(response):
    return unescape(response.content.decode())


@pytest.fixture
def paper():
    return make_outlet("Kystposten", slug="kystposten", tier=Outlet.Tier.TRUSTED)


def test_an_outlet_is_told_in_words_with_what_was_read_of_it(client, paper):
    for claims in (2, 1, 0):
        article = make_article(paper)
        for _number in range(claims):
            make_claim(article)
    response = client.get("/outlets/kystposten/")
    assert (response.context["article_count"], response.context["claim_count"]) == (3, 3)
    assert "Newspaper, Danish. Trusted:" in text_of(response)
    assert [a.claim_count for a in response.context["articles"]] == [0, 1, 2]


def test_an_outlet_says_how_often_it_repeats_and_is_repeated(client, paper):
    other = make_outlet("Ekko", slug="ekko")
    make_claim(make_article(other), source="Kystposten", source_outlet=paper)
    assert client.get("/outlets/kystposten/").context["cited_count"] == 1
    assert client.get("/outlets/ekko/").context["echo_count"] == 1


def test_an_older_day_counts_only_what_was_published_by_then(client, paper):
    make_claim(make_article(paper, "2020-09-01"))
    make_claim(make_article(paper, "2020-10-01"))
    make_article(paper, None, arrived_at="2020-11-01T12:00Z")
    for day, articles in (("2020-08-31", 0), ("2020-09-15", 1), ("2020-10-15", 2), ("2020-11-01", 3)):
        assert client.get(f"/outlets/kystposten/?as_of={day}").context["article_count"] == articles
        assert client.get(f"/outlets/?as_of={day}").context["rows"][0][1] == articles


def test_articles_are_paged_by_key_newest_first(client, paper):
    made = [make_article(paper).pk for _number in range(40)]
    first = client.get("/outlets/kystposten/")
    second = client.get("/outlets/kystposten/", {"after": first.context["after"]})
    listed = [a.pk for page in (first, second) for a in page.context["articles"]]
    assert listed == made[::-1]


def test_a_claim_that_a_later_reading_dropped_is_not_counted(client, paper):
    make_claim(make_article(paper), superseded_at="2020-10-01T12:00Z")
    assert client.get("/outlets/").context["rows"][0][2] == 0
    assert client.get("/outlets/kystposten/").context["claim_count"] == 0


@pytest.mark.parametrize("address", ["/outlets/", "/outlets/kystposten/"])
def test_more_outlets_and_articles_ask_no_more_queries(client, paper, address):
    make_claim(make_article(paper))
    few = queries(client, address)
    for number in range(20):
        make_claim(make_article(make_outlet(f"Blad {number}")))
        make_claim(make_article(paper))
    assert queries(client, address) == few


def test_an_outlet_that_is_not_on_record_is_not_found(client):
    assert client.get("/outlets/nowhere/").status_code == 404


def test_a_broken_key_is_answered_with_a_sentence(client, paper):
    assert client.get("/outlets/kystposten/?after=last").status_code == 400


def test_where_no_number_can_be_held_against_what_came_the_page_says_so(client, paper):
    page = client.get("/outlets/").content.decode()
    assert 'id="h-hold"' in page
    assert "Too few rumours are over to tell." in page
