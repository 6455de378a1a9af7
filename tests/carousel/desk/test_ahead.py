"""Which item is loaded ahead, and when none is; an answer leaves out what the page shows already."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.carousel.desk.stories import open_rumour, report
from tests.factories import make_coach

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "pane"}


def decided(client, rumour, held, **more):
    return client.post(
        reverse("rumour-reject", args=[rumour.pk]),
        {"reason": "old_news", **more},
        headers=HTMX | {"X-Ahead": held},
    )


def ahead(client, rumour, *under_way, query=""):
    named = {"under_way": [one.pk for one in under_way]} if under_way else {}
    answer = client.get(reverse("desk-next", args=[rumour.pk]) + query, named)
    return answer["HX-Replace-Url"] if answer.status_code == 200 else answer.status_code


def test_what_the_page_holds_already_is_left_out(client, ida, two):
    client.force_login(ida)
    answer = decided(client, two[0], f"{two[1].pk}:{two[1].revision}")
    page = answer.content.decode()
    assert answer["X-Ahead"] == "held"
    assert 'id="pane"' not in page
    assert all(part in page for part in ('id="last"', 'id="toast"', 'id="filters"'))


@pytest.mark.parametrize("held", ["", "0:1", "{pk}:99"])
def test_what_is_not_what_comes_next_as_it_stands_is_sent_anew(client, ida, two, held):
    client.force_login(ida)
    answer = decided(client, two[0], held.format(pk=two[1].pk))
    assert "X-Ahead" not in answer
    assert f'data-stamp="{two[1].pk}:{two[1].revision}"' in answer.content.decode()


def test_what_the_decision_bears_on_is_sent_anew(client, ida):
    first = open_rumour("Rune Sandmo", "Havnestad BK", published_on="2020-09-10")
    report(make_coach("Per Holmvik"), first.club, published_on="2020-09-12")
    rival = first.club.rumours.get(coach__name="Per Holmvik")
    client.force_login(ida)
    assert "X-Ahead" not in decided(client, first, f"{rival.pk}:{rival.revision}")


def test_ahead_is_what_comes_next_in_the_list_that_is_asked_for(client, ida, two):
    client.force_login(ida)
    assert ahead(client, two[0]) == f"/desk/{two[1].pk}/"
    assert ahead(client, two[1]) == f"/desk/{two[0].pk}/"
    assert ahead(client, two[0], query="?club=havnestad-bk") == 204
    assert client.get(reverse("desk-next", args=[10**9])).status_code == 404


def test_ahead_passes_over_what_is_being_decided(client, ida, two):
    third = open_rumour("Odd Strand", "Fjordby FK", published_on="2020-09-14")
    client.force_login(ida)
    assert ahead(client, two[0], two[1]) == f"/desk/{third.pk}/"
    assert ahead(client, third, *two) == 204


def test_what_a_verdict_may_change_is_not_given_ahead_of_it(client, ida):
    first = open_rumour("Rune Sandmo", "Havnestad BK", published_on="2020-09-10")
    report(make_coach("Per Holmvik"), first.club, published_on="2020-09-12")
    client.force_login(ida)
    assert ahead(client, first) == 204


def test_readers_get_nothing_ahead(client, two):
    assert client.get(reverse("desk-next", args=[two[0].pk])).status_code == 302
