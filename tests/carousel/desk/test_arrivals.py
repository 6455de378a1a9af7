"""What comes in while an editor has the list before him: a number that leads to it, and nothing moves."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from carousel.models import Decision
from tests.carousel.desk.stories import open_rumour, report
from tests.carousel.desk.test_deciding import HTMX, address, sent

pytestmark = pytest.mark.django_db


def arrived(client, page, told=""):
    """What is told of the list on that page, as it was when the page was loaded."""
    asked = re.search(r'id="arrived"[^>]*hx-get="([^"]+)"', page)[1].replace("&amp;", "&")
    return client.get(f"{asked}&told={told}" if told else asked, headers=HTMX)


def the_desk(client, query=""):
    return client.get(reverse("desk") + query).content.decode()


def test_a_new_question_and_a_new_report_are_counted_until_the_list_is_loaded_again(client, ida, two):
    page = the_desk(client)
    assert arrived(client, page).status_code == 204
    report(two[0].coach, two[0].club, published_on="2020-09-20")
    open_rumour("Odd Strand", "Fjordby FK")
    answer = arrived(client, page)
    assert '<a href="/desk/">2 new, show</a>' in answer.content.decode()
    assert arrived(client, page, told=2).status_code == 204
    assert arrived(client, the_desk(client)).status_code == 204


def test_only_what_the_list_would_show_is_counted(client, ida, two):
    page = the_desk(client, f"?club={two[0].club.slug}&show=rumours")
    open_rumour("Odd Strand", "Fjordby FK")
    open_rumour("Ole Brink", two[0].club.name, kind="departure")
    assert arrived(client, page).status_code == 204
    report(two[0].coach, two[0].club, published_on="2020-09-20")
    told = arrived(client, page).content.decode()
    assert f'<a href="/desk/?show=rumours&amp;club={two[0].club.slug}">1 new, show</a>' in told


def test_what_an_editor_takes_back_himself_is_nothing_new(client, ida):
    fact = open_rumour("Rune Sandmo", kind="departure")
    page = the_desk(client)
    client.post(address("confirm", fact), sent(fact))
    client.post(reverse("decision-undo", args=[Decision.objects.get().pk]))
    assert arrived(client, page).status_code == 204


def test_once_others_have_decided_it_nothing_is_told_any_more(client, ida, two):
    page = the_desk(client)
    fresh = open_rumour("Odd Strand", "Fjordby FK")
    client.post(address("reject", fresh), sent(fresh, reason="other"))
    answer = arrived(client, page, told=1)
    assert (answer.status_code, answer.content.strip()) == (200, b"")


def test_by_its_address_alone_it_leads_to_the_list(client, ida):
    assert client.get(reverse("desk-arrivals"), {"show": "facts"}).headers["Location"] == "/desk/?show=facts"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_it_is_told_beside_the_heading_and_the_list_stays_where_it_is(page, sign_in, ida, two):
    sign_in(page, ida).goto(reverse("desk"))
    first = page.locator(".queue .item").first.bounding_box()
    open_rumour("Odd Strand", "Fjordby FK", kind="departure")
    page.evaluate("htmx.trigger(document.querySelector('#arrived'), 'look')")
    told = page.get_by_role("status").get_by_role("link", name="1 new, show")
    expect(told).to_be_visible()
    assert page.locator(".queue .item").first.bounding_box() == first
    expect(page.locator(".queue .item")).to_have_count(2)
    told.click()
    expect(page.locator(".queue .item").first).to_contain_text("Odd Strand left Fjordby FK")
