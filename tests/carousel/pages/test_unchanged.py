"""A page that has not changed is not drawn again, and one that may have is."""

from __future__ import annotations

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from carousel import page_changes, store
from carousel.models import Club, Coach, Rumour
from tests.carousel.pages.stories import many, reject_one, tell
from tests.factories import make_coach, make_season, make_user

pytestmark = pytest.mark.django_db

# Of no page that readers get: what the machinery notes, and what editors keep for themselves.
NOT_SHOWN = {
    *("articles_heartbeat", "articles_host", "articles_entry", "articles_check", "carousel_competitionalias"),
    *("carousel_delivery", "carousel_batch", "carousel_snooze", "carousel_deskview", "carousel_deskkeys"),
    *("carousel_presence", "carousel_deskmail", "carousel_opinion", "carousel_errorreport"),
    *("carousel_apitoken", "carousel_takenfile", "carousel_waiting"),
}
LISTS = ["/", "/rumours/", "/coaches/", "/clubs/", "/chains/", "/market/", "/corrections/", "/stats/"]
LISTS += ["/stats/rows/", "/outlets/kystposten/reports/", "/sitemap.xml", "/sitemap-coaches.xml"]
LISTS += ["/about/", "/search/?q=Aas", "/seasons/", "/outlets/", "/?as_of=2020-11-01", "/stats/?format=csv"]
OF_ONE = ["coach", "club", "rumour", "outlet", "article", "season"]


@pytest.fixture
def story():
    return tell()


def address_of(kind: str, story) -> str:
    rumour = Rumour.objects.get(coach=story.carlsen)
    return {
        "coach": story.berg,
        "club": story.fjordby,
        "rumour": rumour,
        "outlet": story.paper,
        "article": rumour.evidence.first().claim.article,
        "season": make_season(story.fjordby),
    }[kind].get_absolute_url()


def asked_again(client, address: str, tag: str, **headers):
    """The answer to whoever kept the page, and how many queries it took."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address, headers={"If-None-Match": tag, **headers})
    return answer, len(asked)


def status_again(client, address: str, tag: str, **headers) -> int:
    return asked_again(client, address, tag, **headers)[0].status_code


@pytest.mark.parametrize("address", [*LISTS, *OF_ONE])
def test_a_page_is_told_unchanged_with_one_query_until_the_record_changes(client, story, address):
    address = address_of(address, story) if address in OF_ONE else address
    first = client.get(address)
    answer, queries = asked_again(client, address, first["ETag"])
    assert (first.status_code, answer.status_code, queries) == (200, 304, 1)
    assert answer.content == b""
    assert (answer["ETag"], answer["Cache-Control"]) == (first["ETag"], "no-cache")
    assert {"Cookie", "Accept-Language", "HX-Request"} <= {word.strip() for word in answer["Vary"].split(",")}
    Coach.objects.filter(pk=story.aas.pk).update(name="Per Aasen")
    assert status_again(client, address, first["ETag"]) == 200


def test_more_on_record_takes_no_more_queries_to_say_unchanged(client, story):
    many(5, story)
    tag = client.get("/rumours/")["ETag"]
    assert asked_again(client, "/rumours/", tag)[1] == 1


def test_language_part_and_chosen_day_are_pages_of_their_own(client, story):
    tag = client.get("/")["ETag"]
    assert status_again(client, "/", tag, **{"Accept-Language": "da"}) == 200
    assert status_again(client, "/", tag, **{"HX-Request": "true"}) == 200
    assert status_again(client, "/?as_of=2020-11-01", tag) == 200


def test_a_new_day_is_a_new_page(client, story):
    with time_machine.travel("2021-03-01 23:59:00+00:00"):
        tag = client.get("/market/")["ETag"]
        assert status_again(client, "/market/", tag) == 304
    with time_machine.travel("2021-03-02 00:01:00+00:00"):
        assert status_again(client, "/market/", tag) == 200


def test_another_release_prints_new_pages(client, story, monkeypatch):
    tag = client.get("/coaches/")["ETag"]
    monkeypatch.setattr(page_changes, "release", lambda: "another")
    assert status_again(client, "/coaches/", tag) == 200


def test_who_has_signed_in_gets_a_page_of_his_own(client, story):
    kept = client.get("/coaches/")["ETag"]
    client.force_login(make_user("editor"))
    answer = client.get("/coaches/", headers={"If-None-Match": kept})
    assert (answer.status_code, answer.has_header("ETag")) == (200, False)
    assert "private" in answer["Cache-Control"]


def test_a_page_for_readers_holds_no_secret_of_the_visit(client, story):
    answer = client.get("/")
    assert "csrf" not in answer.content.decode().lower()
    assert not answer.cookies


def test_what_is_gone_or_wrong_has_no_tag(client, story):
    rumour = Rumour.objects.get(coach=story.carlsen)
    tag = client.get(rumour.get_absolute_url())["ETag"]
    gone = reject_one(story)
    assert client.get(gone.get_absolute_url(), headers={"If-None-Match": tag}).status_code == 410
    for address in (gone.get_absolute_url(), "/coaches/nobody/", "/?as_of=never"):
        assert not client.get(address).has_header("ETag"), address


def test_every_table_is_numbered_or_of_no_page():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'number_page_%'"
        )
        numbered = {name for (name,) in cursor.fetchall()}
    models = [m for app in ("articles", "carousel") for m in apps.get_app_config(app).get_models(True)]
    assert {m._meta.db_table for m in models} == numbered | NOT_SHOWN
    assert not numbered & NOT_SHOWN


def test_what_is_taken_back_leaves_the_number_and_what_comes_after_it_does_not(story):
    before = page_changes.number()
    with transaction.atomic():
        make_coach("Nobody Yet")
        assert page_changes.number() != before
        transaction.set_rollback(True)
    assert page_changes.number() == before
    make_coach("Somebody Else")
    assert page_changes.number() != before


def test_what_changes_nothing_is_not_numbered(story):
    before = page_changes.number()
    store.rebuild()
    Club.objects.filter(pk=story.fjordby.pk).update(name=story.fjordby.name)
    assert page_changes.number() == before


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_do_not_wait_for_each_other():
    make_coach("First")
    with transaction.atomic():
        make_coach("Second")
        other = connection.copy()
        try:
            with other.cursor() as cursor:
                cursor.execute("SET lock_timeout = '500ms'")
                cursor.execute("UPDATE carousel_coach SET name = 'Third' WHERE name = 'First'")
        finally:
            other.close()
    assert set(Coach.objects.values_list("name", flat=True)) == {"Second", "Third"}
    assert page_changes.number().count(",") == 1
