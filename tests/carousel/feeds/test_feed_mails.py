"""Who runs the site hears once that a feed has died, and once that it is back."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.core.management import call_command

from articles.feeds import polling
from articles.feeds.models import Feed
from articles.fetching.client import FetchFailed, Page
from carousel import feed_mails, feeding
from config import environment
from tests.articles.feeds.documents import RSS
from tests.articles.feeds.test_polling import AT
from tests.factories import make_user

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def kari(db):
    return make_user("administrator", "kari", email="kari@example.com")


def fails(url, **_given):
    raise FetchFailed("The site answered 503.", status=503, is_temporary=True)


def answers(url, **_given):
    return Page(
        url, url, 200, RSS.format(base="https://kystposten.example").encode(), "application/rss+xml", ""
    )


def ask(feed, get, at):
    """What is told after the feed was asked."""
    polling.poll(feed.pk, at=at, get=get)
    return feed_mails.tell(feed.pk, at=at)


def test_thirty_failures_in_a_day_are_one_mail_and_the_return_is_one(feed, kari):
    ask(feed, answers, AT)
    said = [ask(feed, fails, AT + number * HOUR) for number in range(1, 31)]
    assert said.count("dead") == len(mail.outbox) == 1
    assert said.index("dead") == 23
    assert [ask(feed, answers, AT + number * HOUR) for number in (31, 32)] == ["back", ""]
    assert len(mail.outbox) == 2


def test_the_mail_names_cause_and_next_step_and_shows_nobody_the_addresses(feed, kari, settings):
    settings.ADMINS = [("Ola", "ola@example.com")]
    Feed.objects.update(failures=5, failure="There is no feed.", failure_class="no_feed", succeeded_at=AT)
    assert feed_mails.tell(feed.pk, at=AT + 25 * HOUR) == "dead"
    [sent] = mail.outbox
    assert sent.subject == "No news from Kystposten: a feed has died"
    assert sent.bcc == ["ola@example.com", "kari@example.com"]
    assert sent.to == []
    for words in (
        "There is no feed.",
        "new address",
        "2 Mar 2026 12:00",
        "5 times",
        feed.url,
        f"/{feed.pk}/",
    ):
        assert words in sent.body


@pytest.mark.parametrize(
    ("failures", "hours", "is_on"), [(2, 40, True), (30, 23, True), (30, 40, False)], ids=str
)
def test_a_feed_that_is_off_or_has_not_failed_for_long_or_often_is_not_dead(
    feed, kari, failures, hours, is_on
):
    Feed.objects.update(failures=failures, failure="x", failure_class="x", succeeded_at=AT, is_on=is_on)
    assert feed_mails.tell(feed.pk, at=AT + hours * HOUR) == ""
    assert mail.outbox == []


def test_a_feed_that_never_answered_counts_from_the_first_time_that_it_was_asked(feed, kari):
    said = [ask(feed, fails, AT + number * 8 * HOUR) for number in range(4)]
    assert said == ["", "", "", "dead"]
    assert "It has never answered." in mail.outbox[0].body


def test_a_death_that_could_not_be_told_is_told_after_the_next_check(feed, kari, monkeypatch):
    def down(self, messages):
        raise ConnectionRefusedError("nobody there")

    Feed.objects.update(failures=5, failure="x", failure_class="x", succeeded_at=AT)
    with monkeypatch.context() as broken:
        broken.setattr(locmem.EmailBackend, "send_messages", down)
        assert feed_mails.tell(feed.pk, at=AT + 25 * HOUR) == ""
    assert feed_mails.tell(feed.pk, at=AT + 26 * HOUR) == "dead"


def test_a_death_waits_until_somebody_can_be_told(feed):
    Feed.objects.update(failures=5, failure="x", failure_class="x", succeeded_at=AT)
    assert feed_mails.tell(feed.pk, at=AT + 25 * HOUR) == ""
    make_user("editor", email="ida@example.com")
    make_user("administrator", email="gone@example.com", is_active=False)
    assert feed_mails.tell(feed.pk, at=AT + 26 * HOUR) == ""
    make_user("administrator", email="kari@example.com")
    assert feed_mails.tell(feed.pk, at=AT + 27 * HOUR) == "dead"


def test_a_feed_that_is_switched_off_is_forgotten_and_its_return_is_no_news(feed, kari):
    Feed.objects.update(failures=5, failure="x", failure_class="x", succeeded_at=AT, told_dead_at=AT)
    feeding.switch(feed.pk, is_on=False, at=AT)
    feeding.switch(feed.pk, is_on=True, at=AT)
    assert ask(feed, answers, AT + HOUR) == ""
    assert mail.outbox == []


def test_the_worker_and_the_command_tell_after_asking(feed, kari, monkeypatch):
    from carousel import tasks

    monkeypatch.setattr(polling, "poll", lambda pk, **_given: polling.Outcome("failed", sentence="x"))
    for ask_it in (lambda: tasks.poll_feed(feed.pk), lambda: call_command("poll", "--all")):
        Feed.objects.update(
            failures=5,
            failure="x",
            failure_class="x",
            succeeded_at=AT - 30 * HOUR,
            told_dead_at=None,
            claimed_until=None,
        )
        ask_it()
    assert len(mail.outbox) == 2


def test_the_mail_leads_to_the_page_of_the_feed_from_anywhere(feed, kari, settings):
    settings.SITE_URL = "https://carousel.example"
    Feed.objects.update(failures=5, failure="x", failure_class="x", succeeded_at=AT)
    feed_mails.tell(feed.pk, at=AT + 25 * HOUR)
    assert f"https://carousel.example/desk/feeds/{feed.pk}/" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("hosts", "given", "found"),
    [
        (["127.0.0.1", "localhost"], "", "http://127.0.0.1:8000"),
        (["carousel.example", "localhost"], "", "http://carousel.example"),
        ([".carousel.example"], "", "http://carousel.example"),
        (["*"], "https://news.example/", "https://news.example"),
    ],
)
def test_the_site_is_found_where_it_is_said_to_be(monkeypatch, hosts, given, found):
    for name, value in (("SITE_URL", given), ("PORT", "8000"), ("HTTPS", "")):
        monkeypatch.setenv(name, value)
    assert environment.site_url(hosts) == found


def test_an_address_that_is_none_is_refused_at_the_start(monkeypatch):
    monkeypatch.setenv("SITE_URL", "carousel.example")
    with pytest.raises(environment.BadSetting, match="SITE_URL must begin"):
        environment.site_url([])
