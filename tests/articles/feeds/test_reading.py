"""From the bytes of a feed to what it announces."""

from datetime import UTC, datetime

import pytest

from articles.feeds.reading import NoFeed, read_feed

from .documents import ATOM, JSON, RSS, SITEMAP

URL = "https://example.org/feed.xml"
EVENING = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)


def read(text: str, content_type: str = ""):
    return read_feed(text.encode(), URL, content_type)


def test_rss_is_read_with_its_moments_and_its_time_to_live():
    feed = read(RSS.format(base="https://example.org"))
    assert (feed.format, feed.title, feed.ttl_minutes) == ("rss", "Kystposten & sporten", 30)
    assert [(e.id, e.url, e.title) for e in feed.entries] == [
        ("a-2", "https://example.org/2", "Fjordby henter Per Aas"),
        ("a-1", "https://example.org/1", "Havnestad fyrer Per Aas"),
    ]
    assert feed.entries[0].published_at == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert feed.entries[0].text == "Per Aas er ny træner."


@pytest.mark.parametrize(("text", "kind"), [(ATOM, "atom"), (JSON, "json"), (SITEMAP, "sitemap")])
def test_atom_json_feed_and_news_sitemaps_say_the_same(text, kind):
    feed = read(text)
    (entry,) = feed.entries
    assert (feed.format, entry.title, entry.published_at) == (kind, "Aas ude", EVENING)
    assert entry.url == "https://example.org/1"


def test_paragraphs_stay_apart_and_markup_goes():
    assert read(ATOM).entries[0].text.split() == ["Et.", "To."]
    assert "\n" in read(ATOM).entries[0].text


def test_the_charset_of_the_header_counts():
    text = RSS.format(base="https://example.org").replace(' encoding="utf-8"', "")
    feed = read_feed(text.encode("latin-1"), URL, "application/rss+xml; charset=iso-8859-1")
    assert feed.entries[0].text == "Per Aas er ny træner."


@pytest.mark.parametrize(
    "text", ["", "<html><body>Kysten</body></html>", "{", '{"version": "1"}', "\x00\x01"]
)
def test_what_is_no_feed_is_said_to_be_none(text):
    with pytest.raises(NoFeed, match="no feed at this address"):
        read(text)


def test_addresses_that_are_none_of_the_web_are_left_out():
    feed = read(RSS.format(base="javascript:alert(1)//"))
    assert all(not entry.url.startswith("javascript") for entry in feed.entries)


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "declared",
    [LAUGHS, '<!ENTITY f SYSTEM "file:///etc/hostname">', '<!ENTITY % d SYSTEM "http://x.example/d">%d;'],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_a_feed_that_declares_entities_is_not_read(declared, charset):
    text = RSS.format(base="https://example.org").split("?>", 1)[1]
    bomb = f'<?xml version="1.0"?><!-- <rss> --><!DOCTYPE r [<!ENTITY a0 "ha">{declared}]>{text}'
    with pytest.raises(NoFeed, match="declares entities"):
        read_feed(bomb.encode(charset), URL)


def test_the_document_type_of_the_oldest_feeds_is_no_hindrance():
    named = (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/rss-0.91.dtd">'
    )
    text = RSS.format(base="https://example.org").split("?>", 1)[1].replace("Per", "&lt;!ENTITY", 1)
    assert len(read(f'<?xml version="1.0"?>{named}{text}').entries) == 2


def test_a_feed_with_a_nul_and_without_an_end_gives_what_it_has():
    text = RSS.format(base="https://example.org").replace("Fjordby", "Fjord\x00by")
    feed = read(text[: text.index("<item><guid>a-1")])
    assert [entry.title for entry in feed.entries][:1] in ([], ["Fjordby henter Per Aas"])
