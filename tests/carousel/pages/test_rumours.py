"""Rumours as readers and editors get them."""

import re
from html import unescape

import pytest
from django.utils import timezone

from carousel import store
from carousel.models import Rumour
from tests.carousel.pages.stories import SECRET, many, queries, reject_one, tell
from tests.factories import make_article, make_claim, make_coach, make_rumour, make_user

pytestmark = pytest.mark.django_db


def text_of(response):
    return unescape(response.content.decode())


@pytest.fixture
def story():
    return tell()


@pytest.fixture
def carlsen(story):
    return Rumour.objects.get(coach=story.carlsen)


def test_an_echo_hangs_under_the_report_that_it_repeats(client, carlsen):
    (group,) = client.get(f"/rumours/{carlsen.pk}/").context["groups"]
    assert group.name == "Kystposten"
    assert [told.kind for told in group.own] == ["independent"]
    assert [told.counts_as for told in group.echoes] == ["Echo of Kystposten"]


def test_the_page_shows_how_it_climbed(client, carlsen):
    response = client.get(f"/rumours/{carlsen.pk}/")
    assert [step.stage for step in response.context["steps"]] == ["favourite"]
    assert "climb-tall" in text_of(response)


def test_before_it_was_reported_the_rumour_is_not_on_record(client, carlsen):
    response = client.get(f"/rumours/{carlsen.pk}/?as_of=2020-11-04")
    assert response.status_code == 404
    assert "was on record on 4 Nov 2020" in text_of(response)


def test_before_the_echo_came_the_page_does_not_know_it(client, carlsen):
    html = text_of(client.get(f"/rumours/{carlsen.pk}/?as_of=2020-11-05"))
    assert "1 independent source, 1 article." in html
    assert "Ekko" not in html


def test_a_confirmed_rumour_says_yes_and_shows_what_settled_it(client, story):
    talk = make_article(story.paper, "2020-10-30", text="Ragna Berg er tæt på Havnestad.")
    make_claim(talk, "candidacy", story.berg, story.havnestad, stage="imminent")
    store.rebuild()
    rumour = Rumour.objects.get(coach=story.berg, club=story.havnestad)
    response = client.get(f"/rumours/{rumour.pk}/")
    html = text_of(response)
    assert re.search(
        r'<b>Yes.</b> <a class="count" href="[^"]+">Ragna Berg got the post, 2 Nov 2020.</a>', html
    )
    assert "Official word: settles it" in html


def test_a_rejected_rumour_is_gone_for_readers_and_its_claim_is_not_repeated(client, story):
    rumour = reject_one(story)
    response = client.get(f"/rumours/{rumour.pk}/")
    assert response.status_code == 410
    assert SECRET not in text_of(response)
    assert response["X-Robots-Tag"] == "noindex"


def test_a_rejected_rumour_is_gone_in_older_editions_too(client, story):
    rumour = reject_one(story)
    assert client.get(f"/rumours/{rumour.pk}/?as_of=2020-11-06").status_code == 410


def test_an_editor_still_sees_the_rejected_rumour_and_who_rejected_it(client, story):
    rumour = reject_one(story)
    client.force_login(make_user("editor", "mk"))
    response = client.get(f"/rumours/{rumour.pk}/")
    assert response.status_code == 200
    assert SECRET in text_of(response)
    assert "Decided by" in text_of(response)
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("address", ["/rumours/", "/rumours/?as_of=2020-11-08", "/rumours/?stage=agreed"])
def test_a_rejected_rumour_is_in_no_list(client, story, address):
    reject_one(story)
    assert SECRET not in text_of(client.get(address))


def test_a_question_about_the_past_is_no_readers_business(client):
    rumour = make_rumour(direction="held", stage="")
    assert client.get(f"/rumours/{rumour.pk}/").status_code == 404
    client.force_login(make_user("editor"))
    assert client.get(f"/rumours/{rumour.pk}/").status_code == 200


def test_editors_find_the_way_to_the_desk_and_readers_do_not(client, carlsen):
    assert "Open at the desk" not in text_of(client.get(f"/rumours/{carlsen.pk}/"))
    client.force_login(make_user("editor"))
    assert f"/desk/{carlsen.pk}/" in text_of(client.get(f"/rumours/{carlsen.pk}/"))


def test_other_candidates_for_the_seat_are_named(client, story, carlsen):
    many(1, story)
    html = text_of(client.get(f"/rumours/{carlsen.pk}/"))
    assert "The same seat" in html
    assert "Other 1-0" in html


@pytest.mark.parametrize("suffix", ["", "?as_of=2020-11-08"])
def test_more_candidates_ask_no_more_queries(client, story, carlsen, suffix):
    many(2, story)
    few = queries(client, f"/rumours/{carlsen.pk}/{suffix}")
    many(12, story)
    assert queries(client, f"/rumours/{carlsen.pk}/{suffix}") == few


def listed(response):
    return [row.fact.pk for row in response.context["page"].rows]


def test_the_list_has_open_rumours_first_and_is_paged_by_key(client):
    ended = make_rumour(status="expired", opened_on="2020-10-30")
    running = [make_rumour(coach=make_coach(f"C{n}"), opened_on="2020-09-18") for n in range(60)]
    pages, after = [], ""
    while not pages or after:
        pages.append(client.get("/rumours/", {"after": after}, follow=True))
        after = pages[-1].context["page"].after
    assert len(pages) == 3
    assert [pk for page in pages for pk in listed(page)] == [r.pk for r in reversed(running)] + [ended.pk]


def test_the_list_can_be_narrowed_to_a_stage_and_a_direction(client):
    talks = make_rumour(stage="talks")
    make_rumour(stage="linked")
    out = make_rumour(direction="out")
    assert listed(client.get("/rumours/?stage=talks")) == [talks.pk]
    assert listed(client.get("/rumours/?direction=out")) == [out.pk]
    assert "No rumour fits this choice." in text_of(client.get("/rumours/?stage=talks&direction=out"))


def test_the_list_of_an_older_day_knows_nothing_later(client, story):
    assert "Ivar Carlsen" in text_of(client.get("/rumours/?as_of=2020-11-08"))
    assert "Ivar Carlsen" not in text_of(client.get("/rumours/?as_of=2020-11-04"))


@pytest.mark.parametrize(
    "query", ["stage=hot", "direction=held", "after=1", "after=0:2020-09-18:" + "9" * 40]
)
def test_a_filter_or_page_that_is_none_is_answered_with_a_sentence(client, query):
    assert client.get(f"/rumours/?{query}").status_code == 400


@pytest.mark.parametrize("suffix", ["", "?as_of=2020-11-08"])
def test_more_rumours_in_the_list_ask_no_more_queries(client, story, suffix):
    many(2, story)
    few = queries(client, f"/rumours/{suffix}")
    many(15, story)
    assert queries(client, f"/rumours/{suffix}") == few


def test_the_list_of_today_is_todays_list(client):
    make_rumour()
    response = client.get(f"/rumours/?as_of={timezone.localdate()}")
    assert response.context["as_of"] is None


@pytest.mark.parametrize(
    ("language", "told"), [("en", "The rumour was open for 3 days."), ("da", "Rygtet var åbent i 3 dage.")]
)
def test_what_was_open_for_days_is_the_rumour_and_not_the_seat(client, story, language, told):
    talk = make_article(story.paper, "2020-10-30", text="Ragna Berg er tæt på Havnestad.")
    make_claim(talk, "candidacy", story.berg, story.havnestad, stage="imminent")
    store.rebuild()
    rumour = Rumour.objects.get(coach=story.berg, club=story.havnestad)
    assert told in text_of(client.get(f"/rumours/{rumour.pk}/?lang={language}"))


@pytest.mark.parametrize(
    ("manner", "words"), [("left_for_club", "Departure expected"), ("sacked", "Dismissal expected")]
)
def test_what_is_expected_of_a_coach_is_told_as_the_report_has_it(client, story, manner, words):
    told = make_article(story.paper, "2020-11-06", text="Ragna Berg forlader Havnestad for Elvmark.")
    make_claim(told, "departure", story.berg, story.havnestad, when="2020-11-06", manner=manner)
    store.rebuild()
    html = text_of(client.get(f"/rumours/{Rumour.objects.get(coach=story.berg, direction='out').pk}/"))
    assert words in html
    assert "Will the coach leave the post?" in html
    assert (manner == "sacked") == ("ismissal expected" in html)
