"""Old looks at feeds go, in slices."""

from datetime import timedelta

import pytest

from articles import tasks
from articles.feeds import pruning
from articles.feeds.models import Check
from tests.articles.feeds.test_polling import AT, make_feed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def checks(feed, number, *, days):
    rows = [Check(feed=feed, at=AT - days * DAY - timedelta(hours=n), state="done") for n in range(number)]
    Check.objects.bulk_create(rows)


def test_a_month_stays_and_of_a_quiet_feed_the_newest_hundred(monkeypatch):
    monkeypatch.setattr(pruning, "SLICE", 7)
    busy, quiet = make_feed("https://a.example/feed"), make_feed("https://b.example/feed")
    checks(busy, 150, days=1)
    checks(busy, 40, days=31)
    checks(quiet, 120, days=60)
    assert pruning.prune_checks(at=AT) == 60
    assert (busy.checks.count(), quiet.checks.count()) == (150, 100)
    assert quiet.checks.order_by("-at").first().at == AT - 60 * DAY
    assert pruning.prune_checks(at=AT) == 0


def test_the_schedule_prunes():
    checks(make_feed("https://a.example/feed"), 120, days=400)
    assert tasks.prune_checks() == 20
