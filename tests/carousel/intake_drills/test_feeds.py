"""What feeds hold that they should not: the row of the check says it, and what is good in them comes in."""

import json
import socket
from datetime import UTC, datetime, timedelta

import pytest

from articles.feeds import parsing
from articles.fetching.manners import GAP
from tests.articles.feeds.test_polling import AT

from .conftest import PAGE, SAID, announce, answer_well

RSS = (
    "<?xml version='1.0'?>{declared}<rss version='2.0'><channel><title>Kysten</title>{items}</channel></rss>"
)
ITEM = "<item><guid>{0}</guid><link>/{0}</link><title>{1}</title>{2}</item>"
NAMED = "<item><guid isPermaLink='false'>{0}</guid><link>{1}</link><title>Aas ude</title></item>"
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = "The feed declares entities of its own, which can hide bombs; it is not read."
NO_FEED = "There is no feed at this address, neither RSS, Atom, JSON Feed nor a news sitemap."
# What a fast machine says, which gets through it: its one entry is new, at the page of an earlier one.
READ_WHOLE = "A new entry came before under another id."
BREAKS_OFF = "The feed breaks off before its end; its whole entries were kept."
WALL = "<html><body><p>Log ind for at læse videre.</p><form><input type='password'></form></body></html>"


def feed_of(*items, declared=""):
    return RSS.format(declared=declared, items="".join(items))


def item(guid="1", title="Aas ude", more=""):
    return ITEM.format(guid, title, more)


@pytest.mark.parametrize(
    "declared",
    [
        f'<!DOCTYPE r [<!ENTITY a0 "ha">{LAUGHS}]>',
        f'<!DOCTYPE r [<!ENTITY a9 "{"ha" * 50_000}">]>',
        '<!DOCTYPE r [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE r [<!ENTITY a9 SYSTEM "http://127.0.0.1/secret">]>',
        '<!DOCTYPE r [<!ENTITY % d SYSTEM "http://127.0.0.1/dtd"> %d;]>',
    ],
    ids=["laughs", "quadratic", "file", "http", "parameter"],
)
def test_a_feed_with_entities_is_refused_with_a_sentence_and_keeps_what_it_had(way, site, declared):
    way.poll()
    announce(site, feed_of(item("9", "&a9;" * 20), declared=declared))
    check = way.poll()
    assert (check.failure, check.failure_class) == (ENTITIES, "no_feed")
    assert (way.feed.entries.count(), way.feed.is_on) == (2, True)


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE rss SYSTEM "{}/rss.dtd">',
        '<?xml-stylesheet type="text/xsl" href="{}/style.xsl"?>',
    ],
    ids=["remote document type", "stylesheet"],
)
def test_what_a_feed_refers_to_is_never_fetched(way, site, declared):
    inside = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{site.url("/x")}"/>'
    announce(site, feed_of(item(more=inside), declared=declared.format(site.url(""))))
    assert way.poll().new == 1
    assert {path for path, _headers in site.asked} == {"/feed"}
    assert way.feed.entries.get().title == "Aas ude"


def test_a_feed_nested_two_hundred_thousand_deep_is_told_to_be_too_heavy_or_none(way, site):
    way.poll()
    announce(site, feed_of(item(more="<description>" + "<a>" * 200_000)))
    check = way.poll()
    assert check.failure in (
        NO_FEED,
        "Reading the feed took too much time or memory.",
    ) or check.note in (BREAKS_OFF, READ_WHOLE)
    announce(site)
    assert way.poll(at=AT + GAP).state == "nothing_new"
    assert way.feed.entries.count() == (3 if check.note == READ_WHOLE else 2)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Velkommen",
        "<html><body><p>Velkommen</p></body></html>",
        WALL,
        "{",
        '{"version": "1"}',
        "[]",
        "\0\1",
    ],
)
def test_what_is_no_feed_is_never_called_empty_and_well(way, site, body):
    way.poll()
    announce(site, body, kind="text/html")
    check = way.poll()
    assert (check.state, check.failure, check.failure_class) == ("failed", NO_FEED, "no_feed")
    assert (way.feed.failures, way.feed.entries.count()) == (1, 2)


def test_a_feed_that_breaks_off_gives_its_whole_entries_and_is_asked_for_the_rest(way, site):
    whole = feed_of(item("1", "Første"), item("2", "Anden"))
    announce(site, whole[: whole.index("Anden") + 3], ETag='"1"')
    check = way.poll()
    assert (check.state, check.new, check.note) == ("done", 1, BREAKS_OFF)
    announce(site, whole, ETag='"1"')
    check = way.poll(at=AT + GAP)
    assert "If-None-Match" not in site.asked[-1][1]
    assert (check.new, check.note, way.feed.etag) == (1, "", '"1"')
    assert set(way.feed.entries.values_list("title", flat=True)) == {"Første", "Anden"}


def test_of_very_many_entries_the_newest_are_taken_and_the_rest_is_told(way, site, monkeypatch):
    days = [f"<pubDate>{datetime(2026, 2, 1 + n % 28, n // 28 % 24, tzinfo=UTC):%d %b %Y %H:00 GMT}</pubDate>"
            for n in range(parsing.MOST_ENTRIES + 300)]  # fmt: skip
    announce(site, feed_of(*(item(str(n), f"Nyt {n}", day) for n, day in enumerate(days))))
    check = way.poll()
    assert check.new == parsing.MOST_ENTRIES
    assert check.note == "The oldest 300 entries were left out: so many at once are not taken."


def test_the_oldest_entry_is_the_one_left_out_in_whichever_zone_it_is_dated():
    moment = "2026-03-01T23:30:00-05:00"
    late = [{"id": str(n), "date_published": moment} for n in range(parsing.MOST_ENTRIES)]
    old = {"id": "old", "date_published": "2026-03-02T04:00:00+01:00"}
    body = {"version": "https://jsonfeed.org/version/1.1", "items": [old, *late]}
    found = parsing.parse(json.dumps(body).encode(), "application/feed+json")
    assert found["left_out"] == 1
    assert "old" not in [entry["id"] for entry in found["entries"]]


def test_an_id_that_stands_three_times_is_one_entry(way, site):
    announce(site, feed_of(item(), item(), item()))
    assert way.poll().new == 1
    assert way.poll().state == "nothing_new"


def test_an_id_that_comes_back_with_new_words_is_the_article_edited_and_not_a_second_one(way, site):
    announce(site, feed_of(item("1", "Aas fyret")))
    way.poll()
    entry = way.feed.entries.get().pk
    answer_well(site)
    way.take(entry)
    announce(site, feed_of(item("1", "Aas er fyret")))
    way.poll(at=AT + GAP)
    answer_well(site, title="Aas er fyret", said=SAID + " Klubben oplyser det nu selv.")
    assert way.take(entry, at=AT + GAP).state == "done"
    (article,) = way.articles
    assert (article.title, article.versions.count()) == ("Aas er fyret", 1)


@pytest.mark.parametrize("guid", ["", "a" * 10_000, "\u202e", "æ" * 300])
def test_an_entry_without_an_id_or_with_one_beyond_measure_is_one_entry(way, site, guid):
    announce(site, feed_of(NAMED.format(guid, "/1")))
    assert (way.poll().new, way.poll().new) == (1, 0)


def test_links_in_part_are_of_the_site_of_the_feed(way, site):
    announce(site, feed_of(item()))
    way.poll()
    assert way.feed.entries.get().url == site.url("/1")


def test_a_feed_that_renames_all_its_ids_says_so_and_floods_nobody_with_articles(way, site):
    for number in (1, 2):
        answer_well(site, f"/{number}", said=f"{SAID} Nummer {number}.")
    way.poll()
    assert take_all(way, AT) == ["done", "done"]
    announce(site, feed_of(*(NAMED.format(f"new-{n}", site.url(f"/{n}")) for n in (1, 2, 3))))
    assert way.poll().note == "2 new entries came before under other ids."
    assert take_all(way, AT + timedelta(hours=1))[:2] == ["known", "known"]
    assert len(way.articles) == 2


def take_all(way, at):
    waiting = way.feed.entries.filter(state="waiting").order_by("url").values_list("pk", flat=True)
    return [way.take(pk, at=at + GAP * place).state for place, pk in enumerate(waiting)]


DATES = {
    "none": ("", None),
    "30 February": ("Mon, 30 Feb 2026 10:00:00 GMT", None),
    "30 February as a number": ("2026-02-30T10:00:00Z", None),
    "the year 1": ("Mon, 02 Mar 0001 10:00:00 GMT", None),
    "the year 1767": ("1767225600", None),
    "the year 9999": ("Fri, 31 Dec 9999 23:59:59 GMT", None),
    "the year 99999": ("Mon, 02 Mar 99999 10:00:00 GMT", None),
    "2099": ("2099-01-01T00:00:00Z", None),
    "in three days": ("Thu, 05 Mar 2026 12:00:00 GMT", None),
    "24 o'clock": ("Mon, 02 Mar 2026 24:00:00 GMT", None),
    "a minute too many": ("Mon, 02 Mar 2026 10:60:00 GMT", None),
    "a zone that cannot be": ("Mon, 02 Mar 2026 10:00:00 +9900", None),
    "a zone that nobody knows": ("Mon, 02 Mar 2026 10:00:00 QXT", None),
    "a bare day": ("Mon, 02 Mar 2026", None),
    "Danish": ("man, 02 marts 2026 10:00:00", None),
    "Central Europe": ("Mon, 02 Mar 2026 10:00:00 CET", datetime(2026, 3, 2, 9, tzinfo=UTC)),
    "Greenwich": ("Mon, 02 Mar 2026 10:00:00 GMT", datetime(2026, 3, 2, 10, tzinfo=UTC)),
    "America": ("Mon, 02 Mar 2026 06:00:00 EST", datetime(2026, 3, 2, 11, tzinfo=UTC)),
}


@pytest.mark.parametrize(("written", "moment"), DATES.values(), ids=DATES)
def test_a_date_that_cannot_be_costs_no_article_and_is_none(way, site, written, moment):
    announce(site, feed_of(item(more=f"<pubDate>{written}</pubDate>")))
    way.poll()
    answer_well(site)
    assert way.take(way.feed.entries.get().pk).state == "done"
    (article,) = way.articles
    assert (article.published_at, article.arrived_at) == (moment, AT)


def test_a_date_of_a_json_feed_at_the_end_of_time_is_none(way, site):
    announce(
        site,
        '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "url": "/1", "title": "Aas",'
        ' "date_published": "9999-12-31T23:59:59-12:00"}]}',
        kind="application/json",
    )
    assert way.poll().new == 1
    assert way.feed.entries.get().published_at is None


def test_a_page_puts_right_a_date_of_its_feed_that_has_not_come(way, site):
    announce(site, feed_of(item(more="<pubDate>2099-01-01T00:00:00Z</pubDate>")))
    way.poll()
    head = "<meta property='article:published_time' content='2026-03-01T18:30:00+00:00'>"
    site.answer("/1", PAGE.format("Aas ude", SAID).replace("<head>", f"<head>{head}").encode())
    way.take(way.feed.entries.get().pk)
    (article,) = way.articles
    assert (article.published_at, article.published_from) == (AT - timedelta(hours=17, minutes=30), "page")


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Aas\0 ude", "Aas ude"),
        ("Aas\x08 ude", "Aas ude"),
        ("Aas\uffff ude", "Aas ude"),
        ("\u202eAas ude", "Aas ude"),
        ("A\u200ba\u00ads ude", "Aas ude"),
        ("Ua\u0308sa", "Uäsa"),
        ("Aas " * 250_000, ("Aas " * 125)),
    ],
    ids=["nul", "backspace", "no letter", "turned", "unseen", "in two parts", "a megabyte"],
)
def test_a_title_is_cleaned_once_and_cut(way, site, title, kept):
    announce(site, feed_of(item(title=title), item("2", "Den næste")))
    way.poll()
    assert kept in [entry.title for entry in way.feed.entries.order_by("-pk")]


def test_a_feed_that_is_read_opens_no_connection_but_its_own(way, site, monkeypatch):
    opened = []
    connect = socket.create_connection
    monkeypatch.setattr(
        socket, "create_connection", lambda to, **more: opened.append(to) or connect(to, **more)
    )
    way.poll()
    assert opened == [("127.0.0.1", site.port)]
