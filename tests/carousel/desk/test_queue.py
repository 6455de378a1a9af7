"""The queue: what waits, in which order, how many, and a page at a time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carousel import desk
from carousel.models import Rumour, Waiting
from tests.carousel.desk.stories import open_rumour
from tests.factories import make_coach, make_rumour, make_stint, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_user("editor", "ida")
    client.force_login(user)
    return user


def test_what_the_record_contradicts_waits_first_then_facts_the_imminent_other_rumours_and_background():
    background = make_rumour(direction="held", opened_on="2020-09-01", is_fact_claimed=True, stage="")
    young = make_rumour(opened_on="2020-09-20")
    old = make_rumour(opened_on="2020-09-10")
    told_by_many = make_rumour(opened_on="2020-09-22", origin_count=3)
    imminent = make_rumour(opened_on="2020-09-22", stage="imminent")
    fact = make_rumour(opened_on="2020-09-22", is_fact_claimed=True, stage="")
    conflict = make_rumour(opened_on="2020-09-23", is_fact_claimed=True, stage="", contradicts=make_stint())
    make_rumour(status="confirmed", opened_on="2020-09-02")
    wanted = [conflict, fact, imminent, told_by_many, old, young, background]
    assert list(desk.waiting()) == wanted
    assert [desk.next_after(desk.Place.of(one)) for one in wanted] == [*wanted[1:], conflict]


def test_a_place_in_the_queue_goes_on_behind_it_even_when_its_rumour_is_decided():
    first, second = make_rumour(opened_on="2020-09-10"), make_rumour(opened_on="2020-09-10")
    place = desk.Place.read(str(desk.Place.of(first)))
    first.delete()
    assert desk.next_after(place) == second
    assert desk.next_after(desk.Place.of(second)) == second


@pytest.mark.parametrize(
    "written",
    [
        "",
        "1",
        "1-2-2020-13-01-4",
        "1-2-2020-09-01-x",
        "9-2-2020-09-01-1",
        "1-2-2020-09-01-1 ",
        "1-2020-09-01-1",
    ],
)
def test_what_is_no_place_is_none(written):
    assert desk.Place.read(written) is None


def test_counts_are_by_kind_and_only_of_what_waits():
    make_rumour()
    make_rumour(status="expired")
    make_rumour(is_fact_claimed=True, stage="", contradicts=make_stint())
    make_rumour(direction="held", stage="")
    assert desk.counts() == {
        "all": 3,
        "conflicts": 1,
        "facts": 1,
        "rumours": 1,
        "background": 1,
        "expiring": 0,
        "withdrawn": 0,
        "snoozed": 0,
    }


def test_a_filter_shows_only_its_kind(client, editor):
    open_rumour("Rune Sandmo", kind="candidacy")
    make_rumour(make_coach("Per Holmvik"), is_fact_claimed=True, stage="")
    page = client.get(reverse("desk"), {"show": "facts"}).content.decode()
    assert "Per Holmvik" in page
    assert "Rune Sandmo" not in page


def test_what_waits_is_counted_as_it_comes_is_decided_comes_back_and_goes():
    def counted():
        return {kind: number for kind, number in desk.counts().items() if number}

    rumour, fact = make_rumour(), make_rumour(is_fact_claimed=True, stage="")
    assert counted() == {"all": 2, "rumours": 1, "facts": 1}
    Rumour.objects.filter(pk=fact.pk).update(status="confirmed", ended_on="2020-10-01")
    assert counted() == {"all": 1, "rumours": 1}
    Rumour.objects.filter(pk=fact.pk).update(status="retracted")
    assert counted() == {"all": 2, "rumours": 1, "withdrawn": 1}
    rumour.delete()
    assert counted() == {"all": 1, "withdrawn": 1}
    assert Waiting.objects.get().number == 1


def test_an_unknown_filter_or_place_shows_all(client, editor):
    open_rumour("Rune Sandmo")
    assert b"Rune Sandmo" in client.get(reverse("desk"), {"show": "<x>", "after": "nowhere"}).content


def test_an_empty_queue_says_that_nothing_waits(client, editor):
    assert b"Nothing waits" in client.get(reverse("desk")).content


@pytest.mark.parametrize("asked", [{"q": "Holmvik"}, {"show": "conflicts"}, {"after": "4-1-2026-01-01-9"}])
def test_an_empty_list_says_how_many_wait_elsewhere_and_leads_to_them(client, editor, asked):
    open_rumour("Rune Sandmo")
    page = client.get(reverse("desk"), asked).content.decode()
    assert "Nothing matches; 1 waits" in page
    assert '<a class="button" href="/desk/">All that waits</a>' in page


def test_the_list_goes_on_page_by_page_without_missing_one(client, editor):
    made = [make_rumour(opened_on="2020-09-10").pk for _ in range(desk.PAGE + 2)]
    first = client.get(reverse("desk")).context["page"]
    second = client.get(first.following).context["page"]
    assert [row.id for row in (*first.rows, *second.rows)] == made
    assert not second.following


def test_the_number_of_queries_does_not_grow_with_what_waits(client, editor):
    def queries():
        client.get(reverse("desk"))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(reverse("desk")).status_code == 200
        return len(captured)

    for _ in range(3):
        make_rumour()
    few = queries()
    for _ in range(27):
        make_rumour()
    assert queries() == few


def test_an_item_alone_is_the_pane_for_htmx_and_a_page_otherwise(client, editor):
    rumour = open_rumour("Rune Sandmo")
    address = reverse("desk-item", args=[rumour.pk])
    page, pane = client.get(address), client.get(address, headers={"HX-Request": "true"})
    assert b"<html" in page.content
    assert pane.content.strip().startswith(b'<section class="pane" id="pane"')
    assert "HX-Request" in pane["Vary"]
    restored = client.get(address, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert b"<html" in restored.content


def test_the_evidence_stands_in_its_paragraph_with_its_marks(client, editor):
    rumour = open_rumour("Rune Sandmo", "Nordhavn IF")
    page = client.get(reverse("desk-item", args=[rumour.pk])).content.decode()
    assert '<mark class="mark-coach">Rune Sandmo</mark>' in page
    assert '<mark class="mark-club">Nordhavn IF</mark>' in page
    assert "Det er rygtet på havnen i dag." in page
    assert "Mere i morgen" not in page


def test_a_stranger_is_asked_to_sign_in_and_comes_back(client):
    answer = client.get(reverse("desk") + "?show=facts")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/desk/%3Fshow%3Dfacts"


def test_a_stranger_is_sent_to_sign_in_by_htmx_too(client):
    answer = client.get(reverse("desk-item", args=[1]), headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith("/accounts/login/")


def test_a_reader_is_told_why_not(client):
    client.force_login(make_user("reader"))
    answer = client.get(reverse("desk"))
    assert answer.status_code == 403
    assert b"Only editors" in answer.content
