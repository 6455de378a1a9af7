"""A page has one address: a field of a form in which nothing was chosen is no part of it."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from carousel.addresses import without_empty_fields
from tests.carousel.desk.stories import open_rumour
from tests.carousel.pages.stories import tell
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("", ""),
        ("q=", ""),
        ("q=&league=&stage=talks&country=", "stage=talks"),
        ("q=%C3%A6+%26&x=a%3D&after=YWJj==&flag", "q=%C3%A6+%26&x=a%3D&after=YWJj==&flag"),
        ("stage=talks&stage=", "stage=talks"),
    ],
)
def test_what_is_said_stays_as_it_was_written_and_the_rest_goes(written, kept):
    assert without_empty_fields(written) == kept


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("/rumours/?direction=&stage=talks&league=", "/rumours/?stage=talks"),
        ("/market/?nationality=&country=&league=", "/market/"),
        ("/stats/?competition=&from=2019&to=", "/stats/?from=2019"),
        ("/coaches/?q=&lang=da", "/coaches/?lang=da"),
        ("/desk/?stage=&age=week&q=", "/desk/?age=week"),
        ("/desk/decisions/?by=", "/desk/decisions/"),
        ("/desk/jobs/?state=waiting&kind=&feed=", "/desk/jobs/?state=waiting"),
    ],
)
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_page_that_is_asked_for_with_empty_fields_is_at_the_address_without(client, asked, address, method):
    client.force_login(make_user("editor"))
    answer = getattr(client, method)(asked)
    assert (answer.status_code, answer["Location"]) == (301, address)
    assert client.get(address).status_code == 200


def test_what_acts_and_what_others_ask_for_means_what_it_says(admin_client, client):
    client.force_login(make_user("editor"))
    assert client.post(f"{reverse('desk-batch')}?q=", {"do": "confirm"}).status_code != 301
    assert admin_client.get("/admin/carousel/club/?q=").status_code == 200
    assert client.get("/there-is-no-such-page/?q=").status_code == 404


def test_a_page_is_told_unchanged_by_the_tag_of_its_one_address(client):
    tell()
    short, long = client.get("/coaches/"), client.get("/coaches/?q=&as_of=", follow=True)
    assert long["ETag"] == short["ETag"]
    assert long.content == short.content
    again = client.get("/coaches/?q=", follow=True, headers={"If-None-Match": short["ETag"]})
    assert again.redirect_chain == [("/coaches/", 301)]
    assert again.status_code == 304


def test_the_way_back_from_a_merge_is_the_same_list_without_its_empty_field(client):
    client.force_login(make_user("editor"))
    rumour = open_rumour()
    answer = client.get(
        reverse("merge", args=["coach", rumour.coach.slug]), {"item": rumour.pk, "q": "Aksel"}
    )
    assert answer.context["back"].address == reverse("desk-item", args=[rumour.pk])


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("has_script", [True, False])
def test_a_filter_form_leads_to_the_short_address_with_a_script_and_without(new_page, has_script):
    tell()
    tab = new_page(java_script_enabled=has_script)
    tab.goto("/rumours/")
    form = tab.locator("form.filters")
    form.locator("[name=stage]").select_option("talks")
    form.get_by_role("button", name="Show").click()
    expect(tab).to_have_url(re.compile(r"/rumours/\?stage=talks$"))
