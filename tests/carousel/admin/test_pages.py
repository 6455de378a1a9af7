"""Every page of the admin opens, and no list asks once per row."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Claim, Outlet
from carousel.models import (
    ApiToken,
    Change,
    Club,
    Coach,
    Competition,
    Decision,
    Rumour,
    Season,
    Stint,
    StintEntry,
    Vacancy,
)
from tests.articles.feeds.test_polling import make_feed
from tests.carousel.admin.conftest import address, registered
from tests.factories import (
    make_article,
    make_claim,
    make_club,
    make_coach,
    make_decision,
    make_entry,
    make_outlet,
    make_rumour,
    make_stint,
    make_vacancy,
)

pytestmark = pytest.mark.django_db


def make_everything():
    """A row in every table that the admin shows."""
    coach, club, outlet = make_coach(), make_club(), make_outlet()
    coach.aliases.create(text="Brandvold")
    club.aliases.create(text="Havnestad")
    claim = make_claim(make_article(outlet), "departure", coach, club, when="2020-09-21")
    make_feed(f"https://kystposten.example/{outlet.pk}", outlet=outlet)
    make_entry(coach, club, "2018-07-01", "2020-09-21", manner="sacked")
    stint = make_stint(coach, club, "2018-07-01", "2020-09-21")
    make_vacancy(stint, "2020-09-21")
    make_rumour(make_coach("Even Solstad"), club)
    make_decision("confirm", coach, club, articles=(claim.article,))
    competition = Competition.objects.create(slug=f"liga-{outlet.pk}", name="Kystliga", country="DK")
    season = Season.objects.create(
        competition=competition, slug="2020-21", starts_on="2020-07-01", ends_on="2021-06-30"
    )
    Change.objects.create(
        season=season, club=club, manner="sacked", cells={}, key=str(outlet.pk), imported_at=timezone.now()
    )
    ApiToken.objects.create(
        name="A script", user=User.objects.first(), digest=f"{outlet.pk:064d}", created_at=timezone.now()
    )


MAY_ADD = {Article: 302} | dict.fromkeys((Coach, Club, Outlet, ApiToken, Competition, Season), 200)


@pytest.mark.parametrize("model", registered(), ids=str)
def test_every_list_and_form_opens_for_an_administrator(client, administrator, model):
    make_everything()
    assert client.get(address(model, "changelist")).status_code == 200
    row = model.objects.first()
    assert client.get(address(model, "change", row.pk)).status_code == 200
    add = client.get(address(model, "add"))
    assert add.status_code == MAY_ADD.get(model, 403)


def test_the_admin_knows_every_table_that_people_ask_about():
    assert {Article, Claim, Outlet, Club, Coach, Decision, Rumour, Stint, StintEntry, Vacancy} <= set(
        registered()
    )


@pytest.mark.parametrize("model", registered(), ids=str)
def test_a_list_asks_as_often_for_many_rows_as_for_one(client, administrator, model):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address(model, "changelist")).status_code == 200
        return len(asked)

    make_everything()
    few = queries()
    for _row in range(5):
        make_everything()
    assert queries() == few


@pytest.mark.parametrize("model", [Coach, Club], ids=str)
def test_a_form_asks_as_often_for_many_stints_as_for_one(client, administrator, model):
    coach, club = make_coach(), make_club()
    row = coach if model is Coach else club

    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(address(model, "change", row.pk))
        return len(asked)

    make_entry(coach, club, "2010-07-01", "2011-06-30")
    queries()  # what Django looks up once stays in memory
    few = queries()
    for year in range(2011, 2018):
        make_entry(coach, club, f"{year}-07-01", f"{year + 1}-06-30")
    assert queries() == few


def test_the_admin_is_called_by_its_name(client, administrator):
    assert "Carousel" in client.get("/admin/").content.decode()


@pytest.mark.parametrize("term", ["bölöni", "boloni", "Boloni", "ladislau"])
def test_a_coach_is_found_by_any_of_his_names_and_without_accents(client, administrator, term):
    coach = make_coach("László Bölöni")
    coach.aliases.create(text="Ladislau Bölöni")
    make_coach("Even Solstad")
    page = client.get(address(Coach, "changelist"), {"q": term})
    assert list(page.context["cl"].queryset) == [coach]


@pytest.mark.parametrize("term", ["\x00", "%_%", "a\u202eb", "x" * 5000])
def test_odd_searches_find_nothing_and_break_nothing(client, administrator, term):
    assert client.get(address(Coach, "changelist"), {"q": term}).status_code in (200, 302)
    asked = {"app_label": "carousel", "model_name": "stintentry", "field_name": "coach", "term": term}
    assert client.get("/admin/autocomplete/", asked).status_code == 200


@pytest.mark.parametrize(
    "query", ["status__exact=%00", "direction__exact=in%00", "nothing=1", "status__exact=abc"]
)
def test_a_filter_that_is_none_leads_to_a_list(client, administrator, query):
    response = client.get(f"{address(Rumour, 'changelist')}?{query}", follow=True)
    assert response.status_code == 200


def test_a_club_is_offered_while_its_name_is_typed(client, administrator):
    club = make_club("Brøndhøj IF")
    asked = {"app_label": "carousel", "model_name": "stintentry", "field_name": "club", "term": "brondhoj"}
    offered = client.get("/admin/autocomplete/", asked).json()["results"]
    assert offered == [{"id": str(club.pk), "text": "Brøndhøj IF"}]
