"""Who may change what in the admin, and what follows from it."""

import pytest

from articles.models import Article, Outlet
from carousel import store
from carousel.models import ApiToken, Club, Coach, Decision, Stint
from tests.carousel.admin.conftest import address, coach_form, registered
from tests.factories import make_article, make_claim, make_club, make_coach, make_outlet, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", registered(), ids=str)
def test_an_editor_may_look_and_change_nothing(client, staff_editor, model):
    assert client.get(address(model, "changelist")).status_code == (403 if model is ApiToken else 200)
    if model is not Article:
        assert client.get(address(model, "add")).status_code == 403
        assert client.post(address(model, "add"), {"name": "x"}).status_code == 403


def test_an_editor_may_not_change_a_coach(client, staff_editor):
    coach = make_coach()
    assert client.get(address(Coach, "change", coach.pk)).status_code == 200
    assert client.post(address(Coach, "change", coach.pk), coach_form(name="Another")).status_code == 403


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_who_is_no_staff_is_not_let_in(client, role):
    client.force_login(make_user(role))
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("model", [Coach, Club, Outlet, Article], ids=str)
def test_what_the_ledger_names_cannot_be_deleted_not_even_by_a_superuser(client, model):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    row = {Coach: make_coach, Club: make_club, Outlet: make_outlet, Article: make_article}[model]()
    assert client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_a_new_article_comes_in_by_the_one_door(client, administrator):
    assert client.get(address(Article, "add")).url == "/articles/new/"


def test_the_text_of_an_article_cannot_be_changed(client, administrator):
    article = make_article(text="Sådan stod det.")
    assert client.post(address(Article, "change", article.pk), {"text": "x"}).status_code == 403
    article.refresh_from_db()
    assert article.text == "Sådan stod det."


def test_chosen_articles_are_retracted_by_a_decision(client, administrator):
    articles = [make_article(make_outlet()) for _ in range(2)]
    chosen = {"action": "retract", "_selected_action": [article.pk for article in articles]}
    page = client.post(address(Article, "changelist"), chosen, follow=True)
    assert "2 articles were retracted." in page.content.decode()
    assert Decision.objects.filter(kind="retract", editor=administrator).count() == 2


def test_an_article_is_not_retracted_twice(client, administrator):
    article = make_article()
    for _time in range(2):
        chosen = {"action": "retract", "_selected_action": [article.pk]}
        page = client.post(address(Article, "changelist"), chosen, follow=True)
    assert "retracted this already" in page.content.decode()
    assert Decision.objects.count() == 1


def test_the_record_follows_when_an_outlet_is_trusted_less(client, administrator):
    outlet = make_outlet(tier=Outlet.Tier.TRUSTED)
    coach, club = make_coach(), make_club()
    make_claim(make_article(outlet), "appointment", coach, club, when="2020-09-21", confidence=1.0)
    store.update(coaches=[coach.pk], clubs=[club.pk])
    assert Stint.objects.exists()
    form = {
        "name": outlet.name,
        "kind": outlet.kind,
        "tier": 3,
        "country": "DK",
        "language": "da",
        "cited_as": "",
    }
    assert client.post(address(Outlet, "change", outlet.pk), form).status_code == 302
    assert not Stint.objects.exists()
    assert not store.check()


def test_a_coach_may_be_born_in_a_year(client, administrator):
    coach = make_coach()
    client.post(address(Coach, "change", coach.pk), coach_form(name=coach.name, born="1970"))
    page = client.get(address(Coach, "change", coach.pk)).content.decode()
    assert 'name="born" value="1970"' in page


def test_a_birthday_that_makes_no_sense_is_refused_with_a_sentence(client, administrator):
    coach = make_coach()
    page = client.post(address(Coach, "change", coach.pk), coach_form(born="31.4.1970"))
    assert "April 1970 has no day 31." in page.content.decode()


def test_a_name_is_kept_without_what_cannot_be_seen(client, administrator):
    client.post(address(Coach, "add"), coach_form(name=" Aksel \u200b Brand\u00advold\u202e "))
    assert Coach.objects.get().name == "Aksel Brandvold"


def test_the_address_of_a_coach_stays_when_his_name_changes(client, administrator):
    coach = make_coach()
    client.post(address(Coach, "change", coach.pk), coach_form(name="Aksel A. Brandvold", slug="new"))
    changed = Coach.objects.get()
    assert (changed.name, changed.slug) == ("Aksel A. Brandvold", coach.slug)
