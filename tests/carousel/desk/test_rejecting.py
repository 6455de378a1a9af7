"""What a rejection would change, shown before it is made, and nothing else done than was shown."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from carousel import store
from carousel.models import Decision
from carousel.views.desk_shown import rejection_shown
from tests.carousel.desk import stories
from tests.carousel.desk.stories import open_rumour, report
from tests.carousel.desk.test_deciding import HTMX, address, sent
from tests.factories import make_coach

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def contested():
    """Told to be sacked and to stay, a day apart."""
    return stories.gone_or_staying()


def shown(client, rumour, **headers):
    return client.get(reverse("desk-rejection", args=[rumour.pk]), headers=headers).content.decode()


def token_in(page):
    return re.search(r'name="seen_rejection" value="([^"]+)"', page)[1]


def test_before_and_after_are_shown_and_nothing_is_written(client, ida, contested):
    page = shown(client, contested, **HTMX)
    assert "<del>waits for a decision</del>" in page
    assert "<ins>Rejected</ins>" in page
    assert "Nothing else follows from it." in page
    assert not Decision.objects.exists()
    assert not store.check()


def test_what_was_shown_is_done(client, ida, contested):
    seen = sent(contested, reason="old_news", seen_rejection=token_in(shown(client, contested, **HTMX)))
    assert client.post(address("reject", contested), seen).status_code == 302
    assert Decision.objects.get().kind == "reject"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_where_it_would_change_something_else_both_are_shown_and_nothing_is_lost(
    client, ida, contested, headers
):
    yesterday = rejection_shown(contested, ida, timezone.now() - timedelta(days=1))
    seen = sent(contested, reason="old_news", note="by telephone", seen_rejection=yesterday.token)
    answer = client.post(address("reject", contested), seen, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Look again, then reject." in page
    assert '<details class="reject" open>' in page
    assert page.split('<details class="reject" open>')[1].count("<ins>Rejected</ins>") == 2
    assert 'value="by telephone"' in page
    assert not Decision.objects.exists()


def test_a_token_that_nobody_signed_rejects_nothing(client, ida, contested):
    answer = client.post(
        address("reject", contested), sent(contested, reason="old_news", seen_rejection="made:up")
    )
    assert answer.status_code == 409
    assert not Decision.objects.exists()


def test_the_item_costs_no_query_more_for_it_and_the_table_a_constant_number(client, ida, contested):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            shown(client, contested, **HTMX)
        assert not [q for q in captured if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
        return len(captured)

    few = queries()
    for number in range(6):
        report(make_coach(f"Per Holmvik {number}"), contested.club)
    assert queries() == few
    assert "seen_rejection" not in client.get(reverse("desk-item", args=[contested.pk])).content.decode()


def test_what_is_decided_or_gone_has_no_preview(client, ida):
    contested = open_rumour()
    client.post(address("reject", contested), sent(contested, reason="old_news"))
    assert "Nothing: this is decided." in shown(client, contested, **HTMX)
    assert client.get(reverse("desk-rejection", args=[0])).status_code == 404


@pytest.mark.slow
def test_r_shows_the_change_above_the_reasons_and_a_digit_is_held_to_it(page, sign_in, ida, contested):
    sign_in(page, ida).goto(reverse("desk-item", args=[contested.pk]))
    page.keyboard.press("r")
    expect(page.locator(".rejection ins").first).to_have_text("Rejected")
    assert page.locator(".reasons button:focus").count() == 1
    assert page.locator(".reasons [name=seen_rejection]").count() == 1
    page.keyboard.press("2")
    expect(page.locator("#toast")).to_contain_text("Rejected")


@pytest.mark.slow
def test_without_javascript_a_link_shows_the_change_beside_the_reasons(new_page, sign_in, ida, contested):
    tab = sign_in(new_page(java_script_enabled=False, viewport={"width": 360, "height": 740}), ida)
    tab.goto(reverse("desk-item", args=[contested.pk]))
    tab.locator("summary[data-key=r]").click()
    tab.get_by_role("link", name="What rejecting would change").click()
    expect(tab.locator(".rejection ins").first).to_have_text("Rejected")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.locator(".reasons [data-digit='2']").click()
    expect(tab.locator(".notice")).to_contain_text("Rejected")
