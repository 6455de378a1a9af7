"""What changed since the reader was here last, with no more known of the reader than that moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from carousel import editions, editorial, store
from carousel.models import Rumour, StintEntry
from carousel.since import since
from tests.carousel.pages.stories import SECRET, many, queries, reject_one, tell
from tests.factories import (
    make_article,
    make_claim,
    make_club,
    make_coach,
    make_entry,
    make_outlet,
    make_user,
)

NOW = datetime(2020, 11, 7, 12, tzinfo=UTC)


def names(rumours) -> list[str]:
    return [rumour.coach.name for rumour in rumours]


def told_since(moment: str):
    edition = editions.of_front_page(as_of=None, today=NOW.date())
    return since(datetime.fromisoformat(moment).replace(tzinfo=UTC), edition, NOW)


def fresh(client, back: timedelta) -> str:
    return unescape(client.get("/", {"since": (timezone.now() - back).isoformat()}).content.decode())


@pytest.mark.django_db
def test_moves_and_rumours_count_from_when_their_articles_came_in():
    story = tell()
    StintEntry.objects.update(entered_at=datetime(2020, 6, 1, tzinfo=UTC))
    found = told_since("2020-11-02T11:00")
    assert [move.came.coach_id for move in found.moves if move.came] == [story.berg.pk]
    assert (names(found.opened), found.climbed, found.ended) == (["Ivar Carlsen"], (), ())
    assert not told_since("2020-11-06T13:00")


@pytest.mark.django_db
def test_a_rumour_that_was_known_and_climbed_is_told_as_that():
    story = tell()
    make_claim(
        make_article(story.paper, "2020-11-07"), "candidacy", story.carlsen, story.fjordby, stage="agreed"
    )
    store.rebuild()
    found = told_since("2020-11-07T09:00")
    assert (names(found.opened), names(found.climbed)) == ([], ["Ivar Carlsen"])


@pytest.mark.django_db
def test_a_rumour_that_ended_is_told_once_and_a_rejected_one_never():
    story = tell()
    assert reject_one(story).status == "rejected"
    make_claim(
        make_article(story.paper, "2020-11-07"), "withdrawal", story.carlsen, story.fjordby, by="coach"
    )
    store.rebuild()
    found = told_since("2020-11-01T00:00")
    assert (names(found.opened), names(found.ended)) == ([], ["Ivar Carlsen"])
    assert SECRET not in names([*found.opened, *found.climbed, *found.ended])


@pytest.mark.django_db
def test_what_an_editor_confirmed_since_is_a_move_though_its_article_had_come_in_before():
    story = tell()
    claim = make_claim(
        make_article(story.paper, "2020-11-06"),
        "appointment",
        story.carlsen,
        story.fjordby,
        when="2020-11-06",
    )
    store.rebuild()
    rumour = Rumour.objects.get(coach=story.carlsen)
    assert claim.rumour_evidence.get().rumour == rumour
    editorial.confirm(rumour.pk, editor=make_user("editor"), at=datetime(2020, 11, 7, 10, tzinfo=UTC))
    assert [m.came.coach_id for m in told_since("2020-11-07T09:00").moves] == [story.carlsen.pk]


@pytest.mark.django_db
def test_an_archive_that_is_brought_in_is_no_news():
    club, coach = make_club(), make_coach()
    old = make_article(make_outlet(tier=0), "2019-03-01", arrived_at=datetime(2020, 11, 7, 10, tzinfo=UTC))
    make_claim(old, "appointment", coach, club, when="2019-03-01")
    store.rebuild()
    assert not told_since("2020-11-07T09:00")


@pytest.mark.django_db
def test_without_a_script_links_ask_for_a_day_and_the_answer_is_in_words(client):
    page = fresh(client, timedelta(0))
    assert "nothing has changed." in page
    assert "since yesterday</a>" in page
    club, coach, day = make_club("Havnestad BK"), make_coach("Ole Brink"), timezone.localdate()
    make_claim(make_article(make_outlet(tier=0), day), "appointment", coach, club, when=day)
    store.rebuild()
    page = fresh(client, timedelta(days=1))
    assert "1 move." in page
    assert "Ole Brink in</a>" in page


@pytest.mark.django_db
def test_an_older_page_tells_nothing_of_what_came_since(client):
    assert 'id="since"' not in client.get("/?as_of=2020-11-06&since=2020-11-01").content.decode()


@pytest.mark.django_db
def test_more_changes_ask_no_more_queries(client):
    story = tell()
    day = timezone.localdate().isoformat()
    address = f"/?since={day}"
    few = queries(client, address)
    many(9, story)
    make_entry(make_coach(), make_club(), day)
    store.rebuild()
    assert queries(client, address) == few


@pytest.mark.django_db(transaction=True)
def test_a_browser_keeps_the_time_of_the_last_visit_and_nothing_else(new_page):
    tab = new_page()
    tab.goto("/")
    assert tab.evaluate("Object.keys(localStorage)") == ["visit"]
    assert {cookie["name"] for cookie in tab.context.cookies()} <= {"csrftoken"}  # of the forms in the head
    club, coach, day = make_club("Havnestad BK"), make_coach("Ole Brink"), timezone.localdate()
    make_claim(
        make_article(make_outlet(tier=0), day, arrived_at=timezone.now()),
        "appointment",
        coach,
        club,
        when=day,
    )
    store.rebuild()
    again = tab.context.new_page()
    again.goto("/")
    expect(again.get_by_role("status").filter(has_text="1 move.")).to_be_visible()
    again.get_by_text("What changed, as a list").click()
    expect(again.get_by_role("link", name="Ole Brink in")).to_be_visible()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "The list reaches back 31 days, no further."),
        ("da", "Listen rækker 31 dage tilbage, ikke længere."),
    ],
)
def test_a_list_that_does_not_reach_back_as_far_as_asked_says_so(client, language, told):
    tell()
    assert told in client.get(f"/?since=2020-01-01&lang={language}").content.decode()
    assert (
        told not in client.get("/", {"since": timezone.now().isoformat(), "lang": language}).content.decode()
    )


@pytest.mark.django_db
def test_since_a_day_that_is_still_to_come_is_refused_with_a_sentence(client):
    answer = client.get("/?since=2999-01-01")
    assert answer.status_code == 400
    assert "That day is still to come." in answer.content.decode()
