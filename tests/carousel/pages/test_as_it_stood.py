"""Every public page on any day: the field, the slider over days of change, and nothing of later."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.urls import reverse

from carousel import changed_days, editorial, store
from carousel.changed_days import ChangedDay
from carousel.models import Rumour
from carousel.views.as_of import halts_of
from tests.carousel.pages.stories import SECRET, many, queries, reject_one, tell
from tests.carousel.pages.test_addresses import PUBLIC, row_of
from tests.factories import make_article, make_claim, make_club, make_coach, make_entry, make_user

pytestmark = pytest.mark.django_db

WITHOUT_EDITIONS = (
    "about",
    "report-new",
    "manifest",
    "site-card",
    "coach-card",
    "club-card",
    "rumour-card",
    "season-card",
    *("moves-feed", "rumours-feed", "coach-feed", "club-feed"),  # of what is new
)
DATED = [name for name in PUBLIC if name not in WITHOUT_EDITIONS]
TODAY = date(2026, 1, 1)


@pytest.fixture
def story():
    return tell()


def read(client, address: str) -> str:
    return " ".join(unescape(client.get(address).content.decode()).split())


@pytest.mark.parametrize("name", DATED)
def test_every_page_of_the_record_has_the_field_the_slider_and_the_banner(client, story, name):
    address = reverse(name, kwargs=row_of(name, story))
    if name == "corrections":
        reject_one(story)
    now, then = read(client, address), read(client, f"{address}?as_of=2020-11-06")
    for page in (now, then):
        assert 'type="date"' in page
        assert len(re.findall(r'type="range"[^>]*data-days="[^"]+ today"', page)) == 1
    assert "As it stood on Friday 6 Nov 2020." in then
    assert "As it stood on" not in now.replace('<label for="as-of">As it stood on</label>', "")


@pytest.mark.parametrize("name", [name for name in DATED if name != "corrections"])
def test_without_a_script_links_lead_to_the_change_before_and_after(client, story, name):
    address = reverse(name, kwargs=row_of(name, story))
    then = read(client, f"{address}?as_of=2020-11-07&caretakers=without")
    earlier = re.search(r'id="day-earlier" rel="prev" href="([^"]+)"', then).group(1)
    assert re.fullmatch(rf"{address}\?caretakers=without&as_of=2020-1[01]-\d\d", earlier)
    assert client.get(earlier).status_code == 200


@pytest.mark.parametrize("name", DATED)
def test_every_link_to_a_page_of_the_record_keeps_the_day(client, story, name):
    page = client.get(reverse(name, kwargs=row_of(name, story)) + "?as_of=2020-11-06").content.decode()
    # The wordmark and "Back to today" lead to the record as it stands, and a feed tells what is new.
    present = r'<a class="wordmark".*?</a>|<a href="[^"]+">Back to today</a>|href="[^"]*/feed/[^"]*"'
    body = re.sub(present, "", page)
    hrefs = re.findall(
        r'href="(/(?:coaches|clubs|rumours|seasons|chains|market|stats|outlets|articles)/[^"#]*)', body
    )
    assert hrefs
    assert {href for href in hrefs if "as_of=" not in href} == set()


def test_a_day_of_change_says_how_many_moves_and_rumours_it_had(story):
    found = {one.day.isoformat(): one for one in changed_days.of_record(TODAY, TODAY)}
    assert found["2020-10-10"] == ChangedDay(date(2020, 10, 10), moves=1)
    assert found["2020-11-02"].moves == 2
    assert found["2020-11-05"] == ChangedDay(date(2020, 11, 5), rumours=1)


def test_a_rejected_rumour_makes_no_day_one_of_change(client, story):
    day = "2020-11-04"
    make_claim(make_article(story.paper, day), "candidacy", make_coach(SECRET), story.fjordby)
    store.rebuild()
    assert day in read(client, "/clubs/fjordby/")
    rumour = Rumour.objects.get(coach__name=SECRET)
    at = datetime(2020, 11, 7, 9, 0, tzinfo=UTC)
    editorial.reject(rumour.pk, editor=make_user("editor"), at=at, reason="known_false")
    for address in ("/", "/clubs/fjordby/", "/rumours/", "/chains/"):
        assert day not in read(client, address), address


def test_the_slider_stands_at_the_last_change_and_hides_what_came_later():
    changed = [ChangedDay(date(2020, 1, day), moves=1) for day in (1, 3, 5)]
    halts = halts_of(changed, date(2020, 1, 4))
    assert (halts.at, halts.earlier, halts.later) == (1, date(2020, 1, 3), date(2020, 1, 5))
    assert halts.note == "3 Jan 2020: 1 move"
    assert halts.halts[2].note == "5 Jan 2020: later than the day shown"
    assert halts_of(changed, None).halts[-1].day is None


def test_of_many_days_the_nearest_are_halts(story, monkeypatch):
    monkeypatch.setattr(changed_days, "MOST", 2)
    days = [one.day.isoformat() for one in changed_days.of_record(date(2020, 11, 4), TODAY)]
    assert days == ["2020-11-02", "2020-11-05"]


@pytest.mark.parametrize("day", ["", "?as_of=2020-11-06"])
@pytest.mark.parametrize(
    "name", ["today", "coaches", "club", "rumours", "rumour", "chains", "market", "stats"]
)
def test_more_on_record_asks_no_more_queries_on_any_day(client, story, name, day):
    address = reverse(name, kwargs=row_of(name, story)) + day
    many(2, story)
    few = queries(client, address)
    many(9, story)
    assert queries(client, address) == few


def test_the_figures_count_what_had_happened_by_the_day(client):
    club, left, came = make_club("Havnestad BK"), make_coach("Ole Brink"), make_coach("Pim Vos")
    make_entry(left, club, "2018-07-01", "2020-10-10", manner="sacked")
    make_entry(came, club, "2020-11-02")
    store.rebuild()
    before, after = (
        client.get(f"/stats/?as_of={day}").context["tables"] for day in ("2020-10-01", "2020-10-20")
    )
    assert (before[0].rows, after[0].rows[0][:2]) == ((), ("2020", 1))
    assert "Ole Brink" not in read(client, "/market/?as_of=2020-10-01")
    assert "Pim Vos" not in read(client, "/clubs/?as_of=2020-10-20")
    assert "1 coach without a club" in read(client, "/market/?as_of=2020-10-20")


def test_the_list_of_coaches_names_the_posts_of_the_day(client, story):
    assert ">Fjordby IF</a>, head coach" in read(client, "/coaches/?q=Ragna&as_of=2020-10-20")
    assert ">Havnestad BK</a>, head coach" in read(client, "/coaches/?q=Ragna&as_of=2020-11-06")


def test_an_article_of_a_later_day_is_not_found(client, story):
    assert "er et navn i Fjordby" in read(client, "/search/?q=navn&as_of=2020-11-05")
    assert "er et navn i Fjordby" not in read(client, "/search/?q=navn&as_of=2020-11-04")


def test_the_slider_of_a_coach_says_each_change_of_a_day_once(client, story):
    page = client.get(f"{story.carlsen.get_absolute_url()}?as_of=2020-11-05").content.decode()
    (notes,) = re.findall(r'data-notes="([^"]*)"', page)
    assert "5 Nov 2020: rumour: Fjordby IF, favourite|" in notes
