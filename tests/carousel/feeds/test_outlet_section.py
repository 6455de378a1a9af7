"""What the public page of an outlet says of its feeds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.feeds.models import Feed
from tests.factories import make_article, make_claim

pytestmark = pytest.mark.django_db


def test_an_outlet_with_feeds_says_how_much_they_bring(client, feed):
    today = timezone.localdate()
    for number in range(14):
        make_article(feed.outlet, today - timedelta(days=number))
    make_claim(make_article(feed.outlet, today - timedelta(days=40)))
    for _claim in range(7):
        make_claim(feed.outlet.articles.order_by("-published_on").first())
    supply = client.get(feed.outlet.get_absolute_url()).context["supply"]
    assert (supply.last, supply.per_day, supply.claims_per_article) == (today, 0.5, 0.5)


def test_an_older_day_knows_nothing_of_later_articles(client, feed):
    make_article(feed.outlet, "2020-09-21")
    supply = client.get(feed.outlet.get_absolute_url(), {"as_of": "2020-09-20"}).context["supply"]
    assert (supply.last, supply.per_day, supply.claims_per_article) == (None, 0, None)


def test_an_outlet_whose_feeds_are_off_says_nothing_of_them_and_errors_are_not_shown(client, feed):
    Feed.objects.update(failures=2, failure="The site answered 503.", failure_class="status_503")
    assert b"503" not in client.get(feed.outlet.get_absolute_url()).content
    Feed.objects.update(is_on=False)
    assert client.get(feed.outlet.get_absolute_url()).context["supply"] is None
