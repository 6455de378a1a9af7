"""Entries as they are kept: their addresses, their ids, their words."""

import json

from articles.feeds.reading import read_feed

URL = "https://feeds.example.net/kysten"


def read_items(*items: str):
    channel = f"<link>https://example.org/sport/</link>{''.join(f'<item>{item}</item>' for item in items)}"
    return read_feed(f"<rss version='2.0'><channel>{channel}</channel></rss>".encode(), URL).entries


def read_json(**item):
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [item]}
    return read_feed(json.dumps(feed | {"home_page_url": "https://example.org/"}).encode(), URL).entries


def test_an_address_in_part_is_of_the_site_that_the_feed_is_about():
    (entry,) = read_items("<link>aas-ude</link>")
    assert entry.url == "https://example.org/sport/aas-ude"
    assert read_json(url="/aas")[0].url == "https://example.org/aas"


def test_an_id_that_is_an_address_leads_to_the_page_and_another_does_not():
    page, number = read_items(
        "<guid>https://example.org/1</guid>",
        "<guid>1234</guid><title>Aas ude</title><description>Ja.</description>",
    )
    assert (page.url, number.url, number.id) == ("https://example.org/1", "", "1234")


def test_a_link_in_part_stays_though_its_id_says_the_same():
    assert read_items("<guid>/1</guid><link>/1</link>")[0].url == "https://example.org/1"


def test_an_id_that_all_entries_share_is_none():
    entries = read_items(
        "<guid>x</guid><link>/1</link><title>Aas ude</title>",
        "<guid>x</guid><link>/2</link><title>Berg ind</title>",
        "<guid>y</guid><link>/3</link><title>Dahl til Vik</title>",
        "<guid>y</guid><link>/3</link><title>Dahl til Vik</title>",
    )
    assert [entry.id for entry in entries] == ["", "", "y", "y"]


def test_a_text_without_title_and_address_is_kept():
    (entry,) = read_items("<guid>1</guid><description>Per Aas er fyret.</description>", "<title>Aas</title>")
    assert entry.text == "Per Aas er fyret."


def test_plain_text_of_a_json_feed_keeps_its_signs():
    assert read_json(id="1", content_text="Vik <3 Aas & Berg")[0].text == "Vik <3 Aas & Berg"
