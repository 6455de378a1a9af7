"""Finding feeds from the address of a site, over HTTP."""

import pytest

from articles.feeds.discovery import find_feeds
from articles.fetching.errors import FetchFailed

from .documents import ATOM, RSS

HEAD = """<html><head><link rel="alternate" type="application/rss+xml" title="Sport" href="/sport.xml">
<link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="news.atom">
<link rel="alternate" type="application/rss+xml" href="/sport.xml">
<link rel="alternate" hreflang="en" href="/en">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></head></html>"""


def test_the_feeds_that_a_page_names_are_found_once(site):
    site.answer("/", HEAD.encode())
    found = [(feed.url, feed.title) for feed in find_feeds(site.url("/"))]
    assert found == [(site.url("/sport.xml"), "Sport"), (site.url("/news.atom"), "")]


def test_an_address_that_is_a_feed_is_that_feed(site):
    site.answer("/feed", RSS.format(base=site.url("")).encode(), kind="text/xml")
    assert [(f.title, f.format) for f in find_feeds(site.url("/feed"))] == [("Kystposten & sporten", "rss")]


def test_without_a_word_in_the_page_the_usual_places_are_asked(site):
    site.answer("/", b"<html><p>Velkommen</p></html>")
    for place in ("/feed", "/rss", "/feed.xml", "/rss.xml"):
        site.answer(place, b"", status=404)
    site.answer("/atom.xml", ATOM.encode(), kind="application/atom+xml")
    assert [feed.url for feed in find_feeds(site.url("/"))] == [site.url("/atom.xml")]


def test_a_site_that_is_away_says_so(site):
    site.answer("/", b"", status=503)
    with pytest.raises(FetchFailed, match="503"):
        find_feeds(site.url("/"))
