"""The list of names at the desk, and the page on which two records are merged; all without a script."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carousel import identity, store
from carousel.models import Coach, Decision, Rumour
from tests.carousel.desk.stories import report
from tests.carousel.names.merge_page import merged
from tests.factories import make_article, make_claim, make_club, make_coach, make_entry, make_user

pytestmark = pytest.mark.django_db


def unverified(name="A. Brandvold", club=None):
    """A name that one article put forward for a club."""
    coach = make_coach(name, is_provisional=True)
    report(coach, club or make_club())
    return coach


def test_a_name_shows_its_sentence_its_weight_and_whom_it_may_be(client, editor):
    make_coach("Aksel Brandvold")
    unverified()
    page = client.get("/desk/names/").content.decode()
    for words in ("er kandidat i", "1 claim hangs on it", "the initial and the surname fit", "Unverified"):
        assert words in page


def test_a_name_is_linked_and_the_next_one_is_shown(client, editor):
    known, name = make_coach("Aksel Brandvold"), unverified()
    answer = client.post(f"/desk/names/coach/{name.pk}/link/", {"into": known.pk}, follow=True)
    assert "Linked: A. Brandvold is Aksel Brandvold" in answer.content.decode()
    assert Rumour.objects.get().coach == known


def test_a_name_becomes_a_record_and_is_undone(client, editor):
    name = unverified()
    client.post(f"/desk/names/coach/{name.pk}/create/")
    name.refresh_from_db()
    assert not name.is_provisional
    client.post(f"/desk/names/undo/{Decision.objects.get().pk}/")
    name.refresh_from_db()
    assert name.is_provisional


def test_an_ignored_name_is_silent_later_reports_included(client, editor):
    name, club = unverified(), make_club()
    client.post(f"/desk/names/coach/{name.pk}/ignore/")
    claim = make_claim(make_article(), coach_name="A. Brandvold", coach_key="", club=club)
    claim.subject.delete()
    [subject] = identity.identify([claim])
    store.update(coaches=[subject.coach_id], clubs=[subject.club_id])
    assert subject.coach_id == name.pk
    assert not Rumour.objects.exists()
    assert client.get(f"/coaches/{name.slug}/").status_code == 404
    assert str(store.check()) == "nothing to change"


def test_undoing_an_ignoring_brings_the_rumour_back(client, editor):
    name = unverified()
    client.post(f"/desk/names/coach/{name.pk}/ignore/")
    client.post(f"/desk/names/undo/{Decision.objects.get().pk}/")
    assert Rumour.objects.open().get().coach == name
    assert str(store.check()) == "nothing to change"


def test_two_editors_on_one_name_the_second_is_told(client, editor):
    name = unverified()
    client.post(f"/desk/names/coach/{name.pk}/create/")
    answer = client.post(f"/desk/names/coach/{name.pk}/ignore/")
    assert answer.status_code == 409
    assert "A. Brandvold is no longer an open question." in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "given", "status"),
    [
        ("/desk/names/coach/{pk}/link/", {}, 409),
        ("/desk/names/coach/{pk}/link/", {"into": "x"}, 409),
        ("/desk/names/coach/999999/link/", {"into": "1"}, 409),
        ("/desk/names/outlet/1/link/", {}, 404),
        ("/desk/names/coach/{pk}/create/", {"after": "nonsense"}, 400),
        ("/desk/names/undo/999999/", {}, 404),
    ],
)
def test_bad_input_is_answered_and_changes_nothing(client, editor, path, given, status):
    name = unverified()
    assert client.post(path.format(pk=name.pk), given).status_code == status
    assert Coach.objects.get().is_provisional


def test_readers_do_not_see_the_names(client):
    client.force_login(make_user("reader"))
    assert client.get("/desk/names/").status_code == 403


def test_a_page_of_names_takes_the_same_number_of_queries_whatever_waits(client, editor):
    counts = []
    for more in (1, 6):
        for number in range(more):
            unverified(f"Name {more} {number}")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/desk/names/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25


def test_the_list_is_paged_by_key(client, editor):
    names = [unverified(f"Name {number}") for number in range(11)]
    first = client.get("/desk/names/").content.decode()
    assert (names[9].slug in first, names[10].slug in first) == (True, False)
    second = client.get(f"/desk/names/?after=coach-{names[9].pk}").content.decode()
    assert (names[9].slug in second, names[10].slug in second) == (False, True)


def test_the_list_is_narrowed_to_clubs(client, editor):
    unverified(club=make_club("Havnestad XI", is_provisional=True))
    page = client.get("/desk/names/?show=club").content.decode()
    assert ('id="name-club-' in page, 'id="name-coach-' in page) == (True, False)


def test_a_merge_is_searched_looked_at_and_confirmed(client, editor):
    gone, kept = make_coach("A. Brandvold"), make_coach("Aksel Brandvold")
    report(gone, make_club())
    address = f"/desk/names/coach/{gone.slug}/merge/"
    assert f"?into={kept.slug}" in client.get(address, {"q": "aksel"}).content.decode()
    page = client.get(address, {"into": kept.slug}).content.decode()
    assert "1 claim moves" in page
    assert "Aksel Brandvold afterwards" in page
    assert Coach.objects.count() == 2
    answer = client.get(merged(client, "coach", gone, kept)["Location"])
    assert "A. Brandvold is part of Aksel Brandvold now" in answer.content.decode()
    assert Rumour.objects.get().coach == kept


def test_a_merge_that_cannot_be_says_why(client, editor):
    gone, kept = make_coach("Aksel Brandvold"), make_coach("A. Brandvold", is_provisional=True)
    answer = client.get(f"/desk/names/coach/{gone.slug}/merge/", {"into": kept.slug})
    assert answer.status_code == 409
    assert "not the other way round" in answer.content.decode()


@pytest.mark.parametrize(("into", "status"), [("nobody-at-all", 404), ("nobody\0", 404), ("\0", 200)])
def test_merging_into_what_is_no_record_is_no_fault(client, editor, into, status):
    gone = make_coach("Aksel Brandvold")
    address = f"/desk/names/coach/{gone.slug}/merge/"
    assert client.get(address, {"into": into}).status_code == status
    assert client.post(address, {"into": into}).status_code == status


def test_the_merge_page_of_a_merged_record_is_that_of_the_other(client, editor):
    gone, kept = make_club("Havnestad"), make_club("Havnestad BK")
    merged(client, "club", gone, kept)
    answer = client.get(f"/desk/names/club/{gone.slug}/merge/")
    assert answer["Location"] == f"/desk/names/club/{kept.slug}/merge/"


def test_editors_find_the_merge_on_the_page_of_a_coach_and_readers_do_not(client, editor):
    coach = make_coach()
    assert "Merge with another record" in client.get(f"/coaches/{coach.slug}/").content.decode()
    client.logout()
    assert "Merge with another record" not in client.get(f"/coaches/{coach.slug}/").content.decode()


def test_administrators_find_the_merge_in_the_admin(admin_client):
    club = make_club()
    page = admin_client.get(f"/admin/carousel/club/{club.pk}/change/").content.decode()
    assert f"/desk/names/club/{club.slug}/merge/" in page


def test_the_list_of_decisions_tells_of_names(client, editor):
    known, name = make_coach("Aksel Brandvold"), unverified()
    client.post(f"/desk/names/coach/{name.pk}/link/", {"into": known.pk})
    assert "Linked: A. Brandvold is Aksel Brandvold" in client.get("/desk/decisions/").content.decode()


def test_a_link_is_undone_from_the_list_of_decisions(client, editor):
    known, name = make_coach("Aksel Brandvold"), unverified()
    client.post(f"/desk/names/coach/{name.pk}/link/", {"into": known.pk})
    client.post(f"/decisions/{Decision.objects.get().pk}/undo/", {"back": "history"})
    assert Rumour.objects.get().coach == name


def test_a_name_that_was_made_a_record_and_merged_since_is_undone_from_the_end(client, editor):
    known, name = make_coach("Aksel Brandvold"), unverified()
    client.post(f"/desk/names/coach/{name.pk}/create/")
    made = Decision.objects.get()
    merged(client, "coach", name, known)
    answer = client.post(f"/desk/names/undo/{made.pk}/")
    assert answer.status_code == 409
    assert "has since been merged into Aksel Brandvold" in answer.content.decode()


def test_a_name_with_entered_stints_is_not_ignored(client, editor):
    name = unverified()
    make_entry(name, make_club())
    answer = client.post(f"/desk/names/coach/{name.pk}/ignore/")
    assert (answer.status_code, "Withdraw those first" in answer.content.decode()) == (409, True)


def test_a_slug_that_leads_on_is_given_to_nobody_in_the_admin(admin_client, admin_user):
    gone, kept = make_coach("A. Brandvold"), make_coach("Aksel Brandvold")
    merged(admin_client, "coach", gone, kept)
    form = {"name": "Another", "slug": gone.slug, "known_for": ""}
    form |= {
        f"{inline}-{part}_FORMS": "0"
        for inline in ("aliases", "stint_entries")
        for part in ("TOTAL", "INITIAL")
    }
    page = admin_client.post("/admin/carousel/coach/add/", form).content.decode()
    assert "Another record has this address already." in page


def test_an_article_tells_an_ignored_name_without_a_page_for_it(client, editor):
    name = unverified()
    article = name.claim_subjects.get().claim.article
    client.post(f"/desk/names/coach/{name.pk}/ignore/")
    client.logout()
    page = client.get(article.get_absolute_url()).content.decode()
    assert "An editor ignores the name" in page
    assert f"/coaches/{name.slug}/" not in page
