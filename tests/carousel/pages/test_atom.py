"""Feeds for readers: what they tell, in which language, and what they never do."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import feedparser
import pytest

from carousel import editorial, store
from carousel.models import Club, Coach, Rumour
from tests.carousel.pages.stories import SECRET, many, queries, reject_one, tell
from tests.factories import make_article, make_claim, make_coach, make_user

pytestmark = pytest.mark.django_db

FEEDS = ["/feed/", "/feed/rumours/", "/coaches/{coach}/feed/", "/clubs/{club}/feed/"]


@pytest.fixture
def story():
    return tell()


def address(feed: str, story) -> str:
    return feed.format(coach=story.berg.slug, club=story.fjordby.slug)


def parsed(client, address: str):
    found = feedparser.parse(client.get(address).content)
    assert not found.bozo, found.bozo_exception
    return found


def titles(client, address: str) -> list[str]:
    return [entry.title for entry in parsed(client, address).entries]


def test_the_feed_of_moves_tells_starts_and_ends_with_the_sentence_and_the_outlet(client, story):
    entries = parsed(client, "/feed/").entries
    assert [entry.title for entry in entries] == [
        "Ragna Berg is the new head coach of Havnestad BK",
        "Ragna Berg is out at Fjordby IF",
        "Per Aas is out at Havnestad BK",
        "Ragna Berg is the new head coach of Fjordby IF",
        "Per Aas is the new head coach of Havnestad BK",
    ]
    assert (
        entries[2].summary == "Sacked, 10 Oct 2020. “Havnestad BK har fyret Per Aas.” Klubberne, 10 Oct 2020."
    )
    assert entries[4].summary == "Appointed 1 Jul 2018. Basis: an editor's word."
    assert entries[2].updated == "2020-10-10T12:00:00+00:00"
    assert entries[0].summary.startswith("Appointed 2 Nov 2020, from Fjordby IF.")


def test_the_feed_of_rumours_has_an_entry_for_each_stage_that_an_open_one_reached(client, story):
    talk = make_article(story.paper, "2020-11-09", text="Ivar Carlsen forhandler med <b>Fjordby</b>.")
    make_claim(talk, "candidacy", story.carlsen, story.fjordby, stage="talks")
    store.rebuild()
    newest, first = parsed(client, "/feed/rumours/").entries
    assert newest.title == "Rumour: Ivar Carlsen, Fjordby IF: in talks"
    assert first.title == "Rumour: Ivar Carlsen, Fjordby IF: favourite"
    assert newest.id != first.id
    shown = client.get("/feed/rumours/").content.decode()
    assert (
        '<summary type="text">A rumour, not a fact. “Ivar Carlsen forhandler med &lt;b&gt;Fjordby&lt;/b&gt;.”'
        in shown
    )


def test_a_coach_and_a_club_have_a_feed_of_their_own(client, story):
    assert titles(client, address(FEEDS[2], story)) == [
        "Ragna Berg is the new head coach of Havnestad BK",
        "Ragna Berg is out at Fjordby IF",
        "Ragna Berg is the new head coach of Fjordby IF",
    ]
    assert titles(client, address(FEEDS[3], story)) == [
        "Rumour: Ivar Carlsen, Fjordby IF: favourite",
        "Ragna Berg is out at Fjordby IF",
        "Ragna Berg is the new head coach of Fjordby IF",
    ]


@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_is_atom_in_the_language_that_was_asked_for(client, story, feed):
    answer = client.get(address(feed, story) + "?lang=da")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(answer.content)
    assert found.feed.language == "da"
    assert all("lang=da" in entry.link for entry in found.entries)
    assert any("Rygte" in entry.title or "færdig" in entry.title for entry in found.entries)


@pytest.mark.parametrize("feed", FEEDS)
def test_an_entry_keeps_its_identity_whatever_the_language_and_what_else_comes_in(client, story, feed):
    before = {entry.id for entry in parsed(client, address(feed, story)).entries}
    many(2, story)
    after = {entry.id for entry in parsed(client, address(feed, story) + "?lang=da").entries}
    assert before
    assert before <= after
    assert all(one.startswith("tag:") for one in after)


@pytest.mark.parametrize("feed", FEEDS)
def test_a_rumour_that_is_rejected_disappears_from_every_feed(client, story, feed):
    dahl = make_coach(SECRET)
    make_claim(make_article(story.paper, "2020-11-06"), "candidacy", dahl, story.fjordby, stage="agreed")
    store.rebuild()
    told = titles(client, "/feed/rumours/")
    assert any(SECRET in title for title in told)
    at = datetime(2020, 11, 7, tzinfo=UTC)
    editorial.reject(Rumour.objects.get(coach=dahl).pk, editor=make_user("editor"), at=at, reason="not_said")
    assert SECRET not in client.get(address(feed, story)).content.decode()
    assert parsed(client, f"/coaches/{dahl.slug}/feed/").entries == []


@pytest.mark.parametrize("status", ["withdrawn", "retracted", "denied", "expired"])
def test_a_rumour_that_is_over_is_in_no_feed(client, story, status):
    Rumour.objects.filter(coach=story.carlsen).update(status=status, ended_on="2020-11-08", expires_on=None)
    assert parsed(client, "/feed/rumours/").entries == []
    assert not any("Carlsen" in title for title in titles(client, address(FEEDS[3], story)))


def test_an_unverified_name_has_no_feed_and_stands_in_none(client, story):
    Coach.objects.filter(pk__in=[story.carlsen.pk, story.aas.pk]).update(is_provisional=True)
    for feed in FEEDS:
        shown = client.get(address(feed, story)).content.decode()
        assert "Carlsen" not in shown
        assert "Per Aas is out" not in shown
    assert client.get(f"/coaches/{story.carlsen.slug}/feed/").status_code == 404
    assert "carlsen" not in client.get("/sitemap-rumours.xml").content.decode()
    Club.objects.filter(pk=story.fjordby.pk).update(is_provisional=True)
    assert client.get(address(FEEDS[3], story)).status_code == 404
    assert "atom+xml" not in client.get(story.fjordby.get_absolute_url()).content.decode()


@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_is_told_unchanged_until_the_record_changes(client, story, feed):
    tag = client.get(address(feed, story))["ETag"]
    assert client.get(address(feed, story), headers={"If-None-Match": tag}).status_code == 304
    Coach.objects.filter(pk=story.berg.pk).update(name="Ragna Bergius")
    assert client.get(address(feed, story), headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("feed", FEEDS)
def test_more_on_record_takes_no_more_queries_and_at_most_forty_entries(client, story, feed):
    many(2, story)
    few = queries(client, address(feed, story))
    many(45, story)
    assert queries(client, address(feed, story)) == few
    assert len(parsed(client, address(feed, story)).entries) <= 40


@pytest.mark.parametrize(
    ("page", "feed"),
    [("/", FEEDS[0]), ("/rumours/", FEEDS[1]), ("/coaches/{coach}/", FEEDS[2]), ("/clubs/{club}/", FEEDS[3])],
)
def test_a_page_names_its_feed_to_programs_and_to_readers(client, story, page, feed):
    shown = client.get(address(page, story)).content.decode()
    named = re.search(
        r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">', shown
    )
    assert named[1] == address(feed, story)
    assert f'<a href="{address(feed, story)}">Feed</a>' in shown


def test_what_an_editor_entered_by_hand_says_that_it_is_an_editors_word(client, story):
    reject_one(story)
    rumour = Rumour.objects.get(coach=story.carlsen)
    at = datetime(2020, 11, 9, 8, 30, tzinfo=UTC)
    editorial.confirm(rumour.pk, editor=make_user("editor"), at=at)
    (entry,) = [e for e in parsed(client, "/feed/").entries if "Carlsen" in e.title]
    assert entry.updated == "2020-11-09T08:30:00+00:00"
