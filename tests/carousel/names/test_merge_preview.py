"""What merging two records would change is shown before it is said, and nothing else is done."""

import pytest
from django.utils import timezone

from carousel import naming, store
from carousel.models import Coach, Decision, Rumour
from tests.carousel.desk.stories import report
from tests.carousel.names.merge_page import merged, token_on
from tests.factories import make_club, make_coach, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(editor):
    """The record that goes, which one article puts forward for a club, and the one that stays."""
    gone, kept = make_coach("A. Brandvold"), make_coach("Aksel Brandvold")
    report(gone, make_club("Havnestad BK"))
    return gone, kept


@pytest.fixture
def address(two):
    return f"/desk/names/coach/{two[0].slug}/merge/"


def test_before_and_after_are_shown_and_nothing_is_written(client, two, address):
    page = client.get(address, {"into": two[1].slug}).content.decode()
    assert "Rumour: Aksel Brandvold to Havnestad BK" in page
    assert "<del>open, candidate</del>" in page
    assert Coach.objects.count() == 2
    assert not Decision.objects.exists()
    assert not store.check()


def test_what_was_shown_is_done(client, two):
    assert merged(client, "coach", *two, note="one and the same").status_code == 302
    assert Rumour.objects.get().coach == two[1]
    assert Decision.objects.get().note == "one and the same"


def test_of_clubs_likewise(client, editor):
    gone, kept = make_club("Havnestad"), make_club("Havnestad BK")
    make_entry(make_coach(), gone, "2019-07-01")
    assert merged(client, "club", gone, kept).status_code == 302
    assert Decision.objects.get().club == kept


@pytest.mark.parametrize("which", [0, 1])
def test_where_the_ground_moved_at_either_the_new_preview_is_shown(client, two, address, which):
    said = {"into": two[1].slug, "seen_merge": token_on(client, address, two[1].slug), "note": "the same"}
    report(two[which], make_club("Nordhavn IF"), published_on="2020-09-20")
    answer = client.post(address, said)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "This would change something else than you were shown." in page
    assert "Nordhavn IF" in page
    assert 'value="the same"' in page
    assert not Decision.objects.exists()


def test_a_form_that_was_written_in_between_is_shown_first(client, two, address):
    token = token_on(client, address, two[1].slug)
    two[1].aliases.create(text="Brandy")
    answer = client.post(address, {"into": two[1].slug, "seen_merge": token})
    assert answer.status_code == 409
    assert "Brandy" in answer.content.decode()


@pytest.mark.parametrize("token", ["", "made:up"])
def test_what_nobody_was_shown_is_not_done(client, two, address, token):
    assert client.post(address, {"into": two[1].slug, "seen_merge": token}).status_code == 409
    assert Coach.objects.count() == 2


def test_the_token_of_one_pair_merges_no_other(client, two, address):
    token = token_on(client, address, two[1].slug)
    other = make_coach("Per Holmvik")
    assert client.post(address, {"into": other.slug, "seen_merge": token}).status_code == 409


def test_who_was_second_is_told_where_the_record_went(client, editor, two, address):
    token = token_on(client, address, two[1].slug)
    naming.merge(*two, editor=editor, at=timezone.now())
    answer = client.post(address, {"into": two[1].slug, "seen_merge": token}, follow=True)
    assert "This record is part of Aksel Brandvold already." in answer.content.decode()
