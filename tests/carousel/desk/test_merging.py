"""From an item to the merge of its coach or club, and back: by keyboard, without a script, by address."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from carousel import store
from carousel.models import Coach, Decision, Rumour
from tests.carousel.desk.stories import open_rumour, report
from tests.carousel.names.merge_page import token_on
from tests.factories import make_coach

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def misnamed(transactional_db):
    """A question about a coach whom the record knows by his whole name."""
    make_coach("Rune Sandmo")
    return open_rumour("R. Sandmo", "Havnestad BK")


def way_to(rumour, **more):
    query = {"item": rumour.pk, "list": "q=Sandmo", **more}
    return reverse("merge", args=["coach", rumour.coach.slug]), query


def known():
    return Coach.objects.get(name="Rune Sandmo")


@pytest.mark.slow
def test_m_then_a_digit_leads_to_the_merge_and_the_merge_back_to_the_item(page, sign_in, ida, misnamed):
    sign_in(page, ida).goto(reverse("desk-item", args=[misnamed.pk]))
    page.keyboard.press("m")
    expect(page.locator("[data-digit='1']:focus")).to_contain_text("R. Sandmo")
    page.keyboard.press("1")
    page.get_by_role("link", name="Rune Sandmo").click()
    page.get_by_role("button", name="Merge").click()
    expect(page.locator("#h-pane")).to_contain_text("Rune Sandmo")
    assert Rumour.objects.get().coach.name == "Rune Sandmo"
    expect(page.locator(".notice")).to_contain_text("Merged: R. Sandmo is Rune Sandmo")
    page.keyboard.press("u")
    expect(page.locator("#h-pane")).to_contain_text("R. Sandmo")
    expect(page.locator(".notice")).to_contain_text("Taken back: Merged: R. Sandmo is Rune Sandmo")
    assert Rumour.objects.get().coach.name == "R. Sandmo"


@pytest.mark.slow
def test_without_javascript_the_item_leads_to_the_merge_and_back(new_page, sign_in, ida, misnamed):
    tab = sign_in(new_page(java_script_enabled=False, viewport={"width": 360, "height": 740}), ida)
    tab.goto(reverse("desk-item", args=[misnamed.pk]))
    tab.locator("summary[data-key=m]").click()
    tab.locator("[data-digit='2']:visible").click()
    expect(tab.locator("h1")).to_contain_text("Havnestad BK")
    tab.get_by_role("link", name="Back to the item").click()
    tab.locator("summary[data-key=m]").click()
    tab.locator("[data-digit='1']:visible").click()
    tab.get_by_role("link", name="Rune Sandmo").click()
    tab.get_by_role("button", name="Merge").click()
    expect(tab.locator("#h-pane")).to_contain_text("Rune Sandmo")


def test_a_question_that_was_asked_of_both_is_the_one_of_him_who_stays(client, ida, misnamed):
    report(known(), misnamed.club, "candidacy")
    client.force_login(ida)
    address, query = way_to(misnamed, into=known().slug)
    answer = client.post(address, query | {"seen_merge": token_on(client, address, query["into"])})
    item, merged = Rumour.objects.get(), Decision.objects.get()
    assert answer["Location"] == f"{reverse('desk-item', args=[item.pk])}?q=Sandmo&done={merged.pk}"
    assert not store.check()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_undo_after_a_merge_parts_the_two_and_takes_back_nothing_older(client, ida, misnamed, headers):
    client.force_login(ida)
    older = open_rumour("Per Holmvik", "Nordhavn IF")
    client.post(reverse("rumour-confirm", args=[older.pk]))
    address, query = way_to(misnamed, into=known().slug)
    client.post(address, query | {"seen_merge": token_on(client, address, query["into"])})
    undo = reverse("decision-undo", args=[Decision.objects.get(kind="merge").pk])
    assert f'action="{undo}"' in client.get(reverse("desk")).content.decode().split('id="last"')[1]
    answer = client.post(undo, headers=headers)
    at = answer.headers["HX-Redirect" if headers else "Location"]
    parted = Rumour.objects.get(coach__name="R. Sandmo")
    assert at == f"/desk/{parted.pk}/?done={Decision.objects.get(kind='undo').pk}"
    assert Decision.objects.filter(kind="confirm", undone_by__isnull=True).exists()


def test_every_step_keeps_the_item_and_the_list(client, ida, misnamed):
    client.force_login(ida)
    address, query = way_to(misnamed)
    kept = f"item={misnamed.pk}&amp;list=q%3DSandmo"
    back = f'href="{reverse("desk-item", args=[misnamed.pk])}?q=Sandmo"'
    for page in (client.get(address, query), client.get(address, query | {"into": known().slug})):
        assert kept in page.content.decode()
        assert back in page.content.decode()


@pytest.mark.parametrize("item", ["", "x", "0", "99999999", "//elsewhere.example/", "1\0"])
def test_what_is_no_item_leads_to_the_record_that_stays(client, ida, misnamed, item):
    client.force_login(ida)
    address, query = way_to(misnamed, into=known().slug, item=item)
    assert b"Back to the item" not in client.get(address, query).content
    query["seen_merge"] = token_on(client, address, query["into"])
    assert client.post(address, query)["Location"] == reverse("coach", args=[known().slug])
