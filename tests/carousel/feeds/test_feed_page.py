"""The page of one feed: its checks, its entries and its rules."""

from datetime import timedelta
from html import unescape

import pytest

from articles.feeds.models import Check, Feed
from tests.articles.feeds.test_polling import AT, make_feed
from tests.carousel.pages.stories import queries
from tests.factories import make_outlet

from .conftest import announce

pytestmark = pytest.mark.django_db


def text_of(response):
    return unescape(response.content.decode())


def check(feed, number):
    failed = {"state": "failed", "failure_class": "busy", "failure": "Too much."}
    return Check.objects.create(feed=feed, at=AT + timedelta(minutes=number), **failed)


def test_checks_and_entries_are_paged_each_by_its_own_key(client, editor, feed):
    checks = [check(feed, number).pk for number in range(15)]
    entries = [entry.pk for entry in announce(feed, *(f"Nyt {number}" for number in range(40)))]
    first = client.get(feed.get_absolute_url()).context
    keys = {"checks": first["checks"].after, "after": first["entries"].after}
    second = client.get(feed.get_absolute_url(), keys).context
    for name, made in (("checks", checks), ("entries", entries)):
        assert [row.pk for page in (first, second) for row in page[name].rows] == made[::-1]


def test_more_checks_and_entries_ask_no_more_queries(client, editor, feed):
    check(feed, 1)
    announce(feed, "Aas ude")
    few = queries(client, feed.get_absolute_url())
    for number in range(2, 20):
        check(feed, number)
    announce(feed, *(f"Nyt {number}" for number in range(20)))
    assert queries(client, feed.get_absolute_url()) == few


def test_a_broken_key_is_answered_with_a_sentence(client, editor, feed):
    assert client.get(feed.get_absolute_url(), {"checks": "x"}).status_code == 400


def test_rules_are_tried_before_they_are_saved(client, editor, feed):
    announce(feed, "Træner fyret", "Vejret i morgen")
    sent = {"keep": "træner*\nkamp", "drop": "håndbold, ", "minutes": "15"}
    tried = client.post(f"/desk/feeds/{feed.pk}/rules/", sent)
    trial = tried.context["trial"]
    assert (trial["tried"], trial["kept"], trial["changed"]) == (2, 1, 1)
    assert trial["lines"][0].entry.title == "Vejret i morgen"
    feed.refresh_from_db()
    assert feed.keep_words == []
    client.post(f"/desk/feeds/{feed.pk}/rules/", {**sent, "save": "1"})
    feed.refresh_from_db()
    assert (feed.keep_words, feed.drop_words, feed.interval_minutes) == (
        ["træner*", "kamp"],
        ["håndbold"],
        15,
    )


def test_rules_are_saved_only_where_they_have_been_tried(client, editor, feed):
    assert 'name="save"' not in text_of(client.get(feed.get_absolute_url()))
    assert 'name="save"' in text_of(client.post(f"/desk/feeds/{feed.pk}/rules/", {"keep": "x"}))


@pytest.mark.parametrize("minutes", ["4", "-1", "x", "²", "99999999999", "1.5"])
def test_minutes_that_make_no_sense_are_answered_with_a_sentence_and_kept_in_the_field(
    client, editor, feed, minutes
):
    response = client.post(f"/desk/feeds/{feed.pk}/rules/", {"minutes": minutes, "keep": "aas", "save": "1"})
    assert response.status_code == 400
    assert "a number from 5 to 10080" in text_of(response)
    assert response.context["typed"]["keep"] == "aas"


@pytest.mark.parametrize("words", ["a" * 81, ",".join(str(number) for number in range(51))])
def test_too_many_words_are_answered_with_a_sentence(client, editor, feed, words):
    response = client.post(f"/desk/feeds/{feed.pk}/rules/", {"drop": words, "save": "1"})
    assert (
        response.status_code,
        "is not taken" in text_of(response) or "not taken" in text_of(response),
    ) == (400, True)


def test_a_feed_is_moved_to_another_outlet(client, editor, feed):
    other = make_outlet("Ekko")
    client.post(f"/desk/feeds/{feed.pk}/move/", {"outlet": "Ekko"})
    feed.refresh_from_db()
    assert feed.outlet == other
    assert client.post(f"/desk/feeds/{feed.pk}/move/", {"outlet": "Nobody"}).status_code == 400


def test_what_a_feed_says_of_itself_is_never_markup(client, editor, feed):
    announce(feed, "<script>alert(1)</script>", failure="<b>x</b>", state="failed")
    said = client.get(feed.get_absolute_url()).content.decode()
    assert "<script>alert" not in said
    assert "<b>x</b>" not in said


NEW = "https://kystposten.example/sport/rss"


def readdress(client, feed, url=NEW):
    response = client.post(f"/desk/feeds/{feed.pk}/readdress/", {"url": url}, follow=True)
    feed.refresh_from_db()
    return text_of(response)


def test_an_editor_accepts_the_address_to_which_a_feed_has_moved(client, editor, feed):
    feed.moved_to, feed.etag = NEW, '"old"'
    feed.save()
    assert NEW in text_of(client.get(feed.get_absolute_url()))
    assert "at its new address" in readdress(client, feed)
    assert (feed.url, feed.moved_to, feed.etag) == (NEW, "", "")


def test_an_address_that_the_site_did_not_give_is_not_taken(client, editor, feed):
    before = feed.url
    assert "no longer says" in readdress(client, feed)
    feed.moved_to = NEW
    feed.save()
    make_feed(NEW, title="Den nye")
    assert "“Den nye” is at that address already" in readdress(client, feed)
    assert feed.url == before


def test_what_was_odd_about_a_check_is_told(client, editor, feed):
    Check.objects.create(feed=feed, at=AT, state="done", note="The feed breaks off before its end.")
    assert "Done: The feed breaks off" in text_of(client.get(feed.get_absolute_url()))


@pytest.mark.parametrize(
    ("is_on", "said"),
    [
        (True, "2 entries wait to be fetched. Switching"),
        (False, "2 entries wait until the feed is switched on."),
    ],
)
def test_the_page_says_what_waits_and_how_it_is_stopped(client, editor, feed, is_on, said):
    announce(feed, "A", "B", state="waiting")
    announce(feed, "C", state="taken")
    Feed.objects.update(is_on=is_on)
    assert said in client.get(f"/desk/feeds/{feed.pk}/").content.decode()
