"""What the public page of an outlet says of its feeds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.feeds.models import Feed
from articles.models import Article
from tests.articles.feeds.test_polling import AT, make_feed
from tests.carousel.pages.stories import queries
from tests.factories import make_article, make_claim, make_user

pytestmark = pytest.mark.django_db


def test_an_outlet_with_feeds_says_how_much_they_bring(client, feed):
    today = timezone.localdate()
    for number in range(14):
        make_article(feed.outlet, today - timedelta(days=number))
    make_article(feed.outlet, today - timedelta(days=29))
    make_claim(make_article(feed.outlet, today - timedelta(days=30)))
    for _claim in range(6):
        make_claim(feed.outlet.articles.order_by("-published_on").first())
    supply = client.get(feed.outlet.get_absolute_url()).context["supply"]
    assert (supply.last, supply.per_day, supply.claims_per_article) == (today, 0.5, 0.4)


def test_an_older_day_knows_nothing_of_later_articles(client, feed):
    make_article(feed.outlet, "2020-09-21")
    supply = client.get(feed.outlet.get_absolute_url(), {"as_of": "2020-09-20"}).context["supply"]
    assert (supply.last, supply.per_day, supply.claims_per_article) == (None, 0, None)


def test_an_outlet_whose_feeds_are_off_says_nothing_of_them_and_errors_are_not_shown(client, feed):
    Feed.objects.update(failures=2, failure="The site answered 503.", failure_class="status_503")
    assert b"503" not in client.get(feed.outlet.get_absolute_url()).content
    Feed.objects.update(is_on=False)
    assert client.get(feed.outlet.get_absolute_url()).context["supply"] is None


@pytest.mark.parametrize("as_of", ["", "2020-09-21"])
def test_editors_see_how_the_feeds_are_and_readers_never(client, feed, as_of):
    Feed.objects.update(
        failures=2,
        failure="The site answered 503.",
        failure_class="status_503",
        next_check_at=AT,
        succeeded_at=AT,
    )
    address = feed.outlet.get_absolute_url() + (f"?as_of={as_of}" if as_of else "")
    assert b"503" not in client.get(address).content
    client.force_login(make_user("editor"))
    html = client.get(address).content.decode()
    assert ("The site answered 503." in html) is (as_of == "")
    assert html.count("2 Mar 2026 12:00") == (0 if as_of else 2)


def test_more_feeds_and_articles_are_no_more_queries(client, feed):
    client.force_login(make_user("editor"))
    make_article(feed.outlet)
    few = queries(client, feed.outlet.get_absolute_url())
    for number in range(4):
        make_feed(f"https://kystposten.example/{number}", outlet=feed.outlet)
        make_claim(make_article(feed.outlet))
    assert queries(client, feed.outlet.get_absolute_url()) == few


def test_the_texts_are_measured_on_what_was_read(client, feed):
    body = "ti tegn om " * 9 + "x"
    regions = [["title", 0, 9, "title"], ["text", 0, 50, "body"], ["text", 50, 100, "related"]]
    make_article(feed.outlet, text=body, regions=regions)
    make_article(feed.outlet, text=body, regions=[["text", 0, 100, "body"]])
    nothing = make_article(feed.outlet, title="Kun en overskrift")
    Article.objects.filter(pk=nothing.pk).update(text="")
    make_article(feed.outlet, state="waiting")
    found = client.get(feed.outlet.get_absolute_url()).context["quality"]
    assert (found.articles, found.with_text, found.words, found.set_aside) == (3, 67, 28, 25)
    assert "newest 3 articles" in client.get(feed.outlet.get_absolute_url()).content.decode()
    older = client.get(feed.outlet.get_absolute_url(), {"as_of": "2020-09-01"})
    assert older.context["quality"] is None
