"""The front page as readers get it, today and as it stood."""

from datetime import UTC, date, datetime
from html import unescape

import pytest
import time_machine

from carousel import store
from carousel.views.today import front_page
from tests.carousel.facts import rumour, stint, vacancy
from tests.carousel.pages.editions import edition
from tests.carousel.pages.stories import SECRET, many, queries, reject_one, tell
from tests.factories import make_article, make_claim, make_club, make_coach, make_outlet


def text_of(response):
    return unescape(response.content.decode())


def page(ed, with_caretakers=True):
    return front_page(ed, with_caretakers=with_caretakers)


@pytest.mark.django_db
def test_the_headline_tells_the_longest_running_chain(client):
    tell()
    html = text_of(client.get("/?as_of=2020-11-08"))
    assert "Havnestad BK’s empty seat has reached Fjordby IF" in html
    assert "Havnestad BK took Ragna Berg from Fjordby IF, 2 Nov 2020." in html
    assert '<a class="count" href="#h-chain">2 clubs in 23 days.</a>' in html


@pytest.mark.django_db
def test_the_same_page_years_later_tells_the_last_move_and_no_open_seat(client):
    tell()
    html = text_of(client.get("/"))
    assert "Last move reported: Ragna Berg to Havnestad BK" in html
    assert "No seat is open." in html


@pytest.mark.django_db
def test_the_day_before_the_news_nobody_knows_it(client):
    tell()
    html = text_of(client.get("/?as_of=2020-11-01"))
    assert "Per Aas is out at Havnestad BK" in html
    assert "Ivar Carlsen" not in html
    assert "from Fjordby" not in html


@pytest.mark.django_db
def test_a_rejected_rumour_stands_nowhere_on_the_front_page(client):
    reject_one(tell())
    for address in ("/", "/?as_of=2020-11-08", "/?as_of=2020-11-06"):
        assert SECRET not in text_of(client.get(address))


@pytest.mark.django_db
def test_more_news_asks_no_more_queries(client):
    story = tell()
    many(3, story)
    few = queries(client, "/")
    many(20, story)
    assert queries(client, "/") == few


@pytest.mark.django_db
def test_a_past_edition_asks_no_more_queries_for_more_news(client):
    story = tell()
    many(3, story)
    few = queries(client, "/?as_of=2020-11-08")
    many(20, story)
    assert queries(client, "/?as_of=2020-11-08") == few


@pytest.mark.django_db
def test_links_on_an_older_page_lead_to_older_pages(client):
    tell()
    html = text_of(client.get("/?as_of=2020-11-08"))
    assert 'href="/clubs/fjordby/?as_of=2020-11-08"' in html
    assert "?as_of=2020-11-08&caretakers=without" in html


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2020-13-01", "yesterday", "2999-01-01"])
def test_a_day_that_makes_no_sense_is_answered_with_a_sentence(client, day):
    response = client.get(f"/?as_of={day}")
    assert response.status_code == 400


@pytest.mark.django_db
def test_htmx_gets_the_main_part_alone(client):
    html = text_of(client.get("/", headers={"HX-Request": "true"}))
    assert "<html" not in html
    assert '<main id="main"' in html


@pytest.mark.django_db
def test_an_empty_record_says_what_is_missing(client):
    html = text_of(client.get("/"))
    assert "No move is on record yet" in html
    assert "No rumour is open." in html


def test_the_hottest_rumour_is_the_one_that_came_furthest():
    shown = page(
        edition(
            rumours=[
                rumour(1, 11, stage="candidate", origins=("a", "b", "c")),
                rumour(2, 11, stage="talks"),
                rumour(3, 11, stage="talks", origins=("a", "b")),
                rumour(4, 11, stage="expected", direction="out"),
            ]
        )
    )
    assert [row.coach.pk for row in shown["rumours"]] == [4, 3, 2, 1]


def test_talk_of_years_ago_and_talk_of_assistants_come_after_fresh_talk_of_the_seat():
    day = date(2020, 11, 8)
    shown = page(
        edition(
            rumours=[
                rumour(1, 11, stage="imminent", newest_on=date(2018, 5, 1)),
                rumour(2, 11, stage="imminent", newest_on=day, role="assistant"),
                rumour(3, 11, stage="linked", newest_on=day),
            ],
            day=day,
        )
    )
    assert [row.coach.pk for row in shown["rumours"]] == [3, 2, 1]


def test_what_is_rejected_or_about_the_past_is_not_talked_of():
    hidden = [rumour(1, 11, status="rejected", ended_on=date(2020, 9, 20)), rumour(2, 11, direction="held")]
    shown = page(edition(rumours=hidden))
    assert (shown["rumours"], shown["ended"], shown["open_rumours"]) == ([], [], 0)


def test_the_board_has_days_as_a_range_who_minds_the_seat_and_who_leads():
    left = stint(1, 11, "2018-07-01", "2020-11-01/2020-11-03", manner="sacked")
    minding = stint(2, 11, "2020-11-03", role="caretaker")
    talk = [rumour(3, 11, stage="talks"), rumour(4, 11), rumour(5, 11, stage="agreed", role="assistant")]
    shown = page(
        edition(stints=[left, minding], vacancies=[vacancy(left, "2020-11-01/2020-11-03")], rumours=talk)
    )
    (seat,) = shown["seats"]
    assert seat.days == (5, 7)
    assert [coach.pk for coach in seat.caretakers] == [2]
    assert seat.runner.coach.pk == 3


def test_the_news_of_a_move_says_from_where_after_whom_and_after_how_long():
    left = stint(1, 11, "2018-07-01", "2020-10-30", manner="sacked")
    before = stint(2, 12, "2018-07-01", "2020-08-01", manner="sacked")
    came = stint(2, 11, "2020-11-04")
    ed = edition(stints=[left, before, came], vacancies=[vacancy(left, "2020-10-30", came, "2020-11-04")])
    shown = page(ed)["news"]
    assert shown.headline == "Coach 2 is the new head coach of Club 11"
    assert shown.standfirst == (
        "Appointed 4 Nov 2020, had been out of work since 1 Aug 2020. Coach 1: sacked, 30 Oct 2020. "
        "The seat stood empty for 5 days."
    )


def test_a_seat_that_was_filled_on_the_day_stood_empty_for_no_days():
    left = stint(1, 11, "2018-07-01", "2020-11-04", manner="sacked")
    came = stint(2, 11, "2020-11-04")
    ed = edition(stints=[left, came], vacancies=[vacancy(left, "2020-11-04", came, "2020-11-04")])
    assert page(ed)["news"].standfirst.endswith("sacked, 4 Nov 2020. The seat was filled the same day.")


def test_a_chain_of_years_ago_is_shown_as_the_latest_where_none_is_running():
    left = stint(1, 11, "2018-07-01", "2020-10-10", manner="sacked")
    before = stint(2, 12, "2019-07-01", "2020-11-02", manner="left_for_club")
    came, next_one = stint(2, 11, "2020-11-02"), stint(3, 12, "2020-11-07")
    ed = edition(
        stints=[left, before, came, next_one],
        vacancies=[
            vacancy(left, "2020-10-10", came, "2020-11-02"),
            vacancy(before, "2020-11-02", next_one, "2020-11-07"),
        ],
        day=date(2026, 11, 28),
    )
    shown = page(ed)
    assert not shown["chain_is_running"]
    assert "Club 12" in shown["chain_wide"]
    assert shown["news"].headline == "Last move reported: Coach 3 to Club 12"


def test_a_chain_drawn_ends_with_the_rumour_that_leads():
    left = stint(1, 11, "2018-07-01", "2020-10-10", manner="sacked")
    before = stint(2, 12, "2019-07-01", "2020-11-02", manner="left_for_club")
    came = stint(2, 11, "2020-11-02")
    ed = edition(
        stints=[left, before, came],
        vacancies=[vacancy(left, "2020-10-10", came, "2020-11-02"), vacancy(before, "2020-11-02")],
        rumours=[rumour(3, 12, stage="talks")],
    )
    shown = page(ed)
    assert shown["chain_is_running"]
    assert "rumour, in talks" in shown["chain_wide"]
    assert "Coach 3" in shown["chain_tall"]


def test_the_switch_takes_caretakers_out_of_the_moves():
    left = stint(1, 11, "2018-07-01", "2020-10-10", manner="sacked")
    minding = stint(2, 11, "2020-10-10", "2020-11-02", role="caretaker", manner="caretaker_ended")
    came = stint(3, 11, "2020-11-02")
    ed = edition(stints=[left, minding, came], vacancies=[vacancy(left, "2020-10-10", came, "2020-11-02")])
    with_them = [row.came.pk for row in page(ed)["moves"]]
    without = [row.came.pk for row in page(ed, with_caretakers=False)["moves"]]
    assert (with_them, without) == ([3, 2, 1], [3, 1])


def talked_of(name, club, day, stage="talks"):
    make_claim(
        make_article(make_outlet(f"{name}s blad"), day), "candidacy", make_coach(name), club, stage=stage
    )


@pytest.mark.django_db
@pytest.mark.parametrize("as_of", ["", "?as_of=2020-11-20"], ids=["today", "as it stood"])
def test_who_moved_most_within_a_week_stands_before_who_is_hotter(client, as_of):
    quiet, loud = make_club("Stille"), make_club("Larm")
    talked_of("Rolig", quiet, "2020-11-12", "imminent")
    talked_of("Rolig To", quiet, "2020-11-12", "linked")
    talked_of("Ny", loud, "2020-11-18", "talks")
    store.rebuild()
    with time_machine.travel(datetime(2020, 11, 21 if as_of else 20, 12, tzinfo=UTC), tick=False):
        response = client.get(f"/{as_of}")
    shown = response.context["rumours"]
    assert shown[0].coach.name == "Ny"
    sizes = [row.likelihood.moved.size for row in shown]
    assert sizes == sorted(sizes, reverse=True)
    html = text_of(response)
    assert "Rumours that moved most" in html
    assert "By how far the likelihood has moved since 13 Nov 2020." in html
    assert "new since 13 Nov" in html


def test_where_nothing_moved_the_hottest_stand_first_and_nothing_else_is_said():
    shown = page(edition(rumours=[rumour(1, 11, stage="linked"), rumour(2, 11, stage="talks")]))
    assert not shown["have_moved"]
    assert [row.coach.pk for row in shown["rumours"]] == [2, 1]
