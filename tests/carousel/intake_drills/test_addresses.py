"""Addresses that are not asked: nothing is sent, and the rows say why.

All forms of an address that is not public are tried one by one in tests/articles/fetching/test_addresses.py.
"""

import logging
import socket
from datetime import timedelta

import pytest

from articles.feeds.models import Entry
from articles.fetching import client
from articles.fetching.manners import GAP
from tests.articles.feeds.test_polling import AT, make_feed
from tests.site import Site, running

from .conftest import Way, announce, answer_well

PRIVATE = "The address does not lead to a public site."
PORTS = "Only the usual ports of the web, 80 and 443, are asked."


@pytest.fixture
def unsent(db, monkeypatch, queued):
    """A connection that is opened all the same is the failure that is looked for."""

    def connect(address, **_options):
        raise AssertionError(f"a connection to {address} was opened")

    monkeypatch.setattr(socket, "create_connection", connect)


REFUSED = [
    ("http://127.1/", None, PRIVATE),
    ("http://2130706433/", None, PRIVATE),
    ("http://[::ffff:127.0.0.1]/", None, PRIVATE),
    ("http://[64:ff9b::7f00:1]/", None, PRIVATE),
    ("http://169.254.169.254/", None, PRIVATE),
    ("http://100.64.0.1/", None, PRIVATE),
    ("http://①②⑦.0.0.1/", None, PRIVATE),
    ("http://metadata.example/", ["8.8.8.8", "169.254.169.254"], PRIVATE),
    ("http://avis.example:6379/", ["8.8.8.8"], PORTS),
    ("http://carousel.example/", ["8.8.8.8"], "This is Carousel's own address."),
    ("http://nowhere.example/", [], "There is no site named nowhere.example."),
]


@pytest.mark.parametrize(("url", "answers", "sentence"), REFUSED)
def test_an_address_that_we_do_not_ask_is_told_on_the_rows_of_feed_and_entry(
    unsent, settings, url, answers, sentence
):
    settings.ALLOWED_HOSTS = ["carousel.example", "*"]
    options = {"resolve": client.resolve if answers is None else lambda host, port: answers}
    way = Way(make_feed(url))
    check, job = way.poll(**options), way.take(way.entry(url), **options)
    assert (check.state, check.failure, way.feed.failure) == ("failed", sentence, sentence)
    assert (job.state, sentence in job.failure) == ("failed", True)
    assert way.feed.is_on
    assert AT < way.feed.next_check_at < AT + timedelta(hours=1)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://user:pw@avis.example/1", "user name or password"),
        ("http://good.example@evil.example/", "user name or password"),
        ("ftp://avis.example/1", "must begin with http:// or https://"),
        ("http://" + "a" * 70 + ".example/", "is not the name of a site"),
        ("http://" + "a." * 150 + "dk/", "names no site"),
    ],
)
def test_an_entry_with_an_address_of_the_wrong_form_fails_with_a_sentence_and_is_kept(unsent, url, sentence):
    way = Way(make_feed("https://avis.example/feed"))
    job = way.take(way.entry(url), resolve=lambda host, port: ["8.8.8.8"])
    assert (job.state, job.url) == ("failed", url)
    assert sentence in job.failure


def test_a_feed_that_announces_files_and_scripts_keeps_none_of_their_addresses(way, site):
    links = ["file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "gopher://avis.example/1"]
    links += ["http://avis.example/" + "a" * 9000, "http://[::1/", "http://a..b/", "http://u:p@avis.example/"]
    items = "".join(f"<item><link>{link}</link><title>Aas {link[:4]}</title></item>" for link in links)
    announce(site, f"<rss version='2.0'><channel><title>Kysten</title>{items}</channel></rss>")
    check = way.poll()
    assert check.note == "8 entries without an address and a text were left out."
    assert not Entry.objects.exists()


CIRCLE, FAR = "The page leads in a circle.", "The page leads on more than 3 times."
SCHEME = "Only addresses that begin with http:// or https:// are fetched."


@pytest.mark.parametrize(
    ("locations", "sentence"),
    [
        (["http://10.0.0.1/"], PRIVATE),
        (["http://[::ffff:7f00:1]/"], PRIVATE),
        (["/b", "http://169.254.169.254/latest/meta-data/"], PRIVATE),
        (["file:///etc/passwd"], SCHEME),
        (["gopher://avis.example/"], SCHEME),
        (["http://user:pw@avis.example/"], "An address with a user name or password in it is not fetched."),
        (["http://avis.example:99999/"], "The address cannot be read."),
        (["/a"], CIRCLE),
        (["/b", "/a"], CIRCLE),
        (["/b", "/c", "/d", "/e"], FAR),
    ],
)
def test_a_redirect_to_where_we_do_not_go_is_told_on_the_rows_and_not_followed(
    way, site, locations, sentence
):
    for path, location in zip(("/a", "/b", "/c", "/d"), locations, strict=False):
        site.answer(path, status=302, Location=location)
    way.feed.url = site.url("/a")
    way.feed.save()
    plain = {"resolve": lambda host, port: [host]}
    check, job = way.poll(**plain), way.take(way.entry(site.url("/a")), **plain)
    assert (check.failure, job.failure, job.state) == (sentence, sentence, "failed")
    assert len(site.asked) == 2 * len(locations) + 1  # and robots.txt


def test_a_name_that_changes_its_answer_is_refused_from_then_on_and_taken_when_it_is_well_again(way, site):
    answer_well(site)
    entry = way.entry(f"http://avis.example:{site.port}/1")
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    job = way.take(entry, resolve=lambda host, port: next(answers))
    assert (job.state, job.failure_class) == ("failed", "refused")
    assert [path for path, _headers in site.asked] == ["/robots.txt"]
    assert way.retry(entry, at=AT + GAP).state == "done"


def test_a_feed_whose_name_changes_its_answer_keeps_what_it_had(way, site):
    way.feed.url = f"http://avis.example:{site.port}/feed"
    way.feed.save()
    assert way.poll().new == 2
    assert way.poll(resolve=lambda host, port: ["127.0.0.1", "192.168.1.1"]).state == "failed"
    assert (way.feed.entries.count(), way.feed.is_on) == (2, True)
    assert way.poll().state == "nothing_new"


def test_a_proxy_of_the_environment_is_not_asked(way, site, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    answer_well(site)
    assert way.poll().state == "done"
    assert way.take(way.entry(site.url("/1"))).state == "done"


@pytest.mark.parametrize("path", ["/feed", "/1"])
def test_a_sentence_never_repeats_what_the_site_sent(way, site, path):
    def leak(handler):
        handler.wfile.write(b"HTTP/1.1 500 a secret\r\nX-Why: a secret\r\nContent-Length: 8\r\n\r\na secret")

    site.behave(path, leak)
    said = way.poll().failure + way.take(way.entry(site.url("/1"))).failure
    assert "500" in said or path == "/feed"
    assert "secret" not in said


def test_a_site_that_leads_from_https_to_http_is_read_with_a_warning(
    way, site, authority, monkeypatch, caplog
):
    monkeypatch.setattr(client, "_trust", authority.trust)
    with running(Site()) as secure, caplog.at_level(logging.WARNING):
        secure.secure("avis.example", *authority.certificate("avis.example"))
        way.feed.url = secure.answer("/feed", status=301, Location=site.url("/feed"))
        way.feed.save()
        assert way.poll().state == "done"
    assert "from https to http" in caplog.text
    assert (way.feed.url.startswith("https:"), way.feed.moved_to) == (True, "")
