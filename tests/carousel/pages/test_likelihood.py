"""The number on pages, the parts that add up to it, and the seat that adds up to a hundred."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
import time_machine

from carousel import store
from carousel.models import LikelihoodFit, Rumour, RumourVoice
from carousel.wording import stage_in_words
from tests.carousel.pages.stories import many, queries, tell
from tests.factories import make_article, make_claim, make_coach, make_outlet

RECORD = "The outlets’ record"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(datetime(2020, 11, 8, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def story():
    return tell()


@pytest.fixture
def carlsen(story):
    return Rumour.objects.get(coach=story.carlsen)


def text_of(response):
    return unescape(response.content.decode())


def rival(story, name="Dorte Eng", stage="talks", role="head_coach"):
    talk = make_article(make_outlet(f"{name}s blad"), "2020-11-07", text=f"{name} nævnes.")
    make_claim(talk, coach=make_coach(name), club=story.fjordby, stage=stage, role=role)
    store.rebuild()


def as_number(points):
    return int(points.replace("−", "-").replace("±", "").replace("+", ""))


def test_the_parts_of_the_page_add_up_to_the_number_shown(client, story, carlsen):
    rival(story)
    context = client.get(f"/rumours/{carlsen.pk}/").context
    shown = context["row"].likelihood.points
    assert sum(as_number(part.points) for part in context["parts"]) == shown > 0
    assert len(context["parts"]) == 7


def test_parts_lead_to_their_evidence(client, story, carlsen):
    rival(story)
    response = client.get(f"/rumours/{carlsen.pk}/")
    html = text_of(response)
    links = {part.title: [link.target for link in part.links] for part in response.context["parts"]}
    for anchor in links["Independent sources: 1"]:
        assert f'id="{anchor[1:]}"' in html
    assert links["The outlets’ record"] == ["/outlets/kystposten/"]
    other = Rumour.objects.get(coach__name="Dorte Eng")
    assert links["Other candidates: 1"] == [f"/rumours/{other.pk}/"]


def resolved(carlsen, right, count):
    """So many reports of the outlet at the stage are over, of which so many were right."""
    voice = RumourVoice.objects.get(rumour=carlsen, stage=carlsen.stage)
    for number in range(count):
        over = Rumour.objects.get(pk=carlsen.pk)
        over.pk, over.ordinal, over.expires_on = None, 2 + number, None
        over.status, over.ended_on = "expired", "2020-11-07"
        over.save(force_insert=True)
        voice.pk, voice.rumour, voice.ended_on, voice.is_right = None, over, "2020-11-07", number < right
        voice.save(force_insert=True)


@pytest.mark.parametrize(
    ("right", "count", "words"),
    [
        (0, 0, "nothing resolved yet"),
        (3, 5, "3 of 5 right (23–88)"),
        (14, 20, "14 of 20 right, 70 in 100 (48–85)"),
    ],
)
def test_each_outlet_has_its_own_rate_at_the_stage_as_its_track_record_has_it(
    client, carlsen, right, count, words
):
    resolved(carlsen, right, count)
    context = client.get(f"/rumours/{carlsen.pk}/").context
    ((rate,),) = [[link.rate for link in part.links] for part in context["parts"] if part.title == RECORD]
    assert rate.text == f"{stage_in_words(carlsen.stage)}: {words}"
    if count:
        behind = client.get(rate.target).context
        assert behind["number"] == count


def test_the_rate_of_an_older_day_counts_what_was_resolved_by_then(client, carlsen):
    resolved(carlsen, 3, 5)
    page = text_of(client.get(f"/rumours/{carlsen.pk}/?as_of=2020-11-06"))
    assert "nothing resolved yet" in page
    assert "3 of 5 right" not in page


def test_the_number_of_an_older_day_is_of_that_day(client, story, carlsen):
    rival(story)
    now = client.get(f"/rumours/{carlsen.pk}/").context["row"].likelihood
    then = client.get(f"/rumours/{carlsen.pk}/?as_of=2020-11-06").context["row"].likelihood
    assert then.points > now.points
    assert then.rest + then.points == 100


def test_a_rumour_that_is_over_has_no_number(client, story):
    ended = Rumour.objects.create(
        coach=make_coach(),
        club=story.fjordby,
        direction="in",
        ordinal=1,
        role="head_coach",
        status="expired",
        stage="linked",
        opened_on="2020-10-01",
        newest_on="2020-10-01",
        ended_on="2020-10-22",
        article_count=1,
        origin_count=1,
    )
    make_claim_of(ended)
    response = client.get(f"/rumours/{ended.pk}/")
    assert response.context["parts"] == []
    assert 'id="h-why"' not in text_of(response)


def make_claim_of(rumour):
    claim = make_claim(make_article(make_outlet("Et blad"), "2020-10-01"), coach=rumour.coach)
    rumour.evidence.create(claim=claim)


def test_the_board_of_a_club_adds_up_to_a_hundred_with_somebody_else(client, story):
    for number in range(4):
        rival(story, f"Navn {number}", ("linked", "talks", "agreed", "candidate")[number])
    (board,) = client.get("/clubs/fjordby/").context["boards"]
    points = [row.likelihood.points for row in board.rows]
    assert sum(points) + board.somebody_else == 100
    assert points == sorted(points, reverse=True)
    assert "Somebody else" in text_of(client.get("/clubs/fjordby/"))


def test_who_may_mind_the_seat_stands_on_a_board_of_his_own(client, story):
    rival(story, "Vikar Holm", role="caretaker")
    boards = client.get("/clubs/fjordby/").context["boards"]
    assert [[row.coach.name for row in b.rows] for b in boards] == [["Ivar Carlsen"], ["Vikar Holm"]]
    assert [sum(r.likelihood.points for r in b.rows) + b.somebody_else for b in boards] == [100, 100]


@pytest.mark.parametrize("address", ["/", "/rumours/", "/?as_of=2020-11-07", "/rumours/?as_of=2020-11-07"])
def test_lists_show_the_number_of_the_page(client, carlsen, address):
    context = client.get(address).context
    rows = context["page"].rows if "page" in context else context["rumours"]
    (row,) = [row for row in rows if row.coach == carlsen.coach]
    day = address.partition("?")[2]
    page = client.get(f"/rumours/{carlsen.pk}/?{day}").context["row"]
    assert row.likelihood.points == page.likelihood.points > 0


def test_the_page_says_whether_the_weights_were_learnt(client, carlsen):
    assert "until 100 rumours have been resolved" in text_of(client.get(f"/rumours/{carlsen.pk}/"))
    LikelihoodFit.objects.create(
        direction="in", made_on="2020-11-01", is_fitted=True, resolved=214, weights={}, figures={}
    )
    assert "what became of 214 rumours" in text_of(client.get(f"/rumours/{carlsen.pk}/"))


@pytest.mark.parametrize("address", ["/", "/rumours/", "/clubs/fjordby/", "/rumours/{pk}/"])
def test_more_candidates_ask_no_more_queries(client, story, carlsen, address):
    many(2, story)
    few = queries(client, address.format(pk=carlsen.pk))
    many(12, story)
    assert queries(client, address.format(pk=carlsen.pk)) == few


def test_the_board_says_how_each_candidate_moved_with_a_sign_and_in_words(client, story):
    rival(story)
    html = text_of(client.get(f"{story.fjordby.get_absolute_url()}"))
    assert '<th scope="col" class="likely">Movement in 7 days</th>' in html
    assert html.count("new since 1 Nov") == 2
    with time_machine.travel(datetime(2020, 11, 14, 12, tzinfo=UTC), tick=False):
        html = text_of(client.get(story.fjordby.get_absolute_url()))
    boards = re.findall(
        r'<a class="movement is-(\w+)" href="[^"]+">.*?<b>([+−]\d+)</b> since 7 Nov', html, re.S
    )
    assert boards
    assert all((way == "up") == points.startswith("+") for way, points in boards)


@pytest.mark.parametrize("suffix", ["", "?as_of=2020-11-07"])
def test_a_board_of_more_candidates_asks_no_more_queries(client, story, suffix):
    address = f"{story.fjordby.get_absolute_url()}{suffix}"
    many(2, story)
    few = queries(client, address)
    many(9, story)
    assert queries(client, address) == few
