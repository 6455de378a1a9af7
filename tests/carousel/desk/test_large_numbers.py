"""A number that no row can have: an address or a form may hold it, and is answered in plain words."""

import pytest
from django.urls import reverse

from tests.carousel.desk.stories import open_rumour
from tests.carousel.desk.test_deciding import HTMX

pytestmark = pytest.mark.django_db
LARGE = 10**30
READ = ("desk-item", "desk-next", "desk-calling-off", "desk-rejection", "desk-around")
ON_A_RUMOUR = ("confirm", "preview", "choose", "reject", "call-off", "snooze", "keep", "take-back")
OTHERS = ("desk-presence", "decision-undo", "batch-undo", "snooze-wake", "desk-view-rename", "name-undo")


@pytest.mark.parametrize("number", [2**31, 2**63, LARGE])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_no_page_of_the_desk_fails_at_it(client, ida, number, headers):
    open_rumour()
    for name in READ:
        assert client.get(reverse(name, args=[number]), headers=headers).status_code in (204, 404), name


@pytest.mark.parametrize("number", [2**31, 2**63, LARGE])
def test_no_verdict_fails_at_it(client, ida, number):
    rumour = open_rumour()
    said = {"seen_revision": LARGE, "seen_claim": LARGE, "days": LARGE, "by": "club", "reason": "other"}
    for name in (*(f"rumour-{verb}" for verb in ON_A_RUMOUR), *OTHERS):
        answer = client.post(reverse(name, args=[number]), said)
        assert answer.status_code in (400, 404, 409), name
    for verb in ON_A_RUMOUR:
        answer = client.post(reverse(f"rumour-{verb}", args=[rumour.pk]), said)
        assert answer.status_code in (200, 302, 400, 409), verb


@pytest.mark.parametrize("number", [10**17, LARGE])
def test_no_list_fails_at_it(client, ida, number):
    open_rumour()
    for query in (
        {"near": number},
        {"article": number},
        {"after": f"1-999999999-2020-09-22-{number}"},
        {"after": f"1-{number}-2020-09-22-1"},
        {"q": number},
        {"done": number},
        {"batch": number},
        {"under_way": number},
    ):
        assert client.get(reverse("desk"), query).status_code == 200, query
    assert client.post(reverse("desk-batch"), {"item": f"{number}:1", "do": "confirm"}).status_code < 500
