"""The next item is loaded ahead, and an answer leaves it out where the page holds it already."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from carousel.models import Decision
from tests.carousel.desk.stories import open_rumour, report
from tests.factories import make_coach

HTMX = {"HX-Request": "true", "HX-Target": "pane"}


@pytest.fixture
def two(db):
    """Two questions that have nothing to do with each other."""
    return [
        open_rumour("Rune Sandmo", "Havnestad BK", published_on="2020-09-10"),
        open_rumour("Per Holmvik", "Nordhavn IF", published_on="2020-09-12"),
    ]


def decided(client, rumour, held, **more):
    return client.post(
        reverse("rumour-reject", args=[rumour.pk]),
        {"reason": "old_news", **more},
        headers=HTMX | {"X-Ahead": held},
    )


def test_what_the_page_holds_already_is_left_out(client, ida, two):
    client.force_login(ida)
    answer = decided(client, two[0], f"{two[1].pk}:{two[1].revision}:old_news")
    page = answer.content.decode()
    assert answer["X-Ahead"] == "held"
    assert 'id="pane"' not in page
    assert all(part in page for part in ('id="last"', 'id="toast"', 'id="filters"'))


@pytest.mark.parametrize("held", ["", "0:1:old_news", "{pk}:99:old_news", "{pk}:{revision}:duplicate"])
def test_what_is_not_what_comes_next_as_it_stands_is_sent_anew(client, ida, two, held):
    client.force_login(ida)
    answer = decided(client, two[0], held.format(pk=two[1].pk, revision=two[1].revision))
    assert "X-Ahead" not in answer
    assert f'data-stamp="{two[1].pk}:{two[1].revision}:old_news"' in answer.content.decode()


def test_what_the_decision_bears_on_is_sent_anew(client, ida):
    first = open_rumour("Rune Sandmo", "Havnestad BK", published_on="2020-09-10")
    report(make_coach("Per Holmvik"), first.club, published_on="2020-09-12")
    rival = first.club.rumours.get(coach__name="Per Holmvik")
    client.force_login(ida)
    assert "X-Ahead" not in decided(client, first, f"{rival.pk}:{rival.revision}:old_news")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_next_item_is_there_when_it_was_loaded_ahead(page, sign_in, ida, two):
    answers = []
    page.on(
        "response", lambda one: answers.append(one.headers.get("x-ahead")) if "/confirm/" in one.url else None
    )
    with page.expect_response(f"**/desk/{two[1].pk}/"):
        sign_in(page, ida).goto(reverse("desk"))
    page.wait_for_timeout(200)
    page.keyboard.press("c")
    expect(page.locator("#h-pane")).to_contain_text("Per Holmvik")
    expect(page.locator(".item[aria-current]")).to_contain_text("Per Holmvik")
    expect(page.locator("#toast")).to_contain_text("Confirmed: Rune Sandmo")
    assert answers == ["held"]
    page.keyboard.press("u")
    expect(page.locator("#h-pane")).to_contain_text("Rune Sandmo")
    assert list(Decision.objects.order_by("pk").values_list("kind", flat=True)) == ["confirm", "undo"]
