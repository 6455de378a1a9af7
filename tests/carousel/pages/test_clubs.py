"""The pages of clubs as readers get them."""

from html import unescape

import pytest

from carousel import store
from carousel.record.days import Days
from tests.carousel.pages.stories import SECRET, many, queries, reject_one, tell
from tests.factories import make_article, make_claim, make_club, make_coach, make_entry

pytestmark = pytest.mark.django_db


def text_of(response):
    return unescape(response.content.decode())


def test_an_open_seat_counts_its_days_on_the_day_asked_for(client):
    tell()
    html = text_of(client.get("/clubs/fjordby/?as_of=2020-11-08"))
    assert "Seat open, day" in html
    assert ">6</a></b></dd>" in html
    assert "Ivar Carlsen" in html


def test_before_the_exit_the_seat_is_held(client):
    tell()
    html = text_of(client.get("/clubs/havnestad/?as_of=2020-10-09"))
    assert "Seat open" not in html
    assert "In the seat" in html
    assert "Ragna Berg" not in html


def test_the_next_coach_stands_above_the_last_with_the_days_between(client):
    tell()
    html = text_of(client.get("/clubs/havnestad/"))
    history = html[html.index('<table class="history') :]
    assert history.index("Ragna Berg") < history.index("Per Aas")
    assert "23 days" in history


def test_readers_are_told_who_reported_what(client):
    tell()
    html = text_of(client.get("/clubs/fjordby/?as_of=2020-11-08"))
    assert "1 independent source, 2 articles" in html
    assert "Ivar Carlsen er et navn i Fjordby." in html


def test_a_rejected_rumour_stands_nowhere_on_the_page_of_the_club(client):
    reject_one(tell())
    for address in ("/clubs/fjordby/", "/clubs/fjordby/?as_of=2020-11-06"):
        assert SECRET not in text_of(client.get(address))


def test_the_switch_keeps_the_day(client):
    tell()
    html = text_of(client.get("/clubs/havnestad/?as_of=2020-11-08"))
    assert 'href="?as_of=2020-11-08&caretakers=without"' in html


@pytest.mark.parametrize("suffix", ["", "?as_of=2020-11-08"])
def test_more_rumours_about_a_club_ask_no_more_queries(client, suffix):
    story = tell()
    many(2, story)
    few = queries(client, f"/clubs/fjordby/{suffix}")
    many(15, story)
    assert queries(client, f"/clubs/fjordby/{suffix}") == few


def test_a_club_that_is_not_on_record_is_not_found(client):
    assert client.get("/clubs/nowhere/").status_code == 404


def test_clubs_are_listed_by_name_a_page_at_a_time(client):
    for number in range(60):
        make_club(f"Klub {number:02}")
    make_club("Klub 49")  # the name at the edge, twice
    first = client.get("/clubs/").context["page"]
    second = client.get("/clubs/", {"after": first.after}).context["page"]
    names = [club.name for club in (*first.rows, *second.rows)]
    assert names == sorted(names)
    assert len(names) == 61
    assert second.after == ""


def test_more_clubs_ask_no_more_queries(client):
    make_club("Klub 1")
    few = queries(client, "/clubs/")
    for number in range(30):
        make_club(f"Klub {number}")
    assert queries(client, "/clubs/") == few


def test_a_club_is_found_by_a_part_of_its_name(client):
    make_club("Havnestad BK")
    make_club("Fjordby IF")
    rows = client.get("/clubs/?q=stad").context["page"].rows
    assert [club.name for club in rows] == ["Havnestad BK"]


@pytest.mark.parametrize("typed", ["aeroby", "ÆRØBY", "Æbk"])
def test_a_club_is_found_without_accents_and_by_its_other_names(client, typed):
    make_club("Ærøby Boldklub").aliases.create(text="ÆBK")
    make_club("Fjordby IF")
    rows = client.get("/clubs/", {"q": typed}).context["page"].rows
    assert [club.name for club in rows] == ["Ærøby Boldklub"]


@pytest.mark.parametrize("after", ["x", "1", "-3:Klub", "9" * 30 + ":K", "%00:a"])
def test_a_broken_address_of_a_page_is_answered_with_a_sentence_or_the_list(client, after):
    assert client.get(f"/clubs/?after={after}").status_code in (200, 400)


def test_an_assistant_is_no_candidate_for_the_seat(client):
    story = tell()
    talk = make_article(story.paper, "2020-11-06", text="Bo Elm kan blive assistent i Fjordby.")
    make_claim(talk, "candidacy", make_coach("Bo Elm"), story.fjordby, role="assistant", stage="imminent")
    store.rebuild()
    context = client.get("/clubs/fjordby/?as_of=2020-11-08").context
    assert [row.coach.name for board in context["boards"] for row in board.rows] == ["Ivar Carlsen"]
    assert [row.coach.name for row in context["other_posts"]] == ["Bo Elm"]


def test_the_sums_of_the_seat_lead_to_the_rows_behind_them(client):
    club = make_club("Havnestad BK")
    make_entry(make_coach(), club, "2018-07-01", "2019-07-01")
    make_entry(make_coach(), club, "2019-07-01", "2019-07-11", role="caretaker")
    make_entry(make_coach(), club, "2019-07-21")
    store.rebuild()
    page = client.get(f"{club.get_absolute_url()}?caretakers=without").content.decode()
    assert 'Without a head coach, 1 time</dt><dd><a class="count" href="#stints">20 days</a>' in page
    assert 'With a caretaker, 1 time</dt><dd><a class="count" href="?#stints">10 days</a>' in page
    assert 'id="stints"' in page


def test_a_board_without_an_open_rumour_has_no_column_of_likelihoods(client):
    story = tell()
    make_claim(make_article(story.paper, "2020-11-07"), "withdrawal", story.carlsen, story.fjordby)
    store.rebuild()
    running, ended = (
        text_of(client.get(f"/clubs/fjordby/?as_of={day}")).partition('<table class="race')[2]
        for day in ("2020-11-06", "2020-11-08")
    )
    assert "Movement in 7 days" in running
    assert "Newest report" in ended
    assert "Movement in 7 days" not in ended


def test_of_a_coach_without_any_day_on_record_the_club_does_not_say_that_he_is_in_charge(client):
    club = make_club("Sundby BK")
    make_entry(make_coach("Ib Kjær"), club, None, None)
    store.rebuild()
    page = client.get(club.get_absolute_url()).content.decode()
    assert "1 head coach on record." in page
    assert "in charge" not in page[page.index("<tbody>") :]


def test_a_coach_who_came_back_is_one_head_coach_of_the_club(client):
    club, aas = make_club("Havnestad BK", slug="havnestad"), make_coach("Per Aas")
    make_entry(aas, club, "2015-07-01", "2017-06-30")
    make_entry(make_coach("Ragna Berg"), club, "2017-07-01", "2018-06-30")
    make_entry(aas, club, "2018-07-01")
    store.rebuild()
    html = text_of(client.get("/clubs/havnestad/"))
    assert '<a class="count" href="/clubs/havnestad/#stints">2 head coaches on record since 2015.</a>' in html
    assert html.count('<tr id="s') == 3


@pytest.mark.parametrize(
    ("query", "told", "not_told"),
    [
        ("?as_of=2020-10-09", "still on 9 Oct 2020", "today"),
        ("?as_of=2020-10-12", "still on 12 Oct 2020", "today"),
        ("?as_of=2020-10-09&lang=da", "stadig den 9. okt. 2020", "i dag"),
        ("", "today", "still on"),
    ],
)
def test_the_table_of_a_past_day_says_up_to_which_day_it_tells(client, query, told, not_told):
    tell()
    html = text_of(client.get(f"/clubs/havnestad/{query}"))
    table = html[html.index('<table class="history') : html.index("</table>", html.index('id="stints"'))]
    assert told in table
    assert not_told not in table


def test_a_bar_with_an_edge_that_is_not_known_has_its_days_as_title_and_a_key(client):
    club = make_club("Havnestad BK", slug="havnestad")
    make_entry(make_coach("Per Aas"), club, "2018-07-01", "2019-06-30")
    store.rebuild()
    assert "date not known to the day" not in text_of(client.get("/clubs/havnestad/"))
    make_entry(make_coach("Ragna Berg"), club, Days(None, None), "2017-06-30")
    store.rebuild()
    html = text_of(client.get("/clubs/havnestad/"))
    assert html.count("<title>not on record – 30 Jun 2017</title>") == 1
    assert html.count("date not known to the day; where a beginning") == 1


def test_of_a_coach_in_the_seat_it_is_told_as_past_that_he_was_out_of_work(client):
    story = tell()
    make_entry(story.aas, story.fjordby, "2021-03-01")
    store.rebuild()
    html = text_of(client.get(f"/clubs/{story.fjordby.slug}/"))
    assert "<small>had been out of work since 10 Oct 2020</small>" in html
