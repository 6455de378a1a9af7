"""The list of feeds at the desk, and what editors do with them."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from articles.feeds.models import Check, Feed
from articles.feeds.opml import read_opml
from articles.models import Outlet
from tests.articles.feeds.documents import RSS
from tests.articles.feeds.test_polling import make_feed
from tests.carousel.pages.stories import queries
from tests.factories import make_article, make_claim, make_outlet, make_user

from .conftest import announce

pytestmark = pytest.mark.django_db
OPML = (
    '<opml version="2.0"><body><outline text="A" xmlUrl="{}"/><outline text="B" xmlUrl="{}"/></body></opml>'
)


def text_of(response):
    return unescape(response.content.decode())


@pytest.fixture
def asked(monkeypatch, django_capture_on_commit_callbacks):
    """The feeds that were sent to the worker."""
    sent = []
    monkeypatch.setattr("carousel.tasks.poll_feed.delay", sent.append)
    return sent


@pytest.mark.parametrize("address", ["/desk/feeds/", "/desk/feeds/export/", "/desk/feeds/1/"])
def test_the_feeds_are_for_editors_only(client, address):
    assert client.get(address).status_code == 302
    client.force_login(make_user("reader"))
    assert client.get(address).status_code == 403


def test_each_feed_stands_under_its_outlet_with_what_it_brought(client, editor, feed):
    article = make_article(feed.outlet)
    make_claim(article)
    announce(feed, "Aas ude", state="taken", article=article, seen_at=timezone.now())
    announce(feed, "Aas inde", seen_at=timezone.now())
    response = client.get("/desk/feeds/")
    [group] = response.context["groups"]
    [row] = group.rows
    assert (group.outlet, row.feed, row.articles, row.claims) == (feed.outlet, feed, 1, 1)
    assert row.per_week == 14  # two in the one day that it has been watched


def test_a_failure_is_told_in_words(client, editor, feed):
    Feed.objects.update(failures=3, failure="The site answered 503.", failure_class="status_503")
    said = text_of(client.get("/desk/feeds/?show=failing"))
    assert "The site answered 503." in said
    assert "3 times in a row" in said


def test_the_choices_of_the_list_show_what_they_count(client, editor, feed):
    make_feed("https://off.example/feed", outlet=feed.outlet, is_on=False)
    for show, number in (("all", 2), ("on", 1), ("failing", 0), ("off", 1), ("nonsense", 2)):
        context = client.get(f"/desk/feeds/?show={show}").context
        assert sum(len(group.rows) for group in context["groups"]) == number
        assert number in [count for _name, _label, count, is_chosen in context["filters"] if is_chosen]


def test_feeds_are_paged_by_key_in_the_order_of_their_outlets(client, editor):
    for number in range(60):
        make_feed(f"https://site{number}.example/feed", outlet=make_outlet(f"Blad {number:02}"))
    first = client.get("/desk/feeds/")
    second = client.get("/desk/feeds/", {"after": first.context["after"]})
    listed = [group.outlet.name for page in (first, second) for group in page.context["groups"]]
    assert listed == [f"Blad {number:02}" for number in range(60)]


def test_more_feeds_ask_no_more_queries(client, editor, feed):
    announce(feed, "Aas ude")
    few = queries(client, "/desk/feeds/")
    for number in range(20):
        other = make_feed(f"https://site{number}.example/feed", outlet=make_outlet(f"Blad {number}"))
        announce(other, "Aas ude", state="taken", article=make_article(other.outlet))
        Check.objects.create(feed=other, at=timezone.now(), state="done")
    assert queries(client, "/desk/feeds/") == few


def test_a_feed_is_switched_off_and_on_and_the_list_stays_as_it_was(client, editor, feed):
    sent = {"is_on": "0", "back": "/desk/feeds/?show=on"}
    response = client.post(f"/desk/feeds/{feed.pk}/switch/", sent)
    assert response["Location"] == "/desk/feeds/?show=on"
    feed.refresh_from_db()
    assert not feed.is_on
    response = client.post(f"/desk/feeds/{feed.pk}/switch/", {"is_on": "1", "back": "//evil.example/"})
    assert response["Location"] == feed.get_absolute_url()
    feed.refresh_from_db()
    assert feed.next_check_at <= timezone.now()


def test_a_feed_is_asked_now_by_one_poller_only(
    client, editor, feed, asked, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/desk/feeds/{feed.pk}/ask/")
        said = text_of(client.post(f"/desk/feeds/{feed.pk}/ask/", follow=True))
    assert asked == [feed.pk]
    assert "being asked at this moment" in said


def test_a_site_that_wants_to_be_left_alone_is_left_alone(client, editor, feed, asked):
    later = timezone.now() + timezone.timedelta(hours=1)
    Feed.objects.update(failures=1, failure="Too much.", failure_class="busy", next_check_at=later)
    assert "left alone" in text_of(client.post(f"/desk/feeds/{feed.pk}/ask/", follow=True))
    assert asked == []


def test_the_feeds_of_a_site_are_found_and_the_chosen_one_is_kept(client, editor, site):
    site.answer(
        "/", f'<link rel="alternate" type="application/rss+xml" href="{site.url("/a")}" title="A">'.encode()
    )
    found = client.post("/desk/feeds/find/", {"url": site.url("/")})
    [(number, feed, is_ticked)] = found.context["found"]
    assert (number, feed.url, is_ticked) == (1, site.url("/a"), True)
    assert not Feed.objects.exists()
    sent = {"feed_url": [feed.url], "feed_title": ["A"], "choose": "1", "is_on": "1"}
    response = client.post("/desk/feeds/add/", sent)
    kept = Feed.objects.get()
    assert response["Location"] == kept.get_absolute_url()
    assert (kept.title, kept.is_on, kept.outlet.tier) == ("A", True, Outlet.Tier.WEAK)


def test_the_address_of_a_feed_itself_is_taken(client, editor, site):
    site.answer("/feed", RSS.format(base=site.url("")).encode(), kind="application/rss+xml")
    found = client.post("/desk/feeds/find/", {"url": site.url("/feed")}).context["found"]
    assert [feed.url for _number, feed, _ticked in found] == [site.url("/feed")]


@pytest.mark.parametrize("url", ["", "ftp://x.example", "http://[", "https://u:p@x.example/", "x y", "\0"])
def test_an_address_that_leads_nowhere_is_answered_with_a_sentence(client, editor, url):
    response = client.post("/desk/feeds/find/", {"url": url})
    assert (response.status_code, bool(response.context["refusal"])) == (400, True)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose at least one feed."),
        ({"choose": "1", "outlet": "Nobody"}, "No outlet goes by “Nobody”"),
        ({"choose": "1", "feed_url": "mailto:x"}, "not the address of a page"),
    ],
)
def test_a_choice_that_makes_no_sense_keeps_nothing_and_says_why(client, editor, sent, sentence):
    given = {"feed_url": "https://x.example/feed", "feed_title": "X", **sent}
    response = client.post("/desk/feeds/add/", given)
    assert response.status_code == 400
    assert sentence in text_of(response)
    assert not Feed.objects.exists()


def test_a_feed_that_is_known_is_not_doubled_and_stays_as_it_is(client, editor, feed):
    sent = {"feed_url": "https://kystposten.example/feed/", "feed_title": "Other", "choose": "1"}
    assert client.post("/desk/feeds/add/", sent)["Location"] == feed.get_absolute_url()
    assert Feed.objects.get().title == "Sporten"


def test_a_list_comes_in_switched_off_and_goes_out_again(client, editor, feed):
    make_outlet("Ekko", domain="ekko.example")
    body = OPML.format("https://www.ekko.example/rss", feed.url).encode()
    response = client.post(
        "/desk/feeds/import/", {"opml": SimpleUploadedFile("feeds.opml", body)}, follow=True
    )
    assert "1 new feed, switched off. 1 was known already." in text_of(response)
    new = Feed.objects.exclude(pk=feed.pk).get()
    assert (new.outlet.name, new.is_on) == ("Ekko", False)
    given_out = client.get("/desk/feeds/export/")
    assert {listed.url for listed in read_opml(given_out.content)} == {new.url, feed.url}


def test_feeds_of_one_unknown_site_share_one_new_outlet(client, editor):
    body = OPML.format("https://ny.example/a", "https://ny.example/b").encode()
    client.post("/desk/feeds/import/", {"opml": SimpleUploadedFile("feeds.opml", body)})
    assert Feed.objects.count() == 2
    assert Outlet.objects.get().domain == "ny.example"


@pytest.mark.parametrize("body", [b"", b"no xml", b"<rss/>", b"<opml/>"])
def test_a_file_that_is_no_list_is_answered_with_a_sentence(client, editor, body):
    response = client.post("/desk/feeds/import/", {"opml": SimpleUploadedFile("feeds.opml", body)})
    assert (response.status_code, bool(response.context["list_refusal"])) == (400, True)
